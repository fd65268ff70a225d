//! `device-token-stale`: the token that the gateway gave this device no longer fits.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "device-token-stale",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "device-token",
            text: "device token mismatch",
        },
        Pattern {
            id: "device-token",
            text: "device_token_mismatch",
        },
        Pattern {
            id: "device-token",
            text: "AUTH_DEVICE_TOKEN_MISMATCH",
        },
        Pattern {
            id: "device-token",
            text: "device token rejected",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "device-token-stale.message",
        note: "common.own-words",
        headline: Some("device-token-stale.headline"),
        fact: Some((
            "device-token-stale.fact",
            "openclaw reports of 2026.2.15; auth-messages of 2026.3.8",
        )),
        symptoms: &["client-refused"],
        explains: &["client-refused", "gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "device-token-stale.step",
            why: "device-token-stale.step-why",
            commands: &[
                CommandRow {
                    run: "openclaw devices list",
                    purpose: "device-token-stale.list",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw devices rotate --device <deviceId> --role operator",
                    purpose: "device-token-stale.rotate",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.connects",
            if_not: "common.if-not-gateway",
        }],
        docs: None,
    }),
};
