//! The top level: text around the value, members without braces, several values.
//!
//! Invariant: as in `recover`; text before or after the value is passed over a line at a time.

use super::error::{Edit, SyntaxErrorKind as Wrong};
use super::parser::{Frame, Parser, State};
use super::tree::{Kind, NodeData, Token, TokenKind, flag};
use crate::span::Span;

impl Parser<'_> {
    /// The whole text: what stands before the value, the value, what follows.
    pub fn document(&mut self) {
        self.advance();
        match self.token.kind {
            TokenKind::End => {
                self.complain(Wrong::Empty, Span::at(self.text.len()), Vec::new());
                return;
            }
            TokenKind::OpenBrace | TokenKind::OpenBracket => {}
            TokenKind::String | TokenKind::Word | TokenKind::Number if self.begins_fragment() => {
                self.fragment();
                self.trailing();
                return;
            }
            TokenKind::String | TokenKind::Number => {}
            TokenKind::Word
                if matches!(
                    self.source(),
                    "true" | "false" | "null" | "Infinity" | "NaN"
                ) => {}
            _ => {
                if !self.leading() {
                    return;
                }
            }
        }
        self.root();
        self.trailing();
    }

    /// Whether a key and a colon stand here, and then something like a value.
    fn begins_fragment(&self) -> bool {
        let mut lexer = self.lexer;
        if lexer.significant().0.kind != TokenKind::Colon {
            return false;
        }
        let (value, new_line) = lexer.significant();
        if self.token.kind == TokenKind::String {
            return true;
        }
        match value.kind {
            TokenKind::OpenBrace
            | TokenKind::OpenBracket
            | TokenKind::String
            | TokenKind::Number => !new_line,
            TokenKind::Word => {
                matches!(
                    value.span.of(self.text),
                    "true" | "false" | "null" | "Infinity" | "NaN"
                )
            }
            _ => false,
        }
    }

    /// The value that starts at the current token, as one more root.
    fn root(&mut self) {
        let root = self.next_node();
        self.roots.push(root);
        self.new_line = false;
        self.value_tree(State::After);
    }

    /// Members without braces around them.
    fn fragment(&mut self) {
        let start = self.token.span.start as usize;
        let node = self.next_node();
        self.roots.push(node);
        self.fragment = true;
        self.nodes.push(NodeData {
            kind: Kind::Object,
            flags: 0,
            span: self.token.span,
            after: node + 1,
            token: self.tokens.len().saturating_sub(1) as u32, // OK because there are no more tokens than bytes.
        });
        self.stack.push(Frame {
            node,
            array: false,
            implicit: true,
        });
        self.value_tree(State::Key);
        let end = self.last_end;
        let mut edits = vec![Edit::insert(start, "{\n")];
        let closed = self.nodes.get(node as usize).is_some_and(|node| {
            let last = self
                .tokens
                .iter()
                .rev()
                .find(|token| !token.kind.is_trivia());
            last.is_some_and(|last| {
                last.kind == TokenKind::CloseBrace
                    && last.span.end == node.span.end
                    && !self.closes_inner(last.span)
            })
        });
        if !closed {
            edits.push(Edit::insert(end, "\n}"));
        }
        let key = Span::at(start);
        self.complain(Wrong::MissingBraces, key, vec![edits]);
    }

    /// Whether the closer at `span` ends an object inside the fragment.
    fn closes_inner(&self, span: Span) -> bool {
        self.nodes
            .iter()
            .skip(1)
            .any(|node| node.kind == Kind::Object && node.span.end == span.end)
    }

    /// Text before the value: passed over up to the bracket that begins it. False where there is none.
    fn leading(&mut self) -> bool {
        let start = self.token.span.start as usize;
        let rest = self.text.get(start..).unwrap_or("");
        let at_line = rest
            .char_indices()
            .find(|(at, c)| {
                matches!(c, '{' | '[' | '\u{ff5b}') && self.begins_line(start, start + at)
            })
            .map(|(at, _)| at);
        let found = at_line.or_else(|| rest.find(['{', '\u{ff5b}']));
        let end = found.map_or(self.text.len(), |at| start + at);
        self.tokens.pop();
        self.errors
            .retain(|error| (error.span.start as usize) < start);
        let junk = Token {
            kind: TokenKind::Junk,
            flags: 0,
            span: Span::new(start, end),
        };
        self.tokens.push(junk);
        self.lexer.jump(end);
        self.token = junk;
        let shown = Span::new(start, start + junk.span.of(self.text).trim_end().len());
        let remedies = if found.is_some() {
            vec![vec![Edit::remove(Span::new(start, end))]]
        } else {
            Vec::new()
        };
        self.complain(Wrong::LeadingText, shown, remedies);
        self.advance();
        found.is_some()
    }

    /// Whether only space stands between `at` and the start of its line, not looking before `from`.
    fn begins_line(&self, from: usize, at: usize) -> bool {
        let before = self.text.as_bytes().get(from..at).unwrap_or(&[]);
        let last = before.iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
        matches!(last, Some(b'\n' | b'\r'))
    }

    /// What follows the value.
    fn trailing(&mut self) {
        let mut text: Option<Span> = None;
        loop {
            let token = self.token;
            let bracket = matches!(token.kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
            let single = match token.kind {
                TokenKind::End => break,
                TokenKind::CloseBrace | TokenKind::CloseBracket => Some(Wrong::ExtraCloser),
                TokenKind::Comma => Some(Wrong::ExtraComma),
                _ => None,
            };
            let begins = bracket && (self.new_line || text.is_none());
            if (single.is_some() || begins)
                && let Some(span) = text.take()
            {
                self.complain(Wrong::TrailingText, span, vec![vec![Edit::remove(span)]]);
            }
            if let Some(kind) = single {
                self.complain(kind, token.span, vec![vec![Edit::remove(token.span)]]);
                self.advance();
            } else if begins {
                let start = token.span.start as usize;
                self.root();
                let span = Span::new(start, self.last_end.max(start));
                self.complain(Wrong::SecondValue, span, Vec::new());
            } else {
                let line = self.rest_of_line(token.span.start as usize);
                text = Some(text.map_or(line, |before| before.join(line)));
            }
        }
        if let Some(span) = text {
            self.complain(Wrong::TrailingText, span, vec![vec![Edit::remove(span)]]);
        }
    }

    /// Takes everything from `start` to the end of its line as one token; gives it without space at its end.
    fn rest_of_line(&mut self, start: usize) -> Span {
        let rest = self.text.get(start..).unwrap_or("");
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let shown = rest.get(..line).unwrap_or("").trim_end().len().max(1);
        let shown = (shown..=rest.len())
            .find(|end| rest.is_char_boundary(*end))
            .unwrap_or(rest.len());
        let end = (start + shown).max(start + 1);
        let token = Token {
            kind: TokenKind::Junk,
            flags: flag::ODD,
            span: Span::new(start, end),
        };
        // What the token was first read as is forgotten with its errors.
        self.errors
            .retain(|error| (error.span.start as usize) < start || error.span.is_empty());
        if let Some(last) = self.tokens.last_mut() {
            *last = token;
        }
        self.token = token;
        self.lexer.jump(end);
        self.advance();
        token.span
    }
}
