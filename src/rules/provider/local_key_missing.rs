//! `local-key-missing`: a local server needs no key, but OpenClaw wants one.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-key-missing",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "local-key-missing",
            text: "No API key found for provider \"ollama\"",
        },
        Pattern {
            id: "local-key-missing",
            text: "No API key found for provider \"lmstudio\"",
        },
        Pattern {
            id: "local-key-missing",
            text: "No API key found for provider \"vllm\"",
        },
        Pattern {
            id: "local-key-missing",
            text: "No API key found for provider \"sglang\"",
        },
        Pattern {
            id: "local-key-missing",
            text: "No API key found for provider \"custom-{rest}\"",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "local-key-missing.message",
        note: "config.printed",
        headline: Some("local-key-missing.headline"),
        fact: None,
        symptoms: &[],
        explains: &["no-credentials *", "unexplained"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Key,
            title: "local-key-missing.key",
            why: "local-key-missing.key-why",
            commands: &[CommandRow {
                run: "openclaw models status",
                purpose: "common.shows",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "local-key-missing.key-expect",
            if_not: "common.if-not-status",
        }],
        docs: None,
    }),
};
