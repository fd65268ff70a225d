//! `outputs-disagree`: two parts of the paste cannot both be true of one gateway at one time.

use crate::cli::config_check::CheckVerdict;
use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::setup::Role;
use crate::span::Seen;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "outputs-disagree",
    layer: Layer::Version,
    patterns: &[],
    check: Check::Code(check),
};

/// Two values that exclude each other.
struct Pair {
    what: Text,
    one: Seen<String>,
    other: Seen<String>,
    ask: &'static str,
}

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let pairs = [
        ports(ctx),
        config_files(ctx),
        gateway_versions(ctx),
        states(ctx),
        models(ctx),
        validity(ctx),
    ];
    for pair in pairs.into_iter().flatten() {
        let note = |seen: &Seen<String>| text!("outputs-disagree.quote", value = &seen.value);
        findings.push(
            Finding::new(
                RULE.id,
                Severity::Info,
                Certainty::Certain,
                text!(
                    "outputs-disagree.message",
                    what = pair.what,
                    one = &pair.one.value,
                    other = &pair.other.value
                ),
            )
            .at(None, Some(pair.one.span))
            .quote(pair.one.span, note(&pair.one))
            .quote(pair.other.span, note(&pair.other))
            .ask(pair.ask, text!("outputs-disagree.ask")),
        );
    }
}

/// The first two values that differ.
fn differing(values: impl Iterator<Item = Seen<String>>) -> Option<(Seen<String>, Seen<String>)> {
    let mut first: Option<Seen<String>> = None;
    for value in values {
        match &first {
            None => first = Some(value),
            Some(one) if one.value != value.value => return Some((one.clone(), value)),
            Some(_) => {}
        }
    }
    None
}

fn pair(what: Text, ask: &'static str, values: impl Iterator<Item = Seen<String>>) -> Option<Pair> {
    let (one, other) = differing(values)?;
    Some(Pair {
        what,
        one,
        other,
        ask,
    })
}

fn ports(ctx: &Context<'_>) -> Option<Pair> {
    let ports = ctx.outputs.gateway_status.iter();
    let ports = ports.filter_map(|status| status.port.as_ref());
    pair(
        text!("outputs-disagree.port"),
        "openclaw gateway status --deep",
        ports.map(|port| Seen::new(port.value.to_string(), port.span)),
    )
}

fn config_files(ctx: &Context<'_>) -> Option<Pair> {
    let files = ctx.outputs.gateway_status.iter().filter_map(|status| {
        let place = status.config_cli.as_ref()?;
        Some(place.path.clone())
    });
    pair(
        text!("outputs-disagree.config"),
        "openclaw config file",
        files,
    )
}

fn gateway_versions(ctx: &Context<'_>) -> Option<Pair> {
    let versions = ctx.outputs.gateway_status.iter();
    pair(
        text!("outputs-disagree.version"),
        "openclaw gateway status --deep",
        versions.filter_map(|status| status.gateway_version.clone()),
    )
}

/// Whether the gateway answers.
fn states(ctx: &Context<'_>) -> Option<Pair> {
    let probes = ctx.outputs.gateway_status.iter().filter_map(|status| {
        let probe = status.probe.as_ref()?;
        Some((probe.ok, probe.result.span))
    });
    let channels = ctx.outputs.channels_status.iter().filter_map(|channels| {
        let reachable = channels.reachable.as_ref()?;
        Some((reachable.value, reachable.span))
    });
    let word = |ok: bool| if ok { "ok" } else { "failed" };
    pair(
        text!("outputs-disagree.state"),
        "openclaw gateway status",
        probes
            .chain(channels)
            .map(|(ok, span)| Seen::new(word(ok).to_owned(), span)),
    )
}

/// The default model of the pasted config and that of the output.
fn models(ctx: &Context<'_>) -> Option<Pair> {
    let configured = ctx.setup.models.iter().find(|model| {
        model.role == Role::Default && model.path.is_some() && model.name.value.contains('/')
    })?;
    // Aliases of one provider and of one model are printed in their full names.
    let provider = |name: &str| {
        name.split_once('/')
            .map_or("", |(id, _)| id)
            .replace('.', "")
    };
    let own = provider(&configured.name.value);
    let shown = ctx.outputs.models_status.iter().filter_map(|status| {
        let name = status.default.as_ref()?;
        let other = provider(&name.value);
        let apart = !other.is_empty() && !own.contains(&other) && !other.contains(&own);
        apart.then(|| name.clone())
    });
    pair(
        text!("outputs-disagree.model"),
        "openclaw config get agents.defaults.model",
        std::iter::once(configured.name.clone()).chain(shown),
    )
}

/// A config that was accepted earlier, and is not as it was pasted.
fn validity(ctx: &Context<'_>) -> Option<Pair> {
    let config = ctx.config.as_ref()?;
    let verdict = ctx.verdict.as_ref()?;
    if verdict.valid || config.is_part() || !ctx.release_is_known() {
        return None;
    }
    let place = ctx.paste.artifacts.get(config.artifact)?.span;
    let accepted = ctx.outputs.config_checks.iter().find(|check| {
        check.verdict.value == CheckVerdict::Valid
            && check.warnings.is_empty()
            && !check.in_log
            && check.verdict.span.start < place.start
    })?;
    let issue = verdict.issues.first()?;
    let broken = format!("{}: {}", issue.path_text(), issue.message);
    Some(Pair {
        what: text!("outputs-disagree.valid"),
        one: Seen::new("valid".to_owned(), accepted.verdict.span),
        other: Seen::new(
            broken,
            ctx.nearest_place(&crate::json5::Path(issue.path.clone()))?,
        ),
        ask: "openclaw config validate",
    })
}
