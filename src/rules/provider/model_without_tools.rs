//! `model-without-tools`: the model cannot call tools.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-without-tools",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "model-without-tools",
            text: "{model} does not support tools",
        },
        Pattern {
            id: "model-without-tools",
            text: "No endpoints found that support tool use",
        },
        Pattern {
            id: "model-without-tools",
            text: "does not support function calling",
        },
        Pattern {
            id: "model-without-tools",
            text: "tool calling is not supported",
        },
        Pattern {
            id: "model-without-tools",
            text: "tool choice requires --enable-auto-tool-choice",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "model-without-tools.message",
        note: "common.provider-says",
        headline: Some("model-without-tools.headline"),
        fact: None,
        symptoms: &[],
        explains: &["unexplained", "provider-failed *"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "model-without-tools.model",
            why: "model-without-tools.model-why",
            commands: &[CommandRow {
                run: "openclaw models set <provider/model>",
                purpose: "common.sets",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "common.answered",
            if_not: "common.if-not-status",
        }],
        docs: None,
    }),
};
