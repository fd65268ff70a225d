//! `bind-conflict`: Tailscale is to publish a gateway whose address or secret does not fit that.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{
    Applicability, Certainty, Change, Finding, Fix, Layer, Phase, Severity, Shell,
};
use crate::json5::{Path, Value};
use crate::rules::sentence;
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "bind-conflict",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "tailscale-bind",
            text: "tailscale serve/funnel requires gateway bind=loopback",
        },
        Pattern {
            id: "tailscale-bind",
            text: "gateway.bind must resolve to loopback when gateway.tailscale.mode={mode}",
        },
        Pattern {
            id: "tailscale-funnel",
            text: "tailscale funnel requires gateway auth mode=password",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[
    Sentence {
        hits: &["tailscale-bind"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "bind-conflict.message",
        note: "common.said",
        headline: Some("bind-conflict.headline"),
        fact: None,
        symptoms: &[],
        explains: &[
            "gateway-not-running",
            "config-rejected gateway.bind",
            "gateway-unreachable",
        ],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "bind-conflict.loopback",
            why: "bind-conflict.loopback-why",
            commands: &[CommandRow {
                run: "openclaw config set gateway.bind loopback",
                purpose: "bind-conflict.loopback",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "common.gateway-runs",
            if_not: "bind-conflict.loopback-if-not",
        }],
        docs: None,
    },
    Sentence {
        hits: &["tailscale-funnel"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "bind-conflict.message-2",
        note: "common.said",
        headline: Some("bind-conflict.headline-2"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "bind-conflict.password",
            why: "bind-conflict.password-why",
            commands: &[
                CommandRow {
                    run: "openclaw config set gateway.auth.mode password",
                    purpose: "bind-conflict.password",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw config set gateway.tailscale.mode serve",
                    purpose: "bind-conflict.password-purpose2",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "bind-conflict.password-if-not",
        }],
        docs: None,
    },
];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = ROWS
        .iter()
        .find_map(|row| sentence::finding(ctx, &RULE, row));
    findings.extend(sentence::joined(said, from_config(ctx)));
}

fn from_config(ctx: &Context<'_>) -> Option<Finding> {
    let mode = ctx.config_text(&["gateway", "tailscale", "mode"])?;
    if !matches!(mode.value.as_str(), "serve" | "funnel") {
        return None;
    }
    let bind = ctx.config_text(&["gateway", "bind"]);
    let auth = ctx.config_text(&["gateway", "auth", "mode"]);
    let away = bind.filter(|bind| matches!(bind.value.as_str(), "lan" | "tailnet" | "auto"));
    let open = auth.filter(|auth| mode.value == "funnel" && auth.value != "password");
    let (other, message, headline, fix) = match (away, open) {
        (Some(bind), _) => (
            bind.span,
            text!("bind-conflict.message"),
            text!("bind-conflict.headline"),
            Some(Fix::new(
                text!("bind-conflict.loopback"),
                Applicability::Unsafe,
                text!("bind-conflict.loopback-why"),
                vec![Change::Set {
                    path: Path::of(["gateway", "bind"]),
                    value: Value::String("loopback".into()),
                }],
            )),
        ),
        (None, Some(auth)) => (
            auth.span,
            text!("bind-conflict.message-2"),
            text!("bind-conflict.headline-2"),
            None,
        ),
        (None, None) => return None,
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, Certainty::Certain, message)
        .at(
            Some(Path::of(["gateway", "tailscale", "mode"])),
            Some(mode.span),
        )
        .quote(mode.span, text!("config.quote"))
        .quote(other, text!("config.quote"))
        .headline(headline)
        .explains("gateway-not-running")
        .explains("config-rejected gateway.bind");
    finding.fix = fix;
    Some(finding)
}
