//! The checks that OpenClaw writes as functions into its schema (zod `refine`, `superRefine`,
//! `transform`): not part of any JSON Schema, so written here once more, by hand.
//!
//! The overlay (`../overlay.txt`) names each by a hash of its source text in the package, so a
//! function that changes between releases is another check. [`IMPLEMENTED`] lists what exists.

use crate::catalogue::Release;
use crate::json5::{Segment, Value};

use super::Environment;

/// Where a check runs.
pub struct Site<'a> {
    /// The release judged.
    pub release: Release,
    /// What is known of the machine.
    pub environment: &'a Environment,
}

/// What a check found: issues at paths relative to the value it was given.
#[derive(Default)]
pub struct Found {
    /// Path below the value, and the message.
    pub issues: Vec<(Vec<Segment>, String)>,
}

impl Found {
    /// Adds an issue at `path` below the value.
    pub fn add(&mut self, path: Vec<Segment>, message: impl Into<String>) {
        self.issues.push((path, message.into()));
    }
}

/// The real check throws; the whole command then answers with this text (`TypeError: Invalid URL`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crash(pub String);

/// Runs the check `id` on `value`. For `refine` checks (a yes or no) the issue has an empty message
/// and the caller puts in the message that the schema states.
///
/// # Errors
/// [`Crash`] where the real function throws.
pub fn run(id: &str, value: &Value<'_>, site: &Site<'_>, found: &mut Found) -> Result<(), Crash> {
    let _ = (id, value, site, found);
    Ok(())
}

/// Hashes of the checks that [`run`] knows.
pub const IMPLEMENTED: &[&str] = &[];

/// What a `transform` or `overwrite` makes of a text, where a later check looks at the result.
pub fn rewrite(id: &str, text: &str) -> Option<String> {
    match id {
        "1b3156c4" | "244b9068" => Some(text.trim_matches(super::patterns::is_space).to_string()),
        _ => None,
    }
}

/// The text that a schema words itself for a wrong value.
pub fn error_text(id: &str, value: &str) -> Option<String> {
    let _ = (id, value);
    None
}
