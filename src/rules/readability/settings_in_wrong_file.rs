//! `settings-in-wrong-file`: settings were written into a file that OpenClaw does not read.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "settings-in-wrong-file",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "wrong-file",
            text: ".openclaw/providers.yml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/providers.yaml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/providers.json",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/config.yml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/config.yaml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/config.json",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/config.toml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/openclaw.yaml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/openclaw.yml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw\\config.json",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw\\config.yaml",
        },
        Pattern {
            id: "wrong-file",
            text: ".openclaw/settings.json",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Warning,
        certainty: Certainty::Likely,
        message: "settings-in-wrong-file.message",
        note: "common.line",
        headline: Some("settings-in-wrong-file.headline"),
        fact: None,
        symptoms: &[],
        explains: &["no-credentials*", "model-unresolved*"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "settings-in-wrong-file.move",
            why: "settings-in-wrong-file.move-why",
            commands: &[CommandRow {
                run: "openclaw config file",
                purpose: "settings-in-wrong-file.move-purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "settings-in-wrong-file.move-expect",
            if_not: "common.paste-again",
        }],
        docs: None,
    }),
};
