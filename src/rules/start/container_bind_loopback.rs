//! `container-bind-loopback`: the gateway in a container listens where the host does not reach it.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "container-bind-loopback",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "container-loopback",
            text: "-1  | {rest}listening on ws://127.0.0.1:",
        },
        Pattern {
            id: "container-loopback",
            text: "gateway-1 | {rest}listening on ws://127.0.0.1:",
        },
        Pattern {
            id: "docker-exec-curl",
            text: "docker exec {how}curl {what}",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["container-loopback"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Likely,
            message: "container-bind-loopback.message",
            note: "common.line",
            headline: Some("container-bind-loopback.headline"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "container-bind-loopback.lan",
                why: "container-bind-loopback.lan-why",
                commands: &[
                    CommandRow {
                        run: "openclaw config set gateway.bind lan",
                        purpose: "container-bind-loopback.lan",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw doctor --generate-gateway-token",
                        purpose: "bind-without-auth.token-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["docker-exec-curl"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "container-bind-loopback.message-2",
            note: "common.line",
            headline: Some("container-bind-loopback.headline"),
            fact: None,
            symptoms: &["gateway-unreachable"],
            explains: &[],
            asks: &[(
                "docker compose exec openclaw-gateway openclaw gateway status",
                "container-bind-loopback.ask-2",
            )],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "container-bind-loopback.lan",
                why: "container-bind-loopback.lan-why",
                commands: &[
                    CommandRow {
                        run: "openclaw config set gateway.bind lan",
                        purpose: "container-bind-loopback.lan",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw doctor --generate-gateway-token",
                        purpose: "bind-without-auth.token-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
    ]),
};
