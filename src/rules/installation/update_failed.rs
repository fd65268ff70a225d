//! `update-failed`: `openclaw update` stopped in one of its phases.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "update-failed",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "update-doctor",
            text: "Failed phase: doctor-failed",
        },
        Pattern {
            id: "update-doctor",
            text: "Reason code: doctor-failed",
        },
        Pattern {
            id: "update-plugins",
            text: "Failed phase: post-update-plugins",
        },
        Pattern {
            id: "update-plugins",
            text: "Reason code: post-update-plugins",
        },
        Pattern {
            id: "update-plugins",
            text: "Failed phase: plugin-target-unavailable",
        },
        Pattern {
            id: "update-plugins",
            text: "Reason code: plugin-target-unavailable",
        },
        Pattern {
            id: "update-plugins",
            text: "plugin-convergence ({why})",
        },
        Pattern {
            id: "update-plugins",
            text: "post-plugin-doctor-execution-failed",
        },
        Pattern {
            id: "update-phase",
            text: "Failed phase: {phase}",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["update-doctor"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "update-failed.message",
            note: "common.said",
            headline: Some("update-failed.headline"),
            fact: None,
            symptoms: &["update-failed"],
            explains: &[],
            asks: &[
                ("openclaw doctor", "update-failed.ask"),
                ("openclaw plugins list", "update-failed.ask-1"),
            ],
            steps: &[],
            docs: None,
        },
        Sentence {
            hits: &["update-plugins"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "update-failed.message-2",
            note: "common.said",
            headline: Some("update-failed.headline-2"),
            fact: None,
            symptoms: &["update-failed"],
            explains: &[],
            asks: &[("openclaw plugins list", "update-failed.ask-2")],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "update-failed.plugins",
                why: "common.why",
                commands: &[
                    CommandRow {
                        run: "openclaw doctor --fix",
                        purpose: "update-failed.plugins-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw plugins update --all",
                        purpose: "update-failed.plugins-purpose2",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "update-failed.plugins-expect",
                if_not: "update-failed.plugins-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["update-phase"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "update-failed.message-3",
            note: "common.said",
            headline: None,
            fact: None,
            symptoms: &["update-failed"],
            explains: &[],
            asks: &[
                ("openclaw update status", "update-failed.ask-3"),
                ("openclaw doctor", "common.ask-doctor"),
            ],
            steps: &[],
            docs: None,
        },
    ]),
};
