//! `stale-key-wins`: a provider has keys in several places, they differ, and the one that is sent is
//! not the one that was changed.

use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::setup::{Credential, Source};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "stale-key-wins",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "stale-said",
            text: "old key from SQLite still used",
        },
        Pattern {
            id: "stale-said",
            text: "old value from service-env/",
        },
        Pattern {
            id: "stale-said",
            text: "old key still used",
        },
        Pattern {
            id: "stale-said",
            text: "direct call works",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<&str> = Vec::new();
    for credential in &ctx.setup.credentials {
        let provider = credential.provider.as_str();
        if told.contains(&provider) {
            continue;
        }
        told.push(provider);
        let keys = ctx.setup.keys_of(provider);
        let Some((sent, others)) = keys.split_first() else {
            continue;
        };
        let stale: Vec<&&Credential> = others
            .iter()
            .filter(|other| other.rank > sent.rank && differ(&sent.shown.value, &other.shown.value))
            .collect();
        let refused = ctx.setup.refusals.iter().any(|refusal| {
            let of = refusal.provider.as_deref();
            of.is_none_or(|id| id == provider)
        });
        // A status that names the winner shows the others at its side.
        let beside = sent.effective && stale.iter().any(|other| other.rank < 5);
        if !stale.is_empty() && (refused || beside) {
            findings.push(finding(ctx, provider, sent, &stale, refused));
        }
    }
    let said = ctx.signals.iter().find(|hit| hit.id == "stale-said");
    if let Some(hit) = said
        && !findings.iter().any(|finding| finding.rule == RULE.id)
    {
        let place = ctx.place(hit.span);
        findings.push(
            Finding::new(
                RULE.id,
                Severity::Error,
                Certainty::Likely,
                text!("stale-key-wins.said"),
            )
            .at(None, Some(place))
            .quote(place, text!("stale-key-wins.said-quote"))
            .fact("credential-order", SOURCE, text!("stale-key-wins.order"))
            .explains("provider-refused *")
            .ask("openclaw models status", text!("stale-key-wins.ask"))
            .step(renew("<provider>")),
        );
    }
}

const SOURCE: &str =
    "openclaw 2026.3.8 resolveApiKeyForProvider; 2026.4.5 shouldPreferExplicitConfigApiKeyAuth";

/// Whether two shown keys are surely different: whole ones that differ, or masks with other ends.
fn differ(one: &str, other: &str) -> bool {
    let ends = |key: &str| {
        let (head, tail) = key.split_once("...").or_else(|| key.split_once('…'))?;
        Some((head.to_owned(), tail.to_owned()))
    };
    let hidden = |key: &str| key.contains(['*', '<', '(', ' ']) || key.len() < 8;
    if hidden(one) || hidden(other) {
        return false;
    }
    match (ends(one), ends(other)) {
        (Some(one), Some(other)) => one.0 == other.0 && one.1 != other.1,
        (None, None) => one != other,
        (Some((head, tail)), None) => !(other.starts_with(&head) && other.ends_with(&tail)),
        (None, Some((head, tail))) => !(one.starts_with(&head) && one.ends_with(&tail)),
    }
}

fn place_of(source: &Source) -> Text {
    match source {
        Source::Variable(name) => text!("stale-key-wins.in-variable", name = name.as_str()),
        Source::ConfigVariable(name) => text!("stale-key-wins.in-config", name = name.as_str()),
        Source::DotEnv(name) => text!("stale-key-wins.in-file", name = name.as_str()),
        Source::Service(name) => text!("stale-key-wins.in-service", name = name.as_str()),
        Source::Shell(name) => text!("stale-key-wins.in-shell", name = name.as_str()),
        Source::Block => text!("stale-key-wins.in-block"),
        Source::ModelsJson => text!("stale-key-wins.in-models-json"),
        Source::Profile(id) => text!("stale-key-wins.in-profile", name = id.as_str()),
    }
}

fn finding(
    ctx: &Context<'_>,
    provider: &str,
    sent: &Credential,
    stale: &[&&Credential],
    refused: bool,
) -> Finding {
    let used = ctx
        .setup
        .models
        .iter()
        .any(|model| model.provider == provider);
    // Two keys are no fault; they matter where the one that is sent is refused.
    let (severity, certainty) = match refused {
        true => (Severity::Error, Certainty::Likely),
        false => (Severity::Info, Certainty::Certain),
    };
    let mut finding = Finding::new(
        RULE.id,
        severity,
        certainty,
        text!(
            "stale-key-wins.message",
            provider = provider,
            place = place_of(&sent.source)
        ),
    )
    .at(sent.path.clone(), Some(sent.shown.span))
    .quote(sent.shown.span, text!("stale-key-wins.sent"))
    .fact("credential-order", SOURCE, text!("stale-key-wins.order"));
    for other in stale.iter().take(3) {
        finding = finding.quote(
            other.shown.span,
            text!("stale-key-wins.unused", place = place_of(&other.source)),
        );
    }
    if refused {
        finding = finding
            .explains(format!("provider-refused {provider}"))
            .explains("provider-refused ?")
            .headline(text!("stale-key-wins.headline", provider = provider));
        if used {
            finding = finding.step(renew(provider));
        }
    }
    finding
}

fn renew(provider: &str) -> Step {
    Step {
        phase: Phase::Key,
        title: text!("stale-key-wins.step"),
        why: text!("stale-key-wins.why"),
        commands: vec![
            Command::any(
                format!("openclaw models auth paste-token --provider {provider}"),
                text!("stale-key-wins.paste"),
            ),
            Command::any(
                "openclaw gateway install --force",
                text!("common.reinstall-purpose"),
            ),
        ],
        expect: text!("stale-key-wins.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    }
}
