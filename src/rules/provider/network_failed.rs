//! `network-failed`: the address of the provider is not reached.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "network-failed",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "network-failed",
            text: "LLM request failed: network connection",
        },
        Pattern {
            id: "network-failed",
            text: "LLM request failed: DNS lookup",
        },
        Pattern {
            id: "network-failed",
            text: "LLM request failed: the provider endpoint is unreachable",
        },
        Pattern {
            id: "network-failed",
            text: "LLM request failed: proxy or tunnel",
        },
        Pattern {
            id: "network-failed",
            text: "getaddrinfo ENOTFOUND {host}",
        },
        Pattern {
            id: "network-failed",
            text: "getaddrinfo EAI_AGAIN {host}",
        },
        Pattern {
            id: "network-failed",
            text: "error=fetch failed",
        },
        Pattern {
            id: "network-failed",
            text: "rawError=fetch failed",
        },
        Pattern {
            id: "network-failed",
            text: "detail=fetch failed",
        },
        Pattern {
            id: "network-failed",
            text: "FailoverError: fetch failed",
        },
        Pattern {
            id: "network-failed",
            text: "rawError=Connection error",
        },
        Pattern {
            id: "network-failed",
            text: "UND_ERR_CONNECT_TIMEOUT",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[
            "waf-blocked",
            "local-server-unreachable",
            "private-address-blocked",
        ],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Possible,
        message: "network-failed.message",
        note: "config.printed",
        headline: Some("network-failed.headline"),
        fact: None,
        symptoms: &["provider-failed ?", "network-failed", "unexplained"],
        explains: &["cooldown"],
        asks: &[
            ("openclaw logs", "common.log-ask"),
            ("openclaw config get models.providers", "common.block-ask"),
        ],
        steps: &[StepRow {
            phase: Phase::Check,
            title: "network-failed.reach",
            why: "network-failed.reach-why",
            commands: &[CommandRow {
                run: "curl -sS -m 10 <baseUrl>/models",
                purpose: "network-failed.reach-purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "network-failed.reach-expect",
            if_not: "common.if-not-log",
        }],
        docs: None,
    }),
};
