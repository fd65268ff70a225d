//! `variable-misnamed`: a key stands in a variable that this release does not read for its provider.

use crate::catalogue::Release;
use crate::context::Context;
use crate::facts::providers::Readers;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::near;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "variable-misnamed",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "misnamed OPENROUTER_API_KEY",
            text: "OPEN_ROUTER_API_KEY",
        },
        Pattern {
            id: "misnamed DASHSCOPE_API_KEY",
            text: "ALIBABA_CLOUD_API_KEY",
        },
        Pattern {
            id: "misnamed ANTHROPIC_OAUTH_TOKEN",
            text: "CLAUDE_CODE_OAUTH_TOKEN",
        },
        Pattern {
            id: "misnamed ANTHROPIC_API_KEY",
            text: "CLAUDE_API_KEY",
        },
        Pattern {
            id: "misnamed KIMI_API_KEY",
            text: "KIMI_KEY",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let readers = Readers::of(ctx.release.release);
    let trouble = !ctx.setup.refusals.is_empty()
        || ctx.signals.iter().any(|hit| hit.id == "no-key-found")
        || ctx
            .outputs
            .models_status
            .iter()
            .any(|status| !status.missing_auth.is_empty());
    // A config may name any variable itself.
    let referred = |name: &str| {
        text.contains(&format!("${{{name}}}")) || text.contains(&format!("\"id\": \"{name}\""))
    };
    let exact = ctx.signals.iter().find_map(|hit| {
        let right = hit.id.strip_prefix("misnamed ")?;
        let name = hit.span.of(text);
        // Part of a longer name.
        let before = text.get(..hit.span.start as usize).unwrap_or("");
        let after = text.get(hit.span.end as usize..).unwrap_or("");
        let joined = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            || after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let read = readers.reading(name).next().is_some() || joined;
        (!read).then(|| (name.to_owned(), right, ctx.place(hit.span)))
    });
    if let Some((name, right, place)) = exact {
        // What a reference reads is not lost; the key may still be refused for another reason.
        let certainty = match (referred(&name), trouble) {
            (true, _) => Certainty::Possible,
            (false, true) => Certainty::Likely,
            (false, false) => Certainty::Likely,
        };
        findings.push(finding(ctx, &name, right, place, certainty, trouble));
        return;
    }
    if !trouble {
        return;
    }
    let entries = ctx.outputs.env_files.iter().flat_map(|file| &file.entries);
    for entry in entries.take(50) {
        let name = entry.name.value.as_str();
        let like_key = name.ends_with("KEY") || name.ends_with("TOKEN");
        if !like_key || referred(name) || readers.reading(name).next().is_some() {
            continue;
        }
        let right = match read_elsewhere(name) {
            // A variable of a search or speech service, or of another release.
            Some(provider) => readers.of_provider(provider),
            None => nearest(name, &readers),
        };
        if let Some(right) = right {
            let place = entry.name.span;
            findings.push(finding(ctx, name, right, place, Certainty::Likely, true));
            return;
        }
    }
}

/// The provider whose key some release reads from the variable.
fn read_elsewhere(name: &str) -> Option<&'static str> {
    Release::all().rev().find_map(|release| {
        let mut all = release.facts().provider_variables();
        let (id, _) = all.find(|(_, names)| names.contains(name))?;
        Some(id)
    })
}

/// The variable that was probably meant.
fn nearest(name: &str, readers: &Readers) -> Option<&'static str> {
    let stem = ["_APIKEY", "_API_TOKEN", "_TOKEN", "_KEY"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))?;
    let usual = format!("{stem}_API_KEY");
    readers
        .variables()
        .find(|read| *read == usual)
        .or_else(|| near::nearest(name, readers.variables()))
}

fn finding(
    ctx: &Context<'_>,
    name: &str,
    right: &str,
    place: Span,
    certainty: Certainty,
    trouble: bool,
) -> Finding {
    let readers = Readers::of(ctx.release.release);
    // DashScope has no variable of its own before its provider came.
    let read = readers.reading(right).next().is_some();
    let severity = match trouble {
        true => Severity::Error,
        false => Severity::Warning,
    };
    let message = match read {
        true => text!(
            "variable-misnamed.message",
            name = name,
            right = right,
            version = ctx.judged_name()
        ),
        false => text!(
            "variable-misnamed.unread",
            name = name,
            version = ctx.judged_name()
        ),
    };
    let mut finding = Finding::new(RULE.id, severity, certainty, message)
        .at(None, Some(place))
        .quote(place, text!("variable-misnamed.quote"))
        .fact(
            "variables",
            "openclaw: the provider variables of the release (catalogue)",
            text!("variable-misnamed.fact", version = ctx.judged_name()),
        )
        .explains("no-credentials *")
        .explains("provider-refused *")
        .headline(text!("variable-misnamed.headline", name = name));
    if certainty == Certainty::Possible {
        finding = finding.ask(
            "openclaw models status",
            text!("provider-refused.ask-status"),
        );
    }
    let title = match read {
        true => text!("variable-misnamed.step", name = name, right = right),
        false => text!(
            "variable-misnamed.step-block",
            reference = format!("${{{name}}}")
        ),
    };
    finding.step(Step {
        phase: Phase::Key,
        title,
        why: text!("variable-misnamed.why"),
        commands: vec![Command::any(
            "openclaw models status",
            text!("step.look.purpose"),
        )],
        expect: text!("variable-misnamed.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    })
}
