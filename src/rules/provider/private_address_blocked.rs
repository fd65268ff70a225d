//! `private-address-blocked`: a public name resolves to a private address, and OpenClaw refuses it.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "private-address-blocked",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "private-address-blocked",
            text: "resolves to private/internal/special-use IP address",
        },
        Pattern {
            id: "private-address-blocked",
            text: "resolves to 198.18.",
        },
        Pattern {
            id: "private-address-blocked",
            text: "resolves to 198.19.",
        },
        Pattern {
            id: "private-address-blocked",
            text: "Blocked hostname (not in allowlist): {host}",
        },
        Pattern {
            id: "private-address-blocked",
            text: "Blocked: private",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "private-address-blocked.message",
        note: "config.printed",
        headline: Some("private-address-blocked.headline"),
        fact: None,
        symptoms: &["tool-failed fetch"],
        explains: &["chat-silent telegram", "unexplained"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "private-address-blocked.dns",
            why: "private-address-blocked.dns-why",
            commands: &[CommandRow {
                run: "nslookup api.telegram.org",
                purpose: "private-address-blocked.dns-purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "private-address-blocked.dns-expect",
            if_not: "private-address-blocked.dns-if-not",
        }],
        docs: None,
    }),
};
