//! `scheduled-task-failed`: the Scheduled Task of Windows was not created or does not start the gateway.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "scheduled-task-failed",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "task-denied",
            text: "schtasks create failed: ERROR: Access is denied",
        },
        Pattern {
            id: "task-denied",
            text: "schtasks create failed: {why}",
        },
        Pattern {
            id: "task-denied",
            text: "schtasks run failed",
        },
        Pattern {
            id: "task-denied",
            text: "schtasks unavailable: {why}",
        },
        Pattern {
            id: "task-script",
            text: "Task script not found at {path}",
        },
        Pattern {
            id: "task-supervisor",
            text: "--task-supervisor",
        },
    ],
    check: Check::Unless(
        harmless,
        &[
            Sentence {
                hits: &["task-denied"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "scheduled-task-failed.message",
                note: "common.line",
                headline: Some("scheduled-task-failed.headline"),
                fact: None,
                symptoms: &[],
                explains: &["gateway-not-running", "gateway-unreachable"],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "scheduled-task-failed.admin",
                    why: "scheduled-task-failed.admin-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway install --force",
                        purpose: "scheduled-task-failed.admin",
                        shell: Shell::PowerShell,
                        destructive: false,
                    }],
                    expect: "common.gateway-runs",
                    if_not: "scheduled-task-failed.admin-if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["task-script"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "scheduled-task-failed.message-2",
                note: "common.line",
                headline: Some("scheduled-task-failed.headline-2"),
                fact: None,
                symptoms: &[],
                explains: &["gateway-not-running", "gateway-unreachable"],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "scheduled-task-failed.admin",
                    why: "scheduled-task-failed.admin-again-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway install --force",
                        purpose: "scheduled-task-failed.admin",
                        shell: Shell::PowerShell,
                        destructive: false,
                    }],
                    expect: "common.gateway-runs",
                    if_not: "scheduled-task-failed.admin-if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["task-supervisor"],
                unless: &[],
                when: Interval::between("2026.9.1", "2026.9.2"),
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "scheduled-task-failed.message-3",
                note: "common.line",
                headline: Some("scheduled-task-failed.headline-3"),
                fact: Some((
                    "scheduled-task-failed.fact-3",
                    "reports on 2026.9.1; `--task-supervisor` is in the packages from 2026.9.1 on",
                )),
                symptoms: &[],
                explains: &["gateway-not-running", "gateway-unreachable"],
                asks: &[(
                    "openclaw gateway status --deep",
                    "scheduled-task-failed.ask-3",
                )],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "scheduled-task-failed.update",
                    why: "common.why",
                    commands: &[
                        CommandRow {
                            run: "npm install -g openclaw@latest",
                            purpose: "scheduled-task-failed.update-purpose",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw gateway install --force",
                            purpose: "scheduled-task-failed.update",
                            shell: Shell::PowerShell,
                            destructive: false,
                        },
                    ],
                    expect: "common.gateway-runs",
                    if_not: "scheduled-task-failed.admin-if-not",
                }],
                docs: None,
            },
        ],
    ),
};

/// The gateway answers all the same.
fn harmless(ctx: &Context<'_>) -> bool {
    ctx.gateway_answers()
}
