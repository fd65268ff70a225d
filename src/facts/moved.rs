//! Keys that a release reads at another place than an older one did.

use super::Interval;
use crate::json5::{Path, Segment};
use crate::version::Version;

/// Where a key belongs now.
#[derive(Clone, Debug)]
pub struct Successor {
    /// The new path.
    pub path: Path,
    /// Where that is known from.
    pub source: &'static str,
}

/// A key that moved.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// The old path; `*` stands for any one segment.
    pub from: &'static [&'static str],
    /// The new path; `*` is filled with what stood there.
    pub to: &'static [&'static str],
    /// The releases that read the new place only.
    pub when: Interval,
    /// Where that is known from.
    pub source: &'static str,
}

/// Every row.
pub static MOVED: &[Moved] = &[Moved {
    from: &["env", "*"],
    to: &["env", "vars", "*"],
    when: Interval::since("2026.8.1"),
    source: "openclaw 2026.8.1: config schema, env.additionalProperties false; doctor --fix moves it the same way",
}];

/// Where the key at `path` belongs in `version`.
pub fn successor(path: &Path, version: &Version) -> Option<Successor> {
    let row = MOVED
        .iter()
        .find(|row| row.when.holds(version) && fits(row.from, path))?;
    let mut stars = row
        .from
        .iter()
        .zip(&path.0)
        .filter(|(name, _)| **name == "*")
        .map(|(_, segment)| segment);
    let mut to = Vec::with_capacity(row.to.len());
    for name in row.to {
        to.push(match *name {
            "*" => stars.next()?.clone(),
            name => Segment::Key(name.to_owned()),
        });
    }
    Some(Successor {
        path: Path(to),
        source: row.source,
    })
}

fn fits(pattern: &[&str], path: &Path) -> bool {
    pattern.len() == path.0.len()
        && pattern
            .iter()
            .zip(&path.0)
            .all(|(name, segment)| *name == "*" || segment.text() == *name)
}
