//! `heartbeat-without-target`: heartbeats run and are sent nowhere.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "heartbeat-without-target",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "heartbeat-without-target",
            text: "\"reason\": \"target-none\"",
        },
        Pattern {
            id: "heartbeat-without-target",
            text: "\"reason\":\"target-none\"",
        },
        Pattern {
            id: "heartbeat-without-target",
            text: "reason=target-none",
        },
        Pattern {
            id: "heartbeat-without-target",
            text: "heartbeat runs but nothing",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Warning,
        certainty: Certainty::Likely,
        message: "heartbeat-without-target.message",
        note: "config.printed",
        headline: Some("heartbeat-without-target.headline"),
        fact: None,
        symptoms: &["tool-failed heartbeat"],
        explains: &["unexplained"],
        asks: &[(
            "openclaw config get agents.defaults.heartbeat",
            "heartbeat-without-target.ask",
        )],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "heartbeat-without-target.target",
            why: "heartbeat-without-target.target-why",
            commands: &[CommandRow {
                run: "openclaw config set agents.defaults.heartbeat.target last",
                purpose: "common.sets",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "heartbeat-without-target.target-expect",
            if_not: "heartbeat-without-target.target-if-not",
        }],
        docs: None,
    }),
};
