//! Changes in terms of keys to edits in terms of text: the only module that writes config text.
//!
//! Invariants: bytes outside the edits stay; comments go only with the entry that they belong to;
//! the value of the edited text is the value of the text with the changes applied ([`apply_to_value`]);
//! what could not be read is never touched: a change that would have to is refused.
//!
//! Paths follow the keys as the changes before left them, but an index of an array counts the
//! elements of the text as it was found, so that changes made apart from each other can be put together.

mod apply;
mod combine;
pub mod diff;
mod emit;
mod guard;
mod layout;
mod print;
mod render;
mod target;
mod value;
mod verbs;

pub use apply::{Edits, apply};
pub use combine::{Combined, combine, touches};
pub use value::apply_to_value;
pub use verbs::{merge, split, unwrap, wrap};

use crate::finding::Change;
use crate::json5::{Document, Path};

/// Why a change cannot be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What stands against it.
    pub kind: ConflictKind,
    /// Where.
    pub path: Path,
}

/// The kinds of conflict.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConflictKind {
    /// On the way to the key stands something that is neither object nor array.
    NotAContainer,
    /// The key or element to be changed is not there.
    Missing,
    /// There is something already where a new key should come.
    Taken,
    /// What stands there could not be read; editing it could lose something.
    Unreadable,
    /// Two edits touch the same place.
    Overlap,
}

impl Conflict {
    fn new(kind: ConflictKind, path: &Path) -> Conflict {
        Conflict {
            kind,
            path: path.clone(),
        }
    }
}

/// The text edits that make all `changes`, in their order; nothing where one of them cannot be made.
pub fn edits(document: &Document, changes: &[Change]) -> Result<Edits, Conflict> {
    let mut target = target::Target::new(document);
    for change in changes {
        target.change(change)?;
    }
    emit::edits(&target)
}
