//! `command-not-found`: the shell does not find `openclaw`.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "command-not-found",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "not-found",
            text: "openclaw: command not found",
        },
        Pattern {
            id: "not-found",
            text: "openclaw: not found",
        },
        Pattern {
            id: "not-found",
            text: "command not found: openclaw",
        },
        Pattern {
            id: "not-found",
            text: "'openclaw' is not recognized as",
        },
        Pattern {
            id: "not-found",
            text: "The term 'openclaw' is not recognized",
        },
        Pattern {
            id: "not-found",
            text: "'openclaw' 不是内部或外部命令",
        },
        Pattern {
            id: "not-found",
            text: "openclaw: 未找到命令",
        },
        Pattern {
            id: "not-found",
            text: "“openclaw”项识别为",
        },
        Pattern {
            id: "not-found",
            text: "\"openclaw\"项识别为",
        },
        Pattern {
            id: "not-found",
            text: "openclaw: No such file or directory",
        },
        Pattern {
            id: "not-found",
            text: "openclaw: Befehl nicht gefunden",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "command-not-found.message",
        note: "command-not-found.quote",
        headline: Some("command-not-found.headline"),
        fact: None,
        symptoms: &[],
        explains: &[],
        asks: &[("npm prefix -g", "command-not-found.ask")],
        steps: &[StepRow {
            phase: Phase::Install,
            title: "command-not-found.path",
            why: "command-not-found.path-why",
            commands: &[
                CommandRow {
                    run: "export PATH=\"$(npm prefix -g)/bin:$PATH\"",
                    purpose: "command-not-found.path-purpose",
                    shell: Shell::Posix,
                    destructive: false,
                },
                CommandRow {
                    run: "$env:Path += \";$(npm prefix -g)\"",
                    purpose: "command-not-found.path-purpose2",
                    shell: Shell::PowerShell,
                    destructive: false,
                },
            ],
            expect: "common.version-expect",
            if_not: "common.paste-again",
        }],
        docs: None,
    }),
};
