//! `plugin-blocked-by-allowlist`: `plugins.allow` shuts a plugin out.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Phase, Severity};
use crate::json5::{Kind, Path, Value};
use crate::rules::{Check, Rule, Sentence, StepRow, Told};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-blocked-by-allowlist",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "Plugin \"{plugin}\" could not be enabled (blocked by allowlist",
        },
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "plugin \"{plugin}\" is installed but omitted from plugins.allow",
        },
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "plugin \"{plugin}\" is not enabled and is omitted from plugins.allow",
        },
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "because plugins.allow does not include \"{plugin}\"",
        },
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "because `plugins.allow` excludes \"{plugin}\"",
        },
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "plugins.entries.{plugin}: plugin disabled (not in allowlist)",
        },
        Pattern {
            id: "plugin-blocked-by-allowlist",
            text: "plugins.entries.{plugin}: plugin disabled (blocked by allowlist)",
        },
    ],
    check: Check::Fuller(
        &Check::Told(
            &[Sentence {
                hits: &["plugin-blocked-by-allowlist"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "plugin-blocked-by-allowlist.message",
                note: "config.printed",
                headline: Some("plugin-blocked-by-allowlist.headline"),
                fact: Some((
                    "plugin-blocked-by-allowlist.fact",
                    "openclaw 2026.3.8, 2026.4.15, 2026.9.6 (plugin enable state)",
                )),
                symptoms: &[],
                explains: &[
                    "tool-failed *",
                    "chat-silent {plugin}",
                    "plugin-not-loaded {plugin}",
                ],
                asks: &[("openclaw config get plugins", "plugin.ask-config")],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "plugin-blocked-by-allowlist.step",
                    why: "plugin-blocked-by-allowlist.step-why",
                    commands: &[],
                    expect: "plugin.expect",
                    if_not: "plugin.if-not",
                }],
                docs: None,
            }],
            &[Told {
                words: &[
                    &["plugins.allow"],
                    &[
                        "disable",
                        "block",
                        "without",
                        "exclu",
                        "not load",
                        "lacks",
                        "shut",
                        "禁用",
                        "没有加载",
                        "不加载",
                    ],
                ],
                row: Sentence {
                    hits: &[],
                    unless: &[],
                    when: Interval::ALWAYS,
                    severity: Severity::Error,
                    certainty: Certainty::Likely,
                    message: "plugin-blocked-by-allowlist.message-told",
                    note: "plugin.told",
                    headline: Some("plugin-blocked-by-allowlist.headline-told"),
                    fact: Some((
                        "plugin-blocked-by-allowlist.fact",
                        "openclaw 2026.3.8, 2026.4.15, 2026.9.6 (plugin enable state)",
                    )),
                    symptoms: &[],
                    explains: &["tool-failed *"],
                    asks: &[("openclaw config get plugins", "plugin.ask-config")],
                    steps: &[StepRow {
                        phase: Phase::Edit,
                        title: "plugin-blocked-by-allowlist.step-told",
                        why: "plugin-blocked-by-allowlist.step-why",
                        commands: &[],
                        expect: "plugin.expect",
                        if_not: "plugin.if-not",
                    }],
                    docs: None,
                },
            }],
        ),
        fuller,
    ),
};

fn fuller(ctx: &Context<'_>, finding: &mut Finding) {
    let path = Path::of(["plugins", "allow"]);
    let (Some(plugin), Some(config)) = (finding.message.arg("plugin"), &ctx.config) else {
        return;
    };
    let Some(list) = config.at(&path).filter(|list| list.kind() == Kind::Array) else {
        return;
    };
    let count = list.elements().count();
    finding.span = ctx.nearest_place(&path).or(finding.span);
    finding.path = Some(path.clone());
    finding.asks.clear();
    finding.steps.clear();
    finding.fix = Some(Fix::new(
        text!("plugin-blocked-by-allowlist.fix", plugin = plugin),
        Applicability::Safe,
        text!("plugin-blocked-by-allowlist.fix-why"),
        vec![Change::Insert {
            path: path.join(count),
            value: Value::String(plugin.to_owned().into()),
        }],
    ));
}
