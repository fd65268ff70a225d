//! `auth-cooldown`: OpenClaw has paused the keys of a provider after failures.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "auth-cooldown",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "auth-cooldown",
            text: "Provider {provider} is in cooldown",
        },
        Pattern {
            id: "auth-cooldown",
            text: "No available auth profile for {provider} (all in cooldown",
        },
        Pattern {
            id: "auth-cooldown",
            text: "[cooldown {left}]",
        },
        Pattern {
            id: "auth-cooldown",
            text: "cooldownUntil",
        },
        Pattern {
            id: "auth-cooldown",
            text: "\"failureCounts\"",
        },
        Pattern {
            id: "auth-cooldown",
            text: "cooldown:auth",
        },
        Pattern {
            id: "auth-cooldown",
            text: "cooldown ({left})",
        },
        Pattern {
            id: "auth-cooldown",
            text: "(all profiles unavailable)",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "auth-cooldown.message",
        note: "config.printed",
        headline: Some("auth-cooldown.headline"),
        fact: None,
        symptoms: &["cooldown"],
        explains: &[],
        asks: &[
            ("openclaw logs", "auth-cooldown.ask"),
            ("openclaw models status", "common.models-ask"),
        ],
        steps: &[
            StepRow {
                phase: Phase::Check,
                title: "auth-cooldown.wait",
                why: "auth-cooldown.wait-why",
                commands: &[CommandRow {
                    run: "openclaw models status",
                    purpose: "common.shows",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "auth-cooldown.wait-expect",
                if_not: "auth-cooldown.wait-if-not",
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
