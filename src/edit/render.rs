//! Entries and values as text for the place they go to.
//!
//! Invariant: text taken from the document keeps its tokens; only the space before its lines changes.

use super::Conflict;
use super::apply::{Edits, apply};
use super::emit::Emitter;
use super::layout::indent;
use super::target::{Container, Entry, Item};
use crate::json5::{Edit, Kind, TokenKind, parse};
use crate::sorted;
use crate::span::Span;

/// An entry as text for another place.
pub(super) struct Written {
    /// Its comments above, its key and its value.
    pub body: String,
    /// The comments after it on its line, with the space before them.
    pub after: String,
    /// The text after it must start a new line.
    pub open_line: bool,
}

/// Where entries come.
pub(super) struct Spot<'s> {
    pub indent: &'s str,
    pub inline: bool,
    pub bare_keys: bool,
}

impl Emitter<'_, '_> {
    /// Entries one after another, and whether the text after them must start a new line.
    pub(super) fn join(
        &mut self,
        entries: &[&Entry],
        spot: &Spot,
        trailing: bool,
    ) -> Result<(String, bool), Conflict> {
        let line = format!("{}{}", self.style.line_end, spot.indent);
        let mut text = String::new();
        let mut open_line = false;
        for (at, entry) in entries.iter().enumerate() {
            if at > 0 {
                text.push_str(if spot.inline && !open_line {
                    self.style.space
                } else {
                    &line
                });
            }
            let written = self.write(entry, spot)?;
            text.push_str(&written.body);
            if at + 1 < entries.len() || trailing {
                text.push(',');
            }
            text.push_str(&written.after);
            open_line = written.open_line;
        }
        Ok((text, open_line))
    }

    /// An entry as text for `spot`, with the comments that belong to it.
    pub(super) fn write(&mut self, entry: &Entry, spot: &Spot) -> Result<Written, Conflict> {
        let line = format!("{}{}", self.style.line_end, spot.indent);
        let mut body = String::new();
        let mut after = String::new();
        let mut open_line = false;
        let mut key = None;
        if let Some((node, at)) = entry.origin {
            let layout = self.layout(node);
            let Some(slot) = layout.slots.get(at) else {
                return self.unreadable(Span::default());
            };
            if layout.broken {
                return self.unreadable(slot.value);
            }
            if !entry.renamed && !slot.key.is_empty() {
                key = Some(slot.key.of(self.text).to_owned());
            }
            let tokens = self.document.tokens();
            let comments = |from: u32, to: u32| {
                let start = tokens.partition_point(|token| token.span.start < from);
                let inside = tokens
                    .get(start..)
                    .unwrap_or(&[])
                    .iter()
                    .take_while(move |token| token.span.end <= to);
                inside.filter(|token| token.kind.is_comment())
            };
            let value_end = slot.value.end.max(slot.key.end);
            for comment in comments(slot.lead, slot.start()) {
                let block = comment.kind == TokenKind::BlockComment;
                body.push_str(comment.span.of(self.text));
                body.push_str(if block && spot.inline {
                    self.style.space
                } else {
                    &line
                });
            }
            // What stands between key and value would be lost with a new key before it.
            for comment in comments(slot.key.end.max(slot.lead), slot.value.start) {
                if comment.span.start >= slot.start() {
                    body.push_str(comment.span.of(self.text));
                    body.push_str(&line);
                }
            }
            for comment in comments(value_end, slot.tail) {
                after.push(' ');
                after.push_str(comment.span.of(self.text));
                open_line = comment.kind != TokenKind::BlockComment;
            }
        }
        if entry.member {
            let key = match key {
                Some(key) => key,
                None => self.style.key(&entry.key, spot.bare_keys),
            };
            body.push_str(&key);
            body.push(':');
            body.push_str(self.style.space);
        }
        body.push_str(&self.render(&entry.item, spot.indent, spot.inline)?);
        Ok(Written {
            body,
            after,
            open_line,
        })
    }

    /// An item as text whose first line is indented by `to`.
    pub(super) fn render(
        &mut self,
        item: &Item,
        to: &str,
        inline: bool,
    ) -> Result<String, Conflict> {
        let target = self.target;
        match item {
            Item::New(value) => Ok(self.style.value(value, to, inline)),
            Item::Same(node) => {
                self.readable_node(*node)?;
                let node = self.document.node(*node);
                if node.kind() == Kind::Broken || node.is_unclosed() {
                    return self.unreadable(node.span());
                }
                Ok(self.shifted(node.source(), indent(self.text, node.span().start), to))
            }
            Item::Open(number) => {
                let Some(container) = target.containers.get(*number) else {
                    return self.unreadable(Span::default());
                };
                match container.node {
                    Some(node) => self.render_changed(container, node, to),
                    None => self.render_new(container, to, inline),
                }
            }
        }
    }

    /// A container of the document with changes inside, for another place.
    pub(super) fn render_changed(
        &mut self,
        container: &Container,
        node: u32,
        to: &str,
    ) -> Result<String, Conflict> {
        let around = std::mem::take(&mut self.edits);
        let made = self.container(container, node);
        let inside = std::mem::replace(&mut self.edits, around);
        made?;
        let span = self.document.node(node).span();
        let from = span.start;
        let moved = inside.into_iter().map(|edit| {
            let span = Span {
                start: edit.span.start - from,
                end: edit.span.end - from,
            };
            Edit::new(span, edit.text)
        });
        let edits = Edits::new(moved.collect())?;
        let text = apply(span.of(self.text), &edits);
        Ok(self.shifted(&text, indent(self.text, from), to))
    }

    pub(super) fn render_new(
        &mut self,
        container: &Container,
        to: &str,
        inline: bool,
    ) -> Result<String, Conflict> {
        let entries: Vec<&Entry> = ordered(container);
        let (open, close) = if container.array {
            ("[", "]")
        } else {
            ("{", "}")
        };
        if entries.is_empty() {
            return Ok(format!("{open}{close}"));
        }
        let inner = format!("{to}{}", self.style.unit);
        let spot = Spot {
            indent: &inner,
            inline,
            bare_keys: self.style.bare_keys,
        };
        let (text, open_line) = self.join(&entries, &spot, self.style.trailing_comma && !inline)?;
        if inline && !open_line {
            let pad = if container.array {
                ""
            } else {
                self.style.space
            };
            return Ok(format!("{open}{pad}{text}{pad}{close}"));
        }
        let end = self.style.line_end;
        Ok(format!("{open}{end}{inner}{text}{end}{to}{close}"))
    }

    /// Text of a value whose lines, indented from `from`, are to be indented from `to`.
    /// Only space between tokens changes, never a string or a comment.
    pub(super) fn shifted(&self, text: &str, from: &str, to: &str) -> String {
        if from == to || !text.contains(['\n', '\r']) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 64);
        for token in parse(text).tokens() {
            let source = token.span.of(text);
            if token.kind != TokenKind::Whitespace {
                out.push_str(source);
                continue;
            }
            let last_line = source.rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let (lines, space) = source.split_at(last_line);
            out.push_str(lines);
            match space.strip_prefix(from) {
                Some(deeper) if !lines.is_empty() => {
                    out.push_str(to);
                    out.push_str(deeper);
                }
                _ => out.push_str(space),
            }
        }
        out
    }
}

/// The live entries of a container, in order.
fn ordered(container: &Container) -> Vec<&Entry> {
    let mut all: Vec<(usize, u8, &Entry)> = container
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (at, 1, entry))
        .collect();
    all.extend(
        container
            .added
            .iter()
            .map(|(before, entry)| (*before, 0, entry)),
    );
    sorted::by_key(&mut all, |(at, rank, _)| (*at, *rank));
    all.into_iter()
        .map(|(_, _, entry)| entry)
        .filter(|entry| !entry.gone)
        .collect()
}
