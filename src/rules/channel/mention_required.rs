//! `mention-required`: group messages without a mention are passed over.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Phase, Severity};
use crate::json5::{Kind, Path, Value};
use crate::rules::{Check, Rule, Sentence, StepRow, Told};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "mention-required",
    layer: Layer::Channel,
    patterns: &[
        Pattern {
            id: "mention-required",
            text: "no-mention",
        },
        Pattern {
            id: "mention-required",
            text: "(mention required",
        },
        Pattern {
            id: "mention-required",
            text: "skipping group message (no mention)",
        },
        Pattern {
            id: "mention-required",
            text: "(requireMention, not mentioned)",
        },
        Pattern {
            id: "mention-required",
            text: "did not mention bot",
        },
    ],
    check: Check::Fuller(
        &Check::Told(
            &[Sentence {
                hits: &[],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Warning,
                certainty: Certainty::Certain,
                message: "mention-required.message",
                note: "config.printed",
                headline: Some("mention-required.headline"),
                fact: Some((
                    "mention-required.fact",
                    "openclaw 2026.3.8 (Discord bots in fewer than 100 servers)",
                )),
                symptoms: &[],
                explains: &["chat-silent *"],
                asks: &[("openclaw config get channels", "channel.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "mention-required.step",
                    why: "mention-required.step-why",
                    commands: &[],
                    expect: "channel.expect",
                    if_not: "mention-required.step-if-not",
                }],
                docs: None,
            }],
            &[Told {
                words: &[
                    &[" mention", "@mention", "提及"],
                    &[
                        "silent",
                        "ignor",
                        "skipp",
                        "not respond",
                        "no repl",
                        "never",
                        "不回",
                        "没反应",
                    ],
                    &["group", "guild", "channel", "群", "频道"],
                ],
                row: Sentence {
                    hits: &[],
                    unless: &[],
                    when: Interval::ALWAYS,
                    severity: Severity::Warning,
                    certainty: Certainty::Possible,
                    message: "mention-required.message-told",
                    note: "plugin.told",
                    headline: Some("mention-required.headline"),
                    fact: None,
                    symptoms: &[],
                    explains: &["chat-silent *"],
                    asks: &[
                        ("openclaw config get channels", "channel.ask-config"),
                        ("openclaw logs --follow", "channel.ask-log"),
                    ],
                    steps: &[StepRow {
                        phase: Phase::Edit,
                        title: "mention-required.step",
                        why: "mention-required.step-why",
                        commands: &[],
                        expect: "channel.expect",
                        if_not: "mention-required.step-if-not",
                    }],
                    docs: None,
                },
            }],
        ),
        fuller,
    ),
};

fn fuller(ctx: &Context<'_>, finding: &mut Finding) {
    let Some(config) = &ctx.config else { return };
    let guilds = Path::of(["channels", "discord", "guilds"]);
    let mut changes = Vec::new();
    if let Some(node) = config.at(&guilds) {
        for guild in node.members() {
            let set = guild
                .value
                .get("requireMention")
                .and_then(|node| node.as_bool());
            if set != Some(false) && guild.value.kind() == Kind::Object {
                let path = guilds.join(guild.key.as_ref());
                changes.push(Change::Set {
                    path: path.join("requireMention"),
                    value: Value::Bool(false),
                });
            }
        }
    }
    let Some(first) = changes.first().map(|change| change.path().clone()) else {
        return;
    };
    finding.span = ctx.nearest_place(&first).or(finding.span);
    finding.path = Some(first);
    finding.asks.clear();
    finding.fix = Some(Fix::new(
        text!("mention-required.fix"),
        Applicability::Unsafe,
        text!("mention-required.fix-why"),
        changes,
    ));
}
