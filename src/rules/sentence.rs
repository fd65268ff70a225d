//! Rules that are rows: a sentence that OpenClaw, a provider or a system prints is the evidence, and
//! what to do follows from it alone.

use super::Rule;
use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{
    Certainty, Command, Evidence, Finding, Missing, Phase, Severity, Shell, Step,
};
use crate::intake::ArtifactKind;
use crate::lang::{Arg, Text};
use crate::signals::Hit;

/// A rule as a row. Keys are keys of `lang/*.txt`; in their sentences `{name}` is what stood in the
/// placeholder `name` of the pattern that was found, and `{version}` the judged release.
pub struct Sentence {
    /// Pattern ids of the rule any of which makes the finding; empty: all of the rule's.
    pub hits: &'static [&'static str],
    /// Pattern ids of any rule that make this one moot.
    pub unless: &'static [&'static str],
    /// Releases in which the sentence means this.
    pub when: Interval,
    /// The consequence.
    pub severity: Severity,
    /// How sure the sentence alone makes it.
    pub certainty: Certainty,
    /// What is wrong; also in the quotes' notes.
    pub message: &'static str,
    /// What the quoted line shows.
    pub note: &'static str,
    /// The situation in one clause, for the verdict.
    pub headline: Option<&'static str>,
    /// A fact of ours: key and source.
    pub fact: Option<(&'static str, &'static str)>,
    /// What this is a sign of.
    pub symptoms: &'static [&'static str],
    /// What this causes.
    pub explains: &'static [&'static str],
    /// Commands whose output would decide, with the key of the reason.
    pub asks: &'static [(&'static str, &'static str)],
    /// What to do.
    pub steps: &'static [StepRow],
    /// A page of OpenClaw's documentation.
    pub docs: Option<&'static str>,
}

/// A step as a row.
pub struct StepRow {
    /// Where it belongs.
    pub phase: Phase,
    /// What to do.
    pub title: &'static str,
    /// Why.
    pub why: &'static str,
    /// What to run.
    pub commands: &'static [CommandRow],
    /// What to see.
    pub expect: &'static str,
    /// What if not.
    pub if_not: &'static str,
}

/// A command as a row.
pub struct CommandRow {
    /// The line; `{name}` as in the sentences.
    pub run: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// Where it works.
    pub shell: Shell,
    /// Whether something is lost by it.
    pub destructive: bool,
}

/// The finding of a row, where one of its sentences stands in the paste.
pub(super) fn finding(ctx: &Context<'_>, rule: &Rule, row: &Sentence) -> Option<Finding> {
    let certainty = certainty(ctx, row)?;
    let wanted = |hit: &&Hit| match row.hits.is_empty() {
        true => rule.patterns.iter().any(|pattern| pattern.id == hit.id),
        false => row.hits.contains(&hit.id),
    };
    let mut hits = ctx.signals.iter().filter(wanted);
    let first = hits.next()?;
    let mut finding = made(ctx, rule, row, first, certainty);
    for again in hits.filter(|hit| hit.id != first.id).take(2) {
        finding = finding.quote(ctx.place(again.span), fill(ctx, row.note, again));
    }
    Some(finding)
}

/// The finding of a row for a place that is no sentence of the rule's.
pub(super) fn told(ctx: &Context<'_>, rule: &Rule, row: &Sentence, hit: &Hit) -> Option<Finding> {
    Some(made(ctx, rule, row, hit, certainty(ctx, row)?))
}

/// How sure the row is in the judged release; `None` where it does not hold or another sentence
/// makes it moot.
fn certainty(ctx: &Context<'_>, row: &Sentence) -> Option<Certainty> {
    let possible = ctx
        .release
        .possible
        .iter()
        .filter_map(|release| release.version());
    let holding = possible
        .clone()
        .filter(|version| row.when.holds(version))
        .count();
    let moot = row
        .unless
        .iter()
        .any(|id| ctx.signals.iter().any(|hit| hit.id == *id));
    if holding == 0 || moot {
        return None;
    }
    Some(match holding < possible.count() {
        true => row.certainty.min(Certainty::Likely),
        false => row.certainty,
    })
}

fn made(
    ctx: &Context<'_>,
    rule: &Rule,
    row: &Sentence,
    first: &Hit,
    certainty: Certainty,
) -> Finding {
    let say = |key: &'static str| fill(ctx, key, first);
    // A line inside a log need not be the present state.
    let certainty = match in_log(ctx, first) {
        true => certainty.min(Certainty::Likely),
        false => certainty,
    };
    let place = ctx.place(first.span);
    let mut finding = Finding::new(rule.id, row.severity, certainty, say(row.message))
        .at(None, Some(place))
        .quote(place, say(row.note));
    if let Some((key, source)) = row.fact {
        finding.evidence.push(Evidence::Fact {
            id: rule.id.to_owned(),
            source: source.to_owned(),
            note: say(key),
        });
    }
    finding.headline = row.headline.map(say);
    finding.symptoms = row
        .symptoms
        .iter()
        .map(|symptom| insert(ctx, symptom, first))
        .collect();
    finding.explains = row
        .explains
        .iter()
        .map(|symptom| insert(ctx, symptom, first))
        .collect();
    finding.asks = row
        .asks
        .iter()
        .map(|(command, why)| Missing {
            command: insert(ctx, command, first),
            why: say(why),
        })
        .collect();
    finding.steps = row
        .steps
        .iter()
        .map(|step| self::step(ctx, step, first))
        .collect();
    finding.docs = row.docs;
    finding
}

/// One finding of what a line says and what the config shows: the line's words, the config's place
/// and fix.
pub(super) fn joined(said: Option<Finding>, seen: Option<Finding>) -> Option<Finding> {
    match (said, seen) {
        (Some(mut said), Some(seen)) => {
            said.path = seen.path;
            said.fix = seen.fix;
            said.evidence.extend(seen.evidence);
            Some(said)
        }
        (said, seen) => said.or(seen),
    }
}

fn step(ctx: &Context<'_>, row: &StepRow, hit: &Hit) -> Step {
    let say = |key: &'static str| fill(ctx, key, hit);
    Step {
        phase: row.phase,
        title: say(row.title),
        why: say(row.why),
        commands: row
            .commands
            .iter()
            .map(|command| Command {
                run: insert(ctx, command.run, hit),
                purpose: say(command.purpose),
                shell: command.shell,
                destructive: command.destructive,
            })
            .collect(),
        expect: say(row.expect),
        if_not: say(row.if_not),
        done: None,
    }
}

fn in_log(ctx: &Context<'_>, hit: &Hit) -> bool {
    let artifact = ctx.artifact_at(ctx.place(hit.span).start);
    ctx.paste
        .artifacts
        .get(artifact)
        .is_some_and(|artifact| artifact.kind == ArtifactKind::Log)
}

/// A sentence with what the pattern's placeholders hold.
fn fill(ctx: &Context<'_>, key: &'static str, hit: &Hit) -> Text {
    let text = &ctx.paste.cleaned.text;
    let mut args: Vec<(&'static str, Arg)> = hit
        .captures
        .iter()
        .map(|(name, span)| (*name, Arg::from(captured(span.of(text)))))
        .collect();
    args.push(("version", Arg::from(ctx.judged_name())));
    args.push(("config", Arg::from(ctx.config_path())));
    args.push(("env", Arg::from(ctx.state_file(".env"))));
    args.push(("line", Arg::from(hit.span.of(text).trim())));
    Text { key, args }
}

/// A command or a symptom with what the pattern's placeholders hold.
fn insert(ctx: &Context<'_>, row: &str, hit: &Hit) -> String {
    let text = &ctx.paste.cleaned.text;
    let mut said = row
        .replace("{config}", &ctx.config_path())
        .replace("{env}", &ctx.state_file(".env"));
    for (name, span) in &hit.captures {
        said = said.replace(&format!("{{{name}}}"), captured(span.of(text)));
    }
    said
}

/// What stood in a placeholder, without the end of its sentence.
fn captured(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',', ';', ':', ')'])
}
