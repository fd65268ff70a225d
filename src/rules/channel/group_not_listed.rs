//! `group-not-listed`: a group or channel is not on the list of those listened to.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow, Told};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "group-not-listed",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "group-not-listed",
            text: "Blocked discord channel {chat} not in guild channel allowlist",
        },
        Pattern {
            id: "group-not-listed",
            text: "from channel {chat} (not in guild allowlist)",
        },
        Pattern {
            id: "group-not-listed",
            text: "Blocked discord guild {chat} (not in discord.guilds)",
        },
        Pattern {
            id: "group-not-listed",
            text: "skipping group message ({chat}) not in allowlist",
        },
        Pattern {
            id: "group-not-listed",
            text: "group {chat} not in groupAllowFrom (groupPolicy=",
        },
        Pattern {
            id: "group-not-listed",
            text: "slack: drop channel {chat} (groupPolicy=",
        },
        Pattern {
            id: "group-not-listed other",
            text: "groupPolicy: allowlist, no channel allowlist",
        },
        Pattern {
            id: "group-not-listed other",
            text: "\"not-allowed\"",
        },
        Pattern {
            id: "group-not-listed other",
            text: "reason=not-allowed",
        },
        Pattern {
            id: "group-not-listed other",
            text: "reason: not-allowed",
        },
    ],
    check: Check::Told(
        &[
            Sentence {
                hits: &["group-not-listed"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "group-not-listed.message",
                note: "config.printed",
                headline: Some("group-not-listed.headline"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[("openclaw config get channels", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "group-not-listed.step",
                    why: "group-not-listed.step-why",
                    commands: &[],
                    expect: "channel.expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["group-not-listed other"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "group-not-listed.message-other",
                note: "config.printed",
                headline: Some("group-not-listed.headline"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[("openclaw config get channels", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "group-not-listed.step",
                    why: "group-not-listed.step-why",
                    commands: &[],
                    expect: "channel.expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
        ],
        &[Told {
            words: &[
                &[
                    "unlisted",
                    "not listed",
                    "no channels map",
                    "without channels map",
                    "without a channels map",
                ],
                &["channel", "guild", "group", "频道", "群"],
            ],
            row: Sentence {
                hits: &[],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "group-not-listed.message-other",
                note: "plugin.told",
                headline: Some("group-not-listed.headline"),
                fact: Some(("group-not-listed.fact-told", "a report for 2026.4.27")),
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[("openclaw config get channels", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "group-not-listed.step",
                    why: "group-not-listed.step-why",
                    commands: &[],
                    expect: "channel.expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
        }],
    ),
};
