//! `node-too-old`: the installed Node is older than the release needs.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "node-too-old",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "node-too-old",
            text: "openclaw requires Node >={wanted}",
        },
        Pattern {
            id: "node-too-old",
            text: "openclaw: Node.js v{wanted}+ is required",
        },
        // 2026.7.1 and later name ranges.
        Pattern {
            id: "node-unsupported",
            text: "is unsupported; OpenClaw requires {wanted}. ",
        },
        Pattern {
            id: "node-unsupported",
            text: "is unsupported; OpenClaw requires {wanted}",
        },
        Pattern {
            id: "node-unsupported",
            text: "is unsupported; use Node {wanted}",
        },
        // npm and installers; other packages have engines too.
        Pattern {
            id: "node-engine",
            text: "EBADENGINE{at}node: '>={wanted}'",
        },
        Pattern {
            id: "node-engine",
            text: "engines.node >={wanted}",
        },
        Pattern {
            id: "node-engine",
            text: "found, upgrading to v{wanted}+",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["node-too-old"],
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
        },
        Sentence {
            hits: &["node-unsupported"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "node-too-old.message-range",
            note: "node-too-old.quote",
            headline: Some("node-too-old.headline"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[
                StepRow {
                    phase: Phase::Install,
                    title: "node-too-old.install-range",
                    why: "node-too-old.install-why",
                    commands: &[CommandRow {
                        run: "node --version",
                        purpose: "node-too-old.version-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "node-too-old.install-expect-range",
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
        },
        Sentence {
            hits: &["node-engine"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
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
        },
    ]),
};
