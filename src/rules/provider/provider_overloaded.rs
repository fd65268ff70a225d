//! `provider-overloaded`: `temporarily overloaded` or a 5xx answer.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Severity};
use crate::rules::{Check, Rule, Sentence};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "provider-overloaded",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "provider-overloaded",
            text: "AI service is temporarily overloaded",
        },
        Pattern {
            id: "provider-overloaded",
            text: "temporarily unavailable (HTTP",
        },
        Pattern {
            id: "provider-overloaded",
            text: "overloaded_error",
        },
        Pattern {
            id: "provider-overloaded",
            text: "engine_overloaded",
        },
        Pattern {
            id: "provider-overloaded",
            text: "engine is currently overloaded",
        },
        Pattern {
            id: "provider-overloaded",
            text: "HTTP 529",
        },
        Pattern {
            id: "provider-overloaded",
            text: "HTTP 503",
        },
        Pattern {
            id: "provider-overloaded",
            text: "model is at capacity",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Possible,
        message: "provider-overloaded.message",
        note: "config.printed",
        headline: None,
        fact: None,
        symptoms: &["provider-failed ?", "unexplained"],
        explains: &["cooldown"],
        asks: &[
            ("openclaw logs", "provider-overloaded.ask"),
            ("openclaw models status", "common.models-ask"),
        ],
        steps: &[],
        docs: None,
    }),
};
