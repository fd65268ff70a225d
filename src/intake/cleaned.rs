//! The paste without what terminals and chats put around it, and the way back.
//!
//! Invariants: the pieces cover the original without gap or overlap, in order; a copied piece has the
//! same bytes on both sides, so every span of copied text maps back to exactly these bytes. Built in
//! linear time, asked by binary search.

use crate::span::Span;

/// A cleaned text with the map back to the original.
#[derive(Clone, Debug, Default)]
pub struct Cleaned {
    /// The text that the parsers read. Lines end at `\n`.
    pub text: String,
    // Invariant: sorted by both numbers; the first starts at 0 and 0.
    pieces: Vec<Piece>,
    length: u32,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    clean: u32,
    original: u32,
    copied: bool,
}

impl Cleaned {
    /// The place in the original paste of `clean`, a span of [`Cleaned::text`].
    /// Text that replaces something stands for all of it.
    pub fn original(&self, clean: Span) -> Span {
        let start = self.forward(clean.start);
        if clean.is_empty() {
            return Span { start, end: start };
        }
        let last = self.piece_at(clean.end - 1);
        let end = match self.pieces.get(last) {
            Some(piece) if piece.copied => piece.original + (clean.end - piece.clean),
            Some(_) => self
                .pieces
                .get(last + 1)
                .map_or(self.length, |next| next.original),
            None => self.length,
        };
        Span {
            start,
            end: end.max(start).min(self.length),
        }
    }

    /// The first byte of the original that belongs to the clean text from `at` on, with all that was
    /// removed right before it. Used to cut the original into tiles.
    pub fn tile_start(&self, at: u32) -> u32 {
        let next = self.pieces.partition_point(|piece| piece.clean < at);
        match (self.pieces.get(next), next.checked_sub(1)) {
            (Some(piece), _) if piece.clean == at => piece.original,
            (_, Some(before)) => self.forward_in(before, at),
            (_, None) => 0,
        }
    }

    /// The place in the clean text of `original`, a span of the paste; removed text is empty there.
    pub fn clean(&self, original: Span) -> Span {
        let at = |place: u32| {
            let next = self.pieces.partition_point(|piece| piece.original <= place);
            let Some(piece) = next.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
                return 0;
            };
            let end = self
                .pieces
                .get(next)
                .map_or(self.text.len() as u32, |following| following.clean);
            match piece.copied {
                true => (piece.clean + (place - piece.original)).min(end),
                false if place == piece.original => piece.clean,
                false => end,
            }
        };
        let start = at(original.start);
        Span {
            start,
            end: at(original.end).max(start),
        }
    }

    /// Whether the original and the clean text are the same bytes throughout `clean`.
    pub fn is_verbatim(&self, clean: Span) -> bool {
        let original = self.original(clean);
        original.len() == clean.len() && {
            let first = self.piece_at(clean.start);
            let last = self.piece_at(clean.end.saturating_sub(1));
            self.pieces
                .get(first..=last)
                .is_some_and(|pieces| pieces.iter().all(|piece| piece.copied))
        }
    }

    /// The text at `clean`.
    pub fn slice(&self, clean: Span) -> &str {
        clean.of(&self.text)
    }

    fn piece_at(&self, clean: u32) -> usize {
        self.pieces
            .partition_point(|piece| piece.clean <= clean)
            .saturating_sub(1)
    }

    fn forward(&self, clean: u32) -> u32 {
        self.forward_in(self.piece_at(clean), clean)
    }

    fn forward_in(&self, piece: usize, clean: u32) -> u32 {
        match self.pieces.get(piece) {
            Some(piece) if piece.copied => {
                (piece.original + (clean - piece.clean)).min(self.length)
            }
            Some(piece) => piece.original,
            None => self.length,
        }
    }
}

/// Builds a [`Cleaned`] from left to right. Every call takes the next bytes of the original.
pub(super) struct Builder<'p> {
    original: &'p str,
    at: usize,
    done: Cleaned,
}

impl<'p> Builder<'p> {
    pub(super) fn new(original: &'p str) -> Builder<'p> {
        let mut done = Cleaned::default();
        done.text.reserve(original.len());
        done.length = Span::at(original.len()).start;
        Builder {
            original,
            at: 0,
            done,
        }
    }

    /// How much of the clean text stands.
    pub(super) fn len(&self) -> usize {
        self.done.text.len()
    }

    /// The clean text from `from` on.
    pub(super) fn since(&self, from: usize) -> &str {
        self.done.text.get(from..).unwrap_or("")
    }

    /// Takes the original up to `end` as it is.
    pub(super) fn copy_to(&mut self, end: usize) {
        if end <= self.at {
            return;
        }
        if !self.done.pieces.last().is_some_and(|piece| piece.copied) {
            self.push(true);
        }
        self.done
            .text
            .push_str(self.original.get(self.at..end).unwrap_or(""));
        self.at = end;
    }

    /// Lets `with` stand for the original up to `end`; empty removes it.
    pub(super) fn replace_to(&mut self, end: usize, with: &str) {
        if end <= self.at {
            return;
        }
        self.push(false);
        self.done.text.push_str(with);
        self.at = end;
    }

    pub(super) fn finish(mut self) -> Cleaned {
        self.copy_to(self.original.len());
        self.done
    }

    fn push(&mut self, copied: bool) {
        self.done.pieces.push(Piece {
            clean: Span::at(self.done.text.len()).start,
            original: Span::at(self.at).start,
            copied,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_map_back_over_removed_and_replaced_text() {
        let text = "> a\u{a0}b\\nc";
        let mut builder = Builder::new(text);
        builder.replace_to(2, "");
        builder.copy_to(3);
        builder.replace_to(5, " ");
        builder.copy_to(6);
        builder.replace_to(8, "\n");
        let cleaned = builder.finish();
        assert_eq!(cleaned.text, "a b\nc");
        assert_eq!(cleaned.original(Span::new(0, 1)).of(text), "a");
        assert_eq!(cleaned.original(Span::new(0, 3)).of(text), "a\u{a0}b");
        assert_eq!(cleaned.original(Span::new(1, 2)).of(text), "\u{a0}");
        assert_eq!(cleaned.original(Span::new(4, 5)).of(text), "c");
        assert_eq!(cleaned.tile_start(0), 0);
        assert_eq!(cleaned.tile_start(4), 8);
        assert_eq!(cleaned.clean(Span::new(8, 9)), Span::new(4, 5));
        assert!(cleaned.is_verbatim(Span::new(0, 1)));
        assert!(!cleaned.is_verbatim(Span::new(0, 2)));
    }
}
