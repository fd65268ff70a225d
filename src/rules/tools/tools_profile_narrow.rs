//! `tools-profile-narrow`: the profile of tools leaves out what the agent needs.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "tools-profile-narrow",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "tools-profile-narrow",
            text: "no longer implicitly widen the profile",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "Tool not found ({tools}",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "Tool exec not found",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "Tool not found: exec",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "only sessions_* tools",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "tools.profile messaging",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "agents can't run commands",
        },
        Pattern {
            id: "tools-profile-narrow",
            text: "plugin not found: exec (stale",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "tools-profile-narrow.message",
        note: "config.quote",
        headline: Some("tools-profile-narrow.headline"),
        fact: None,
        symptoms: &["tool-failed exec"],
        explains: &["unexplained"],
        asks: &[("openclaw config get tools", "tools-profile-narrow.ask")],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "tools-profile-narrow.profile",
            why: "tools-profile-narrow.profile-why",
            commands: &[CommandRow {
                run: "openclaw config set tools.profile coding",
                purpose: "common.sets",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "tools-profile-narrow.profile-expect",
            if_not: "tools-profile-narrow.profile-if-not",
        }],
        docs: None,
    }),
};
