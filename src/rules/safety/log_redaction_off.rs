//! `log-redaction-off`: secrets are not hidden in logs.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};
use crate::json5::Value;
use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "log-redaction-off",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        names == ["logging", "redactSensitive"] && node.as_str().as_deref() == Some("off")
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Info,
            (&path, span),
            text!("log-redaction-off.message", path = path.to_string()),
            "logging.redact_off",
        );
        let change = Change::Set {
            path: path.clone(),
            value: Value::String("tools".into()),
        };
        finding = finding.fix(audit::offer(
            text!("log-redaction-off.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
