//! `anthropic-token-misplaced`: a token of a Claude subscription stands where an API key is read, or the other way round, or has run out.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "anthropic-token-misplaced",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "claude kind",
            text: "Expected token starting with sk-ant-oat01-",
        },
        Pattern {
            id: "claude kind",
            text: "Paste the generated token",
        },
        Pattern {
            id: "claude header",
            text: "OAuth authentication is currently not supported",
        },
        Pattern {
            id: "claude expired",
            text: "OAuth token has expired",
        },
        Pattern {
            id: "claude bearer",
            text: "Invalid bearer token",
        },
        Pattern {
            id: "claude oat",
            text: "sk-ant-oat01-",
        },
        Pattern {
            id: "claude admin",
            text: "sk-ant-admin",
        },
        Pattern {
            id: "claude x-api-key",
            text: "invalid x-api-key",
        },
    ],
    check: Check::Unless(
        nothing_refused,
        &[
            Sentence {
                hits: &["claude kind"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "anthropic-token-misplaced.kind",
                note: "common.own-words",
                headline: Some("anthropic-token-misplaced.kind-headline"),
                fact: None,
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Key,
                    title: "anthropic-token-misplaced.make",
                    why: "anthropic-token-misplaced.make-why",
                    commands: &[
                        CommandRow {
                            run: "claude setup-token",
                            purpose: "anthropic-token-misplaced.setup",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth paste-token --provider anthropic",
                            purpose: "anthropic-token-misplaced.paste",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "common.answered",
                    if_not: "common.if-not-status",
                }],
                docs: None,
            },
            Sentence {
                hits: &["claude header"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "anthropic-token-misplaced.header",
                note: "common.own-words",
                headline: Some("anthropic-token-misplaced.header-headline"),
                fact: Some((
                    "anthropic-token-misplaced.block-fact",
                    "openclaw reports of 2026.2.3 and 2026.2.4",
                )),
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[("openclaw models status", "common.models-ask")],
                steps: &[StepRow {
                    phase: Phase::Key,
                    title: "anthropic-token-misplaced.make",
                    why: "anthropic-token-misplaced.make-why",
                    commands: &[
                        CommandRow {
                            run: "claude setup-token",
                            purpose: "anthropic-token-misplaced.setup",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth paste-token --provider anthropic",
                            purpose: "anthropic-token-misplaced.paste",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "common.answered",
                    if_not: "anthropic-token-misplaced.if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["claude expired"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "anthropic-token-misplaced.expired",
                note: "anthropic-token-misplaced.expired-note",
                headline: Some("anthropic-token-misplaced.expired-headline"),
                fact: None,
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Key,
                    title: "anthropic-token-misplaced.make",
                    why: "anthropic-token-misplaced.make-why",
                    commands: &[
                        CommandRow {
                            run: "claude setup-token",
                            purpose: "anthropic-token-misplaced.setup",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth paste-token --provider anthropic",
                            purpose: "anthropic-token-misplaced.paste",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "common.answered",
                    if_not: "common.if-not-status",
                }],
                docs: None,
            },
            Sentence {
                hits: &["claude bearer"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "anthropic-token-misplaced.bearer",
                note: "anthropic-token-misplaced.bearer-note",
                headline: Some("anthropic-token-misplaced.bearer-headline"),
                fact: None,
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[("openclaw models status", "common.models-ask")],
                steps: &[StepRow {
                    phase: Phase::Key,
                    title: "anthropic-token-misplaced.make",
                    why: "anthropic-token-misplaced.make-why",
                    commands: &[
                        CommandRow {
                            run: "claude setup-token",
                            purpose: "anthropic-token-misplaced.setup",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth paste-token --provider anthropic",
                            purpose: "anthropic-token-misplaced.paste",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "common.answered",
                    if_not: "common.if-not-status",
                }],
                docs: None,
            },
            Sentence {
                hits: &["claude admin"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "anthropic-token-misplaced.admin",
                note: "anthropic-token-misplaced.admin-note",
                headline: None,
                fact: Some((
                    "anthropic-token-misplaced.admin-fact",
                    "openclaw 2026.9.6 extensions/anthropic/usage.ts, docs/providers/anthropic.md",
                )),
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Key,
                    title: "anthropic-token-misplaced.api",
                    why: "anthropic-token-misplaced.admin-fact",
                    commands: &[CommandRow {
                        run: "openclaw models auth paste-token --provider anthropic",
                        purpose: "anthropic-token-misplaced.paste",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "common.answered",
                    if_not: "common.if-not-status",
                }],
                docs: None,
            },
            Sentence {
                hits: &["claude oat"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "anthropic-token-misplaced.header",
                note: "anthropic-token-misplaced.oat-note",
                headline: Some("anthropic-token-misplaced.header-headline"),
                fact: None,
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[("openclaw models status", "common.models-ask")],
                steps: &[StepRow {
                    phase: Phase::Key,
                    title: "anthropic-token-misplaced.make",
                    why: "anthropic-token-misplaced.make-why",
                    commands: &[
                        CommandRow {
                            run: "claude setup-token",
                            purpose: "anthropic-token-misplaced.setup",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth paste-token --provider anthropic",
                            purpose: "anthropic-token-misplaced.paste",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "common.answered",
                    if_not: "anthropic-token-misplaced.if-not",
                }],
                docs: None,
            },
        ],
    ),
};

/// A subscription token alone is no fault: it may stand in the right place.
fn nothing_refused(ctx: &Context<'_>) -> bool {
    let said = |id: &str| ctx.signals.iter().any(|hit| hit.id == id);
    let words = [
        "claude kind",
        "claude header",
        "claude expired",
        "claude bearer",
        "claude admin",
    ];
    !words.into_iter().any(said) && !said("claude x-api-key")
}
