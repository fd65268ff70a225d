//! The rules: each one file with its page beside it, in the folder of its layer.
//!
//! Invariants (`tests/rules.rs`): every file here is registered and has a page; a rule reads the
//! [`Context`] and pushes findings; it writes no text, reads no clock and uses no other rule.

mod audit;
mod blocks;
mod channel;
mod client;
mod credentials;
mod installation;
mod issue;
mod model;
mod provider;
mod readability;
mod retired;
mod safety;
mod sentence;
mod start;
mod told;
mod tools;
mod version;

pub use sentence::{CommandRow, Sentence, StepRow};
pub use told::Told;

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
    /// By several rows: the first that finds something speaks.
    Rows(&'static [Sentence]),
    /// By a row, unless the paste shows that it does not matter.
    Unless(fn(&Context<'_>) -> bool, &'static [Sentence]),
    /// By several rows, else by what people tell in their own words.
    Told(&'static [Sentence], &'static [Told]),
    /// As another, its findings then made fuller by code: with the keys of the pasted config.
    Fuller(&'static Check, fn(&Context<'_>, &mut Finding)),
}

impl Rule {
    /// What the rule finds.
    pub fn find(&self, ctx: &Context<'_>, findings: &mut Vec<Finding>) {
        let from = findings.len();
        self.check(&self.check, ctx, findings);
        for finding in findings.iter_mut().skip(from) {
            finding.layer = self.layer;
        }
    }

    fn check(&self, check: &Check, ctx: &Context<'_>, findings: &mut Vec<Finding>) {
        match check {
            Check::Code(check) => check(ctx, findings),
            Check::Sentence(row) => findings.extend(sentence::finding(ctx, self, row)),
            Check::Rows(rows) => findings.extend(first(ctx, self, rows)),
            Check::Unless(harmless, rows) => {
                if !harmless(ctx) {
                    findings.extend(first(ctx, self, rows));
                }
            }
            Check::Told(rows, told) => {
                findings.extend(first(ctx, self, rows).or_else(|| told::finding(ctx, self, told)))
            }
            Check::Fuller(check, fuller) => {
                let from = findings.len();
                self.check(check, ctx, findings);
                for finding in findings.iter_mut().skip(from) {
                    fuller(ctx, finding);
                }
            }
        }
    }
}

fn first(ctx: &Context<'_>, rule: &Rule, rows: &'static [Sentence]) -> Option<Finding> {
    rows.iter()
        .find_map(|row| sentence::finding(ctx, rule, row))
}

/// The rules, layer by layer, in the order in which a helper would ask.
static LAYERS: &[&[&Rule]] = &[
    version::RULES,
    installation::RULES,
    readability::RULES,
    start::RULES,
    client::RULES,
    model::RULES,
    credentials::RULES,
    provider::RULES,
    channel::RULES,
    tools::RULES,
    safety::RULES,
];

/// Every rule, in the order in which a helper would ask.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    LAYERS.iter().flat_map(|layer| layer.iter().copied())
}
