//! Values as JSON5 gives them, apart from any text.
//!
//! Invariant: an [`Object`] keeps the order of JavaScript's own properties: keys that are array
//! indexes ascending, then the others by first appearance; a repeated key keeps its place and
//! takes the last value.

use crate::sorted;
use std::borrow::Cow;

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, NaN and the infinities included.
    Number(f64),
    /// A string.
    String(Cow<'t, str>),
    /// An array.
    Array(Vec<Value<'t>>),
    /// An object.
    Object(Object<'t>),
}

/// Members in the order of JavaScript.
#[derive(Clone, Debug, Default)]
pub struct Object<'t> {
    // Invariant: keys unique; the first `indexes` entries have array-index keys, ascending.
    entries: Vec<(Cow<'t, str>, Value<'t>)>,
    indexes: usize,
    // Invariant: empty while there are at most FEW entries, else every position, sorted by key.
    sorted: Vec<u32>,
}

/// Up to so many members a look at each is faster than a search.
const FEW: usize = 16;

impl<'t> Value<'t> {
    /// The string.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The number.
    pub fn as_f64(&self) -> Option<f64> {
        if let Value::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The truth value.
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The object.
    pub fn as_object(&self) -> Option<&Object<'t>> {
        if let Value::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// The elements.
    pub fn as_array(&self) -> Option<&[Value<'t>]> {
        if let Value::Array(elements) = self {
            Some(elements)
        } else {
            None
        }
    }

    /// The member of this name, where this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value<'t>> {
        self.as_object()?.get(key)
    }

    /// The value at `path`.
    pub fn at(&self, path: &super::Path) -> Option<&Value<'t>> {
        path.0.iter().try_fold(self, |value, segment| match value {
            Value::Array(elements) => elements.get(segment.index()?),
            Value::Object(object) => object.get(&segment.text()),
            _ => None,
        })
    }

    /// Whether both are the same value as `Object.is` sees it at every leaf (NaN is NaN, 0 is not -0),
    /// members in the same order.
    pub fn same(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => {
                a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
            }
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (Value::Object(a), Value::Object(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b.iter())
                        .all(|((j, a), (k, b))| j == k && a.same(b))
            }
            _ => false,
        }
    }

    /// The same value with all its text its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(value),
            Value::Number(number) => Value::Number(number),
            Value::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Value::Array(elements) => {
                Value::Array(elements.into_iter().map(Value::into_owned).collect())
            }
            Value::Object(object) => Value::Object(Object {
                entries: object
                    .entries
                    .into_iter()
                    .map(|(key, value)| (Cow::Owned(key.into_owned()), value.into_owned()))
                    .collect(),
                indexes: object.indexes,
                sorted: object.sorted,
            }),
        }
    }
}

impl<'t> Object<'t> {
    /// No members.
    pub fn new() -> Object<'t> {
        Object::default()
    }

    /// How many members.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Members in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Value<'t>)> + ExactSizeIterator {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
    }

    /// Members in order, values to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Value<'t>)> {
        self.entries.iter_mut().map(|(key, value)| (&**key, value))
    }

    /// Keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| key.as_ref())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value<'t>> {
        let at = self.position(key).ok()?;
        self.entries.get(at).map(|(_, value)| value)
    }

    /// The value of a key, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<'t>> {
        let at = self.position(key).ok()?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Whether the key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_ok()
    }

    /// Sets a key; a new one comes where JavaScript would list it. Gives the value it had.
    pub fn insert(&mut self, key: impl Into<Cow<'t, str>>, value: Value<'t>) -> Option<Value<'t>> {
        let key = key.into();
        match self.position(&key) {
            Ok(at) => {
                let entry = self.entries.get_mut(at)?;
                Some(std::mem::replace(&mut entry.1, value))
            }
            Err(rank) => {
                let at = match array_index(&key) {
                    Some(index) => {
                        let at = self
                            .entries
                            .iter()
                            .take(self.indexes)
                            .position(|(k, _)| array_index(k) > Some(index));
                        self.indexes += 1;
                        at.unwrap_or(self.indexes - 1)
                    }
                    None => self.entries.len(),
                };
                let last = at == self.entries.len();
                self.entries.insert(at, (key, value));
                if last && !self.sorted.is_empty() {
                    self.sorted.insert(rank, small(at));
                } else {
                    self.sort();
                }
                None
            }
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) -> Option<Value<'t>> {
        let at = self.position(key).ok()?;
        let (_, value) = self.entries.remove(at);
        if at < self.indexes {
            self.indexes -= 1;
        }
        let gone = small(at);
        self.sorted.retain(|position| *position != gone);
        for position in &mut self.sorted {
            if *position > gone {
                *position -= 1;
            }
        }
        if self.entries.len() <= FEW {
            self.sorted.clear();
        }
        Some(value)
    }

    /// Gives a member another key and keeps its place, as far as JavaScript's order allows.
    /// False where `key` is missing or `to` is taken.
    pub fn rename(&mut self, key: &str, to: impl Into<Cow<'t, str>>) -> bool {
        let to = to.into();
        let Ok(at) = self.position(key) else {
            return false;
        };
        if key == to {
            return true;
        }
        if self.contains_key(&to) {
            return false;
        }
        if at < self.indexes || array_index(&to).is_some() {
            let Some(value) = self.remove(key) else {
                return false;
            };
            self.insert(to, value);
            return true;
        }
        if let Some(entry) = self.entries.get_mut(at) {
            entry.0 = to;
        }
        self.sort();
        true
    }

    /// Where the key is, or where it would be put among the sorted.
    fn position(&self, key: &str) -> Result<usize, usize> {
        if self.sorted.is_empty() {
            return self.entries.iter().position(|(k, _)| k == key).ok_or(0);
        }
        let key_at = |position: &u32| {
            self.entries
                .get(*position as usize)
                .map_or("", |(k, _)| k.as_ref())
        };
        let found = self
            .sorted
            .binary_search_by(|position| key_at(position).cmp(key))?;
        self.sorted.get(found).map(|at| *at as usize).ok_or(found)
    }

    fn sort(&mut self) {
        self.sorted.clear();
        if self.entries.len() > FEW {
            let entries = &self.entries;
            let key_at = |at: u32| entries.get(at as usize).map_or("", |(key, _)| key.as_ref());
            self.sorted = sorted::order(entries.len(), &|a, b| key_at(a) < key_at(b));
        }
    }
}

/// In one pass, also for many members and many repeated keys.
impl<'t> FromIterator<(Cow<'t, str>, Value<'t>)> for Object<'t> {
    fn from_iter<I: IntoIterator<Item = (Cow<'t, str>, Value<'t>)>>(members: I) -> Object<'t> {
        let mut entries: Vec<(Cow<'t, str>, Value<'t>)> = members.into_iter().collect();
        let mut object = Object::new();
        if entries.len() <= FEW {
            for (key, value) in entries {
                object.insert(key, value);
            }
            return object;
        }
        // Equal keys stand together, earliest first: the first takes the value of the last.
        let text = |at: u32| entries.get(at as usize).map_or("", |(key, _)| key.as_ref());
        let order = sorted::order(entries.len(), &|a, b| text(a) < text(b));
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        let mut first = 0;
        for next in 1..order.len() {
            let (Some(&a), Some(&b)) = (order.get(first), order.get(next)) else {
                break;
            };
            if text(a) == text(b) {
                repeated.push((a as usize, b as usize));
            } else {
                first = next;
            }
        }
        if !repeated.is_empty() {
            let mut dropped = vec![false; entries.len()];
            for (first, later) in repeated {
                // OK because both came from `order`, which counts the entries.
                let value = std::mem::replace(&mut entries[later].1, Value::Null);
                entries[first].1 = value;
                dropped[later] = true;
            }
            let mut at = 0;
            entries.retain(|_| {
                at += 1;
                !dropped[at - 1]
            });
        }
        object.indexes = entries
            .iter()
            .filter(|(key, _)| array_index(key).is_some())
            .count();
        if object.indexes > 0 {
            // Stable: the other keys keep their order.
            sorted::by_key(&mut entries, |(key, _)| {
                array_index(key).map_or(u64::MAX, u64::from)
            });
        }
        object.entries = entries;
        object.sort();
        object
    }
}

impl<'t> IntoIterator for Object<'t> {
    type Item = (Cow<'t, str>, Value<'t>);
    type IntoIter = std::vec::IntoIter<(Cow<'t, str>, Value<'t>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// Equal as JSON: the same keys with equal values, in whatever order.
impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

/// JSON has no NaN and no infinities: they become null, as in `JSON.stringify`.
impl serde::Serialize for Value<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) if !number.is_finite() => serializer.serialize_unit(),
            // Whole numbers without `.0`, as JavaScript prints them.
            Value::Number(number)
                if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 =>
            {
                serializer.serialize_i64(*number as i64)
            }
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(elements) => serializer.collect_seq(elements),
            Value::Object(object) => serializer.collect_map(object.iter()),
        }
    }
}

/// As `JSON.stringify` writes it, on one line.
impl std::fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| std::fmt::Error)?;
        f.write_str(&text)
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}

impl<'t> From<&'t str> for Value<'t> {
    fn from(value: &'t str) -> Self {
        Value::String(Cow::Borrowed(value))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Value::String(Cow::Owned(value))
    }
}

impl From<serde_json::Value> for Value<'_> {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(value),
            serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(text) => text.into(),
            serde_json::Value::Array(elements) => {
                Value::Array(elements.into_iter().map(Into::into).collect())
            }
            serde_json::Value::Object(members) => Value::Object(
                members
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
            ),
        }
    }
}

/// JavaScript's array index that `key` is: 0 to 2^32-2, written without leading zero.
fn array_index(key: &str) -> Option<u32> {
    let digits = (1..=10).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit());
    if !digits || (key.len() > 1 && key.starts_with('0')) {
        return None;
    }
    key.parse().ok().filter(|index| *index != u32::MAX)
}

/// Positions fit: a text is shorter than 4 GiB, and so is what it lists.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
