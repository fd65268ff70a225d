//! `plugin-not-found`: the config names a plugin that is not there.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{
    Applicability, Certainty, Change, Finding, Fix, Layer, Phase, Severity, Shell,
};
use crate::json5::{Kind, Path};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-not-found",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "plugin-not-found",
            text: "plugins.{place}: plugin not found: {plugin}",
        },
        Pattern {
            id: "plugin-not-found stale",
            text: "plugin not found: {plugin} (stale config entry ignored",
        },
    ],
    check: Check::Fuller(
        &Check::Rows(&[
            Sentence {
                hits: &["plugin-not-found"],
                unless: &["plugin-not-found stale"],
                when: Interval::ALWAYS,
                severity: Severity::Error,
                certainty: Certainty::Certain,
                message: "plugin-not-found.message",
                note: "config.printed",
                headline: Some("plugin-not-found.headline"),
                fact: None,
                symptoms: &[],
                explains: &["config-rejected plugins.*", "tool-failed *"],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Edit,
                    title: "plugin-not-found.step",
                    why: "plugin-not-found.step-why",
                    commands: &[],
                    expect: "plugin-not-found.step-expect",
                    if_not: "plugin-not-found.step-if-not",
                }],
                docs: None,
            },
            Sentence {
                hits: &["plugin-not-found stale"],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Info,
                certainty: Certainty::Certain,
                message: "plugin-not-found.message-stale",
                note: "config.printed",
                headline: None,
                fact: None,
                symptoms: &["tool-failed plugin"],
                explains: &[],
                asks: &[],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "plugin-not-found.step-stale",
                    why: "plugin-not-found.step-why-stale",
                    commands: &[CommandRow {
                        run: "openclaw config unset plugins.entries.{plugin}",
                        purpose: "plugin-not-found.step-purpose-stale",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "plugin-not-found.step-expect-stale",
                    if_not: "plugin.if-not",
                }],
                docs: None,
            },
        ]),
        fuller,
    ),
};

fn fuller(ctx: &Context<'_>, finding: &mut Finding) {
    let (Some(plugin), Some(place)) = (finding.message.arg("plugin"), finding.message.arg("place"))
    else {
        return;
    };
    let path = Path::parse(&format!("plugins.{place}"));
    let Some(config) = &ctx.config else { return };
    let named = match config.at(&path).map(|node| node.kind()) {
        Some(Kind::Array) => config
            .at(&path)
            .and_then(|list| {
                let mut elements = list.elements();
                elements.position(|element| element.as_str().is_some_and(|id| id == plugin))
            })
            .map(|index| path.join(index)),
        Some(_) => Some(path),
        None => None,
    };
    let Some(named) = named else { return };
    finding.span = ctx.nearest_place(&named).or(finding.span);
    finding.path = Some(named.clone());
    finding.fix = Some(Fix::new(
        text!("plugin-not-found.fix", path = named.to_string()),
        Applicability::Safe,
        text!("plugin-not-found.fix-why"),
        vec![Change::Remove { path: named }],
    ));
}
