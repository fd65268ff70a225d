//! `plugin-manifest-broken`: a plugin without a readable manifest.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-manifest-broken",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-manifest-broken",
            text: "failed to parse plugin manifest",
        },
        Pattern {
            id: "plugin-manifest-broken",
            text: "plugin manifest not found: {path}",
        },
        Pattern {
            id: "plugin-manifest-broken package",
            text: "package.json missing openclaw.extensions",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["plugin-manifest-broken"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "plugin-manifest-broken.message",
            note: "config.printed",
            headline: Some("plugin-manifest-broken.headline"),
            fact: None,
            symptoms: &[],
            explains: &[
                "config-rejected plugins*",
                "gateway-not-running",
                "tool-failed *",
            ],
            asks: &[("openclaw plugins list", "plugin.ask-list")],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "plugin-manifest-broken.step",
                why: "plugin-manifest-broken.step-why",
                commands: &[CommandRow {
                    run: "openclaw plugins list",
                    purpose: "plugin.ask-list",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin-manifest-broken.step-expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["plugin-manifest-broken package"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "plugin-manifest-broken.message-package",
            note: "config.printed",
            headline: None,
            fact: None,
            symptoms: &["tool-failed plugin"],
            explains: &[],
            asks: &[("openclaw plugins list", "plugin.ask-list")],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-manifest-broken.step-package",
                why: "plugin-manifest-broken.step-why-package",
                commands: &[],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
    ]),
};
