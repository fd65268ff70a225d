//! `rate-limit-unclear`: `API rate limit reached` hides three causes.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Severity};
use crate::rules::{Check, Rule, Sentence};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "rate-limit-unclear",
    layer: Layer::Provider,
    patterns: &[Pattern {
        id: "rate-limit-unclear",
        text: "API rate limit reached. Please try again later",
    }],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &["rate-limited", "billing-exhausted"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Possible,
        message: "rate-limit-unclear.message",
        note: "config.printed",
        headline: Some("rate-limit-unclear.headline"),
        fact: None,
        symptoms: &["provider-failed ?", "unexplained"],
        explains: &["cooldown"],
        asks: &[
            ("openclaw logs", "common.log-ask"),
            ("openclaw models status", "common.models-ask"),
        ],
        steps: &[],
        docs: None,
    }),
};
