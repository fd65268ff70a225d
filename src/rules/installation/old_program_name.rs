//! `old-program-name`: a name of the time before OpenClaw is used: `clawdbot`, `moltbot`, `CLAWDBOT_…`.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "old-program-name",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "old-command",
            text: "clawdbot: command not found",
        },
        Pattern {
            id: "old-command",
            text: "moltbot: command not found",
        },
        Pattern {
            id: "old-command",
            text: "command not found: clawdbot",
        },
        Pattern {
            id: "old-command",
            text: "command not found: moltbot",
        },
        Pattern {
            id: "old-command",
            text: "'clawdbot' is not recognized",
        },
        Pattern {
            id: "old-command",
            text: "'moltbot' is not recognized",
        },
        Pattern {
            id: "old-command",
            text: "moltbot: not found",
        },
        Pattern {
            id: "old-command",
            text: "clawdbot: not found",
        },
        Pattern {
            id: "old-command",
            text: "moltbot dashboard not found",
        },
        Pattern {
            id: "old-command",
            text: "'clawdbot' 不是内部或外部命令",
        },
        Pattern {
            id: "old-command",
            text: "'moltbot' 不是内部或外部命令",
        },
        Pattern {
            id: "old-variable",
            text: "CLAWDBOT_GATEWAY_{name}",
        },
        Pattern {
            id: "old-variable",
            text: "CLAWDBOT_STATE_DIR",
        },
        Pattern {
            id: "old-variable",
            text: "CLAWDBOT_CONFIG_PATH",
        },
        Pattern {
            id: "old-variable",
            text: "MOLTBOT_GATEWAY_{name}",
        },
        Pattern {
            id: "old-variable",
            text: "MOLTBOT_STATE_DIR",
        },
        Pattern {
            id: "old-variable",
            text: "MOLTBOT_CONFIG_PATH",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["old-command"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "old-program-name.message",
            note: "command-not-found.quote",
            headline: Some("old-program-name.headline"),
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "old-program-name.new",
                why: "common.why",
                commands: &[CommandRow {
                    run: "npm install -g openclaw@latest",
                    purpose: "old-program-name.new-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.version-expect",
                if_not: "common.paste-again",
            }],
            docs: None,
        },
        Sentence {
            hits: &["old-variable"],
            unless: &[],
            when: Interval::since("2026.3.22"),
            severity: Severity::Warning,
            certainty: Certainty::Certain,
            message: "old-program-name.message-2",
            note: "old-program-name.quote-2",
            headline: Some("old-program-name.headline-2"),
            fact: Some((
                "old-program-name.fact-2",
                "openclaw 2026.3.8, 2026.3.22, 2026.9.6: names of variables in the package",
            )),
            symptoms: &[],
            explains: &["client-refused"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "old-program-name.rename",
                why: "old-program-name.rename-why",
                commands: &[],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
    ]),
};
