//! A report in Markdown: an answer that fits a chat message, and a longer one for an issue tracker.
//!
//! Invariants: the chat answer has fewer than [`CHAT_LIMIT`] UTF-16 units whatever the report holds;
//! words of the paste stand in code, where they neither format nor call anybody.

use std::fmt::Write as _;

use super::text::{applicability_key, certainty_key, level_key, release_line, severity_key};
use super::view::{Entry, View, cut, harmless, hunks};
use crate::lang::{Lang, Text};
use crate::report::{Command, Evidence, Finding, Report, Step};
use crate::text;

/// What a chat message may hold.
pub const CHAT_LIMIT: usize = 2_000;

/// How much of a report an answer tells.
#[derive(Clone, Copy)]
struct Detail {
    findings: usize,
    quotes: usize,
    diff_lines: usize,
    reasons: bool,
    steps: usize,
    missing: usize,
}

/// From the fullest chat answer to the barest; the first that fits is given.
const DETAILS: &[Detail] = &[
    Detail {
        findings: 8,
        quotes: 3,
        diff_lines: 30,
        reasons: true,
        steps: 12,
        missing: 3,
    },
    Detail {
        findings: 5,
        quotes: 2,
        diff_lines: 24,
        reasons: true,
        steps: 10,
        missing: 3,
    },
    Detail {
        findings: 5,
        quotes: 2,
        diff_lines: 24,
        reasons: false,
        steps: 10,
        missing: 3,
    },
    Detail {
        findings: 4,
        quotes: 1,
        diff_lines: 16,
        reasons: false,
        steps: 8,
        missing: 2,
    },
    Detail {
        findings: 3,
        quotes: 1,
        diff_lines: 8,
        reasons: false,
        steps: 8,
        missing: 2,
    },
    Detail {
        findings: 3,
        quotes: 1,
        diff_lines: 0,
        reasons: false,
        steps: 6,
        missing: 1,
    },
    Detail {
        findings: 2,
        quotes: 0,
        diff_lines: 0,
        reasons: false,
        steps: 4,
        missing: 1,
    },
    Detail {
        findings: 1,
        quotes: 0,
        diff_lines: 0,
        reasons: false,
        steps: 2,
        missing: 1,
    },
];

const EVERYTHING: Detail = Detail {
    findings: usize::MAX,
    quotes: usize::MAX,
    diff_lines: usize::MAX,
    reasons: true,
    steps: usize::MAX,
    missing: usize::MAX,
};

/// An answer for a chat: verdict, cause, its evidence, what changes in the config, the steps.
pub fn chat(report: &Report, lang: Lang) -> String {
    let fits = |answer: &String| answer.encode_utf16().count() < CHAT_LIMIT;
    let view = View::new(report);
    let mut answers = DETAILS
        .iter()
        .map(|detail| Answer::new(&view, lang, *detail).chat());
    answers.find(fits).unwrap_or_else(|| {
        // Only sentences of a thousand letters come here; whole lines are left out from the end.
        let verdict = format!(
            "**{}**\n",
            cut(&harmless(&report.verdict.sentence), CHAT_LIMIT / 4)
        );
        let release = cut(&release_line(report, lang), CHAT_LIMIT / 4);
        format!("{verdict}{release}\n")
    })
}

/// A longer answer for an issue tracker, with the whole masked paste folded in.
pub fn tracker(report: &Report, lang: Lang) -> String {
    let view = View::new(report);
    Answer::new(&view, lang, EVERYTHING).tracker()
}

struct Answer<'v, 'r> {
    view: &'v View<'r>,
    lang: Lang,
    detail: Detail,
    shown: String,
}

impl<'v, 'r> Answer<'v, 'r> {
    fn new(view: &'v View<'r>, lang: Lang, detail: Detail) -> Answer<'v, 'r> {
        Answer {
            view,
            lang,
            detail,
            shown: String::new(),
        }
    }

    fn chat(mut self) -> String {
        self.verdict();
        let entries = self.view.entries();
        // Notes are left out where something is wrong.
        let wrong = entries.iter().any(|entry| entry.finding.severity != "info");
        let told: Vec<&Entry<'r>> = entries
            .iter()
            .filter(|entry| !wrong || entry.finding.severity != "info")
            .collect();
        for entry in told.iter().take(self.detail.findings) {
            self.brief(entry);
        }
        let rest = told.len().saturating_sub(self.detail.findings);
        if rest > 0 {
            let more = self.say(&text!("render.more", count = rest));
            let _ = writeln!(self.shown, "- {more}");
        }
        self.corrected();
        self.steps();
        self.missing();
        self.shown
    }

    fn tracker(mut self) -> String {
        self.verdict();
        for entry in self.view.entries() {
            self.full(&entry);
        }
        self.corrected();
        self.steps();
        self.missing();
        let summary = self.say(&text!("render.paste"));
        let paste = fenced("", &self.view.report.redacted);
        let _ = write!(
            self.shown,
            "\n<details><summary>{summary}</summary>\n\n{paste}\n</details>\n"
        );
        self.shown
    }

    fn verdict(&mut self) {
        let report = self.view.report;
        let level = self.say(&level_key(report.verdict.level));
        let sentence = quiet(&report.verdict.sentence);
        let release = quiet(&release_line(report, self.lang));
        let _ = writeln!(self.shown, "**{level}:** {sentence}\n{release}\n");
    }

    /// A finding as one item of a list, with its words beneath.
    fn brief(&mut self, entry: &Entry<'_>) {
        let finding = entry.finding;
        let indent = "  ".repeat(entry.depth.min(2));
        let certainty = self.certainty(finding);
        let _ = writeln!(
            self.shown,
            "{indent}- {}{certainty}",
            quiet(&finding.message)
        );
        for line in self
            .quoted_lines(finding)
            .into_iter()
            .take(self.detail.quotes)
        {
            let _ = writeln!(self.shown, "{indent}  {}", code(&line));
        }
    }

    /// A finding with all that is known of it.
    fn full(&mut self, entry: &Entry<'_>) {
        let finding = entry.finding;
        let level = "#".repeat(3 + entry.depth.min(3));
        let severity = self.say(&severity_key(finding.severity));
        let certainty = self.certainty(finding);
        let _ = writeln!(
            self.shown,
            "{level} {severity}: {}{certainty}\n\n{}\n",
            code(finding.rule),
            quiet(&finding.message)
        );
        for evidence in &finding.evidence {
            match evidence {
                Evidence::Quote { place, text, note } => {
                    let label = self.label(place.artifact);
                    let line = self.view.line(place.line).trim();
                    let words = if line.is_empty() { text.as_str() } else { line };
                    let note = quiet(note);
                    let _ = writeln!(
                        self.shown,
                        "- {label}:{} {} {note}",
                        place.line,
                        code(&cut(words, 300))
                    );
                }
                Evidence::Fact { source, note, .. } => {
                    let _ = writeln!(self.shown, "- {} ({})", quiet(note), quiet(source));
                }
                Evidence::Absent { path, note } => {
                    let absent = self.say(&text!("render.absent", path = path));
                    let _ = writeln!(self.shown, "- {} {}", quiet(&absent), quiet(note));
                }
            }
        }
        if let Some(fix) = &finding.fix {
            let kind = self.say(&applicability_key(fix.applicability));
            let fix_word = self.say(&text!("render.fix"));
            let _ = writeln!(
                self.shown,
                "\n{fix_word} ({kind}): {}. {}",
                quiet(&fix.title),
                quiet(&fix.why)
            );
        }
        for command in &finding.commands {
            self.command("", command);
        }
        if let Some(docs) = finding.docs {
            let _ = writeln!(self.shown, "\n<{docs}>");
        }
        self.shown.push('\n');
    }

    fn certainty(&self, finding: &Finding) -> String {
        match finding.certainty {
            "certain" => String::new(),
            other => format!(" ({})", self.say(&certainty_key(other))),
        }
    }

    /// The lines of the paste that prove a finding, each once.
    fn quoted_lines(&self, finding: &Finding) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for evidence in &finding.evidence {
            if let Evidence::Quote { place, text, .. } = evidence {
                let line = self.view.excerpt(place, 110).line;
                let line = if line.is_empty() {
                    cut(&harmless(text), 110)
                } else {
                    line
                };
                if !line.is_empty() && !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines
    }

    fn label(&self, artifact: usize) -> String {
        let label = self
            .view
            .report
            .artifacts
            .get(artifact)
            .map_or("", |artifact| artifact.label.as_str());
        quiet(label)
    }

    fn corrected(&mut self) {
        let (Some(corrected), Some(old)) = (&self.view.report.corrected, self.view.masked_config())
        else {
            return;
        };
        let hunks = hunks(old, &corrected.masked);
        if hunks.is_empty() || self.detail.diff_lines == 0 {
            return;
        }
        let release = corrected.verified.release.as_str();
        let heading = if corrected.verified.valid {
            text!(
                "render.corrected-valid",
                file = &corrected.file,
                release = release
            )
        } else {
            text!(
                "render.corrected-invalid",
                file = &corrected.file,
                release = release
            )
        };
        let heading = self.say(&heading);
        let mut lines: Vec<String> = hunks
            .lines()
            .filter(|line| self.detail.diff_lines == usize::MAX || !line.starts_with('\\'))
            .map(|line| cut(&harmless(line), 160))
            .collect();
        if lines.len() > self.detail.diff_lines {
            // What changes matters more than what stands around it.
            lines.retain(|line| !line.starts_with(' '));
            if lines.len() > self.detail.diff_lines {
                lines.truncate(self.detail.diff_lines);
                lines.push("…".to_owned());
            }
        }
        let _ = writeln!(
            self.shown,
            "\n**{}**\n{}",
            quiet(&heading),
            fenced("diff", &lines.join("\n"))
        );
    }

    fn steps(&mut self) {
        if self.view.report.plan.is_empty() {
            return;
        }
        let heading = self.say(&text!("render.plan"));
        let _ = writeln!(self.shown, "\n**{heading}**");
        let steps = self
            .view
            .report
            .plan
            .iter()
            .filter(|step| step.done.is_none());
        for (index, step) in steps.take(self.detail.steps).enumerate() {
            self.step(index + 1, step);
        }
    }

    fn step(&mut self, number: usize, step: &Step) {
        let _ = writeln!(self.shown, "{number}. {}", quiet(&step.title));
        for command in &step.commands {
            self.command("   ", command);
        }
        if !self.detail.reasons {
            return;
        }
        if !step.expect.is_empty() {
            let expect = self.say(&text!("render.expect", what = &step.expect));
            let _ = writeln!(self.shown, "   {}", quiet(&expect));
        }
        if !step.if_not.is_empty() && self.detail.steps == usize::MAX {
            let if_not = self.say(&text!("render.if-not", what = &step.if_not));
            let _ = writeln!(self.shown, "   {}", quiet(&if_not));
        }
    }

    fn command(&mut self, indent: &str, command: &Command) {
        let warning = if command.destructive {
            format!(" ⚠ {}", self.say(&text!("render.destructive")))
        } else {
            String::new()
        };
        let _ = writeln!(
            self.shown,
            "{indent}{}{warning}",
            code(&harmless(&command.run))
        );
    }

    fn missing(&mut self) {
        if self.view.report.missing.is_empty() {
            return;
        }
        let heading = self.say(&text!("render.missing"));
        let _ = writeln!(self.shown, "\n**{heading}**");
        for missing in self.view.report.missing.iter().take(self.detail.missing) {
            let _ = writeln!(
                self.shown,
                "- {}: {}",
                code(&harmless(&missing.command)),
                quiet(&missing.why)
            );
        }
    }

    fn say(&self, text: &Text) -> String {
        self.lang.say(text)
    }
}

/// A sentence that calls nobody and opens no tag: `@everyone`, `<b>`.
fn quiet(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut in_code = false;
    for c in harmless(text).chars() {
        match c {
            '`' => in_code = !in_code,
            '@' if !in_code => {
                shown.push_str("@\u{200b}");
                continue;
            }
            '<' if !in_code => {
                shown.push_str("\\<");
                continue;
            }
            _ => {}
        }
        shown.push(c);
    }
    shown
}

/// A code span, also around backticks.
fn code(text: &str) -> String {
    let ticks = "`".repeat(longest_ticks(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A fenced block, also around fences.
fn fenced(kind: &str, text: &str) -> String {
    let fence = "`".repeat(longest_ticks(text).max(2) + 1);
    let text = text.trim_end_matches('\n');
    format!("{fence}{kind}\n{text}\n{fence}")
}

fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
