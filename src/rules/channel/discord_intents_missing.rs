//! `discord-intents-missing`: a Discord intent is not enabled.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "discord-intents-missing",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "discord-intents-missing",
            text: "Fatal Gateway error: 4014",
        },
        Pattern {
            id: "discord-intents-missing",
            text: "code 4014",
        },
        Pattern {
            id: "discord-intents-missing",
            text: "disallowed intent",
        },
        Pattern {
            id: "discord-intents-missing",
            text: "Message Content Intent is disabled",
        },
        Pattern {
            id: "discord-intents-missing",
            text: "intents:content=disabled",
        },
        Pattern {
            id: "discord-intents-missing",
            text: "missing privileged gateway intents",
        },
        Pattern {
            id: "discord-intents-missing",
            text: "lacks Message Content Intent",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "discord-intents-missing.message",
        note: "config.printed",
        headline: Some("discord-intents-missing.headline"),
        fact: None,
        symptoms: &[],
        explains: &[
            "chat-silent discord",
            "gateway-not-running",
            "gateway-unreachable",
            "unexplained",
        ],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "discord-intents-missing.step",
            why: "discord-intents-missing.step-why",
            commands: &[CommandRow {
                run: "openclaw channels status --probe",
                purpose: "channel.probe-purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "discord-intents-missing.step-expect",
            if_not: "channel.if-not",
        }],
        docs: None,
    }),
};
