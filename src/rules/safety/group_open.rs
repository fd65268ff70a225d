//! `group-open`: every group may use the bot while elevated tools are on.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};
use crate::json5::Value;
use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "group-open",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        let elevated = ctx.config.as_ref().and_then(|config| {
            config
                .at(&crate::json5::Path::of(["tools", "elevated", "enabled"]))?
                .as_bool()
        });
        matches!(names, ["channels", .., "groupPolicy"])
            && node.as_str().as_deref() == Some("open")
            && elevated != Some(false)
            && !audit::is_off(ctx, names)
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("group-open.message", path = path.to_string()),
            "security.exposure.open_groups_with_elevated",
        );
        let change = Change::Set {
            path: path.clone(),
            value: Value::String("allowlist".into()),
        };
        finding = finding.fix(audit::offer(
            text!("group-open.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
