//! Marks around the text of a line: quoting, boxes, fences, bullets, line numbers; and how an object
//! begins.

use super::{cue, scan};

/// Marks that stand before every line of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lead {
    None,
    Quote,
    Box,
    Number,
}

/// Whether anything but plain copying is to be done.
pub(super) fn needs_work(raw: &str) -> bool {
    let odd = |byte: u8| byte >= 0x7f || byte < b' ' && byte != b'\t' || byte == b'\\';
    raw.bytes().any(odd)
        || raw.contains('[') && raw.contains('m') && raw.contains(|c: char| c.is_ascii_digit())
        || matches!(
            raw.trim_start().as_bytes().first(),
            Some(b'>' | b'*' | b'`' | b'|')
        )
}

/// How an object begins: `Some(true)` with a bracket, `Some(false)` with a member, `None` not at all.
pub(super) fn starts_object(body: &str) -> Option<bool> {
    let text = body.trim_start_matches([' ', '\t', '\u{feff}', '\u{200b}', '\u{a0}']);
    match text.as_bytes().first()? {
        b'{' => {
            let rest = text.get(1..).unwrap_or("").trim_start();
            let plausible = match rest.chars().next() {
                None => true,
                Some('"' | '\'' | '“' | '”' | '}' | '/' | '\\' | '{' | '.' | '…') => true,
                Some(_) => {
                    scan::member_start(rest).is_some() || rest.contains(':') && !rest.contains("%")
                }
            };
            plausible.then_some(true)
        }
        b'[' if scan::is_array_start(text) => Some(true),
        b'"' if text.starts_with("\"{\\") => Some(true),
        _ => {
            let (key, value) = scan::member_start(text)?;
            let bracket = value.starts_with(['{', '[']);
            let quoted = !text.starts_with(|c: char| c.is_ascii_alphanumeric());
            let known = cue::is_root_key(key);
            (bracket && (quoted || known) || quoted && !value.is_empty()).then_some(false)
        }
    }
}

pub(super) fn is_comment(body: &str) -> bool {
    let text = body.trim_start();
    text.starts_with("//")
        || text.starts_with("/*")
        || text.starts_with("* ")
        || text.starts_with("*/")
}

/// The inside of `"{\n…}"` or `{\n…}`, where the text was escaped as a whole.
pub(super) fn escaped_object(body: &str) -> Option<&str> {
    let text = body.trim();
    let inner = text.strip_prefix('"').map_or(text, |rest| {
        rest.trim_end_matches([',', ';']).trim_end_matches('"')
    });
    let rest = inner.strip_prefix('{')?;
    let rest = rest.trim_start();
    (rest.starts_with("\\n") || rest.starts_with("\\\"") || rest.starts_with("\\r"))
        .then_some(inner)
}

/// The marks of quoting before the text of a line, and which they are.
pub(super) fn lead_of(raw: &str) -> (Lead, usize) {
    if let Some(length) = strip_lead(Lead::Quote, raw) {
        return (Lead::Quote, length);
    }
    let text = raw.trim_start();
    if text.starts_with('│') && text.matches('│').count() <= 2 {
        return (Lead::Box, strip_lead(Lead::Box, raw).unwrap_or(0));
    }
    (Lead::None, 0)
}

pub(super) fn strip_lead(lead: Lead, raw: &str) -> Option<usize> {
    match lead {
        Lead::None => Some(0),
        Lead::Quote => {
            let mut at = 0;
            let mut found = None;
            loop {
                let rest = raw.get(at..)?;
                let blank = rest.len() - rest.trim_start_matches(' ').len();
                let Some(after) = rest.get(blank..)?.strip_prefix('>') else {
                    return found;
                };
                if !(after.is_empty() || after.starts_with([' ', '>', '`'])) {
                    return found;
                }
                at += blank + 1 + usize::from(after.starts_with(' '));
                found = Some(at);
            }
        }
        Lead::Box => {
            let blank = raw.len() - raw.trim_start().len();
            let after = raw.get(blank..)?.strip_prefix('│')?;
            let pad = after.bytes().take(2).take_while(|b| *b == b' ').count();
            Some(blank + '│'.len_utf8() + pad)
        }
        Lead::Number => number_lead(raw),
    }
}

/// `  12 | `, `12: `, `12<tab>`: a line number as editors and `cat -n` print it.
pub(super) fn number_lead(raw: &str) -> Option<usize> {
    let blank = raw.len() - raw.trim_start().len();
    let rest = raw.get(blank..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 5 {
        return None;
    }
    let after = rest.get(digits..)?;
    for mark in ["\t", " | ", " │ ", "│ ", ": ", "  ", " |", " │", "│"] {
        if let Some(body) = after.strip_prefix(mark) {
            return Some(raw.len() - body.len());
        }
    }
    match after.trim() {
        "" | "|" | "│" => Some(raw.len()),
        _ if after.starts_with(' ') => Some(blank + digits + 1),
        _ => None,
    }
}

/// What follows the marks of a Markdown fence on its line; an opening fence may have a language.
pub(super) fn fence(body: &str) -> Option<&str> {
    let text = body.trim_start();
    let rest = text
        .strip_prefix("```")
        .or_else(|| text.strip_prefix("~~~"))?
        .trim_start_matches('`');
    let word = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '.')))
        .unwrap_or(rest.len());
    Some(rest.get(word..).unwrap_or("").trim_start())
}

/// The frame of a line: how much to cut in front, what stands for it, and where its text ends.
pub(super) fn frame(raw: &str, joined: bool) -> (usize, &'static str, usize) {
    let mut skip = strip_lead(Lead::Quote, raw).unwrap_or(0);
    let mut end = raw.trim_end().len().max(skip);
    let mut with = "";
    let body = raw.get(skip..end).unwrap_or("");
    let bars = body.chars().filter(|c| *c == '│').count();
    let blank = body.len() - body.trim_start().len();
    let text = body.trim_start();
    if bars <= 2 && bars > 0 && (text.starts_with('│') || text.ends_with('│')) {
        // A line of a note box: its borders go, tables keep theirs.
        if let Some(rest) = text.strip_prefix('│') {
            let most = if joined { usize::MAX } else { 2 };
            let pad = rest.bytes().take(most).take_while(|b| *b == b' ').count();
            skip += blank + '│'.len_utf8() + pad;
        }
        let kept = raw.get(skip..end.max(skip)).unwrap_or("");
        end = skip + kept.trim_end_matches(['│', ' ', '\u{a0}']).len();
        return (skip, with, end);
    }
    if text.starts_with('├') && text.contains('╯') {
        return (end, "╯", end);
    }
    if text.starts_with('◇') && text.contains('─') {
        end = skip + blank + text.trim_end_matches(['─', '╮', ' ', '┐']).len();
        return (skip, with, end);
    }
    if let Some(first) = text.chars().next() {
        let rest = text.get(first.len_utf8()..).unwrap_or("");
        let bullet = matches!(first, '•' | '●' | '◦' | '▪' | '‣' | '∙' | '⁃' | '*' | '·')
            || matches!(first, '–' | '—') && blank < 4;
        if bullet && rest.starts_with([' ', '\u{a0}', '\t']) {
            skip += blank + first.len_utf8();
            with = match blank {
                0 => "-",
                1 => " -",
                2 => "  -",
                _ => "    -",
            };
            return (skip, with, end);
        }
        let ticks = text.bytes().filter(|b| *b == b'`').count();
        if first == '`' && ticks == 2 && text.len() > 2 && text.ends_with('`') {
            return (skip + blank + 1, with, end - 1);
        }
    }
    (skip, with, end)
}

/// Length of the text and width of the box, for a line between the bars of a note box.
pub(super) fn box_line(raw: &str) -> Option<(usize, usize)> {
    let text = raw.trim();
    let inner = text.strip_prefix('│')?;
    let (inner, framed) = match inner.strip_suffix('│') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    if inner.contains('│') || inner.trim().is_empty() {
        return None;
    }
    let length = inner.trim_end().chars().count().saturating_sub(2);
    // Between the bars stand two blanks on each side.
    let room = match framed {
        true => inner.chars().count().saturating_sub(4),
        false => length,
    };
    // OpenClaw breaks at 70 columns on a terminal of 80 and without one, at 88 at most.
    Some((length, if room > 70 { 88 } else { 70 }))
}
