//! `session-corrupt`: the history of a session is broken.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;

/// The rule.
pub static RULE: Rule = Rule {
    id: "session-corrupt",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "session-corrupt",
            text: "ids were found without",
        },
        Pattern {
            id: "session-corrupt",
            text: "unexpected `tool_use_id`",
        },
        Pattern {
            id: "session-corrupt",
            text: "unexpected tool_use_id",
        },
        Pattern {
            id: "session-corrupt",
            text: "Cloud Code Assist format error",
        },
        Pattern {
            id: "session-corrupt",
            text: "Message ordering conflict",
        },
        Pattern {
            id: "session-corrupt",
            text: "roles must alternate",
        },
        Pattern {
            id: "session-corrupt",
            text: "tool_call_ids did not have response messages",
        },
        Pattern {
            id: "session-corrupt",
            text: "No tool call found for function call output",
        },
        Pattern {
            id: "session-corrupt",
            text: "No tool output found for function call",
        },
        Pattern {
            id: "session-corrupt",
            text: "was provided without its required following item",
        },
        Pattern {
            id: "session-corrupt",
            text: "blocks in the latest assistant message cannot be modified",
        },
        Pattern {
            id: "session-corrupt",
            text: "function call turn comes immediately after",
        },
        Pattern {
            id: "session-corrupt",
            text: "role ordering conflict",
        },
    ],
    check: Check::Sentence(&Sentence {
        hits: &[],
        unless: &[],
        when: Interval::ALWAYS,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "session-corrupt.message",
        note: "common.provider-says",
        headline: Some("session-corrupt.headline"),
        fact: None,
        symptoms: &[],
        explains: &["unexplained", "provider-failed *"],
        asks: &[],
        steps: &[StepRow {
            phase: Phase::Check,
            title: "session-corrupt.new",
            why: "session-corrupt.new-why",
            commands: &[],
            expect: "common.answered",
            if_not: "session-corrupt.new-if-not",
        }],
        docs: None,
    }),
};
