//! `context-overflow`: the session is longer than the context window.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "context-overflow",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "context-overflow",
            text: "Context overflow: {rest}",
        },
        Pattern {
            id: "context-overflow",
            text: "context length exceeded",
        },
        Pattern {
            id: "context-overflow",
            text: "prompt is too long",
        },
        Pattern {
            id: "context-overflow",
            text: "maximum context length",
        },
        Pattern {
            id: "context-overflow",
            text: "\"stopReason\":\"length\"{x}output\":0",
        },
        Pattern {
            id: "context-overflow",
            text: "\"stopReason\":\"length\", output: 0",
        },
        Pattern {
            id: "context-overflow",
            text: "context_length_exceeded",
        },
        Pattern {
            id: "context-overflow",
            text: "input length and `max_tokens` exceed",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "context-overflow.message",
        note: "config.quote",
        headline: Some("context-overflow.headline"),
        fact: None,
        symptoms: &["context-overflow", "provider-failed ?"],
        explains: &["unexplained"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Check,
            title: "context-overflow.new",
            why: "context-overflow.new-why",
            commands: &[],
            expect: "common.answered",
            if_not: "context-overflow.new-if-not",
        }],
        docs: None,
    }),
};
