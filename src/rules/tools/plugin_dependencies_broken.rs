//! `plugin-dependencies-broken`: the packages of a plugin are incomplete.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow, Told};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-dependencies-broken",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-dependencies-broken",
            text: "failed to load bundled channel {plugin}: {error}",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "dependency tree corrupted",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "Bundled plugin runtime deps are missing",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "Bundled plugin runtime deps use conflicting versions",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "ENOENT{error}plugin-runtime-deps",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "ENOTEMPTY{error}plugin-runtime-deps",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "ENOTEMPTY{error}plugin-sdk",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "Cannot find module {error}plugin-runtime-deps",
        },
        Pattern {
            id: "plugin-dependencies-broken deps",
            text: "Cannot find package {error}plugin-runtime-deps",
        },
        Pattern {
            id: "plugin-dependencies-broken load",
            text: "[plugins] {plugin} failed to load from {path}: {error}",
        },
    ],
    check: Check::Told(
        &[
            Sentence {
                hits: &[
                    "plugin-dependencies-broken",
                    "plugin-dependencies-broken deps",
                ],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "plugin-dependencies-broken.message",
                note: "config.printed",
                headline: Some("plugin-dependencies-broken.headline"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *", "tool-failed *", "unexplained"],
                asks: &[("openclaw plugins list", "plugin.ask-list")],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "plugin-dependencies-broken.step",
                    why: "plugin-dependencies-broken.step-why",
                    commands: &[
                        CommandRow {
                            run: "openclaw gateway stop",
                            purpose: "plugin-dependencies-broken.step-purpose",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw doctor --fix",
                            purpose: "plugin-dependencies-broken.step-purpose2",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "plugin.expect",
                    if_not: "plugin-dependencies-broken.step-if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["plugin-dependencies-broken load"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "plugin-dependencies-broken.message-load",
                note: "config.printed",
                headline: None,
                fact: None,
                symptoms: &["tool-failed plugin"],
                explains: &["tool-failed {plugin}"],
                asks: &[("openclaw plugins list", "plugin.ask-list")],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "plugin-dependencies-broken.step-load",
                    why: "plugin-dependencies-broken.step-why-load",
                    commands: &[],
                    expect: "plugin.expect",
                    if_not: "plugin.if-not",
                }],
                docs: None,
            },
        ],
        &[
            Told {
                words: &[&[
                    "err_module_not_found",
                    "cannot find module",
                    "cannot find package",
                ]],
                row: Sentence {
                    hits: &[],
                    unless: &[],
                    when: Interval::between("2026.4.22", "2026.5.3"),
                    severity: Severity::Error,
                    certainty: Certainty::Possible,
                    message: "plugin-dependencies-broken.message-told",
                    note: "plugin.told",
                    headline: Some("plugin-dependencies-broken.headline"),
                    fact: None,
                    symptoms: &[],
                    explains: &["unexplained"],
                    asks: &[("openclaw plugins list", "plugin.ask-list")],
                    steps: &[StepRow {
                        phase: Phase::Install,
                        title: "plugin-dependencies-broken.step",
                        why: "plugin-dependencies-broken.step-why",
                        commands: &[CommandRow {
                            run: "openclaw doctor --fix",
                            purpose: "plugin-dependencies-broken.step-purpose2",
                            shell: Shell::Any,
                            destructive: false,
                        }],
                        expect: "plugin.expect",
                        if_not: "plugin-dependencies-broken.step-if-not",
                    }],
                    docs: None,
                },
            },
            Told {
                words: &[
                    &["plugin"],
                    &[
                        "disappear",
                        "wipes",
                        "wiped",
                        "gone after",
                        "vanish",
                        "消失",
                    ],
                    &["install"],
                ],
                row: Sentence {
                    hits: &[],
                    unless: &[],
                    when: Interval::ALWAYS,
                    severity: Severity::Error,
                    certainty: Certainty::Possible,
                    message: "plugin-dependencies-broken.message-told2",
                    note: "plugin.told",
                    headline: Some("plugin-dependencies-broken.headline"),
                    fact: None,
                    symptoms: &[],
                    explains: &[],
                    asks: &[("openclaw plugins list", "plugin.ask-list")],
                    steps: &[StepRow {
                        phase: Phase::Install,
                        title: "plugin-dependencies-broken.step-told2",
                        why: "plugin-dependencies-broken.step-why-told2",
                        commands: &[CommandRow {
                            run: "openclaw update",
                            purpose: "plugin-dependencies-broken.step-purpose-told2",
                            shell: Shell::Any,
                            destructive: false,
                        }],
                        expect: "plugin.expect",
                        if_not: "plugin.if-not",
                    }],
                    docs: None,
                },
            },
        ],
    ),
};
