//! The one pass over the paste that removes what terminals and chats added.
//!
//! Text of objects (configs, JSON outputs) stays byte for byte what the user pasted, save for marks
//! that run down all of its lines (quoting, a box, line numbers) and terminal codes. Everything else
//! is made readable: control codes, invisible and look-alike characters, chat bullets, note boxes,
//! backslash escapes. What was cut where is kept by [`Builder`].

use super::cleaned::{Builder, Cleaned};
use super::cue;
use super::scan::{self, Scan};
use crate::span::Span;

/// What the pass found besides the text.
#[derive(Debug, Default)]
pub(super) struct Washed {
    pub(super) cleaned: Cleaned,
    /// Objects, in order, in the clean text.
    pub(super) objects: Vec<Object>,
    /// Places in the clean text at which a fence stood: nothing continues over them.
    pub(super) breaks: Vec<u32>,
    /// Lines with bytes that no text has.
    pub(super) binary: usize,
}

/// A run of lines that reads as one JSON5 object or array.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) clean: Span,
    /// Keys of the outer level.
    pub(super) keys: Vec<String>,
    /// Keys of the level below.
    pub(super) inner: Vec<String>,
    /// Starts with a bracket; otherwise members without their braces.
    pub(super) braced: bool,
    /// The name of the file that a header line gave, if one stood above.
    pub(super) named: Option<String>,
    /// Its brackets close.
    pub(super) closed: bool,
}

/// Marks that stand before every line of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lead {
    None,
    Quote,
    Box,
    Number,
}

struct Open {
    start: usize,
    scan: Scan,
    braced: bool,
    lead: Lead,
    fenced: bool,
    /// Where it may end: after the line that closed its brackets.
    closed: Option<usize>,
    named: Option<String>,
    /// A file named by a header: nothing but the next header ends it.
    whole_file: bool,
}

struct Washer<'p> {
    text: &'p str,
    out: Builder<'p>,
    objects: Vec<Object>,
    breaks: Vec<u32>,
    fence: bool,
    open: Option<Open>,
    file: Option<String>,
    binary: usize,
    /// The line of a note box that was read last; its end is still to be written.
    boxed: Option<Boxed>,
}

/// A line inside a note box.
struct Boxed {
    end: usize,
    next: usize,
    /// Characters of its text, with the indentation.
    length: usize,
    /// Columns at which the box breaks lines, as far as its frame tells.
    width: usize,
}

/// Cleans `text`.
pub(super) fn wash(text: &str) -> Washed {
    let mut washer = Washer {
        text,
        out: Builder::new(text),
        objects: Vec::new(),
        breaks: Vec::new(),
        fence: false,
        open: None,
        file: None,
        binary: 0,
        boxed: None,
    };
    let bytes = text.as_bytes();
    let mut start = 0;
    if text.starts_with('\u{feff}')
        && !text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('{')
    {
        start = '\u{feff}'.len_utf8();
        washer.out.replace_to(start, "");
    }
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or(&[]);
        let length = rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let end = start + length;
        let next = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => end + 2,
            (Some(_), _) => end + 1,
            (None, _) => end,
        };
        washer.line(start, end, next);
        start = next;
    }
    washer.end_boxed(false);
    washer.close_object();
    Washed {
        cleaned: washer.out.finish(),
        objects: washer.objects,
        breaks: washer.breaks,
        binary: washer.binary,
    }
}

impl Washer<'_> {
    fn line(&mut self, start: usize, end: usize, next: usize) {
        let raw = self.text.get(start..end).unwrap_or("");
        if let Some(boxed) = &self.boxed {
            let joins = continues_box(boxed, raw);
            self.end_boxed(joins);
            if joins {
                self.plain_line_of(start, end, next, true);
                return;
            }
        }
        if let Some(open) = &self.open
            && self.goes_on(open, raw)
        {
            self.object_line(start, end, next);
            return;
        }
        self.close_object();
        let (lead, lead_len) = lead_of(raw);
        let body = raw.get(lead_len..).unwrap_or("");
        if let Some(name) = cue::file_header(body.trim()) {
            self.file = Some(name.to_owned());
            self.fence = false;
            self.breaks.push(Span::at(self.out.len()).start);
            self.plain_line(start, end, next);
            return;
        }
        if let Some(rest) = fence(body) {
            self.fence = !self.fence;
            let kept = end - rest.len();
            self.out.replace_to(kept, "");
            self.breaks.push(Span::at(self.out.len()).start);
            if self.fence && starts_object(rest).is_some() {
                self.begin(kept, end, next, Lead::None);
            } else {
                self.out.replace_to(end, "");
                self.newline(end, next);
            }
            return;
        }
        if starts_object(body).is_some() {
            if let Some(inner) = escaped_object(body) {
                self.escaped(start + lead_len, inner, end, next);
                return;
            }
            self.begin(start, end, next, lead);
            return;
        }
        if is_comment(body) && lead != Lead::Box && self.object_follows(next, lead) {
            self.begin(start, end, next, lead);
            return;
        }
        if let Some(number) = number_lead(raw)
            && starts_object(raw.get(number..).unwrap_or("")).is_some()
        {
            self.begin(start, end, next, Lead::Number);
            return;
        }
        self.plain_line(start, end, next);
    }

    /// Whether the first line behind comments and blank lines begins an object.
    fn object_follows(&self, from: usize, lead: Lead) -> bool {
        let rest = self.text.get(from..).unwrap_or("");
        for line in rest.lines().take(40) {
            let body = line
                .get(strip_lead(lead, line).unwrap_or(0)..)
                .unwrap_or("");
            if body.trim().is_empty() || is_comment(body) {
                continue;
            }
            return starts_object(body) == Some(true);
        }
        false
    }

    /// Opens an object with the line `start..end`.
    fn begin(&mut self, start: usize, end: usize, next: usize, lead: Lead) {
        let raw = self.text.get(start..end).unwrap_or("");
        let skip = strip_lead(lead, raw).unwrap_or(0);
        let body = raw.get(skip..).unwrap_or("");
        // Comments may stand before the first bracket.
        let Some(braced) = starts_object(body).or_else(|| is_comment(body).then_some(true)) else {
            self.plain_line(start, end, next);
            return;
        };
        let named = self.file.clone();
        let whole_file = named.as_deref().is_some_and(cue::is_json_name);
        self.out.replace_to(start + skip, "");
        self.open = Some(Open {
            start: self.out.len(),
            scan: Scan::new(!braced),
            braced,
            lead,
            fenced: self.fence,
            closed: None,
            named,
            whole_file,
        });
        self.object_line(start + skip, end, next);
    }

    fn object_line(&mut self, start: usize, end: usize, next: usize) {
        let Some(mut open) = self.open.take() else {
            self.plain_line(start, end, next);
            return;
        };
        let raw = self.text.get(start..end).unwrap_or("");
        let skip = match open.scan.lines {
            0 => 0,
            _ => strip_lead(open.lead, raw).unwrap_or(0),
        };
        self.out.replace_to(start + skip, "");
        let at = self.out.len();
        let mut body_end = end;
        // A fence may stand right behind the last bracket.
        if open.fenced && raw.trim_end().ends_with("```") {
            body_end = start + raw.trim_end().trim_end_matches('`').len();
        } else if open.lead == Lead::Box {
            body_end = start + raw.trim_end().trim_end_matches('│').trim_end().len();
        }
        self.copy_without_codes(start + skip, body_end.max(start + skip));
        let body = self.out.since(at).to_owned();
        let closed = open.scan.line(&body);
        if body_end < end {
            self.out.replace_to(end, "");
            if open.fenced {
                self.fence = false;
                open.fenced = false;
            }
        }
        open.closed = match closed {
            Some(length) if length < body.len() && !open.whole_file => {
                // Something else follows on the same line; it is not part of the object.
                open.closed = Some(at + length);
                self.out.copy_to(next);
                self.open = Some(open);
                self.close_object();
                return;
            }
            Some(_) => Some(self.out.len()),
            None => match open.closed {
                // Trailing blank lines and comments do not belong to a closed object.
                Some(place) if !open.scan.is_open() && body.trim().is_empty() => Some(place),
                _ => None,
            },
        };
        // Line ends of the user's file stay as they are.
        if open.closed.is_some() && !open.whole_file {
            self.newline(end, next);
        } else {
            self.out.copy_to(next);
        }
        self.open = Some(open);
    }

    /// Whether `raw` still belongs to the open object.
    fn goes_on(&self, open: &Open, raw: &str) -> bool {
        let body = match strip_lead(open.lead, raw) {
            Some(skip) => raw.get(skip..).unwrap_or(""),
            None => raw,
        };
        if cue::file_header(body.trim()).is_some() {
            return false;
        }
        if open.whole_file {
            return true;
        }
        if fence(body).is_some() && !open.scan.is_inside() {
            return false;
        }
        if open.closed.is_some() && !open.scan.is_open() {
            return reopens(open, body);
        }
        if open.scan.is_inside() {
            return !cue::is_strong(body);
        }
        scan::is_json_like(body) && !cue::is_strong(body)
    }

    fn close_object(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let end = match open.closed {
            Some(place) if !open.whole_file => place,
            _ => self.out.len(),
        };
        let body = self
            .out
            .since(open.start)
            .get(..end.saturating_sub(open.start))
            .unwrap_or("");
        // The end of the last line and blank lines behind it are no part of a document that stands alone.
        let kept = match open.whole_file {
            true => body.len(),
            false => body.trim_end().len(),
        };
        self.objects.push(Object {
            clean: Span::new(open.start, open.start + kept),
            closed: open.closed.is_some() && !open.scan.is_open(),
            keys: open.scan.keys,
            inner: open.scan.inner,
            braced: open.braced,
            named: open.named,
        });
    }

    /// An object inside a JSON string on one line: `"{\n  \"gateway\": …}"`.
    fn escaped(&mut self, start: usize, inner: &str, end: usize, next: usize) {
        let offset = inner.as_ptr() as usize - self.text.as_ptr() as usize;
        self.out.replace_to(offset.max(start), "");
        let from = self.out.len();
        let bytes = inner.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if *byte != b'\\' {
                at += 1;
                continue;
            }
            let with = match bytes.get(at + 1) {
                Some(b'n') => "\n",
                Some(b't') => "\t",
                Some(b'r') => "",
                Some(b'"') => "\"",
                Some(b'\\') => "\\",
                Some(b'/') => "/",
                _ => {
                    at += 1;
                    continue;
                }
            };
            self.out.copy_to(offset + at);
            self.out.replace_to(offset + at + 2, with);
            at += 2;
        }
        self.out.copy_to(offset + inner.len());
        let body = self.out.since(from).to_owned();
        let mut scan = Scan::new(false);
        let mut closed = false;
        for line in body.lines() {
            closed = scan.line(line).is_some();
        }
        self.objects.push(Object {
            clean: Span::new(from, from + body.trim_end().len()),
            keys: scan.keys,
            inner: scan.inner,
            braced: true,
            named: self.file.clone(),
            closed,
        });
        self.out.replace_to(end, "");
        self.newline(end, next);
    }

    fn newline(&mut self, end: usize, next: usize) {
        match next - end {
            0 => {}
            1 if self.text.as_bytes().get(end) == Some(&b'\n') => self.out.copy_to(next),
            _ => self.out.replace_to(next, "\n"),
        }
    }

    /// Copies, leaving out terminal codes.
    fn copy_without_codes(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(found) = self.text.get(at..end).and_then(|rest| rest.find('\u{1b}')) {
            self.out.copy_to(at + found);
            at += found;
            at += escape_len(self.text.get(at..end).unwrap_or(""));
            self.out.replace_to(at, "");
        }
        self.out.copy_to(end);
    }

    /// Cleans a line of prose or output.
    fn plain_line(&mut self, start: usize, end: usize, next: usize) {
        self.plain_line_of(start, end, next, false);
    }

    fn plain_line_of(&mut self, start: usize, end: usize, next: usize, joined: bool) {
        let raw = self.text.get(start..end).unwrap_or("");
        if !needs_work(raw) {
            self.out.copy_to(end);
            self.newline(end, next);
            return;
        }
        let (skip, with, body_end) = frame(raw, joined);
        self.out.replace_to(start + skip, with);
        let body = raw.get(skip..body_end).unwrap_or("");
        self.characters(start + skip, body);
        self.out.replace_to(end, "");
        if let Some((length, width)) = box_line(raw) {
            self.boxed = Some(Boxed {
                end,
                next,
                length,
                width,
            });
            return;
        }
        self.newline(end, next);
    }

    /// Writes the end of a note box's line: a blank where the next line goes on.
    fn end_boxed(&mut self, joins: bool) {
        let Some(boxed) = self.boxed.take() else {
            return;
        };
        match joins {
            true => self.out.replace_to(boxed.next, " "),
            false => self.newline(boxed.end, boxed.next),
        }
    }

    fn characters(&mut self, start: usize, body: &str) {
        let escapes = Escapes::of(body);
        let mut at = 0;
        let mut bad = false;
        let bytes = body.as_bytes();
        loop {
            // Most characters stay as they are.
            while bytes
                .get(at)
                .is_some_and(|b| matches!(b, b' '..=b'~') && !matches!(b, b'[' | b'\\'))
            {
                at += 1;
            }
            let Some(ch) = body.get(at..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            let rest = body.get(at..).unwrap_or("");
            let (length, with): (usize, Option<&str>) = match ch {
                '\u{1b}' => (escape_len(rest), Some("")),
                '\u{9b}' => (1 + escape_tail(rest.get(2..).unwrap_or("")), Some("")),
                '[' => match lost_code(rest) {
                    Some(length) => (length, Some("")),
                    None => (1, None),
                },
                '\\' => escapes.at(rest),
                '\t' | ' '..='~' => (1, None),
                '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' | '\u{2000}'..='\u{200a}' => {
                    (ch.len_utf8(), Some(" "))
                }
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {
                    (ch.len_utf8(), Some(""))
                }
                '“' | '”' | '„' | '‟' => (ch.len_utf8(), Some("\"")),
                '‘' | '’' | '‚' => (ch.len_utf8(), Some("'")),
                '\u{ff01}'..='\u{ff5e}' => (ch.len_utf8(), Some(half_width(ch))),
                '\u{1d400}'..='\u{1d6a3}' | '\u{1d7ce}'..='\u{1d7ff}' => {
                    (ch.len_utf8(), Some(plain_letter(ch)))
                }
                '\u{fffd}' => {
                    bad = true;
                    (ch.len_utf8(), None)
                }
                _ if ch.is_control() => {
                    bad = true;
                    (ch.len_utf8(), Some(""))
                }
                _ => (ch.len_utf8(), None),
            };
            let length = length.max(1);
            if let Some(with) = with {
                self.out.copy_to(start + at);
                self.out.replace_to(start + at + length, with);
            }
            at += length;
        }
        self.out.copy_to(start + body.len());
        self.binary += usize::from(bad);
    }
}

/// Whether anything but plain copying is to be done.
fn needs_work(raw: &str) -> bool {
    let odd = |byte: u8| byte >= 0x7f || byte < b' ' && byte != b'\t' || byte == b'\\';
    raw.bytes().any(odd)
        || raw.contains('[') && raw.contains('m') && raw.contains(|c: char| c.is_ascii_digit())
        || matches!(
            raw.trim_start().as_bytes().first(),
            Some(b'>' | b'*' | b'`' | b'|')
        )
}

/// How an object begins: `Some(true)` with a bracket, `Some(false)` with a member, `None` not at all.
fn starts_object(body: &str) -> Option<bool> {
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

fn is_comment(body: &str) -> bool {
    let text = body.trim_start();
    text.starts_with("//")
        || text.starts_with("/*")
        || text.starts_with("* ")
        || text.starts_with("*/")
}

/// The inside of `"{\n…}"` or `{\n…}`, where the text was escaped as a whole.
fn escaped_object(body: &str) -> Option<&str> {
    let text = body.trim();
    let inner = text.strip_prefix('"').map_or(text, |rest| {
        rest.trim_end_matches([',', ';']).trim_end_matches('"')
    });
    let rest = inner.strip_prefix('{')?;
    let rest = rest.trim_start();
    (rest.starts_with("\\n") || rest.starts_with("\\\"") || rest.starts_with("\\r"))
        .then_some(inner)
}

/// Whether a closed object goes on with `body`: stray brackets and members that follow.
fn reopens(open: &Open, body: &str) -> bool {
    let text = body.trim();
    if text.is_empty() {
        return true;
    }
    if text.starts_with(['}', ']', ',']) {
        return true;
    }
    match scan::member_start(text) {
        Some((key, _)) if open.braced => {
            text.starts_with(['"', '\'', '“']) || cue::is_root_key(key)
        }
        Some((key, value)) => {
            text.starts_with(['"', '\'', '“'])
                || cue::is_root_key(key) && value.starts_with(['{', '['])
        }
        None => !open.braced && (text.starts_with("//") || text.starts_with("/*")),
    }
}

/// The marks of quoting before the text of a line, and which they are.
fn lead_of(raw: &str) -> (Lead, usize) {
    if let Some(length) = strip_lead(Lead::Quote, raw) {
        return (Lead::Quote, length);
    }
    let text = raw.trim_start();
    if text.starts_with('│') && text.matches('│').count() <= 2 {
        return (Lead::Box, strip_lead(Lead::Box, raw).unwrap_or(0));
    }
    (Lead::None, 0)
}

fn strip_lead(lead: Lead, raw: &str) -> Option<usize> {
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
fn number_lead(raw: &str) -> Option<usize> {
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
fn fence(body: &str) -> Option<&str> {
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
fn frame(raw: &str, joined: bool) -> (usize, &'static str, usize) {
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
fn box_line(raw: &str) -> Option<(usize, usize)> {
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

/// Whether `raw` is a further line of the text that `boxed` was broken off from.
fn continues_box(boxed: &Boxed, raw: &str) -> bool {
    let Some((length, _)) = box_line(raw) else {
        return false;
    };
    let text = raw.trim().trim_matches('│').trim();
    let word = text.split(' ').next().unwrap_or("").chars().count();
    length > 0
        && !text.starts_with("- ")
        && !text.starts_with("• ")
        && boxed.length + 1 + word > boxed.width
}

/// Bytes of the terminal code that starts `text`, which begins with ESC.
fn escape_len(text: &str) -> usize {
    let rest = text.get(1..).unwrap_or("");
    match rest.as_bytes().first() {
        Some(b'[') => 2 + escape_tail(rest.get(1..).unwrap_or("")),
        Some(b']' | b'P' | b'^' | b'_') => {
            // Ends with BEL or ESC backslash; at the end of the line at the latest.
            let body = rest.get(1..).unwrap_or("");
            match (body.find('\u{7}'), body.find("\u{1b}\\")) {
                (Some(bell), Some(string)) if string < bell => 2 + string + 2,
                (Some(bell), _) => 2 + bell + 1,
                (None, Some(string)) => 2 + string + 2,
                (None, None) => text.len(),
            }
        }
        Some(b'(' | b')' | b'#') if rest.len() > 1 && rest.is_char_boundary(2) => 3,
        Some(byte) if byte.is_ascii() => 2,
        _ => 1,
    }
}

/// Parameters and final byte of a control sequence.
fn escape_tail(text: &str) -> usize {
    let parameters = text
        .bytes()
        .take_while(|byte| (0x20..0x40).contains(byte))
        .count();
    match text.as_bytes().get(parameters) {
        Some(byte) if (0x40..0x7f).contains(byte) => parameters + 1,
        _ => parameters,
    }
}

/// `[31m`, `[0m`: a colour whose ESC was lost on the way.
fn lost_code(text: &str) -> Option<usize> {
    let body = text.get(1..)?;
    let digits = body
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b';')
        .count();
    let bytes = body.as_bytes();
    let ends =
        digits > 0 && bytes.get(digits) == Some(&b'm') && bytes.get(digits + 1) != Some(&b']');
    ends.then_some(digits + 2)
}

/// How backslashes of one line are meant.
struct Escapes {
    /// JSON on this line is read as JSON; its escapes stay.
    json: bool,
    /// A Windows path stands on the line; only escapes that cannot be one are undone.
    windows: bool,
}

impl Escapes {
    fn of(body: &str) -> Escapes {
        let windows = body
            .as_bytes()
            .windows(3)
            .any(|three| matches!(three, [drive, b':', b'\\'] if drive.is_ascii_alphabetic()));
        Escapes {
            json: body.contains("{\"") && body.trim_end().ends_with('}'),
            windows,
        }
    }

    /// Bytes taken and what stands for them, for `rest`, which begins with a backslash.
    fn at(&self, rest: &str) -> (usize, Option<&'static str>) {
        let run = rest.bytes().take_while(|byte| *byte == b'\\').count();
        let after = rest.get(run..).unwrap_or("");
        if self.json {
            return (run, None);
        }
        match after.as_bytes().first() {
            Some(b'"') => (run + 1, Some("\"")),
            Some(b'n') => {
                let follows = after.get(1..).unwrap_or("");
                let sure =
                    follows.is_empty() || follows.starts_with(['-', ' ', '\\', '"', '×', '<', '[']);
                let likely = follows.starts_with(|c: char| c.is_ascii_uppercase());
                match sure || likely && !self.windows {
                    true => (run + 1, Some("\n")),
                    false => (run, None),
                }
            }
            Some(b't') if !self.windows && after.get(1..2).is_some_and(|next| next == " ") => {
                (run + 1, Some("\t"))
            }
            _ => (run, None),
        }
    }
}

/// ASCII for a full-width form.
fn half_width(ch: char) -> &'static str {
    ascii((ch as u32).saturating_sub(0xfee0))
}

/// ASCII for a letter or digit of the mathematical alphabets, which chats make of `_text_`.
fn plain_letter(ch: char) -> &'static str {
    let code = ch as u32;
    if code >= 0x1d7ce {
        return ascii(u32::from(b'0') + (code - 0x1d7ce) % 10);
    }
    match (code - 0x1d400) % 52 {
        letter @ 0..26 => ascii(u32::from(b'A') + letter),
        letter => ascii(u32::from(b'a') + letter - 26),
    }
}

fn ascii(code: u32) -> &'static str {
    const PRINTABLE: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let at = code.saturating_sub(0x20) as usize;
    PRINTABLE.get(at..at + 1).unwrap_or("?")
}
