//! `output-limit-too-large`: the output limit leaves no room for the input.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "output-limit-too-large",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "output-limit-too-large",
            text: "requested about {tokens} tokens",
        },
        Pattern {
            id: "output-limit-too-large",
            text: "in the output)",
        },
        Pattern {
            id: "output-limit-too-large",
            text: "max_tokens is too large",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "output-limit-too-large.message",
        note: "common.provider-says",
        headline: Some("output-limit-too-large.headline"),
        fact: None,
        symptoms: &[],
        explains: &["unexplained", "context-overflow"],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "output-limit-too-large.limit",
            why: "output-limit-too-large.limit-why",
            commands: &[],
            expect: "common.answered",
            if_not: "common.if-not-log",
        }],
        docs: None,
    }),
};
