//! A report for a terminal: verdict, findings with the lines they speak of, the plan, the corrected
//! config as a diff, and what to ask for.

use std::fmt::Write as _;

use super::view::{Entry, Excerpt, Source, View, cut, harmless, hunks, source_of};
use crate::lang::Lang;
use crate::report::{Command, Evidence, Finding, Report, Step, Where};
use crate::text;

/// Longer lines of a paste are cut around what matters.
const WIDTH: usize = 100;

/// Whether to use colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// Escape codes for a terminal.
    On,
    /// Plain text.
    Off,
}

/// The whole report. Where several files were taken together, `sources` tells which line is whose.
pub fn text(report: &Report, sources: &[Source], lang: Lang, colour: Colour) -> String {
    let mut page = Page {
        view: View::new(report),
        sources,
        lang,
        colour,
        shown: String::new(),
    };
    page.verdict();
    for entry in page.view.entries() {
        page.finding(entry);
    }
    page.plan();
    page.corrected();
    page.missing();
    page.shown
}

struct Page<'r> {
    view: View<'r>,
    sources: &'r [Source],
    lang: Lang,
    colour: Colour,
    shown: String,
}

/// What a piece of text is, for its colour.
#[derive(Clone, Copy)]
enum Ink {
    Error,
    Warning,
    Info,
    Good,
    Strong,
    Faint,
}

impl Page<'_> {
    fn verdict(&mut self) {
        let report = self.view.report;
        let ink = match report.verdict.level {
            "broken" => Ink::Error,
            "degraded" | "risky" => Ink::Warning,
            "clean" => Ink::Good,
            _ => Ink::Info,
        };
        let level = self.say(&level_key(report.verdict.level));
        let line = format!("{}: {}", level, harmless(&report.verdict.sentence));
        let line = self.inked(ink, &line);
        let release = release_line(report, self.lang);
        let release = self.inked(Ink::Faint, &harmless(&release));
        let _ = writeln!(self.shown, "{line}\n{release}");
    }

    fn finding(&mut self, entry: Entry<'_>) {
        let finding = entry.finding;
        let ink = ink_of(finding.severity);
        let label = self.say(&severity_key(finding.severity));
        let certainty = match finding.certainty {
            "certain" => String::new(),
            other => format!(", {}", self.say(&certainty_key(other))),
        };
        let indent = "  ".repeat(entry.depth);
        let head = self.inked(ink, &format!("{label}[{}]", finding.rule));
        let because = if entry.depth > 0 { "↳ " } else { "" };
        let message = self.inked(Ink::Strong, &harmless(&finding.message));
        let _ = writeln!(
            self.shown,
            "\n{indent}{because}{head}{certainty}: {message}"
        );
        self.evidence(finding, &indent, ink);
        if let Some(fix) = &finding.fix {
            let kind = self.say(&applicability_key(fix.applicability));
            self.row(
                &indent,
                "=",
                &format!("{} ({kind}): {}", self.say(&text!("render.fix")), fix.title),
            );
            if !fix.why.is_empty() {
                self.row(&indent, " ", &fix.why);
            }
        }
        for command in &finding.commands {
            self.command(&format!("{indent}  "), command);
        }
        if let Some(docs) = finding.docs {
            self.row(&indent, "=", docs);
        }
    }

    fn evidence(&mut self, finding: &Finding, indent: &str, ink: Ink) {
        let mut quoted_own_place = false;
        for evidence in &finding.evidence {
            match evidence {
                Evidence::Quote { place, note, .. } => {
                    quoted_own_place |= finding
                        .place
                        .as_ref()
                        .is_some_and(|own| own.start == place.start);
                    self.quote(indent, place, note, ink);
                }
                Evidence::Fact { source, note, .. } => {
                    self.row(indent, "=", &format!("{note} [{source}]"))
                }
                Evidence::Absent { path, note } => {
                    let absent = self.say(&text!("render.absent", path = path));
                    self.row(indent, "=", &join(&absent, note));
                }
            }
        }
        if let (false, Some(place)) = (quoted_own_place, &finding.place) {
            self.quote(indent, place, "", ink);
        }
    }

    /// The line of a quote, with marks under the words.
    fn quote(&mut self, indent: &str, place: &Where, note: &str, ink: Ink) {
        let (label, at) = match (self.sources, source_of(self.sources, place.line)) {
            ([_, _, ..], (Some(source), line)) => (source.name.as_str(), line),
            _ => (self.label(place.artifact), place.line),
        };
        let Excerpt { line, start, width } = self.view.excerpt(place, WIDTH);
        let number = at.to_string();
        let gap = " ".repeat(number.len());
        let arrow = self.inked(Ink::Faint, &format!("{gap} ┌ {}:{at}", harmless(label)));
        let left = self.inked(Ink::Faint, &format!("{number} │"));
        let _ = writeln!(self.shown, "{indent}  {arrow}\n{indent}  {left} {line}");
        let bar = self.inked(Ink::Faint, &format!("{gap} │"));
        let marks = if width == 0 {
            String::new()
        } else {
            format!("{}{}", " ".repeat(start), "^".repeat(width))
        };
        let note = harmless(note);
        match (width, note.is_empty()) {
            (0, true) => {}
            (0, false) => {
                let _ = writeln!(self.shown, "{indent}  {bar} {note}");
            }
            _ => {
                let marks = self.inked(ink, &marks);
                let space = if note.is_empty() { "" } else { " " };
                let _ = writeln!(self.shown, "{indent}  {bar} {marks}{space}{note}");
            }
        }
    }

    fn label(&self, artifact: usize) -> &str {
        let artifact = self.view.report.artifacts.get(artifact);
        artifact.map_or("", |artifact| artifact.label.as_str())
    }

    fn row(&mut self, indent: &str, mark: &str, content: &str) {
        let mark = self.inked(Ink::Faint, mark);
        let _ = writeln!(self.shown, "{indent}    {mark} {}", harmless(content));
    }

    fn command(&mut self, indent: &str, command: &Command) {
        let run = self.inked(Ink::Strong, &harmless(&command.run));
        let mut notes = Vec::new();
        if command.destructive {
            notes.push(self.say(&text!("render.destructive")));
        }
        if command.shell == "powershell" {
            notes.push("PowerShell".to_owned());
        }
        if !command.purpose.is_empty() {
            notes.push(harmless(&command.purpose));
        }
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!("   # {}", notes.join("; "))
        };
        let notes = self.inked(Ink::Faint, &notes);
        let _ = writeln!(self.shown, "{indent}$ {run}{notes}");
    }

    fn heading(&mut self, heading: &crate::lang::Text) {
        let heading = self.say(heading);
        let heading = self.inked(Ink::Strong, &heading);
        let _ = writeln!(self.shown, "\n{heading}");
    }

    fn plan(&mut self) {
        if self.view.report.plan.is_empty() {
            return;
        }
        self.heading(&text!("render.plan"));
        for (index, step) in self.view.report.plan.iter().enumerate() {
            self.step(index + 1, step);
        }
    }

    fn step(&mut self, number: usize, step: &Step) {
        let done = match &step.done {
            Some(place) => format!(" ({})", self.say(&text!("render.done", line = place.line))),
            None => String::new(),
        };
        let _ = writeln!(self.shown, "  {number}. {}{done}", harmless(&step.title));
        for (key, content) in [
            ("", &step.why),
            ("render.expect", &step.expect),
            ("render.if-not", &step.if_not),
        ] {
            if key == "render.expect" {
                for command in &step.commands {
                    self.command("     ", command);
                }
            }
            if content.is_empty() {
                continue;
            }
            let content = harmless(content);
            let said = match key {
                "" => content,
                "render.expect" => self.say(&text!("render.expect", what = content)),
                _ => self.say(&text!("render.if-not", what = content)),
            };
            let said = self.inked(Ink::Faint, &said);
            let _ = writeln!(self.shown, "     {said}");
        }
    }

    fn corrected(&mut self) {
        let (Some(corrected), Some(old)) = (&self.view.report.corrected, self.view.masked_config())
        else {
            return;
        };
        let hunks = hunks(old, &corrected.masked);
        if hunks.is_empty() {
            return;
        }
        let verified = &corrected.verified;
        let judged = if verified.valid {
            text!(
                "render.corrected-valid",
                file = &corrected.file,
                release = &verified.release
            )
        } else {
            text!(
                "render.corrected-invalid",
                file = &corrected.file,
                release = &verified.release
            )
        };
        self.heading(&judged);
        for line in hunks.lines() {
            let ink = match line.as_bytes().first() {
                Some(b'+') => Ink::Good,
                Some(b'-') => Ink::Error,
                Some(b'@') => Ink::Faint,
                _ => Ink::Info,
            };
            let line = cut(&harmless(line), 2 * WIDTH);
            let line = if line.starts_with(' ') {
                line
            } else {
                self.inked(ink, &line)
            };
            let _ = writeln!(self.shown, "  {line}");
        }
        for line in &verified.remaining {
            self.row("", "×", line);
        }
    }

    fn missing(&mut self) {
        if self.view.report.missing.is_empty() {
            return;
        }
        self.heading(&text!("render.missing"));
        for missing in &self.view.report.missing {
            let run = self.inked(Ink::Strong, &harmless(&missing.command));
            let _ = writeln!(self.shown, "  $ {run}\n    {}", harmless(&missing.why));
        }
    }

    fn say(&self, text: &crate::lang::Text) -> String {
        self.lang.say(text)
    }

    fn inked(&self, ink: Ink, text: &str) -> String {
        if self.colour == Colour::Off || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Error => "31;1",
            Ink::Warning => "33;1",
            Ink::Info => "36",
            Ink::Good => "32",
            Ink::Strong => "1",
            Ink::Faint => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Which release was judged, in one line.
pub fn release_line(report: &Report, lang: Lang) -> String {
    let judged = report.openclaw.judged_as.as_str();
    lang.say(&match &report.openclaw.version {
        Some(version) if version == judged => text!("render.release", version = version),
        Some(version) => text!("render.release-judged", version = version, judged = judged),
        None => text!("render.release-unknown", judged = judged),
    })
}

/// The keyed word for a verdict's level.
pub fn level_key(level: &str) -> crate::lang::Text {
    match level {
        "broken" => text!("render.level.broken"),
        "degraded" => text!("render.level.degraded"),
        "risky" => text!("render.level.risky"),
        "clean" => text!("render.level.clean"),
        _ => text!("render.level.unclear"),
    }
}

/// The keyed word for a severity.
pub fn severity_key(severity: &str) -> crate::lang::Text {
    match severity {
        "error" => text!("render.severity.error"),
        "warning" => text!("render.severity.warning"),
        _ => text!("render.severity.info"),
    }
}

/// The keyed word for a certainty.
pub fn certainty_key(certainty: &str) -> crate::lang::Text {
    match certainty {
        "likely" => text!("certainty.likely"),
        "possible" => text!("certainty.possible"),
        _ => text!("certainty.certain"),
    }
}

/// The keyed word for an applicability.
pub fn applicability_key(applicability: &str) -> crate::lang::Text {
    match applicability {
        "safe" => text!("render.applicability.safe"),
        "unsafe" => text!("render.applicability.unsafe"),
        _ => text!("render.applicability.placeholder"),
    }
}

fn ink_of(severity: &str) -> Ink {
    match severity {
        "error" => Ink::Error,
        "warning" => Ink::Warning,
        _ => Ink::Info,
    }
}

fn join(first: &str, note: &str) -> String {
    if note.is_empty() {
        first.to_owned()
    } else {
        format!("{first} {note}")
    }
}
