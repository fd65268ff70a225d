//! `slack-token-rejected`: Slack does not accept a token.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "slack-token-rejected",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "slack-token-rejected",
            text: "API error occurred: invalid_auth",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "API error occurred: account_inactive",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "API error occurred: token_revoked",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "API error occurred: token_expired",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "API error occurred: not_authed",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "slack {x}invalid_auth",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "slack {x}account_inactive",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "slack {x}token_revoked",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "slack {x}token_expired",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "slack {x}not_authed",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "error: 'invalid_auth'",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "error: 'account_inactive'",
        },
        Pattern {
            id: "slack-token-rejected",
            text: "error: 'token_revoked'",
        },
        Pattern {
            id: "slack-token-rejected app",
            text: "slack {x}missing app token",
        },
        Pattern {
            id: "slack-token-rejected app",
            text: "appToken missing",
        },
        Pattern {
            id: "slack-token-rejected app",
            text: "app-level token",
        },
    ],
    check: Check::Rows(&[
        Sentence {
            hits: &["slack-token-rejected"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: "slack-token-rejected.message",
            note: "slack-token-rejected.quote",
            headline: Some("slack-token-rejected.headline"),
            fact: Some((
                "slack-token-rejected.fact",
                "openclaw 2026.3.8 (Slack channel)",
            )),
            symptoms: &[],
            explains: &["chat-silent slack", "unexplained"],
            asks: &[("openclaw config get channels.slack", "channel.ask-config")],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "slack-token-rejected.step",
                why: "slack-token-rejected.step-why",
                commands: &[
                    CommandRow {
                        run: "openclaw config set channels.slack.botToken \"<xoxb-token>\"",
                        purpose: "slack-token-rejected.step-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                    CommandRow {
                        run: "openclaw config set channels.slack.appToken \"<xapp-token>\"",
                        purpose: "slack-token-rejected.step-purpose",
                        shell: Shell::Any,
                        destructive: false,
                    },
                ],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
        Sentence {
            hits: &["slack-token-rejected app"],
            unless: &[],
            when: Interval::ALWAYS,
            severity: Severity::Error,
            certainty: Certainty::Likely,
            message: "slack-token-rejected.message-app",
            note: "plugin.told",
            headline: Some("slack-token-rejected.headline-app"),
            fact: None,
            symptoms: &[],
            explains: &["chat-silent slack", "unexplained"],
            asks: &[("openclaw config get channels.slack", "channel.ask-config")],
            steps: &[StepRow {
                phase: Phase::Key,
                title: "slack-token-rejected.step",
                why: "slack-token-rejected.step-why",
                commands: &[CommandRow {
                    run: "openclaw config set channels.slack.appToken \"<xapp-token>\"",
                    purpose: "slack-token-rejected.step-purpose",
                    shell: Shell::Any,
                    destructive: false,
                }],
                expect: "channel.expect",
                if_not: "channel.if-not",
            }],
            docs: None,
        },
    ]),
};
