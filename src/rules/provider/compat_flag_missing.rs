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
        Pattern {
            id: "compat max tokens",
            text: "Unsupported parameter: 'max_completion_tokens'",
        },
        Pattern {
            id: "compat max tokens",
            text: "supplied: max_completion_tokens",
        },
        Pattern {
            id: "compat max tokens",
            text: "property 'max_completion_tokens'",
        },
        Pattern {
            id: "compat stream",
            text: "supplied: stream_options",
        },
        Pattern {
            id: "compat stream",
            text: "property 'stream_options'",
        },
        Pattern {
            id: "compat effort",
            text: "supplied: reasoning_effort",
        },
        Pattern {
            id: "compat effort",
            text: "property 'reasoning_effort'",
        },
        Pattern {
            id: "compat effort",
            text: "does not support reasoning_effort",
        },
        Pattern {
            id: "compat store",
            text: "supplied: store",
        },
        Pattern {
            id: "compat temperature",
            text: "invalid temperature: only",
        },
        Pattern {
            id: "compat temperature",
            text: "Unsupported value: 'temperature'",
        },
        Pattern {
            id: "compat reasoning",
            text: "reasoning_content is missing",
        },
        Pattern {
            id: "compat reasoning",
            text: "`reasoning_content` in the thinking mode must be passed",
        },
    ],
    check: Check::Code(check),
};

/// A flag of `compat` and the answers that call for it.
struct Flag {
    heard: &'static str,
    name: &'static str,
    value: Setting,
    /// First release whose schema has it.
    since: &'static str,
}

#[derive(Clone, Copy)]
enum Setting {
    Switch(bool),
    Word(&'static str),
}

impl Setting {
    fn shown(self) -> String {
        match self {
            Setting::Switch(on) => on.to_string(),
            Setting::Word(word) => format!("\"{word}\""),
        }
    }

    fn value(self) -> Value<'static> {
        match self {
            Setting::Switch(on) => Value::Bool(on),
            Setting::Word(word) => Value::String(word.into()),
        }
    }
}

const fn flag(
    heard: &'static str,
    name: &'static str,
    value: Setting,
    since: &'static str,
) -> Flag {
    Flag {
        heard,
        name,
        value,
        since,
    }
}

const ON: Setting = Setting::Switch(true);
const OFF: Setting = Setting::Switch(false);

static FLAGS: &[Flag] = &[
    flag(
        "compat developer",
        "supportsDeveloperRole",
        OFF,
        "2026.1.29",
    ),
    flag("compat store", "supportsStore", OFF, "2026.1.29"),
    flag("compat string", "requiresStringContent", ON, "2026.4.7"),
    flag("compat keys", "strictMessageKeys", ON, "2026.5.12"),
    flag(
        "compat max tokens",
        "maxTokensField",
        Setting::Word("max_tokens"),
        "2026.1.29",
    ),
    flag(
        "compat stream",
        "supportsUsageInStreaming",
        OFF,
        "2026.2.17",
    ),
    flag("compat effort", "supportsReasoningEffort", OFF, "2026.1.29"),
    flag("compat temperature", "supportsTemperature", OFF, "2026.7.1"),
    flag(
        "compat reasoning",
        "requiresReasoningContentOnAssistantMessages",
        ON,
        "2026.6.5",
    ),
];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let heard: Vec<_> = FLAGS
        .iter()
        .filter_map(|flag| Some((flag, blocks::heard(ctx, &[flag.heard])?)))
        .collect();
    let Some((first, span)) = heard.first().copied() else {
        return;
    };
    let written = format!("{}: {}", first.name, first.value.shown());
    let compat = Path::of(["models", "providers", "x", "models"])
        .join(0)
        .join("compat");
    let known = |name: &str| blocks::declares(ctx.release.release, &compat, name);
    let message = match known(first.name) {
        true => text!("compat-flag-missing.message", flag = written.as_str()),
        false => text!(
            "compat-flag-missing.message-later",
            flag = written.as_str(),
            since = first.since
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
        .filter(|flag| known(flag.name))
        .collect();
    match blocks.iter().find(named).or(only) {
        Some(block) if !flags.is_empty() && block.models > 0 => {
            let mut changes = Vec::new();
            for model in 0..block.models.min(50) {
                for flag in &flags {
                    let Some(models) = block.key("models") else {
                        continue;
                    };
                    changes.push(Change::Set {
                        path: models.join(model).join("compat").join(flag.name),
                        value: flag.value.value(),
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
