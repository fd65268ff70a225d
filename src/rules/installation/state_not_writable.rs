//! `state-not-writable`: OpenClaw may not write to its own folder; in a container the usual cause is the owner of the mounted folder.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "state-not-writable",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "container-denied",
            text: "EACCES: permission denied, {op} '/home/node/{rest}",
        },
        Pattern {
            id: "container-denied",
            text: "EACCES: permission denied, {op} \"/home/node/{rest}",
        },
        Pattern {
            id: "read-only",
            text: "EROFS: read-only file system, {op} '{path}'",
        },
        Pattern {
            id: "state-denied",
            text: "EACCES: permission denied, {op} '{path}/.openclaw{rest}",
        },
        Pattern {
            id: "state-denied",
            text: "EPERM: operation not permitted, {op} '{path}/.openclaw{rest}",
        },
        Pattern {
            id: "state-denied",
            text: "EACCES: permission denied, {op} '{path}.openclaw{rest}",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["container-denied"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "state-not-writable.message",
            note: "common.line",
            headline: Some("state-not-writable.headline"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "state-not-writable.own",
                why: "state-not-writable.own-why",
                commands: &[
                    CommandRow {
                        run: "sudo chown -R 1000:1000 ~/.openclaw",
                        purpose: "state-not-writable.own-purpose",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                    CommandRow {
                        run: "docker compose restart",
                        purpose: "state-not-writable.own-purpose2",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "state-not-writable.own-expect",
                if_not: "state-not-writable.own-if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["read-only"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "state-not-writable.message-2",
            note: "common.line",
            headline: Some("state-not-writable.headline-2"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "state-not-writable.mount",
                why: "state-not-writable.mount-why",
                commands: &[],
                expect: "state-not-writable.mount-expect",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["state-denied"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "state-not-writable.message-3",
            note: "common.line",
            headline: Some("state-not-writable.headline-3"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "state-not-writable.owner",
                why: "state-not-writable.owner-why",
                commands: &[CommandRow {
                    run: "sudo chown -R \"$(id -un)\" ~/.openclaw",
                    purpose: "state-not-writable.owner",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "state-not-writable.owner-expect",
                if_not: "state-not-writable.owner-if-not",
            }],
            docs: None,
        },
    ]),
};
