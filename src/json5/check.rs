//! What is wrong with single tokens, wherever they stand.
//!
//! Invariant: each token is looked at once, when it is taken.

use super::error::{Edit, SyntaxErrorKind as Wrong};
use super::parser::Parser;
use super::string;
use super::tree::{Token, TokenKind, flag};
use crate::span::Span;

impl Parser<'_> {
    /// Notices what is wrong with a token itself.
    #[cold]
    pub fn check(&mut self, token: Token) {
        let span = token.span;
        let (start, end) = (span.start as usize, span.end as usize);
        let unclosed = token.flags & flag::UNCLOSED != 0;
        let foreign = token.flags & flag::FOREIGN != 0;
        match token.kind {
            TokenKind::HashComment => {
                let hash = Span::new(start, start + 1);
                self.complain(Wrong::HashComment, hash, vec![vec![Edit::new(hash, "//")]]);
            }
            TokenKind::BlockComment if unclosed => {
                self.complain(
                    Wrong::UnclosedComment,
                    span,
                    vec![vec![Edit::insert(end, " */")]],
                );
            }
            TokenKind::Marker if foreign => self.complain(Wrong::ConflictMarker, span, Vec::new()),
            TokenKind::Marker => {
                let line = self.whole_line(span);
                self.complain(Wrong::MarkdownFence, span, vec![vec![Edit::remove(line)]]);
            }
            TokenKind::String => self.check_string(token),
            TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
            | TokenKind::Colon
            | TokenKind::Comma
                if foreign =>
            {
                let plain = match token.kind {
                    TokenKind::OpenBrace => "{",
                    TokenKind::CloseBrace => "}",
                    TokenKind::OpenBracket => "[",
                    TokenKind::CloseBracket => "]",
                    TokenKind::Colon => ":",
                    _ => ",",
                };
                self.complain(
                    Wrong::WrongPunctuation,
                    span,
                    vec![vec![Edit::new(span, plain)]],
                );
            }
            _ => {}
        }
    }

    pub fn check_string(&mut self, token: Token) {
        let span = token.span;
        let source = span.of(self.text);
        let (start, end) = (span.start as usize, span.end as usize);
        let open = string::quote_len(source);
        let unclosed = token.flags & flag::UNCLOSED != 0;
        let close = if unclosed {
            0
        } else {
            string::end_quote_len(source)
        };
        if token.flags & flag::FOREIGN != 0 {
            let content = source.get(open..source.len() - close).unwrap_or("");
            let remedy = if content.contains(['"', '\n', '\r']) {
                Edit::new(span, quoted(&string::decode(source, token.flags)))
            } else {
                Edit::new(span, format!("\"{content}\""))
            };
            self.complain(Wrong::WrongQuotes, span, vec![vec![remedy]]);
        } else if unclosed {
            let quote = source.get(..open).unwrap_or("\"").to_owned();
            self.complain(
                Wrong::UnclosedString,
                span,
                vec![vec![Edit::insert(end, quote)]],
            );
        }
        if token.flags & flag::FOREIGN != 0 {
            return;
        }
        if token.flags & flag::NEWLINE != 0 {
            self.complain(Wrong::LineBreakInString, span, Vec::new());
        }
        if token.flags & flag::ESCAPED != 0 {
            let content = source.get(..source.len() - close).unwrap_or("");
            let mut bad = Vec::new();
            bad_escapes(content, |at| bad.push(start + at));
            for at in bad {
                let span = Span::new(at, (at + 2).min(end));
                let span = if self.text.is_char_boundary(span.end as usize) {
                    span
                } else {
                    Span::new(at, at + 1)
                };
                self.complain(Wrong::BadEscape, span, vec![vec![Edit::insert(at, "\\")]]);
            }
        }
    }

    /// The span with the end of its line.
    pub fn whole_line(&self, span: Span) -> Span {
        let rest = self.text.get(span.end as usize..).unwrap_or("");
        let end = if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(rest.starts_with(['\n', '\r']))
        };
        Span::new(span.start as usize, span.end as usize + end)
    }
}

/// `text` as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Reports the offset of each backslash in `content` that begins no escape of JSON5.
fn bad_escapes(content: &str, mut report: impl FnMut(usize)) {
    let mut at = 0;
    while let Some(found) = content.get(at..).and_then(|rest| rest.find('\\')) {
        let slash = at + found;
        let rest = content.get(slash + 1..).unwrap_or("");
        let mut chars = rest.chars();
        let c = chars.next();
        let good = match c {
            Some('x') => string::hex(chars.as_str(), 2).is_some(),
            Some('u') => string::hex(chars.as_str(), 4).is_some(),
            Some('0') => !chars.as_str().starts_with(|c: char| c.is_ascii_digit()),
            Some('1'..='9') | None => false,
            Some(_) => true,
        };
        if !good {
            report(slash);
        }
        at = slash + 1 + c.map_or(0, char::len_utf8);
    }
}
