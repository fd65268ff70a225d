//! `kimi-code-client-refused`: Kimi Code answers 403 for a client that it does not take.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "kimi-code-client-refused",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "kimi-code-client-refused",
            text: "only available for Coding Agents",
        },
        Pattern {
            id: "kimi-code-client-refused",
            text: "access_terminated_error",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "kimi-code-client-refused.message",
        note: "common.provider-says",
        headline: Some("kimi-code-client-refused.headline"),
        fact: None,
        symptoms: &["provider-refused *"],
        explains: &["provider-refused *", "unexplained"],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "kimi-code-client-refused.route",
            why: "kimi-code-client-refused.route-why",
            commands: &[],
            expect: "common.answered",
            if_not: "kimi-code-client-refused.route-if-not",
        }],
        docs: None,
    }),
};
