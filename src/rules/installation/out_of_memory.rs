//! `out-of-memory`: the gateway ran out of memory.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "out-of-memory",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "heap",
            text: "JavaScript heap out of memory",
        },
        Pattern {
            id: "heap",
            text: "Ineffective mark-compacts near heap limit",
        },
        Pattern {
            id: "heap",
            text: "Reached heap limit Allocation failed",
        },
        Pattern {
            id: "killed",
            text: "Out of memory: Killed process {pid} (",
        },
        Pattern {
            id: "killed",
            text: "killed by the OOM killer",
        },
        Pattern {
            id: "killed",
            text: "\"OOMKilled\": true",
        },
        Pattern {
            id: "killed",
            text: "OOMKilled",
        },
        Pattern {
            id: "killed",
            text: "oom-kill:",
        },
        Pattern {
            id: "killed",
            text: "result 'oom-kill'",
        },
        Pattern {
            id: "killed",
            text: "Result: oom-kill",
        },
        Pattern {
            id: "exit-137",
            text: "exited with code 137",
        },
        Pattern {
            id: "exit-137",
            text: "exit code 137",
        },
        Pattern {
            id: "exit-137",
            text: "Exited (137)",
        },
        Pattern {
            id: "exit-137",
            text: "last exit 137",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["heap"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "out-of-memory.message",
            note: "common.line",
            headline: Some("out-of-memory.headline"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable", "chat-silent*"],
            asks: &[("openclaw sessions", "out-of-memory.ask")],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "out-of-memory.heap",
                why: "out-of-memory.heap-why",
                commands: &[CommandRow {
                    run: "systemctl --user edit openclaw-gateway",
                    purpose: "out-of-memory.heap-purpose",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["killed"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "out-of-memory.message-2",
            note: "common.line",
            headline: Some("out-of-memory.headline-2"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable", "chat-silent*"],
            asks: &[],
            steps: &[StepRow {
                phase: Phase::Install,
                title: "out-of-memory.ram",
                why: "out-of-memory.ram-why",
                commands: &[CommandRow {
                    run: "free -m",
                    purpose: "out-of-memory.ram-purpose",
                    shell: Shell::Posix,
                    destructive: false,
                }],
                expect: "common.gateway-runs",
                if_not: "common.paste-status",
            }],
            docs: None,
        },
        Sentence {
            hits: &["exit-137"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "out-of-memory.message-3",
            note: "common.line",
            headline: Some("out-of-memory.headline-3"),
            fact: None,
            symptoms: &[],
            explains: &["gateway-not-running", "gateway-unreachable"],
            asks: &[("journalctl -k --since today", "out-of-memory.ask-3")],
            steps: &[],
            docs: None,
        },
    ]),
};
