//! `context-window-too-small`: the context window of the model is below what OpenClaw needs.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "context-window-too-small",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "context-window-too-small",
            text: "Model context window too small ({tokens} tokens",
        },
        Pattern {
            id: "context-window-too-small",
            text: "low context window: {model} ctx={tokens} (warn",
        },
        Pattern {
            id: "context-window-too-small",
            text: "low context window ctx={tokens}",
        },
        Pattern {
            id: "context server",
            text: "greater than the context length",
        },
        Pattern {
            id: "context server",
            text: "exceeds the available context size",
        },
        Pattern {
            id: "context server",
            text: "truncating input prompt",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["context-window-too-small"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "context-window-too-small.message",
            note: "config.printed",
            headline: Some("context-window-too-small.headline"),
            fact: None,
            symptoms: &[],
            explains: &["context-overflow", "unexplained"],
            asks: &[("openclaw config get models.providers", "common.block-ask")],
            steps: &[
                StepRow {
                    phase: Phase::Edit,
                    title: "context-window-too-small.window",
                    why: "context-window-too-small.window-why",
                    commands: &[],
                    expect: "context-window-too-small.window-expect",
                    if_not: "context-window-too-small.server-if-not",
                },
                StepRow {
                    phase: Phase::Set,
                    title: "context-window-too-small.server",
                    why: "context-window-too-small.server-why",
                    commands: &[],
                    expect: "common.answered",
                    if_not: "context-window-too-small.server-if-not",
                },
            ],
            docs: None,
        },
        Sentence {
            hits: &["context server"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "context-window-too-small.server-says",
            note: "config.printed",
            headline: Some("context-window-too-small.headline"),
            fact: None,
            symptoms: &[],
            explains: &["context-overflow", "unexplained"],
            asks: &[("openclaw config get models.providers", "common.block-ask")],
            steps: &[
                StepRow {
                    phase: Phase::Edit,
                    title: "context-window-too-small.window",
                    why: "context-window-too-small.window-why",
                    commands: &[],
                    expect: "context-window-too-small.window-expect",
                    if_not: "context-window-too-small.server-if-not",
                },
                StepRow {
                    phase: Phase::Set,
                    title: "context-window-too-small.server",
                    why: "context-window-too-small.server-why",
                    commands: &[],
                    expect: "common.answered",
                    if_not: "context-window-too-small.server-if-not",
                },
            ],
            docs: None,
        },
    ]),
};
