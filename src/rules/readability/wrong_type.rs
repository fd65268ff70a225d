//! `wrong-type`: a value of another type than the release reads at this key.

use crate::context::Context;
use crate::finding::{Applicability, Change, Finding, Fix, Layer};
use crate::json5::{Path, Value};
use crate::rules::issue::{self, Printed};
use crate::rules::{Check, Rule};
use crate::text;
use crate::validate::IssueKind;

/// The rule.
pub static RULE: Rule = Rule {
    id: "wrong-type",
    layer: Layer::Readability,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    for found in ctx.issues().take(issue::LISTED) {
        let IssueKind::WrongType { expected, received } = &found.kind else {
            continue;
        };
        let path = Path(found.path.clone());
        let message = text!(
            "wrong-type.message",
            path = issue::shown(&path),
            expected = expected.as_str(),
            received = received.as_str(),
            version = ctx.judged_name(),
        );
        let mut finding = issue::finding(ctx, RULE.id, found, message);
        // Where only certain words are taken, the same value as a word is none of them.
        let is_choice = ctx
            .issues()
            .any(|other| other.path == found.path && issue::is_choice(other));
        if let Some(value) = converted(ctx, &path, expected).filter(|_| !is_choice) {
            finding = finding.fix(Fix::new(
                text!(
                    "wrong-type.fix",
                    path = issue::shown(&path),
                    expected = expected.as_str()
                ),
                Applicability::Safe,
                text!("wrong-type.fix-why", expected = expected.as_str()),
                vec![Change::Set { path, value }],
            ));
        }
        findings.push(finding);
    }
    for line in issue::lines(ctx) {
        let Printed::Type { expected, received } = issue::printed(ctx, line) else {
            continue;
        };
        let message = text!(
            "wrong-type.printed",
            path = line.path.as_str(),
            expected = expected,
            received = received
        );
        findings.push(issue::of_line(ctx, RULE.id, line, message));
    }
}

/// The same value written as the wanted type, where there is exactly one way.
fn converted(ctx: &Context<'_>, path: &Path, expected: &str) -> Option<Value<'static>> {
    let node = ctx.config.as_ref()?.at(path)?;
    match expected {
        "string" => {
            let number = node
                .as_f64()
                .filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
            Some(Value::String(format!("{number}").into()))
        }
        "number" | "int" => {
            let text = node.as_str()?;
            let plain = !text.is_empty()
                && text.len() < 16
                && text.bytes().all(|byte| byte.is_ascii_digit());
            plain
                .then(|| text.parse().ok().map(Value::Number))
                .flatten()
        }
        "boolean" => match node.as_str()?.as_ref() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => None,
    }
}
