//! `plugin-not-installed`: a configured official plugin is not installed.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-not-installed",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-not-installed",
            text: "plugin not installed: {plugin} — install the official external plugin with: {command}",
        },
        Pattern {
            id: "plugin-not-installed wrapped",
            text: "plugin not installed: {plugin} — install",
        },
        Pattern {
            id: "plugin-not-installed listed",
            text: "not installed, configured, {bits}run openclaw plugins install {package} or",
        },
        Pattern {
            id: "plugin-not-installed told",
            text: "plugin not installed - run openclaw plugins install",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["plugin-not-installed"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Certain,
            message: "plugin-not-installed.message",
            note: "config.printed",
            headline: Some("plugin-not-installed.headline"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent {plugin}"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-not-installed.step",
                why: "plugin-not-installed.step-why",
                commands: &[CommandRow {
                    run: "{command}",
                    purpose: "plugin-not-installed.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["plugin-not-installed wrapped"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Certain,
            message: "plugin-not-installed.message",
            note: "config.printed",
            headline: Some("plugin-not-installed.headline"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent {plugin}"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-not-installed.step",
                why: "plugin-not-installed.step-why",
                commands: &[CommandRow {
                    run: "openclaw plugins install @openclaw/{plugin}",
                    purpose: "plugin-not-installed.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["plugin-not-installed listed"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Certain,
            message: "plugin-not-installed.message-listed",
            note: "config.printed",
            headline: Some("plugin-not-installed.headline-listed"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent *"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-not-installed.step",
                why: "plugin-not-installed.step-why",
                commands: &[CommandRow {
                    run: "openclaw plugins install {package}",
                    purpose: "plugin-not-installed.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["plugin-not-installed told"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Certain,
            message: "plugin-not-installed.message-table",
            note: "config.printed",
            headline: Some("plugin-not-installed.headline-listed"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent *"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-not-installed.step",
                why: "plugin-not-installed.step-why",
                commands: &[CommandRow {
                    run: "openclaw doctor --fix",
                    purpose: "plugin-not-installed.step-purpose-table",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
    ]),
};
