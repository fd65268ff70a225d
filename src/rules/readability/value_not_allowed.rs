//! `value-not-allowed`: a value that is none of those the release reads at this key.

use crate::context::Context;
use crate::finding::{Applicability, Change, Finding, Fix, Layer};
use crate::json5::{Path, Value};
use crate::near;
use crate::rules::issue::{self, Printed};
use crate::rules::{Check, Rule};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "value-not-allowed",
    layer: Layer::Readability,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in ctx.issues().take(issue::LISTED) {
        if !issue::is_choice(found) {
            continue;
        }
        let path = Path(found.path.clone());
        let listed: Vec<String> = found
            .allowed
            .iter()
            .map(|value| format!("`{}`", plain(value)))
            .collect();
        let allowed = listed.join(", ");
        let message = match allowed.is_empty() {
            true => text!(
                "value-not-allowed.message-bare",
                path = issue::shown(&path),
                version = ctx.judged_name()
            ),
            false => text!(
                "value-not-allowed.message",
                path = issue::shown(&path),
                allowed = allowed,
                version = ctx.judged_name()
            ),
        };
        let mut finding = issue::finding(ctx, RULE.id, found, message);
        if let Some(value) = meant(ctx, &path, &found.allowed) {
            finding = finding.fix(Fix::new(
                text!(
                    "value-not-allowed.fix",
                    path = issue::shown(&path),
                    value = value.as_str()
                ),
                Applicability::Unsafe,
                text!("value-not-allowed.fix-why"),
                vec![Change::Set {
                    path,
                    value: Value::String(value.into()),
                }],
            ));
        }
        findings.push(finding);
    }
    for line in issue::lines(ctx) {
        let Printed::Choice(values) = issue::printed(ctx, line) else {
            continue;
        };
        let listed: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let message = match listed.is_empty() {
            true => text!("value-not-allowed.printed-bare", path = line.path.as_str()),
            false => text!(
                "value-not-allowed.printed",
                path = line.path.as_str(),
                allowed = listed.join(", ")
            ),
        };
        findings.push(issue::of_line(ctx, RULE.id, line, message));
    }
}

/// The allowed text that is spelled almost like the written one.
fn meant(ctx: &Context<'_>, path: &Path, allowed: &[String]) -> Option<String> {
    let written = ctx.config.as_ref()?.at(path)?.as_str()?.into_owned();
    near::nearest(&written, allowed.iter().map(|value| plain(value)))
}

/// A value as it is listed, without the quotes of its JSON.
fn plain(value: &str) -> String {
    value.trim_matches('"').to_owned()
}
