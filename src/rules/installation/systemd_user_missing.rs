//! `systemd-user-missing`: the user services of systemd are out of reach.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Finding, Layer, Phase, Severity, Shell};
use crate::rules::sentence;
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "systemd-user-missing",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "systemd-failed",
            text: "systemctl not available; systemd user services are required",
        },
        Pattern {
            id: "systemd-failed",
            text: "systemctl is-enabled unavailable: {why}",
        },
        Pattern {
            id: "systemd-failed",
            text: "Gateway install failed: Error: systemctl {why}",
        },
        Pattern {
            id: "systemd-failed",
            text: "Gateway start failed: Error: systemctl {why}",
        },
        Pattern {
            id: "systemd-failed",
            text: "Gateway restart failed: Error: systemctl {why}",
        },
        Pattern {
            id: "systemd-missing",
            text: "systemctl --user unavailable: {why}",
        },
        Pattern {
            id: "systemd-missing",
            text: "systemd user services are unavailable",
        },
        Pattern {
            id: "systemd-missing",
            text: "systemd user services unavailable",
        },
        Pattern {
            id: "systemd-missing",
            text: "Failed to connect to bus: {why}",
        },
        Pattern {
            id: "systemd-missing",
            text: "The systemd user session bus is unavailable",
        },
        Pattern {
            id: "systemd-missing",
            text: "System has not been booted with systemd",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[
    Sentence {
        hits: &["systemd-failed"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "systemd-user-missing.message",
        note: "common.line",
        headline: Some("systemd-user-missing.headline"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[("openclaw gateway status", "systemd-user-missing.ask")],
        steps: &[StepRow {
            phase: Phase::Install,
            title: "systemd-user-missing.bus",
            why: "systemd-user-missing.bus-why",
            commands: &[
                CommandRow {
                    run: "sudo loginctl enable-linger \"$(id -un)\"",
                    purpose: "systemd-user-missing.bus-purpose",
                    shell: Shell::Posix,
                    destructive: false,
                },
                CommandRow {
                    run: "export XDG_RUNTIME_DIR=/run/user/$(id -u)",
                    purpose: "systemd-user-missing.bus-purpose2",
                    shell: Shell::Posix,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw gateway install --force",
                    purpose: "systemd-user-missing.bus-purpose3",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "systemd-user-missing.bus-if-not",
        }],
        docs: None,
    },
    Sentence {
        hits: &["systemd-missing"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "systemd-user-missing.message",
        note: "common.line",
        headline: Some("systemd-user-missing.headline"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[("openclaw gateway status", "systemd-user-missing.ask")],
        steps: &[StepRow {
            phase: Phase::Install,
            title: "systemd-user-missing.bus",
            why: "systemd-user-missing.bus-why",
            commands: &[
                CommandRow {
                    run: "sudo loginctl enable-linger \"$(id -un)\"",
                    purpose: "systemd-user-missing.bus-purpose",
                    shell: Shell::Posix,
                    destructive: false,
                },
                CommandRow {
                    run: "export XDG_RUNTIME_DIR=/run/user/$(id -u)",
                    purpose: "systemd-user-missing.bus-purpose2",
                    shell: Shell::Posix,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw gateway install --force",
                    purpose: "systemd-user-missing.bus-purpose3",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "systemd-user-missing.bus-if-not",
        }],
        docs: None,
    },
    Sentence {
        hits: &["systemd-missing"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Info,
        certainty: Certainty::Possible,
        message: "systemd-user-missing.message-3",
        note: "common.line",
        headline: None,
        fact: None,
        symptoms: &[],
        explains: &[],
        asks: &[("openclaw gateway status", "systemd-user-missing.ask")],
        steps: &[],
        docs: None,
    },
];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    if ctx.gateway_answers() {
        return;
    }
    // Doctor, status and logs mention it where nothing is wrong.
    let stopped = ctx.setup.gateway.probe.is_some() || ctx.setup.gateway.running.is_some();
    let rows = ROWS.iter().enumerate();
    let fitting = rows.filter(|(at, _)| *at != 1 || stopped);
    findings.extend(
        fitting
            .map(|(_, row)| row)
            .find_map(|row| sentence::finding(ctx, &RULE, row)),
    );
}
