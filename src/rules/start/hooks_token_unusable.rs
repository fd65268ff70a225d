//! `hooks-token-unusable`: hooks are switched on without a token of their own.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Finding, Layer, Phase, Severity, Shell};
use crate::json5::Path;
use crate::rules::sentence;
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::secrets::placeholder;
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "hooks-token-unusable",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "hooks-same",
            text: "hooks.token must not match gateway auth token",
        },
        Pattern {
            id: "hooks-none",
            text: "hooks.enabled requires hooks.token",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[
    Sentence {
        hits: &["hooks-same"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "hooks-token-unusable.message",
        note: "common.said",
        headline: Some("hooks-token-unusable.headline"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Key,
            title: "hooks-token-unusable.own",
            why: "hooks-token-unusable.own-why",
            commands: &[CommandRow {
                run: "openclaw config set hooks.token \"$(openssl rand -hex 24)\"",
                purpose: "hooks-token-unusable.own",
                shell: Shell::Posix,
                destructive: false,
            }],
            expect: "common.gateway-runs",
            if_not: "common.paste-status",
        }],
        docs: None,
    },
    Sentence {
        hits: &["hooks-none"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "hooks-token-unusable.message-2",
        note: "common.said",
        headline: Some("hooks-token-unusable.headline-2"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Key,
            title: "hooks-token-unusable.token",
            why: "hooks-token-unusable.own-why",
            commands: &[
                CommandRow {
                    run: "openclaw config set hooks.token \"$(openssl rand -hex 24)\"",
                    purpose: "hooks-token-unusable.token",
                    shell: Shell::Posix,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw config set hooks.enabled false",
                    purpose: "hooks-token-unusable.token-purpose2",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "common.paste-status",
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
    let enabled = Path::of(["hooks", "enabled"]);
    let config = ctx.config.as_ref()?;
    let on = config.at(&enabled)?;
    if on.as_bool() != Some(true) {
        return None;
    }
    let path = Path::of(["hooks", "token"]);
    let base = |severity, certainty, message| {
        Finding::new(RULE.id, severity, certainty, message).explains("gateway-not-running")
    };
    if config.at(&path).is_none() {
        // A part of a config may have it elsewhere; a variable may set it where releases read one.
        let certainty = ctx.certainty().min(Certainty::Likely);
        let place = config.place(ctx.paste, on.span());
        return Some(
            base(
                Severity::Error,
                certainty,
                text!("hooks-token-unusable.message-2"),
            )
            .at(Some(enabled), Some(place))
            .quote(place, text!("config.quote"))
            .absent("hooks.token", text!("missing-key.absent"))
            .headline(text!("hooks-token-unusable.headline-2")),
        );
    }
    let hooks = ctx.config_text(&["hooks", "token"])?;
    let gateway = ctx.config_text(&["gateway", "auth", "token"])?;
    let masked = !hooks.value.starts_with("${") && placeholder::is_masked(&hooks.value);
    if hooks.value != gateway.value || hooks.value.is_empty() || masked {
        return None;
    }
    // Looked at: 2026.2.9 starts, 2026.2.25 to 2026.5.18 refuse, 2026.6.11 and later warn.
    let severity = match ctx.is_before("2026.2.19") || !ctx.is_before("2026.5.19") {
        true => Severity::Warning,
        false => Severity::Error,
    };
    let mut finding = base(
        severity,
        ctx.certainty(),
        text!("hooks-token-unusable.message"),
    )
    .at(Some(path), Some(hooks.span))
    .quote(hooks.span, text!("config.quote"))
    .quote(gateway.span, text!("config.quote"))
    .headline(text!("hooks-token-unusable.headline"));
    if severity == Severity::Warning {
        finding.explains.clear();
    }
    Some(finding)
}
