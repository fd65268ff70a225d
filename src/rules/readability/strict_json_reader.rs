//! `strict-json-reader`: another program reads the config as strict JSON and stumbles over what JSON5 allows.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "strict-json-reader",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "strict-json",
            text: "Expected double-quoted property name in JSON at position",
        },
        Pattern {
            id: "strict-json",
            text: "Expected property name or",
        },
        Pattern {
            id: "strict-json",
            text: "is not valid JSON",
        },
        Pattern {
            id: "strict-json",
            text: "Unexpected token {token} in JSON at position",
        },
        Pattern {
            id: "html-answer",
            text: "Unexpected token '<'",
        },
        Pattern {
            id: "html-answer",
            text: "<!DOCTYPE",
        },
        Pattern {
            id: "html-answer",
            text: "Unexpected token < in JSON",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &["strict-json"],
        unless: &["html-answer"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "strict-json-reader.message",
        note: "common.line",
        headline: Some("strict-json-reader.headline"),
        fact: None,
        symptoms: &[],
        explains: &[],
        asks: &[("openclaw config validate", "strict-json-reader.ask")],
        steps: &[StepRow {
            phase: Phase::Edit,
            title: "strict-json-reader.plain",
            why: "strict-json-reader.plain-why",
            commands: &[],
            expect: "strict-json-reader.plain-expect",
            if_not: "strict-json-reader.plain-if-not",
        }],
        docs: None,
    }),
};
