//! `launchd-refused`: launchd on macOS did not take the service.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "launchd-refused",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "launchd-session",
            text: "Bootstrap failed: 125:",
        },
        Pattern {
            id: "launchd-session",
            text: "requires a logged-in macOS GUI session",
        },
        Pattern {
            id: "launchd-session",
            text: "Domain does not support specified action",
        },
        Pattern {
            id: "launchd-failed",
            text: "Bootstrap failed: 5: Input/output error",
        },
        Pattern {
            id: "launchd-failed",
            text: "launchctl bootstrap failed: {why}",
        },
        Pattern {
            id: "launchd-failed",
            text: "launchctl kickstart failed: {why}",
        },
        Pattern {
            id: "launchd-failed",
            text: "Could not find service \"ai.openclaw.gateway\"",
        },
    ],
    check: Check::Unless(
        harmless,
        &[
            Sentence {
                hits: &["launchd-session"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "launchd-refused.message",
                note: "common.line",
                headline: Some("launchd-refused.headline"),
                fact: None,
                symptoms: &[],
                explains: &["gateway-not-running", "gateway-unreachable"],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "launchd-refused.desktop",
                    why: "launchd-refused.desktop-why",
                    commands: &[CommandRow {
                        run: "openclaw gateway install --force",
                        purpose: "launchd-refused.desktop",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "common.gateway-runs",
                    if_not: "common.paste-status",
                }],
                docs: None,
            },
            Sentence {
                hits: &["launchd-failed"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "launchd-refused.message-2",
                note: "common.line",
                headline: Some("launchd-refused.headline-2"),
                fact: None,
                symptoms: &[],
                explains: &["gateway-not-running", "gateway-unreachable"],
                asks: &[("openclaw gateway status", "launchd-refused.ask-2")],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "launchd-refused.bootout",
                    why: "launchd-refused.bootout-why",
                    commands: &[
                        CommandRow {
                            run: "launchctl bootout gui/$UID/ai.openclaw.gateway",
                            purpose: "launchd-refused.bootout-purpose",
                            shell: Shell::Posix,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw gateway install --force",
                            purpose: "launchd-refused.bootout",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "common.gateway-runs",
                    if_not: "launchd-refused.bootout-if-not",
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
