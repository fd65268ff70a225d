//! `default-model-untouched`: the model that answers is still the built-in one, whose provider has no
//! key, although another was set up.

use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "default-model-untouched",
    layer: Layer::Model,
    patterns: &[
        Pattern {
            id: "no-key of the hook",
            text: "llm-slug-generator{where}No API key found for provider",
        },
        Pattern {
            id: "no-key-found",
            text: "No API key found for provider \"{provider}\"",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let built_in = ctx.release.release.facts().default_model();
    let slug = ctx
        .signals
        .iter()
        .find(|hit| hit.id == "no-key of the hook");
    if let Some(slug) = slug {
        let named = ctx.signals.iter().find(|hit| hit.id == "no-key-found");
        let provider = named
            .and_then(|hit| hit.capture(text, "provider"))
            .unwrap_or("");
        findings.push(hook(provider, ctx.place(slug.span)));
        return;
    }
    let Some(hit) = ctx.built_in_asked() else {
        return;
    };
    let provider = hit.capture(text, "provider").unwrap_or("");
    let place = ctx.place(hit.span);
    let other = ctx
        .setup
        .credentials
        .iter()
        .find(|credential| credential.provider != provider);
    let unset = ctx.config.as_ref().is_some_and(|config| !config.is_part())
        && ctx.setup.default_model().is_none();
    let certainty = match (unset, other.is_some()) {
        (true, _) => Certainty::Certain,
        (false, true) => Certainty::Likely,
        (false, false) => Certainty::Possible,
    };
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        certainty,
        text!("default-model-untouched.message", provider = provider),
    )
    .at(None, Some(place))
    .quote(place, text!("common.own-words"))
    .symptom(format!("no-credentials {provider}"))
    .explains(format!("no-credentials {provider}"))
    .headline(text!(
        "default-model-untouched.headline",
        provider = provider
    ))
    .fact(
        "default-model",
        "openclaw: DEFAULT_PROVIDER and DEFAULT_MODEL of the release",
        match ctx.release_is_known() {
            true => text!(
                "default-model-untouched.fact",
                version = ctx.judged_name(),
                model = built_in
            ),
            false => text!("default-model-untouched.fact-unsure"),
        },
    );
    if let Some(other) = other {
        finding = finding.quote(
            other.shown.span,
            text!(
                "default-model-untouched.other",
                provider = other.provider.as_str()
            ),
        );
    }
    if certainty != Certainty::Certain {
        finding = finding.ask(
            "openclaw models status",
            text!("default-model-untouched.ask", provider = provider),
        );
    }
    findings.push(finding.step(Step {
        phase: Phase::Set,
        title: text!("default-model-untouched.step"),
        why: text!("default-model-untouched.why", provider = provider),
        commands: vec![
            Command::any("openclaw models list", text!("model-unknown.list")),
            Command::any(
                "openclaw models set <provider/model>",
                text!("model-unknown.set"),
            ),
        ],
        expect: text!("model-unknown.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    }));
}

/// A hook asks the built-in model for a title; chats are answered all the same.
fn hook(provider: &str, place: crate::span::Span) -> Finding {
    Finding::new(
        RULE.id,
        Severity::Warning,
        Certainty::Certain,
        text!("default-model-untouched.hook", provider = provider),
    )
    .at(None, Some(place))
    .quote(place, text!("common.own-words"))
    .symptom(format!("no-credentials {provider}"))
    .explains(format!("no-credentials {provider}"))
    .step(Step {
        phase: Phase::Set,
        title: text!("default-model-untouched.hook-step"),
        why: text!("default-model-untouched.hook-why"),
        commands: vec![Command::any(
            "openclaw hooks disable session-memory",
            text!("default-model-untouched.hook-purpose"),
        )],
        expect: text!("default-model-untouched.hook-expect"),
        if_not: text!("common.if-not-gateway"),
        done: None,
    })
}
