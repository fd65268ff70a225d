//! `plugin-install-loop`: the wizard asks again and again to install a plugin.

use crate::facts::Interval;
use crate::finding::{Certainty, Layer, Phase, Severity, Shell};
use crate::rules::{Check, CommandRow, Rule, Sentence, StepRow, Told};

/// The rule.
pub static RULE: Rule = Rule {
    id: "plugin-install-loop",
    layer: Layer::Tools,
    patterns: &[],
    check: Check::Told(
        &[],
        &[Told {
            words: &[
                &["wizard", "onboard", "configure", "向导"],
                &[
                    "install plugin",
                    "install the plugin",
                    "plugin install",
                    "安装插件",
                ],
                &[
                    "repeat",
                    "again",
                    "loop",
                    "every time",
                    "反复",
                    "一直",
                    "循环",
                ],
            ],
            row: Sentence {
                hits: &[],
                unless: &[],
                when: Interval::ALWAYS,
                severity: Severity::Warning,
                certainty: Certainty::Possible,
                message: "plugin-install-loop.message-told",
                note: "plugin.told",
                headline: Some("plugin-install-loop.headline-told"),
                fact: None,
                symptoms: &[],
                explains: &[],
                asks: &[("openclaw plugins list", "plugin.ask-list")],
                steps: &[StepRow {
                    phase: Phase::Set,
                    title: "plugin-install-loop.step-told",
                    why: "plugin-install-loop.step-why-told",
                    commands: &[CommandRow {
                        run: "openclaw models list",
                        purpose: "plugin-install-loop.step-purpose-told",
                        shell: Shell::Any,
                        destructive: false,
                    }],
                    expect: "plugin-install-loop.step-expect-told",
                    if_not: "plugin.if-not",
                }],
                docs: None,
            },
        }],
    ),
};
