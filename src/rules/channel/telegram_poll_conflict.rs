//! `telegram-poll-conflict`: two programs read one Telegram bot.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "telegram-poll-conflict",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "telegram-poll-conflict",
            text: "terminated by other getUpdates request",
        },
        Pattern {
            id: "telegram-poll-conflict",
            text: "Telegram getUpdates conflict",
        },
        Pattern {
            id: "telegram-poll-conflict",
            text: "getUpdates{x}409",
        },
        Pattern {
            id: "telegram-poll-conflict bare",
            text: "409 Conflict",
        },
        Pattern {
            id: "telegram-poll-conflict bare",
            text: "409: Conflict",
        },
        Pattern {
            id: "telegram-poll-conflict shared",
            text: "Duplicate Telegram bot token: account \"{account}\" shares a token with account \"{other}\"",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["telegram-poll-conflict shared"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "telegram-poll-conflict.message-shared",
            note: "config.printed",
            headline: Some("telegram-poll-conflict.headline-shared"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent telegram"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "telegram-poll-conflict.step-shared",
                why: "telegram-poll-conflict.step-why-shared",
                commands: &[],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["telegram-poll-conflict"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "telegram-poll-conflict.message",
            note: "telegram-poll-conflict.quote",
            headline: Some("telegram-poll-conflict.headline"),
            fact: Some((
                "telegram-poll-conflict.fact",
                "reports for 2026.3.24 and 2026.4.15",
            )),
            symptoms: &[],
            explains: &["chat-silent telegram", "unexplained"],
            asks: &[(
                "openclaw gateway status --deep",
                "telegram-poll-conflict.ask",
            )],
            steps: &[
                StepRow {
                    phase: Phase::Set,
                    title: "telegram-poll-conflict.step1",
                    why: "telegram-poll-conflict.step1-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway stop",
                        purpose: "telegram-poll-conflict.step1-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "telegram-poll-conflict.step1-expect",
                    if_not: "telegram-poll-conflict.step1-if-not",
                },
                StepRow {
                    phase: Phase::Restart,
                    title: "telegram-poll-conflict.step2",
                    why: "telegram-poll-conflict.step2-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway start",
                        purpose: "telegram-poll-conflict.step2-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "channel.expect",
                    if_not: "channel.if-not",
                },
            ],
            docs: None,
        },
        Sentence {
            hits: &["telegram-poll-conflict bare"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "telegram-poll-conflict.message-bare",
            note: "plugin.told",
            headline: Some("telegram-poll-conflict.headline"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent telegram", "unexplained"],
            asks: &[
                ("openclaw channels status --probe", "channel.ask-status"),
                (
                    "openclaw gateway status --deep",
                    "telegram-poll-conflict.ask",
                ),
            ],
            steps: &[
                StepRow {
                    phase: Phase::Set,
                    title: "telegram-poll-conflict.step1",
                    why: "telegram-poll-conflict.step1-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway stop",
                        purpose: "telegram-poll-conflict.step1-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "telegram-poll-conflict.step1-expect",
                    if_not: "telegram-poll-conflict.step1-if-not",
                },
                StepRow {
                    phase: Phase::Restart,
                    title: "telegram-poll-conflict.step2",
                    why: "telegram-poll-conflict.step2-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway start",
                        purpose: "telegram-poll-conflict.step2-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "channel.expect",
                    if_not: "channel.if-not",
                },
            ],
            docs: None,
        },
    ]),
};
