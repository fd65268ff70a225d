//! `plugin-id-mismatch`: a plugin whose id differs from the name it is configured under.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-id-mismatch",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-id-mismatch install",
            text: "plugin id mismatch: expected {wanted}, got {plugin}",
        },
        Pattern {
            id: "plugin-id-mismatch",
            text: "plugin id mismatch (manifest uses \"{plugin}\", entry hints \"{wanted}\")",
        },
        Pattern {
            id: "plugin-id-mismatch",
            text: "plugin id mismatch (config uses \"{wanted}\", export uses \"{plugin}\")",
        },
        Pattern {
            id: "plugin-id-mismatch load",
            text: "plugin id mismatch (config uses \"{wanted}\", {entry} uses \"{plugin}\")",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["plugin-id-mismatch install"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "plugin-id-mismatch.message-install",
            note: "config.printed",
            headline: None,
            fact: None,
            symptoms: &["tool-failed plugin"],
            explains: &[],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "plugin-id-mismatch.step-install",
                why: "plugin-id-mismatch.step-why-install",
                commands: &[],
                expect: "plugin.expect",
                if_not: "plugin.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["plugin-id-mismatch", "plugin-id-mismatch load"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Info,
            certainty: Certainty::Certain,
            message: "plugin-id-mismatch.message",
            note: "config.printed",
            headline: None,
            fact: None,
            symptoms: &["tool-failed plugin"],
            explains: &[],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "plugin-id-mismatch.step",
                why: "plugin-id-mismatch.step-why",
                commands: &[CommandRow {
                    run: "openclaw plugins list",
                    purpose: "plugin.ask-list",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "plugin-id-mismatch.step-expect",
                if_not: "plugin-id-mismatch.step-if-not",
            }],
            docs: None,
        },
    ]),
};
