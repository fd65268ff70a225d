//! `model-not-entitled`: the account may not use the model.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-not-entitled",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "model-not-entitled",
            text: "model_not_supported",
        },
        Pattern {
            id: "model-not-entitled",
            text: "Not found the model {model} or Permission denied",
        },
        Pattern {
            id: "model-not-entitled",
            text: "does not exist or you do not have access",
        },
        Pattern {
            id: "model-not-entitled",
            text: "The requested model is not supported",
        },
        Pattern {
            id: "model-not-entitled",
            text: "not included in your plan",
        },
        Pattern {
            id: "model-not-entitled",
            text: "not_found_error: model",
        },
        Pattern {
            id: "model-not-entitled",
            text: "does not have access to",
        },
        Pattern {
            id: "model-not-entitled",
            text: "HTTP 403 https://{host}githubcopilot.com/",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "model-not-entitled.message",
        note: "common.provider-says",
        headline: Some("model-not-entitled.headline"),
        fact: None,
        symptoms: &["model-unresolved ?"],
        explains: &["unexplained", "provider-failed *"],
        asks: &[("openclaw models status", "common.models-ask")],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "model-not-entitled.model",
            why: "model-not-entitled.model-why",
            commands: &[
                CommandRow {
                    run: "openclaw models list",
                    purpose: "model-not-entitled.model-purpose",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw models set <provider/model>",
                    purpose: "common.sets",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.answered",
            if_not: "model-not-entitled.model-if-not",
        }],
        docs: None,
    }),
};
