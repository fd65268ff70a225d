//! `gateway-token-missing`: a client sends no token to a gateway that wants one.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "gateway-token-missing",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "sent-no-token dashboard",
            text: "gateway token missing (open the dashboard URL",
        },
        Pattern {
            id: "sent-no-token remote",
            text: "gateway token missing (set gateway.remote.token",
        },
        Pattern {
            id: "sent-no-token",
            text: "gateway token missing",
        },
        Pattern {
            id: "sent-no-token",
            text: "reason=token_missing",
        },
        Pattern {
            id: "sent-no-token",
            text: "AUTH_TOKEN_MISSING",
        },
        Pattern {
            id: "sent-no-token none",
            text: "gateway token not configured on gateway",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["sent-no-token none"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "gateway-token-missing.none",
            note: "common.own-words",
            headline: None,
            fact: None,
            symptoms: &["client-refused"],
            explains: &["client-refused", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Edit,
                title: "gateway-token-missing.make",
                why: "gateway-token-missing.make-why",
                commands: &[CommandRow {
                    run: "openclaw doctor --generate-gateway-token",
                    purpose: "gateway-token-missing.make-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.connects",
                if_not: "common.if-not-gateway",
            }],
            docs: None,
        },
        Sentence {
            hits: &["sent-no-token dashboard"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "gateway-token-missing.browser",
            note: "gateway-token-missing.browser-note",
            headline: Some("gateway-token-missing.browser-headline"),
            fact: None,
            symptoms: &["client-refused"],
            explains: &["client-refused", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "gateway-token-missing.open",
                why: "gateway-token-missing.open-why",
                commands: &[CommandRow {
                    run: "openclaw dashboard",
                    purpose: "gateway-token-missing.open-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.connects",
                if_not: "gateway-token-missing.open-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &[],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "gateway-token-missing.message",
            note: "common.own-words",
            headline: Some("gateway-token-missing.headline"),
            fact: None,
            symptoms: &["client-refused"],
            explains: &["client-refused", "gateway-unreachable"],
            asks: &[("openclaw gateway status --deep", "common.ask-gateway")],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "gateway-token-missing.set",
                why: "gateway-token-missing.set-why",
                commands: &[CommandRow {
                    run: "openclaw config get gateway.auth.token",
                    purpose: "gateway-token-missing.get",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.connects",
                if_not: "common.if-not-gateway",
            }],
            docs: None,
        },
    ]),
};
