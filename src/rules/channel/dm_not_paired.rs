//! `dm-not-paired`: the sender of a direct message is not approved.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dm-not-paired",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "dm-not-paired",
            text: "access not configured.",
        },
        Pattern {
            id: "dm-not-paired approve",
            text: "openclaw pairing approve {channel} {code}",
        },
        Pattern {
            id: "dm-not-paired approve",
            text: "clawdbot pairing approve {channel} {code}",
        },
        Pattern {
            id: "dm-not-paired approve",
            text: "moltbot pairing approve {channel} {code}",
        },
        Pattern {
            id: "dm-not-paired policy",
            text: "Blocked unauthorized {channel} sender {sender} (dmPolicy=",
        },
        Pattern {
            id: "dm-not-paired policy",
            text: "Blocked unauthorized sender {sender} (dmPolicy=",
        },
        Pattern {
            id: "dm-not-paired code",
            text: "No pending pairing request found for code",
        },
    ],
    check: Check::Fuller(
        &Check::Rows(&[
            Sentence {
                hits: &["dm-not-paired"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "dm-not-paired.message",
                note: "dm-not-paired.quote",
                headline: Some("dm-not-paired.headline"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *", "unexplained"],
                asks: &[],
                steps: &[],
                docs: None,
            },
            Sentence {
                hits: &["dm-not-paired code"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "dm-not-paired.message-code",
                note: "config.printed",
                headline: Some("dm-not-paired.headline-code"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "dm-not-paired.step-code",
                    why: "dm-not-paired.step-why-code",
                    commands: &[],
                    expect: "dm-not-paired.step-expect-code",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["dm-not-paired policy"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "dm-not-paired.message-policy",
                note: "config.printed",
                headline: Some("dm-not-paired.headline-policy"),
                fact: None,
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[("openclaw config get channels", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "dm-not-paired.step-policy",
                    why: "dm-not-paired.step-why-policy",
                    commands: &[],
                    expect: "channel.expect",
                    if_not: "channel.if-not",
                }],
                docs: None,
            },
        ]),
        fuller,
    ),
};

fn fuller(ctx: &Context<'_>, finding: &mut Finding) {
    if finding.message.key != "dm-not-paired.message" {
        return;
    }
    let text = &ctx.paste.cleaned.text;
    let plain = |word: &str| {
        let word = word.trim().trim_end_matches(['`', '.']);
        let known = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        known.then(|| word.to_owned())
    };
    let mut named = ctx
        .signals
        .iter()
        .filter(|hit| hit.id == "dm-not-paired approve");
    let line = named.find_map(|hit| {
        let channel = plain(hit.capture(text, "channel")?)?;
        let code = hit.capture(text, "code").and_then(plain);
        Some((channel, code))
    });
    let run = match &line {
        Some((channel, Some(code))) => format!("openclaw pairing approve {channel} {code}"),
        Some((channel, None)) => format!("openclaw pairing list {channel}"),
        None => "openclaw pairing list".to_owned(),
    };
    finding.steps.push(Step {
        phase: Phase::Check,
        title: text!("dm-not-paired.step"),
        why: text!("dm-not-paired.step-why"),
        commands: vec![Command::any(run, text!("dm-not-paired.step-purpose"))],
        expect: text!("dm-not-paired.step-expect"),
        if_not: text!("dm-not-paired.step-if-not"),
        done: None,
    });
}
