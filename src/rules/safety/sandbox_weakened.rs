//! `sandbox-weakened`: the sandbox is opened by its own settings.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};

use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sandbox-weakened",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        let inside = names.contains(&"sandbox") && names.contains(&"docker");
        let text = node.as_str().map(|text| text.trim().to_ascii_lowercase());
        inside
            && match (names.last().copied(), text.as_deref()) {
                (Some("network"), Some(network)) => {
                    network == "host" || network.starts_with("container:")
                }
                (Some("seccompProfile" | "apparmorProfile"), Some(profile)) => {
                    profile == "unconfined"
                }
                _ => {
                    names.iter().rev().nth(1) == Some(&"binds")
                        && text.is_some_and(|bind| bind.starts_with("/var/run/docker.sock"))
                }
            }
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("sandbox-weakened.message", path = path.to_string()),
            "sandbox.dangerous_*",
        );
        let change = Change::Remove { path: path.clone() };
        finding = finding.fix(audit::offer(
            text!("sandbox-weakened.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
