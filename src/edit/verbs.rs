//! Changes with a name of their own, made of the simple ones.

use crate::finding::Change;
use crate::json5::{Path, Value};

/// `"x"` becomes `{key: "x"}`.
pub fn wrap(path: &Path, key: &str) -> Vec<Change> {
    vec![Change::Move {
        path: path.clone(),
        to: path.join(key),
    }]
}

/// `{key: "x"}` becomes `"x"`; refused where the object has other members.
pub fn unwrap(path: &Path, key: &str) -> Vec<Change> {
    vec![Change::Move {
        path: path.join(key),
        to: path.clone(),
    }]
}

/// The members of the object at `from` move into the object at `into`, and the empty rest goes.
/// What `into` has already stays as it is, and so does that member of `from`, with its object.
pub fn merge(value: &Value, from: &Path, into: &Path) -> Vec<Change> {
    let Some(members) = value.at(from).and_then(Value::as_object) else {
        return Vec::new();
    };
    let there = value.at(into).and_then(Value::as_object);
    let mut changes = Vec::new();
    for key in members.keys() {
        if there.is_none_or(|there| !there.contains_key(key)) {
            changes.push(Change::Move {
                path: from.join(key),
                to: into.join(key),
            });
        }
    }
    if changes.len() == members.len() {
        changes.push(Change::Remove { path: from.clone() });
    }
    changes
}

/// The named members of the object at `from` move into the object at `into`; those missing are left out.
pub fn split(value: &Value, from: &Path, keys: &[&str], into: &Path) -> Vec<Change> {
    let Some(members) = value.at(from).and_then(Value::as_object) else {
        return Vec::new();
    };
    let there = keys.iter().filter(|key| members.contains_key(key));
    there
        .map(|key| Change::Move {
            path: from.join(*key),
            to: into.join(*key),
        })
        .collect()
}
