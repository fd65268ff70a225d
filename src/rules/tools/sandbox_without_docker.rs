//! `sandbox-without-docker`: a sandbox is wanted and Docker is not there.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sandbox-without-docker",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "sandbox-without-docker",
            text: "Sandbox mode requires Docker",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "spawn docker ENOENT",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "Sandbox image not found",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "Failed to inspect sandbox image",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "docker: not found",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "docker API at unix:///var/run/docker.sock",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "no Docker{x}fail",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "Sandbox path is read-only",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "Sandbox FS error",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "Cannot connect to the Docker daemon",
        },
        Pattern {
            id: "sandbox-without-docker",
            text: "exec host=sandbox is configured, but",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "sandbox-without-docker.message",
        note: "config.quote",
        headline: Some("sandbox-without-docker.headline"),
        fact: None,
        symptoms: &["tool-failed sandbox"],
        explains: &["unexplained", "tool-failed *"],
        asks: &[],
        steps: &[
            StepRow {
                phase: Phase::Set,
                title: "sandbox-without-docker.docker",
                why: "sandbox-without-docker.docker-why",
                commands: &[
                    CommandRow {
                        run: "sudo usermod -aG docker $USER",
                        purpose: "sandbox-without-docker.docker-purpose",
                        shell: Shell::Posix,
                        destructive: false,
                    },
                    CommandRow {
                        run: "docker ps",
                        purpose: "sandbox-without-docker.docker-purpose2",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "sandbox-without-docker.docker-expect",
                if_not: "sandbox-without-docker.docker-if-not",
            },
            StepRow {
                phase: Phase::Set,
                title: "sandbox-without-docker.off",
                why: "sandbox-without-docker.off-why",
                commands: &[CommandRow {
                    run: "openclaw config set agents.defaults.sandbox.mode off",
                    purpose: "common.sets",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "common.answered",
                if_not: "sandbox-without-docker.off-if-not",
            },
        ],
        docs: None,
    }),
};
