//! What to make of a text that is not JSON5: the errors, their remedies, and how to read on.
//!
//! Invariant: every function here takes a token or leaves a level, so that the parser's loop ends;
//! looking ahead costs no more than the bytes up to the next token or line.

use super::check::quoted;
use super::error::{Edit, SyntaxErrorKind as Wrong};
use super::parser::{Frame, Parser, State};
use super::tree::{Kind, NodeData, Token, TokenKind, flag};
use crate::span::Span;

impl<'t> Parser<'t> {
    /// Goes on where the current token is not what `state` wants.
    #[cold]
    pub fn recover(&mut self, state: State, frame: Frame) -> State {
        let token = self.token;
        if self.is_stuck() {
            return self.stray(state);
        }
        match token.kind {
            TokenKind::End if state == State::Colon => self.lone_key(),
            TokenKind::End => self.end_of_text(),
            TokenKind::CloseBrace | TokenKind::CloseBracket => self.other_closer(state, frame),
            TokenKind::Comma if state == State::Colon => self.lone_key(),
            TokenKind::Comma => {
                self.complain(
                    Wrong::ExtraComma,
                    token.span,
                    vec![vec![Edit::remove(token.span)]],
                );
                self.advance();
                state
            }
            _ => match state {
                State::Key => self.no_key(),
                State::Colon => self.no_colon(),
                State::Element => self.no_element(frame),
                State::After => self.no_comma(frame),
            },
        }
    }

    /// Whether recovery was asked several times for one token at one depth. It takes it then, so that
    /// no text, however odd, can hold the parser up.
    fn is_stuck(&mut self) -> bool {
        let place = (self.token.span.start, self.stack.len());
        if self.stuck.0 != place {
            self.stuck = (place, 0);
        }
        self.stuck.1 += 1;
        self.stuck.1 > 4 && self.token.kind != TokenKind::End
    }

    /// Something else than a key in an object.
    fn no_key(&mut self) -> State {
        let token = self.token;
        match token.kind {
            TokenKind::Number => {
                let key = quoted(self.source());
                self.complain(
                    Wrong::UnquotedKey,
                    token.span,
                    vec![vec![Edit::new(token.span, key)]],
                );
                self.push(Kind::String, token);
                self.advance();
                State::Colon
            }
            TokenKind::OpenBrace | TokenKind::OpenBracket | TokenKind::Colon => {
                self.complain(
                    Wrong::MissingKey,
                    Span::at(token.span.start as usize),
                    Vec::new(),
                );
                self.push_broken();
                if token.kind == TokenKind::Colon {
                    State::Colon
                } else {
                    self.value().unwrap_or(State::After)
                }
            }
            _ => self.stray(State::Key),
        }
    }

    /// No colon after a key.
    fn no_colon(&mut self) -> State {
        let token = self.token;
        let starts_value = matches!(
            token.kind,
            TokenKind::String
                | TokenKind::Number
                | TokenKind::Word
                | TokenKind::OpenBrace
                | TokenKind::OpenBracket
        );
        let opens = matches!(token.kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
        if starts_value && (opens || !self.new_line) && (opens || !self.is_next_key()) {
            let insert = Edit::insert(self.last_end, ":");
            self.complain(
                Wrong::MissingColon,
                Span::at(self.last_end),
                vec![vec![insert]],
            );
            return self.value().unwrap_or(State::After);
        }
        if token.kind == TokenKind::Junk && !self.new_line {
            return self.stray(State::Colon);
        }
        self.lone_key()
    }

    /// A key with neither colon nor value.
    pub fn lone_key(&mut self) -> State {
        let key = self
            .nodes
            .last()
            .map_or(Span::at(self.last_end), |node| node.span);
        self.complain(Wrong::MissingValue, key, Vec::new());
        self.push_broken();
        State::After
    }

    /// No value after a colon: the next key, a comma or a closer stands there.
    pub fn no_value(&mut self) -> Option<State> {
        self.complain(Wrong::MissingValue, Span::at(self.last_end), Vec::new());
        self.push_broken();
        None
    }

    /// The same where the next key stands on a line of its own: the comma is then missing as well,
    /// which goes without saying.
    pub fn no_value_before_key(&mut self) -> Option<State> {
        self.no_value();
        Some(State::Key)
    }

    /// Something in place of a value that is none as it stands.
    #[cold]
    pub fn odd_value(&mut self) -> Option<State> {
        let token = self.token;
        match token.kind {
            TokenKind::Colon => {
                self.complain(
                    Wrong::ExtraColon,
                    token.span,
                    vec![vec![Edit::remove(token.span)]],
                );
                self.advance();
                // At most as many turns as there are colons.
                let again = self.token.kind != TokenKind::Colon;
                if again { self.value() } else { self.colons() }
            }
            TokenKind::Word | TokenKind::Junk if self.is_ellipsis() && !self.stack.is_empty() => {
                if !self.in_object() {
                    return Some(self.stray(State::Element));
                }
                // What was left out here, only the reader knows.
                self.complain(Wrong::Ellipsis, token.span, Vec::new());
                self.push_broken();
                self.advance();
                Some(State::After)
            }
            TokenKind::Word | TokenKind::Junk | TokenKind::Number => {
                if self.new_line && self.in_object() && self.is_next_key() {
                    return self.no_value_before_key();
                }
                self.unquoted();
                Some(State::After)
            }
            _ => self.no_value(),
        }
    }

    fn colons(&mut self) -> Option<State> {
        while self.token.kind == TokenKind::Colon {
            let span = self.token.span;
            self.complain(Wrong::ExtraColon, span, vec![vec![Edit::remove(span)]]);
            self.advance();
        }
        self.value()
    }

    /// A value that is text without quotes, or another language's literal.
    fn unquoted(&mut self) {
        let start = self.token.span.start as usize;
        let literal = match self.source() {
            "True" | "TRUE" => Some((Kind::Bool, "true")),
            "False" | "FALSE" => Some((Kind::Bool, "false")),
            "None" | "undefined" | "nil" | "NULL" | "Null" => Some((Kind::Null, "null")),
            _ => None,
        };
        let end = self.unquoted_end(start);
        if let Some((kind, plain)) = literal
            && end == self.token.span.end as usize
        {
            let span = self.token.span;
            self.complain(
                Wrong::WrongLiteral,
                span,
                vec![vec![Edit::new(span, plain)]],
            );
            let token = self.token;
            self.push(kind, token);
            self.advance();
            return;
        }
        let token = Token {
            kind: TokenKind::Word,
            flags: flag::ODD,
            span: Span::new(start, end),
        };
        self.token = token;
        if let Some(last) = self.tokens.last_mut() {
            *last = token;
        }
        self.lexer.jump(end);
        let source = self.source();
        let kind = if source
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
            && source
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-' | b'_'))
        {
            Wrong::BadNumber
        } else {
            Wrong::UnquotedString
        };
        let text = quoted(source);
        self.complain(kind, token.span, vec![vec![Edit::new(token.span, text)]]);
        self.push(Kind::String, token);
        self.advance();
    }

    /// Where text without quotes ends: at a comma, bracket, quote or comment, or with its line.
    fn unquoted_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        let bytes = rest.as_bytes();
        let mut end = rest.len();
        let mut variable = false;
        for (at, c) in rest.char_indices() {
            let before = at.checked_sub(1).and_then(|b| bytes.get(b));
            let stop = match c {
                '{' if before == Some(&b'$') => {
                    variable = true;
                    false
                }
                '}' if variable => {
                    variable = false;
                    false
                }
                ',' | '{' | '}' | '[' | ']' | '"' | '\n' | '\r' | '\u{2028}' | '\u{2029}'
                | '，' | '；' | '｝' | '］' => true,
                '/' => {
                    matches!(before, Some(b' ' | b'\t'))
                        && matches!(bytes.get(at + 1), Some(b'/' | b'*'))
                        || bytes.get(at + 1) == Some(&b'*')
                }
                '#' => matches!(before, Some(b' ' | b'\t')),
                _ => false,
            };
            if stop && at > 0 {
                end = at;
                break;
            }
        }
        let text = rest.get(..end).unwrap_or("");
        let kept =
            text.trim_end_matches(|c: char| c == ';' || c.is_whitespace() || c == '\u{feff}');
        (start + kept.len()).max(self.token.span.end as usize)
    }

    /// Something else than a value in an array.
    fn no_element(&mut self, frame: Frame) -> State {
        if self.leaves_array(frame) {
            return self.leave_array(frame);
        }
        match self.token.kind {
            TokenKind::Junk => {
                if self.is_ellipsis() {
                    return self.stray(State::Element);
                }
                self.unquoted();
                State::After
            }
            _ => self.stray(State::Element),
        }
    }

    /// No comma after a value.
    fn no_comma(&mut self, frame: Frame) -> State {
        let token = self.token;
        if self.leaves_array(frame) {
            return self.leave_array(frame);
        }
        let value = matches!(
            token.kind,
            TokenKind::String
                | TokenKind::Number
                | TokenKind::Word
                | TokenKind::OpenBrace
                | TokenKind::OpenBracket
        );
        let next = if frame.array {
            State::Element
        } else {
            State::Key
        };
        let fits = frame.array && !self.is_ellipsis()
            || !frame.array
                && matches!(
                    token.kind,
                    TokenKind::String | TokenKind::Word | TokenKind::Number
                )
                && self.is_next_key()
            || self.new_line;
        if value && fits {
            let insert = Edit::insert(self.last_end, ",");
            self.complain(
                Wrong::MissingComma,
                Span::at(self.last_end),
                vec![vec![insert]],
            );
            return next;
        }
        self.stray(State::After)
    }

    /// Takes what belongs to nothing, up to the next comma, bracket or line.
    pub fn stray(&mut self, state: State) -> State {
        let start = self.token.span.start as usize;
        let ellipsis = self.is_ellipsis();
        loop {
            self.advance();
            let stop = matches!(
                self.token.kind,
                TokenKind::Comma
                    | TokenKind::OpenBrace
                    | TokenKind::CloseBrace
                    | TokenKind::OpenBracket
                    | TokenKind::CloseBracket
                    | TokenKind::End
            );
            if stop || self.new_line || ellipsis {
                break;
            }
        }
        let span = Span::new(start, self.last_end);
        if ellipsis {
            let comma = state != State::After && self.token.kind == TokenKind::Comma;
            let mut edits = vec![Edit::remove(span)];
            if comma {
                edits.push(Edit::remove(self.token.span));
            }
            self.complain(Wrong::Ellipsis, span, vec![edits]);
            if comma {
                self.advance();
            }
        } else {
            self.complain(Wrong::StrayText, span, Vec::new());
        }
        state
    }

    /// A word that is no name where a key is wanted: quotes mend it. True where it was no key at all.
    #[cold]
    pub fn odd_key(&mut self) -> bool {
        if self.token.kind == TokenKind::String {
            self.unclosed_key();
            return false;
        }
        if self.is_ellipsis() {
            self.stray(State::Key);
            return true;
        }
        let span = self.token.span;
        let key = quoted(self.source());
        self.complain(Wrong::UnquotedKey, span, vec![vec![Edit::new(span, key)]]);
        false
    }

    /// A key whose closing quote is missing ends before its colon.
    fn unclosed_key(&mut self) {
        let token = self.token;
        let Some(colon) = self.source().find(':') else {
            return;
        };
        let start = token.span.start as usize;
        let end = start + self.source().get(..colon).unwrap_or("").trim_end().len();
        if end == start
            || self
                .errors
                .last()
                .is_none_or(|error| error.span != token.span)
        {
            return;
        }
        self.errors.pop();
        let key = Token {
            span: Span::new(start, end),
            ..token
        };
        self.token = key;
        if let Some(last) = self.tokens.last_mut() {
            *last = key;
        }
        self.lexer.jump(end);
        self.check(key);
    }

    /// A node that stands for what is missing.
    pub fn push_broken(&mut self) {
        let after = self.next_node() + 1;
        let token = self.tokens.len().saturating_sub(1);
        self.nodes.push(NodeData {
            kind: Kind::Broken,
            flags: 0,
            span: Span::at(self.last_end),
            after,
            token: token as u32, // OK because there are no more tokens than bytes.
        });
    }

    /// The token after the current one, and whether a line ends before it.
    pub fn peek(&self) -> (Token, bool) {
        let mut lexer = self.lexer;
        lexer.significant()
    }

    /// Whether the current token is a key: a colon follows.
    pub fn is_next_key(&self) -> bool {
        let (next, _) = self.peek();
        // `=` after a word on the same line as well; a URL's colon is none.
        next.kind == TokenKind::Colon
            && !self
                .text
                .get(next.span.end as usize..)
                .unwrap_or("")
                .starts_with("//")
    }

    /// The text of the current token.
    pub fn source(&self) -> &'t str {
        self.token.span.of(self.text)
    }

    pub fn is_ellipsis(&self) -> bool {
        matches!(self.source(), "..." | "\u{2026}" | "....")
    }
}
