//! `gateway-closed-abnormally`: the connection broke without a word of the gateway: it died or hung.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "gateway-closed-abnormally",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "closed-1006",
            text: "gateway closed (1006",
        },
        Pattern {
            id: "closed-1006",
            text: "1006 abnormal closure",
        },
        Pattern {
            id: "closed-1006",
            text: "disconnected (1006)",
        },
    ],
    check: Check::Unless(
        only_secrets_aside,
        &[Sentence {
            hits: &[],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "gateway-closed-abnormally.message",
            note: "gateway-closed-abnormally.note",
            headline: Some("gateway-closed-abnormally.headline"),
            fact: None,
            symptoms: &["gateway-unreachable"],
            explains: &["gateway-unreachable"],
            asks: &[
                ("openclaw gateway status --deep", "common.ask-gateway"),
                ("openclaw logs --limit 200", "common.ask-log"),
            ],
            steps: &[StepRow {
                phase: Phase::Check,
                title: "gateway-closed-abnormally.step",
                why: "gateway-closed-abnormally.why",
                commands: &[
                    CommandRow {
                        run: "openclaw gateway stop",
                        purpose: "gateway-closed-abnormally.stop",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw gateway run",
                        purpose: "gateway-closed-abnormally.run",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "gateway-closed-abnormally.expect",
                if_not: "common.if-not-gateway",
            }],
            docs: None,
        }],
    ),
};

/// A command that found no gateway to ask for secrets and read them itself.
fn only_secrets_aside(ctx: &Context<'_>) -> bool {
    let text = &ctx.paste.cleaned.text;
    let aside = |at: u32| {
        let before = text.get(..at as usize).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or(before);
        line.contains("secrets.resolve unavailable")
    };
    let mut hits = ctx.signals.iter().filter(|hit| hit.id == "closed-1006");
    hits.all(|hit| aside(hit.span.start))
}
