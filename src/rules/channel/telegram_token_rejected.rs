//! `telegram-token-rejected`: Telegram does not accept the bot token.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "telegram-token-rejected",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "telegram-token-rejected",
            text: "Call to '{method}' failed! (401: Unauthorized)",
        },
        Pattern {
            id: "telegram-token-rejected",
            text: "Call to '{method}' failed! (404: Not Found)",
        },
        Pattern {
            id: "telegram-token-rejected",
            text: "telegram {x}getMe failed (401)",
        },
        Pattern {
            id: "telegram-token-rejected",
            text: "telegram {x}getMe failed (404)",
        },
        Pattern {
            id: "telegram-token-rejected",
            text: "telegram {x}error:Unauthorized",
        },
        Pattern {
            id: "telegram-token-rejected",
            text: "telegram {x}: 401 Unauthorized",
        },
        Pattern {
            id: "telegram-token-rejected",
            text: "401 Unauthorized for getMe",
        },
        Pattern {
            id: "telegram-token-rejected missing",
            text: "Telegram bot token missing",
        },
        Pattern {
            id: "telegram-token-rejected missing",
            text: "tokenFile not found",
        },
        Pattern {
            id: "telegram-token-rejected bare",
            text: "401: Unauthorized",
        },
        Pattern {
            id: "telegram-token-rejected bare",
            text: "channels restart telegram",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["telegram-token-rejected"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "telegram-token-rejected.message",
            note: "telegram-token-rejected.quote",
            headline: Some("telegram-token-rejected.headline"),
            fact: Some((
                "telegram-token-rejected.fact",
                "openclaw 2026.3.8 (resolveTelegramToken)",
            )),
            symptoms: &[],
            explains: &["chat-silent telegram", "unexplained"],
            asks: &[(
                "openclaw config get channels.telegram",
                "channel.ask-config",
            )],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "telegram-token-rejected.step",
                why: "telegram-token-rejected.step-why",
                commands: &[CommandRow {
                    run: "openclaw config set channels.telegram.botToken \"<token>\"",
                    purpose: "telegram-token-rejected.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "telegram-token-rejected.step-expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["telegram-token-rejected missing"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "telegram-token-rejected.message-missing",
            note: "config.printed",
            headline: Some("telegram-token-rejected.headline-missing"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent telegram", "unexplained"],
            asks: &[(
                "openclaw config get channels.telegram",
                "channel.ask-config",
            )],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "telegram-token-rejected.step",
                why: "telegram-token-rejected.step-why",
                commands: &[CommandRow {
                    run: "openclaw config set channels.telegram.botToken \"<token>\"",
                    purpose: "telegram-token-rejected.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "telegram-token-rejected.step-expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["telegram-token-rejected bare"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "telegram-token-rejected.message-bare",
            note: "plugin.told",
            headline: Some("telegram-token-rejected.headline"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent telegram"],
            asks: &[
                ("openclaw channels status --probe", "channel.ask-status"),
                (
                    "openclaw config get channels.telegram",
                    "channel.ask-config",
                ),
            ],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "telegram-token-rejected.step",
                why: "telegram-token-rejected.step-why",
                commands: &[CommandRow {
                    run: "openclaw config set channels.telegram.botToken \"<token>\"",
                    purpose: "telegram-token-rejected.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "telegram-token-rejected.step-expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
    ]),
};
