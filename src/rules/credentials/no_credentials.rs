//! `no-credentials`: a provider is asked for which no key is found anywhere.

use crate::context::Context;
use crate::facts::providers;
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::Path;
use crate::rules::{Check, Rule};
use crate::setup::Role;
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "no-credentials",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "no-credentials",
            text: "No credentials found for profile \"{provider}\"",
        },
        Pattern {
            id: "missing-auth line",
            text: "Missing auth - {provider}",
        },
        Pattern {
            id: "empty-order",
            text: "Order override: (none)",
        },
    ],
    check: Check::Code(check),
};

/// These need no key of a person; another rule speaks of them.
const LOCAL: &[&str] = &["ollama", "lmstudio", "vllm", "sglang", "llamacpp"];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let mut found: Vec<(String, Span, bool)> = Vec::new();
    // The built-in model's key is missed only because no other was made the default.
    let hook = ctx.signals.iter().any(|hit| hit.id == "no-key of the hook");
    let built_in = ctx
        .built_in_asked()
        .map(|hit| hit.capture(text, "provider"));
    for hit in ctx.signals {
        let untouched = built_in == Some(hit.capture(text, "provider")) || hook;
        if (hit.id == "no-key-found" && untouched) || ctx.of_memory(hit) {
            continue;
        }
        if !["no-key-found", "no-credentials", "missing-auth line"].contains(&hit.id) {
            continue;
        }
        let named = hit.capture(text, "provider").unwrap_or("");
        let word = named.split_whitespace().next().unwrap_or("");
        // A profile is named `provider:name`.
        let provider = word
            .split(':')
            .next()
            .unwrap_or(word)
            .trim_matches(['"', '.', '`']);
        found.push((provider.to_owned(), ctx.place(hit.span), false));
    }
    for status in &ctx.outputs.models_status {
        for missing in &status.missing_auth {
            found.push((missing.provider.value.clone(), missing.provider.span, true));
        }
    }
    let mut told: Vec<String> = Vec::new();
    for (provider, place, listed) in found {
        let local = LOCAL.contains(&provider.as_str()) || provider.starts_with("custom-");
        if provider.is_empty() || local || told.contains(&provider) || told.len() >= 4 {
            continue;
        }
        told.push(provider.clone());
        findings.push(finding(ctx, &provider, place, listed));
    }
}

fn finding(ctx: &Context<'_>, provider: &str, place: Span, listed: bool) -> Finding {
    let used: Vec<_> = ctx
        .setup
        .models
        .iter()
        .filter(|model| model.provider == provider)
        .collect();
    let fallback_only = !used.is_empty() && used.iter().all(|model| model.role == Role::Fallback);
    // An older status missed keys that are there (2026.2.16).
    let there = ctx.setup.keys_of(provider).into_iter().next();
    let severity = match fallback_only || there.is_some() {
        true => Severity::Warning,
        false => Severity::Error,
    };
    let certainty = match there {
        Some(_) => Certainty::Possible,
        None => Certainty::Certain,
    };
    let mut finding = Finding::new(
        RULE.id,
        severity,
        certainty,
        match fallback_only {
            true => text!("no-credentials.fallback", provider = provider),
            false => text!("no-credentials.message", provider = provider),
        },
    )
    .at(None, Some(place))
    .quote(
        place,
        match listed {
            true => text!("no-credentials.listed"),
            false => text!("common.own-words"),
        },
    )
    .symptom(format!("no-credentials {provider}"))
    .explains(format!("provider-refused {provider}"))
    .headline(text!("no-credentials.headline", provider = provider));
    if let Some(there) = there {
        finding = finding.quote(there.shown.span, text!("no-credentials.there"));
    }
    if let Some(order) = ctx.signals.iter().find(|hit| hit.id == "empty-order") {
        finding = finding.quote(ctx.place(order.span), text!("no-credentials.order"));
    }
    if fallback_only
        && let Some(path) = used.first().and_then(|model| model.path.clone())
        && used.len() == 1
    {
        finding = finding.fix(Fix::new(
            text!(
                "no-credentials.fix",
                model = used.first().map_or("", |model| &model.name.value)
            ),
            Applicability::Unsafe,
            text!("no-credentials.fix-why"),
            vec![Change::Remove { path }],
        ));
    }
    let signed = [
        "openai-codex",
        "qwen-portal",
        "google-gemini-cli",
        "github-copilot",
        "chutes",
    ];
    if signed.contains(&provider) {
        return finding.step(Step {
            phase: Phase::Key,
            title: text!("no-credentials.login", provider = provider),
            why: text!("no-credentials.login-why"),
            commands: vec![Command::any(
                format!("openclaw models auth login --provider {provider}"),
                text!("no-credentials.login-purpose"),
            )],
            expect: text!("no-credentials.expect", provider = provider),
            if_not: text!("step.look.if-not", command = "openclaw models status"),
            done: None,
        });
    }
    let release = ctx.release.release;
    let normal = providers::normal(provider, release);
    let variable = providers::variable(&normal, release);
    let (Some(variable), true) = (variable, ctx.release_is_known()) else {
        return finding.ask(
            "openclaw models status",
            text!("provider-refused.ask-status"),
        );
    };
    let file = ctx.state_file(".env");
    finding.step(Step {
        phase: Phase::Key,
        title: text!(
            "step.key.title",
            line = format!("{variable}=<your key>"),
            file = file.as_str()
        ),
        why: text!(
            "step.key.why",
            key = provider,
            variable = variable,
            file = file.as_str()
        ),
        commands: Vec::new(),
        expect: text!("step.key.expect", file = file.as_str(), variable = variable),
        if_not: text!(
            "step.key.if-not",
            path = Path::of(["env", "vars", variable]).to_string(),
            config = ctx.config_path()
        ),
        done: None,
    })
}
