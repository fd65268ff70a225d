//! `channel-reconnects`: a channel is restarted again and again.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Finding, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "channel-reconnects",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "channel-reconnects",
            text: "[{channel}:{account}] health-monitor: restarting (reason: {reason})",
        },
        Pattern {
            id: "channel-reconnects limit",
            text: "health-monitor: hit {count} restarts/hour limit",
        },
        Pattern {
            id: "channel-reconnects told",
            text: "health-monitor restart",
        },
    ],
    check: Check::Fuller(
        &Check::Rows(&[
            Sentence {
                hits: &["channel-reconnects limit"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "channel-reconnects.message-limit",
                note: "config.printed",
                headline: Some("channel-reconnects.headline-limit"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[
                    ("openclaw channels status --probe", "channel.ask-status"),
                    ("openclaw logs --follow", "channel.ask-log"),
                ],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "channel-reconnects.step-limit",
                    why: "channel-reconnects.step-why-limit",
                    commands: &[CommandRow {
                        run: "openclaw channels status --probe",
                        purpose: "channel.probe-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "channel.expect",
                    if_not: "channel-reconnects.step-if-not-limit",
                }],
                docs: None,
            },
            Sentence {
                hits: &["channel-reconnects", "channel-reconnects told"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Warning,
                certainty: Certainty::Likely,
                message: "channel-reconnects.message",
                note: "config.printed",
                headline: Some("channel-reconnects.headline-limit"),
                fact: None,
                symptoms: &["chat-silent reconnects"],
                explains: &[],
                asks: &[("openclaw channels status --probe", "channel.ask-status")],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "channel-reconnects.step-limit",
                    why: "channel-reconnects.step-why-limit",
                    commands: &[CommandRow {
                        run: "openclaw channels status --probe",
                        purpose: "channel.probe-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "channel.expect",
                    if_not: "channel-reconnects.step-if-not-limit",
                }],
                docs: None,
            },
        ]),
        fuller,
    ),
};

/// Restarts that are nothing out of the ordinary.
const USUAL: usize = 2;

fn fuller(ctx: &Context<'_>, finding: &mut Finding) {
    let restarts = ctx
        .signals
        .iter()
        .filter(|hit| hit.id == "channel-reconnects");
    let restarts = restarts.count();
    if finding.severity == Severity::Warning && (1..=USUAL).contains(&restarts) {
        finding.severity = Severity::Info;
        finding.headline = None;
        finding.asks.clear();
        finding.steps.clear();
    }
}
