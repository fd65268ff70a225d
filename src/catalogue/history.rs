//! Paths over all releases: since when a key exists, until when it existed, where else it stands.
//!
//! Intervals are half-open and in number order, so a maintenance line counts where its number puts it.

use super::Release;
use super::place::{Place, Standing};
use super::{Additional, Node, Schema};
use crate::json5::{Path, Segment};
use std::collections::{HashSet, VecDeque};

/// At most so many places are named for one key.
const MAX_PLACES: usize = 64;

/// Releases from `since` up to, not including, `until`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// First release.
    pub since: Release,
    /// First release after the interval; `None` where it lasts to the newest release known.
    pub until: Option<Release>,
}

impl Interval {
    /// Whether the release lies in it.
    pub fn holds(self, release: Release) -> bool {
        self.since <= release && self.until.is_none_or(|until| release < until)
    }

    /// The last release that lies in it.
    pub fn last(self) -> Release {
        match self.until {
            Some(until) => Release::at(until.index().saturating_sub(1)).unwrap_or(until),
            None => Release::last(),
        }
    }
}

/// The releases for which something holds, as intervals.
pub fn intervals(holds: impl Fn(Release) -> bool) -> Vec<Interval> {
    let mut found: Vec<Interval> = Vec::new();
    let mut open = false;
    for release in Release::all() {
        match (open, holds(release)) {
            (false, true) => found.push(Interval {
                since: release,
                until: None,
            }),
            (true, false) => {
                if let Some(last) = found.last_mut() {
                    last.until = Some(release);
                }
            }
            (true, true) | (false, false) => continue,
        }
        open = !open;
    }
    found
}

/// The releases whose schema declares the path.
pub fn declared(path: &Path) -> Vec<Interval> {
    intervals(|release| Place::of(release, path).standing == Standing::Declared)
}

/// The releases that accept the path, be it declared or inside a free-form part.
pub fn accepted(path: &Path) -> Vec<Interval> {
    intervals(|release| Place::of(release, path).standing != Standing::Unknown)
}

/// Every key that any release declares by name at the path, with the releases that do; in the order of
/// their first release.
pub fn keys_ever(path: &Path) -> Vec<(&'static str, Vec<Interval>)> {
    let keys: Vec<_> = Release::all()
        .map(|release| Place::of(release, path).keys())
        .collect();
    let mut ever: Vec<&'static str> = Vec::new();
    let mut seen = HashSet::new();
    for key in keys.iter().flatten() {
        if seen.insert(*key) {
            ever.push(key);
        }
    }
    ever.into_iter()
        .map(|key| {
            let has = |release: Release| {
                keys.get(release.index())
                    .is_some_and(|keys| keys.contains(&key))
            };
            (key, intervals(has))
        })
        .collect()
}

/// Whether any release marks the path, or one above it, as not to be shown.
pub fn sensitive_ever(path: &Path) -> bool {
    Release::all()
        .rev()
        .any(|release| Place::of(release, path).sensitive)
}

/// Where a release declares a key of this name, shortest paths first. Entries of maps and items of
/// lists appear as `*`. Where equal schemas stand in several places the first one is named.
pub fn places(release: Release, key: &str) -> Vec<Path> {
    let schema = Schema::of(release);
    let mut queue = VecDeque::from([(Path::root(), schema.core())]);
    for (id, node) in schema.zod_channels() {
        queue.push_back((Path::of(["channels", id]), node));
    }
    for channel in schema.channels() {
        queue.push_back((Path::of(["channels", channel.id]), channel.schema));
    }
    for plugin in schema.plugins() {
        if let Some(node) = plugin.config {
            queue.push_back((Path::of(["plugins", "entries", plugin.id, "config"]), node));
        }
    }
    let mut seen: HashSet<Node> = HashSet::new();
    let mut found: Vec<Path> = Vec::new();
    while let Some((path, node)) = queue.pop_front() {
        if !seen.insert(node) {
            continue;
        }
        let keywords = node.keywords();
        for (name, child) in keywords.properties.iter() {
            let path = path.join(Segment::Key(name.to_string()));
            if name == key && !found.contains(&path) {
                found.push(path.clone());
            }
            queue.push_back((path, child));
        }
        for union in [keywords.any_of, keywords.one_of, keywords.all_of] {
            queue.extend(union.iter().map(|branch| (path.clone(), branch)));
        }
        let entries = match keywords.additional {
            Additional::Of(node) => Some(node),
            _ => None,
        };
        for node in [entries, keywords.items].into_iter().flatten() {
            queue.push_back((path.join(Segment::Key("*".to_string())), node));
        }
    }
    found.sort_by_key(|path| path.0.len());
    found.truncate(MAX_PLACES);
    found
}
