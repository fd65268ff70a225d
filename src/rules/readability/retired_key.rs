//! `retired-key`: a key that the release has moved, renamed or given up; the gateway refuses the file.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Command, Finding, Fix, Layer, Severity};
use crate::json5::Path;
use crate::lang::Text;
use crate::migrate::{Group, Kind, Step, known};
use crate::rules::{Check, Rule, retired};
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "retired-key",
    layer: Layer::Readability,
    patterns: &[],
    check: Check::Code(check),
};

/// More than this are not listed.
const LISTED: usize = 100;

/// So many refused keys of outputs are tried against the migrations.
const ASKED: usize = 20;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<Path> = Vec::new();
    for group in retired::groups(ctx).iter().take(LISTED).cloned() {
        told.extend(group.answers.iter().cloned());
        findings.extend(finding(ctx, group));
    }
    let mut asked = 0;
    for line in &ctx.setup.rejections {
        for key in line.unknown_keys() {
            let path = line.parent().join(key);
            // Each is tried against every migration.
            if asked >= ASKED || told.len() >= LISTED || told.contains(&path) {
                continue;
            }
            asked += 1;
            if let Some(step) = known(&path, ctx.version()) {
                findings.push(printed(ctx, &path, &step, line.span));
                told.push(path);
            }
        }
    }
}

/// What became of the key.
fn message(path: &Path, step: &Step, version: &str) -> Text {
    let from = path.to_string();
    match (&step.to, step.kind) {
        (Some(to), kind) if !kind.is_loss() => {
            text!(
                "retired-key.moved",
                from = from,
                to = to.to_string(),
                version = version
            )
        }
        (_, Kind::Changed) => text!("retired-key.changed", from = from, version = version),
        _ => text!("retired-key.gone", from = from, version = version),
    }
}

fn since(step: &Step) -> &'static str {
    step.row.when.since.unwrap_or_default()
}

fn finding(ctx: &Context<'_>, group: Group) -> Option<Finding> {
    let version = ctx.judged_name();
    let key = group.answers.first()?.clone();
    let exact = group.steps.iter().find(|step| step.path == key);
    let first = exact.or_else(|| group.steps.iter().find(|step| key.covers(&step.path)))?;
    // What moved once may have moved again.
    let mut last = first.clone();
    for step in &group.steps {
        if last.to.as_ref().is_some_and(|to| *to == step.path) && step.to.is_some() {
            last.to.clone_from(&step.to);
        }
    }
    let place = ctx.config.as_ref().and_then(|config| {
        let span = config
            .key_span(&first.path)
            .or_else(|| config.key_span(&key))?;
        Some(config.place(ctx.paste, span))
    });
    let path = match first.path == key || group.answers.len() > 1 {
        true => key.clone(),
        false => first.path.clone(),
    };
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        ctx.certainty(),
        message(&first.path, &last, version),
    )
    .at(Some(path), place)
    .headline(text!(
        "retired-key.headline",
        from = first.path.to_string(),
        version = version
    ));
    for answer in &group.answers {
        let parent = answer.parent().unwrap_or_default();
        finding = finding.explains(format!("config-rejected {}", parent.dotted()));
        if let Some(last) = answer.last() {
            for line in ctx.rejections_of(&parent, &last.text()).take(1) {
                finding = finding.quote(line, text!("unknown-key.printed"));
            }
        }
    }
    if let Some(place) = place {
        finding = finding.quote(place, text!("unknown-key.quote"));
    }
    let mut rows: Vec<&str> = Vec::new();
    for step in &group.steps {
        if !rows.contains(&step.row.id) {
            rows.push(step.row.id);
            finding = finding.fact(
                step.row.id,
                step.row.source(),
                text!("retired-key.fact", since = since(step)),
            );
        }
    }
    let lossy = group.steps.iter().any(|step| step.kind.is_loss());
    let from = first.path.to_string();
    let title = match (&last.to, group.steps.len()) {
        (Some(to), _) if !first.kind.is_loss() => {
            text!("unknown-key.move", from = from, to = to.to_string())
        }
        (_, 1) if first.kind.is_loss() => text!("unknown-key.remove", path = from),
        _ => text!("retired-key.fix", from = from),
    };
    let why = match lossy {
        false => text!("retired-key.why"),
        true => text!("retired-key.why-lost", version = version),
    };
    Some(finding.fix(Fix::new(title, Applicability::Safe, why, group.changes)))
}

/// A retired key that an output refuses, in a config that was not pasted.
fn printed(ctx: &Context<'_>, path: &Path, step: &Step, line: Span) -> Finding {
    let certainty = match ctx.release_is_known() {
        true => Certainty::Certain,
        false => Certainty::Likely,
    };
    let version = ctx.judged_name();
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        certainty,
        message(path, step, version),
    )
    .at(Some(path.clone()), Some(line))
    .symptom(format!(
        "config-rejected {}",
        path.parent().unwrap_or_default().dotted()
    ))
    .explains("gateway-not-running")
    .headline(text!(
        "retired-key.headline",
        from = path.to_string(),
        version = version
    ))
    .quote(line, text!("unknown-key.printed"))
    .fact(
        step.row.id,
        step.row.source(),
        text!("retired-key.fact", since = since(step)),
    );
    if step.row.when.holds(ctx.version()) {
        finding = finding.command(Command {
            destructive: true,
            ..Command::any("openclaw doctor --fix", text!("retired-key.doctor"))
        });
    }
    match ctx.config {
        Some(_) => finding,
        None => finding.ask("cat ~/.openclaw/openclaw.json", text!("retired-key.ask")),
    }
}
