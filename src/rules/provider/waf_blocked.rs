//! `waf-blocked`: a firewall before the provider blocks the request.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "waf-blocked",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "waf-blocked",
            text: "Your request was blocked",
        },
        Pattern {
            id: "waf-blocked",
            text: "cf-mitigated",
        },
        Pattern {
            id: "waf-blocked",
            text: "Enable JavaScript and cookies",
        },
        Pattern {
            id: "waf-blocked",
            text: "Attention Required! | Cloudflare",
        },
        Pattern {
            id: "waf-blocked",
            text: "Cloudflare bot detection",
        },
        Pattern {
            id: "waf-blocked",
            text: "X-Stainless-",
        },
        Pattern {
            id: "waf-blocked",
            text: "User-Agent: OpenAI/JS",
        },
        Pattern {
            id: "waf-blocked",
            text: "<title>Just a moment",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "waf-blocked.message",
        note: "waf-blocked.quote",
        headline: Some("waf-blocked.headline"),
        fact: None,
        symptoms: &["provider-failed ?"],
        explains: &[
            "provider-failed *",
            "provider-refused *",
            "network-failed",
            "unexplained",
        ],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "waf-blocked.agent",
            why: "waf-blocked.agent-why",
            commands: &[],
            expect: "common.answered",
            if_not: "waf-blocked.agent-if-not",
        }],
        docs: None,
    }),
};
