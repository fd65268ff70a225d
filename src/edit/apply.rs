//! Edits of one text, and applying them.

use super::{Conflict, ConflictKind};
use crate::json5::{Edit, Path};
use crate::sorted;
use crate::span::Span;

/// Edits of one text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Edits {
    // Invariant: sorted by place and disjoint; edits at one place are in the order of their text.
    edits: Vec<Edit>,
}

impl Edits {
    /// Sorts the edits; those at one place keep their order. Refused where two overlap.
    pub fn new(mut edits: Vec<Edit>) -> Result<Edits, Conflict> {
        edits.retain(|edit| !(edit.span.is_empty() && edit.text.is_empty()));
        sorted::by_key(&mut edits, |edit| edit.span);
        let apart = edits.windows(2).all(|pair| match pair {
            [a, b] => a.span.end <= b.span.start,
            _ => true,
        });
        if apart {
            Ok(Edits { edits })
        } else {
            Err(overlap())
        }
    }

    /// The edits, sorted and disjoint.
    pub fn as_slice(&self) -> &[Edit] {
        &self.edits
    }

    /// In order of place.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.edits.iter()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The edits of both, where they touch different places. The same edit in both counts once.
    pub fn union(&self, other: &Edits) -> Result<Edits, Conflict> {
        let mut all = self.edits.clone();
        all.extend(other.edits.iter().cloned());
        sorted::by_key(&mut all, |edit| edit.span);
        all.dedup();
        let apart = all.windows(2).all(|pair| match pair {
            [a, b] => {
                a.span.end < b.span.start
                    || (a.span.end == b.span.start && !a.span.is_empty() && !b.span.is_empty())
            }
            _ => true,
        });
        if apart {
            Ok(Edits { edits: all })
        } else {
            Err(overlap())
        }
    }

    /// The bytes that go, and whether `span` holds one of them or a place where text comes.
    pub fn touch(&self, span: Span) -> bool {
        let first = self
            .edits
            .partition_point(|edit| edit.span.end < span.start);
        self.edits
            .iter()
            .skip(first)
            .take_while(|edit| edit.span.start <= span.end)
            .any(|edit| edit.span.overlaps(span) || edit.span.is_empty())
    }
}

impl From<Edits> for Vec<Edit> {
    fn from(edits: Edits) -> Vec<Edit> {
        edits.edits
    }
}

/// The text with the edits made.
pub fn apply(text: &str, edits: &Edits) -> String {
    let grown: usize = edits.edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in &edits.edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

fn overlap() -> Conflict {
    Conflict::new(ConflictKind::Overlap, &Path::root())
}
