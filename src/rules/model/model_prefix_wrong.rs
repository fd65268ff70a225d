//! `model-prefix-wrong`: the part before the first slash is missing, doubled, or no provider's name.

use crate::context::Context;
use crate::facts::Interval;
use crate::facts::providers::{self, Supply};
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::{Path, Value};
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-prefix-wrong",
    layer: Layer::Model,
    patterns: &[
        Pattern {
            id: "invalid-model-id",
            text: "{model} is not a valid model ID",
        },
        Pattern {
            id: "no-prefix",
            text: "Model \"{model}\" specified without provider",
        },
        Pattern {
            id: "no-prefix note",
            text: "\"{model}\" (no provider prefix)",
        },
        Pattern {
            id: "named-model",
            text: "agent model: {model}",
        },
        Pattern {
            id: "named-model",
            text: "Default model: {model}",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let word = |hit: &crate::signals::Hit| {
        let all = hit.capture(text, "model").unwrap_or("").trim();
        let at = if hit.id == "invalid-model-id" {
            all.split_whitespace().next_back()
        } else {
            all.split_whitespace().next()
        };
        let ends: &[char] = &['.', ',', ';', '"', '\'', '`', '(', ')'];
        at.unwrap_or("").trim_matches(ends).to_owned()
    };
    let default = ctx.release.release.facts().default_model();
    for hit in ctx.signals {
        let place = ctx.place(hit.span);
        let found = match hit.id {
            "invalid-model-id" => Some(refused(ctx, &word(hit), place)),
            "no-prefix" | "no-prefix note" => bare(ctx, &word(hit), place, default),
            // The list refuses a model that got the built-in provider's name only because it had none.
            "model-not-allowed" => word(hit)
                .split_once('/')
                .filter(|(provider, _)| default.starts_with(provider))
                .filter(|_| ctx.release_is_known())
                .and_then(|(_, id)| bare(ctx, id, place, default)),
            "named-model" => stranger(ctx, &word(hit), place),
            _ => None,
        };
        if let Some(found) = found {
            findings.push(found);
            return;
        }
    }
    for status in &ctx.outputs.models_status {
        if let Some(from) = &status.default_from {
            let alias = status
                .aliases
                .iter()
                .any(|(alias, _)| alias.value == from.value);
            let resolved = status.default.as_ref().map_or(default, |name| &name.value);
            if !from.value.contains('/') && !alias {
                findings.extend(bare(ctx, &from.value, from.span, resolved));
                return;
            }
        }
    }
    for model in ctx.setup.models.iter().filter(|model| model.path.is_some()) {
        let name = model.name.value.as_str();
        if !name.contains('/') && !is_alias(ctx, name) && !is_inferred(ctx, name) {
            findings.extend(bare(ctx, name, model.name.span, default));
            return;
        }
    }
}

/// Whether the config gives a model this other name.
fn is_alias(ctx: &Context<'_>, name: &str) -> bool {
    let models = Path::of(["agents", "defaults", "models"]);
    let Some(config) = &ctx.config else {
        return true;
    };
    let part = config.is_part() && config.at(&models).is_none();
    part || config
        .at(&models)
        .into_iter()
        .flat_map(|map| map.members())
        .any(|member| {
            let alias = member.value.get("alias").and_then(|alias| alias.as_str());
            alias.is_some_and(|alias| alias.eq_ignore_ascii_case(name))
        })
}

/// Models that the config names once only are found without their prefix (first in 2026.3.11).
const NAMED_ONCE: Interval = Interval::since("2026.3.11");

/// The same for models that a block defines (inferUniqueProviderFromConfiguredModels, first in 2026.4.5).
const DEFINED_ONCE: Interval = Interval::since("2026.4.5");

/// Whether the release finds the provider of a bare name itself.
fn is_inferred(ctx: &Context<'_>, name: &str) -> bool {
    let models = Path::of(["agents", "defaults", "models"]);
    let config = ctx.config.as_ref();
    let ends = format!("/{name}");
    let named = config
        .and_then(|config| config.at(&models))
        .into_iter()
        .flat_map(|map| map.members())
        .filter(|member| member.key.ends_with(&ends))
        .count();
    let defined = candidates(ctx, name).len();
    (NAMED_ONCE.holds(ctx.version()) && named == 1)
        || (DEFINED_ONCE.holds(ctx.version()) && named == 0 && defined == 1)
}

/// Whether the name is one of the models of the provider that is put before it.
fn fits(provider: &str, model: &str) -> bool {
    let families: &[&str] = match provider {
        "anthropic" => &["claude", "opus", "sonnet", "haiku"],
        "openai" => &["gpt", "o1", "o3", "o4", "codex"],
        _ => &[],
    };
    families.iter().any(|family| model.starts_with(family))
}

/// Every way to write the same model with a prefix that the set-up has.
fn candidates(ctx: &Context<'_>, id: &str) -> Vec<String> {
    let blocks = Path::of(["models", "providers"]);
    let config = ctx.config.as_ref();
    config
        .and_then(|config| config.at(&blocks))
        .into_iter()
        .flat_map(|map| map.members())
        .filter(|member| {
            let models = member.value.get("models");
            models.is_some_and(|models| {
                models.elements().any(|model| {
                    let own = model.get("id").and_then(|id| id.as_str());
                    own.is_some_and(|own| own == id)
                })
            })
        })
        .map(|member| format!("{}/{id}", member.key))
        .collect()
}

fn start(place: Span, certainty: Certainty, model: &str, message: Text) -> Finding {
    Finding::new(RULE.id, Severity::Error, certainty, message)
        .at(None, Some(place))
        .headline(text!("model-prefix-wrong.headline", model = model))
        .symptom(format!("model-unresolved {model}"))
        .explains(format!("model-unresolved {model}"))
}

/// A reference without a provider: the release puts its own default provider before it.
fn bare(ctx: &Context<'_>, model: &str, place: Span, default: &str) -> Option<Finding> {
    let provider = default.split('/').next().unwrap_or("");
    if model.is_empty() || fits(provider, model) {
        return None;
    }
    let mut finding = start(
        place,
        Certainty::Certain,
        model,
        text!(
            "model-prefix-wrong.bare",
            model = model,
            provider = provider
        ),
    )
    .quote(place, text!("model-prefix-wrong.bare-quote"))
    .fact(
        "default-provider",
        "openclaw: DEFAULT_PROVIDER of the release; parseModelRef",
        text!(
            "model-prefix-wrong.bare-fact",
            version = ctx.judged_name(),
            provider = provider
        ),
    )
    .explains(format!("no-credentials {provider}"))
    .explains(format!("model-unresolved {provider}/{model}"));
    let choices = candidates(ctx, model);
    if let [only] = choices.as_slice()
        && let Some(used) = ctx
            .setup
            .models
            .iter()
            .find(|used| used.name.value == model)
        && let Some(path) = &used.path
    {
        finding = finding.fix(Fix::new(
            text!("model-prefix-wrong.fix", model = only.as_str()),
            Applicability::Safe,
            text!("model-prefix-wrong.fix-why"),
            vec![Change::Set {
                path: path.clone(),
                value: Value::String(only.clone().into()),
            }],
        ));
    }
    let chosen = choices.first().map_or("<provider/model>", String::as_str);
    Some(finding.step(set(chosen)))
}

/// A provider that answers that it knows no such model.
fn refused(ctx: &Context<'_>, model: &str, place: Span) -> Finding {
    let rest = model.strip_prefix("openrouter/");
    // On the wire the prefix is gone; where it is not, the release forgot to take it off.
    let message = match rest {
        Some(rest) if rest.starts_with("openrouter/") => {
            text!("model-prefix-wrong.doubled", model = model)
        }
        Some(rest) if !rest.contains('/') => text!("model-prefix-wrong.vendor", model = model),
        Some(_) => text!("model-prefix-wrong.kept", model = model),
        None => text!("model-prefix-wrong.refused", model = model),
    };
    let certainty = match rest {
        Some(rest) if !rest.contains('/') || rest.starts_with("openrouter/") => Certainty::Certain,
        _ => Certainty::Likely,
    };
    let mut finding = start(place, certainty, model, message)
        .quote(place, text!("common.provider-says"))
        .ask(
            "openclaw models status",
            text!("provider-refused.ask-status"),
        );
    if rest.is_some() {
        finding = finding.fact(
            "openrouter",
            "openclaw docs/providers/openrouter.md; report of 2026.5.7",
            text!("model-prefix-wrong.openrouter", version = ctx.judged_name()),
        );
    }
    finding.step(set("openrouter/<vendor>/<model>"))
}

/// A reference whose provider neither the release nor the paste has.
fn stranger(ctx: &Context<'_>, model: &str, place: Span) -> Option<Finding> {
    let (provider, id) = model.split_once('/')?;
    let declared = format!("models.providers.{provider}");
    let in_config = ctx.config.as_ref().is_some_and(|config| {
        config
            .at(&Path::of(["models", "providers", provider]))
            .is_some()
    });
    let named = ctx.paste.cleaned.text.contains(&declared) || in_config;
    let known = ctx.release.possible.iter().any(|release| {
        let id = providers::normal(provider, *release);
        providers::supply(&id, *release) != Supply::Nowhere
    });
    let text_only = id.is_empty() || provider.contains(['<', '{', '$']);
    if known || named || text_only {
        return None;
    }
    let finding = start(
        place,
        Certainty::Likely,
        model,
        text!(
            "model-prefix-wrong.stranger",
            model = model,
            provider = provider,
            version = ctx.judged_name()
        ),
    )
    .quote(place, text!("model-unknown.used"))
    .ask(
        "openclaw config get models.providers",
        text!("model-prefix-wrong.ask-providers"),
    );
    let choices = candidates(ctx, id);
    Some(finding.step(set(
        choices.first().map_or("<provider/model>", String::as_str),
    )))
}

fn set(model: &str) -> Step {
    Step {
        phase: Phase::Set,
        title: text!("model-prefix-wrong.step"),
        why: text!("model-prefix-wrong.why"),
        commands: vec![Command::any(
            format!("openclaw models set {model}"),
            text!("model-unknown.set"),
        )],
        expect: text!("model-unknown.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    }
}
