//! `elevated-open`: anyone may use elevated tools.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};

use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "elevated-open",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        matches!(names, ["tools", "elevated", "allowFrom", _, ..])
            && node.as_str().as_deref() == Some("*")
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("elevated-open.message", path = path.to_string()),
            "tools.elevated.allowFrom.*.wildcard",
        );
        let change = Change::Remove { path: path.clone() };
        finding = finding.fix(audit::offer(
            text!("elevated-open.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
