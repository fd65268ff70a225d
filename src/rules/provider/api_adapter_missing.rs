//! `api-adapter-missing`: no adapter is known for the `api` of a provider.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "api-adapter-missing",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "api-adapter-missing",
            text: "No API provider registered for api: {api}",
        },
        Pattern {
            id: "api-adapter-missing",
            text: "Unhandled API in mapOptionsForApi",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "api-adapter-missing.message",
        note: "config.printed",
        headline: Some("api-adapter-missing.headline"),
        fact: None,
        symptoms: &["provider-failed ?"],
        explains: &["unexplained"],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "api-adapter-missing.api",
            why: "api-adapter-missing.api-why",
            commands: &[],
            expect: "common.answered",
            if_not: "api-adapter-missing.api-if-not",
        }],
        docs: None,
    }),
};
