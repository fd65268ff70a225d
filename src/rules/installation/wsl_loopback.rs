//! `wsl-loopback`: a Windows program does not reach the gateway inside WSL2.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "wsl-loopback",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "wsl-refused",
            text: "SocketException 10061",
        },
        Pattern {
            id: "wsl-refused",
            text: "SocketException (10061)",
        },
        Pattern {
            id: "wsl-refused",
            text: "SocketException: 10061",
        },
        Pattern {
            id: "wsl-refused",
            text: "127.0.0.1 only inside WSL",
        },
        Pattern {
            id: "wsl-refused",
            text: "connection refused from WSL",
        },
        Pattern {
            id: "wsl-refused",
            text: "interop=false",
        },
    ],
    check: Check::Unless(
        harmless,
        &[Sentence {
            hits: &[],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "wsl-loopback.message",
            note: "common.line",
            headline: Some("wsl-loopback.headline"),
            fact: None,
            symptoms: &["gateway-unreachable"],
            explains: &[],
            asks: &[("openclaw gateway status", "wsl-loopback.ask")],
            steps: &[StepRow {
                phase: Phase::Check,
                title: "wsl-loopback.mirror",
                why: "wsl-loopback.mirror-why",
                commands: &[CommandRow {
                    run: "wsl --shutdown",
                    purpose: "wsl-loopback.mirror-purpose",
                    shell: Shell::PowerShell,
                    destructive: false,
                }],
                expect: "wsl-loopback.mirror-expect",
                if_not: "common.paste-status",
            }],
            docs: None,
        }],
    ),
};

/// The gateway answers all the same.
fn harmless(ctx: &Context<'_>) -> bool {
    ctx.gateway_answers()
}
