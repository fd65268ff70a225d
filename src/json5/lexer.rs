//! Text to tokens.
//!
//! Invariants: each token starts where the last one ended and holds at least one byte, until the
//! end; a token never looks further than it must for the whole to stay linear.

use super::name::{Part, part};
use super::tree::{Token, TokenKind, flag};
use crate::span::Span;

/// Reads tokens one by one. Cheap to copy, so that a reader can look ahead.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    pos: usize,
    // No `*/` stands at or after this byte.
    no_block_end: usize,
    // Nor any backtick after this one.
    no_backtick: usize,
    /// The last token that was not trivia was a colon: `#fff` is then a value.
    after_colon: bool,
}

/// Curly and full-width quotes.
pub(super) fn is_curly(c: char) -> bool {
    is_double(c) || is_single(c)
}

fn is_double(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ff02}' | '\u{ab}' | '\u{bb}' | '\u{301d}' | '\u{301e}' | '\u{300c}'..='\u{300f}')
}

fn is_single(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{ff07}')
}

/// What JSON5 takes for space beyond ASCII.
pub(super) fn is_wide_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{feff}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// What ends a line: also where npm's json5 ends a `//` comment.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The punctuation that a full-width character stands for.
fn wide_punctuation(c: char) -> Option<TokenKind> {
    Some(match c {
        '\u{ff5b}' => TokenKind::OpenBrace,
        '\u{ff5d}' => TokenKind::CloseBrace,
        '\u{ff3b}' | '\u{3010}' => TokenKind::OpenBracket,
        '\u{ff3d}' | '\u{3011}' => TokenKind::CloseBracket,
        '\u{ff1a}' => TokenKind::Colon,
        '\u{ff0c}' | '\u{3001}' | '\u{ff1b}' => TokenKind::Comma,
        _ => return None,
    })
}

/// ASCII that goes on within a word, names or not; a word of others than name characters is odd.
fn is_odd(byte: u8) -> bool {
    matches!(
        byte,
        b'-' | b'.' | b'@' | b'%' | b'&' | b'*' | b'+' | b'|' | b'~' | b'^' | b'!' | b'?'
    )
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$'
}

impl<'t> Lexer<'t> {
    pub fn new(text: &'t str) -> Lexer<'t> {
        Lexer {
            text,
            pos: 0,
            no_block_end: usize::MAX,
            no_backtick: usize::MAX,
            after_colon: false,
        }
    }

    /// Where the next token starts.
    pub fn position(&self) -> usize {
        self.pos
    }

    /// Goes on at `pos`.
    pub fn jump(&mut self, pos: usize) {
        self.pos = pos;
    }

    /// The next token; [`TokenKind::End`] at the end.
    #[inline]
    pub fn token(&mut self) -> Token {
        let start = self.pos;
        let Some(byte) = self.byte(start) else {
            return self.make(TokenKind::End, start, start, 0);
        };
        let (kind, end, flags) = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {
                let (end, flags) = self.space(start);
                return self.make(TokenKind::Whitespace, start, end, flags);
            }
            b'"' | b'\'' => self.string(start, byte),
            b',' => (TokenKind::Comma, start + 1, 0),
            b':' => match self.byte(start + 1) {
                Some(b'=') => (TokenKind::Colon, start + 2, flag::FOREIGN),
                _ => (TokenKind::Colon, start + 1, 0),
            },
            b'{' => (TokenKind::OpenBrace, start + 1, 0),
            b'}' => (TokenKind::CloseBrace, start + 1, 0),
            b'[' => (TokenKind::OpenBracket, start + 1, 0),
            b']' => (TokenKind::CloseBracket, start + 1, 0),
            b'/' => {
                if let Some((kind, end, flags)) = self.comment(start) {
                    return self.make(kind, start, end, flags);
                }
                (TokenKind::Junk, start + 1, 0)
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => self.word(start, 0),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(start),
            _ => match self.rare(start, byte) {
                (kind, end, flags) if kind.is_trivia() => {
                    return self.make(kind, start, end, flags);
                }
                other => other,
            },
        };
        self.after_colon = kind == TokenKind::Colon;
        self.make(kind, start, end, flags)
    }

    /// The next token that is not trivia, and whether a line ends before it.
    pub fn significant(&mut self) -> (Token, bool) {
        let mut new_line = false;
        loop {
            let token = self.token();
            if !token.kind.is_trivia() {
                return (token, new_line);
            }
            new_line |= token.flags & flag::NEWLINE != 0 || token.kind == TokenKind::Marker;
        }
    }

    fn make(&mut self, kind: TokenKind, start: usize, end: usize, flags: u8) -> Token {
        self.pos = end;
        Token {
            kind,
            flags,
            span: Span::new(start, end),
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn tail(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    fn space(&self, start: usize) -> (usize, u8) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut flags = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b' ' | b'\t' | 0x0b | 0x0c => at += 1,
                b'\n' | b'\r' => {
                    flags = flag::NEWLINE;
                    at += 1;
                }
                0xc2.. => match self.tail(at).chars().next() {
                    Some(c) if is_wide_space(c) => {
                        if is_line_end(c) {
                            flags = flag::NEWLINE;
                        }
                        at += c.len_utf8();
                    }
                    _ => break,
                },
                _ => break,
            }
        }
        (at, flags)
    }

    fn line_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' | b'\r' => break,
                0xe2 if bytes.get(at + 1) == Some(&0x80)
                    && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) =>
                {
                    break;
                }
                _ => at += 1,
            }
        }
        at
    }

    fn comment(&mut self, start: usize) -> Option<(TokenKind, usize, u8)> {
        match self.byte(start + 1)? {
            b'/' => Some((TokenKind::LineComment, self.line_end(start + 2), 0)),
            b'*' => {
                let found = if start < self.no_block_end {
                    self.tail(start + 2).find("*/")
                } else {
                    None
                };
                if let Some(length) = found {
                    let end = start + 2 + length + 2;
                    let inside = self.text.get(start..end).unwrap_or("");
                    let flags = if inside.contains(is_line_end) {
                        flag::NEWLINE
                    } else {
                        0
                    };
                    return Some((TokenKind::BlockComment, end, flags));
                }
                self.no_block_end = self.no_block_end.min(start);
                // Read on after the line, so that the rest is not lost.
                Some((
                    TokenKind::BlockComment,
                    self.line_end(start + 2),
                    flag::UNCLOSED,
                ))
            }
            _ => None,
        }
    }

    fn string(&self, start: usize, quote: u8) -> (TokenKind, usize, u8) {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        let mut flags = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' | b'\'' => {
                    at += 1;
                    if byte == quote {
                        return (TokenKind::String, at, flags);
                    }
                }
                b'\\' => {
                    flags |= flag::ESCAPED;
                    at = self.after_escape(at);
                }
                b'\n' | b'\r' => return self.broken_string(start, at, quote, flags),
                _ => at += 1,
            }
        }
        self.broken_string(start, bytes.len(), quote, flags)
    }

    /// After the character that the backslash at `at` stands before; a line end is one of two bytes.
    fn after_escape(&self, at: usize) -> usize {
        match self.tail(at + 1).chars().next() {
            Some('\r') if self.byte(at + 2) == Some(b'\n') => at + 3,
            Some(c) => at + 1 + c.len_utf8(),
            None => at + 1,
        }
    }

    /// A string that meets the end of its line (at `line_end`) before its quote.
    fn broken_string(
        &self,
        start: usize,
        line_end: usize,
        quote: u8,
        flags: u8,
    ) -> (TokenKind, usize, u8) {
        let line = self.text.get(start + 1..line_end).unwrap_or("");
        let other_quote = |c: char| {
            if quote == b'"' {
                is_double(c)
            } else {
                is_single(c)
            }
        };
        if let Some((at, c)) = line.char_indices().find(|(_, c)| other_quote(*c)) {
            return (
                TokenKind::String,
                start + 1 + at + c.len_utf8(),
                flags | flag::FOREIGN,
            );
        }
        if let Some(end) = self.closes_later(line_end, quote) {
            let inside = self.text.get(start..end).unwrap_or("");
            let escaped = if inside.contains('\\') {
                flag::ESCAPED
            } else {
                0
            };
            return (TokenKind::String, end, flags | flag::NEWLINE | escaped);
        }
        // What ends a line after a value is not part of the string.
        let kept = line.trim_end_matches([',', '}', ']', '{', '[', ':', ';', ' ', '\t']);
        (
            TokenKind::String,
            start + 1 + kept.len(),
            flags | flag::UNCLOSED,
        )
    }

    /// The end of a string that goes on over line ends: the next line with such a quote has an
    /// odd number of them and does not begin with one.
    fn closes_later(&self, line_end: usize, quote: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = line_end;
        let mut close = None;
        let mut count = 0;
        let mut blank = true;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' | b'\r' if count > 0 => break,
                // Structure at the start of a line: the string was meant to end before.
                b'{' | b'}' | b'[' | b']' if blank => return None,
                b'/' if blank && bytes.get(at + 1) == Some(&b'/') => return None,
                b'\n' | b'\r' => blank = true,
                b' ' | b'\t' => {}
                b'\\' => {
                    blank = false;
                    at = self.after_escape(at);
                    continue;
                }
                byte if byte == quote => {
                    if blank && count == 0 && self.opens(at) {
                        return None;
                    }
                    blank = false;
                    count += 1;
                    close.get_or_insert(at + 1);
                }
                b':' if count == 0 && blank => return None,
                _ => blank = false,
            }
            at += 1;
        }
        if count % 2 == 1 { close } else { None }
    }

    /// Whether the quote at `at`, the first thing on its line, begins a string rather than ends one.
    fn opens(&self, at: usize) -> bool {
        !matches!(
            self.byte(at + 1),
            None | Some(b',' | b'}' | b']' | b'\n' | b'\r' | b' ' | b'\t')
        )
    }

    fn word(&self, start: usize, flags: u8) -> (TokenKind, usize, u8) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut flags = flags;
        let mut first = true;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                _ if is_name_byte(byte) => {
                    if first && byte.is_ascii_digit() {
                        flags |= flag::ODD;
                    }
                    at += 1;
                }
                b'\\' => {
                    let Some((c, end)) = self.name_escape(at) else {
                        flags |= flag::ODD;
                        at += 1;
                        first = false;
                        continue;
                    };
                    let wanted = if first {
                        c == Part::Start
                    } else {
                        c != Part::None
                    };
                    if !wanted {
                        flags |= flag::ODD;
                    }
                    flags |= flag::ESCAPED;
                    at = end;
                }
                b'/' if !matches!(bytes.get(at + 1), Some(b'/' | b'*')) => {
                    flags |= flag::ODD;
                    at += 1;
                }
                _ if is_odd(byte) => {
                    flags |= flag::ODD;
                    at += 1;
                }
                0xc2.. => {
                    let Some(c) = self.tail(at).chars().next() else {
                        break;
                    };
                    if is_wide_space(c) || is_curly(c) || wide_punctuation(c).is_some() {
                        break;
                    }
                    let part = part(c);
                    if part == Part::None || (first && part != Part::Start) {
                        flags |= flag::ODD;
                    }
                    at += c.len_utf8();
                }
                _ => break,
            }
            first = false;
        }
        (TokenKind::Word, at, flags)
    }

    /// What the `\uXXXX` at `at` may do in a name, and where it ends.
    fn name_escape(&self, at: usize) -> Option<(Part, usize)> {
        let digits = self.tail(at).strip_prefix("\\u")?;
        let code = super::string::hex(digits, 4)?;
        Some((char::from_u32(code).map_or(Part::None, part), at + 6))
    }

    fn number(&self, start: usize) -> (TokenKind, usize, u8) {
        let end = number_end(self.text.as_bytes(), start);
        let goes_on = match self.byte(end) {
            None => false,
            Some(b'/') => !matches!(self.byte(end + 1), Some(b'/' | b'*')),
            Some(0xc2..) => self.tail(end).chars().next().is_some_and(|c| {
                !is_wide_space(c) && !is_curly(c) && wide_punctuation(c).is_none()
            }),
            Some(byte) => is_name_byte(byte) || is_odd(byte) || byte == b'\\',
        };
        if end > start && !goes_on {
            return (TokenKind::Number, end, 0);
        }
        let (kind, end, flags) = self.word(start, flag::ODD);
        (kind, end.max(start + 1), flags)
    }

    fn rare(&mut self, start: usize, byte: u8) -> (TokenKind, usize, u8) {
        match byte {
            b'`' | b'~' if self.starts_line(start) && self.repeats(start, byte, 3) => {
                return (TokenKind::Marker, self.line_end(start), flag::NEWLINE);
            }
            b'<' | b'>' | b'|' | b'='
                if self.starts_line(start) && self.repeats(start, byte, 7) =>
            {
                return (
                    TokenKind::Marker,
                    self.line_end(start),
                    flag::NEWLINE | flag::FOREIGN,
                );
            }
            b'`' => {
                let whole = self.backtick_string(start);
                return whole.unwrap_or_else(|| self.curly_string(start, 1, |c| c == '`'));
            }
            b'\\' => {
                if let Some(quote @ (b'"' | b'\'')) = self.byte(start + 1) {
                    return self.escaped_string(start, quote);
                }
                if self.name_escape(start).is_some() {
                    return self.word(start, 0);
                }
            }
            b'#' => {
                let value = self.after_colon
                    && self
                        .byte(start + 1)
                        .is_some_and(|b| b.is_ascii_alphanumeric());
                if !value {
                    return (TokenKind::HashComment, self.line_end(start), 0);
                }
            }
            b'=' => {
                let arrow = self.byte(start + 1) == Some(b'>');
                return (
                    TokenKind::Colon,
                    start + 1 + usize::from(arrow),
                    flag::FOREIGN,
                );
            }
            b';' => return (TokenKind::Comma, start + 1, flag::FOREIGN),
            0xc2.. => {
                if let Some(c) = self.tail(start).chars().next() {
                    if is_wide_space(c) {
                        let (end, flags) = self.space(start);
                        return (TokenKind::Whitespace, end, flags);
                    }
                    if let Some(kind) = wide_punctuation(c) {
                        return (kind, start + c.len_utf8(), flag::FOREIGN);
                    }
                    if is_double(c) {
                        return self
                            .curly_string(start, c.len_utf8(), |c| is_double(c) || c == '"');
                    }
                    if is_single(c) {
                        return self
                            .curly_string(start, c.len_utf8(), |c| is_single(c) || c == '\'');
                    }
                    if part(c) == Part::Start {
                        return self.word(start, 0);
                    }
                }
            }
            _ => {}
        }
        (TokenKind::Junk, self.junk_end(start), 0)
    }

    /// Junk goes on to the next space, comma, colon, bracket or quote.
    fn junk_end(&self, start: usize) -> usize {
        let mut chars = self.tail(start).char_indices();
        chars.next();
        chars
            .find(|(_, c)| {
                c.is_whitespace()
                    || is_wide_space(*c)
                    || is_curly(*c)
                    || wide_punctuation(*c).is_some()
                    || matches!(
                        c,
                        '{' | '}' | '[' | ']' | ',' | ':' | '"' | '\'' | '/' | '#' | ';' | '='
                    )
            })
            .map_or(self.text.len(), |(at, _)| start + at)
    }

    fn curly_string(
        &self,
        start: usize,
        quote: usize,
        closes: impl Fn(char) -> bool,
    ) -> (TokenKind, usize, u8) {
        let mut flags = flag::FOREIGN;
        let mut escaped = false;
        for (at, c) in self.tail(start + quote).char_indices() {
            let here = start + quote + at;
            if is_line_end(c) {
                return self.unclosed_curly(start, quote, here, flags);
            }
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
                flags |= flag::ESCAPED;
            } else if closes(c) {
                return (TokenKind::String, here + c.len_utf8(), flags);
            }
        }
        self.unclosed_curly(start, quote, self.text.len(), flags)
    }

    fn unclosed_curly(
        &self,
        start: usize,
        quote: usize,
        line_end: usize,
        flags: u8,
    ) -> (TokenKind, usize, u8) {
        let line = self.text.get(start + quote..line_end).unwrap_or("");
        let kept = line.trim_end_matches([',', '}', ']', ' ', '\t']);
        (
            TokenKind::String,
            start + quote + kept.len(),
            flags | flag::UNCLOSED,
        )
    }

    /// JavaScript's template over several lines, where its end looks like the end of a value.
    fn backtick_string(&mut self, start: usize) -> Option<(TokenKind, usize, u8)> {
        if start >= self.no_backtick {
            return None;
        }
        let inside = self.tail(start + 1);
        let Some(length) = inside.find('`') else {
            self.no_backtick = start;
            return None;
        };
        let content = inside.get(..length)?;
        let end = start + 1 + length + 1;
        let after = self.tail(end).trim_start_matches([' ', '\t']);
        let ends = after.is_empty() || after.starts_with([',', '}', ']', '\n', '\r', ':', '/']);
        if !content.contains('\n') || content.contains('\\') || !ends {
            return None;
        }
        Some((TokenKind::String, end, flag::FOREIGN | flag::NEWLINE))
    }

    /// `\"…\"`: JSON that was copied out of a string.
    fn escaped_string(&self, start: usize, quote: u8) -> (TokenKind, usize, u8) {
        let line_end = self.line_end(start);
        let close = if quote == b'"' { "\\\"" } else { "\\'" };
        let inside = self.text.get(start + 2..line_end).unwrap_or("");
        match inside.find(close) {
            Some(length) => (TokenKind::String, start + 2 + length + 2, flag::FOREIGN),
            None => self.unclosed_curly(start, 2, line_end, flag::FOREIGN),
        }
    }

    /// Whether only space stands before `at` on its line.
    fn starts_line(&self, at: usize) -> bool {
        let before = self.text.as_bytes().get(..at).unwrap_or(&[]);
        let blank = before
            .iter()
            .rev()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count();
        blank == at || matches!(before.get(at - blank - 1), Some(b'\n' | b'\r'))
    }

    fn repeats(&self, at: usize, byte: u8, times: usize) -> bool {
        self.text
            .as_bytes()
            .get(at..at + times)
            .is_some_and(|run| run.iter().all(|b| *b == byte))
    }
}

/// The end of the longest JSON5 number at `start`; `start` where there is none.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let digits = |mut at: usize| {
        while byte(at).is_ascii_digit() {
            at += 1;
        }
        at
    };
    let mut at = start;
    if matches!(byte(at), b'+' | b'-') {
        at += 1;
        for word in [b"Infinity".as_slice(), b"NaN"] {
            if bytes.get(at..at + word.len()) == Some(word) {
                return at + word.len();
            }
        }
    }
    if byte(at) == b'0' && matches!(byte(at + 1), b'x' | b'X') {
        let mut end = at + 2;
        while byte(end).is_ascii_hexdigit() {
            end += 1;
        }
        return if end > at + 2 { end } else { start };
    }
    let whole = if byte(at) == b'0' { at + 1 } else { digits(at) };
    let mut end = whole;
    if byte(end) == b'.' {
        end = digits(end + 1);
        if whole == at && end == whole + 1 {
            return start;
        }
    } else if whole == at {
        return start;
    }
    if matches!(byte(end), b'e' | b'E') {
        let sign = usize::from(matches!(byte(end + 1), b'+' | b'-'));
        let exponent = digits(end + 1 + sign);
        return if exponent > end + 1 + sign {
            exponent
        } else {
            start
        };
    }
    end
}
