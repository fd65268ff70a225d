//! `disk-full`: there is no room left on the disk, or no watches.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "disk-full",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "watches-full",
            text: "System limit for number of file watchers reached",
        },
        Pattern {
            id: "disk-full",
            text: "ENOSPC: no space left on device",
        },
        Pattern {
            id: "disk-full",
            text: "No space left on device",
        },
        Pattern {
            id: "disk-full",
            text: "database or disk is full",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["watches-full"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Warning,
            certainty: Certainty::Certain,
            message: "disk-full.message",
            note: "common.line",
            headline: Some("disk-full.headline"),
            fact: None,
            symptoms: &[],
            explains: &[],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "disk-full.watches",
                why: "common.why",
                commands: &[CommandRow {
                    run: "sudo sysctl fs.inotify.max_user_watches=524288",
                    purpose: "disk-full.watches",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "disk-full.watches-expect",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["disk-full"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "disk-full.message-2",
            note: "common.line",
            headline: Some("disk-full.headline-2"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable", "chat-silent*"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "disk-full.room",
                why: "disk-full.room-why",
                commands: &[
                    CommandRow {
                        run: "df -h",
                        purpose: "disk-full.room-purpose",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                    CommandRow {
                        run: "du -sh ~/.openclaw /tmp/openclaw",
                        purpose: "disk-full.room-purpose2",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                ],
                expect: "disk-full.room-expect",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
    ]),
};
