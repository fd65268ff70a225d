//! `start-argument-invalid`: the gateway was started with an argument that it does not know.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "start-argument-invalid",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "bad-bind",
            text: "Invalid --bind ({use})",
        },
        Pattern {
            id: "bad-auth",
            text: "Invalid --auth ({use})",
        },
        Pattern {
            id: "bad-port",
            text: "Invalid port",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &["bad-bind", "bad-auth", "bad-port"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "start-argument-invalid.message",
        note: "common.said",
        headline: Some("start-argument-invalid.headline"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Restart,
            title: "start-argument-invalid.again",
            why: "start-argument-invalid.again-why",
            commands: &[CommandRow {
                run: "openclaw gateway install --force",
                purpose: "start-argument-invalid.again",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "common.gateway-runs",
            if_not: "common.paste-status",
        }],
        docs: None,
    }),
};
