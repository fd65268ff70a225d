//! What we know of OpenClaw and its providers beyond the config schema: rows with a half-open
//! interval of releases and a source.
//!
//! Invariants (`tests/facts.rs`): every row has a source; intervals do not overlap within one id;
//! `since` is before `until`; an unknown bound is never written as an open one.

pub mod dialects;
pub mod endpoints;
pub mod keys;
pub mod providers;

use crate::version::Version;

/// The releases a fact holds for: `since` belongs to it, `until` does not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// First release; `None`: from the first we record.
    pub since: Option<&'static str>,
    /// First release it no longer holds for; `None`: it still holds.
    pub until: Option<&'static str>,
}

impl Interval {
    /// Every release.
    pub const ALWAYS: Interval = Interval {
        since: None,
        until: None,
    };

    /// From `since` on.
    pub const fn since(since: &'static str) -> Interval {
        Interval {
            since: Some(since),
            until: None,
        }
    }

    /// Up to `until`, without it.
    pub const fn until(until: &'static str) -> Interval {
        Interval {
            since: None,
            until: Some(until),
        }
    }

    /// From `since` up to `until`, without it.
    pub const fn between(since: &'static str, until: &'static str) -> Interval {
        Interval {
            since: Some(since),
            until: Some(until),
        }
    }

    /// Whether the fact holds for `version`.
    pub fn holds(self, version: &Version) -> bool {
        let begun = parsed(self.since).is_none_or(|since| since <= *version);
        let ended = parsed(self.until).is_some_and(|until| until <= *version);
        begun && !ended
    }
}

fn parsed(bound: Option<&str>) -> Option<Version> {
    bound.and_then(Version::parse)
}
