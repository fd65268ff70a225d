//! `auth-store-not-imported`: logins and keys are still in the file of an earlier release; this one reads a database.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "auth-store-not-imported",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "store migration",
            text: "requires legacy credential migration",
        },
        Pattern {
            id: "store migration",
            text: "no longer reads auth-profiles.json",
        },
        Pattern {
            id: "store migration",
            text: "moves from JSON to SQLite",
        },
        Pattern {
            id: "store import",
            text: "auth-profiles.json.sqlite-import",
        },
        Pattern {
            id: "store left",
            text: "stale auth-profiles.json",
        },
        Pattern {
            id: "store left",
            text: "auth_profile_stores zero rows",
        },
        Pattern {
            id: "store left",
            text: "No usable api-key authentication is available",
        },
        Pattern {
            id: "store empty",
            text: "openclaw-agent.sqlite",
        },
    ],
    check: Check::Unless(
        store_is_filled,
        &[
            Sentence {
                hits: &["store migration"],
                unless: &[],
                when: Interval::since("2026.6.5"),
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "auth-store-not-imported.message",
                note: "common.own-words",
                headline: Some("auth-store-not-imported.headline"),
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
                    phase: Phase::Set,
                    title: "auth-store-not-imported.doctor",
                    why: "auth-store-not-imported.why",
                    commands: &[
                        CommandRow {
                            run: "openclaw doctor --fix",
                            purpose: "auth-store-not-imported.purpose",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth list",
                            purpose: "auth-store-not-imported.list",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "auth-store-not-imported.expect",
                    if_not: "auth-store-not-imported.if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["store left", "store import"],
                unless: &[],
                when: Interval::since("2026.6.5"),
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "auth-store-not-imported.left",
                note: "auth-store-not-imported.left-note",
                headline: Some("auth-store-not-imported.headline"),
                fact: None,
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[("openclaw models auth list", "auth-store-not-imported.ask")],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "auth-store-not-imported.doctor",
                    why: "auth-store-not-imported.why",
                    commands: &[
                        CommandRow {
                            run: "openclaw doctor --fix",
                            purpose: "auth-store-not-imported.purpose",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth list",
                            purpose: "auth-store-not-imported.list",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "auth-store-not-imported.expect",
                    if_not: "auth-store-not-imported.if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["store empty"],
                unless: &[],
                when: Interval::since("2026.6.5"),
                severity: Severity::Error,
                certainty: Certainty::Possible,
                message: "auth-store-not-imported.empty",
                note: "auth-store-not-imported.empty-note",
                headline: Some("auth-store-not-imported.empty-headline"),
                fact: None,
                symptoms: &[],
                explains: &[
                    "provider-refused *",
                    "provider-failed *",
                    "no-credentials *",
                    "cooldown",
                    "unexplained",
                ],
                asks: &[(
                    "ls -la ~/.openclaw/agents/main/agent/",
                    "auth-store-not-imported.ask-files",
                )],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "auth-store-not-imported.doctor",
                    why: "auth-store-not-imported.why",
                    commands: &[
                        CommandRow {
                            run: "openclaw doctor --fix",
                            purpose: "auth-store-not-imported.purpose",
                            shell: Shell::Any,
                            destructive: false,
                        },
                        CommandRow {
                            run: "openclaw models auth list",
                            purpose: "auth-store-not-imported.list",
                            shell: Shell::Any,
                            destructive: false,
                        },
                    ],
                    expect: "auth-store-not-imported.expect",
                    if_not: "auth-store-not-imported.if-not",
                }],
                docs: None,
            },
        ],
    ),
};

/// A status whose database holds something, or that lacks nothing, shows no fault.
fn store_is_filled(ctx: &Context<'_>) -> bool {
    let said = ["store migration", "store left"];
    if ctx.signals.iter().any(|hit| said.contains(&hit.id)) {
        return false;
    }
    let lacking = |line: &str| line.contains("Missing auth");
    let text = &ctx.paste.cleaned.text;
    let trouble = ["no-key-found", "missing-auth line"];
    let imported = ctx.signals.iter().any(|hit| hit.id == "store import");
    let missed = ctx.signals.iter().any(|hit| trouble.contains(&hit.id));
    if imported && (missed || !ctx.setup.refusals.is_empty() || text.lines().any(lacking)) {
        return false;
    }
    // Logins that only a login can have made tell a lost store from a new one.
    let logins = [
        "openai-codex",
        "qwen-portal",
        "google-gemini-cli",
        "github-copilot",
    ];
    let missing = text.split("Missing auth").nth(1).unwrap_or("");
    let lost = logins.iter().any(|login| missing.contains(login));
    imported
        || !(text.lines().any(lacking) && lost && text.contains("Providers w/ OAuth/tokens (0)"))
}
