//! `local-server-unreachable`: a model server on this or another machine does not answer.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-server-unreachable",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "local-server-unreachable",
            text: "Ollama could not be reached at {url}",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "LM Studio could not be reached at {url}",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "ECONNREFUSED 127.0.0.1:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "ECONNREFUSED 127.0.0.1:1234",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "ECONNREFUSED ::1:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "127.0.0.1:11434{x}container",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "container{x}127.0.0.1:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "localhost:11434{x}container",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "connection refused by the provider endpoint",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "fetch failed {detail}:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "container uses 172.17.0.1",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "Connection error to http://192.168.",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "Connection error to http://10.",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Likely,
        message: "local-server-unreachable.message",
        note: "local-server-unreachable.quote",
        headline: Some("local-server-unreachable.headline"),
        fact: None,
        symptoms: &["provider-failed ?"],
        explains: &[
            "network-failed",
            "timeout",
            "unexplained",
            "provider-failed *",
        ],
        asks: &[("openclaw config get models.providers", "common.block-ask")],
        steps: &[
            StepRow {
                phase: Phase::Edit,
                title: "local-server-unreachable.address",
                why: "local-server-unreachable.address-why",
                commands: &[CommandRow {
                    run: "curl -sS http://host.docker.internal:11434/api/tags",
                    purpose: "local-server-unreachable.address-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "local-server-unreachable.address-expect",
                if_not: "local-server-unreachable.listen-if-not",
            },
            StepRow {
                phase: Phase::Set,
                title: "local-server-unreachable.listen",
                why: "local-server-unreachable.listen-why",
                commands: &[],
                expect: "local-server-unreachable.address-expect",
                if_not: "local-server-unreachable.listen-if-not",
            },
        ],
        docs: None,
    }),
};
