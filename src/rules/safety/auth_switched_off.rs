//! `auth-switched-off`: the gateway asks nobody for a secret.

use crate::context::Context;
use crate::finding::{Finding, Layer, Severity};

use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "auth-switched-off",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        names == ["gateway", "auth", "mode"]
            && node.as_str().as_deref() == Some("none")
            // Beyond this machine it is not even started.
            && ctx
                .config_text(&["gateway", "bind"])
                .is_none_or(|bind| matches!(bind.value.as_str(), "loopback" | "custom"))
    });
    for (path, span) in found {
        let finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("auth-switched-off.message", path = path.to_string()),
            "gateway.loopback_no_auth",
        );
        findings.push(finding);
    }
}
