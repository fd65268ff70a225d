//! The rules: each one file with its page beside it.
//!
//! Invariants (`tests/rules.rs`): every file here is registered and has a page; a rule reads the
//! [`Context`] and pushes findings; it writes no text, reads no clock and uses no other rule.

use crate::context::Context;
use crate::finding::{Finding, Layer};

/// One rule.
pub struct Rule {
    /// Kebab-case, names the problem; also its file, its page and its cases' folder.
    pub id: &'static str,
    /// Where its causes sit.
    pub layer: Layer,
    /// Looks and reports.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
}
