//! What keeps edits away from text that could not be read.
//!
//! Invariant: where it is a guess what belongs to a value, the value is neither replaced nor moved.

use super::apply::Edits;
use super::emit::Emitter;
use super::{Conflict, ConflictKind};
use crate::json5::{Edit, Kind, SyntaxErrorKind, TokenKind};
use crate::span::Span;

impl Emitter<'_, '_> {
    pub(super) fn unreadable<T>(&self, span: Span) -> Result<T, Conflict> {
        let path = self.document.path_at(span.start).unwrap_or_default();
        Err(Conflict::new(ConflictKind::Unreadable, &path))
    }

    /// Refused where something between the brackets of an object or array in `span` could not be
    /// read: what looks like a part of it may be none.
    pub(super) fn readable(&self, span: Span) -> Result<(), Conflict> {
        let errors = self.document.errors();
        let first = errors.partition_point(|error| error.span.start < span.start);
        match errors.get(first) {
            Some(error) if error.span.start < span.end => self.unreadable(error.span),
            _ => Ok(()),
        }
    }

    /// Refused where an edit stands on a line behind a quote or comment that was never closed: it
    /// is a guess where that ends, and the edit could become part of it.
    pub(super) fn beside_unclosed(&self, edits: &Edits) -> Result<(), Conflict> {
        for error in self.document.errors() {
            let quotes = matches!(
                error.kind,
                SyntaxErrorKind::UnclosedString
                    | SyntaxErrorKind::UnclosedComment
                    | SyntaxErrorKind::WrongQuotes
            );
            let tokens = self.document.tokens();
            let token =
                tokens.get(tokens.partition_point(|token| token.span.start < error.span.start));
            if !quotes || !token.is_some_and(|token| token.is_unclosed()) {
                continue;
            }
            let rest = self.text.get(error.span.end as usize..).unwrap_or("");
            let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let guess = Span::new(error.span.start as usize, error.span.end as usize + line);
            let touched = |edit: &&Edit| {
                edit.span != error.span
                    && edit.span.start <= guess.end
                    && guess.start < edit.span.end.max(edit.span.start + 1)
            };
            let first = edits
                .as_slice()
                .partition_point(|edit| edit.span.end < guess.start);
            let near = edits.as_slice().get(first..).unwrap_or(&[]);
            if near
                .iter()
                .take_while(|edit| edit.span.start <= guess.end)
                .any(|edit| touched(&edit))
            {
                return self.unreadable(error.span);
            }
        }
        Ok(())
    }

    /// Refused where something unread follows on the same line: the value may go on there.
    pub(super) fn ends_clean(&self, span: Span) -> Result<(), Conflict> {
        if self.document.errors().is_empty() {
            return Ok(());
        }
        let tokens = self.document.tokens();
        let after = tokens.partition_point(|token| token.span.start < span.end);
        let next = tokens
            .iter()
            .skip(after)
            .find(|token| !token.kind.is_trivia() || token.has_line_end());
        match next.map(|token| token.kind) {
            None | Some(TokenKind::Comma | TokenKind::CloseBrace | TokenKind::CloseBracket) => {
                Ok(())
            }
            Some(kind) if kind.is_trivia() => Ok(()),
            Some(_) => self.unreadable(span),
        }
    }

    pub(super) fn readable_node(&self, node: u32) -> Result<(), Conflict> {
        let node = self.document.node(node);
        match node.kind() {
            Kind::Object | Kind::Array => self.readable(node.span()),
            _ => Ok(()),
        }
    }
}
