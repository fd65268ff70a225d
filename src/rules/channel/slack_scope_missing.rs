//! `slack-scope-missing`: the Slack app lacks a scope.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "slack-scope-missing",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "slack-scope-missing",
            text: "missing_scope",
        },
        Pattern {
            id: "slack-scope-missing needed",
            text: "missing_scope{x}needed: '{scope}'",
        },
        Pattern {
            id: "slack-scope-missing needed",
            text: "missing_scope (needed: {scope}",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &["slack-scope-missing"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "slack-scope-missing.message",
        note: "slack-scope-missing.quote",
        headline: Some("slack-scope-missing.headline"),
        fact: None,
        symptoms: &[],
        explains: &["chat-silent slack", "unexplained"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "slack-scope-missing.step",
            why: "slack-scope-missing.step-why",
            commands: &[CommandRow {
                run: "openclaw channels status --probe",
                purpose: "channel.probe-purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "slack-scope-missing.step-expect",
            if_not: "channel.if-not",
        }],
        docs: None,
    }),
};
