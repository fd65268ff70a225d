//! `plugin-webhook-route`: a webhook is answered by the Control UI.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow, Told};

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-webhook-route",
    layer: Layer::Tools,
    patterns: &[],
    check: Check::Told(
        &[],
        &[Told {
            words: &[
                &["webhook", "all requests", "requests return"],
                &["control ui", "html", "spa"],
                &["method not allowed", "405", "html", "spa"],
            ],
            row: Sentence {
                hits: &[],
                unless: &[],
                when: Interval::between("2026.3.1", "2026.3.2"),
                severity: Severity::Error,
                certainty: Certainty::Likely,
                message: "plugin-webhook-route.message-told",
                note: "plugin.told",
                headline: Some("plugin-webhook-route.headline-told"),
                fact: Some((
                    "plugin-webhook-route.fact-told",
                    "CHANGELOG of 2026.3.2 (#31885)",
                )),
                symptoms: &[],
                explains: &["chat-silent *", "unexplained"],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Install,
                    title: "plugin-webhook-route.step-told",
                    why: "plugin-webhook-route.step-why-told",
                    commands: &[CommandRow {
                        run: "openclaw update",
                        purpose: "plugin-dependencies-broken.step-purpose-told2",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "plugin-webhook-route.step-expect-told",
                    if_not: "plugin.if-not",
                }],
                docs: None,
            },
        }],
    ),
};
