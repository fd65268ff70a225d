//! `unknown-key`: a key that the release does not know at this place; the gateway refuses the file.

use crate::catalogue::history;
use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Path;
use crate::migrate;
use crate::rules::{Check, Rule, retired};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;
use crate::validate::IssueKind;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-key",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "unknown-keys",
            text: "Unknown config keys: {keys}",
        },
        Pattern {
            id: "unknown-key",
            text: "{path} Unrecognized key",
        },
    ],
    check: Check::Code(check),
};

/// More unknown keys than this are counted, not listed.
const LISTED: usize = 100;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<(Path, String)> = Vec::new();
    let mut more = 0_usize;
    let answered = retired::answered(ctx);
    let mut add = |parent: Path, key: &str, line: Option<Span>, findings: &mut Vec<Finding>| {
        let path = parent.join(key);
        // What another release has made of the key is told with it.
        let retired = line.is_some() && migrate::known(&path, ctx.version()).is_some();
        if retired || answered.contains(&path) {
            return;
        }
        let known = told
            .iter()
            .any(|(path, name)| *path == parent && name == key);
        if known {
            return;
        }
        if told.len() == LISTED {
            more += 1;
            return;
        }
        findings.push(match line {
            None => finding(ctx, &parent, key),
            Some(line) => printed(ctx, &parent, key, line),
        });
        told.push((parent, key.to_owned()));
    };
    for issue in ctx.issues() {
        if let IssueKind::UnknownKeys { keys } = &issue.kind {
            for key in keys {
                add(Path(issue.path.clone()), key, None, findings);
            }
        }
    }
    for line in &ctx.setup.rejections {
        for key in line.unknown_keys() {
            add(line.parent(), key, Some(line.span), findings);
        }
    }
    // What a reader makes of the same lines.
    let text = &ctx.paste.cleaned.text;
    for hit in ctx.signals {
        let place = ctx.place(hit.span);
        let said: Vec<&str> = match hit.id {
            "unknown-keys" => hit
                .capture(text, "keys")
                .map_or_else(Vec::new, |keys| keys.split(", ").collect()),
            "unknown-key" => hit
                .capture(text, "path")
                .and_then(|path| path.rsplit(' ').next())
                .filter(|path| !path.ends_with(':') && path.contains('.'))
                .into_iter()
                .collect(),
            _ => continue,
        };
        for path in said {
            let whole = Path::parse(path.trim().trim_end_matches('.'));
            if let (Some(parent), Some(key)) = (whole.parent(), whole.0.last()) {
                add(parent, &key.text(), Some(place), findings);
            }
        }
    }
    if more > 0
        && let Some(last) = findings.last_mut()
    {
        last.message = text!(
            "unknown-key.more",
            more = more + 1,
            version = ctx.judged_name()
        );
        last.fix = None;
    }
}

/// A key that an output refuses, in a config that was not pasted, or that looks otherwise there.
fn printed(ctx: &Context<'_>, parent: &Path, key: &str, line: Span) -> Finding {
    let path = parent.join(key);
    let shown = path.to_string();
    let stretches = history::accepted(&path);
    let here = ctx.release_is_known();
    let message = match here {
        true => text!(
            "unknown-key.message",
            path = shown.as_str(),
            version = ctx.judged_name()
        ),
        false => text!("unknown-key.printed-message", path = shown.as_str()),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, Certainty::Certain, message)
        .at(Some(path), Some(line))
        .symptom(format!(
            "config-rejected {}",
            crate::validate::dotted(&parent.0)
        ))
        .explains("gateway-not-running")
        .headline(text!("unknown-key.headline-printed", path = shown.as_str()))
        .quote(line, text!("unknown-key.printed"));
    finding = match stretches.last() {
        None => finding.fact(
            "schemas",
            SCHEMAS,
            text!("unknown-key.never", parent = ctx.shown_parent(parent)),
        ),
        Some(stretch) if stretch.until.is_none() => finding.fact(
            "schemas",
            SCHEMAS,
            text!("unknown-key.since", since = stretch.since.name()),
        ),
        Some(stretch) => finding.fact(
            "schemas",
            SCHEMAS,
            text!(
                "unknown-key.between",
                first = stretch.since.name(),
                last = stretch.last().name()
            ),
        ),
    };
    if let Some(near) = ctx.nearest_key(parent, key)
        && near != key
    {
        finding = finding.fact("schemas", SCHEMAS, text!("unknown-key.near", near = near));
    }
    let finding = match here {
        true => finding,
        false => finding.ask(
            "openclaw --version",
            text!("unknown-key.ask-version", path = shown.as_str()),
        ),
    };
    match ctx.config {
        Some(_) => finding,
        None => {
            let section = parent
                .0
                .iter()
                .take(3)
                .map(|segment| segment.text())
                .collect::<Vec<_>>()
                .join(".");
            // There is no name for the whole config: its file is shown instead.
            let command = match (section.is_empty(), ctx.on_windows()) {
                (false, _) => format!("openclaw config get {section}"),
                (true, false) => format!("cat {}", ctx.config_path()),
                (true, true) => "Get-Content \"$HOME\\.openclaw\\openclaw.json\"".to_owned(),
            };
            finding.ask(command, text!("config-rejected.ask"))
        }
    }
}

/// Where the facts about keys over releases come from.
const SCHEMAS: &str = "openclaw 2026.1.29 to 2026.9.6: config schemas";

fn finding(ctx: &Context<'_>, parent: &Path, key: &str) -> Finding {
    let path = parent.join(key);
    let place = ctx.config.as_ref().and_then(|config| {
        let span = config.key_span(&path)?;
        Some(config.place(ctx.paste, span))
    });
    let version = ctx.judged_name();
    let certainty = ctx.certainty();
    let shown = path.to_string();
    let message = match ctx.release_is_known() {
        true => text!(
            "unknown-key.message",
            path = shown.as_str(),
            version = version
        ),
        false => text!(
            "unknown-key.message-unsure",
            path = shown.as_str(),
            version = version
        ),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, certainty, message)
        .at(Some(path.clone()), place)
        .explains(format!("config-rejected {}", parent.dotted()))
        .headline(text!(
            "unknown-key.headline",
            path = shown.as_str(),
            version = version
        ));
    if let Some(place) = place {
        finding = finding.quote(place, text!("unknown-key.quote"));
    }
    for line in ctx.rejections_of(parent, key).take(2) {
        finding = finding.quote(line, text!("unknown-key.printed"));
    }
    finding = finding.fact(
        format!("schema {version}"),
        format!("openclaw {version}: config schema"),
        text!(
            "unknown-key.fact",
            parent = ctx.shown_parent(parent),
            version = version
        ),
    );
    fix(ctx, finding, parent, key, &path)
}

fn fix(ctx: &Context<'_>, finding: Finding, parent: &Path, key: &str, path: &Path) -> Finding {
    let shown = path.to_string();
    if let Some(near) = ctx.nearest_key(parent, key) {
        return finding.fix(Fix::new(
            text!("unknown-key.rename", from = key, to = near),
            Applicability::Unsafe,
            text!("unknown-key.rename-why", from = key, to = near),
            vec![Change::Rename {
                path: path.clone(),
                to: near.to_owned(),
            }],
        ));
    }
    finding.fix(Fix::new(
        text!("unknown-key.remove", path = shown.as_str()),
        Applicability::Safe,
        text!("unknown-key.remove-why", version = ctx.judged_name()),
        vec![Change::Remove { path: path.clone() }],
    ))
}
