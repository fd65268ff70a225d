//! `port-in-use`: the port of the gateway is taken, mostly by a gateway that runs already.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Finding, Layer, Phase, Severity, Shell};
use crate::intake::ArtifactKind;
use crate::rules::sentence;
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::{Hit, Pattern};

/// The rule.
pub static RULE: Rule = Rule {
    id: "port-in-use",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "already-running",
            text: "gateway already running (pid {pid})",
        },
        // 2026.9: the state has one owner at a time.
        Pattern {
            id: "already-running",
            text: "another OpenClaw process owns gateway-lifecycle",
        },
        Pattern {
            id: "already-running",
            text: "another gateway instance is already listening",
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
        Pattern {
            id: "gateway-listens",
            text: "listening on ws://",
        },
        Pattern {
            id: "gateway-listens",
            text: "http server listening",
        },
        Pattern {
            id: "gateway-listens",
            text: "\"gateway ready\"",
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
    let told = |hit: &&Hit| matches!(hit.id, "already-running" | "port-taken");
    let kind = |hit: &Hit| {
        let at = ctx.artifact_at(ctx.place(hit.span).start);
        ctx.paste.artifacts.get(at).map(|artifact| artifact.kind)
    };
    let kinds: Vec<_> = ctx.signals.iter().filter(told).map(kind).collect();
    // A status says it of the port of the gateway that it found running.
    if !kinds.iter().any(|kind| {
        !matches!(
            kind,
            Some(ArtifactKind::Status | ArtifactKind::StatusAll | ArtifactKind::GatewayStatus)
        )
    }) {
        return;
    }
    let logged = kinds.iter().all(|kind| *kind == Some(ArtifactKind::Log));
    let listened = ctx.signals.iter().any(|hit| hit.id == "gateway-listens");
    let rows: &[&Sentence] = match ctx.gateway_answers() || (logged && listened) {
        true => &[harmless],
        false => &[running, taken],
    };
    findings.extend(
        rows.iter()
            .find_map(|row| sentence::finding(ctx, &RULE, row)),
    );
}
