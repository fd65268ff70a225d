//! From what the document is to become to the edits that make it so.
//!
//! Invariant: an edit lies in what it changes: a value, a key, the part of an entry that goes, or
//! the place where entries come; the rest of the text, its comments above all, is not in any.

use crate::sorted;
use std::collections::HashMap;
use std::rc::Rc;

use super::Conflict;
use super::apply::Edits;
use super::layout::{
    Layout, Slot, after_line_end, ends_line, indent, layout, line_start, space_end, space_start,
};
use super::print::Style;
use super::render::Spot;
use super::target::{Container, Entry, Item, Target};
use crate::json5::{Document, Edit, Kind, SyntaxErrorKind, TokenKind};
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

pub(super) struct Emitter<'e, 't> {
    pub target: &'e Target<'e, 't>,
    pub document: &'e Document<'t>,
    pub text: &'t str,
    pub style: Style,
    pub layouts: HashMap<u32, Rc<Layout>>,
    pub edits: Vec<Edit>,
}

impl<'t> Emitter<'_, 't> {
    fn edit(&mut self, span: Span, text: impl Into<String>) {
        self.edits.push(Edit::new(span, text));
    }

    pub fn layout(&mut self, node: u32) -> Rc<Layout> {
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
    pub fn container(&mut self, container: &Container, node: u32) -> Result<(), Conflict> {
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
        sorted::by_key(&mut added, |(before, _)| *before);
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
