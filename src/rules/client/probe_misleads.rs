//! `probe-misleads`: an output calls a gateway unreachable that works.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Severity};
use crate::rules::{Check, Rule, Sentence};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "probe-misleads",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "probe-scope",
            text: "missing scope: operator.read",
        },
        Pattern {
            id: "probe-capability",
            text: "Capability: unknown",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["probe-scope"],
            unless: &[],
            when: Interval::between("2026.3.11", "2026.3.22"),
            severity: Severity::Info,
            certainty: Certainty::Likely,
            message: "probe-misleads.message",
            note: "probe-misleads.note",
            headline: Some("probe-misleads.headline"),
            fact: None,
            symptoms: &["gateway-unreachable"],
            explains: &["gateway-unreachable"],
            asks: &[("openclaw gateway status --deep", "common.ask-gateway")],
            steps: &[],
            docs: None,
        },
        Sentence {
            hits: &["probe-scope"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Info,
            certainty: Certainty::Possible,
            message: "probe-misleads.other",
            note: "common.own-words",
            headline: None,
            fact: None,
            symptoms: &["gateway-unreachable"],
            explains: &["gateway-unreachable"],
            asks: &[("openclaw gateway status --deep", "common.ask-gateway")],
            steps: &[],
            docs: None,
        },
        Sentence {
            hits: &["probe-capability"],
            unless: &[],
            when: Interval::between("2026.4.24", "2026.4.26"),
            severity: Severity::Info,
            certainty: Certainty::Likely,
            message: "probe-misleads.capability",
            note: "common.own-words",
            headline: None,
            fact: None,
            symptoms: &["gateway-unreachable"],
            explains: &["gateway-unreachable"],
            asks: &[("openclaw gateway status --deep", "common.ask-gateway")],
            steps: &[],
            docs: None,
        },
    ]),
};
