//! OpenClaw versions: `2026.3.8`, the hotfix `2026.2.2-3`, the pre-release `2026.4.1-beta.1`.
//!
//! Ordered by number: a pre-release before its release, a hotfix after it.
//! Dates play no part (2026.6.33 was built after 2026.7.1 and is still lower).

use std::cmp::Ordering;
use std::fmt;

/// One version of OpenClaw (or of its earlier names, which count the same way).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Version {
    /// Year, such as 2026.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u16,
    /// Third number; a day up to spring 2026, a counter later.
    pub patch: u16,
    /// What stands behind the hyphen.
    pub tail: Tail,
}

/// What stands behind the hyphen of a version.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Tail {
    /// `-beta.1`, `-alpha.2`, `-rc.1`, in lower case.
    Pre(String),
    /// Nothing.
    None,
    /// `-3`: a repeated build of the same version.
    Hotfix(u16),
}

impl Version {
    /// Reads one version that is the whole text, with or without a leading `v`.
    /// `None` where the text is no version of the form `20YY.M.P[-tail]`.
    pub fn parse(text: &str) -> Option<Version> {
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let (numbers, tail) = match text.split_once('-') {
            Some((numbers, tail)) => (numbers, Some(tail)),
            None => (text, None),
        };
        let mut parts = numbers.split('.');
        let year = number(parts.next()?)?;
        let month = number(parts.next()?)?;
        let patch = number(parts.next()?)?;
        if parts.next().is_some() || !(2020..2100).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        let tail = match tail {
            None => Tail::None,
            Some(tail) => match number(tail) {
                Some(build) => Tail::Hotfix(build),
                None if is_pre_release(tail) => Tail::Pre(tail.to_ascii_lowercase()),
                None => return None,
            },
        };
        Some(Version {
            year,
            month,
            patch,
            tail,
        })
    }

    /// Whether it is a pre-release.
    pub fn is_pre_release(&self) -> bool {
        matches!(self.tail, Tail::Pre(_))
    }
}

fn number(text: &str) -> Option<u16> {
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn is_pre_release(tail: &str) -> bool {
    let starts_with_letter = tail.starts_with(|c: char| c.is_ascii_alphabetic());
    starts_with_letter
        && tail.len() <= 24
        && tail.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.year, self.month, self.patch)?;
        match &self.tail {
            Tail::None => Ok(()),
            Tail::Hotfix(build) => write!(f, "-{build}"),
            Tail::Pre(tail) => write!(f, "-{tail}"),
        }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> Ordering {
        let numbers = |v: &Version| (v.year, v.month, v.patch);
        numbers(self)
            .cmp(&numbers(other))
            .then_with(|| match (&self.tail, &other.tail) {
                (Tail::Pre(a), Tail::Pre(b)) => pre_order(a, b),
                (Tail::Hotfix(a), Tail::Hotfix(b)) => a.cmp(b),
                (a, b) => rank(a).cmp(&rank(b)),
            })
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn rank(tail: &Tail) -> u8 {
    match tail {
        Tail::Pre(_) => 0,
        Tail::None => 1,
        Tail::Hotfix(_) => 2,
    }
}

/// `beta.2` before `beta.10`: numbers by value, words by letter, as semver has it.
fn pre_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.split('.'), b.split('.'));
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(x), Some(y)) => match (number(x), number(y)) {
                (Some(x), Some(y)) => x.cmp(&y),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => x.cmp(y),
            },
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_order_by_number_with_pre_releases_before_and_hotfixes_after() {
        let written = [
            "2026.1.29",
            "2026.2.2",
            "2026.2.2-3",
            "2026.2.12",
            "2026.4.1-alpha.1",
            "2026.4.1-beta.2",
            "2026.4.1-beta.10",
            "2026.4.1",
            "2026.6.33",
            "2026.7.1",
            "2026.7.1-2",
            "2026.10.1",
        ];
        let versions: Vec<_> = written
            .iter()
            .filter_map(|text| Version::parse(text))
            .collect();
        assert_eq!(versions.len(), written.len());
        assert!(versions.is_sorted_by(|a, b| a < b));
        let printed: Vec<_> = versions.iter().map(Version::to_string).collect();
        assert_eq!(printed, written);
    }

    #[test]
    fn other_numbers_are_no_versions() {
        for text in [
            "",
            "2026",
            "2026.3",
            "2026.13.1",
            "22.12.0",
            "2026.3.8.1",
            "2026.3.8-",
            "2026.3.8-x y",
            "1.2.3",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
