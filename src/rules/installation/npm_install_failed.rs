//! `npm-install-failed`: npm could not install or update the package.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "npm-install-failed",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "npm-leftover",
            text: "ENOTEMPTY",
        },
        Pattern {
            id: "npm-not-permitted",
            text: "npm error code EACCES",
        },
        Pattern {
            id: "npm-not-permitted",
            text: "npm ERR! code EACCES",
        },
        Pattern {
            id: "npm-not-permitted",
            text: "error_code=EACCES",
        },
        Pattern {
            id: "npm-not-permitted",
            text: "npm error code EPERM",
        },
        Pattern {
            id: "npm-not-permitted",
            text: "npm ERR! code EPERM",
        },
        Pattern {
            id: "npm-git",
            text: "npm error enoent An unknown git error",
        },
        Pattern {
            id: "npm-git",
            text: "spawn git ENOENT",
        },
        Pattern {
            id: "npm-git",
            text: "npm error syscall spawn git",
        },
        Pattern {
            id: "npm-network",
            text: "npm error code ENOTFOUND",
        },
        Pattern {
            id: "npm-network",
            text: "npm error code ETIMEDOUT",
        },
        Pattern {
            id: "npm-network",
            text: "npm error code ECONNRESET",
        },
        Pattern {
            id: "npm-network",
            text: "npm error code ECONNREFUSED",
        },
        Pattern {
            id: "npm-network",
            text: "npm ERR! code ETIMEDOUT",
        },
        Pattern {
            id: "npm-network",
            text: "npm ERR! code ECONNRESET",
        },
        Pattern {
            id: "npm-network",
            text: "npm ERR! code ENOTFOUND",
        },
        Pattern {
            id: "npm-failed",
            text: "npm install failed for openclaw",
        },
        Pattern {
            id: "npm-failed",
            text: "global-install-failed",
        },
        Pattern {
            id: "npm-failed",
            text: "npm error code E404",
        },
        Pattern {
            id: "npm-failed",
            text: "npm error code ERESOLVE",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["npm-leftover"],
            unless: &["plugin-dependencies-broken deps"],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "npm-install-failed.message",
            note: "npm-install-failed.quote",
            headline: Some("npm-install-failed.headline"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "npm-install-failed.leftover",
                why: "npm-install-failed.leftover-why",
                commands: &[
                    CommandRow {
                        run: "mkdir -p ~/openclaw-leftovers && mv \"$(npm root -g)\"/.openclaw-* ~/openclaw-leftovers/",
                        purpose: "npm-install-failed.leftover-purpose",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                    CommandRow {
                        run: "npm install -g openclaw@latest",
                        purpose: "npm-install-failed.leftover-purpose2",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "common.version-expect",
                if_not: "common.paste-again",
            }],
            docs: None,
        },
        Sentence {
            hits: &["npm-not-permitted"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "npm-install-failed.message-2",
            note: "npm-install-failed.quote",
            headline: Some("npm-install-failed.headline-2"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "npm-install-failed.prefix",
                why: "npm-install-failed.prefix-why",
                commands: &[
                    CommandRow {
                        run: "npm config set prefix ~/.npm-global",
                        purpose: "npm-install-failed.prefix",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                    CommandRow {
                        run: "export PATH=\"$HOME/.npm-global/bin:$PATH\"",
                        purpose: "npm-install-failed.prefix-purpose2",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                    CommandRow {
                        run: "npm install -g openclaw@latest",
                        purpose: "npm-install-failed.leftover-purpose2",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "common.version-expect",
                if_not: "common.paste-again",
            }],
            docs: None,
        },
        Sentence {
            hits: &["npm-git"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "npm-install-failed.message-3",
            note: "npm-install-failed.quote",
            headline: Some("npm-install-failed.headline-3"),
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "npm-install-failed.git",
                why: "common.why",
                commands: &[CommandRow {
                    run: "npm install -g openclaw@latest",
                    purpose: "npm-install-failed.git",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.version-expect",
                if_not: "common.paste-again",
            }],
            docs: None,
        },
        Sentence {
            hits: &["npm-network"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "npm-install-failed.message-4",
            note: "npm-install-failed.quote",
            headline: Some("npm-install-failed.headline-4"),
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[("npm config get registry", "npm-install-failed.ask-4")],
            steps: &[],
            docs: None,
        },
        Sentence {
            hits: &["npm-failed"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Possible,
            message: "npm-install-failed.message-5",
            note: "common.line",
            headline: None,
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[
                ("npm install -g openclaw@latest", "npm-install-failed.ask-5"),
                ("npm prefix -g", "npm-install-failed.ask-5-1"),
            ],
            steps: &[],
            docs: None,
        },
    ]),
};
