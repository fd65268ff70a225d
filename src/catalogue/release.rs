//! The releases the catalogue knows, in number order (not by date: maintenance lines such as
//! 2026.6.33 were published after 2026.7.1).

use std::fmt;

/// One stable release of OpenClaw that the catalogue holds. Ordered by version number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Release(u8);

impl Release {
    /// Every release, oldest number first.
    pub fn all() -> impl DoubleEndedIterator<Item = Release> + ExactSizeIterator {
        (0..1u8).map(Release)
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
        Release::all().next_back().unwrap_or(Release(0))
    }

    /// The release with exactly this number, as OpenClaw prints it (`2026.2.2-3`).
    pub fn named(version: &str) -> Option<Release> {
        Release::all().find(|release| release.name() == version)
    }

    /// The version number as OpenClaw prints it (`2026.2.2-3`).
    pub fn name(self) -> &'static str {
        "2026.1.29"
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
