//! `insecure-page`: the dashboard was opened over plain HTTP from another machine, where a browser has no device identity.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "insecure-page",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "insecure",
            text: "control ui requires device identity",
        },
        Pattern {
            id: "insecure",
            text: "device identity required",
        },
        Pattern {
            id: "insecure",
            text: "CONTROL_UI_DEVICE_IDENTITY_REQUIRED",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "insecure-page.message",
        note: "common.own-words",
        headline: Some("insecure-page.headline"),
        fact: None,
        symptoms: &["client-refused"],
        explains: &["client-refused"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "insecure-page.step",
            why: "insecure-page.why",
            commands: &[CommandRow {
                run: "ssh -N -L 18789:127.0.0.1:18789 <user>@<host>",
                purpose: "insecure-page.purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "insecure-page.expect",
            if_not: "insecure-page.if-not",
        }],
        docs: None,
    }),
};
