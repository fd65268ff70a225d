//! `model-needs-memory`: the local server has too little memory for the model.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-needs-memory",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "model-needs-memory",
            text: "model requires more system memory",
        },
        Pattern {
            id: "model-needs-memory",
            text: "CUDA out of memory",
        },
        Pattern {
            id: "model-needs-memory",
            text: "cudaMalloc failed: out of memory",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "model-needs-memory.message",
        note: "model-needs-memory.quote",
        headline: Some("model-needs-memory.headline"),
        fact: None,
        symptoms: &[],
        explains: &["unexplained", "provider-failed *"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "model-needs-memory.window",
            why: "model-needs-memory.window-why",
            commands: &[],
            expect: "model-needs-memory.window-expect",
            if_not: "common.if-not-log",
        }],
        docs: None,
    }),
};
