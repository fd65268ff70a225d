//! `compat-flag-missing`: a strict server refuses something that OpenAI's own takes.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::{Path, Value};
use crate::rules::blocks::{self, Block};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "compat-flag-missing",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "compat developer",
            text: "developer is not one of",
        },
        Pattern {
            id: "compat developer",
            text: "tag 'developer' found",
        },
        Pattern {
            id: "compat developer",
            text: "unknown variant `developer`",
        },
        Pattern {
            id: "compat store",
            text: "property 'body.store' is unsupported",
        },
        Pattern {
            id: "compat store",
            text: "body.store",
        },
        Pattern {
            id: "compat string",
            text: "content must be a string",
        },
        Pattern {
            id: "compat string",
            text: "invalid type: sequence, expected a string",
        },
        Pattern {
            id: "compat string",
            text: "content{x}array instead of string",
        },
        Pattern {
            id: "compat string",
            text: "content is multipart array",
        },
        Pattern {
            id: "compat keys",
            text: "validation.keys",
        },
    ],
    check: Check::Code(check),
};

/// Pattern, flag and its value, first release whose schema has it.
static FLAGS: &[(&str, &str, bool, &str)] = &[
    (
        "compat developer",
        "supportsDeveloperRole",
        false,
        "2026.1.29",
    ),
    ("compat store", "supportsStore", false, "2026.1.29"),
    ("compat string", "requiresStringContent", true, "2026.4.7"),
    ("compat keys", "strictMessageKeys", true, "2026.5.12"),
];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let heard: Vec<_> = FLAGS
        .iter()
        .filter_map(|flag| Some((flag, blocks::heard(ctx, &[flag.0])?)))
        .collect();
    let Some(((_, name, value, since), span)) = heard.first().copied() else {
        return;
    };
    let written = format!("{name}: {value}");
    let compat = Path::of(["models", "providers", "x", "models"])
        .join(0)
        .join("compat");
    let known = |name: &str| blocks::declares(ctx.release.release, &compat, name);
    let message = match known(name) {
        true => text!("compat-flag-missing.message", flag = written.as_str()),
        false => text!(
            "compat-flag-missing.message-later",
            flag = written.as_str(),
            since = *since
        ),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, Certainty::Certain, message)
        .at(None, Some(span))
        .headline(text!("compat-flag-missing.headline"))
        .symptom("provider-failed ?")
        .explains("unexplained");
    for (_, span) in heard.iter().take(3) {
        finding = finding.quote(*span, text!("common.provider-says"));
    }
    let default = ctx
        .setup
        .default_model()
        .map(|model| model.provider.clone());
    let blocks = blocks::blocks(ctx);
    let named = |block: &&Block| block.path.is_some() && block.provider == default;
    let only = match blocks.as_slice() {
        [block] if block.path.is_some() && default.is_none() => Some(block),
        _ => None,
    };
    let flags: Vec<_> = heard
        .iter()
        .map(|(flag, _)| flag)
        .filter(|flag| known(flag.1))
        .collect();
    match blocks.iter().find(named).or(only) {
        Some(block) if !flags.is_empty() && block.models > 0 => {
            let mut changes = Vec::new();
            for model in 0..block.models.min(50) {
                for (_, name, value, _) in &flags {
                    let Some(models) = block.key("models") else {
                        continue;
                    };
                    changes.push(Change::Set {
                        path: models.join(model).join("compat").join(*name),
                        value: Value::Bool(*value),
                    });
                }
            }
            finding = finding.fix(Fix::new(
                text!("compat-flag-missing.fix", flag = written.as_str()),
                Applicability::Safe,
                text!("compat-flag-missing.fix-why"),
                changes,
            ));
        }
        _ => {
            finding = finding.ask(
                "openclaw config get models.providers",
                text!("common.block-ask"),
            );
        }
    }
    findings.push(finding);
}
