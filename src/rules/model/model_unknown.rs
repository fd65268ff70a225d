//! `model-unknown`: a model reference leads nowhere: its provider is not there, its plugin is not
//! installed, or the provider has no such model.

use crate::context::Context;
use crate::facts::providers::{self, Supply};
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::{Object, Path, Value};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::{Seen, Span};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-unknown",
    layer: Layer::Model,
    patterns: &[
        Pattern {
            id: "unknown-model",
            text: "Unknown model: {model}",
        },
        Pattern {
            id: "unknown-model before",
            text: "{model}: Unknown model",
        },
        Pattern {
            id: "unknown-model before",
            text: "{model} (model not found)",
        },
        Pattern {
            id: "unknown-model before",
            text: "{model} identified as \"unknown model\"",
        },
        Pattern {
            id: "unknown-model api",
            text: "model {model} does not support Responses API",
        },
        Pattern {
            id: "unknown-model entry",
            text: "Found agents.defaults.models[\"{model}\"], but no matching models.providers",
        },
    ],
    check: Check::Code(check),
};

/// How the reference fails.
enum Gap {
    /// Its provider is a plugin that is not installed: the npm package.
    Plugin(&'static str),
    /// Neither the release nor the config has the provider.
    Provider,
    /// The config has the provider, but no such model.
    Entry,
    /// The release has the provider; whether it has the model, only it can say.
    Model,
}

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let mut told: Vec<String> = Vec::new();
    let hits = ctx
        .signals
        .iter()
        .filter(|hit| hit.id.starts_with("unknown-model"));
    for hit in hits.take(50) {
        let Some(captured) = hit.capture(text, "model") else {
            continue;
        };
        let word = match hit.id {
            "unknown-model before" => captured.split_whitespace().next_back(),
            _ => captured.split_whitespace().next(),
        };
        let ends: &[char] = &['.', ',', ';', ')', '(', '"', '\'', '`', '|', ':'];
        let name = word.unwrap_or("").trim_matches(ends);
        let whole = hit.id != "unknown-model before" || name.contains('/');
        if name.is_empty() || !whole || told.iter().any(|known| known == name) || told.len() >= 3 {
            continue;
        }
        told.push(name.to_owned());
        let seen = Seen::new(name.to_owned(), ctx.place(hit.span));
        findings.push(finding(ctx, &seen, Some(seen.span)));
    }
    // What the outputs do not say, the config may: a provider that nobody has.
    for model in &ctx.setup.models {
        let name = &model.name;
        let known = told.contains(&name.value);
        if known || model.provider.is_empty() || !ctx.release_is_known() {
            continue;
        }
        let route = ctx.outputs.models_status.iter().any(|status| {
            let mut routes = status.route_issues.iter();
            routes.any(|route| route.model.value == name.value)
        });
        let whole = ctx.config.as_ref().is_some_and(|config| !config.is_part());
        let missing = match gap(ctx, &name.value) {
            Gap::Plugin(_) => route,
            Gap::Provider => whole || route,
            _ => false,
        };
        if missing && told.len() < 3 {
            told.push(name.value.clone());
            findings.push(finding(ctx, name, None));
        }
    }
}

fn gap(ctx: &Context<'_>, name: &str) -> Gap {
    let (provider, id) = name.split_once('/').unwrap_or(("", name));
    let release = ctx.release.release;
    let block = Path::of(["models", "providers", provider]);
    let block = ctx.config.as_ref().and_then(|config| config.at(&block));
    if let Some(models) = block.and_then(|block| block.get("models")) {
        let listed = models.elements().any(|model| {
            let named = model.get("id").and_then(|id| id.as_str());
            named.is_some_and(|named| named == id)
        });
        return if listed { Gap::Model } else { Gap::Entry };
    }
    if block.is_some() {
        return Gap::Entry;
    }
    let normal = providers::normal(provider, release);
    match providers::supply(&normal, release) {
        Supply::External(package) if !ctx.setup.has_plugin(&normal) => Gap::Plugin(package),
        Supply::Nowhere => Gap::Provider,
        _ => Gap::Model,
    }
}

fn finding(ctx: &Context<'_>, name: &Seen<String>, printed: Option<Span>) -> Finding {
    let (provider, id) = name.value.split_once('/').unwrap_or(("", &name.value));
    let model = name.value.as_str();
    let gap = gap(ctx, model);
    let sure = ctx.release_is_known();
    let message = match (&gap, sure) {
        (Gap::Plugin(package), true) => text!(
            "model-unknown.plugin",
            model = model,
            version = ctx.judged_name(),
            package = *package
        ),
        (Gap::Provider, true) => text!(
            "model-unknown.provider",
            model = model,
            provider = provider,
            version = ctx.judged_name()
        ),
        (Gap::Entry, _) => text!(
            "model-unknown.entry",
            model = model,
            path = format!("models.providers.{provider}.models"),
            id = id
        ),
        _ => text!("model-unknown.message", model = model),
    };
    let certainty = match (printed, &gap) {
        (Some(_), _) => Certainty::Certain,
        (None, _) => Certainty::Likely,
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, certainty, message)
        .at(None, Some(name.span))
        .quote(
            name.span,
            match printed {
                Some(_) => text!("common.own-words"),
                None => text!("model-unknown.used"),
            },
        )
        .symptom(format!("model-unresolved {model}"))
        .explains(format!("no-credentials {provider}"))
        .headline(text!("model-unknown.headline", model = model));
    match gap {
        Gap::Plugin(package) => {
            finding = finding
                .fact(
                    format!("provider {provider}"),
                    "openclaw: official external catalogue of the release",
                    text!(
                        "model-unknown.plugin-fact",
                        provider = provider,
                        package = package
                    ),
                )
                .step(install(package));
            if !sure {
                finding = finding.ask("openclaw --version", text!("model-unknown.ask-version"));
            }
        }
        Gap::Entry => {
            let list = Path::of(["models", "providers", provider, "models"]);
            let config = ctx.config.as_ref();
            let length = config
                .and_then(|config| config.at(&list))
                .map(|models| models.elements().count());
            if let Some(length) = length {
                let mut entry = Object::default();
                entry.insert("id".to_owned(), Value::String(id.to_owned().into()));
                entry.insert("name".to_owned(), Value::String(id.to_owned().into()));
                finding = finding.fix(Fix::new(
                    text!("model-unknown.fix", id = id, path = list.to_string()),
                    Applicability::Unsafe,
                    text!("model-unknown.fix-why"),
                    vec![Change::Insert {
                        path: list.join(length),
                        value: Value::Object(entry),
                    }],
                ));
            }
            finding = finding.step(choose(provider));
        }
        Gap::Provider | Gap::Model => {
            finding = finding.step(choose(provider)).ask(
                format!("openclaw models list --all --provider {provider}"),
                text!("model-unknown.ask-list"),
            );
        }
    }
    finding
}

fn install(package: &str) -> Step {
    Step {
        phase: Phase::Install,
        title: text!("step.plugin.title", package = package),
        why: text!("model-unknown.plugin-why"),
        commands: vec![Command::any(
            format!("openclaw plugins install {package}"),
            text!("step.plugin.purpose", package = package),
        )],
        expect: text!("step.plugin.expect"),
        if_not: text!("step.plugin.if-not", command = "openclaw plugins list"),
        done: None,
    }
}

fn choose(provider: &str) -> Step {
    Step {
        phase: Phase::Set,
        title: text!("model-unknown.choose"),
        why: text!("model-unknown.choose-why"),
        commands: vec![
            Command::any(
                format!("openclaw models list --all --provider {provider}"),
                text!("model-unknown.list"),
            ),
            Command::any(
                "openclaw models set <provider/model>",
                text!("model-unknown.set"),
            ),
        ],
        expect: text!("model-unknown.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    }
}
