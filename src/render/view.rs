//! What the renderers share: the masked paste by line, findings in the order of their causes.

use crate::edit::diff;
use crate::report::{Finding, Report, Where};

/// A report, opened for rendering.
pub struct View<'r> {
    /// The report.
    pub report: &'r Report,
    lines: Vec<&'r str>,
}

/// A masked line of the paste, cut around the words that matter.
pub struct Excerpt {
    /// What is shown.
    pub line: String,
    /// The character of it at which the words start.
    pub start: usize,
    /// How many characters of it they take.
    pub width: usize,
}

/// A file that a part of the paste was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its name, for people.
    pub name: String,
    /// Relative address, with `/`.
    pub uri: String,
    /// The line of the paste at which it begins, from 1.
    pub first_line: u32,
}

/// The file that holds a line of the paste, and which of its lines that is.
pub fn source_of(sources: &[Source], line: u32) -> (Option<&Source>, u32) {
    let after = sources.partition_point(|source| source.first_line <= line);
    let source = after.checked_sub(1).and_then(|index| sources.get(index));
    let first_line = source.map_or(1, |source| source.first_line);
    (source, line.saturating_sub(first_line) + 1)
}

/// One finding in the list of causes.
#[derive(Clone, Copy)]
pub struct Entry<'r> {
    /// The finding.
    pub finding: &'r Finding,
    /// How many causes stand above it: 0 for a root cause.
    pub depth: usize,
}

/// Causes deeper than this are shown at this depth.
const DEEPEST: usize = 8;

impl<'r> View<'r> {
    /// Opens a report.
    pub fn new(report: &'r Report) -> View<'r> {
        let lines = lines(&report.redacted);
        View { report, lines }
    }

    /// The masked line `number`, from 1, without its end.
    pub fn line(&self, number: u32) -> &'r str {
        let index = (number as usize).wrapping_sub(1);
        self.lines.get(index).copied().unwrap_or("")
    }

    /// Every finding once: each root cause, and beneath it what it causes.
    pub fn entries(&self) -> Vec<Entry<'r>> {
        let findings = &self.report.findings;
        let mut caused = vec![false; findings.len()];
        for index in findings.iter().flat_map(|finding| &finding.explains) {
            if let Some(caused) = caused.get_mut(*index) {
                *caused = true;
            }
        }
        let mut shown = vec![false; findings.len()];
        let mut entries = Vec::with_capacity(findings.len());
        let roots = (0..findings.len()).filter(|index| caused.get(*index) == Some(&false));
        // Those that only a circle of causes would reach come last.
        for root in roots.chain(0..findings.len()) {
            let mut open = vec![(root, 0)];
            while let Some((index, depth)) = open.pop() {
                let (Some(finding), Some(seen)) = (findings.get(index), shown.get_mut(index))
                else {
                    continue;
                };
                if std::mem::replace(seen, true) {
                    continue;
                }
                entries.push(Entry { finding, depth });
                let below = (depth + 1).min(DEEPEST);
                open.extend(finding.explains.iter().rev().map(|index| (*index, below)));
            }
        }
        entries
    }

    /// The part of the masked paste that `corrected` replaces.
    pub fn masked_config(&self) -> Option<&'r str> {
        let corrected = self.report.corrected.as_ref()?;
        let (start, end) = (
            self.redacted_at(corrected.start),
            self.redacted_at(corrected.end),
        );
        self.report.redacted.get(start..end)
    }

    /// The first line of `place` with the words in it, at most `most` characters long.
    pub fn excerpt(&self, place: &Where, most: usize) -> Excerpt {
        let line = self.line(place.line);
        // OK because `lines` cuts its pieces from `redacted`.
        let line_start = line.as_ptr() as usize - self.report.redacted.as_ptr() as usize;
        let column = |at: usize| {
            let inside = self
                .redacted_at(at)
                .saturating_sub(line_start)
                .min(line.len());
            line.get(..inside)
                .map_or(0, |before| before.chars().count())
        };
        let letters = line.chars().count();
        let (start, end) = (column(place.start), column(place.end));
        let blank = line.chars().take_while(|c| c.is_whitespace()).count();
        let from = start
            .saturating_sub(most / 3)
            .min(letters.saturating_sub(most))
            .max(blank.min(start));
        let shown: String = line.chars().skip(from).take(most).collect();
        let lead = if from > blank { "…" } else { "" };
        let trail = if from + most < letters { "…" } else { "" };
        let shift = usize::from(from > blank);
        let start = start - from + shift;
        let width = (end.max(start + from - shift) + shift - from - start)
            .min((most + shift).saturating_sub(start));
        Excerpt {
            line: harmless(format!("{lead}{shown}{trail}").trim_end()),
            start,
            width,
        }
    }

    /// Where a byte of the paste stands in the masked paste; inside a secret, at its mask.
    fn redacted_at(&self, at: usize) -> usize {
        let (mut added, mut removed) = (0, 0);
        for secret in &self.report.secrets {
            if secret.start >= at {
                break;
            }
            added += secret.mask.len();
            // A place inside a secret stands behind its mask.
            removed += secret.end.min(at) - secret.start;
        }
        (at + added).saturating_sub(removed)
    }
}

/// Lines as the report counts them: they end at `\n`, `\r\n` or a lone `\r`.
pub fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        lines.push(rest.get(..end).unwrap_or(""));
        let ending = if rest.get(end..).is_some_and(|tail| tail.starts_with("\r\n")) {
            2
        } else {
            1
        };
        rest = rest.get(end + ending..).unwrap_or("");
    }
    lines.push(rest);
    lines
}

/// The hunks of a unified diff, without its head; empty where the texts are equal.
pub fn hunks(old: &str, new: &str) -> String {
    let diff = diff::unified(old, new, "", "");
    let heads = diff.split_inclusive('\n').take(2).map(str::len).sum();
    diff.get(heads..).unwrap_or("").to_owned()
}

/// Words of a paste made harmless for a terminal: control characters and those that turn the
/// direction of writing are shown as `�`.
pub fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' => ' ',
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{feff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// At most `most` characters of `text`, with `…` where some were left out.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
