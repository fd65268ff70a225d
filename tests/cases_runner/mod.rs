//! Reads case files and prints reports the way they state them.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::panic, reason = "a case that cannot be read is a failed test")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clawlens::diagnose::{Options, diagnose};
use clawlens::report::{Evidence, Report};
use clawlens::version::Version;

/// One case file.
pub struct Case {
    /// The file.
    pub file: PathBuf,
    /// The folder it is in: a rule, or `healthy`.
    pub folder: String,
    /// Its first heading.
    pub title: String,
    /// Its whole text.
    pub source: String,
    /// The paste of its input blocks.
    pub paste: String,
    /// The release chosen, where it says one.
    pub openclaw: Option<Version>,
}

/// A fenced block: its info string, its text, and where the text stands in the file.
struct Block<'s> {
    info: &'s str,
    text: &'s str,
}

/// Blocks that the runner fills in, in this order.
const ANSWERS: [&str; 5] = ["verdict", "findings", "missing", "plan", "json5 fixed"];

/// Every case, sorted by file, narrowed by `CASE`.
pub fn cases() -> Vec<Case> {
    let mut files = Vec::new();
    collect(Path::new("tests/cases"), &mut files);
    files.sort();
    let wanted = std::env::var("CASE").unwrap_or_default();
    files
        .iter()
        .filter(|file| file.to_string_lossy().contains(&wanted))
        .map(|file| read(file))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("the folder of cases can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "md")
            && path.file_name().is_some_and(|name| name != "README.md")
        {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> Case {
    let source = std::fs::read_to_string(file).expect("a case is UTF-8");
    let title = source
        .lines()
        .next()
        .unwrap_or("")
        .trim_start_matches("# ")
        .to_owned();
    let blocks = blocks(&source);
    let inputs: Vec<&str> = blocks
        .iter()
        .filter(|block| block.info == "paste")
        .map(|block| block.text)
        .collect();
    let openclaw = blocks
        .iter()
        .find(|block| block.info == "openclaw")
        .map(|block| {
            Version::parse(block.text.trim())
                .unwrap_or_else(|| panic!("{}: no version", file.display()))
        });
    assert!(!inputs.is_empty(), "{}: no `paste` block", file.display());
    let folder = file
        .parent()
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned());
    Case {
        file: file.to_owned(),
        folder: folder.unwrap_or_default(),
        title,
        paste: inputs.join("\n"),
        openclaw,
        source: source.clone(),
    }
}

fn blocks(source: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, &str, usize)> = None;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        match open {
            None if bare.starts_with("```") => {
                let info = bare.trim_start_matches('`');
                open = Some((
                    &bare[..bare.len() - info.len()],
                    info.trim(),
                    at + line.len(),
                ));
            }
            Some((fence, info, start)) if bare == fence => {
                let text = &source[start..at];
                blocks.push(Block {
                    info,
                    text: text.strip_suffix('\n').unwrap_or(text),
                });
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    assert!(open.is_none(), "a block is not closed: {source}");
    blocks
}

impl Case {
    /// The report of its paste.
    pub fn diagnose(&self) -> Report {
        diagnose(&self.paste, &self.options())
    }

    /// What the case chooses.
    pub fn options(&self) -> Options {
        Options {
            openclaw: self.openclaw.clone(),
            ..Options::default()
        }
    }

    /// The file with the blocks of `answers` in place of those it has.
    pub fn with_answers(&self, answers: &[(&str, String)]) -> String {
        let mut kept = self.without_answers();
        kept.truncate(kept.trim_end().len());
        for (info, text) in answers.iter().filter(|(_, text)| !text.is_empty()) {
            let mut fence = "```".to_owned();
            while text.contains(&fence) {
                fence.push('`');
            }
            let _ = write!(
                kept,
                "\n\n{fence}{info}\n{}\n{fence}",
                text.trim_end_matches('\n')
            );
        }
        kept.push('\n');
        kept
    }

    /// The file without the blocks that the runner fills in.
    fn without_answers(&self) -> String {
        let mut kept = String::new();
        let mut fence: Option<(String, bool)> = None;
        for line in self.source.split_inclusive('\n') {
            let bare = line.trim_end_matches('\n');
            match &fence {
                None if bare.starts_with("```") => {
                    let info = bare.trim_start_matches('`');
                    let drop = ANSWERS.contains(&info.trim());
                    fence = Some((bare[..bare.len() - info.len()].to_owned(), drop));
                    if drop {
                        kept.truncate(kept.trim_end().len());
                        kept.push('\n');
                        continue;
                    }
                }
                Some((open, drop)) if bare == *open => {
                    let drop = *drop;
                    fence = None;
                    if drop {
                        continue;
                    }
                }
                Some((_, true)) => continue,
                _ => {}
            }
            kept.push_str(line);
        }
        kept
    }
}

/// The report, block by block.
pub fn answer(report: &Report) -> Vec<(&'static str, String)> {
    let fixed = report
        .corrected
        .as_ref()
        .map(|corrected| corrected.text.clone())
        .unwrap_or_default();
    vec![
        (
            "verdict",
            format!("{}: {}", report.verdict.level, report.verdict.sentence),
        ),
        ("findings", findings(report)),
        (
            "missing",
            report
                .missing
                .iter()
                .map(|ask| format!("{}\n  {}\n", ask.command, ask.why))
                .collect(),
        ),
        ("plan", plan(report)),
        ("json5 fixed", fixed),
    ]
}

fn findings(report: &Report) -> String {
    let mut out = String::new();
    for (index, finding) in report.findings.iter().enumerate() {
        let place = finding.place.as_ref().map_or(String::new(), |place| {
            format!(" {}:{}", place.line, place.column)
        });
        let _ = writeln!(
            out,
            "{index}{place} {} {} {}: {}",
            finding.severity, finding.certainty, finding.rule, finding.message
        );
        for evidence in &finding.evidence {
            let _ = match evidence {
                Evidence::Quote { place, text, note } => {
                    writeln!(
                        out,
                        "  quote {}:{} {} | {note}",
                        place.line,
                        place.column,
                        text.replace('\n', "⏎")
                    )
                }
                Evidence::Fact { id, source, note } => {
                    writeln!(out, "  fact {id} ({source}) | {note}")
                }
                Evidence::Absent { path, note } => writeln!(out, "  absent {path} | {note}"),
            };
        }
        if !finding.explains.is_empty() {
            let list: Vec<String> = finding.explains.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "  explains {}", list.join(", "));
        }
        if let Some(fix) = &finding.fix {
            let _ = writeln!(
                out,
                "  fix {}: {} | {}",
                fix.applicability, fix.title, fix.why
            );
        }
        for command in &finding.commands {
            let _ = writeln!(out, "  run {}", command.run);
        }
    }
    out
}

fn plan(report: &Report) -> String {
    let mut out = String::new();
    for (index, step) in report.plan.iter().enumerate() {
        let done = if step.done.is_some() { " [done]" } else { "" };
        let _ = writeln!(out, "{}. {}{done}", index + 1, step.title);
        for command in &step.commands {
            let mark = if command.destructive {
                " (destructive)"
            } else {
                ""
            };
            let _ = writeln!(out, "   run {}{mark}", command.run);
        }
        let _ = writeln!(out, "   expect {}\n   if not {}", step.expect, step.if_not);
    }
    out
}
