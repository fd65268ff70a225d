//! What a release knows of plugins beyond their schemas: web search providers, command names,
//! retired plugins and models, official plugins to install.
//!
//! `registry.txt` is generated from the real packages (`scripts/validate/`): a kind, the releases,
//! and key and value pairs.

use crate::catalogue::Release;

use super::overlay::holds;

const TABLE: &str = include_str!("registry.txt");

/// The rows of one release.
#[derive(Debug)]
pub(super) struct Registry {
    rows: Vec<(&'static str, &'static str, &'static str)>,
}

impl Registry {
    /// The rows that hold for `release`.
    pub(super) fn of(release: Release) -> Registry {
        let mut rows = Vec::new();
        for line in TABLE.lines() {
            let mut fields = line.split('\t');
            let (Some(kind), Some(interval)) = (fields.next(), fields.next()) else {
                continue;
            };
            if !interval.split(',').any(|part| holds(part, release)) {
                continue;
            }
            let value = fields.next().unwrap_or("");
            rows.extend(fields.map(|key| (kind, key, value)));
        }
        Registry { rows }
    }

    /// Keys and values of a kind, in the order of the table.
    pub(super) fn all(
        &self,
        kind: &'static str,
    ) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rows
            .iter()
            .filter(move |row| row.0 == kind)
            .map(|row| (row.1, row.2))
    }

    /// The value of a key.
    pub(super) fn get(&self, kind: &'static str, key: &str) -> Option<&'static str> {
        self.all(kind)
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value)
    }
}
