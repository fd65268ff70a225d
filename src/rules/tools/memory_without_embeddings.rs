//! `memory-without-embeddings`: memory search is on and has no embeddings, or not those asked for.

use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::rules::{Check, Rule};
use crate::signals::{Hit, Pattern};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "memory-without-embeddings",
    layer: Layer::Tools,
    patterns: &[
        Pattern {
            id: "memory note",
            text: "Memory search is enabled but no embedding provider",
        },
        Pattern {
            id: "memory note",
            text: "Memory search provider is set to \"{provider}\" but no",
        },
        Pattern {
            id: "memory note",
            text: "memory_search disabled",
        },
        Pattern {
            id: "memory note",
            text: "memory_search needs",
        },
        Pattern {
            id: "memory error",
            text: "Embeddings error: {detail}",
        },
        Pattern {
            id: "memory provider",
            text: "Provider: {used} (requested: {wanted})",
        },
        Pattern {
            id: "memory openai",
            text: "No API key found for provider \"openai\"",
        },
        Pattern {
            id: "memory openai",
            text: "No API key found for provider openai",
        },
        Pattern {
            id: "memory named",
            text: "memorySearch",
        },
        Pattern {
            id: "memory named",
            text: "memory_search",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let heard = |id: &'static str| ctx.signals.iter().filter(move |hit| hit.id == id);
    if heard("memory-ready").next().is_some() {
        return;
    }
    let words = |hit: &Hit| {
        let used = hit.capture(text, "used")?.trim();
        Some((
            used.to_owned(),
            hit.capture(text, "wanted")?.trim().to_owned(),
        ))
    };
    let none =
        heard("memory provider").find(|hit| words(hit).is_some_and(|(used, _)| used == "none"));
    let uses_openai = ctx
        .setup
        .models
        .iter()
        .any(|model| model.provider.starts_with("openai"));
    // A key is asked for that no model in use needs, beside a word of memory search.
    let openai = heard("memory openai").next().filter(|_| {
        !uses_openai
            && heard("memory named").next().is_some()
            && heard("memory note").next().is_none()
    });
    let other = heard("memory provider").find_map(|hit| {
        let (used, wanted) = words(hit)?;
        let differs = used != wanted && used != "none" && wanted != "auto";
        differs.then_some((hit, used, wanted))
    });
    let (hit, severity, message) = if let Some(hit) = heard("memory error").next() {
        (
            hit,
            Severity::Warning,
            text!("memory-without-embeddings.message"),
        )
    } else if let Some(hit) = openai {
        (
            hit,
            Severity::Warning,
            text!("memory-without-embeddings.openai"),
        )
    } else if let Some((hit, used, wanted)) = other {
        let message = text!(
            "memory-without-embeddings.other",
            used = used,
            wanted = wanted
        );
        (hit, Severity::Warning, message)
    } else if let Some(hit) = none.or_else(|| heard("memory note").next()) {
        (
            hit,
            Severity::Info,
            text!("memory-without-embeddings.message"),
        )
    } else {
        return;
    };
    let place = ctx.place(hit.span);
    let mut finding = Finding::new(RULE.id, severity, Certainty::Likely, message)
        .at(None, Some(place))
        .headline(text!("memory-without-embeddings.headline"))
        .symptom("tool-failed memory")
        .quote(place, text!("config.printed"));
    if severity == Severity::Warning {
        // The same line is no missing key of a model.
        finding = finding
            .explains("no-credentials openai")
            .explains("unexplained")
            .ask(
                "openclaw memory status",
                text!("memory-without-embeddings.ask"),
            );
    }
    findings.push(finding);
}
