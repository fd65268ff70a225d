//! Names that were met, and which of equal ones was met first.
//!
//! A config may hold a hundred thousand of them; looking through a list for each would take hours.

use std::collections::BTreeMap;

/// Names with a number each.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// The number that the first of this name came with; `None` where this is the first.
    pub(super) fn first(&mut self, name: &str, number: usize) -> Option<usize> {
        if let Some(first) = self.0.get(name) {
            return Some(*first);
        }
        self.0.insert(name.to_string(), number);
        None
    }

    /// The number of the first of this name.
    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    /// Counts `name` on from `before` to the next number; one that is elsewhere stays.
    pub(super) fn count(&mut self, name: &str, before: usize) {
        match self.0.get_mut(name) {
            Some(number) if *number == before => *number = before + 1,
            None if before == 0 => {
                self.0.insert(name.to_string(), 1);
            }
            _ => {}
        }
    }

    /// Whether it was met.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}
