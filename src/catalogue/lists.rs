//! The lists of a schema node: scalars, keys, nodes, properties. Each is a place in the table and a
//! count; going through one reads it there.

use super::Release;
use super::schema::Node;
use super::table::{self, Cursor};

/// A scalar of `const` or `enum`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(f64),
    /// A string
    String(&'static str),
}

/// Reads one scalar.
pub(super) fn scalar(cursor: &mut Cursor) -> Scalar {
    match cursor.varint() {
        0 => Scalar::Null,
        1 => Scalar::Bool(false),
        2 => Scalar::Bool(true),
        3 => Scalar::Number(cursor.number()),
        text => Scalar::String(table::string((text - 4) as u32)),
    }
}

/// A list of scalars.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scalars {
    pub(super) cursor: Cursor,
    pub(super) len: u32,
}

impl Scalars {
    /// How many.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = Scalar> {
        let mut cursor = self.cursor;
        (0..self.len).map(move |_| scalar(&mut cursor))
    }

    /// The strings among them, in order.
    pub fn strings(self) -> impl Iterator<Item = &'static str> {
        self.iter().filter_map(|scalar| match scalar {
            Scalar::String(text) => Some(text),
            _ => None,
        })
    }

    /// True when this string is among them.
    pub fn contains(self, text: &str) -> bool {
        self.strings().any(|other| other == text)
    }
}

/// A list of keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strings(pub(super) Listing);

#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Listing {
    #[default]
    Nothing,
    Listed(Cursor, u32),
    Marked(Properties),
}

impl Strings {
    /// How many.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        let (mut listed, marked) = match self.0 {
            Listing::Nothing => (None, None),
            Listing::Listed(cursor, len) => (Some((cursor, len)), None),
            Listing::Marked(properties) => (None, Some(properties)),
        };
        let listed = std::iter::from_fn(move || {
            let (cursor, left) = listed.as_mut()?;
            *left = left.checked_sub(1)?;
            Some(table::string(cursor.small()))
        });
        let marked = marked.unwrap_or_default().slots();
        listed.chain(marked.filter(|slot| slot.required).map(|slot| slot.key))
    }

    /// True when this string is among them.
    pub fn contains(self, text: &str) -> bool {
        self.iter().any(|other| other == text)
    }

    /// Whether the key of this property is among them.
    pub fn has(self, property: &Property) -> bool {
        match self.0 {
            Listing::Nothing => false,
            Listing::Listed(..) => self.contains(property.key),
            Listing::Marked(_) => property.required,
        }
    }
}

/// A list of nodes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nodes {
    pub(super) release: Release,
    pub(super) cursor: Cursor,
    pub(super) len: u32,
}

impl Nodes {
    /// How many.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = Node> {
        let mut cursor = self.cursor;
        (0..self.len).map(move |_| Node::new(self.release, cursor.small()))
    }
}

/// Keys and their nodes, in the real order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Properties {
    pub(super) release: Release,
    pub(super) cursor: Cursor,
    pub(super) slots: u32,
}

impl Properties {
    /// How many keys this release has here.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// Keys and nodes, in the real order.
    pub fn iter(self) -> PropertiesIter {
        PropertiesIter {
            release: self.release,
            slots: self.slots(),
        }
    }

    /// As [`Properties::iter`], without reading the nodes.
    pub fn each(self) -> impl Iterator<Item = Property> {
        let release = self.release;
        self.slots().map(move |slot| Property {
            key: slot.key,
            required: slot.required,
            release,
            record: slot.record,
        })
    }

    /// The node of this key.
    pub fn get(self, key: &str) -> Option<Node> {
        let release = self.release.index();
        let mut cursor = self.cursor;
        for _ in 0..self.slots {
            let (name, _, since, until, record) = cursor.slot();
            let here = (usize::from(since)..usize::from(until)).contains(&release);
            if here && table::is(name, key) {
                return Some(Node::new(self.release, record));
            }
        }
        None
    }

    fn slots(self) -> Slots {
        Slots {
            release: self.release,
            cursor: self.cursor,
            left: self.slots,
        }
    }
}

/// Iterates over [`Properties`].
#[derive(Clone, Debug)]
pub struct PropertiesIter {
    release: Release,
    slots: Slots,
}

impl Iterator for PropertiesIter {
    type Item = (&'static str, Node);

    fn next(&mut self) -> Option<Self::Item> {
        let slot = self.slots.next()?;
        Some((slot.key, Node::new(self.release, slot.record)))
    }
}

/// One of [`Properties`].
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its key.
    pub key: &'static str,
    required: bool,
    release: Release,
    record: u32,
}

impl Property {
    /// Its node.
    pub fn node(&self) -> Node {
        Node::new(self.release, self.record)
    }
}

struct Slot {
    key: &'static str,
    required: bool,
    record: u32,
}

/// The slots that one release has.
#[derive(Clone, Debug)]
struct Slots {
    release: Release,
    cursor: Cursor,
    left: u32,
}

impl Iterator for Slots {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        let release = self.release.index();
        loop {
            self.left = self.left.checked_sub(1)?;
            let (key, required, since, until, record) = self.cursor.slot();
            if (usize::from(since)..usize::from(until)).contains(&release) {
                return Some(Slot {
                    key: table::string(key),
                    required,
                    record,
                });
            }
        }
    }
}
