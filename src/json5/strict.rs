//! The first error as npm's json5 2.2.3 words it, with its line and column.
//!
//! Invariants: reads character by character and stops where that parser stops; lines count only
//! `\n`, columns count UTF-16 units read on the line, so the column after a line feed is 0.

use super::name::{Part, part};
use super::tree::Document;

/// How npm's json5 2.2.3 refuses a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The message of the exception: `JSON5: invalid character 'a' at 1:25`.
    pub message: String,
    /// Its `lineNumber`.
    pub line: u32,
    /// Its `columnNumber`.
    pub column: u32,
}

impl Document<'_> {
    /// What `JSON5.parse` of npm's json5 2.2.3 throws for this text; `None` where it accepts it.
    pub fn first_error_as_json5(&self) -> Option<Refusal> {
        if self.errors.is_empty() {
            return None;
        }
        refusal(self.text)
    }
}

/// Reads the whole text as npm's json5 does.
pub(super) fn refusal(text: &str) -> Option<Refusal> {
    let mut reader = Reader {
        rest: text,
        line: 1,
        column: 0,
    };
    reader.text().err()
}

struct Reader<'t> {
    rest: &'t str,
    line: u32,
    column: u32,
}

/// What is open, and what may follow.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Object,
    Array,
}

type Read<T> = Result<T, Refusal>;

impl Reader<'_> {
    fn text(&mut self) -> Read<()> {
        let mut open: Vec<Open> = Vec::new();
        // A bracket may also be closed where a value or key is awaited: after `{`, `[` or a comma.
        let mut value_next = true;
        loop {
            let next = self.gap()?;
            match open.last() {
                None if !value_next => {
                    return match next {
                        None => Ok(()),
                        Some(_) => Err(self.stop()),
                    };
                }
                Some(Open::Object) if value_next => {
                    if next == Some('}') {
                        self.take();
                        open.pop();
                        value_next = false;
                        continue;
                    }
                    self.key(next)?;
                    if self.gap()? != Some(':') {
                        return Err(self.stop());
                    }
                    self.take();
                    self.gap()?;
                }
                Some(Open::Array) if value_next && next == Some(']') => {
                    self.take();
                    open.pop();
                    value_next = false;
                    continue;
                }
                Some(inside) if !value_next => {
                    let closer = if *inside == Open::Object { '}' } else { ']' };
                    match next {
                        Some(',') => value_next = true,
                        Some(c) if c == closer => {
                            open.pop();
                        }
                        _ => return Err(self.stop()),
                    }
                    self.take();
                    continue;
                }
                _ => {}
            }
            match self.value()? {
                Some(inside) => {
                    open.push(inside);
                    value_next = true;
                }
                None => value_next = false,
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        match c {
            Some('\n') => {
                self.line += 1;
                self.column = 0;
            }
            Some(c) if u32::from(c) > 0xffff => self.column += 2,
            _ => self.column += 1,
        }
        c
    }

    /// The character at hand, or the end, is refused.
    fn stop(&mut self) -> Refusal {
        let what = match self.take() {
            Some(c) => format!("character '{}'", shown(c)),
            None => "end of input".to_owned(),
        };
        self.refuse(&what)
    }

    fn refuse(&self, what: &str) -> Refusal {
        Refusal {
            message: format!("JSON5: invalid {what} at {}:{}", self.line, self.column),
            line: self.line,
            column: self.column,
        }
    }

    /// Skips space and comments; gives what follows.
    fn gap(&mut self) -> Read<Option<char>> {
        loop {
            let Some(c) = self.peek() else {
                return Ok(None);
            };
            match c {
                '/' => {
                    self.take();
                    if self.comment()? {
                        return Ok(None);
                    }
                }
                _ if is_space(c) => {
                    self.take();
                }
                _ => return Ok(Some(c)),
            }
        }
    }

    /// A comment after its first slash. True where the text ends with it.
    fn comment(&mut self) -> Read<bool> {
        match self.peek() {
            Some('/') => {
                while let Some(c) = self.take() {
                    if is_line_end(c) {
                        return Ok(false);
                    }
                }
                // The end was counted by `take`, and will be again by whoever refuses it.
                self.column -= 1;
                Ok(true)
            }
            Some('*') => {
                self.take();
                let mut star = false;
                loop {
                    match self.peek() {
                        None => return Err(self.stop()),
                        Some('/') if star => {
                            self.take();
                            return Ok(false);
                        }
                        c => {
                            star = c == Some('*');
                            self.take();
                        }
                    }
                }
            }
            _ => Err(self.stop()),
        }
    }

    fn key(&mut self, first: Option<char>) -> Read<()> {
        match first {
            Some(quote @ ('"' | '\'')) => {
                self.take();
                return self.string(quote);
            }
            Some('\\') => {
                self.take();
                self.name_escape(Part::Start)?;
            }
            Some(c) if part(c) == Part::Start => {
                self.take();
            }
            _ => return Err(self.stop()),
        }
        while let Some(c) = self.peek() {
            if c == '\\' {
                self.take();
                self.name_escape(Part::Continue)?;
            } else if part(c) != Part::None {
                self.take();
            } else {
                break;
            }
        }
        Ok(())
    }

    fn name_escape(&mut self, wanted: Part) -> Read<()> {
        if self.peek() != Some('u') {
            return Err(self.stop());
        }
        self.take();
        let code = self.hex(4)?;
        let may = char::from_u32(code).map_or(Part::None, part);
        if may == Part::Start || may == wanted {
            return Ok(());
        }
        self.column -= 5;
        Err(self.refuse("identifier character"))
    }

    fn hex(&mut self, count: usize) -> Read<u32> {
        let mut code = 0;
        for _ in 0..count {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                return Err(self.stop());
            };
            self.take();
            code = code * 16 + digit;
        }
        Ok(code)
    }

    fn string(&mut self, quote: char) -> Read<()> {
        loop {
            match self.peek() {
                None | Some('\n' | '\r') => return Err(self.stop()),
                Some('\\') => {
                    self.take();
                    self.escape()?;
                }
                Some(c) => {
                    self.take();
                    if c == quote {
                        return Ok(());
                    }
                }
            }
        }
    }

    fn escape(&mut self) -> Read<()> {
        match self.peek() {
            None | Some('1'..='9') => return Err(self.stop()),
            Some('0') => {
                self.take();
                if self.peek().is_some_and(|c| c.is_ascii_digit()) {
                    return Err(self.stop());
                }
            }
            Some('x') => {
                self.take();
                self.hex(2)?;
            }
            Some('u') => {
                self.take();
                self.hex(4)?;
            }
            Some('\r') => {
                self.take();
                if self.peek() == Some('\n') {
                    self.take();
                }
            }
            Some(_) => {
                self.take();
            }
        }
        Ok(())
    }

    /// A value, or the bracket that opens one.
    fn value(&mut self) -> Read<Option<Open>> {
        match self.peek() {
            Some('{') => {
                self.take();
                return Ok(Some(Open::Object));
            }
            Some('[') => {
                self.take();
                return Ok(Some(Open::Array));
            }
            Some(quote @ ('"' | '\'')) => {
                self.take();
                self.string(quote)?;
            }
            Some('n') => self.literal("null")?,
            Some('t') => self.literal("true")?,
            Some('f') => self.literal("false")?,
            Some('+' | '-') => {
                self.take();
                self.number()?;
            }
            _ => self.number()?,
        }
        Ok(None)
    }

    fn literal(&mut self, word: &str) -> Read<()> {
        for c in word.chars() {
            if self.peek() != Some(c) {
                return Err(self.stop());
            }
            self.take();
        }
        Ok(())
    }

    fn digits(&mut self) -> usize {
        let mut count = 0;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.take();
            count += 1;
        }
        count
    }

    /// A number after its sign.
    fn number(&mut self) -> Read<()> {
        match self.peek() {
            Some('I') => return self.literal("Infinity"),
            Some('N') => return self.literal("NaN"),
            Some('.') => {
                self.take();
                if self.digits() == 0 {
                    return Err(self.stop());
                }
                return self.exponent();
            }
            Some('0') => {
                self.take();
                if matches!(self.peek(), Some('x' | 'X')) {
                    self.take();
                    self.hex(1)?;
                    while self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                        self.take();
                    }
                    return Ok(());
                }
            }
            Some('1'..='9') => {
                self.digits();
            }
            _ => return Err(self.stop()),
        }
        if self.peek() == Some('.') {
            self.take();
            self.digits();
        }
        self.exponent()
    }

    fn exponent(&mut self) -> Read<()> {
        if !matches!(self.peek(), Some('e' | 'E')) {
            return Ok(());
        }
        self.take();
        if matches!(self.peek(), Some('+' | '-')) {
            self.take();
        }
        if self.digits() == 0 {
            Err(self.stop())
        } else {
            Ok(())
        }
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\u{b}' | '\u{c}' | ' ') || is_line_end(c) || super::lexer::is_wide_space(c)
}

/// A character as the message shows it.
fn shown(c: char) -> String {
    match c {
        '\'' | '"' | '\\' => format!("\\{c}"),
        '\u{8}' => "\\b".to_owned(),
        '\u{c}' => "\\f".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        '\u{b}' => "\\v".to_owned(),
        '\0' => "\\0".to_owned(),
        '\u{2028}' => "\\u2028".to_owned(),
        '\u{2029}' => "\\u2029".to_owned(),
        c if c < ' ' => format!("\\x{:02x}", u32::from(c)),
        c => c.to_string(),
    }
}
