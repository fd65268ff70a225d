//! `provider-key-mismatch`: a key of one product is sent to another.

use crate::context::Context;
use crate::facts::endpoints::{endpoint, other_billing};
use crate::facts::keys::{KeyPrefix, key_prefix};
use crate::facts::providers::{self, Choice, Provided, Supply};
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::{Object, Path, Value};
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::setup::{Credential, ModelUse, Source};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "provider-key-mismatch",
    layer: Layer::Credentials,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<(&str, &str)> = Vec::new();
    for credential in &ctx.setup.credentials {
        let Some(prefix) = key_prefix(&credential.shown.value) else {
            continue;
        };
        let Some(product) = ctx.product_of(&credential.provider) else {
            continue;
        };
        let pair = (credential.provider.as_str(), prefix.product);
        // The same vendor's other way of billing is a question of the address (`plan-key-endpoint`).
        let billing = ctx
            .setup
            .base_url(&credential.provider, ctx.release.release)
            .and_then(|address| endpoint(&address.value))
            .and_then(|row| other_billing(prefix, row));
        if prefix.fits(product) || billing.is_some() || told.contains(&pair) {
            continue;
        }
        told.push(pair);
        findings.push(finding(ctx, credential, prefix, product));
    }
}

fn finding(
    ctx: &Context<'_>,
    credential: &Credential,
    prefix: &'static KeyPrefix,
    product: &str,
) -> Finding {
    let provider = credential.provider.as_str();
    let used = ctx
        .setup
        .models
        .iter()
        .find(|model| model.provider == provider);
    let choices = providers::choices(prefix.product, &ctx.release.possible);
    let severity = if used.is_some() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let certainty = if prefix.proves {
        Certainty::Certain
    } else {
        Certainty::Likely
    };
    let sold_by = providers::label_of(product);
    let mut finding = Finding::new(
        RULE.id,
        severity,
        certainty,
        text!(
            "provider-key-mismatch.message",
            key = prefix.label,
            provider = provider,
            product = sold_by
        ),
    )
    .explains(format!("provider-refused {provider}"))
    .explains("provider-refused ?")
    .explains(format!("region-unclear {provider}"));
    if let Some(model) = used {
        finding = finding
            .at(model.path.clone(), Some(model.name.span))
            .quote(
                model.name.span,
                text!(
                    "provider-key-mismatch.model",
                    provider = provider,
                    product = sold_by
                ),
            )
            .headline(text!(
                "provider-key-mismatch.headline",
                key = prefix.label,
                product = sold_by
            ));
    } else {
        finding = finding.at(credential.path.clone(), Some(credential.shown.span));
    }
    let same = |other: &&Credential| {
        other.provider == provider
            && key_prefix(&other.shown.value).is_some_and(|row| row.product == prefix.product)
    };
    for other in ctx.setup.credentials.iter().filter(same).take(3) {
        finding = finding.quote(
            other.shown.span,
            text!(
                "provider-key-mismatch.key",
                prefix = prefix.prefix,
                key = prefix.label
            ),
        );
    }
    finding = finding.fact(
        format!("key-prefix {}", prefix.prefix),
        prefix.source,
        text!(
            "provider-key-mismatch.fact",
            prefix = prefix.prefix,
            key = prefix.label
        ),
    );
    for choice in &choices {
        finding = finding.fact(
            format!("provider {}", choice.provided.row.id),
            choice.provided.row.source,
            text!(
                "provider-key-mismatch.better",
                key = prefix.label,
                provider = choice.provided.row.id,
                version = span_of(choice)
            ),
        );
    }
    match (used, choices.as_slice()) {
        (None, _) | (_, []) => finding,
        (Some(model), [only]) => remedy(ctx, finding, credential, model, prefix, only.provided),
        (Some(_), several) => open_remedy(ctx, finding, credential, prefix, several),
    }
}

/// `2026.3.22 to 2026.6.8`, or the one release.
fn span_of(choice: &Choice) -> Text {
    match choice.first == choice.last {
        true => text!("release.one", version = choice.first.name()),
        false => text!(
            "release.range",
            first = choice.first.name(),
            last = choice.last.name()
        ),
    }
}

/// What to do where the release is not known and releases differ: ask, and say what each needs.
fn open_remedy(
    ctx: &Context<'_>,
    finding: Finding,
    credential: &Credential,
    prefix: &'static KeyPrefix,
    choices: &[Choice],
) -> Finding {
    let Some(newest) = choices.last() else {
        return finding;
    };
    let mut step = choose_model(ctx, newest.provided.model());
    step.title = text!("step.model.title-unsure", key = prefix.label);
    step.why = text!("step.model.why-unsure", command = "openclaw --version");
    step.expect = text!("step.model.expect-unsure");
    step.commands.clear();
    let mut install_step: Option<Step> = None;
    for choice in choices {
        let purpose = text!(
            "step.model.purpose-unsure",
            model = choice.provided.model(),
            version = span_of(choice)
        );
        step.commands.push(Command::any(
            format!("openclaw models set {}", choice.provided.model()),
            purpose,
        ));
        if let Supply::External(package) = choice.provided.supply() {
            let mut needed = install(package, prefix.label);
            needed.title = text!(
                "step.plugin.title-from",
                package = package,
                version = choice.first.name()
            );
            install_step = Some(needed);
        }
    }
    // One model may be named over two stretches that differ in how the provider is supplied.
    step.commands
        .dedup_by(|later, earlier| later.run == earlier.run);
    let mut finding = finding.ask(
        "openclaw --version",
        text!("provider-key-mismatch.ask-version", key = prefix.label),
    );
    if let Some(needed) = install_step {
        finding = finding.step(needed);
    }
    if !matches!(
        credential.source,
        Source::ConfigVariable(_) | Source::Profile(_)
    ) {
        finding = finding.step(place_key(ctx, prefix, newest.provided));
    }
    finding.step(step).step(look(ctx, prefix, newest.provided))
}

/// What to change and do so that the key goes where it belongs.
fn remedy(
    ctx: &Context<'_>,
    mut finding: Finding,
    credential: &Credential,
    model: &ModelUse,
    prefix: &'static KeyPrefix,
    better: Provided,
) -> Finding {
    let target = better.model();
    if let Supply::External(package) = better.supply()
        && !ctx.setup.has_plugin(better.row.id)
    {
        finding = finding.step(install(package, prefix.label));
    }
    if let Some(changes) = changes(ctx, model, better, credential) {
        finding = finding.fix(Fix::new(
            text!("provider-key-mismatch.fix", model = target),
            Applicability::Safe,
            text!(
                "provider-key-mismatch.fix-why",
                key = prefix.label,
                model = target,
                old = model.name.value.as_str()
            ),
            changes,
        ));
    }
    if !matches!(
        credential.source,
        Source::ConfigVariable(_) | Source::Profile(_)
    ) {
        finding = finding.step(place_key(ctx, prefix, better));
    }
    finding
        .step(choose_model(ctx, target))
        .step(look(ctx, prefix, better))
        .command(Command::any(
            format!("openclaw models set {target}"),
            text!("provider-key-mismatch.set", model = target),
        ))
}

/// The changes of the config; `None` where the model is not chosen in it.
fn changes(
    ctx: &Context<'_>,
    model: &ModelUse,
    better: Provided,
    credential: &Credential,
) -> Option<Vec<Change>> {
    let config = ctx.config.as_ref()?;
    let path = model.path.clone()?;
    let mut changes = vec![Change::Set {
        path,
        value: Value::String(better.model().into()),
    }];
    let allowed = Path::of(["agents", "defaults", "models"]);
    let entry = allowed.join(better.model());
    let restricts = config
        .at(&allowed)
        .is_some_and(|models| models.members().next().is_some());
    if restricts && config.at(&entry).is_none() {
        changes.push(Change::Insert {
            path: entry,
            value: Value::Object(Object::default()),
        });
    }
    let variable = better.variable();
    if let (Source::ConfigVariable(_), Some(path), false) =
        (&credential.source, &credential.path, variable.is_empty())
    {
        // `env.vars` is read by every release; `env.NAME` by those before 2026.8.1 only.
        let to = Path::of(["env", "vars", variable]);
        changes.push(match config.at(&to).is_some() {
            true => Change::Remove { path: path.clone() },
            false => Change::Move {
                path: path.clone(),
                to,
            },
        });
    }
    Some(changes)
}

fn install(package: &str, label: &str) -> Step {
    let run = format!("openclaw plugins install {package}");
    Step {
        phase: Phase::Install,
        title: text!("step.plugin.title", package = package),
        why: text!("step.plugin.why", provider = label),
        commands: vec![Command::any(
            run,
            text!("step.plugin.purpose", package = package),
        )],
        expect: text!("step.plugin.expect"),
        if_not: text!("step.plugin.if-not", command = "openclaw plugins list"),
        done: None,
    }
}

fn place_key(ctx: &Context<'_>, prefix: &KeyPrefix, better: Provided) -> Step {
    let variable = better.variable();
    let file = ctx.state_file(".env");
    Step {
        phase: Phase::Key,
        title: text!(
            "step.key.title",
            line = format!("{variable}=<your {} key>", prefix.label),
            file = file.as_str()
        ),
        why: text!(
            "step.key.why",
            key = prefix.label,
            variable = variable,
            file = file.as_str()
        ),
        commands: Vec::new(),
        expect: text!("step.key.expect", file = file.as_str(), variable = variable),
        if_not: text!(
            "step.key.if-not",
            path = format!("env.vars.{variable}"),
            config = ctx.config_path()
        ),
        done: None,
    }
}

fn choose_model(ctx: &Context<'_>, model: &str) -> Step {
    Step {
        phase: Phase::Set,
        title: text!("step.model.title", model = model),
        why: match ctx.config {
            Some(_) => text!("step.model.why-corrected"),
            None => text!("step.model.why"),
        },
        commands: vec![Command::any(
            format!("openclaw models set {model}"),
            text!("provider-key-mismatch.set", model = model),
        )],
        expect: text!(
            "step.model.expect",
            line = format!("Default model: {model}")
        ),
        if_not: allowlist(ctx, model),
        done: None,
    }
}

fn allowlist(ctx: &Context<'_>, model: &str) -> Text {
    let refusal = format!("Model \"{model}\" is not allowed");
    if ctx.has_model_policy() {
        text!(
            "step.model.if-not-policy",
            line = refusal,
            model = model,
            path = "agents.defaults.modelPolicy.allow"
        )
    } else {
        text!(
            "step.model.if-not",
            line = refusal,
            entry = format!("\"{model}\": {{}}"),
            path = "agents.defaults.models"
        )
    }
}

fn look(ctx: &Context<'_>, prefix: &KeyPrefix, better: Provided) -> Step {
    let variable = better.variable();
    Step {
        phase: Phase::Check,
        title: text!("step.look.title"),
        why: text!("step.look.why"),
        commands: vec![Command::any(
            "openclaw models status",
            text!("step.look.purpose"),
        )],
        expect: text!(
            "step.look.expect",
            first = format!("Default       : {}", better.model()),
            second = format!("- {} effective=env:{}…", better.row.id, prefix.prefix),
            source = format!("source=env: {variable}"),
        ),
        if_not: still_refused(ctx, better),
        done: None,
    }
}

/// Kimi Code refuses clients that do not name themselves; OpenClaw does so from 2026.3.13 on.
fn still_refused(ctx: &Context<'_>, better: Provided) -> Text {
    if better.row.product == "kimi-code" && ctx.is_before("2026.3.13") {
        text!(
            "step.look.if-not-kimi",
            version = ctx.judged_name(),
            since = "2026.3.13",
            command = "npm install -g openclaw@2026.3.13"
        )
    } else {
        text!("step.look.if-not", command = "openclaw models status")
    }
}
