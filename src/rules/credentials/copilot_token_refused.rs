//! `copilot-token-refused`: GitHub does not exchange the token for one of Copilot.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "copilot-token-refused",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "copilot",
            text: "Copilot token exchange failed: HTTP {status}",
        },
        Pattern {
            id: "copilot",
            text: "Copilot token exchange failed",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &["store left"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "copilot-token-refused.message",
        note: "common.own-words",
        headline: Some("copilot-token-refused.headline"),
        fact: Some((
            "copilot-token-refused.fact",
            "openclaw report of 2026.2.6-3; docs/providers/github-copilot.md",
        )),
        symptoms: &[],
        explains: &[
            "provider-refused *",
            "provider-failed *",
            "no-credentials *",
            "cooldown",
            "unexplained",
        ],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Key,
            title: "copilot-token-refused.step",
            why: "copilot-token-refused.why",
            commands: &[CommandRow {
                run: "openclaw models auth login-github-copilot",
                purpose: "copilot-token-refused.purpose",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "common.answered",
            if_not: "common.if-not-status",
        }],
        docs: None,
    }),
};
