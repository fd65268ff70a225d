//! `web-search-unavailable`: web_search has no provider or key.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "web-search-unavailable",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "web-search-unavailable",
            text: "missing_brave_api_key",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "web_search is disabled or no provider is available",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "web_search needs {what} API Key",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "missing_perplexity_api_key",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "missing_gemini_api_key",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "missing_kimi_api_key",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "missing_xai_api_key",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "Brave Search API error ({status}",
        },
        Pattern {
            id: "web-search-unavailable",
            text: "web_search needs a",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "web-search-unavailable.message",
        note: "config.printed",
        headline: Some("web-search-unavailable.headline"),
        fact: None,
        symptoms: &["tool-failed web_search"],
        explains: &["unexplained"],
        asks: &[("openclaw plugins list", "web-search-unavailable.ask")],
        steps: &[
            StepRow {
                phase: Phase::Install,
                title: "web-search-unavailable.plugin",
                why: "web-search-unavailable.plugin-why",
                commands: &[CommandRow {
                    run: "openclaw plugins install @openclaw/brave-plugin",
                    purpose: "web-search-unavailable.plugin-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "web-search-unavailable.plugin-expect",
                if_not: "web-search-unavailable.plugin-if-not",
            },
            StepRow {
                phase: Phase::Key,
                title: "web-search-unavailable.key",
                why: "web-search-unavailable.key-why",
                commands: &[],
                expect: "web-search-unavailable.key-expect",
                if_not: "common.if-not-log",
            },
        ],
        docs: None,
    }),
};
