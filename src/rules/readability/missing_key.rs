//! `missing-key`: a key that the release requires is not there.

use crate::context::Context;
use crate::finding::{Finding, Layer};
use crate::json5::Path;
use crate::rules::issue::{self, Printed};
use crate::rules::{Check, Rule};
use crate::text;
use crate::validate::IssueKind;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-key",
    layer: Layer::Readability,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    // What a pasted part leaves out may well be in the file.
    let part = ctx.config.as_ref().is_some_and(|config| config.is_part());
    for found in ctx.issues().take(issue::LISTED) {
        let IssueKind::Missing { expected } = &found.kind else {
            continue;
        };
        let path = Path(found.path.clone());
        if part && path.0.len() <= 1 {
            continue;
        }
        let message = text!(
            "missing-key.message",
            path = issue::shown(&path),
            expected = expected.as_str(),
            version = ctx.judged_name(),
        );
        findings.push(
            issue::finding(ctx, RULE.id, found, message)
                .absent(issue::shown(&path), text!("missing-key.absent")),
        );
    }
    for line in issue::lines(ctx) {
        let Printed::Missing { expected } = issue::printed(ctx, line) else {
            continue;
        };
        let message = text!(
            "missing-key.printed",
            path = line.path.as_str(),
            expected = expected
        );
        findings.push(issue::of_line(ctx, RULE.id, line, message));
    }
}
