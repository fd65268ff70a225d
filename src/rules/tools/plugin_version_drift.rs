//! `plugin-version-drift`: plugins and core of different releases.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-version-drift",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-version-drift",
            text: "Plugin version drift: {count} active official plugin",
        },
        Pattern {
            id: "plugin-version-drift export",
            text: "does not provide an export named",
        },
        Pattern {
            id: "plugin-version-drift entry",
            text: "- {plugin}: {installed} ({source}) -> expected {expected}",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["plugin-version-drift export"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "plugin-version-drift.message-export",
            note: "config.printed",
            headline: Some("plugin-version-drift.headline-export"),
            fact: None,
            symptoms: &[],
            explains: &["tool-failed *", "model-unresolved *", "unexplained"],
            asks: &[("openclaw plugins list", "plugin.ask-list")],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-version-drift.step-export",
                why: "plugin-version-drift.step-why-export",
                commands: &[CommandRow {
                    run: "openclaw plugins update --all",
                    purpose: "plugin-version-drift.step-purpose-export",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["plugin-version-drift"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Info,
            certainty: Certainty::Certain,
            message: "plugin-version-drift.message",
            note: "config.printed",
            headline: None,
            fact: None,
            symptoms: &["tool-failed plugin"],
            explains: &[],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-version-drift.step-export",
                why: "plugin-version-drift.step-why",
                commands: &[CommandRow {
                    run: "openclaw plugins update --all",
                    purpose: "plugin-version-drift.step-purpose-export",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin-version-drift.step-expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
    ]),
};
