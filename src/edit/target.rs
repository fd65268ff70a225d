//! What the document is to become: a tree that is the document but where changes were made.
//!
//! Invariants: a container is opened at most once, in time linear in its entries; entries of the
//! document keep their places, gone or not; what is added stands apart, before the place it goes to.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Conflict, ConflictKind};
use crate::finding::Change;
use crate::json5::{Document, Kind, Node, Path, Segment, Value};

/// A value of the tree.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// As it stands in the document.
    Same(u32),
    /// New.
    New(Value<'static>),
    /// An object or array with changes inside: its number in `Target::containers`.
    Open(usize),
}

/// An object or array that was changed inside.
#[derive(Debug)]
pub(super) struct Container {
    /// The node it was; `None` for a new one.
    pub node: Option<u32>,
    pub array: bool,
    /// What it held when it was opened, in order.
    pub entries: Vec<Entry>,
    /// What is added, each with the number of the entry that it goes before; the count of entries for the end.
    pub added: Vec<(usize, Entry)>,
    // Where the live entry of a key is.
    keys: HashMap<String, Place>,
    // Some key stands in it twice.
    repeats: bool,
    // Its elements were set as a whole: indexes of what it was mean nothing any more.
    sealed: bool,
}

/// A member or element.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Whether it has a key; else it is an element of an array, and its key empty.
    pub member: bool,
    pub key: String,
    pub item: Item,
    /// Where it stood in the document: node of the container, and which of its entries.
    pub origin: Option<(u32, usize)>,
    pub renamed: bool,
    pub gone: bool,
    /// The node whose comments outside its new value are to be kept above it.
    pub unwrapped: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Entry(usize),
    Added(usize),
}

pub(super) struct Target<'d, 't> {
    pub document: &'d Document<'t>,
    pub root: Option<Item>,
    pub containers: Vec<Container>,
}

impl Entry {
    fn member(key: impl Into<String>, item: Item) -> Entry {
        Entry {
            member: true,
            key: key.into(),
            ..Entry::element(item)
        }
    }

    fn element(item: Item) -> Entry {
        Entry {
            member: false,
            key: String::new(),
            item,
            origin: None,
            renamed: false,
            gone: false,
            unwrapped: None,
        }
    }
}

impl<'d, 't> Target<'d, 't> {
    pub fn new(document: &'d Document<'t>) -> Self {
        Target {
            document,
            root: document.root().map(|root| Item::Same(root.index())),
            containers: Vec::new(),
        }
    }

    /// Makes one change.
    pub fn change(&mut self, change: &Change) -> Result<(), Conflict> {
        match change {
            Change::Set { path, value } => self.put(path, value, false),
            Change::Insert { path, value } => self.put(path, value, true),
            Change::Remove { path } => {
                let Some((last, parent)) = self.parent(path)? else {
                    return Ok(());
                };
                self.take(parent, last);
                Ok(())
            }
            Change::Rename { path, to } => self.rename(path, to),
            Change::Move { path, to } => self.relocate(path, to),
        }
    }

    fn put(&mut self, path: &Path, value: &Value<'static>, new: bool) -> Result<(), Conflict> {
        let Some((last, _)) = path.0.split_last() else {
            if new && self.root.is_some() {
                return Err(Conflict::new(ConflictKind::Taken, path));
            }
            let root = match self.root.take() {
                Some(item) => self.set(item, value),
                None => Item::New(value.clone()),
            };
            self.root = Some(root);
            return Ok(());
        };
        let parent = self.make_parent(path)?;
        if let Some(place) = self.place(parent, last) {
            if new && !self.is_array(parent) {
                return Err(Conflict::new(ConflictKind::Taken, path));
            }
            if !new {
                let Some(entry) = self.entry_mut(parent, place) else {
                    return Ok(());
                };
                let old = std::mem::replace(&mut entry.item, Item::New(Value::Null));
                let item = self.set(old, value);
                if let Some(entry) = self.entry_mut(parent, place) {
                    entry.item = item;
                }
                return Ok(());
            }
        }
        if !new && self.is_gone(parent, last) {
            return Err(Conflict::new(ConflictKind::Missing, path));
        }
        self.add(parent, last, Entry::element(Item::New(value.clone())))
            .ok_or_else(|| Conflict::new(ConflictKind::Missing, path))
    }

    fn rename(&mut self, path: &Path, to: &str) -> Result<(), Conflict> {
        let Some((last, parent)) = self.parent(path)? else {
            return Err(Conflict::new(ConflictKind::Missing, path));
        };
        let new = Segment::Key(to.to_owned());
        let taken = self.place(parent, &new);
        let Some(place) = self.place(parent, last) else {
            let kind = if self.is_array(parent) || taken.is_none() {
                ConflictKind::Missing
            } else {
                return Ok(());
            };
            return Err(Conflict::new(kind, path));
        };
        if self.is_array(parent) {
            return Err(Conflict::new(ConflictKind::NotAContainer, path));
        }
        if *last == new {
            return Ok(());
        }
        if taken.is_some() {
            let to = path.parent().unwrap_or_default().join(new);
            return Err(Conflict::new(ConflictKind::Taken, &to));
        }
        let Some(container) = self.containers.get_mut(parent) else {
            return Ok(());
        };
        let old = last.text().into_owned();
        container.forget_others(&old, place);
        container.keys.remove(&old);
        container.keys.insert(to.to_owned(), place);
        if let Some(entry) = self.entry_mut(parent, place) {
            entry.key = to.to_owned();
            entry.renamed = true;
        }
        Ok(())
    }

    fn relocate(&mut self, path: &Path, to: &Path) -> Result<(), Conflict> {
        if path == to {
            return Ok(());
        }
        let Some((last, from)) = self.parent(path)? else {
            return self.moved_already(path, to);
        };
        let Some(place) = self.place(from, last) else {
            return self.moved_already(path, to);
        };
        if path.covers(to) {
            return self.wrap(from, place, to.0.get(path.0.len()..).unwrap_or(&[]));
        }
        if to.covers(path) {
            return self.unwrap(path, to, from, place);
        }
        let Some((new_last, _)) = to.0.split_last() else {
            return Ok(());
        };
        let parent = self.make_parent(to)?;
        if self.place(parent, new_last).is_some() && !self.is_array(parent) {
            return Err(Conflict::new(ConflictKind::Taken, to));
        }
        let Some(entry) = self.entry(from, place).cloned() else {
            return Ok(());
        };
        self.take(from, last);
        self.add(parent, new_last, entry)
            .ok_or_else(|| Conflict::new(ConflictKind::Missing, to))
    }

    /// A second run of the same move finds nothing to do.
    fn moved_already(&mut self, path: &Path, to: &Path) -> Result<(), Conflict> {
        let there = match self.parent(to) {
            Ok(Some((last, parent))) => self.place(parent, last).is_some(),
            _ => false,
        };
        if there {
            Ok(())
        } else {
            Err(Conflict::new(ConflictKind::Missing, path))
        }
    }

    /// Puts the value at `place` into new objects of these keys, in its place.
    fn wrap(&mut self, parent: usize, place: Place, inside: &[Segment]) -> Result<(), Conflict> {
        let Some(entry) = self.entry_mut(parent, place) else {
            return Ok(());
        };
        let mut item = std::mem::replace(&mut entry.item, Item::New(Value::Null));
        for segment in inside.iter().rev() {
            let key = segment.text().into_owned();
            item = self.open_new(vec![Entry::member(key, item)], false);
        }
        if let Some(entry) = self.entry_mut(parent, place) {
            entry.item = item;
        }
        Ok(())
    }

    /// Puts the value at `path` in the place of the object `to` that holds it and nothing else.
    fn unwrap(
        &mut self,
        path: &Path,
        to: &Path,
        from: usize,
        place: Place,
    ) -> Result<(), Conflict> {
        let Some(entry) = self.entry(from, place).cloned() else {
            return Ok(());
        };
        let mut around = path.0.len() - 1;
        while around >= to.0.len() {
            // OK because `around` counts down from the length of the path.
            let holder = Path(path.0[..around].to_vec());
            let only = match self.parent(&holder.join("")) {
                Ok(Some((_, holder))) => self
                    .containers
                    .get(holder)
                    .is_some_and(|holder| holder.live() == 1),
                _ => false,
            };
            if !only {
                return Err(Conflict::new(ConflictKind::Taken, &holder));
            }
            if around == 0 {
                break;
            }
            around -= 1;
        }
        let Some((last, parent)) = self.parent(to)? else {
            self.root = Some(entry.item);
            return Ok(());
        };
        let Some(place) = self.place(parent, last) else {
            return Ok(());
        };
        let Some(old) = self.entry(parent, place) else {
            return Ok(());
        };
        let node = match &old.item {
            Item::Same(node) => Some(*node),
            Item::Open(container) => self
                .containers
                .get(*container)
                .and_then(|container| container.node),
            Item::New(_) => None,
        };
        if let Some(old) = self.entry_mut(parent, place) {
            old.item = entry.item;
            old.unwrapped = node;
        }
        Ok(())
    }

    /// `value` in place of `item`: as few changes inside as make it so, to keep comments.
    fn set(&mut self, item: Item, value: &Value<'static>) -> Item {
        let same = match &item {
            Item::Same(node) => self
                .document
                .node(*node)
                .value()
                .is_some_and(|old| old.same(value)),
            Item::New(old) => old.same(value),
            Item::Open(_) => false,
        };
        if same {
            return item;
        }
        let kind = match &item {
            Item::Same(node) => Some(self.document.node(*node).kind()),
            Item::Open(number) => self
                .containers
                .get(*number)
                .map(|c| if c.array { Kind::Array } else { Kind::Object }),
            Item::New(_) => None,
        };
        match (kind, value) {
            (Some(Kind::Object), Value::Object(members)) => {
                let number = self.open(item);
                let live: Vec<String> = match self.containers.get(number) {
                    Some(container) => container.live_keys(),
                    None => Vec::new(),
                };
                for key in live {
                    if !members.contains_key(&key) {
                        self.take(number, &Segment::Key(key));
                    }
                }
                for (key, value) in members.iter() {
                    self.set_entry(number, &Segment::Key(key.to_owned()), value);
                }
                Item::Open(number)
            }
            (Some(Kind::Array), Value::Array(elements)) if matches!(item, Item::Same(_)) => {
                let number = self.open(item);
                self.set_elements(number, elements);
                Item::Open(number)
            }
            _ => Item::New(value.clone()),
        }
    }

    fn set_entry(&mut self, container: usize, segment: &Segment, value: &Value<'static>) {
        // Recursion over a value that was built here or parsed: bounded as those are.
        let Some(place) = self.place(container, segment) else {
            self.add(container, segment, Entry::element(Item::New(value.clone())));
            return;
        };
        let Some(entry) = self.entry_mut(container, place) else {
            return;
        };
        let old = std::mem::replace(&mut entry.item, Item::New(Value::Null));
        let item = self.set(old, value);
        if let Some(entry) = self.entry_mut(container, place) {
            entry.item = item;
        }
    }

    /// New elements for an array just opened: what is equal at both ends stays.
    fn set_elements(&mut self, number: usize, elements: &[Value<'static>]) {
        let old: Vec<Option<Value<'t>>> = match self.containers.get(number) {
            Some(container) => container
                .entries
                .iter()
                .map(|entry| self.value_of(&entry.item))
                .collect(),
            None => return,
        };
        let equal = |(old, new): (&Option<Value<'t>>, &Value<'static>)| {
            old.as_ref().is_some_and(|old| old.same(new))
        };
        let before = old
            .iter()
            .zip(elements)
            .take_while(|pair| equal((pair.0, pair.1)))
            .count();
        let rest = old.len().min(elements.len()) - before;
        let after = old
            .iter()
            .rev()
            .zip(elements.iter().rev())
            .take(rest)
            .take_while(|pair| equal((pair.0, pair.1)))
            .count();
        let (old_end, new_end) = (old.len() - after, elements.len() - after);
        for at in before..old_end.max(new_end) {
            match (at < old_end, elements.get(at).filter(|_| at < new_end)) {
                (true, Some(value)) => self.set_entry(number, &Segment::Index(at), value),
                (true, None) => self.take(number, &Segment::Index(at)),
                (false, Some(value)) => {
                    if let Some(container) = self.containers.get_mut(number) {
                        container
                            .added
                            .push((old_end, Entry::element(Item::New(value.clone()))));
                    }
                }
                (false, None) => {}
            }
        }
        if let Some(container) = self.containers.get_mut(number) {
            container.sealed = true;
        }
    }

    fn value_of(&self, item: &Item) -> Option<Value<'t>> {
        match item {
            Item::Same(node) => self.document.node(*node).value(),
            Item::New(value) => Some(value.clone()),
            Item::Open(_) => None,
        }
    }

    /// The container that holds the last step of `path`; `None` where it is missing or the path is the root.
    fn parent<'p>(&mut self, path: &'p Path) -> Result<Option<(&'p Segment, usize)>, Conflict> {
        let Some((last, steps)) = path.0.split_last() else {
            return Ok(None);
        };
        self.descend(path, steps, false)
            .map(|found| found.map(|parent| (last, parent)))
    }

    /// The same, made where it is missing.
    fn make_parent(&mut self, path: &Path) -> Result<usize, Conflict> {
        let steps = path.0.split_last().map_or(&[][..], |(_, steps)| steps);
        self.descend(path, steps, true)?
            .ok_or_else(|| Conflict::new(ConflictKind::Missing, path))
    }

    fn descend(
        &mut self,
        path: &Path,
        steps: &[Segment],
        make: bool,
    ) -> Result<Option<usize>, Conflict> {
        let root = match self.root.take() {
            Some(item) => item,
            None if make => self.open_new(Vec::new(), false),
            None => return Ok(None),
        };
        let opened = self.open_if_container(root);
        let mut container = match opened {
            Ok(number) => {
                self.root = Some(Item::Open(number));
                number
            }
            Err(item) => {
                self.root = Some(item);
                return Err(Conflict::new(ConflictKind::NotAContainer, &Path::root()));
            }
        };
        for (at, segment) in steps.iter().enumerate() {
            self.check_sealed(container, path)?;
            let Some(place) = self.place(container, segment) else {
                if !make {
                    return Ok(None);
                }
                if self.is_gone(container, segment) {
                    return Err(Conflict::new(ConflictKind::Missing, path));
                }
                let item = self.open_new(Vec::new(), false);
                let Item::Open(number) = item else {
                    return Ok(None);
                };
                let added = self.add(container, segment, Entry::element(item));
                if added.is_none() {
                    return Err(Conflict::new(ConflictKind::Missing, path));
                }
                container = number;
                continue;
            };
            let Some(entry) = self.entry_mut(container, place) else {
                return Ok(None);
            };
            let item = std::mem::replace(&mut entry.item, Item::New(Value::Null));
            let opened = self.open_if_container(item);
            let (item, next) = match opened {
                Ok(number) => (Item::Open(number), Some(number)),
                Err(item) => (item, None),
            };
            if let Some(entry) = self.entry_mut(container, place) {
                entry.item = item;
            }
            match next {
                Some(number) => container = number,
                None if !make => return Ok(None),
                None => {
                    let blocked = Path(path.0.get(..=at).unwrap_or(&[]).to_vec());
                    return Err(Conflict::new(ConflictKind::NotAContainer, &blocked));
                }
            }
        }
        self.check_sealed(container, path)?;
        Ok(Some(container))
    }

    fn check_sealed(&self, container: usize, path: &Path) -> Result<(), Conflict> {
        match self.containers.get(container) {
            Some(container) if container.sealed => Err(Conflict::new(ConflictKind::Overlap, path)),
            _ => Ok(()),
        }
    }

    fn open_if_container(&mut self, item: Item) -> Result<usize, Item> {
        let container = match &item {
            Item::Same(node) => {
                matches!(self.document.node(*node).kind(), Kind::Object | Kind::Array)
            }
            Item::New(value) => matches!(value, Value::Object(_) | Value::Array(_)),
            Item::Open(_) => true,
        };
        if container {
            Ok(self.open(item))
        } else {
            Err(item)
        }
    }

    /// The number of the container that `item`, an object or array, is.
    fn open(&mut self, item: Item) -> usize {
        let (node, array, entries) = match item {
            Item::Open(number) => return number,
            Item::Same(index) => {
                let node = self.document.node(index);
                (Some(index), node.kind() == Kind::Array, entries_of(node))
            }
            Item::New(Value::Array(elements)) => (
                None,
                true,
                elements
                    .into_iter()
                    .map(|value| Entry::element(Item::New(value)))
                    .collect(),
            ),
            Item::New(Value::Object(members)) => (
                None,
                false,
                members
                    .into_iter()
                    .map(|(key, value)| Entry::member(Cow::into_owned(key), Item::New(value)))
                    .collect(),
            ),
            Item::New(_) => (None, false, Vec::new()),
        };
        self.push(node, array, entries)
    }

    fn open_new(&mut self, entries: Vec<Entry>, array: bool) -> Item {
        Item::Open(self.push(None, array, entries))
    }

    fn push(&mut self, node: Option<u32>, array: bool, entries: Vec<Entry>) -> usize {
        let mut keys = HashMap::new();
        if !array {
            for (at, entry) in entries.iter().enumerate() {
                keys.insert(entry.key.clone(), Place::Entry(at));
            }
        }
        let repeats = !array && keys.len() != entries.len();
        self.containers.push(Container {
            repeats,
            sealed: false,
            node,
            array,
            entries,
            added: Vec::new(),
            keys,
        });
        self.containers.len() - 1
    }

    fn is_array(&self, container: usize) -> bool {
        self.containers
            .get(container)
            .is_some_and(|container| container.array)
    }

    /// Where the live entry is that `segment` names.
    fn place(&self, container: usize, segment: &Segment) -> Option<Place> {
        let container = self.containers.get(container)?;
        if !container.array {
            return container.keys.get(segment.text().as_ref()).copied();
        }
        let index = segment.index()?;
        if let Some(entry) = container.entries.get(index) {
            return if entry.gone {
                None
            } else {
                Some(Place::Entry(index))
            };
        }
        // An index past the end means what was appended before.
        let end = container.entries.len();
        let mut appended = container
            .added
            .iter()
            .enumerate()
            .filter(|(_, (before, entry))| *before == end && !entry.gone);
        appended.nth(index - end).map(|(at, _)| Place::Added(at))
    }

    fn entry(&self, container: usize, place: Place) -> Option<&Entry> {
        let container = self.containers.get(container)?;
        match place {
            Place::Entry(at) => container.entries.get(at),
            Place::Added(at) => container.added.get(at).map(|(_, entry)| entry),
        }
    }

    fn entry_mut(&mut self, container: usize, place: Place) -> Option<&mut Entry> {
        let container = self.containers.get_mut(container)?;
        match place {
            Place::Entry(at) => container.entries.get_mut(at),
            Place::Added(at) => container.added.get_mut(at).map(|(_, entry)| entry),
        }
    }

    /// Takes an entry out; every one of a repeated key.
    fn take(&mut self, container: usize, segment: &Segment) {
        let Some(place) = self.place(container, segment) else {
            return;
        };
        if let Some(entry) = self.entry_mut(container, place) {
            entry.gone = true;
        }
        if let Some(container) = self.containers.get_mut(container)
            && !container.array
        {
            let key = segment.text();
            container.forget_others(&key, place);
            container.keys.remove(key.as_ref());
        }
    }

    /// Whether `segment` is the index of an element that was taken out: nothing can be set there.
    fn is_gone(&self, container: usize, segment: &Segment) -> bool {
        let container = self.containers.get(container);
        container.is_some_and(|container| {
            container.array
                && segment
                    .index()
                    .and_then(|index| container.entries.get(index))
                    .is_some_and(|entry| entry.gone)
        })
    }

    /// Puts an entry in: at the end of an object, before the element of that index in an array.
    fn add(&mut self, container: usize, segment: &Segment, mut entry: Entry) -> Option<()> {
        let container = self.containers.get_mut(container)?;
        entry.gone = false;
        let end = container.entries.len();
        if container.array {
            let index = segment.index()?;
            let appended = container
                .added
                .iter()
                .filter(|(before, entry)| *before == end && !entry.gone)
                .count();
            if index > end + appended {
                return None;
            }
            entry.key = String::new();
            entry.member = false;
            container.added.push((index.min(end), entry));
        } else {
            let key = segment.text().into_owned();
            entry.renamed = entry.renamed || entry.key != key;
            entry.member = true;
            entry.key.clone_from(&key);
            container
                .keys
                .insert(key, Place::Added(container.added.len()));
            container.added.push((end, entry));
        }
        Some(())
    }
}

impl Container {
    /// Takes away the entries of a key but the one at `kept`, which had hidden them.
    fn forget_others(&mut self, key: &str, kept: Place) {
        if !self.repeats {
            return;
        }
        for (at, entry) in self.entries.iter_mut().enumerate() {
            if entry.key == key && !matches!(kept, Place::Entry(kept) if kept == at) {
                entry.gone = true;
            }
        }
    }

    fn live(&self) -> usize {
        if self.array {
            self.entries
                .iter()
                .chain(self.added.iter().map(|(_, entry)| entry))
                .filter(|entry| !entry.gone)
                .count()
        } else {
            self.keys.len()
        }
    }

    fn live_keys(&self) -> Vec<String> {
        let all = self
            .entries
            .iter()
            .chain(self.added.iter().map(|(_, entry)| entry));
        let mut keys: Vec<String> = all
            .filter(|entry| !entry.gone)
            .map(|entry| entry.key.clone())
            .collect();
        keys.dedup();
        keys
    }
}

fn entries_of(node: Node) -> Vec<Entry> {
    let origin = node.index();
    let place = |at: usize, mut entry: Entry| {
        entry.origin = Some((origin, at));
        entry
    };
    if node.kind() == Kind::Array {
        let elements = node
            .elements()
            .map(|element| Entry::element(Item::Same(element.index())));
        return elements
            .enumerate()
            .map(|(at, entry)| place(at, entry))
            .collect();
    }
    let members = node
        .members()
        .map(|member| Entry::member(member.key, Item::Same(member.value.index())));
    members
        .enumerate()
        .map(|(at, entry)| place(at, entry))
        .collect()
}
