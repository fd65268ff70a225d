//! `telegram-privacy-mode`: Telegram keeps group messages from the bot.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "telegram-privacy-mode",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "telegram-privacy-mode",
            text: "Telegram Bot API privacy mode will block",
        },
        Pattern {
            id: "telegram-privacy-mode told",
            text: "privacy mode",
        },
        Pattern {
            id: "telegram-privacy-mode told",
            text: "setprivacy",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["telegram-privacy-mode"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Likely,
            message: "telegram-privacy-mode.message",
            note: "config.printed",
            headline: Some("telegram-privacy-mode.headline"),
            fact: None,
            symptoms: &["chat-silent group"],
            explains: &["chat-silent telegram"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "telegram-privacy-mode.step",
                why: "telegram-privacy-mode.step-why",
                commands: &[],
                expect: "telegram-privacy-mode.step-expect",
                if_not: "telegram-privacy-mode.step-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["telegram-privacy-mode told"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Possible,
            message: "telegram-privacy-mode.message",
            note: "plugin.told",
            headline: Some("telegram-privacy-mode.headline"),
            fact: None,
            symptoms: &["chat-silent group"],
            explains: &[],
            asks: &[
                ("openclaw channels status --probe", "channel.ask-status"),
                (
                    "openclaw config get channels.telegram",
                    "channel.ask-config",
                ),
            ],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "telegram-privacy-mode.step",
                why: "telegram-privacy-mode.step-why",
                commands: &[],
                expect: "telegram-privacy-mode.step-expect",
                if_not: "telegram-privacy-mode.step-if-not",
            }],
            docs: None,
        },
    ]),
};
