//! `hooks-at-root`: the hooks take every address of the gateway.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};
use crate::json5::Value;
use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "hooks-at-root",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        names == ["hooks", "path"] && node.as_str().is_some_and(|path| path.trim() == "/")
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("hooks-at-root.message", path = path.to_string()),
            "hooks.path_root",
        );
        let change = Change::Set {
            path: path.clone(),
            value: Value::String("/hooks".into()),
        };
        finding = finding.fix(audit::offer(
            text!("hooks-at-root.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
