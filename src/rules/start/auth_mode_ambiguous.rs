//! `auth-mode-ambiguous`: a token and a password are both set, and which one counts is not said.

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
    id: "auth-mode-ambiguous",
    layer: Layer::Start,
    patterns: &[Pattern {
        id: "auth-ambiguous",
        text: "gateway.auth.token and gateway.auth.password are both configured, but gateway.auth.mode is unset",
    }],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[Sentence {
    hits: &[],
    unless: &[],
    when: Interval::ALWAYS,
    severity: Severity::Error,
    certainty: Certainty::Certain,
    message: "auth-mode-ambiguous.message",
    note: "common.said",
    headline: Some("auth-mode-ambiguous.headline"),
    fact: None,
    symptoms: &[],
    explains: &["gateway-not-running", "gateway-unreachable"],
    asks: &[],
    steps: &[StepRow {
        phase: Phase::Set,
        title: "auth-mode-ambiguous.mode",
        why: "auth-mode-ambiguous.mode-why",
        commands: &[CommandRow {
            run: "openclaw config set gateway.auth.mode token",
            purpose: "auth-mode-ambiguous.mode",
            shell: Shell::Any,
            destructive: false,
        }],
        expect: "common.gateway-runs",
        if_not: "common.paste-status",
    }],
    docs: None,
}];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = ROWS
        .iter()
        .find_map(|row| sentence::finding(ctx, &RULE, row));
    findings.extend(sentence::joined(said, from_config(ctx)));
}

fn from_config(ctx: &Context<'_>) -> Option<Finding> {
    let set = |key: &str| ctx.config_has(&["gateway", "auth", key]);
    // Looked at: 2026.2.25 takes it, 2026.3.8 does not; the changelog names 2026.3.7.
    if !set("token") || !set("password") || set("mode") || ctx.is_before("2026.3.7") {
        return None;
    }
    let path = Path::of(["gateway", "auth"]);
    let place = ctx.nearest_place(&path)?;
    Some(
        Finding::new(
            RULE.id,
            Severity::Error,
            ctx.certainty(),
            text!("auth-mode-ambiguous.message"),
        )
        .at(Some(path.clone()), Some(place))
        .quote(place, text!("config.quote"))
        .absent("gateway.auth.mode", text!("missing-key.absent"))
        .headline(text!("auth-mode-ambiguous.headline"))
        .explains("gateway-not-running")
        .fix(Fix::new(
            text!("auth-mode-ambiguous.mode"),
            Applicability::Unsafe,
            text!("auth-mode-ambiguous.mode-why"),
            vec![Change::Set {
                path: path.join("mode"),
                value: Value::String("token".into()),
            }],
        )),
    )
}
