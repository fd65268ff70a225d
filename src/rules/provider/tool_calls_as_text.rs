//! `tool-calls-as-text`: calls of tools come as text.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "tool-calls-as-text",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "tool-calls-as-text",
            text: "raw tool-call JSON",
        },
        Pattern {
            id: "tool-calls-as-text",
            text: "raw JSON leaks",
        },
        Pattern {
            id: "tool-calls-as-text",
            text: "tool_calls empty",
        },
        Pattern {
            id: "tool-calls-as-text",
            text: "compat.supportsTools: false",
        },
        Pattern {
            id: "tool-calls-as-text",
            text: "claims tool calls but none executed",
        },
        Pattern {
            id: "tool-calls-as-text",
            text: "tool calls shown as text",
        },
        Pattern {
            id: "tool-calls-as-text",
            text: "raw tool JSON",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &["ollama-openai-route"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Possible,
        message: "tool-calls-as-text.message",
        note: "config.quote",
        headline: Some("tool-calls-as-text.headline"),
        fact: None,
        symptoms: &["provider-failed ?", "unexplained"],
        explains: &[],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "tool-calls-as-text.adapter",
            why: "tool-calls-as-text.adapter-why",
            commands: &[],
            expect: "common.answered",
            if_not: "tool-calls-as-text.adapter-if-not",
        }],
        docs: None,
    }),
};
