//! Paths to values: the keys and indexes that lead from the root to a place.
//!
//! Invariant: `Path::parse(&path.to_string()) == path`. A key of digits and an index are equal
//! (`models.0` does not tell which it is), so paths can be compared whoever made them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// One step of a path.
#[derive(Clone, Debug)]
pub enum Segment {
    /// A key of an object.
    Key(String),
    /// An element of an array, from 0.
    Index(usize),
}

/// The steps from the root; empty for the root itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Path(pub Vec<Segment>);

impl Segment {
    /// The key, or the index in digits.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Segment::Key(key) => key.as_str().into(),
            Segment::Index(index) => index.to_string().into(),
        }
    }

    /// The index, also where it was written as a key (`"0"`).
    pub fn index(&self) -> Option<usize> {
        match self {
            Segment::Index(index) => Some(*index),
            Segment::Key(key) => index_of(key),
        }
    }
}

impl PartialEq for Segment {
    fn eq(&self, other: &Segment) -> bool {
        match (self, other) {
            (Segment::Key(a), Segment::Key(b)) => a == b,
            (Segment::Index(a), Segment::Index(b)) => a == b,
            (Segment::Key(key), Segment::Index(index))
            | (Segment::Index(index), Segment::Key(key)) => index_of(key) == Some(*index),
        }
    }
}

impl Eq for Segment {}

impl Hash for Segment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text().hash(state);
    }
}

impl PartialOrd for Segment {
    fn partial_cmp(&self, other: &Segment) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Indexes by number and before keys; keys by text.
impl Ord for Segment {
    fn cmp(&self, other: &Segment) -> Ordering {
        match (self.index(), other.index()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.text().cmp(&other.text()),
        }
    }
}

impl From<&str> for Segment {
    fn from(key: &str) -> Segment {
        Segment::Key(key.to_owned())
    }
}

impl From<String> for Segment {
    fn from(key: String) -> Segment {
        Segment::Key(key)
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Segment {
        Segment::Index(index)
    }
}

impl Path {
    /// The root.
    pub fn root() -> Path {
        Path(Vec::new())
    }

    /// A path of keys, as they stand: `Path::of(["models", "a.b"])`.
    pub fn of<S: Into<Segment>>(segments: impl IntoIterator<Item = S>) -> Path {
        Path(segments.into_iter().map(Into::into).collect())
    }

    /// Reads a written path: `models.0.compat`, `models[0]`, `plugins["a.b"].x`, `a['b']`.
    /// Every text is a path: a bracket that is not such a step belongs to its key.
    pub fn parse(text: &str) -> Path {
        let mut segments = Vec::new();
        let mut rest = text;
        let mut after_step = true;
        while !rest.is_empty() {
            if let Some((segment, left)) = bracket(rest) {
                segments.push(segment);
                rest = left;
                after_step = false;
                continue;
            }
            if !after_step {
                // What follows a bracket is a dot and a key, or another bracket.
                rest = rest.strip_prefix('.').unwrap_or(rest);
            }
            let end = rest
                .char_indices()
                .find(|(at, c)| {
                    *c == '.' || (*c == '[' && *at > 0 && bracket(tail(rest, *at)).is_some())
                })
                .map_or(rest.len(), |(at, _)| at);
            let key = rest.get(..end).unwrap_or(rest);
            segments.push(match index_of(key) {
                Some(index) => Segment::Index(index),
                None => Segment::Key(key.to_owned()),
            });
            let left = tail(rest, end);
            match left.strip_prefix('.') {
                Some("") => {
                    segments.push(Segment::Key(String::new()));
                    rest = "";
                }
                Some(left) => {
                    after_step = true;
                    rest = left;
                }
                None => {
                    after_step = false;
                    rest = left;
                }
            }
        }
        Path(segments)
    }

    /// Joined plainly with dots, as OpenClaw prints paths; a key with a dot is not marked.
    pub fn dotted(&self) -> String {
        let mut out = String::new();
        for (at, segment) in self.0.iter().enumerate() {
            if at > 0 {
                out.push('.');
            }
            out.push_str(&segment.text());
        }
        out
    }

    /// This path and one step more.
    pub fn join(&self, segment: impl Into<Segment>) -> Path {
        let mut segments = self.0.clone();
        segments.push(segment.into());
        Path(segments)
    }

    /// The path without its last step; `None` for the root.
    pub fn parent(&self) -> Option<Path> {
        let (_, before) = self.0.split_last()?;
        Some(Path(before.to_vec()))
    }

    /// The last step; `None` for the root.
    pub fn last(&self) -> Option<&Segment> {
        self.0.last()
    }

    /// Whether `other` is this path or lies below it.
    pub fn covers(&self, other: &Path) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if !is_simple(key) => {
                    f.write_str("[\"")?;
                    for c in key.chars() {
                        if matches!(c, '"' | '\\') {
                            f.write_str("\\")?;
                        }
                        write!(f, "{c}")?;
                    }
                    f.write_str("\"]")?;
                }
                _ => {
                    if at > 0 {
                        f.write_str(".")?;
                    }
                    f.write_str(&segment.text())?;
                }
            }
        }
        Ok(())
    }
}

/// Keys that need no quotes in a path: they hold nothing that a path could mean otherwise.
fn is_simple(key: &str) -> bool {
    !key.is_empty()
        && !key.contains(['.', '[', ']', '"', '\'', '\\'])
        && !key.contains(char::is_whitespace)
}

/// The number that `key` is, if it is written as JavaScript writes indexes: no sign, no leading zero.
fn index_of(key: &str) -> Option<usize> {
    let plain = key.bytes().all(|b| b.is_ascii_digit()) && (key == "0" || !key.starts_with('0'));
    if plain { key.parse().ok() } else { None }
}

fn tail(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or("")
}

/// `[0]`, `["key"]` or `['key']` at the start of `text`, and what follows it.
fn bracket(text: &str) -> Option<(Segment, &str)> {
    let inner = text.strip_prefix('[')?;
    let quote = inner.chars().next()?;
    if quote != '"' && quote != '\'' {
        let (digits, rest) = inner.split_once(']')?;
        return Some((Segment::Index(index_of(digits)?), rest));
    }
    let mut key = String::new();
    let mut chars = inner.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            key.push(chars.next()?.1);
        } else if c == quote {
            return Some((Segment::Key(key), tail(inner, at + 1).strip_prefix(']')?));
        } else {
            key.push(c);
        }
    }
    None
}
