//! `config-set-quoting`: the shell changed the value before `openclaw config set` saw it.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "config-set-quoting",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "doubled-quotes",
            text: "'[\"\"{value}\"\"]'",
        },
        Pattern {
            id: "doubled-quotes",
            text: "[\\\"\\\"{value}\\\"\\\"]",
        },
        Pattern {
            id: "numeric-key",
            text: "channels.discord.guilds: invalid config: must be object",
        },
        Pattern {
            id: "numeric-key",
            text: "guilds: invalid config: must be object",
        },
        Pattern {
            id: "as-string",
            text: "written as a string",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["doubled-quotes"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "config-set-quoting.message",
            note: "common.line",
            headline: Some("config-set-quoting.headline"),
            fact: None,
            symptoms: &[],
            explains: &["config-rejected*"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "config-set-quoting.file",
                why: "config-set-quoting.file-why",
                commands: &[CommandRow {
                    run: "openclaw config set plugins.allow '[\"a\",\"b\"]' --strict-json",
                    purpose: "config-set-quoting.file-purpose",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "config-set-quoting.file-expect",
                if_not: "common.paste-again",
            }],
            docs: None,
        },
        Sentence {
            hits: &["numeric-key"],
            unless: &[],
            when: Interval::until("2026.5.12"),
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "config-set-quoting.message-2",
            note: "common.said",
            headline: Some("config-set-quoting.headline-2"),
            fact: None,
            symptoms: &[],
            explains: &["config-rejected*"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "config-set-quoting.file",
                why: "config-set-quoting.file-why",
                commands: &[],
                expect: "config-set-quoting.file-expect",
                if_not: "common.paste-again",
            }],
            docs: None,
        },
        Sentence {
            hits: &["as-string"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "config-set-quoting.message-3",
            note: "common.line",
            headline: None,
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[("openclaw config get plugins", "config-set-quoting.ask-3")],
            steps: &[],
            docs: None,
        },
    ]),
};
