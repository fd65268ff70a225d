//! `dangerous-flag`: a flag that switches a protection off is on.

use crate::context::Context;
use crate::finding::{Change, Finding, Layer, Severity};

use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dangerous-flag",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| match names {
        ["gateway", "controlUi", flag] => {
            matches!(
                *flag,
                "allowInsecureAuth"
                    | "dangerouslyAllowHostHeaderOriginFallback"
                    | "dangerouslyDisableDeviceAuth"
            ) && node.as_bool() == Some(true)
        }
        ["hooks", "gmail", "allowUnsafeExternalContent"]
        | ["hooks", "mappings", _, "allowUnsafeExternalContent"] => node.as_bool() == Some(true),
        ["tools", "exec", "applyPatch", "workspaceOnly"] => node.as_bool() == Some(false),
        _ => false,
    });
    for (path, span) in found {
        let mut finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("dangerous-flag.message", path = path.to_string()),
            "config.insecure_or_dangerous_flags",
        );
        let change = Change::Remove { path: path.clone() };
        finding = finding.fix(audit::offer(
            text!("dangerous-flag.fix", path = path.to_string()),
            text!("safety.fix-why"),
            change,
        ));
        findings.push(finding);
    }
}
