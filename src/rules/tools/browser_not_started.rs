//! `browser-not-started`: the browser of the agent does not start.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "browser-not-started",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "browser-not-started",
            text: "Failed to start Chrome CDP on port {port}",
        },
        Pattern {
            id: "browser-not-started",
            text: "Can't reach the OpenClaw browser control service",
        },
        Pattern {
            id: "browser-not-started",
            text: "is not reachable after start",
        },
        Pattern {
            id: "browser-not-started",
            text: "chromium-browser is a snap",
        },
        Pattern {
            id: "browser-not-started",
            text: "chromium-browser (snap)",
        },
        Pattern {
            id: "browser-not-started",
            text: "SingletonLock",
        },
        Pattern {
            id: "browser-not-started",
            text: "No supported browser found",
        },
        Pattern {
            id: "browser-not-started",
            text: "Playwright is not available in this gateway build",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "browser-not-started.message",
        note: "config.printed",
        headline: Some("browser-not-started.headline"),
        fact: None,
        symptoms: &["tool-failed browser"],
        explains: &["unexplained"],
        asks: &[("openclaw config get browser", "browser-not-started.ask")],
        steps: &[StepRow {
            phase: Phase::Install,
            title: "browser-not-started.chrome",
            why: "browser-not-started.chrome-why",
            commands: &[CommandRow {
                run: "openclaw config set browser.executablePath /usr/bin/google-chrome-stable",
                purpose: "common.sets",
                shell: Shell::Posix,
                destructive: false,
            }],
            expect: "browser-not-started.chrome-expect",
            if_not: "browser-not-started.chrome-if-not",
        }],
        docs: None,
    }),
};
