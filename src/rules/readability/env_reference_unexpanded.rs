//! `env-reference-unexpanded`: a secret that looks like a variable and is taken as it stands.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Value;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "env-reference-unexpanded",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "key-line",
            text: "apiKey: \"{value}\"",
        },
        Pattern {
            id: "key-line",
            text: "\"apiKey\": \"{value}\"",
        },
        Pattern {
            id: "key-line",
            text: "_API_KEY: \"{value}\"",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<Span> = Vec::new();
    for found in ctx.secret_texts() {
        let written = found.value.value.as_str();
        let place = found.value.span;
        let shown = found.path.to_string();
        if !is_taken_as_text(ctx, written) {
            continue;
        }
        told.push(place);
        let Some(name) = meant(written) else {
            findings.push(file(place, &shown, written));
            continue;
        };
        let certainty = match written.strip_prefix('$') == Some(name) {
            true => ctx.certainty(),
            false => Certainty::Certain,
        };
        let applicability = match is_name(name) {
            true => Applicability::Safe,
            // The variable itself has to be renamed as well.
            false => Applicability::Unsafe,
        };
        let proper = format!("${{{}}}", name.to_ascii_uppercase());
        findings.push(
            base(place, certainty, &shown, written)
                .at(Some(found.path.clone()), Some(place))
                .fix(Fix::new(
                    text!("env-reference-unexpanded.fix", value = proper.as_str()),
                    applicability,
                    text!("env-reference-unexpanded.fix-why"),
                    vec![Change::Set {
                        path: found.path,
                        value: Value::String(proper.into()),
                    }],
                )),
        );
    }
    lines(ctx, &told, findings);
}

/// Lines outside of a config that could be read.
fn lines(ctx: &Context<'_>, told: &[Span], findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let mut last: Option<Span> = None;
    for hit in ctx.signals.iter().filter(|hit| hit.id == "key-line") {
        let Some(written) = hit.capture(text, "value") else {
            continue;
        };
        let place = ctx.place(hit.span);
        let known = |span: &Span| span.start < place.end && place.start < span.end;
        if told.iter().any(known) || last.as_ref().is_some_and(known) {
            continue;
        }
        if !is_taken_as_text(ctx, written) {
            continue;
        }
        last = Some(place);
        findings.push(match meant(written) {
            None => file(place, "apiKey", written),
            Some(_) => base(place, Certainty::Likely, "apiKey", written),
        });
        if findings.len() > 100 {
            return;
        }
    }
}

fn base(place: Span, certainty: Certainty, path: &str, written: &str) -> Finding {
    Finding::new(
        RULE.id,
        Severity::Error,
        certainty,
        text!(
            "env-reference-unexpanded.message",
            path = path,
            value = written
        ),
    )
    .at(None, Some(place))
    .quote(place, text!("config.quote"))
    .fact(
        "variables in the config",
        "openclaw 2026.3.8, 2026.5.12, 2026.5.18, 2026.9.6: substitution of variables",
        text!(
            "env-reference-unexpanded.fact",
            braced = "${NAME}",
            bare = "$NAME"
        ),
    )
    .headline(text!("env-reference-unexpanded.headline"))
    .explains("provider-refused*")
    .explains("no-credentials*")
    .explains("client-refused")
}

/// `file:…` is no reference: files are named by a secret reference of their own form.
fn file(place: Span, path: &str, written: &str) -> Finding {
    base(place, Certainty::Likely, path, written).ask(
        "openclaw secrets audit",
        text!("env-reference-unexpanded.ask"),
    )
}

/// Whether the value is meant as a reference and is none for the judged release.
fn is_taken_as_text(ctx: &Context<'_>, written: &str) -> bool {
    let Some(name) = meant(written) else {
        return written.starts_with("file:") && written.len() > "file:".len();
    };
    // `$NAME` is read where 2026.5.18 and later look for secrets; 2026.5.12 does not read it.
    let bare = written.strip_prefix('$') == Some(name);
    !bare || ctx.is_before("2026.5.18")
}

/// The variable that the value was meant to name, where it is not the form that every release reads.
fn meant(written: &str) -> Option<&str> {
    let braced = |open: &str, close: &str| written.strip_prefix(open)?.strip_suffix(close);
    let name = braced("${env:", "}")
        .or_else(|| braced("${process.env.", "}"))
        .or_else(|| written.strip_prefix("$env:"))
        .or_else(|| written.strip_prefix("process.env."))
        .or_else(|| braced("{{", "}}").map(str::trim))
        .or_else(|| braced("%", "%"))
        .or_else(|| braced("${", "}").filter(|name| !is_name(name)))
        .or_else(|| written.strip_prefix('$').filter(|rest| is_name(rest)))?;
    let word = name.len() <= 100
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    word.then_some(name)
}

/// Whether the name is one that `${…}` reads: capital letters, digits, underscores.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
