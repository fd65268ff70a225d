//! Several fixes at once: each whole or not at all.
//!
//! Invariant: what is applied does not depend on how a fix left out would have looked.

use super::apply::Edits;
use super::{Conflict, ConflictKind};
use crate::finding::Change;
use crate::json5::{Document, Path, Value};
use crate::sorted;

/// What became of several fixes.
#[derive(Clone, Debug)]
pub struct Combined {
    /// The edits of all that are applied.
    pub edits: Edits,
    /// The numbers of the fixes applied, ascending.
    pub applied: Vec<usize>,
    /// The numbers of those left out, and why.
    pub left: Vec<(usize, Conflict)>,
}

/// Applies the fixes in order; one that touches what an earlier one changed, or that cannot be
/// made, is left out whole. Two that give one key the same value do not stand against each other.
pub fn combine(document: &Document, fixes: &[&[Change]]) -> Combined {
    let mut touched = Touched::default();
    let mut written = Written::default();
    let mut made: Vec<Vec<Change>> = Vec::with_capacity(fixes.len());
    let mut candidates: Vec<usize> = Vec::new();
    let mut left: Vec<(usize, Conflict)> = Vec::new();
    for (number, fix) in fixes.iter().enumerate() {
        let own: Vec<Change> = fix
            .iter()
            .map(|change| written.given(document, change))
            .collect();
        match own.iter().find_map(|change| touched.conflict(change)) {
            Some(path) => left.push((number, Conflict::new(ConflictKind::Overlap, &path))),
            None => {
                for change in &own {
                    touched.add(change);
                    written.add(document, change);
                }
                candidates.push(number);
            }
        }
        made.push(own);
    }
    // Nearly always all go together. Where one does not, halving finds it.
    let mut applied: Vec<usize> = Vec::new();
    let mut waiting = vec![candidates];
    let mut edits = Edits::default();
    while let Some(group) = waiting.pop() {
        let all: Vec<Change> = applied
            .iter()
            .chain(&group)
            .filter_map(|number| made.get(*number))
            .flat_map(|fix| fix.iter().cloned())
            .collect();
        match super::edits(document, &all) {
            Ok(found) => {
                edits = found;
                applied.extend(group);
            }
            Err(conflict) => match group.as_slice() {
                [] => {}
                [only] => left.push((*only, conflict)),
                several => {
                    let (first, second) = several.split_at(several.len() / 2);
                    waiting.push(second.to_vec());
                    waiting.push(first.to_vec());
                }
            },
        }
    }
    sorted::plainly(&mut applied);
    sorted::by_key(&mut left, |(number, _)| *number);
    Combined {
        edits,
        applied,
        left,
    }
}

/// Whether two lists of changes touch the same place, so that only one of them can be applied.
pub fn touches(a: &[Change], b: &[Change]) -> bool {
    let mut touched = Touched::default();
    for change in a {
        touched.add(change);
    }
    b.iter().any(|change| touched.conflict(change).is_some())
}

/// The values that moves have brought to new places.
#[derive(Default)]
struct Written(std::collections::BTreeMap<Path, Value<'static>>);

impl Written {
    fn add(&mut self, document: &Document, change: &Change) {
        let (place, value) = match change {
            Change::Set { path, value } => (path, Some(value.clone())),
            Change::Move { path, to } => (to, value_at(document, path)),
            _ => return,
        };
        // What stands in an array shifts; the same place is another one later.
        if let Some(value) = value.filter(|_| is_of_objects(place)) {
            self.0.insert(place.clone(), value);
        }
    }

    /// The change as it is where an earlier one has put the same value there: nothing of it is left
    /// but that the old place goes.
    fn given(&self, document: &Document, change: &Change) -> Change {
        if let Change::Move { path, to } = change
            && is_of_objects(path)
            && let Some(there) = self.0.get(to)
            && value_at(document, path).is_some_and(|own| own.same(there))
        {
            return Change::Remove { path: path.clone() };
        }
        change.clone()
    }
}

fn is_of_objects(path: &Path) -> bool {
    path.0.iter().all(|segment| segment.index().is_none())
}

fn value_at(document: &Document, path: &Path) -> Option<Value<'static>> {
    document.find(path)?.value().map(Value::into_owned)
}

/// The places that changes touch.
#[derive(Default)]
struct Touched {
    // Sorted: a path stands before all that it covers.
    set: std::collections::BTreeMap<Path, Option<Change>>,
}

impl Touched {
    fn add(&mut self, change: &Change) {
        for path in places(change) {
            let kept = matches!(change, Change::Set { .. }).then(|| change.clone());
            self.set.insert(path, kept);
        }
    }

    /// The place that `change` shares with an earlier one. The very same `Set` is no conflict.
    fn conflict(&self, change: &Change) -> Option<Path> {
        for path in places(change) {
            if let Some(earlier) = self.set.get(&path) {
                if earlier.as_ref() == Some(change) {
                    continue;
                }
                return Some(path);
            }
            let above =
                (0..path.0.len()).map(|length| Path(path.0.get(..length).unwrap_or(&[]).to_vec()));
            if let Some(above) = above.into_iter().find(|above| self.set.contains_key(above)) {
                return Some(above);
            }
            let below = self.set.range(&path..).next();
            if let Some((below, _)) = below.filter(|(below, _)| path.covers(below)) {
                return Some(below.clone());
            }
        }
        None
    }
}

/// The places that a change reads or writes as a whole.
fn places(change: &Change) -> Vec<Path> {
    let own = change.path().clone();
    match change {
        // Several elements may go to one place of an array.
        Change::Insert { path, .. } if path.last().is_some_and(|last| last.index().is_some()) => {
            Vec::new()
        }
        Change::Rename { path, to } => {
            let renamed = path.parent().unwrap_or_default().join(to.as_str());
            vec![own, renamed]
        }
        Change::Move { to, .. } => vec![own, to.clone()],
        _ => vec![own],
    }
}
