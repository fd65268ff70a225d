//! The rules: each one file with its page beside it.
//!
//! Invariants (`tests/rules.rs`): every file here is registered and has a page; a rule reads the
//! [`Context`] and pushes findings; it writes no text, reads no clock and uses no other rule.

mod config_rejected;
mod config_syntax;
mod duplicate_key;
mod issue;
mod key_region_unclear;
mod missing_key;
mod node_too_old;
mod provider_block_redundant;
mod provider_key_mismatch;
mod provider_refused;
mod release_unknown;
mod sentence;
mod unexplained_error;
mod unknown_key;
mod value_not_allowed;
mod wrong_type;

pub use sentence::{CommandRow, Sentence, StepRow};

use crate::context::Context;
use crate::finding::{Finding, Layer};
use crate::signals::Pattern;

/// One rule.
pub struct Rule {
    /// Kebab-case, names the problem; also its file, its page and its cases' folder.
    pub id: &'static str,
    /// Where its causes sit.
    pub layer: Layer,
    /// Sentences that it wants to be shown, by ids of its own.
    pub patterns: &'static [Pattern],
    /// How it looks.
    pub check: Check,
}

/// How a rule looks.
pub enum Check {
    /// By code.
    Code(fn(&Context<'_>, &mut Vec<Finding>)),
    /// By its sentences alone: what one of them says is the finding.
    Sentence(&'static Sentence),
}

impl Rule {
    /// What the rule finds.
    pub fn find(&self, ctx: &Context<'_>, findings: &mut Vec<Finding>) {
        let from = findings.len();
        match &self.check {
            Check::Code(check) => check(ctx, findings),
            Check::Sentence(row) => findings.extend(sentence::finding(ctx, self, row)),
        }
        for finding in findings.iter_mut().skip(from) {
            finding.layer = self.layer;
        }
    }
}

/// Every rule, in the order in which a helper would ask.
pub static RULES: &[&Rule] = &[
    &release_unknown::RULE,
    &node_too_old::RULE,
    &config_syntax::RULE,
    &duplicate_key::RULE,
    &unknown_key::RULE,
    &wrong_type::RULE,
    &value_not_allowed::RULE,
    &missing_key::RULE,
    &config_rejected::RULE,
    &provider_block_redundant::RULE,
    &provider_key_mismatch::RULE,
    &key_region_unclear::RULE,
    &provider_refused::RULE,
    &unexplained_error::RULE,
];
