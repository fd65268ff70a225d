//! `memory-without-embeddings`: memory search is on and has no embeddings.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Severity};
use crate::rules::{Check, Rule, Sentence};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "memory-without-embeddings",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "memory-without-embeddings",
            text: "Memory search is enabled but no embedding provider",
        },
        Pattern {
            id: "memory-without-embeddings",
            text: "Provider: none (requested: auto)",
        },
        Pattern {
            id: "memory-error",
            text: "Embeddings error: {detail}",
        },
        Pattern {
            id: "memory-without-embeddings",
            text: "memory_search disabled",
        },
        Pattern {
            id: "memory-without-embeddings",
            text: "memory_search needs",
        },
        Pattern {
            id: "memory-without-embeddings",
            text: "Memory search provider is set to \"{provider}\" but no",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["memory-error"],
            unless: &["memory-ready"],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Likely,
            message: "memory-without-embeddings.message",
            note: "config.printed",
            headline: Some("memory-without-embeddings.headline"),
            fact: None,
            symptoms: &["tool-failed memory"],
            explains: &[
                "tool-failed memory_search",
                "no-credentials openai",
                "unexplained",
            ],
            asks: &[],
            steps: &[],
            docs: None,
        },
        Sentence {
            hits: &["memory-without-embeddings"],
            unless: &["memory-ready"],
            when: Interval::ALWAYS,
            severity: Severity::Info,
            certainty: Certainty::Likely,
            message: "memory-without-embeddings.message",
            note: "config.printed",
            headline: Some("memory-without-embeddings.headline"),
            fact: None,
            symptoms: &["tool-failed memory"],
            explains: &["tool-failed memory_search"],
            asks: &[],
            steps: &[],
            docs: None,
        },
    ]),
};
