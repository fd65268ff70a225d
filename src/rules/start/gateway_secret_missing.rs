//! `gateway-secret-missing`: the gateway is to ask for a secret, or to listen at an address, that is not set.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "gateway-secret-missing",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "password-missing",
            text: "Gateway auth is set to password, but no password is configured",
        },
        Pattern {
            id: "token-missing",
            text: "Gateway auth is set to token, but no token is configured",
        },
        Pattern {
            id: "host-missing",
            text: "gateway.bind=custom requires gateway.customBindHost",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["password-missing"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "gateway-secret-missing.message",
            note: "common.said",
            headline: Some("gateway-secret-missing.headline"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "gateway-secret-missing.password",
                why: "gateway-secret-missing.password-why",
                commands: &[],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["token-missing"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "gateway-secret-missing.message-2",
            note: "common.said",
            headline: Some("gateway-secret-missing.headline-2"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "gateway-secret-missing.token",
                why: "gateway-secret-missing.token-why",
                commands: &[CommandRow {
                    run: "openclaw doctor --generate-gateway-token",
                    purpose: "gateway-secret-missing.token",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["host-missing"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "gateway-secret-missing.message-3",
            note: "common.said",
            headline: Some("gateway-secret-missing.headline-3"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "gateway-secret-missing.host",
                why: "gateway-secret-missing.host-why",
                commands: &[CommandRow {
                    run: "openclaw config set gateway.bind loopback",
                    purpose: "gateway-secret-missing.host-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
    ]),
};
