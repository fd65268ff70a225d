//! `port-in-use`: the port of the gateway is taken, mostly by a gateway that runs already.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Finding, Layer, Phase, Severity, Shell};
use crate::rules::sentence;
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "port-in-use",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "already-running",
            text: "gateway already running (pid {pid})",
        },
        Pattern {
            id: "already-running",
            text: "another gateway instance is already listening",
        },
        Pattern {
            id: "already-running",
            text: "Gateway already running locally",
        },
        Pattern {
            id: "already-running",
            text: "openclaw-gateway.service both on",
        },
        Pattern {
            id: "port-taken",
            text: "Port {port} is already in use",
        },
        Pattern {
            id: "port-taken",
            text: "EADDRINUSE",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence; 3] = &[
    Sentence {
        hits: &["already-running"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "port-in-use.message",
        note: "common.line",
        headline: Some("port-in-use.headline"),
        fact: None,
        symptoms: &["gateway-not-running"],
        explains: &[],
        asks: &[("openclaw gateway status --deep", "port-in-use.ask")],
        steps: &[StepRow {
            phase: Phase::Restart,
            title: "port-in-use.once",
            why: "port-in-use.once-why",
            commands: &[
                CommandRow {
                    run: "openclaw gateway stop",
                    purpose: "port-in-use.once-purpose",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw gateway restart",
                    purpose: "plan.restart.purpose",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "port-in-use.once-if-not",
        }],
        docs: None,
    },
    Sentence {
        hits: &["port-taken"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "port-in-use.message-2",
        note: "common.line",
        headline: Some("port-in-use.headline-2"),
        fact: None,
        symptoms: &["gateway-not-running"],
        explains: &[],
        asks: &[("openclaw gateway status --deep", "port-in-use.ask")],
        steps: &[StepRow {
            phase: Phase::Restart,
            title: "port-in-use.once",
            why: "port-in-use.once-why",
            commands: &[
                CommandRow {
                    run: "openclaw gateway stop",
                    purpose: "port-in-use.once-purpose",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw gateway restart",
                    purpose: "plan.restart.purpose",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "port-in-use.once-if-not",
        }],
        docs: None,
    },
    Sentence {
        hits: &["already-running", "port-taken"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Info,
        certainty: Certainty::Certain,
        message: "port-in-use.message-3",
        note: "common.line",
        headline: None,
        fact: None,
        symptoms: &[],
        explains: &[],
        asks: &[],
        steps: &[],
        docs: None,
    },
];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let [running, taken, harmless] = ROWS;
    let rows: &[&Sentence] = match ctx.gateway_answers() {
        true => &[harmless],
        false => &[running, taken],
    };
    findings.extend(
        rows.iter()
            .find_map(|row| sentence::finding(ctx, &RULE, row)),
    );
}
