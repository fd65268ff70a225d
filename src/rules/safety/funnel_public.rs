//! `funnel-public`: the gateway is published on the internet.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};
use crate::json5::Value;
use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "funnel-public",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        names == ["gateway", "tailscale", "mode"] && node.as_str().as_deref() == Some("funnel")
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("funnel-public.message", path = path.to_string()),
            "gateway.tailscale_funnel",
        );
        let change = Change::Set {
            path: path.clone(),
            value: Value::String("serve".into()),
        };
        finding = finding.fix(audit::offer(
            text!("funnel-public.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
