//! `dm-open`: anyone may write to the bot.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};
use crate::json5::Value;
use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dm-open",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        let policy = matches!(
            names,
            ["channels", .., "dmPolicy"] | ["channels", .., "dm", "policy"]
        );
        policy && node.as_str().as_deref() == Some("open") && !audit::is_off(ctx, names)
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("dm-open.message", path = path.to_string()),
            "channels.*.dm.open",
        );
        let change = Change::Set {
            path: path.clone(),
            value: Value::String("pairing".into()),
        };
        finding = finding.fix(audit::offer(
            text!("dm-open.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
