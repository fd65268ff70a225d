//! The one pass over the paste that removes what terminals and chats added.
//!
//! Text of objects (configs, JSON outputs) stays byte for byte what the user pasted, save for marks
//! that run down all of its lines (quoting, a box, line numbers) and terminal codes. Everything else
//! is made readable: control codes, invisible and look-alike characters, chat bullets, note boxes,
//! backslash escapes. What was cut where is kept by [`Builder`].

use super::characters::{Escapes, escape_len, escape_tail, half_width, lost_code, plain_letter};
use super::cleaned::{Builder, Cleaned};
use super::cue;
use super::marks::{
    Lead, box_line, escaped_object, fence, frame, is_comment, lead_of, needs_work, number_lead,
    starts_object, strip_lead,
};
use super::scan::{self, Scan};
use crate::span::Span;
use std::borrow::Cow;

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
        let plain = self
            .text
            .get(start + skip..body_end.max(start + skip))
            .unwrap_or("");
        let body = match plain.contains('\u{1b}') {
            true => Cow::Owned(self.out.since(at).to_owned()),
            false => Cow::Borrowed(plain),
        };
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
