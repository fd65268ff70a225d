//! `url-with-password`: an address has a password in it.

use crate::context::Context;
use crate::finding::{Finding, Layer, Severity};

use crate::rules::{Check, Rule, audit};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "url-with-password",
    layer: Layer::Safety,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = audit::found(ctx, |names, node| {
        let url = node.as_str();
        url.as_deref().is_some_and(has_password) && !names.is_empty()
    });
    for (path, span) in found {
        let finding = audit::finding(
            RULE.id,
            Severity::Warning,
            (&path, span),
            text!("url-with-password.message", path = path.to_string()),
            "",
        );
        findings.push(finding);
    }
}

/// `scheme://user:password@host`.
fn has_password(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#', ' ']).next().unwrap_or("");
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    let Some((name, password)) = user.split_once(':') else {
        return false;
    };
    let word = scheme
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'+');
    // A variable is no password.
    word && !password.is_empty() && !password.starts_with("${") && !name.contains(' ')
}
