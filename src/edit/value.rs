//! What changes mean, on values alone. Written apart from `target`, so that each proves the other.

use std::borrow::Cow;

use super::{Conflict, ConflictKind};
use crate::finding::Change;
use crate::json5::{Object, Path, Segment, Value};

/// Makes the changes in order; the value is as it was where one of them cannot be made.
pub fn apply_to_value(value: &mut Value<'_>, changes: &[Change]) -> Result<(), Conflict> {
    let mut tree = Tree::of(std::mem::replace(value, Value::Null).into_owned());
    let before = tree.clone();
    let mut result = Ok(());
    for change in changes {
        result = step(&mut tree, change);
        if result.is_err() {
            break;
        }
    }
    *value = if result.is_ok() { tree } else { before }.into_value();
    result
}

/// A value whose arrays remember what was taken out and put in.
#[derive(Clone)]
enum Tree {
    Leaf(Value<'static>),
    Object(Vec<(String, Tree)>),
    /// Each with whether it counts as an element of the array as it was.
    Array(Vec<(Option<Tree>, bool)>),
}

impl Tree {
    fn of(value: Value<'static>) -> Tree {
        match value {
            Value::Object(members) => Tree::Object(
                members
                    .into_iter()
                    .map(|(key, value)| (key.into_owned(), Tree::of(value)))
                    .collect(),
            ),
            Value::Array(elements) => Tree::Array(
                elements
                    .into_iter()
                    .map(|value| (Some(Tree::of(value)), true))
                    .collect(),
            ),
            leaf => Tree::Leaf(leaf),
        }
    }

    fn into_value(self) -> Value<'static> {
        match self {
            Tree::Leaf(value) => value,
            Tree::Object(members) => {
                let members = members
                    .into_iter()
                    .map(|(key, tree)| (Cow::Owned(key), tree.into_value()));
                Value::Object(Object::from_iter(members))
            }
            Tree::Array(elements) => Value::Array(
                elements
                    .into_iter()
                    .filter_map(|(tree, _)| Some(tree?.into_value()))
                    .collect(),
            ),
        }
    }

    /// The position in the list of elements that `index` means.
    fn element(elements: &[(Option<Tree>, bool)], index: usize) -> Option<usize> {
        let mut counted = elements
            .iter()
            .enumerate()
            .filter(|(_, (_, counts))| *counts)
            .map(|(at, _)| at);
        let count = counted.clone().count();
        if index < count {
            return counted.nth(index);
        }
        let last = counted.next_back().map_or(0, |last| last + 1);
        // Added at the end: behind the last one that counts there is nothing else.
        elements
            .iter()
            .enumerate()
            .skip(last)
            .filter(|(_, (tree, _))| tree.is_some())
            .nth(index - count)
            .map(|(at, _)| at)
    }

    fn get(&mut self, segment: &Segment) -> Option<&mut Tree> {
        match self {
            Tree::Leaf(_) => None,
            Tree::Object(members) => members
                .iter_mut()
                .find(|(key, _)| *key == segment.text())
                .map(|(_, tree)| tree),
            Tree::Array(elements) => {
                let at = Tree::element(elements, segment.index()?)?;
                elements.get_mut(at)?.0.as_mut()
            }
        }
    }

    fn walk(&mut self, path: &[Segment]) -> Option<&mut Tree> {
        path.iter()
            .try_fold(self, |tree, segment| tree.get(segment))
    }

    fn take(&mut self, segment: &Segment) -> Option<Tree> {
        match self {
            Tree::Leaf(_) => None,
            Tree::Object(members) => {
                let at = members.iter().position(|(key, _)| *key == segment.text())?;
                Some(members.remove(at).1)
            }
            Tree::Array(elements) => {
                let at = Tree::element(elements, segment.index()?)?;
                elements.get_mut(at)?.0.take()
            }
        }
    }

    /// Puts a new member or element in; false where an index is out of reach.
    fn add(&mut self, segment: &Segment, tree: Tree) -> bool {
        match self {
            Tree::Leaf(_) => false,
            Tree::Object(members) => {
                members.push((segment.text().into_owned(), tree));
                true
            }
            Tree::Array(elements) => {
                let Some(index) = segment.index() else {
                    return false;
                };
                let counted: Vec<usize> = (0..elements.len())
                    .filter(|at| elements.get(*at).is_some_and(|e| e.1))
                    .collect();
                let end = counted.last().map_or(0, |last| last + 1);
                let appended = elements
                    .iter()
                    .skip(end)
                    .filter(|(tree, _)| tree.is_some())
                    .count();
                if index > counted.len() + appended {
                    return false;
                }
                let at = counted.get(index).copied().unwrap_or(elements.len());
                elements.insert(at, (Some(tree), false));
                true
            }
        }
    }

    /// Whether `segment` is the index of an element that was taken out: nothing can be set there.
    fn is_gone(&self, segment: &Segment) -> bool {
        let Tree::Array(elements) = self else {
            return false;
        };
        let counted = elements.iter().filter(|(_, counts)| *counts);
        segment.index().is_some_and(|index| {
            counted
                .clone()
                .nth(index)
                .is_some_and(|(tree, _)| tree.is_none())
        })
    }

    fn live(&self) -> usize {
        match self {
            Tree::Leaf(_) => 0,
            Tree::Object(members) => members.len(),
            Tree::Array(elements) => elements.iter().filter(|(tree, _)| tree.is_some()).count(),
        }
    }

    /// The object at `path`, made where it is missing.
    fn make(&mut self, path: &[Segment]) -> Result<&mut Tree, ConflictKind> {
        let mut tree = self;
        for segment in path {
            if matches!(tree, Tree::Leaf(_)) {
                return Err(ConflictKind::NotAContainer);
            }
            if tree.is_gone(segment)
                || tree.get(segment).is_none() && !tree.add(segment, Tree::Object(Vec::new()))
            {
                return Err(ConflictKind::Missing);
            }
            tree = tree.get(segment).ok_or(ConflictKind::Missing)?;
        }
        if matches!(tree, Tree::Leaf(_)) {
            Err(ConflictKind::NotAContainer)
        } else {
            Ok(tree)
        }
    }
}

fn step(root: &mut Tree, change: &Change) -> Result<(), Conflict> {
    let path = change.path();
    let refuse = |kind| Err(Conflict::new(kind, path));
    let Some((last, above)) = path.0.split_last() else {
        match change {
            Change::Set { value, .. } => *root = Tree::of(value.clone()),
            Change::Remove { .. } => {}
            Change::Insert { .. } => return refuse(ConflictKind::Taken),
            Change::Move { to, .. } if to.0.is_empty() => {}
            _ => return refuse(ConflictKind::Missing),
        }
        return Ok(());
    };
    match change {
        Change::Set { value, .. } => {
            let parent = root.make(above).map_err(|kind| Conflict::new(kind, path))?;
            if let Some(old) = parent.get(last) {
                *old = Tree::of(value.clone());
            } else if parent.is_gone(last) || !parent.add(last, Tree::of(value.clone())) {
                return refuse(ConflictKind::Missing);
            }
        }
        Change::Insert { value, .. } => {
            let parent = root.make(above).map_err(|kind| Conflict::new(kind, path))?;
            if matches!(parent, Tree::Object(_)) && parent.get(last).is_some() {
                return refuse(ConflictKind::Taken);
            }
            if !parent.add(last, Tree::of(value.clone())) {
                return refuse(ConflictKind::Missing);
            }
        }
        Change::Remove { .. } => {
            if let Some(parent) = root.walk(above) {
                parent.take(last);
            }
        }
        Change::Rename { to, .. } => {
            let new = Segment::Key(to.clone());
            let Some(parent) = root.walk(above) else {
                return refuse(ConflictKind::Missing);
            };
            let taken = parent.get(&new).is_some();
            if parent.get(last).is_none() {
                return if taken && matches!(parent, Tree::Object(_)) {
                    Ok(())
                } else {
                    refuse(ConflictKind::Missing)
                };
            }
            let Tree::Object(members) = parent else {
                return refuse(ConflictKind::NotAContainer);
            };
            if *last == new {
                return Ok(());
            }
            if taken {
                return refuse(ConflictKind::Taken);
            }
            if let Some(member) = members.iter_mut().find(|(key, _)| *key == last.text()) {
                member.0.clone_from(to);
            }
        }
        Change::Move { to, .. } => relocate(root, path, to)?,
    }
    Ok(())
}

fn relocate(root: &mut Tree, path: &Path, to: &Path) -> Result<(), Conflict> {
    if path == to {
        return Ok(());
    }
    let Some((last, above)) = path.0.split_last() else {
        return Ok(());
    };
    if root.walk(&path.0).is_none() {
        let there = root.walk(&to.0).is_some() && !to.0.is_empty();
        return if there {
            Ok(())
        } else {
            Err(Conflict::new(ConflictKind::Missing, path))
        };
    }
    if path.covers(to) {
        if let Some(tree) = root.walk(&path.0) {
            let mut inner = std::mem::replace(tree, Tree::Leaf(Value::Null));
            for segment in to.0.iter().skip(path.0.len()).rev() {
                inner = Tree::Object(vec![(segment.text().into_owned(), inner)]);
            }
            *tree = inner;
        }
        return Ok(());
    }
    if to.covers(path) {
        for length in (to.0.len()..path.0.len()).rev() {
            let holder = path.0.get(..length).unwrap_or(&[]);
            if root.walk(holder).is_none_or(|holder| holder.live() != 1) {
                return Err(Conflict::new(ConflictKind::Taken, &Path(holder.to_vec())));
            }
        }
        let inner = root.walk(above).and_then(|parent| parent.take(last));
        if let (Some(tree), Some(inner)) = (root.walk(&to.0), inner) {
            *tree = inner;
        }
        return Ok(());
    }
    let Some((new, new_above)) = to.0.split_last() else {
        return Ok(());
    };
    let parent = root
        .make(new_above)
        .map_err(|kind| Conflict::new(kind, to))?;
    if parent.get(new).is_some() && matches!(parent, Tree::Object(_)) {
        return Err(Conflict::new(ConflictKind::Taken, to));
    }
    let moved = root.walk(above).and_then(|parent| parent.take(last));
    let added = match (root.walk(new_above), moved) {
        (Some(parent), Some(moved)) => parent.add(new, moved),
        _ => false,
    };
    if added {
        Ok(())
    } else {
        Err(Conflict::new(ConflictKind::Missing, to))
    }
}
