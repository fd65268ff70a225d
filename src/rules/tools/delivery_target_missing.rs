//! `delivery-target-missing`: a schedule does not know where to send its answer.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "delivery-target-missing",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "delivery-target-missing",
            text: "Delivering to {channel} requires target",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "cron announce delivery failed",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "Unsupported channel: {channel}",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "Channel is required when delivery.channel",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "recipient is required",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "lastDelivered: true but",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "\"reason\": \"no-route\"",
        },
        Pattern {
            id: "delivery-target-missing",
            text: "reason=no-route",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "delivery-target-missing.message",
        note: "config.printed",
        headline: Some("delivery-target-missing.headline"),
        fact: None,
        symptoms: &["tool-failed cron"],
        explains: &["unexplained"],
        asks: &[("openclaw cron list --json", "delivery-target-missing.ask")],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "delivery-target-missing.target",
            why: "delivery-target-missing.target-why",
            commands: &[CommandRow {
                run: "openclaw cron edit <id> --channel telegram --to <chatId>",
                purpose: "common.sets",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "delivery-target-missing.target-expect",
            if_not: "delivery-target-missing.target-if-not",
        }],
        docs: None,
    }),
};
