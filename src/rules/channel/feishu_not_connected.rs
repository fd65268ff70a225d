//! `feishu-not-connected`: Feishu refuses or feeds no long connection.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow, Told};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "feishu-not-connected",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "feishu-not-connected",
            text: "应用未建立长连接",
        },
        Pattern {
            id: "feishu-not-connected",
            text: "'[ws]', 'Request failed with status code 400'",
        },
        Pattern {
            id: "feishu-not-connected",
            text: "'[ws]', 'connect failed'",
        },
        Pattern {
            id: "feishu-not-connected",
            text: "\"[ws]\", \"Request failed with status code 400\"",
        },
        Pattern {
            id: "feishu-not-connected",
            text: "feishu{x}Request failed with status code 400",
        },
        Pattern {
            id: "feishu-not-connected",
            text: "feishu websocket 400",
        },
        Pattern {
            id: "feishu-not-connected events",
            text: "event-dispatch is ready",
        },
    ],
    check: Check::Told(
        &[
            Sentence {
                hits: &["feishu-not-connected"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "feishu-not-connected.message",
                note: "config.printed",
                headline: Some("feishu-not-connected.headline"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent feishu"],
                asks: &[("openclaw config get channels.feishu", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "feishu-not-connected.step",
                    why: "feishu-not-connected.step-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway status",
                        purpose: "feishu-not-connected.step-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "feishu-not-connected.step-expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["feishu-not-connected events"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Info,
                certainty: Certainty::Possible,
                message: "feishu-not-connected.message-events",
                note: "config.printed",
                headline: Some("feishu-not-connected.headline-events"),
                fact: None,
                symptoms: &[],
                explains: &[],
                asks: &[
                    ("openclaw logs --follow", "channel.ask-log"),
                    ("openclaw config get channels.feishu", "channel.ask-config"),
                ],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "feishu-not-connected.step",
                    why: "feishu-not-connected.step-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway status",
                        purpose: "feishu-not-connected.step-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "feishu-not-connected.step-expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
        ],
        &[Told {
            words: &[
                &["feishu", "lark", "飞书"],
                &["websocket", "long connection", "长连接"],
                &["400", "fail", "disconnect", "断开", "失败"],
            ],
            row: Sentence {
                hits: &[],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "feishu-not-connected.message",
                note: "plugin.told",
                headline: Some("feishu-not-connected.headline"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent feishu"],
                asks: &[("openclaw config get channels.feishu", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "feishu-not-connected.step",
                    why: "feishu-not-connected.step-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway status",
                        purpose: "feishu-not-connected.step-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "feishu-not-connected.step-expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
        }],
    ),
};
