//! `whatsapp-not-connected`: WhatsApp has no connection.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "whatsapp-not-connected",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "whatsapp-not-connected conflict",
            text: "session conflict",
        },
        Pattern {
            id: "whatsapp-not-connected conflict",
            text: "status 440",
        },
        Pattern {
            id: "whatsapp-not-connected listener",
            text: "No active WhatsApp Web listener",
        },
        Pattern {
            id: "whatsapp-not-connected out",
            text: "Not linked (no WhatsApp Web session)",
        },
        Pattern {
            id: "whatsapp-not-connected out",
            text: "WhatsApp session logged out",
        },
        Pattern {
            id: "whatsapp-not-connected out",
            text: "WhatsApp reported the session is logged out",
        },
        Pattern {
            id: "whatsapp-not-connected out",
            text: "whatsapp {x}Session logged out",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["whatsapp-not-connected conflict"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "whatsapp-not-connected.message-conflict",
            note: "config.printed",
            headline: Some("whatsapp-not-connected.headline-conflict"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent whatsapp"],
            asks: &[(
                "openclaw gateway status --deep",
                "telegram-poll-conflict.ask",
            )],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "whatsapp-not-connected.step-conflict",
                why: "whatsapp-not-connected.step-why-conflict",
                commands: &[CommandRow {
                    run: "openclaw channels login --channel whatsapp",
                    purpose: "whatsapp-not-connected.step-purpose-conflict",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["whatsapp-not-connected listener"],
            unless: &[],
            when: Interval::between("2026.3.12", "2026.3.22"),
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "whatsapp-not-connected.message-release",
            note: "config.printed",
            headline: Some("whatsapp-not-connected.headline-release"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent whatsapp", "unexplained"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "whatsapp-not-connected.step-release",
                why: "whatsapp-not-connected.step-why-release",
                commands: &[CommandRow {
                    run: "openclaw update",
                    purpose: "plugin-dependencies-broken.step-purpose-told2",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "whatsapp-not-connected.step-expect-release",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["whatsapp-not-connected out"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "whatsapp-not-connected.message-out",
            note: "config.printed",
            headline: Some("whatsapp-not-connected.headline-out"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent whatsapp"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "whatsapp-not-connected.step-out",
                why: "whatsapp-not-connected.step-why-out",
                commands: &[CommandRow {
                    run: "openclaw channels login --channel whatsapp",
                    purpose: "whatsapp-not-connected.step-purpose-out",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["whatsapp-not-connected listener"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "whatsapp-not-connected.message",
            note: "config.printed",
            headline: Some("whatsapp-not-connected.headline"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent whatsapp", "unexplained"],
            asks: &[("openclaw channels status --probe", "channel.ask-status")],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "whatsapp-not-connected.step-out",
                why: "whatsapp-not-connected.step-why",
                commands: &[CommandRow {
                    run: "openclaw channels login --channel whatsapp",
                    purpose: "whatsapp-not-connected.step-purpose",
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
