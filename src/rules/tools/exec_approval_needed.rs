//! `exec-approval-needed`: a command needs an approval that nobody gives.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "exec-approval-needed",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "exec-approval-needed",
            text: "exec denied: {reason}",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "exec host not allowed",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "SYSTEM_RUN_DENIED",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "approval-timeout",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "Approval required (id",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "Exec allowlist miss",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "still needs approval",
        },
        Pattern {
            id: "exec-approval-needed",
            text: "never matches allowlist",
        },
        Pattern {
            id: "approval-bare",
            text: "Approval required",
        },
        Pattern {
            id: "approval-set",
            text: "\"ask\": \"off\", \"security\": \"allowlist\"",
        },
        Pattern {
            id: "approval-set",
            text: "\"security\": \"allowlist\", \"ask\": \"off\"",
        },
        Pattern {
            id: "approval-device",
            text: "pairing approval",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["exec-approval-needed"],
            unless: &["approval-device"],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "exec-approval-needed.message",
            note: "config.quote",
            headline: Some("exec-approval-needed.headline"),
            fact: None,
            symptoms: &["tool-failed exec"],
            explains: &["unexplained"],
            asks: &[
                ("openclaw approvals get", "exec-approval-needed.ask"),
                (
                    "openclaw config get tools.exec",
                    "exec-approval-needed.ask-2",
                ),
            ],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "exec-approval-needed.allow",
                why: "exec-approval-needed.allow-why",
                commands: &[CommandRow {
                    run: "openclaw approvals allowlist add --agent \"*\" \"<path>\"",
                    purpose: "exec-approval-needed.allow-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "exec-approval-needed.allow-expect",
                if_not: "exec-approval-needed.allow-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["approval-bare"],
            unless: &["approval-device"],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "exec-approval-needed.message",
            note: "config.quote",
            headline: Some("exec-approval-needed.headline"),
            fact: None,
            symptoms: &["tool-failed exec"],
            explains: &["unexplained"],
            asks: &[
                ("openclaw approvals get", "exec-approval-needed.ask"),
                (
                    "openclaw config get tools.exec",
                    "exec-approval-needed.ask-2",
                ),
            ],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "exec-approval-needed.allow",
                why: "exec-approval-needed.allow-why",
                commands: &[CommandRow {
                    run: "openclaw approvals allowlist add --agent \"*\" \"<path>\"",
                    purpose: "exec-approval-needed.allow-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "exec-approval-needed.allow-expect",
                if_not: "exec-approval-needed.allow-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["approval-set"],
            unless: &["approval-device"],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Possible,
            message: "exec-approval-needed.message",
            note: "config.quote",
            headline: Some("exec-approval-needed.headline"),
            fact: None,
            symptoms: &["tool-failed exec"],
            explains: &["unexplained"],
            asks: &[
                ("openclaw approvals get", "exec-approval-needed.ask"),
                (
                    "openclaw config get tools.exec",
                    "exec-approval-needed.ask-2",
                ),
            ],
            steps: &[StepRow {
                phase: Phase::Set,
                title: "exec-approval-needed.allow",
                why: "exec-approval-needed.allow-why",
                commands: &[CommandRow {
                    run: "openclaw approvals allowlist add --agent \"*\" \"<path>\"",
                    purpose: "exec-approval-needed.allow-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "exec-approval-needed.allow-expect",
                if_not: "exec-approval-needed.allow-if-not",
            }],
            docs: None,
        },
    ]),
};
