//! The releases the catalogue knows, in number order (not by date: maintenance lines such as
//! 2026.6.33 were published after 2026.7.1).

use super::table;
use crate::version::{Tail, Version};
use std::fmt;

/// One stable release of OpenClaw that the catalogue holds. Ordered by version number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Release(u8);

impl Release {
    /// Every release, oldest number first.
    pub fn all() -> impl DoubleEndedIterator<Item = Release> + ExactSizeIterator {
        (0..table::releases()).map(Release)
    }

    /// Position in number order, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The release at this position in number order.
    pub fn at(index: usize) -> Option<Release> {
        Release::all().nth(index)
    }

    /// The oldest release known.
    pub fn first() -> Release {
        Release(0)
    }

    /// The newest release known, by number.
    pub fn last() -> Release {
        Release(table::releases().saturating_sub(1))
    }

    /// The release with exactly this number, as OpenClaw prints it (`2026.2.2-3`).
    pub fn named(version: &str) -> Option<Release> {
        table::release_named(version).map(Release)
    }

    /// The release with exactly this number.
    pub fn of(version: &Version) -> Option<Release> {
        let (release, exact) = Release::nearest(version);
        exact.then_some(release)
    }

    /// The release to judge this version by, and whether it is that version itself: else the last
    /// one below it (a pre-release by the release before it), or the oldest known.
    pub fn nearest(version: &Version) -> (Release, bool) {
        let (fourth, below) = match version.tail {
            Tail::Hotfix(build) => (build, false),
            Tail::None => (0, false),
            Tail::Pre(_) => (0, true),
        };
        let parts = [version.year, version.month, version.patch, fourth];
        let number = parts
            .iter()
            .fold(0, |number, part| number << 16 | u64::from(*part));
        let found = table::release_up_to(number, below);
        found.map_or((Release::first(), false), |(at, exact)| {
            (Release(at), exact)
        })
    }

    /// The version number as OpenClaw prints it (`2026.2.2-3`).
    pub fn name(self) -> &'static str {
        table::release_field(self.index(), 0)
    }

    /// The version number.
    pub fn version(self) -> Option<Version> {
        Version::parse(self.name())
    }

    /// Day on which it was built (`2026-03-09`), from the package's `dist/build-info.json`.
    pub fn date(self) -> &'static str {
        table::release_field(self.index(), 1)
            .get(..10)
            .unwrap_or_default()
    }

    /// The commit it was built from.
    pub fn commit(self) -> &'static str {
        table::release_field(self.index(), 2)
    }

    /// Whether it belongs to a maintenance line: built after a release of a higher month.
    pub fn is_maintenance(self) -> bool {
        let month = |release: Release| {
            release
                .version()
                .map(|version| (version.year, version.month))
        };
        Release::all()
            .filter(|later| month(*later) > month(self))
            .any(|later| !later.date().is_empty() && later.date() < self.date())
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
