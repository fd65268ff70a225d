//! `origin-not-allowed`: a browser page of another address than the allowed ones.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "origin-not-allowed",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "origins start",
            text: "non-loopback Control UI requires gateway.controlUi.allowedOrigins",
        },
        Pattern {
            id: "origins",
            text: "origin not allowed",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["origins start"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "origin-not-allowed.start",
            note: "common.own-words",
            headline: Some("origin-not-allowed.start-headline"),
            fact: None,
            symptoms: &[],
            explains: &[
                "gateway-not-running",
                "gateway-unreachable",
                "client-refused",
            ],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "origin-not-allowed.step",
                why: "origin-not-allowed.why",
                commands: &[CommandRow {
                    run: "openclaw config set gateway.controlUi.allowedOrigins '[\"http://<host>:18789\"]' --strict-json",
                    purpose: "origin-not-allowed.purpose",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "origin-not-allowed.expect",
                if_not: "common.if-not-gateway",
            }],
            docs: None,
        },
        Sentence {
            hits: &["origins"],
            unless: &["insecure"],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "origin-not-allowed.message",
            note: "origin-not-allowed.note",
            headline: Some("origin-not-allowed.headline"),
            fact: None,
            symptoms: &["client-refused"],
            explains: &["client-refused"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "origin-not-allowed.step",
                why: "origin-not-allowed.why",
                commands: &[CommandRow {
                    run: "openclaw config set gateway.controlUi.allowedOrigins '[\"http://<host>:18789\"]' --strict-json",
                    purpose: "origin-not-allowed.purpose",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "origin-not-allowed.expect",
                if_not: "common.if-not-gateway",
            }],
            docs: None,
        },
    ]),
};
