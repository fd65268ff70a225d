//! What people tell in their own words: the words that stand for a symptom where no output is pasted.
//!
//! Invariants: only what is neither config nor a known output is read, and only its first
//! [`LINES`] lines, without those in which a known sentence stands; what is told is never certain.

use super::{Rule, Sentence, sentence};
use crate::context::Context;
use crate::finding::{Certainty, Finding};
use crate::intake::ArtifactKind;
use crate::signals::Hit;
use crate::span::Span;

/// Words that tell a symptom, and what they make likely.
pub struct Told {
    /// One word of each group has to be told, in small letters; the line with the first group's is quoted.
    pub words: &'static [&'static [&'static str]],
    /// What it makes; its `hits` are not used.
    pub row: Sentence,
}

/// More lines are not read: who tells something tells it early.
const LINES: usize = 200;

/// The finding of the first row that is told.
pub(super) fn finding(ctx: &Context<'_>, rule: &Rule, rows: &[Told]) -> Option<Finding> {
    let lines = lines(ctx);
    rows.iter().find_map(|told| {
        let place = place(&lines, told.words)?;
        let hit = Hit {
            id: rule.id,
            span: place,
            captures: Vec::new(),
        };
        let mut finding = sentence::told(ctx, rule, &told.row, &hit)?;
        finding.certainty = finding.certainty.min(Certainty::Likely);
        Some(finding)
    })
}

fn place(lines: &[(Span, String)], words: &[&[&str]]) -> Option<Span> {
    let line_with = |group: &[&str]| {
        lines
            .iter()
            .find(|(_, line)| group.iter().any(|word| line.contains(word)))
    };
    let mut found = words.iter().map(|group| line_with(group));
    let first = found.next()??.0;
    found.all(|line| line.is_some()).then_some(first)
}

/// The lines told, in small letters.
fn lines(ctx: &Context<'_>) -> Vec<(Span, String)> {
    use ArtifactKind::*;
    let text = &ctx.paste.cleaned.text;
    let mut lines = Vec::new();
    for artifact in &ctx.paste.artifacts {
        if !matches!(
            artifact.kind,
            Prose | Unknown | Errors | Version | Command | OtherJson
        ) {
            continue;
        }
        let mut at = artifact.clean.start as usize;
        for line in artifact.clean.of(text).split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            // What a known sentence says is no one's own words.
            let known = || ctx.signals.iter().any(|hit| hit.span.overlaps(span));
            if lines.len() < LINES && line.len() < 2_000 && !line.trim().is_empty() && !known() {
                lines.push((span, line.to_lowercase()));
            }
        }
    }
    lines
}
