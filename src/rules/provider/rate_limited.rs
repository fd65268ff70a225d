//! `rate-limited`: the provider itself says that too many requests came, or that a quota is used up for now.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "rate-limited",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "rate-limited",
            text: "HTTP 429: rate_limit_error",
        },
        Pattern {
            id: "rate-limited",
            text: "\"rate_limit_error\"",
        },
        Pattern {
            id: "rate-limited",
            text: "RESOURCE_EXHAUSTED",
        },
        Pattern {
            id: "rate-limited",
            text: "Generative AI API error (429)",
        },
        Pattern {
            id: "rate-limited",
            text: "request reached organization",
        },
        Pattern {
            id: "rate-limited",
            text: "usage limit exceeded",
        },
        Pattern {
            id: "rate-limited",
            text: "usage limit reached",
        },
        Pattern {
            id: "rate-limited",
            text: "hour usage limit",
        },
        Pattern {
            id: "rate-limited",
            text: "generate_content_free_tier",
        },
        Pattern {
            id: "rate-limited",
            text: "429 Too Many Requests",
        },
        Pattern {
            id: "rate-limited",
            text: "status code 429",
        },
        Pattern {
            id: "rate-limited",
            text: "reason=rate_limit",
        },
        Pattern {
            id: "rate-limited",
            text: "(rate_limit)",
        },
        Pattern {
            id: "rate-limited",
            text: "LLM request rate limited",
        },
        Pattern {
            id: "rate-limited",
            text: "request was rate-limited",
        },
        Pattern {
            id: "rate-limited",
            text: "HTTP 429:",
        },
        Pattern {
            id: "rate-limited",
            text: "HTTP 429)",
        },
        Pattern {
            id: "rate-limited",
            text: "rawError=429 ",
        },
        Pattern {
            id: "rate-limited",
            text: "detail=429 ",
        },
        Pattern {
            id: "rate-limited",
            text: "\"code\":429",
        },
        Pattern {
            id: "rate-limited",
            text: "\"code\": 429",
        },
        Pattern {
            id: "rate-limited",
            text: "429 on",
        },
        Pattern {
            id: "rate-limited",
            text: "Rate limit reached for",
        },
        Pattern {
            id: "rate-limited",
            text: "Rate limit exceeded",
        },
        Pattern {
            id: "rate-limited",
            text: "rate limited. please try again",
        },
        Pattern {
            id: "rate-limited",
            text: "tokens per min",
        },
        Pattern {
            id: "rate-limited",
            text: "PerDayPerProject",
        },
        Pattern {
            id: "balance-1113",
            text: "\"1113\"",
        },
        Pattern {
            id: "balance-1113",
            text: "余额不足",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &["rate-limited"],
        unless: &["billing-exhausted", "balance-1113"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "rate-limited.message",
        note: "common.provider-says",
        headline: Some("rate-limited.headline"),
        fact: None,
        symptoms: &["provider-failed ?"],
        explains: &["cooldown", "unexplained"],
        asks: &[("openclaw models status", "common.models-ask")],
        steps: &[
            StepRow {
                phase: Phase::Check,
                title: "rate-limited.wait",
                why: "rate-limited.wait-why",
                commands: &[CommandRow {
                    run: "openclaw models status",
                    purpose: "common.shows",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "rate-limited.wait-expect",
                if_not: "rate-limited.wait-if-not",
            },
            StepRow {
                phase: Phase::Set,
                title: "rate-limited.fallback",
                why: "rate-limited.fallback-why",
                commands: &[CommandRow {
                    run: "openclaw models fallbacks add <provider/model>",
                    purpose: "common.sets",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "rate-limited.fallback-expect",
                if_not: "common.if-not-status",
            },
        ],
        docs: None,
    }),
};
