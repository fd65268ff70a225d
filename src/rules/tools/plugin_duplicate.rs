//! `plugin-duplicate`: two copies of one plugin.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-duplicate",
    layer: Layer::Tools,
    patterns: &[Pattern {
        id: "plugin-duplicate",
        text: "duplicate plugin id",
    }],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Info,
        certainty: Certainty::Certain,
        message: "plugin-duplicate.message",
        note: "config.printed",
        headline: None,
        fact: None,
        symptoms: &["tool-failed plugin"],
        explains: &[],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "plugin-duplicate.step",
            why: "plugin-duplicate.step-why",
            commands: &[CommandRow {
                run: "openclaw plugins list",
                purpose: "plugin.ask-list",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "plugin-duplicate.step-expect",
            if_not: "plugin.if-not",
        }],
        docs: None,
    }),
};
