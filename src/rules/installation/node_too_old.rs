//! `node-too-old`: the installed Node is older than the release needs.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "node-too-old",
    layer: Layer::Installation,
    patterns: &[Pattern {
        id: "node-too-old",
        text: "openclaw requires Node >={wanted}",
    }],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "node-too-old.message",
        note: "node-too-old.quote",
        headline: Some("node-too-old.headline"),
        fact: None,
        symptoms: &[],
        explains: &["gateway-not-running", "gateway-unreachable"],
        asks: &[],
        steps: &[
            StepRow {
                phase: Phase::Install,
                title: "node-too-old.install",
                why: "node-too-old.install-why",
                commands: &[CommandRow {
                    run: "node --version",
                    purpose: "node-too-old.version-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "node-too-old.install-expect",
                if_not: "node-too-old.install-if-not",
            },
            StepRow {
                phase: Phase::Restart,
                title: "node-too-old.service",
                why: "node-too-old.service-why",
                commands: &[CommandRow {
                    run: "openclaw gateway install --force",
                    purpose: "node-too-old.service-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "node-too-old.service-expect",
                if_not: "node-too-old.service-if-not",
            },
        ],
        docs: None,
    }),
};
