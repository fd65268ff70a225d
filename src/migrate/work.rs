//! A config under migration: its value, and the changes that led there.
//!
//! Invariants: the changes made to the config as it was give the value (`tests/migrate.rs`); nothing
//! without a successor goes without a [`Step`] that holds its value; without the reader's consent it
//! stays.

use super::table::{Row, Test};
use crate::finding::Change;
use crate::json5::{Object, Path, Segment, Value};
use std::ops::Range;

/// What a migration did at one place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The key went to another place or got another name, its value kept.
    Moved,
    /// The value is said in another way.
    Changed,
    /// Something that an older release took for granted is written down.
    Added,
    /// The key has no successor.
    Retired,
    /// The successor was there already, with another value.
    Superseded,
    /// The successor was there already, with the same value.
    Repeated,
}

impl Kind {
    /// Whether a value is lost.
    pub fn is_loss(self) -> bool {
        matches!(self, Kind::Retired | Kind::Superseded)
    }
}

/// One place that a migration touched.
#[derive(Clone, Debug)]
pub struct Step {
    /// The migration.
    pub row: &'static Row,
    /// What it did.
    pub kind: Kind,
    /// The key, as it was called at that moment.
    pub path: Path,
    /// Where its value is now.
    pub to: Option<Path>,
    /// The value that was there before.
    pub old: Option<Value<'static>>,
    /// The value that stands there instead.
    pub new: Option<Value<'static>>,
    /// Its changes, by number.
    pub changes: Range<usize>,
}

/// A config under migration.
pub struct Work {
    root: Value<'static>,
    changes: Vec<Change>,
    steps: Vec<Step>,
    row: Option<&'static Row>,
    consent: bool,
}

/// A path of keys as written in the code.
pub fn at(path: &str) -> Path {
    Path::parse(path)
}

impl Work {
    /// Work on `root`. With `consent` what has no successor is left out.
    pub fn new(root: Value<'static>, consent: bool) -> Work {
        Work {
            root,
            changes: Vec::new(),
            steps: Vec::new(),
            row: None,
            consent,
        }
    }

    /// The value, the changes, and what they did.
    pub fn done(self) -> (Value<'static>, Vec<Change>, Vec<Step>) {
        (self.root, self.changes, self.steps)
    }

    /// What follows is done by `row`.
    pub fn begin(&mut self, row: &'static Row) {
        self.row = Some(row);
    }

    /// The value at `path`.
    pub fn get(&self, path: &Path) -> Option<&Value<'static>> {
        self.root.at(path)
    }

    /// Whether something stands at `path`.
    pub fn has(&self, path: &Path) -> bool {
        self.get(path).is_some()
    }

    /// The object at `path`.
    pub fn object(&self, path: &Path) -> Option<&Object<'static>> {
        self.get(path)?.as_object()
    }

    /// The string at `path`.
    pub fn text(&self, path: &Path) -> Option<String> {
        self.get(path)?.as_str().map(str::to_owned)
    }

    /// The truth value at `path`.
    pub fn flag(&self, path: &Path) -> Option<bool> {
        self.get(path)?.as_bool()
    }

    /// The keys of the object at `path`, in order.
    pub fn keys(&self, path: &Path) -> Vec<String> {
        let object = self.object(path);
        object.map_or_else(Vec::new, |object| {
            object.keys().map(str::to_owned).collect()
        })
    }

    /// The entries of the object or array at `path`.
    pub fn entries(&self, path: &Path) -> Vec<Path> {
        match self.get(path) {
            Some(Value::Object(object)) => object.keys().map(|key| path.join(key)).collect(),
            Some(Value::Array(elements)) => {
                (0..elements.len()).map(|index| path.join(index)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The agents that are objects.
    pub fn agents(&self) -> Vec<Path> {
        let entries = at("agents.entries");
        let holder = match self.get(&entries) {
            Some(Value::Object(_)) => entries,
            _ => at("agents.list"),
        };
        let mut agents = self.entries(&holder);
        agents.retain(|agent| self.object(agent).is_some());
        agents
    }

    /// `agents.defaults`, where it is an object, and the agents.
    pub fn scopes(&self) -> Vec<Path> {
        let defaults = at("agents.defaults");
        let first = self.object(&defaults).map(|_| defaults);
        first.into_iter().chain(self.agents()).collect()
    }

    /// A channel and its accounts, those that are objects. `*`: of every channel.
    pub fn channel(&self, name: &str) -> Vec<Path> {
        let channels = at("channels");
        let named = match name {
            "*" => self.entries(&channels),
            name => vec![channels.join(name)],
        };
        let mut found = Vec::new();
        for channel in named {
            if self.object(&channel).is_none() {
                continue;
            }
            let accounts = self.entries(&channel.join("accounts"));
            found.push(channel);
            found.extend(
                accounts
                    .into_iter()
                    .filter(|path| self.object(path).is_some()),
            );
        }
        found
    }

    /// Moves the value at `from` to `to`; where something stands there already it stays.
    pub fn relocate(&mut self, from: &Path, to: &Path) {
        if !self.has(from) || from == to {
            return;
        }
        if self.has(to) {
            self.give_way(from, to);
            return;
        }
        if !self.free(to, Some(from)) {
            self.retire(from);
            return;
        }
        let start = self.changes.len();
        let old = self.get(from).cloned();
        self.go(from, to);
        self.step(Kind::Moved, from, Some(to), old, None, start);
    }

    /// Moves the value at `from` to `to`, in place of what stands there.
    pub fn replace(&mut self, from: &Path, to: &Path) {
        if !self.has(from) {
            return;
        }
        if !self.has(to) {
            self.relocate(from, to);
            return;
        }
        let value = self.get(from).cloned().unwrap_or(Value::Null);
        let there = self.get(to).cloned();
        let start = self.changes.len();
        self.change(Change::Remove { path: to.clone() });
        self.go(from, to);
        let same = there.as_ref().is_some_and(|there| there.same(&value));
        self.step(Kind::Moved, from, Some(to), Some(value), None, start);
        if !same {
            let end = self.changes.len();
            self.step(Kind::Superseded, to, Some(to), there, None, end);
        }
    }

    /// Moves the members of the object at `from` into the one at `to`, which keeps what it has.
    pub fn merge(&mut self, from: &Path, to: &Path) {
        if !self.has(to) || self.object(from).is_none() {
            self.relocate(from, to);
            return;
        }
        if self.object(to).is_none() {
            self.give_way(from, to);
            return;
        }
        let mut pairs = vec![(from.clone(), to.clone())];
        let mut holders = Vec::new();
        while let Some((from, to)) = pairs.pop() {
            for key in self.keys(&from) {
                let (old, new) = (from.join(key.as_str()), to.join(key.as_str()));
                match (self.get(&old), self.get(&new)) {
                    (Some(Value::Object(_)), Some(Value::Object(_))) => pairs.push((old, new)),
                    _ => self.relocate(&old, &new),
                }
            }
            holders.push(from);
        }
        for holder in holders.into_iter().rev() {
            self.prune(&holder, from.0.len().saturating_sub(1));
        }
    }

    /// Gives `path` the value `new`; nothing where it has it already.
    pub fn set(&mut self, path: &Path, new: Value<'static>) {
        let old = self.get(path).cloned();
        if old.as_ref().is_some_and(|old| old.same(&new)) || !self.free(path, None) {
            return;
        }
        let start = self.changes.len();
        self.change(Change::Set {
            path: path.clone(),
            value: new.clone(),
        });
        let kind = match old {
            Some(_) => Kind::Changed,
            None => Kind::Added,
        };
        self.step(kind, path, None, old, Some(new), start);
    }

    /// Puts a new element at the end of an array.
    pub fn append(&mut self, path: &Path, new: Value<'static>) {
        let start = self.changes.len();
        self.change(Change::Insert {
            path: path.clone(),
            value: new.clone(),
        });
        self.step(Kind::Added, path, None, None, Some(new), start);
    }

    /// Says the value at `from` as `new` at `to`; where something stands there already it stays.
    pub fn turn(&mut self, from: &Path, to: &Path, new: Value<'static>) {
        if self.has(to) {
            let same = self.get(to).is_some_and(|there| there.same(&new));
            self.out(from, Some(to), same);
            return;
        }
        if !self.free(to, Some(from)) {
            self.retire(from);
            return;
        }
        let start = self.changes.len();
        let old = self.get(from).cloned();
        self.go(from, to);
        self.change(Change::Set {
            path: to.clone(),
            value: new.clone(),
        });
        self.step(Kind::Changed, from, Some(to), old, Some(new), start);
    }

    /// The only member of an object takes the object's place.
    pub fn unwrap(&mut self, from: &Path, to: &Path) {
        let start = self.changes.len();
        let old = self.get(from).cloned();
        self.change(Change::Move {
            path: from.clone(),
            to: to.clone(),
        });
        self.step(Kind::Moved, from, Some(to), old, None, start);
    }

    /// Leaves the key out, with the reader's consent: it has no successor.
    pub fn retire(&mut self, path: &Path) {
        let Some(old) = self.get(path).cloned() else {
            return;
        };
        let start = self.changes.len();
        if self.consent {
            self.change(Change::Remove { path: path.clone() });
        }
        self.step(Kind::Retired, path, None, Some(old), None, start);
    }

    /// Leaves out a key whose value is said elsewhere now.
    pub fn fold(&mut self, path: &Path, to: &Path) {
        self.out(path, Some(to), true);
    }

    /// Leaves out the objects from `path` upwards that hold nothing any more, those with more than
    /// `floor` steps to them.
    pub fn prune(&mut self, path: &Path, floor: usize) {
        let mut path = path.clone();
        while path.0.len() > floor && self.object(&path).is_some_and(Object::is_empty) {
            self.change(Change::Remove { path: path.clone() });
            if let Some(step) = self.steps.last_mut() {
                step.changes.end = self.changes.len();
            }
            path = path.parent().unwrap_or_default();
        }
    }

    /// Leaves out the object at `path` where it holds nothing any more.
    pub fn prune_one(&mut self, path: &Path) {
        if self.object(path).is_some_and(Object::is_empty) {
            self.change(Change::Remove { path: path.clone() });
            if let Some(step) = self.steps.last_mut() {
                step.changes.end = self.changes.len();
            }
        }
    }

    /// A whole list of moves that ends with the list they came from being left out: the elements
    /// keep their numbers until then.
    pub fn unlist(&mut self, list: &Path, targets: Vec<(usize, Path)>) {
        let Some(Value::Array(elements)) = self.get(list).cloned() else {
            return;
        };
        let start = self.changes.len();
        let mut moved = Vec::new();
        for (index, to) in targets {
            let Some(value) = elements.get(index) else {
                continue;
            };
            self.changes.push(Change::Move {
                path: list.join(index),
                to: to.clone(),
            });
            put(&mut self.root, &to.0, value.clone());
            moved.push((list.join(index), to, value.clone()));
        }
        self.change(Change::Remove { path: list.clone() });
        let mut first = start;
        let all = self.changes.len();
        let count = moved.len();
        for (number, (from, to, value)) in moved.into_iter().enumerate() {
            let end = if number + 1 == count { all } else { first + 1 };
            self.push(Kind::Moved, from, Some(to), Some(value), None, first..end);
            first = end;
        }
    }

    fn give_way(&mut self, from: &Path, to: &Path) {
        let same = match (self.get(from), self.get(to)) {
            (Some(old), Some(new)) => old.same(new),
            _ => false,
        };
        self.out(from, Some(to), same);
    }

    fn out(&mut self, path: &Path, to: Option<&Path>, same: bool) {
        let Some(old) = self.get(path).cloned() else {
            return;
        };
        let start = self.changes.len();
        if same || self.consent {
            self.change(Change::Remove { path: path.clone() });
        }
        let new = to.and_then(|to| self.get(to)).cloned();
        let kind = match same {
            true => Kind::Repeated,
            false => Kind::Superseded,
        };
        self.step(kind, path, to, Some(old), new, start);
    }

    /// Whether everything above `path` is an object or array, or missing once `gone` is.
    fn free(&self, path: &Path, gone: Option<&Path>) -> bool {
        (0..path.0.len()).all(|length| {
            let above = Path(path.0.get(..length).unwrap_or(&[]).to_vec());
            gone.is_some_and(|gone| gone.covers(&above))
                || matches!(
                    self.get(&above),
                    None | Some(Value::Object(_) | Value::Array(_))
                )
        })
    }

    fn go(&mut self, from: &Path, to: &Path) {
        let sibling = from.parent() == to.parent();
        self.change(match (sibling, to.last()) {
            (true, Some(Segment::Key(name))) => Change::Rename {
                path: from.clone(),
                to: name.clone(),
            },
            _ => Change::Move {
                path: from.clone(),
                to: to.clone(),
            },
        });
    }

    fn step(
        &mut self,
        kind: Kind,
        path: &Path,
        to: Option<&Path>,
        old: Option<Value<'static>>,
        new: Option<Value<'static>>,
        start: usize,
    ) {
        let changes = start..self.changes.len();
        self.push(kind, path.clone(), to.cloned(), old, new, changes);
    }

    fn push(
        &mut self,
        kind: Kind,
        path: Path,
        to: Option<Path>,
        old: Option<Value<'static>>,
        new: Option<Value<'static>>,
        changes: Range<usize>,
    ) {
        if let Some(row) = self.row {
            self.steps.push(Step {
                row,
                kind,
                path,
                to,
                old,
                new,
                changes,
            });
        }
    }

    fn change(&mut self, change: Change) {
        match &change {
            Change::Set { path, value } | Change::Insert { path, value } => {
                put(&mut self.root, &path.0, value.clone());
            }
            Change::Remove { path } => {
                take(&mut self.root, &path.0);
            }
            Change::Rename { path, to } => {
                if let (Some(above), Some(last)) = (path.parent(), path.last())
                    && let Some(Value::Object(object)) = reach(&mut self.root, &above.0)
                {
                    object.rename(&last.text(), to.clone());
                }
            }
            Change::Move { path, to } => {
                if let Some(value) = take(&mut self.root, &path.0) {
                    put(&mut self.root, &to.0, value);
                }
            }
        }
        self.changes.push(change);
    }
}

/// Whether `value` is what the row asks for.
pub fn fits(test: &Test, value: &Value<'_>) -> bool {
    match test {
        Test::Any => true,
        Test::Object => value.as_object().is_some(),
        Test::Text => value.as_str().is_some(),
        Test::Bool => value.as_bool().is_some(),
        Test::Is(wanted) => value.as_str() == Some(wanted),
    }
}

fn reach<'v>(value: &'v mut Value<'static>, path: &[Segment]) -> Option<&'v mut Value<'static>> {
    path.iter().try_fold(value, |value, segment| match value {
        Value::Object(object) => object.get_mut(&segment.text()),
        Value::Array(elements) => elements.get_mut(segment.index()?),
        _ => None,
    })
}

fn put(root: &mut Value<'static>, path: &[Segment], new: Value<'static>) {
    let mut here = root;
    for segment in path {
        let next = match here {
            Value::Array(elements) => {
                let Some(index) = segment.index() else {
                    return;
                };
                if index == elements.len() {
                    elements.push(Value::Null);
                }
                elements.get_mut(index)
            }
            Value::Object(object) => {
                let key = segment.text();
                if !object.contains_key(&key) {
                    object.insert(key.to_string(), Value::Object(Object::new()));
                }
                object.get_mut(&key)
            }
            _ => return,
        };
        let Some(next) = next else {
            return;
        };
        here = next;
    }
    *here = new;
}

fn take(root: &mut Value<'static>, path: &[Segment]) -> Option<Value<'static>> {
    let (last, above) = path.split_last()?;
    match reach(root, above)? {
        Value::Object(object) => object.remove(&last.text()),
        Value::Array(elements) => {
            let index = last.index()?;
            (index < elements.len()).then(|| elements.remove(index))
        }
        _ => None,
    }
}
