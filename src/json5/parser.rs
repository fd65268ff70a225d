//! Tokens to nodes: the part that reads what is right. What is wrong goes to `recover`.
//!
//! Invariants: no recursion; each turn of the loop takes a token or leaves a level; an error is
//! recorded for every text that npm's json5 refuses, and for no other.

use super::error::{Edit, SyntaxError, SyntaxErrorKind as Wrong};
use super::lexer::Lexer;
use super::tree::{Document, Kind, NodeData, Token, TokenKind, flag};
use crate::sorted;
use crate::span::Span;

/// How deep objects and arrays may lie in each other. Walks of the tree may recurse so far.
pub const MAX_DEPTH: usize = 512;

/// How many errors are listed.
pub const MAX_ERRORS: usize = 10_000;

/// Reads a text. Never fails: what is wrong is in [`Document::errors`].
pub fn parse(text: &str) -> Document<'_> {
    let mut parser = Parser::new(text);
    if u32::try_from(text.len()).is_err() {
        // Spans could not say where anything stands.
        parser.complain(Wrong::TooLong, Span::default(), Vec::new());
    } else {
        parser.document();
    }
    parser.finish()
}

/// An object or array that is being read.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub node: u32,
    pub array: bool,
    /// The members have no braces around them.
    pub implicit: bool,
}

/// What is to be read next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// In an object: a key or `}`.
    Key,
    /// In an object, after a key: `:` and the value.
    Colon,
    /// In an array: a value or `]`.
    Element,
    /// After a value: `,` or the end of what holds it.
    After,
}

pub(super) struct Parser<'t> {
    pub text: &'t str,
    pub lexer: Lexer<'t>,
    pub tokens: Vec<Token>,
    pub nodes: Vec<NodeData>,
    pub errors: Vec<SyntaxError>,
    pub stack: Vec<Frame>,
    pub roots: Vec<u32>,
    pub fragment: bool,
    /// The token to look at; the last of `tokens` but at the end.
    pub token: Token,
    /// A line ends between this token and the one before.
    pub new_line: bool,
    /// The end of the last token taken that was not trivia.
    pub last_end: usize,
    /// Where recovery was last asked, and how often there.
    pub stuck: ((u32, usize), u32),
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Parser<'t> {
        let end = Token {
            kind: TokenKind::End,
            flags: 0,
            span: Span::default(),
        };
        Parser {
            text,
            lexer: Lexer::new(text),
            tokens: Vec::with_capacity(text.len() / 3 + 8),
            nodes: Vec::with_capacity(text.len() / 8 + 8),
            errors: Vec::new(),
            stack: Vec::new(),
            roots: Vec::new(),
            fragment: false,
            token: end,
            new_line: true,
            last_end: 0,
            stuck: ((0, 0), 0),
        }
    }

    fn finish(mut self) -> Document<'t> {
        sorted::by_key(&mut self.errors, |error| error.span.start);
        Document {
            children: std::cell::RefCell::default(),
            text: self.text,
            tokens: self.tokens,
            nodes: self.nodes,
            errors: self.errors,
            roots: self.roots,
            fragment: self.fragment,
        }
    }

    /// Reads one value, whose first token is the current one, and all that it holds.
    pub fn value_tree(&mut self, mut state: State) {
        if self.stack.is_empty() {
            match self.value() {
                Some(next) => state = next,
                None => return,
            }
        }
        while let Some(frame) = self.stack.last().copied() {
            let kind = self.token.kind;
            state = match (state, kind) {
                (State::Key, TokenKind::String | TokenKind::Word) => self.key(),
                (State::Colon, TokenKind::Colon) => {
                    self.advance();
                    match self.value() {
                        Some(next) => next,
                        None => State::After,
                    }
                }
                (State::After, TokenKind::Comma) => {
                    self.advance();
                    if frame.array {
                        State::Element
                    } else {
                        State::Key
                    }
                }
                (State::Key | State::After, TokenKind::CloseBrace)
                    if !frame.array && !frame.implicit =>
                {
                    self.close_token()
                }
                (State::Element | State::After, TokenKind::CloseBracket) if frame.array => {
                    self.close_token()
                }
                (
                    State::Element,
                    TokenKind::String
                    | TokenKind::Number
                    | TokenKind::Word
                    | TokenKind::OpenBrace
                    | TokenKind::OpenBracket,
                ) if !(self.new_line && self.leaves_array(frame)) => {
                    self.value().unwrap_or(State::After)
                }
                _ => self.recover(state, frame),
            };
        }
    }

    /// Takes the current token as a key.
    fn key(&mut self) -> State {
        if self.token.flags & (flag::ODD | flag::UNCLOSED) != 0 && self.odd_key() {
            return State::Key;
        }
        let token = self.token;
        self.push(Kind::String, token);
        self.advance();
        State::Colon
    }

    /// Reads the value that starts at the current token: whole, or its opening bracket. `None` where
    /// none starts here; a broken node then stands for it, so that every key has a value.
    pub fn value(&mut self) -> Option<State> {
        let token = self.token;
        match token.kind {
            TokenKind::String => {
                if self.new_line && self.in_object() && self.is_next_key() {
                    return self.no_value_before_key();
                }
                self.push(Kind::String, token);
            }
            TokenKind::Number => {
                // `10:30` is a time of day, not a number.
                if self.text.as_bytes().get(token.span.end as usize) == Some(&b':') {
                    return self.odd_value();
                }
                self.push(Kind::Number, token);
            }
            TokenKind::OpenBrace | TokenKind::OpenBracket => {
                let array = token.kind == TokenKind::OpenBracket;
                if self.stack.len() >= MAX_DEPTH {
                    self.too_deep();
                    return Some(State::After);
                }
                let node = self.push(if array { Kind::Array } else { Kind::Object }, token);
                self.stack.push(Frame {
                    node,
                    array,
                    implicit: false,
                });
                self.advance();
                return Some(if array { State::Element } else { State::Key });
            }
            TokenKind::Word => {
                let kind = match token.span.of(self.text) {
                    "true" | "false" => Kind::Bool,
                    "null" => Kind::Null,
                    "Infinity" | "NaN" => Kind::Number,
                    _ => return self.odd_value(),
                };
                if self.new_line && self.in_object() && self.is_next_key() {
                    return self.no_value_before_key();
                }
                self.push(kind, token);
            }
            _ => return self.odd_value(),
        }
        self.advance();
        Some(State::After)
    }

    pub fn in_object(&self) -> bool {
        self.stack.last().is_some_and(|frame| !frame.array)
    }

    /// Ends the innermost object or array with the current token.
    pub fn close_token(&mut self) -> State {
        if self.stack.len() == 1 && self.closes_too_early() {
            return State::After;
        }
        self.close(self.token.span.end);
        self.advance();
        State::After
    }

    /// Ends the innermost object or array at byte `end`.
    pub fn close(&mut self, end: u32) {
        let after = self.next_node();
        if let Some(frame) = self.stack.pop()
            && let Some(node) = self.nodes.get_mut(frame.node as usize)
        {
            node.span.end = end.max(node.span.start);
            node.after = after;
        }
    }

    /// Adds a node without children that was read from `token`.
    pub fn push(&mut self, kind: Kind, token: Token) -> u32 {
        let index = self.next_node();
        let at = self.tokens.len()
            - usize::from(token.kind != TokenKind::End && !self.tokens.is_empty());
        self.nodes.push(NodeData {
            kind,
            flags: token.flags,
            span: token.span,
            after: index + 1,
            token: at as u32, // OK because there are no more tokens than bytes.
        });
        index
    }

    pub fn next_node(&self) -> u32 {
        // OK because there are at most two nodes for a byte of valid text, and `roots` end there.
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    /// Takes the current token and goes to the next one that is not trivia.
    #[inline]
    pub fn advance(&mut self) {
        self.last_end = self.token.span.end as usize;
        self.new_line = false;
        loop {
            let token = self.lexer.token();
            if token.kind == TokenKind::End {
                self.token = token;
                return;
            }
            self.tokens.push(token);
            if token.flags != 0 || matches!(token.kind, TokenKind::HashComment) {
                self.new_line |= token.kind.is_trivia() && token.flags & flag::NEWLINE != 0;
                if token.kind != TokenKind::Whitespace {
                    self.check(token);
                }
            }
            if !token.kind.is_trivia() {
                self.token = token;
                return;
            }
        }
    }

    /// Records an error.
    #[cold]
    pub fn complain(&mut self, kind: Wrong, span: Span, remedies: Vec<Vec<Edit>>) {
        match self.errors.len() {
            MAX_ERRORS.. => {}
            count if count + 1 == MAX_ERRORS => self.errors.push(SyntaxError {
                kind: Wrong::TooManyErrors,
                span,
                remedies: Vec::new(),
            }),
            _ => self.errors.push(SyntaxError {
                kind,
                span,
                remedies,
            }),
        }
    }
}
