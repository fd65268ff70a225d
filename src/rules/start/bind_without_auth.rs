//! `bind-without-auth`: the gateway is to listen beyond this machine without a secret, and refuses.

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
    id: "bind-without-auth",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "bind-refused",
            text: "Refusing to bind gateway to {bind} without auth",
        },
        Pattern {
            id: "bind-refused",
            text: "gateway refused to bind: {why}",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[Sentence {
    hits: &[],
    unless: &[],
    when: Interval::ALWAYS,
    severity: Severity::Error,
    certainty: Certainty::Certain,
    message: "bind-without-auth.message",
    note: "common.said",
    headline: Some("bind-without-auth.headline"),
    fact: None,
    symptoms: &[],
    explains: &["gateway-not-running", "gateway-unreachable"],
    asks: &[],
    steps: &[StepRow {
        phase: Phase::Set,
        title: "bind-without-auth.token",
        why: "bind-without-auth.token-why",
        commands: &[
            CommandRow {
                run: "openclaw doctor --generate-gateway-token",
                purpose: "bind-without-auth.token-purpose",
                shell: Shell::Any,
                destructive: false,
            },
            CommandRow {
                run: "openclaw config set gateway.auth.mode token",
                purpose: "bind-without-auth.token-purpose2",
                shell: Shell::Any,
                destructive: false,
            },
        ],
        expect: "common.gateway-runs",
        if_not: "bind-without-auth.token-if-not",
    }],
    docs: None,
}];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = ROWS
        .iter()
        .find_map(|row| sentence::finding(ctx, &RULE, row));
    findings.extend(sentence::joined(said, from_config(ctx)));
}

/// `auth.mode: "none"` with a bind beyond this machine, which every release refuses.
fn from_config(ctx: &Context<'_>) -> Option<Finding> {
    let mode = ctx.config_text(&["gateway", "auth", "mode"])?;
    let bind = ctx.config_text(&["gateway", "bind"])?;
    if mode.value != "none" || !matches!(bind.value.as_str(), "lan" | "tailnet" | "auto") {
        return None;
    }
    let certainty = match bind.value == "lan" {
        true => Certainty::Certain,
        // Both may come down to this machine.
        false => Certainty::Likely,
    };
    let path = Path::of(["gateway", "auth", "mode"]);
    Some(
        Finding::new(
            RULE.id,
            Severity::Error,
            certainty,
            text!("bind-without-auth.message"),
        )
        .at(Some(path.clone()), Some(mode.span))
        .quote(mode.span, text!("config.quote"))
        .quote(bind.span, text!("config.quote"))
        .headline(text!("bind-without-auth.headline"))
        .explains("gateway-not-running")
        .fix(Fix::new(
            text!("bind-without-auth.token"),
            Applicability::Unsafe,
            text!("bind-without-auth.token-why"),
            vec![Change::Set {
                path,
                value: Value::String("token".into()),
            }],
        )),
    )
}
