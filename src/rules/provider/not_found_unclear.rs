//! `not-found-unclear`: a 404 that comes from a wrong path, or from a model that is not there.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Severity};
use crate::rules::{Check, Rule, Sentence};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "not-found-unclear",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "not-found-unclear",
            text: "404 page not found",
        },
        Pattern {
            id: "not-found-unclear",
            text: "\"status\":\"Not Found\"",
        },
        Pattern {
            id: "not-found-unclear",
            text: "The selected model was not found by the provider",
        },
        Pattern {
            id: "not-found-unclear",
            text: "404 status code (no body)",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &["model-not-entitled"],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Possible,
        message: "not-found-unclear.message",
        note: "common.provider-says",
        headline: Some("not-found-unclear.headline"),
        fact: None,
        symptoms: &["provider-failed ?", "unexplained", "not-found"],
        explains: &[],
        asks: &[
            ("openclaw config get models.providers", "common.block-ask"),
            ("openclaw models status", "common.models-ask"),
        ],
        steps: &[],
        docs: None,
    }),
};
