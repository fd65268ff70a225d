//! Brackets that are missing, too many, of the wrong kind or too deep.
//!
//! Invariant: as in `recover`.

use super::error::{Edit, SyntaxErrorKind as Wrong};
use super::parser::{Frame, Parser, State};
use super::tree::{Kind, TokenKind, flag};
use crate::span::Span;

/// How far back the start of a line is looked for.
const MAX_LINE: usize = 400;

/// In how many nodes the place of a missing bracket is looked for.
const MAX_SEARCHED: usize = 200_000;

/// An object or array around a node.
struct Around {
    /// The node after it, and where its text ends.
    after: u32,
    end: usize,
    object: bool,
    key_next: bool,
    opener: Span,
    /// How far the line is indented that it opens on.
    indent: usize,
}

impl Parser<'_> {
    /// Whether a key of the object around stands on a new line inside an array.
    pub fn leaves_array(&self, frame: Frame) -> bool {
        let holder = self
            .stack
            .len()
            .checked_sub(2)
            .and_then(|at| self.stack.get(at));
        frame.array
            && self.new_line
            && matches!(self.token.kind, TokenKind::String | TokenKind::Word)
            && holder.is_some_and(|holder| !holder.array)
            && self.is_next_key()
    }

    /// Ends an array before the key of the object around that stands here.
    pub fn leave_array(&mut self, frame: Frame) -> State {
        let last = self
            .tokens
            .iter()
            .rev()
            .skip(1)
            .find(|token| !token.kind.is_trivia());
        let insert = match last {
            Some(last) if last.kind == TokenKind::Comma => {
                Edit::insert(last.span.start as usize, "]")
            }
            _ => Edit::insert(self.last_end, "],"),
        };
        let opener = self.opener(frame);
        self.complain(Wrong::UnclosedArray, opener, vec![vec![insert]]);
        self.close_unclosed();
        State::Key
    }

    /// `}` in an array, `]` in an object, or one of them after a key.
    pub fn other_closer(&mut self, state: State, frame: Frame) -> State {
        let token = self.token;
        if state == State::Colon {
            return self.lone_key();
        }
        let brace = token.kind == TokenKind::CloseBrace;
        if frame.implicit {
            let last = brace && self.peek().0.kind == TokenKind::End;
            if last {
                self.close(token.span.end);
                self.advance();
            } else {
                self.extra_closer();
            }
            return state;
        }
        let holder = self
            .stack
            .len()
            .checked_sub(2)
            .and_then(|at| self.stack.get(at))
            .copied();
        let fits_holder = holder.is_some_and(|holder| holder.array != brace && !holder.implicit);
        if fits_holder && !self.is_swapped(frame, holder) {
            // The inner one was never closed: close it here and look at the token again.
            let opener = self.opener(frame);
            let closer = if frame.array { "]" } else { "}" };
            let kind = if frame.array {
                Wrong::UnclosedArray
            } else {
                Wrong::UnclosedObject
            };
            let insert = Edit::insert(self.last_end, closer);
            self.complain(kind, opener, vec![vec![insert]]);
            self.close_unclosed();
            return State::After;
        }
        let closer = if frame.array { "]" } else { "}" };
        self.complain(
            Wrong::WrongCloser,
            token.span,
            vec![vec![Edit::new(token.span, closer)]],
        );
        self.close(token.span.end);
        self.advance();
        State::After
    }

    /// Whether the closer at hand, which would fit the holder, was rather meant for the frame itself.
    pub fn is_swapped(&self, frame: Frame, holder: Option<Frame>) -> bool {
        if self.new_line
            && let Some(holder) = holder
        {
            let own = self.indent(self.token.span.start as usize);
            let of_frame = self.indent(self.opener(frame).start as usize);
            let of_holder = self.indent(self.opener(holder).start as usize);
            if of_frame != of_holder && (own == of_frame || own == of_holder) {
                return own == of_frame;
            }
        }
        // Taken for the holder it would end the whole, though more follows.
        let (next, _) = self.peek();
        self.stack.len() == 2 && next.kind != TokenKind::End
    }

    /// Ends the innermost object or array without a closer.
    pub fn close_unclosed(&mut self) {
        let frame = self.stack.last().copied();
        if let Some(node) = frame.and_then(|frame| self.nodes.get_mut(frame.node as usize)) {
            node.flags |= flag::UNCLOSED;
        }
        self.close(Span::at(self.last_end).start);
    }

    pub fn extra_closer(&mut self) {
        let span = self.token.span;
        self.complain(Wrong::ExtraCloser, span, vec![vec![Edit::remove(span)]]);
        self.advance();
    }

    /// Whether the closer at hand ends the root though members follow; it is then passed over.
    #[inline]
    pub fn closes_too_early(&mut self) -> bool {
        if self.lexer.position() >= self.text.len() {
            return false;
        }
        self.members_follow()
    }

    pub fn members_follow(&mut self) -> bool {
        if self.token.kind != TokenKind::CloseBrace {
            return false;
        }
        let mut lexer = self.lexer;
        let (mut token, _) = lexer.significant();
        if token.kind == TokenKind::Comma {
            token = lexer.significant().0;
        }
        if token.kind == TokenKind::String && lexer.significant().0.kind == TokenKind::Colon {
            self.extra_closer();
            return true;
        }
        false
    }

    /// The text ends inside objects and arrays.
    pub fn end_of_text(&mut self) -> State {
        let mut closers = String::new();
        let mut innermost = None;
        while let Some(frame) = self.stack.last().copied() {
            if !frame.implicit {
                innermost.get_or_insert(frame);
                closers.push(if frame.array { ']' } else { '}' });
            }
            self.close_unclosed();
        }
        if let Some(frame) = innermost {
            let kind = if frame.array {
                Wrong::UnclosedArray
            } else {
                Wrong::UnclosedObject
            };
            let opener = self.opener(frame);
            let single = closers == "}";
            let at_end = vec![Edit::insert(self.last_end, closers)];
            match self.outdented().filter(|_| single) {
                Some((opener, edit)) => self.complain(kind, opener, vec![vec![edit], at_end]),
                None => self.complain(kind, opener, vec![at_end]),
            }
        }
        State::After
    }

    /// The first object that holds a key indented no deeper than the line it opens on: its `}` is
    /// probably missing before that key. Gives its `{`, and the edit that puts the `}` in.
    fn outdented(&self) -> Option<(Span, Edit)> {
        if self.nodes.len() > MAX_SEARCHED {
            return None;
        }
        let mut open: Vec<Around> = Vec::new();
        let mut before = 0;
        for (index, node) in (0_u32..).zip(&self.nodes) {
            while let Some(inner) = open.pop_if(|inner| inner.after <= index) {
                before = before.max(inner.end);
            }
            let depth = open.len();
            if let Some(inner) = open.last_mut().filter(|inner| inner.object) {
                inner.key_next = !inner.key_next;
                if !inner.key_next {
                    let later = before > inner.opener.end as usize;
                    let own = self.own_line(node.span.start as usize);
                    if later && depth > 1 && own.is_some_and(|own| own <= inner.indent) {
                        return Some((inner.opener, Edit::insert(before, "}")));
                    }
                    continue;
                }
            }
            before = node.span.end as usize;
            if matches!(node.kind, Kind::Object | Kind::Array) {
                let token = self.tokens.get(node.token as usize);
                let opener = token.map_or(node.span, |token| token.span);
                before = opener.end as usize;
                open.push(Around {
                    after: node.after,
                    end: node.span.end as usize,
                    object: node.kind == Kind::Object,
                    key_next: true,
                    opener,
                    indent: self.indent(opener.start as usize),
                });
            }
        }
        None
    }

    /// How far byte `at` is indented, where it is the first on its line.
    fn own_line(&self, at: usize) -> Option<usize> {
        let before = self.text.as_bytes().get(..at).unwrap_or(&[]);
        let blank = before
            .iter()
            .rev()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count();
        matches!(
            before.get(before.len().checked_sub(blank + 1)?),
            Some(b'\n' | b'\r')
        )
        .then_some(blank)
    }

    pub fn opener(&self, frame: Frame) -> Span {
        let token = self
            .nodes
            .get(frame.node as usize)
            .map_or(0, |node| node.token as usize);
        self.tokens
            .get(token)
            .map_or(Span::default(), |token| token.span)
    }

    /// Reads what lies too deep as one broken node.
    #[cold]
    pub fn too_deep(&mut self) {
        let start = self.token;
        self.complain(
            Wrong::TooDeep,
            Span::new(start.span.start as usize, start.span.end as usize),
            Vec::new(),
        );
        let node = self.push(Kind::Broken, start);
        let mut open = 0_usize;
        loop {
            match self.token.kind {
                TokenKind::OpenBrace | TokenKind::OpenBracket => open += 1,
                TokenKind::CloseBrace | TokenKind::CloseBracket => open -= 1, // OK because the first opened one.
                TokenKind::End => break,
                _ => {}
            }
            self.advance();
            if open == 0 {
                break;
            }
        }
        let end = Span::at(self.last_end).start;
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.span.end = end;
        }
    }

    /// How far the line that holds byte `at` is indented.
    pub fn indent(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or(&[]);
        // A long line without an end would make this costly for nothing.
        let line = before
            .iter()
            .rev()
            .take(MAX_LINE)
            .take_while(|b| !matches!(b, b'\n' | b'\r'))
            .count();
        let start = before.len() - line;
        before
            .iter()
            .skip(start)
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count()
    }
}
