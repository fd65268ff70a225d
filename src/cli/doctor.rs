//! `openclaw doctor`: note boxes, intact, half stripped or unframed, the lines between them, and the
//! findings of `--lint`. Other commands print some of its boxes as well.

use super::source::{Json, Source};
use crate::intake::{ArtifactKind, DOCTOR_TITLES};
use crate::span::Seen;

/// One run of doctor, or the boxes that another command printed.
#[derive(Clone, Debug, Default)]
pub struct Doctor {
    /// The artifact.
    pub artifact: usize,
    /// The boxes.
    pub boxes: Vec<NoteBox>,
    /// Lines outside any box.
    pub plain: Vec<Seen<String>>,
    /// Findings with an id: `--lint`, and `[warning] core/doctor/…` lines.
    pub lint: Vec<LintFinding>,
    /// `Doctor complete.`
    pub complete: bool,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// A titled box. A sentence that was wrapped is one entry again.
#[derive(Clone, Debug)]
pub struct NoteBox {
    /// The title; `None` where it was lost.
    pub title: Option<Seen<String>>,
    /// One entry per list item or line.
    pub entries: Vec<Seen<String>>,
}

/// A finding with an id.
#[derive(Clone, Debug)]
pub struct LintFinding {
    /// `core/doctor/…`.
    pub check: Seen<String>,
    /// `error`, `warning`, `info`.
    pub severity: Option<Seen<String>>,
    /// The config path, if one is named.
    pub path: Option<Seen<String>>,
    /// The message.
    pub message: Seen<String>,
    /// What doctor proposes.
    pub fix: Option<Seen<String>>,
}

impl Doctor {
    /// The boxes with a title that begins with `title`.
    pub fn titled<'d>(&'d self, title: &'d str) -> impl Iterator<Item = &'d NoteBox> {
        self.boxes.iter().filter(move |note| {
            note.title
                .as_ref()
                .is_some_and(|seen| seen.value.starts_with(title))
        })
    }
}

/// Reads one run.
pub(super) fn read(source: &Source<'_>) -> Doctor {
    let mut doctor = match source.artifact.json || source.artifact.kind == ArtifactKind::DoctorLint
    {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    doctor.artifact = source.artifact.id;
    doctor
}

fn from_text(source: &Source<'_>) -> Doctor {
    let mut doctor = Doctor::default();
    let mut open = false;
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() || is_art(text) {
            continue;
        }
        if text.starts_with('╯') {
            open = false;
            continue;
        }
        if let Some(title) = text.strip_prefix(['◇', '◆']).map(str::trim) {
            if title.is_empty() || title.ends_with('…') {
                continue;
            }
            doctor.boxes.push(NoteBox {
                title: Some(source.seen(title)),
                entries: Vec::new(),
            });
            open = true;
            continue;
        }
        if text.contains("Doctor complete") {
            doctor.complete = true;
            open = false;
            continue;
        }
        if text.starts_with(['┌', '└']) {
            continue;
        }
        if let Some(finding) = lint_line(source, text) {
            doctor.lint.push(finding);
            continue;
        }
        if let Some(fix) = text.strip_prefix("fix:")
            && let Some(finding) = doctor.lint.last_mut().filter(|_| !open)
        {
            finding.fix = Some(source.seen(fix));
            continue;
        }
        if DOCTOR_TITLES.contains(&text) {
            doctor.boxes.push(NoteBox {
                title: Some(source.seen(text)),
                entries: Vec::new(),
            });
            open = true;
            continue;
        }
        let Some(note) = doctor.boxes.last_mut().filter(|_| open) else {
            doctor.plain.push(source.seen(text));
            continue;
        };
        let entry = text.strip_prefix("- ").unwrap_or(text);
        let indent = line.len() - line.trim_start().len();
        match note.entries.last_mut() {
            // A further line of an item, where the frame did not tell.
            Some(last)
                if !text.starts_with("- ") && indent >= 2 && !last.value.ends_with(['.', ':']) =>
            {
                last.value.push(' ');
                last.value.push_str(entry);
                last.span = last.span.join(source.span(entry));
            }
            _ => note.entries.push(source.seen(entry)),
        }
    }
    doctor
}

/// The letters of the header, drawn in blocks.
fn is_art(text: &str) -> bool {
    text.contains("OPENCLAW") && text.chars().filter(|c| c.is_alphabetic()).count() == 8
        || text
            .chars()
            .all(|c| matches!(c, '▄' | '█' | '░' | '▀' | ' ' | '│' | '─'))
}

/// `[warning] core/doctor/<check> <path> - <message>`.
fn lint_line(source: &Source<'_>, text: &str) -> Option<LintFinding> {
    let (severity, rest) = text.strip_prefix('[')?.split_once("] ")?;
    let (check, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    if !check.contains('/') {
        return None;
    }
    let (path, message) = match rest.split_once("- ") {
        Some((path, message)) => (path.trim(), message),
        None => ("", rest),
    };
    Some(LintFinding {
        check: source.seen(check),
        severity: Some(source.seen(severity)),
        path: (!path.is_empty()).then(|| source.seen(path)),
        message: source.seen(message),
        fix: None,
    })
}

fn from_json(source: &Source<'_>) -> Option<Doctor> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut doctor = Doctor {
        complete: true,
        ..Doctor::default()
    };
    for finding in root.list("findings") {
        let (Some(check), Some(message)) = (
            finding.text("checkId").or_else(|| finding.text("id")),
            finding.text("message"),
        ) else {
            doctor
                .unknown
                .push(Seen::new(finding.node.source().to_owned(), finding.span()));
            continue;
        };
        doctor.lint.push(LintFinding {
            check,
            severity: finding.text("severity"),
            path: finding.text("path"),
            message,
            fix: finding.text("fixHint").or_else(|| finding.text("fix")),
        });
    }
    Some(doctor)
}
