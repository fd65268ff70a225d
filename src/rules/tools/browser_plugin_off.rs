//! `browser-plugin-off`: the browser plugin is not loaded.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "browser-plugin-off",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "browser-plugin-off",
            text: "unknown method: browser.request",
        },
        Pattern {
            id: "browser-plugin-off",
            text: "unknown command \"browser\"",
        },
        Pattern {
            id: "browser-plugin-off",
            text: "unknown command 'browser'",
        },
        Pattern {
            id: "browser-plugin-off",
            text: "openclaw browser start: command not found",
        },
        Pattern {
            id: "browser-plugin-off",
            text: "openclaw browser start command not found",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "browser-plugin-off.message",
        note: "config.printed",
        headline: Some("browser-plugin-off.headline"),
        fact: None,
        symptoms: &["tool-failed browser", "plugin-not-loaded browser"],
        explains: &["unexplained"],
        asks: &[("openclaw plugins list", "browser-plugin-off.ask")],
        steps: &[StepRow {
            phase: Phase::Set,
            title: "browser-plugin-off.enable",
            why: "browser-plugin-off.enable-why",
            commands: &[CommandRow {
                run: "openclaw config set plugins.entries.browser.enabled true --strict-json",
                purpose: "common.sets",
                shell: Shell::Any,
                destructive: false,
            }],
            expect: "browser-plugin-off.enable-expect",
            if_not: "browser-plugin-off.enable-if-not",
        }],
        docs: None,
    }),
};
