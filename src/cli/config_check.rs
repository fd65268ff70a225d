//! What says whether a config is valid, in all dialects: the loader's `Invalid config at`, the guard's
//! `Config invalid`, `config validate` with and without `--json`, `Config validation failed` of a
//! refused write, doctor's boxes. They stand in many outputs, so every one but a config is searched.

use super::source::{Json, Source};
use crate::intake::ArtifactKind;
use crate::span::{Seen, Span};

/// One statement on a config.
#[derive(Clone, Debug)]
pub struct ConfigCheck {
    /// The artifact.
    pub artifact: usize,
    /// What it says.
    pub verdict: Seen<CheckVerdict>,
    /// The file it speaks of.
    pub path: Option<Seen<String>>,
    /// The issues, in their order.
    pub issues: Vec<CheckIssue>,
    /// Warnings, 2026.6 and later.
    pub warnings: Vec<CheckIssue>,
    /// Stands in a log, so it may be old.
    pub in_log: bool,
    /// Lines that belong to it and were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// What a statement says of the config.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckVerdict {
    /// `Config valid`.
    Valid,
    /// The file on disk is refused.
    Invalid,
    /// A write was refused; the file on disk is as it was.
    WriteRefused,
    /// There is no file.
    Missing,
    /// The file could not be read: no JSON5, or an unset variable in early releases.
    Unreadable,
}

/// One issue as printed.
#[derive(Clone, Debug)]
pub struct CheckIssue {
    /// The whole line without its mark.
    pub span: Span,
    /// The dotted path; `<root>` for the whole, also where a chat ate the `<root>`.
    pub path: Seen<String>,
    /// The message.
    pub message: Seen<String>,
    /// The line in the file, 2026.9: `openclaw.json:3 —`.
    pub line: Option<Seen<u32>>,
    /// Stands below `Legacy config keys detected`.
    pub legacy: bool,
}

/// Reads every statement in an artifact.
pub(super) fn read(source: &Source<'_>) -> Vec<ConfigCheck> {
    use ArtifactKind::*;
    match source.artifact.kind {
        Config | AuthProfiles | ModelsJson | Env | Listing | Unit | Command => Vec::new(),
        ConfigCheck if source.artifact.json => from_json(source).into_iter().collect(),
        Log if source.artifact.json => Vec::new(),
        // A line of the validator beside a scrap of JSON.
        OtherJson => from_text(source),
        _ if source.artifact.json => Vec::new(),
        _ => from_text(source),
    }
}

struct Opening<'a> {
    verdict: CheckVerdict,
    place: &'a str,
    path: Option<&'a str>,
    /// Issues that follow on the same line.
    rest: Option<&'a str>,
}

/// Words by which a line opens a statement.
fn opening(line: &str) -> Option<Opening<'_>> {
    use CheckVerdict::*;
    const MARKS: &[(&str, CheckVerdict)] = &[
        ("Config validation failed:", WriteRefused),
        ("Invalid config at ", Invalid),
        ("Config invalid at ", Invalid),
        ("OpenClaw config is invalid", Invalid),
        ("Config invalid", Invalid),
        ("Config valid:", Valid),
        ("Config file not found:", Missing),
        ("Failed to read config at ", Unreadable),
        ("Invalid config:", Invalid),
    ];
    let likely = ["onfig v", "onfig i", "onfig a", "onfig f", "config:"];
    if !line.contains("onfig") || !likely.iter().any(|part| line.contains(part)) {
        return None;
    }
    let (at, mark, verdict) = MARKS
        .iter()
        .filter_map(|(mark, verdict)| Some((line.find(mark)?, *mark, *verdict)))
        .min_by_key(|(at, mark, _)| (*at, usize::MAX - mark.len()))?;
    // "doctor will run with best-effort config" is doctor speaking of the same.
    let rest = line.get(at + mark.len()..)?;
    let place = line.get(at..at + mark.len())?.trim_end_matches([' ', ':']);
    let (path, rest) = match verdict {
        WriteRefused => (None, Some(rest)),
        Unreadable => {
            let (path, why) = rest.split_once(' ').unwrap_or((rest, ""));
            (Some(path), Some(why))
        }
        _ => {
            let rest = rest.trim_start_matches([':', ' ']);
            match rest.split_once(": ") {
                Some((path, more)) if !path.contains(' ') => (Some(path), Some(more)),
                _ => (
                    rest.split_whitespace()
                        .next()
                        .filter(|word| word.contains(['/', '\\', '~']) || word.ends_with(".json")),
                    None,
                ),
            }
        }
    };
    Some(Opening {
        verdict,
        place,
        path: path
            .map(|path| path.trim_end_matches([':', '.']))
            .filter(|path| !path.is_empty()),
        rest: rest.map(str::trim).filter(|rest| !rest.is_empty()),
    })
}

fn from_text(source: &Source<'_>) -> Vec<ConfigCheck> {
    let mut checks: Vec<ConfigCheck> = Vec::new();
    let in_log = source.artifact.kind == ArtifactKind::Log;
    let own = source.artifact.kind == ArtifactKind::ConfigCheck;
    let mut open = false;
    let mut legacy = false;
    let mut stack = false;
    for line in source.lines() {
        // Most lines of a log have nothing to do with it.
        if in_log && !open && !line.contains("onfig") {
            continue;
        }
        let text = match in_log {
            true => super::log::message_of(line).trim(),
            false => line.trim(),
        };
        if text.is_empty() {
            stack = false;
            continue;
        }
        if text.starts_with("Config warnings:") && (own || !open) {
            // Printed of a config that was read and accepted.
            checks.push(ConfigCheck {
                artifact: source.artifact.id,
                verdict: Seen::new(CheckVerdict::Valid, source.span(text)),
                path: None,
                issues: Vec::new(),
                warnings: Vec::new(),
                in_log,
                unknown: Vec::new(),
            });
            open = true;
            continue;
        }
        if let Some(found) = opening(text) {
            let mut check = ConfigCheck {
                artifact: source.artifact.id,
                verdict: Seen::new(found.verdict, source.span(found.place)),
                path: found.path.map(|path| source.seen(path)),
                issues: Vec::new(),
                warnings: Vec::new(),
                in_log,
                unknown: Vec::new(),
            };
            if let Some(rest) = found.rest {
                match issue(source, rest) {
                    Some(issue) if found.verdict != CheckVerdict::Unreadable => {
                        check.issues.push(issue)
                    }
                    _ if found.verdict == CheckVerdict::Unreadable => {
                        let span = source.span(rest);
                        check.issues.push(CheckIssue {
                            span,
                            path: Seen::new(
                                "<root>".to_owned(),
                                Span {
                                    start: span.start,
                                    end: span.start,
                                },
                            ),
                            message: source.seen(rest),
                            line: None,
                            legacy: false,
                        });
                    }
                    _ => {}
                }
            }
            checks.push(check);
            open = true;
            legacy = false;
            stack = found.verdict == CheckVerdict::Unreadable;
            continue;
        }
        let Some(check) = checks.last_mut().filter(|_| open || own) else {
            // Issues whose heading was not pasted.
            let told = told_issue(text).or(own.then(|| unmarked(text)));
            if let Some(issue) = told
                .and_then(|told| issue(source, told))
                .filter(is_plausible)
            {
                checks.push(ConfigCheck {
                    artifact: source.artifact.id,
                    verdict: Seen::new(CheckVerdict::Invalid, issue.span),
                    path: None,
                    issues: vec![issue],
                    warnings: Vec::new(),
                    in_log,
                    unknown: Vec::new(),
                });
                open = true;
            }
            continue;
        };
        if stack
            && (text.starts_with("at ")
                || text.starts_with(['{', '}'])
                || text.contains("Number:")
                || text.starts_with("varName")
                || text.starts_with("configPath"))
        {
            continue;
        }
        if let Some(path) = text.strip_prefix("File:") {
            check.path = Some(source.seen(path));
            continue;
        }
        if text.starts_with("Legacy config keys detected") {
            legacy = true;
            continue;
        }
        if is_advice(text) {
            continue;
        }
        let marked = unmarked(text);
        if let Some(mut found) =
            issue(source, marked).filter(|found| is_plausible(found) || marked.len() < text.len())
        {
            found.legacy = legacy;
            match text.starts_with('!') || check.verdict.value == CheckVerdict::Valid {
                true => check.warnings.push(found),
                false => check.issues.push(found),
            }
            continue;
        }
        match own {
            true => check.unknown.push(source.seen(text)),
            false => open = false,
        }
    }
    checks
}

/// Lines around the issues that say what to do or name nothing.
fn is_advice(text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "Problem:",
        "Run: openclaw doctor",
        "Run `openclaw doctor",
        "Run \"openclaw doctor",
        "Fix: openclaw doctor",
        "Inspect",
        "Audit, status, health",
        "Status, health, logs",
        "at ",
        "Tip: openclaw",
        "If startup is still blocked",
        "Create one with openclaw onboard",
        "Config warnings",
        "Fix:",
        "[openclaw]",
        "Legacy config keys",
    ];
    KNOWN.iter().any(|known| text.starts_with(known))
        || text.ends_with("warning(s):")
        || text == "}"
        || text == "{"
}

/// The issue in a line of other text: words that only the validator says, from the path before them
/// to the end. People tell it in a sentence, in quotes or backticks.
fn told_issue(text: &str) -> Option<&str> {
    const SAID: &[&str] = &[
        ": Unrecognized key",
        ": Invalid input",
        ": Invalid option",
        ": Unknown agent id ",
        ": Too big: expected",
        ": Too small: expected",
    ];
    let said = SAID.iter().filter_map(|said| text.find(said)).min()?;
    let line = unmarked(text);
    if split_path(placed(line).map_or(line, |(_, rest)| rest)).is_some() {
        return Some(line);
    }
    let before = text.get(..said)?;
    let mark = |c: char| c.is_whitespace() || matches!(c, '`' | '(' | '“');
    let start = before.rfind(mark).map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let told = text.get(start..)?;
    match before.get(..start)?.ends_with('`') {
        true => told.split('`').next(),
        false => Some(told),
    }
}

/// Without the mark of a list.
fn unmarked(text: &str) -> &str {
    let mut rest = text.trim();
    for mark in ["- ", "× ", "✗ ", "✖ ", "! ", "x ", "* ", "• "] {
        if let Some(after) = rest.strip_prefix(mark) {
            rest = after.trim_start();
            break;
        }
    }
    rest
}

/// `agents.defaults: Unrecognized key: "modell"`, with or without `openclaw.json:3 — ` before it.
pub(super) fn issue(source: &Source<'_>, text: &str) -> Option<CheckIssue> {
    let text = text.trim();
    let (line, rest) = located(source, text);
    if let Some(message) = message_alone(rest) {
        // A chat took `<root>` for HTML.
        let span = source.span(text);
        return Some(CheckIssue {
            span,
            path: Seen::new(
                "<root>".to_owned(),
                Span {
                    start: span.start,
                    end: span.start,
                },
            ),
            message: source.seen(message),
            line,
            legacy: false,
        });
    }
    let (path, message) = split_path(rest)?;
    Some(CheckIssue {
        span: source.span(text),
        path: source.seen(path),
        message: source.seen(message),
        line,
        legacy: false,
    })
}

fn located<'a>(source: &Source<'_>, text: &'a str) -> (Option<Seen<u32>>, &'a str) {
    match placed(text) {
        Some((number, rest)) => (source.number(number), rest),
        None => (None, text),
    }
}

/// The line number and the rest of `openclaw.json:3 — agents: …`.
fn placed(text: &str) -> Option<(&str, &str)> {
    let (place, rest) = text.split_once(" — ").or_else(|| text.split_once(" - "))?;
    let (file, number) = place.rsplit_once(':')?;
    (file.ends_with(".json") || file.ends_with(".json5")).then_some((number, rest))
}

fn message_alone(text: &str) -> Option<&str> {
    let text = text.strip_prefix(':').map_or(text, str::trim_start);
    let known = [
        "Unrecognized key",
        "Invalid input",
        "Invalid option",
        "JSON5 parse failed",
        "JSON5: ",
    ];
    known
        .iter()
        .any(|known| text.starts_with(known))
        .then_some(text)
}

/// The path ends at the first `: ` outside quotes.
fn split_path(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b' ' | b'\t' if !quoted => return None,
            b':' if !quoted && matches!(bytes.get(at + 1), Some(b' ')) => {
                let (path, rest) = (text.get(..at)?, text.get(at + 1..)?.trim());
                return (!path.is_empty() && !rest.is_empty()).then_some((path, rest));
            }
            _ => {}
        }
        if at > 400 {
            return None;
        }
    }
    None
}

/// Whether it reads like an issue even without a mark before it.
fn is_plausible(issue: &CheckIssue) -> bool {
    let path = &issue.path.value;
    let message = &issue.message.value;
    path == "<root>"
        || path.contains('.')
        || crate::intake::is_root_key(path)
        || message.starts_with("Unrecognized key")
        || message.starts_with("Invalid ")
}

fn from_json(source: &Source<'_>) -> Option<ConfigCheck> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let valid = root.flag("valid")?;
    let missing = root
        .text("error")
        .is_some_and(|error| error.value.contains("not found"));
    let verdict = match (valid.value, missing) {
        (true, _) => CheckVerdict::Valid,
        (false, true) => CheckVerdict::Missing,
        (false, false) => CheckVerdict::Invalid,
    };
    Some(ConfigCheck {
        artifact: source.artifact.id,
        verdict: valid.map(|_| verdict),
        path: root.text("path"),
        issues: issues_json(&root, "issues", false),
        warnings: issues_json(&root, "warnings", true),
        in_log: false,
        unknown: Vec::new(),
    })
}

/// `[{path, message}]` under `key`.
pub(super) fn issues_json(node: &Json<'_, '_>, key: &str, _warnings: bool) -> Vec<CheckIssue> {
    node.list(key)
        .iter()
        .filter_map(|issue| {
            let message = issue.text("message")?;
            let path = issue
                .text("path")
                .map(|path| {
                    path.map(|text| {
                        if text.is_empty() {
                            "<root>".to_owned()
                        } else {
                            text
                        }
                    })
                })
                .unwrap_or_else(|| Seen::new("<root>".to_owned(), issue.span()));
            Some(CheckIssue {
                span: issue.span(),
                path,
                message,
                line: issue
                    .number("line")
                    .map(|line| line.map(|line| u32::try_from(line).unwrap_or(0))),
                legacy: false,
            })
        })
        .collect()
}
