//! From what the document is to become to the edits that make it so.
//!
//! Invariant: an edit lies in what it changes: a value, a key, the part of an entry that goes, or
//! the place where entries come; the rest of the text, its comments above all, is not in any.

use std::collections::HashMap;
use std::rc::Rc;

use super::apply::{Edits, apply};
use super::layout::{
    Layout, Slot, after_line_end, ends_line, indent, layout, line_start, space_end, space_start,
};
use super::print::Style;
use super::target::{Container, Entry, Item, Target};
use super::{Conflict, ConflictKind};
use crate::json5::{Document, Edit, Kind, SyntaxErrorKind, TokenKind, parse};
use crate::span::Span;

/// The edits that turn the document into the target.
pub(super) fn edits(target: &Target) -> Result<Edits, Conflict> {
    let document = target.document;
    let mut emitter = Emitter {
        target,
        document: target.document,
        text: target.document.text(),
        style: Style::of(target.document),
        layouts: HashMap::new(),
        edits: Vec::new(),
    };
    match (&target.root, target.document.root()) {
        (None, _) => {}
        (Some(item), Some(root)) => {
            // Where text runs into the value on one line, it is a guess where the value begins.
            let guessed = document
                .errors()
                .iter()
                .any(|error| error.kind == SyntaxErrorKind::LeadingText);
            if guessed && line_start(document.text(), root.span().start).is_none() {
                return emitter.unreadable(root.span());
            }
            emitter.value(item, root.index())?
        }
        (Some(item), None) => emitter.only_value(item)?,
    }
    let edits = Edits::new(std::mem::take(&mut emitter.edits))?;
    emitter.beside_unclosed(&edits)?;
    Ok(edits)
}

struct Emitter<'e, 't> {
    target: &'e Target<'e, 't>,
    document: &'e Document<'t>,
    text: &'t str,
    style: Style,
    layouts: HashMap<u32, Rc<Layout>>,
    edits: Vec<Edit>,
}

/// An entry as text for another place.
struct Written {
    /// Its comments above, its key and its value.
    body: String,
    /// The comments after it on its line, with the space before them.
    after: String,
    /// The text after it must start a new line.
    open_line: bool,
}

/// Where entries come.
struct Spot<'s> {
    indent: &'s str,
    inline: bool,
    bare_keys: bool,
}

impl<'t> Emitter<'_, 't> {
    fn edit(&mut self, span: Span, text: impl Into<String>) {
        self.edits.push(Edit::new(span, text));
    }

    fn unreadable<T>(&self, span: Span) -> Result<T, Conflict> {
        let path = self.document.path_at(span.start).unwrap_or_default();
        Err(Conflict::new(ConflictKind::Unreadable, &path))
    }

    /// Refused where something between the brackets of an object or array in `span` could not be
    /// read: what looks like a part of it may be none.
    fn readable(&self, span: Span) -> Result<(), Conflict> {
        let errors = self.document.errors();
        let first = errors.partition_point(|error| error.span.start < span.start);
        match errors.get(first) {
            Some(error) if error.span.start < span.end => self.unreadable(error.span),
            _ => Ok(()),
        }
    }

    /// Refused where an edit stands on a line behind a quote or comment that was never closed: it
    /// is a guess where that ends, and the edit could become part of it.
    fn beside_unclosed(&self, edits: &Edits) -> Result<(), Conflict> {
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
    fn ends_clean(&self, span: Span) -> Result<(), Conflict> {
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

    fn readable_node(&self, node: u32) -> Result<(), Conflict> {
        let node = self.document.node(node);
        match node.kind() {
            Kind::Object | Kind::Array => self.readable(node.span()),
            _ => Ok(()),
        }
    }

    fn layout(&mut self, node: u32) -> Rc<Layout> {
        let document = self.document;
        let made = self
            .layouts
            .entry(node)
            .or_insert_with(|| Rc::new(layout(document, document.node(node))));
        Rc::clone(made)
    }

    /// A value into a text that has none.
    fn only_value(&mut self, item: &Item) -> Result<(), Conflict> {
        if self
            .document
            .tokens()
            .iter()
            .any(|token| !token.kind.is_trivia() || token.kind == TokenKind::Marker)
        {
            return self.unreadable(Span::default());
        }
        let value = self.render(item, "", false)?;
        let end = Span::at(self.text.len());
        let blank = self.text.is_empty() || self.text.ends_with(['\n', '\r']);
        let before = if blank { "" } else { self.style.line_end };
        let text = format!("{before}{value}{}", self.style.line_end);
        self.edit(end, text);
        Ok(())
    }

    /// What `item`, in the place of `node`, changes there.
    fn value(&mut self, item: &Item, node: u32) -> Result<(), Conflict> {
        let target = self.target;
        match item {
            Item::Same(same) if *same == node => return Ok(()),
            Item::Open(number) => {
                let container = target.containers.get(*number);
                if let Some(container) = container.filter(|container| container.node == Some(node))
                {
                    return self.container(container, node);
                }
            }
            _ => {}
        }
        let old = self.document.node(node);
        if self.document.is_fragment()
            && self
                .document
                .root()
                .is_some_and(|root| root.index() == node)
        {
            return self.unreadable(old.span());
        }
        self.readable_node(node)?;
        self.ends_clean(old.span())?;
        let inline = self.is_inline(old.span().start);
        let base = indent(self.text, old.span().start).to_owned();
        let mut text = self.render(item, &base, inline)?;
        if let (Item::New(crate::json5::Value::String(new)), Kind::String) = (item, old.kind()) {
            let quote = if old.source().starts_with('\'') {
                '\''
            } else {
                '"'
            };
            text = super::print::quoted(new, quote);
        }
        if old.span().is_empty() {
            // A value that was missing: keep apart from its colon.
            text.insert_str(0, self.style.space);
        }
        self.edit(old.span(), text);
        Ok(())
    }

    /// Whether what stands at `at` shares its line with the bracket around it.
    fn is_inline(&self, at: u32) -> bool {
        if !self.style.lines {
            return true;
        }
        let Some(path) = self.document.path_at(at) else {
            return false;
        };
        let Some(parent) = path.parent().and_then(|parent| self.document.find(&parent)) else {
            return false;
        };
        let before = Span {
            start: parent.span().start,
            end: at,
        };
        parent.span().start < at && !before.of(self.text).contains(['\n', '\r'])
    }

    /// The edits inside a container that stays where it is.
    fn container(&mut self, container: &Container, node: u32) -> Result<(), Conflict> {
        let structural = !container.added.iter().all(|(_, entry)| entry.gone)
            || container.entries.iter().any(|entry| entry.gone);
        let touched = |(at, entry): (usize, &Entry)| {
            let still =
                matches!(entry.item, Item::Same(_)) && entry.unwrapped.is_none() && !entry.renamed;
            if still { None } else { Some(at) }
        };
        if !structural
            && container
                .entries
                .iter()
                .enumerate()
                .all(|pair| touched(pair).is_none())
        {
            return Ok(());
        }
        let layout = self.layout(node);
        let old = self.document.node(node);
        let originals: Vec<u32> = match old.kind() {
            Kind::Array => old.elements().map(|element| element.index()).collect(),
            _ => old.members().map(|member| member.value.index()).collect(),
        };
        for (at, entry) in container.entries.iter().enumerate() {
            if entry.gone {
                continue;
            }
            let (Some(slot), Some(original)) = (layout.slots.get(at), originals.get(at)) else {
                continue;
            };
            if entry.renamed {
                let bare = !slot.key.of(self.text).starts_with(['"', '\'']);
                let quote = if slot.key.of(self.text).starts_with('\'') {
                    '\''
                } else {
                    self.style.quote
                };
                let style = Style {
                    quote,
                    ..self.style.clone()
                };
                self.edit(slot.key, style.key(&entry.key, bare));
            }
            if let Some(holder) = entry.unwrapped {
                self.keep_comments(slot, holder, &entry.item)?;
            }
            self.value(&entry.item, *original)?;
        }
        if !structural {
            return Ok(());
        }
        if layout.broken {
            return self.unreadable(old.span());
        }
        self.structure(container, node, &layout)
    }

    /// The comments inside `holder` that are not inside its new value come above the entry.
    fn keep_comments(&mut self, slot: &Slot, holder: u32, item: &Item) -> Result<(), Conflict> {
        let target = self.target;
        let inner = match item {
            Item::Same(node) => Some(*node),
            Item::Open(number) => target
                .containers
                .get(*number)
                .and_then(|container| container.node),
            Item::New(_) => None,
        };
        let inner = inner.map_or(Span::default(), |node| self.document.node(node).span());
        let outer = self.document.node(holder).span();
        let start = self
            .document
            .tokens()
            .partition_point(|token| token.span.start < outer.start);
        let inside = self.document.tokens().get(start..).unwrap_or(&[]);
        let mut kept = String::new();
        for token in inside
            .iter()
            .take_while(|token| token.span.end <= outer.end)
        {
            if token.kind.is_comment() && !inner.contains(token.span) {
                kept.push_str(token.span.of(self.text));
                kept.push_str(self.style.line_end);
                kept.push_str(indent(self.text, slot.start()));
            }
        }
        self.edit(Span::at(slot.start() as usize), kept);
        Ok(())
    }

    /// Takes entries out and puts entries in.
    fn structure(
        &mut self,
        container: &Container,
        node: u32,
        layout: &Layout,
    ) -> Result<(), Conflict> {
        let kept: Vec<usize> = (0..layout.slots.len())
            .filter(|at| container.entries.get(*at).is_some_and(|e| !e.gone))
            .collect();
        // Entries to come, by the kept entry that they come after.
        let mut groups: Vec<(Option<usize>, Vec<&Entry>)> = Vec::new();
        let mut added: Vec<&(usize, Entry)> = container
            .added
            .iter()
            .filter(|(_, entry)| !entry.gone)
            .collect();
        added.sort_by_key(|(before, _)| *before);
        for (before, entry) in added {
            let after = kept
                .partition_point(|at| at < before)
                .checked_sub(1)
                .and_then(|at| kept.get(at))
                .copied();
            match groups.last_mut() {
                Some((last, entries)) if *last == after => entries.push(entry),
                _ => groups.push((after, vec![entry])),
            }
        }
        let keys = layout.slots.iter().find(|slot| !slot.key.is_empty());
        let bare_keys = keys.map_or(self.style.bare_keys, |slot| {
            !slot.key.of(self.text).starts_with(['"', '\''])
        });
        let runs = runs(container, layout);

        if kept.is_empty() {
            let entries: Vec<&Entry> = groups
                .into_iter()
                .flat_map(|(_, entries)| entries)
                .collect();
            let Some((first, rest)) = runs.split_first() else {
                return self.fill(node, layout, &entries);
            };
            if entries.is_empty() {
                if rest.is_empty() && layout.last_comment.is_none() {
                    let bare = self.document.is_fragment()
                        && self
                            .document
                            .root()
                            .is_some_and(|root| root.index() == node);
                    if !bare {
                        self.edit(layout.inside, "");
                        return Ok(());
                    }
                }
                for run in &runs {
                    self.remove(layout, *run)?;
                }
                return Ok(());
            }
            for run in rest {
                self.remove(layout, *run)?;
            }
            return self.replace(layout, *first, &entries, bare_keys);
        }

        for run in &runs {
            self.remove(layout, *run)?;
        }
        let last_kept = kept.last().copied();
        let trailing = layout.slots.last().is_some_and(|slot| slot.comma.is_some());
        let extended = groups.last().is_some_and(|(after, _)| *after == last_kept);
        for (after, entries) in groups {
            let next = match after {
                Some(after) => kept.iter().copied().find(|at| *at > after),
                None => kept.first().copied(),
            };
            match after.and_then(|after| layout.slots.get(after)) {
                Some(slot) => {
                    self.put_after(node, slot, &entries, next.is_some() || trailing, bare_keys)?
                }
                None => {
                    if let Some(slot) = next.and_then(|next| layout.slots.get(next)) {
                        self.put_before(slot, &entries, bare_keys)?;
                    }
                }
            }
        }
        if let Some(slot) = last_kept.and_then(|last| layout.slots.get(last))
            && last_kept.is_some_and(|last| last + 1 < layout.slots.len())
            && !trailing
            && !extended
            && let Some(comma) = slot.comma
        {
            self.edit(comma, "");
        }
        Ok(())
    }

    /// Takes the entries of a run out, with what belongs to them.
    fn remove(&mut self, layout: &Layout, (first, last): (usize, usize)) -> Result<(), Conflict> {
        let (Some(a), Some(b)) = (layout.slots.get(first), layout.slots.get(last)) else {
            return Ok(());
        };
        let (start, end) = (a.lead, b.tail);
        self.readable(Span { start, end })?;
        let next = layout.slots.get(last + 1);
        let span = match (line_start(self.text, start), ends_line(self.text, end)) {
            (Some(line), true) => Span {
                start: line,
                end: after_line_end(self.text, end),
            },
            (None, true) => Span {
                start: space_start(self.text, start),
                end,
            },
            (Some(_), false) => Span {
                start,
                end: space_end(self.text, end),
            },
            (None, false) => match next {
                Some(next) => Span {
                    start,
                    end: next.lead.max(end),
                },
                None => Span {
                    start: space_start(self.text, start),
                    end,
                },
            },
        };
        self.edit(span, "");
        Ok(())
    }

    /// Entries after one that stays.
    fn put_after(
        &mut self,
        node: u32,
        slot: &Slot,
        entries: &[&Entry],
        comma_last: bool,
        bare_keys: bool,
    ) -> Result<(), Conflict> {
        let value_end = slot.value.end.max(slot.key.end);
        let tail = slot.tail;
        let new_line = ends_line(self.text, tail) && self.goes_over_lines(node);
        let own_line = line_start(self.text, slot.start()).is_some();
        let base = if own_line {
            indent(self.text, slot.start()).to_owned()
        } else {
            self.child_indent(node)
        };
        let spot = Spot {
            indent: &base,
            inline: !new_line,
            bare_keys,
        };
        let line = format!("{}{base}", self.style.line_end);
        let mut text = String::new();
        // The comma of the entry before goes right behind its value, before its comment.
        if slot.comma.is_none() {
            if new_line && tail > value_end {
                self.edit(Span::at(value_end as usize), ",");
            } else {
                text.push(',');
            }
        }
        let mut open_line = self.ends_with_line_comment(slot);
        for (at, entry) in entries.iter().enumerate() {
            let written = self.write(entry, &spot)?;
            text.push_str(if new_line || open_line {
                &line
            } else {
                self.style.space
            });
            text.push_str(&written.body);
            if at + 1 < entries.len() || comma_last {
                text.push(',');
            }
            text.push_str(&written.after);
            open_line = written.open_line;
        }
        if open_line && !ends_line(self.text, tail) {
            text.push_str(&line);
        }
        self.edit(Span::at(tail as usize), text);
        Ok(())
    }

    /// Entries before the first that stays.
    fn put_before(
        &mut self,
        slot: &Slot,
        entries: &[&Entry],
        bare_keys: bool,
    ) -> Result<(), Conflict> {
        let new_line = line_start(self.text, slot.lead).is_some();
        let base = indent(self.text, slot.lead).to_owned();
        let spot = Spot {
            indent: &base,
            inline: !new_line,
            bare_keys,
        };
        let line = format!("{}{base}", self.style.line_end);
        let mut text = String::new();
        for entry in entries {
            let written = self.write(entry, &spot)?;
            text.push_str(&written.body);
            text.push(',');
            text.push_str(&written.after);
            text.push_str(if new_line || written.open_line {
                &line
            } else {
                self.style.space
            });
        }
        self.edit(Span::at(slot.lead as usize), text);
        Ok(())
    }

    /// Entries in place of a run of others, where none stays.
    fn replace(
        &mut self,
        layout: &Layout,
        (first, last): (usize, usize),
        entries: &[&Entry],
        bare_keys: bool,
    ) -> Result<(), Conflict> {
        let (Some(a), Some(b)) = (layout.slots.get(first), layout.slots.get(last)) else {
            return Ok(());
        };
        let new_line = line_start(self.text, a.lead).is_some();
        let base = indent(self.text, a.lead).to_owned();
        let spot = Spot {
            indent: &base,
            inline: !new_line,
            bare_keys,
        };
        let trailing = layout.slots.last().is_some_and(|slot| slot.comma.is_some());
        let (text, open_line) = self.join(entries, &spot, trailing)?;
        let span = Span {
            start: a.lead,
            end: b.tail,
        };
        let end = if open_line && !ends_line(self.text, b.tail) {
            format!("{}{base}", self.style.line_end)
        } else {
            String::new()
        };
        self.edit(span, text + &end);
        Ok(())
    }

    /// Entries into a container that has none.
    fn fill(&mut self, node: u32, layout: &Layout, entries: &[&Entry]) -> Result<(), Conflict> {
        let old = self.document.node(node);
        let outer = indent(self.text, old.span().start).to_owned();
        let inner = format!("{outer}{}", self.style.unit);
        let inline =
            self.is_inline(old.span().start) && !layout.inside.of(self.text).contains(['\n', '\r']);
        let spot = Spot {
            indent: &inner,
            inline,
            bare_keys: self.style.bare_keys,
        };
        let trailing = self.style.trailing_comma && !inline;
        let (text, open_line) = self.join(entries, &spot, trailing)?;
        let line = format!("{}{inner}", self.style.line_end);
        let end = format!("{}{outer}", self.style.line_end);
        let object = old.kind() == Kind::Object;
        match layout.last_comment {
            None if inline && !open_line => {
                let pad = if object { self.style.space } else { "" };
                self.edit(layout.inside, format!("{pad}{text}{pad}"));
            }
            None => self.edit(layout.inside, format!("{line}{text}{end}")),
            Some(comment) => {
                let closed = ends_line(self.text, comment);
                self.edit(
                    Span::at(comment as usize),
                    format!("{line}{text}{}", if closed { "" } else { &end }),
                );
            }
        }
        Ok(())
    }

    /// Entries one after another, and whether the text after them must start a new line.
    fn join(
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
    fn write(&mut self, entry: &Entry, spot: &Spot) -> Result<Written, Conflict> {
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
    fn render(&mut self, item: &Item, to: &str, inline: bool) -> Result<String, Conflict> {
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
    fn render_changed(
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

    fn render_new(
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
    fn shifted(&self, text: &str, from: &str, to: &str) -> String {
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

    /// Whether the container has its entries on lines of their own.
    fn goes_over_lines(&self, node: u32) -> bool {
        self.document
            .node(node)
            .span()
            .of(self.text)
            .contains(['\n', '\r'])
            || self.document.is_fragment()
                && self
                    .document
                    .root()
                    .is_some_and(|root| root.index() == node)
    }

    fn child_indent(&self, node: u32) -> String {
        let outer = indent(self.text, self.document.node(node).span().start);
        format!("{outer}{}", self.style.unit)
    }

    fn ends_with_line_comment(&self, slot: &Slot) -> bool {
        let tokens = self.document.tokens();
        let after = tokens.partition_point(|token| token.span.end <= slot.tail);
        let last = after.checked_sub(1).and_then(|at| tokens.get(at));
        last.is_some_and(|token| {
            matches!(token.kind, TokenKind::LineComment | TokenKind::HashComment)
        })
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
    all.sort_by_key(|(at, rank, _)| (*at, *rank));
    all.into_iter()
        .map(|(_, _, entry)| entry)
        .filter(|entry| !entry.gone)
        .collect()
}

/// Entries next to each other that go, with no comment between that has to stay.
fn runs(container: &Container, layout: &Layout) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, slot) in layout.slots.iter().enumerate() {
        if container.entries.get(at).is_none_or(|entry| !entry.gone) {
            continue;
        }
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at && !slot.free_before => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}
