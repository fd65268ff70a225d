//! `base-url-missing`: a provider block has no address, so requests go to OpenAI.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "base-url-missing",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "base-url-missing",
            text: "must declare baseUrl",
        },
        Pattern {
            id: "base-url-missing",
            text: "baseUrl missing",
        },
        Pattern {
            id: "base-url-missing",
            text: "missing required property 'baseUrl'",
        },
        Pattern {
            id: "base-url-missing",
            text: "sent to api.openai.com",
        },
        Pattern {
            id: "base-url-missing",
            text: "baseUrl is required",
        },
        Pattern {
            id: "base-url-missing",
            text: "Cannot read properties of undefined (reading 'includes')",
        },
        Pattern {
            id: "base-url-missing",
            text: "models[].name required",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "base-url-missing.message",
        note: "config.printed",
        headline: Some("base-url-missing.headline"),
        fact: None,
        symptoms: &["provider-failed ?"],
        explains: &[
            "provider-refused *",
            "unexplained",
            "config-rejected models.providers*",
        ],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "base-url-missing.url",
            why: "base-url-missing.url-why",
            commands: &[],
            expect: "common.answered",
            if_not: "base-url-missing.url-if-not",
        }],
        docs: None,
    }),
};
