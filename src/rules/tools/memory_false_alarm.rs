//! `memory-false-alarm`: `doctor` warns of embeddings that the gateway itself has.

use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "memory-false-alarm",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "memory-ready",
            text: "The running gateway reports memory embeddings are ready",
        },
        Pattern {
            id: "memory-ready",
            text: "NONE_API_KEY",
        },
        Pattern {
            id: "memory-ready",
            text: "Embeddings: ready",
        },
        Pattern {
            id: "memory-alarm",
            text: "Memory search is enabled but no embedding provider",
        },
        Pattern {
            id: "memory-alarm",
            text: "Memory search provider is set to",
        },
        Pattern {
            id: "memory-alarm",
            text: "provider: \"none\"",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let first = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    let (Some(alarm), Some(ready)) = (first("memory-alarm"), first("memory-ready")) else {
        return;
    };
    let place = ctx.place(alarm.span);
    findings.push(
        Finding::new(
            RULE.id,
            Severity::Info,
            Certainty::Likely,
            text!("memory-false-alarm.message"),
        )
        .at(None, Some(place))
        .headline(text!("memory-false-alarm.headline"))
        .explains("tool-failed memory")
        .quote(place, text!("config.printed"))
        .quote(ctx.place(ready.span), text!("memory-false-alarm.ready")),
    );
}
