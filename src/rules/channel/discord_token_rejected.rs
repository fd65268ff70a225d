//! `discord-token-rejected`: Discord does not accept the bot token.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "discord-token-rejected",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "discord-token-rejected",
            text: "Fatal Gateway error: 4004",
        },
        Pattern {
            id: "discord-token-rejected",
            text: "code 4004",
        },
        Pattern {
            id: "discord-token-rejected",
            text: "discord {x}getMe failed (401)",
        },
        Pattern {
            id: "discord-token-rejected",
            text: "Failed to resolve Discord application id",
        },
        Pattern {
            id: "discord-token-rejected",
            text: "discord {x}401: Unauthorized",
        },
        Pattern {
            id: "discord-token-rejected",
            text: "discord {x}401 Unauthorized",
        },
        Pattern {
            id: "discord-token-rejected bare",
            text: "401 Unauthorized on send",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["discord-token-rejected"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "discord-token-rejected.message",
            note: "config.printed",
            headline: Some("discord-token-rejected.headline"),
            fact: Some((
                "discord-token-rejected.fact",
                "openclaw 2026.3.8 (resolveDiscordToken)",
            )),
            symptoms: &[],
            explains: &["chat-silent discord", "unexplained"],
            asks: &[("openclaw config get channels.discord", "channel.ask-config")],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "discord-token-rejected.step",
                why: "discord-token-rejected.step-why",
                commands: &[CommandRow {
                    run: "openclaw config set channels.discord.token \"<token>\"",
                    purpose: "discord-token-rejected.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["discord-token-rejected bare"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "discord-token-rejected.message-bare",
            note: "plugin.told",
            headline: Some("discord-token-rejected.headline"),
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[
                ("openclaw channels status --probe", "channel.ask-status"),
                ("openclaw config get channels.discord", "channel.ask-config"),
            ],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "discord-token-rejected.step",
                why: "discord-token-rejected.step-why",
                commands: &[CommandRow {
                    run: "openclaw config set channels.discord.token \"<token>\"",
                    purpose: "discord-token-rejected.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
    ]),
};
