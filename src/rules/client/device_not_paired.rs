//! `device-not-paired`: the gateway waits for the approval of a device, or of more rights for it.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "device-not-paired",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "pairing scope",
            text: "device access upgrade requested",
        },
        Pattern {
            id: "pairing scope",
            text: "reason=scope-upgrade",
        },
        Pattern {
            id: "pairing scope",
            text: "\"reason\": \"scope-upgrade\"",
        },
        Pattern {
            id: "pairing scope",
            text: "scopesFrom={from} scopesTo={to}",
        },
        Pattern {
            id: "pairing scope",
            text: "pairing required: device is asking for more",
        },
        Pattern {
            id: "pairing auto",
            text: "device pairing auto-approved",
        },
        Pattern {
            id: "pairing needed",
            text: "pairing required",
        },
        Pattern {
            id: "pairing needed",
            text: "PAIRING_REQUIRED",
        },
        Pattern {
            id: "pairing needed",
            text: "device pairing approval",
        },
        Pattern {
            id: "pairing needed",
            text: "needs pairing approval",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["pairing scope"],
            unless: &["pairing auto"],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "device-not-paired.scope",
            note: "common.own-words",
            headline: Some("device-not-paired.scope-headline"),
            fact: Some((
                "device-not-paired.scope-fact",
                "openclaw reports of 2026.2.19-2 and 2026.2.21-2; changelog 2026.2.22",
            )),
            symptoms: &["client-refused"],
            explains: &["client-refused", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "device-not-paired.approve",
                why: "device-not-paired.approve-why",
                commands: &[
                    CommandRow {
                        run: "openclaw devices list",
                        purpose: "device-not-paired.list",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw devices approve <requestId>",
                        purpose: "device-not-paired.approve-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "common.connects",
                if_not: "device-not-paired.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["pairing needed"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "device-not-paired.message",
            note: "common.own-words",
            headline: Some("device-not-paired.headline"),
            fact: None,
            symptoms: &["client-refused"],
            explains: &["client-refused", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "device-not-paired.approve",
                why: "device-not-paired.approve-why",
                commands: &[
                    CommandRow {
                        run: "openclaw devices list",
                        purpose: "device-not-paired.list",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw devices approve <requestId>",
                        purpose: "device-not-paired.approve-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "common.connects",
                if_not: "device-not-paired.if-not",
            }],
            docs: None,
        },
    ]),
};
