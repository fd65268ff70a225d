//! `gateway-mode-unset`: the gateway does not start, because the config does not say that it runs here.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{
    Applicability, Certainty, Change, Evidence, Finding, Fix, Layer, Phase, Severity, Shell,
};
use crate::json5::{Path, Value};
use crate::rules::sentence;
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "gateway-mode-unset",
    layer: Layer::Start,
    patterns: &[
        Pattern {
            id: "mode-remote",
            text: "set gateway.mode=local (current: remote)",
        },
        Pattern {
            id: "config-missing",
            text: "Missing config. Run {command}",
        },
        Pattern {
            id: "config-missing",
            text: "Missing config: run {command}",
        },
        Pattern {
            id: "mode-unset",
            text: "Gateway start blocked: set gateway.mode=local",
        },
        Pattern {
            id: "mode-unset",
            text: "gateway.mode is unset; gateway start will be blocked",
        },
        Pattern {
            id: "mode-suspicious",
            text: "existing config is missing gateway.mode",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[
    Sentence {
        hits: &["mode-remote"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "gateway-mode-unset.message",
        note: "common.said",
        headline: Some("gateway-mode-unset.headline"),
        fact: None,
        symptoms: &["gateway-not-running"],
        explains: &["gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "gateway-mode-unset.local",
            why: "gateway-mode-unset.local-why",
            commands: &[CommandRow {
                run: "openclaw config set gateway.mode local",
                purpose: "gateway-mode-unset.local",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "common.gateway-runs",
            if_not: "common.paste-status",
        }],
        docs: None,
    },
    Sentence {
        hits: &["config-missing"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "gateway-mode-unset.message-2",
        note: "common.said",
        headline: Some("gateway-mode-unset.headline-2"),
        fact: None,
        symptoms: &["gateway-not-running"],
        explains: &["gateway-unreachable"],
        asks: &[("ls -la ~/.openclaw", "gateway-mode-unset.ask-2")],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "gateway-mode-unset.setup",
            why: "gateway-mode-unset.setup-why",
            commands: &[
                CommandRow {
                    run: "openclaw setup",
                    purpose: "gateway-mode-unset.setup",
                    shell: Shell::Any,
                    destructive: false,
                },
                CommandRow {
                    run: "openclaw config set gateway.mode local",
                    purpose: "gateway-mode-unset.setup",
                    shell: Shell::Any,
                    destructive: false,
                },
            ],
            expect: "common.gateway-runs",
            if_not: "common.paste-status",
        }],
        docs: None,
    },
    Sentence {
        hits: &["mode-suspicious"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "gateway-mode-unset.message-3",
        note: "common.said",
        headline: Some("gateway-mode-unset.headline-3"),
        fact: Some((
            "gateway-mode-unset.fact-3",
            "openclaw 2026.9.6: gateway run on a broken file",
        )),
        symptoms: &["gateway-not-running"],
        explains: &["gateway-unreachable"],
        asks: &[
            ("ls -la ~/.openclaw", "gateway-mode-unset.ask-3"),
            ("openclaw config validate", "gateway-mode-unset.ask-3-1"),
        ],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "gateway-mode-unset.set",
            why: "gateway-mode-unset.set-why",
            commands: &[CommandRow {
                run: "openclaw config set gateway.mode local",
                purpose: "gateway-mode-unset.set",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "common.gateway-runs",
            if_not: "common.paste-status",
        }],
        docs: None,
    },
    Sentence {
        hits: &["mode-unset"],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "gateway-mode-unset.message-4",
        note: "common.said",
        headline: Some("gateway-mode-unset.headline-4"),
        fact: None,
        symptoms: &["gateway-not-running"],
        explains: &["gateway-unreachable"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "gateway-mode-unset.set-mode",
            why: "gateway-mode-unset.local-why",
            commands: &[CommandRow {
                run: "openclaw config set gateway.mode local",
                purpose: "gateway-mode-unset.set-mode",
                shell: Shell::Any,
                destructive: false,
            }],
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
    let Some(mut finding) = said else { return };
    let whole = ctx.config.as_ref().is_some_and(|config| !config.is_part());
    let broken = ctx
        .config
        .as_ref()
        .is_some_and(|config| !config.document.errors().is_empty());
    if whole && !broken && !ctx.config_has(&["gateway", "mode"]) {
        let path = Path::of(["gateway", "mode"]);
        finding.evidence.push(Evidence::Absent {
            path: path.to_string(),
            note: text!("missing-key.absent"),
        });
        finding = finding.fix(Fix::new(
            text!("gateway-mode-unset.set-mode"),
            Applicability::Safe,
            text!("gateway-mode-unset.local-why"),
            vec![Change::Set {
                path,
                value: Value::String("local".into()),
            }],
        ));
    }
    findings.push(finding);
}
