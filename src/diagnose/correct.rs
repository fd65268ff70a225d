//! The corrected config: the safe fixes put together, parsed and judged again.
//!
//! Invariants: a fix is applied whole or not at all; what is offered parses no worse than what was
//! pasted and has no issue that it did not have before.

use super::gather;
use crate::context::{Config, Context};
use crate::edit::{self, Edits};
use crate::finding::{Applicability, Change, Finding};
use crate::json5::{self, Path};
use crate::span::Span;

/// The fixes as text.
pub struct Correction {
    /// The artifact corrected.
    pub artifact: usize,
    /// Findings whose fixes are in the corrected text.
    pub applied: Vec<usize>,
    /// Findings whose fixes wait for a decision, or could not be joined with the others.
    pub left: Vec<usize>,
    /// The corrected text, where it may be offered.
    pub checked: Option<Checked>,
    // By finding; places in the paste.
    edits: Vec<Vec<(Span, String)>>,
}

/// A corrected text that was parsed and judged again.
pub struct Checked {
    /// The whole text.
    pub text: String,
    /// It parses without error.
    pub parses: bool,
    /// The release accepts it.
    pub valid: bool,
    /// What the release still says, `path: message`.
    pub remaining: Vec<String>,
}

impl Correction {
    /// The edits of one finding's fix alone; places in the paste.
    pub fn edits_of(&self, finding: usize) -> &[(Span, String)] {
        self.edits.get(finding).map_or(&[], Vec::as_slice)
    }
}

/// Corrects the config of the paste; `None` where there is none.
pub fn correct(ctx: &Context<'_>, findings: &[Finding]) -> Option<Correction> {
    let config = ctx.config.as_ref()?;
    let fixes: Vec<Option<Vec<Change>>> = findings
        .iter()
        .map(|finding| inner(config, &finding.fix.as_ref()?.changes))
        .collect();
    let edits = findings
        .iter()
        .zip(&fixes)
        .map(|(finding, changes)| alone(ctx, config, finding, changes.as_deref()))
        .collect();
    let (applied, text) = join(config, findings, &fixes);
    let left = (0..findings.len())
        .filter(|at| {
            findings
                .get(*at)
                .is_some_and(|finding| finding.fix.is_some())
                && !applied.contains(at)
        })
        .collect();
    let checked = text.and_then(|text| check(ctx, config, text));
    Some(Correction {
        artifact: config.artifact,
        applied,
        left,
        checked,
        edits,
    })
}

/// The edits of one fix alone, as places in the paste; none where it cannot be made.
fn alone(
    ctx: &Context<'_>,
    config: &Config<'_>,
    finding: &Finding,
    changes: Option<&[Change]>,
) -> Vec<(Span, String)> {
    let Some(fix) = &finding.fix else {
        return Vec::new();
    };
    let changed = changes
        .and_then(|changes| edit::edits(&config.document, changes).ok())
        .unwrap_or_default();
    let changed = changed.iter().map(|edit| (edit.span, edit.text.clone()));
    fix.repairs
        .iter()
        .cloned()
        .chain(changed)
        .map(|(span, text)| (config.place(ctx.paste, span), text))
        .collect()
}

/// The changes in terms of the pasted part of the config; `None` where one lies outside of it.
fn inner(config: &Config<'_>, changes: &[Change]) -> Option<Vec<Change>> {
    let strip = |path: &Path| {
        Some(Path(
            path.0.strip_prefix(config.prefix.0.as_slice())?.to_vec(),
        ))
    };
    changes
        .iter()
        .map(|change| {
            Some(match change {
                Change::Set { path, value } => Change::Set {
                    path: strip(path)?,
                    value: value.clone(),
                },
                Change::Remove { path } => Change::Remove { path: strip(path)? },
                Change::Rename { path, to } => Change::Rename {
                    path: strip(path)?,
                    to: to.clone(),
                },
                Change::Insert { path, value } => Change::Insert {
                    path: strip(path)?,
                    value: value.clone(),
                },
                Change::Move { path, to } => Change::Move {
                    path: strip(path)?,
                    to: strip(to)?,
                },
            })
        })
        .collect()
}

/// The safe fixes put together: which are in, and the text, where anything changes.
fn join(
    config: &Config<'_>,
    findings: &[Finding],
    fixes: &[Option<Vec<Change>>],
) -> (Vec<usize>, Option<String>) {
    let safe: Vec<usize> = (0..findings.len())
        .filter(|at| {
            let fix = findings.get(*at).and_then(|finding| finding.fix.as_ref());
            fix.is_some_and(|fix| fix.applicability == Applicability::Safe)
        })
        .collect();
    let before = config.document.text();
    let repairs: Vec<json5::Edit> = safe
        .iter()
        .filter_map(|at| findings.get(*at)?.fix.as_ref())
        .flat_map(|fix| {
            fix.repairs
                .iter()
                .map(|(span, text)| json5::Edit::new(*span, text.clone()))
        })
        .collect();
    // Repairs of one parse never overlap; if they did, none would be made rather than half of them.
    let repairs = Edits::new(repairs).unwrap_or_default();
    let repaired = edit::apply(before, &repairs);
    let document = json5::parse(&repaired);
    let changes = |at: &usize| fixes.get(*at).and_then(Option::as_deref).unwrap_or(&[]);
    let covered: Vec<bool> = safe
        .iter()
        .map(|at| {
            safe.iter()
                .any(|other| other != at && covers(changes(other), changes(at), other < at))
        })
        .collect();
    let own: Vec<usize> = safe
        .iter()
        .zip(&covered)
        .filter(|(_, covered)| !**covered)
        .map(|(at, _)| *at)
        .collect();
    let lists: Vec<&[Change]> = own.iter().map(changes).collect();
    let combined = edit::combine(&document, &lists);
    let made: Vec<usize> = combined
        .applied
        .iter()
        .filter_map(|number| own.get(*number).copied())
        .collect();
    let applied: Vec<usize> = safe
        .iter()
        .zip(&covered)
        .filter(|(at, covered)| {
            let by_another = || {
                made.iter()
                    .any(|other| other != *at && covers(changes(other), changes(at), other < *at))
            };
            made.contains(at) || (**covered && by_another())
        })
        .map(|(at, _)| *at)
        .collect();
    let text = edit::apply(&repaired, &combined.edits);
    let changed = text != before;
    (applied, changed.then_some(text))
}

/// Whether all that `fix` changes is taken away by `other` anyway. Of two that take away the same
/// the first counts.
fn covers(other: &[Change], fix: &[Change], other_is_first: bool) -> bool {
    let taken = |change: &Change| {
        matches!(
            change,
            Change::Remove { .. } | Change::Move { .. } | Change::Rename { .. }
        )
    };
    !fix.is_empty()
        && fix.iter().all(|change| {
            other.iter().filter(|by| taken(by)).any(|by| {
                by.path().covers(change.path())
                    && (by.path() != change.path() || other_is_first || !taken(change))
            })
        })
}

/// Parses and judges a corrected text; `None` where it is worse than what was pasted.
fn check(ctx: &Context<'_>, config: &Config<'_>, text: String) -> Option<Checked> {
    let corrected = config.with_text(&text);
    let errors = corrected.document.errors().len();
    let before = config.document.errors().len();
    let verdict = gather::verdict(&corrected, &ctx.release)?;
    let had = |path: &str, message: &str| {
        ctx.issues()
            .any(|issue| issue.path_text() == path && issue.message == message)
    };
    let was_valid = before == 0 && ctx.verdict.as_ref().is_some_and(|verdict| verdict.valid);
    // Of a file that was accepted there are no more than warnings to compare with.
    let fresh = || {
        let mut issues = verdict.issues.iter();
        issues.any(|issue| !had(&issue.path_text(), &issue.message))
    };
    if errors > before || (was_valid && fresh()) {
        return None;
    }
    let parses = errors == 0 || (corrected.braceless && errors == 1);
    let remaining = verdict
        .issues
        .iter()
        .take(REMAINING)
        .map(|issue| format!("{}: {}", issue.path_text(), issue.message))
        .collect();
    Some(Checked {
        parses,
        valid: parses && verdict.valid,
        remaining,
        text,
    })
}

/// More of what remains is not listed.
const REMAINING: usize = 50;
