//! `tool-payload-rejected`: the provider rejects the form of the request.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "tool-payload-rejected",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "tool-payload-rejected",
            text: "None is not of type 'array'",
        },
        Pattern {
            id: "tool-payload-rejected",
            text: "Invalid schema for function",
        },
        Pattern {
            id: "tool-payload-rejected",
            text: "tools.0.custom.input_schema",
        },
        Pattern {
            id: "tool-payload-rejected",
            text: "GenerateContentRequest.tools",
        },
        Pattern {
            id: "tool-payload-rejected",
            text: "Error validating JSON Schema",
        },
        Pattern {
            id: "tool-payload-rejected",
            text: "provider rejected the request schema or tool payload",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &["session-corrupt", "compat-flag-missing"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Possible,
        message: "tool-payload-rejected.message",
        note: "common.provider-says",
        headline: Some("tool-payload-rejected.headline"),
        fact: None,
        symptoms: &["provider-failed ?", "unexplained"],
        explains: &[],
        asks: &[("openclaw logs", "common.log-ask")],
        steps: &[StepRow {
            phase: Phase::Check,
            title: "tool-payload-rejected.new",
            why: "tool-payload-rejected.new-why",
            commands: &[],
            expect: "common.answered",
            if_not: "tool-payload-rejected.new-if-not",
        }],
        docs: None,
    }),
};
