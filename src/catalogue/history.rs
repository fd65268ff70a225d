//! Paths over all releases: since when a key exists, until when it existed, where else it stands.
//!
//! Intervals are half-open and in number order, so a maintenance line counts where its number puts it.

use super::Release;
use super::place::{Place, Standing};
use super::{Additional, Node, Schema};
use crate::json5::Path;
use crate::sorted;
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
    let mut walk = Walk::default();
    walk.start(&[], schema.core());
    for (id, node) in schema.zod_channels() {
        walk.start(&["channels", id], node);
    }
    for channel in schema.channels() {
        walk.start(&["channels", channel.id], channel.schema);
    }
    for plugin in schema.plugins() {
        if let Some(node) = plugin.config {
            walk.start(&["plugins", "entries", plugin.id, "config"], node);
        }
    }
    let mut found: Vec<Path> = Vec::new();
    while let Some((at, node)) = walk.queue.pop_front() {
        if !walk.seen.insert(node) {
            continue;
        }
        let keywords = node.keywords();
        for (name, child) in keywords.properties.iter() {
            let below = walk.below(at, name);
            if name == key {
                found.push(walk.path(below));
            }
            walk.queue.push_back((below, child));
        }
        for union in [keywords.any_of, keywords.one_of, keywords.all_of] {
            walk.queue.extend(union.iter().map(|branch| (at, branch)));
        }
        let entries = match keywords.additional {
            Additional::Of(node) => Some(node),
            _ => None,
        };
        for node in [entries, keywords.items].into_iter().flatten() {
            let below = walk.below(at, "*");
            walk.queue.push_back((below, node));
        }
    }
    sorted::by_key(&mut found, |path| path.0.len());
    let mut named: HashSet<String> = HashSet::new();
    found.retain(|path| named.insert(path.to_string()));
    found.truncate(MAX_PLACES);
    found
}

/// A walk over a schema, level by level. A place is the number of its name in `names`; 0 is the root.
#[derive(Default)]
struct Walk {
    names: Vec<(usize, &'static str)>,
    queue: VecDeque<(usize, Node)>,
    seen: HashSet<Node>,
}

impl Walk {
    fn start(&mut self, path: &[&'static str], node: Node) {
        let at = path.iter().fold(0, |at, name| self.below(at, name));
        self.queue.push_back((at, node));
    }

    fn below(&mut self, at: usize, name: &'static str) -> usize {
        self.names.push((at, name));
        self.names.len()
    }

    fn path(&self, mut at: usize) -> Path {
        let mut names = Vec::new();
        while let Some((above, name)) = at.checked_sub(1).and_then(|index| self.names.get(index)) {
            names.push(*name);
            at = *above;
        }
        names.reverse();
        Path::of(names)
    }
}
