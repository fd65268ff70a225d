//! `local-model-missing`: the local server does not have the model, or has none loaded.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-model-missing",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "local-model-missing",
            text: "not found, try pulling it first",
        },
        Pattern {
            id: "local-model-missing",
            text: "Ollama API error 404",
        },
        Pattern {
            id: "local-model-missing",
            text: "No models loaded",
        },
        Pattern {
            id: "local-model-missing",
            text: "Failed to load model",
        },
        Pattern {
            id: "local-model-missing",
            text: "model_not_loaded",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "local-model-missing.message",
        note: "common.provider-says",
        headline: Some("local-model-missing.headline"),
        fact: None,
        symptoms: &[],
        explains: &["unexplained", "provider-failed *", "model-unresolved *"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Install,
            title: "local-model-missing.pull",
            why: "local-model-missing.pull-why",
            commands: &[
                CommandRow {
                    run: "ollama pull <model>",
                    purpose: "local-model-missing.pull-purpose",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "ollama list",
                    purpose: "local-model-missing.pull-purpose2",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "local-model-missing.pull-expect",
            if_not: "common.if-not-status",
        }],
        docs: None,
    }),
};
