//! `billing-exhausted`: the provider says that credits or balance are used up.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "billing-exhausted",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "billing-exhausted",
            text: "returned a billing error",
        },
        Pattern {
            id: "billing-exhausted",
            text: "credit balance is too low",
        },
        Pattern {
            id: "billing-exhausted",
            text: "insufficient_quota",
        },
        Pattern {
            id: "billing-exhausted",
            text: "insufficient balance",
        },
        Pattern {
            id: "billing-exhausted",
            text: "Insufficient credits",
        },
        Pattern {
            id: "billing-exhausted",
            text: "exceeded_current_quota",
        },
        Pattern {
            id: "quota",
            text: "You exceeded your current quota",
        },
        Pattern {
            id: "free tier",
            text: "generate_content_free_tier",
        },
        Pattern {
            id: "free tier",
            text: "FreeTier",
        },
        Pattern {
            id: "billing-exhausted",
            text: "disabled:billing",
        },
        Pattern {
            id: "billing-exhausted",
            text: "is in cooldown{x}(billing)",
        },
        Pattern {
            id: "billing-exhausted",
            text: "All models failed ({n}): {x}(billing)",
        },
        Pattern {
            id: "billing-exhausted",
            text: "reason=billing",
        },
        Pattern {
            id: "billing-exhausted",
            text: "out of extra usage",
        },
        Pattern {
            id: "billing-exhausted",
            text: "HTTP 402",
        },
        Pattern {
            id: "billing-exhausted",
            text: "402 Payment Required",
        },
        Pattern {
            id: "billing-exhausted",
            text: "requires more credits",
        },
        Pattern {
            id: "billing-exhausted",
            text: "billing_hard_limit",
        },
        Pattern {
            id: "billing-exhausted",
            text: "billing_not_active",
        },
        Pattern {
            id: "billing-exhausted",
            text: "Extra usage is required for long context",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["billing-exhausted"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "billing-exhausted.message",
            note: "common.provider-says",
            headline: Some("billing-exhausted.headline"),
            fact: None,
            symptoms: &[],
            explains: &["cooldown", "unexplained"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "billing-exhausted.pay",
                why: "billing-exhausted.pay-why",
                commands: &[CommandRow {
                    run: "openclaw models status",
                    purpose: "common.shows",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "billing-exhausted.pay-expect",
                if_not: "billing-exhausted.pay-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["quota"],
            unless: &["free tier"],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "billing-exhausted.message",
            note: "common.provider-says",
            headline: Some("billing-exhausted.headline"),
            fact: None,
            symptoms: &[],
            explains: &["cooldown", "unexplained"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "billing-exhausted.pay",
                why: "billing-exhausted.pay-why",
                commands: &[CommandRow {
                    run: "openclaw models status",
                    purpose: "common.shows",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "billing-exhausted.pay-expect",
                if_not: "billing-exhausted.pay-if-not",
            }],
            docs: None,
        },
    ]),
};
