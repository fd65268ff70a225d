//! `duplicate-key`: a key stands twice in one object; the first value is lost without a word.

use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::rules::{Check, Rule};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-key",
    layer: Layer::Readability,
    patterns: &[],
    check: Check::Code(check),
};

const LISTED: usize = 50;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(config) = &ctx.config else { return };
    for twice in config.document.duplicates().into_iter().take(LISTED) {
        let path = config.whole(&twice.path);
        let shown = path.to_string();
        let (earlier, later) = (
            config.place(ctx.paste, twice.earlier),
            config.place(ctx.paste, twice.later),
        );
        findings.push(
            Finding::new(
                RULE.id,
                Severity::Warning,
                Certainty::Certain,
                text!("duplicate-key.message", path = shown.as_str()),
            )
            .at(Some(path), Some(earlier))
            .quote(earlier, text!("duplicate-key.earlier"))
            .quote(later, text!("duplicate-key.later")),
        );
    }
}
