//! How an object or array is laid out in the text: what belongs to which entry.
//!
//! Invariants: the parts of two entries (`lead..tail`) are disjoint and in order; every comment
//! between the brackets lies in one such part or in none, never across.

use crate::json5::{Document, Kind, Node, Token, TokenKind};
use crate::span::Span;

/// The layout of one object or array.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub slots: Vec<Slot>,
    /// What lies between the brackets.
    pub inside: Span,
    /// The end of the last comment between the brackets that belongs to no entry.
    pub last_comment: Option<u32>,
    /// Something between the brackets, or a bracket, is not as it should be.
    pub broken: bool,
}

/// The place of one entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// The key as written; empty, at the value, in arrays.
    pub key: Span,
    pub value: Span,
    pub comma: Option<Span>,
    /// Where the comments directly above it start, or itself.
    pub lead: u32,
    /// Where what belongs to it ends: its comma, the comments after it on its line.
    pub tail: u32,
    /// Comments that belong to no entry stand before it.
    pub free_before: bool,
}

impl Slot {
    /// Where the entry itself starts.
    pub fn start(&self) -> u32 {
        self.key.start.min(self.value.start)
    }
}

/// Reads the layout of an object or array from its tokens.
pub(super) fn layout(document: &Document, node: Node) -> Layout {
    let tokens = document.tokens();
    let entries: Vec<(Span, Node)> = match node.kind() {
        Kind::Array => node
            .elements()
            .map(|element| (Span::at(element.span().start as usize), element))
            .collect(),
        _ => node
            .members()
            .map(|member| (member.key_span, member.value))
            .collect(),
    };
    let bare = document.is_fragment()
        && document
            .root()
            .is_some_and(|root| root.index() == node.index());
    let mut at = node.first_token() + usize::from(!bare);
    let after_opener = tokens
        .get(node.first_token())
        .map_or(node.span().start, |token| {
            if bare {
                token.span.start
            } else {
                token.span.end
            }
        });
    let mut layout = Layout {
        slots: Vec::with_capacity(entries.len()),
        inside: Span {
            start: after_opener,
            end: node.span().end,
        },
        last_comment: None,
        broken: false,
    };
    for (key, value) in entries {
        let start = if node.kind() == Kind::Array {
            value.span().start
        } else {
            key.start
        };
        let from = at;
        while tokens.get(at).is_some_and(|token| token.span.start < start) {
            at += 1;
        }
        let gap = tokens.get(from..at).unwrap_or(&[]);
        layout.broken |= value.is_unclosed() || tokens.get(at).is_some_and(Token::is_unclosed);
        layout.slots.push(Slot {
            key,
            value: value.span(),
            comma: None,
            lead: start,
            tail: value.span().end.max(key.end),
            free_before: false,
        });
        layout.gap(document.text(), gap, false);
        let end = value.span().end.max(key.end);
        at = match value.kind() {
            Kind::Object | Kind::Array | Kind::Broken => {
                tokens.partition_point(|token| token.span.end <= end)
            }
            _ => value.first_token() + 1,
        };
    }
    let from = at;
    while let Some(token) = tokens.get(at) {
        if matches!(token.kind, TokenKind::CloseBrace | TokenKind::CloseBracket) {
            break;
        }
        at += 1;
    }
    let gap = tokens.get(from..at).unwrap_or(&[]);
    let wanted = if node.kind() == Kind::Array {
        TokenKind::CloseBracket
    } else {
        TokenKind::CloseBrace
    };
    match tokens.get(at) {
        Some(closer) if !bare && closer.kind == wanted && closer.span.end == node.span().end => {
            layout.inside.end = closer.span.start;
        }
        None if bare => {
            layout.inside.end = u32::try_from(document.text().len()).unwrap_or(u32::MAX)
        }
        _ => layout.broken = true,
    }
    layout.gap(document.text(), gap, true);
    layout
}

impl Layout {
    /// Gives the comments of a gap to the entry before it or after it. The entry after it, if there
    /// is one, was pushed already; `last` where the closer follows.
    fn gap(&mut self, text: &str, gap: &[Token], last: bool) {
        let count = self.slots.len();
        let next = if last { None } else { count.checked_sub(1) };
        let prev = if last {
            count.checked_sub(1)
        } else {
            count.checked_sub(2)
        };
        let mut rest = gap;
        let comma = gap.iter().position(|token| token.kind == TokenKind::Comma);
        if let Some(at) = comma {
            let (before, after) = gap.split_at(at);
            rest = after.get(1..).unwrap_or(&[]);
            match (
                prev.and_then(|prev| self.slots.get_mut(prev)),
                after.first(),
            ) {
                (Some(slot), Some(comma)) => {
                    slot.comma = Some(comma.span);
                    slot.tail = comma.span.end;
                }
                _ => self.broken = true,
            }
            self.broken |= before.iter().any(|token| {
                !token.kind.is_trivia() || token.kind == TokenKind::Marker || token.is_unclosed()
            });
        } else if prev.is_some() && next.is_some() {
            self.broken = true;
        }
        self.broken |= rest.iter().any(|token| {
            !token.kind.is_trivia() || token.kind == TokenKind::Marker || token.is_unclosed()
        });

        let line_end = rest.iter().position(Token::has_line_end);
        let (same_line, below) = match line_end {
            // A comment that goes on over lines belongs where it starts.
            Some(at) if rest.get(at).is_some_and(|token| token.kind.is_comment()) => {
                rest.split_at(at + 1)
            }
            Some(at) => rest.split_at(at),
            None if next.is_some() => (&[][..], rest),
            None => (rest, &[][..]),
        };
        let comment_end = |tokens: &[Token]| {
            tokens
                .iter()
                .rev()
                .find(|token| token.kind.is_comment())
                .map(|token| token.span.end)
        };
        if let Some(end) = comment_end(same_line) {
            match prev.and_then(|prev| self.slots.get_mut(prev)) {
                Some(slot) => slot.tail = end,
                None => self.last_comment = Some(end),
            }
        }
        let mut lead = None;
        let mut owned = below.len();
        if next.is_some() {
            for (at, token) in below.iter().enumerate().rev() {
                if token.kind.is_comment() {
                    lead = Some(token.span.start);
                    owned = at;
                } else if line_ends(token.span.of(text)) > 1 {
                    break;
                }
            }
        }
        let free = below.get(..owned).unwrap_or(&[]);
        if let Some(end) = comment_end(free) {
            self.last_comment = Some(end);
        }
        let has_free =
            comment_end(free).is_some() || (prev.is_none() && comment_end(same_line).is_some());
        if let Some(slot) = next.and_then(|next| self.slots.get_mut(next)) {
            slot.free_before = has_free;
            if let Some(lead) = lead {
                slot.lead = lead;
            }
        }
    }
}

fn line_ends(space: &str) -> usize {
    let bytes = space.as_bytes();
    let ends = |at: usize| match bytes.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(|at| ends(*at)).count()
}

/// Where the line of byte `at` starts, if only spaces and tabs stand between.
pub(super) fn line_start(text: &str, at: u32) -> Option<u32> {
    let before = text.as_bytes().get(..at as usize).unwrap_or(&[]);
    let blank = before
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let start = before.len() - blank;
    let begins = start == 0
        || matches!(before.get(start - 1), Some(b'\n' | b'\r'))
        || (start == 3 && before.starts_with(b"\xef\xbb\xbf"));
    if begins {
        u32::try_from(start).ok()
    } else {
        None
    }
}

/// Where spaces and tabs before byte `at` start.
pub(super) fn space_start(text: &str, at: u32) -> u32 {
    let before = text.as_bytes().get(..at as usize).unwrap_or(&[]);
    let blank = before
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    at - u32::try_from(blank).unwrap_or(0)
}

/// Where spaces and tabs after byte `at` end.
pub(super) fn space_end(text: &str, at: u32) -> u32 {
    let after = text.as_bytes().get(at as usize..).unwrap_or(&[]);
    let blank = after
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    at + u32::try_from(blank).unwrap_or(0)
}

/// Whether nothing but spaces and tabs follows byte `at` on its line.
pub(super) fn ends_line(text: &str, at: u32) -> bool {
    let end = space_end(text, at) as usize;
    matches!(text.as_bytes().get(end), None | Some(b'\n' | b'\r'))
}

/// Behind the line end that follows byte `at`.
pub(super) fn after_line_end(text: &str, at: u32) -> u32 {
    let end = space_end(text, at);
    let rest = text.get(end as usize..).unwrap_or("");
    let length = if rest.starts_with("\r\n") {
        2
    } else {
        u32::from(rest.starts_with(['\n', '\r']))
    };
    end + length
}

/// The spaces and tabs at the start of the line of byte `at`.
pub(super) fn indent(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or("");
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = text.get(start..).unwrap_or("");
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len())
        .unwrap_or("")
}
