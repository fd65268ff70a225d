//! Changes of keys become edits of text. Being written; until then no change can be made.

use crate::finding::Change;
use crate::json5::{Document, Edit};

/// Text edits, sorted and disjoint.
pub struct Edits(Vec<Edit>);

impl Edits {
    /// In order of place.
    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.iter()
    }
}

/// Why changes cannot be made.
#[derive(Debug)]
pub struct Conflict;

/// The edits of `document` that make `changes`.
pub fn edits(_document: &Document<'_>, _changes: &[Change]) -> Result<Edits, Conflict> {
    Err(Conflict)
}
