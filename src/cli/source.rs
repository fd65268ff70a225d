//! One artifact as its parser sees it: lines of the clean text, or a JSON document, with the way back
//! to places in the paste.

use crate::intake::{Artifact, Paste};
use crate::json5::{self, Document, Kind, Node};
use crate::span::{Seen, Span};

/// An artifact and the paste it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) paste: &'a Paste<'a>,
    pub(super) artifact: &'a Artifact,
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    pub(super) fn new(paste: &'a Paste<'_>, artifact: &'a Artifact) -> Source<'a> {
        Source {
            paste,
            artifact,
            text: paste.content(artifact),
        }
    }

    /// The lines, blank ones included.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text.lines()
    }

    /// `part` of the text, trimmed, with its place.
    pub(super) fn seen(&self, part: &str) -> Seen<String> {
        self.paste.seen(part.trim())
    }

    /// As [`Source::seen`]; line breaks that a narrow terminal put in are taken out of the value.
    pub(super) fn joined(&self, part: &str) -> Seen<String> {
        let mut seen = self.seen(part);
        if seen.value.contains('\n') {
            seen.value = seen.value.replace('\n', "");
        }
        seen
    }

    pub(super) fn span(&self, part: &str) -> Span {
        self.paste.span_of(part)
    }

    /// The number that `part` is.
    pub(super) fn number<T: std::str::FromStr>(&self, part: &str) -> Option<Seen<T>> {
        let value = part.trim().parse().ok()?;
        Some(Seen::new(value, self.span(part.trim())))
    }

    /// The artifact as a JSON document.
    pub(super) fn document(&self) -> Document<'a> {
        json5::parse(self.text)
    }

    /// Where `node` of [`Source::document`] stands in the paste.
    pub(super) fn place(&self, node: Node<'_, '_>) -> Span {
        self.place_of(node.span())
    }

    /// Where `span` of [`Source::text`] stands in the paste.
    pub(super) fn place_of(&self, span: Span) -> Span {
        let base = self.paste.clean_span_of(self.text).start as usize;
        self.paste.cleaned.original(span.shift(base))
    }
}

/// A JSON value of an output, with the way back to the paste.
#[derive(Clone, Copy)]
pub(super) struct Json<'d, 'a> {
    pub(super) source: Source<'a>,
    pub(super) node: Node<'d, 'a>,
}

impl<'d, 'a> Json<'d, 'a> {
    pub(super) fn root(source: Source<'a>, document: &'d Document<'a>) -> Option<Json<'d, 'a>> {
        Some(Json {
            source,
            node: document.root()?,
        })
    }

    pub(super) fn get(&self, key: &str) -> Option<Json<'d, 'a>> {
        Some(Json {
            source: self.source,
            node: self.node.get(key)?,
        })
    }

    /// Down a path of keys.
    pub(super) fn at(&self, keys: &[&str]) -> Option<Json<'d, 'a>> {
        keys.iter().try_fold(*self, |node, key| node.get(key))
    }

    /// A string or number, as text. `null` and anything else is nothing.
    pub(super) fn text(&self, key: &str) -> Option<Seen<String>> {
        self.get(key)?.as_text()
    }

    pub(super) fn as_text(&self) -> Option<Seen<String>> {
        let value = match self.node.kind() {
            Kind::String => self.node.as_str()?.into_owned(),
            Kind::Number | Kind::Bool => self.node.source().to_owned(),
            _ => return None,
        };
        Some(Seen::new(value, self.source.place(self.node)))
    }

    pub(super) fn number(&self, key: &str) -> Option<Seen<i64>> {
        let node = self.get(key)?;
        let value = node.node.as_f64()?;
        Some(Seen::new(value as i64, node.source.place(node.node)))
    }

    pub(super) fn flag(&self, key: &str) -> Option<Seen<bool>> {
        let node = self.get(key)?;
        Some(Seen::new(
            node.node.as_bool()?,
            node.source.place(node.node),
        ))
    }

    pub(super) fn elements(&self) -> Vec<Json<'d, 'a>> {
        let source = self.source;
        self.node
            .elements()
            .map(|node| Json { source, node })
            .collect()
    }

    /// The elements of the array at `key`; none where there is no array.
    pub(super) fn list(&self, key: &str) -> Vec<Json<'d, 'a>> {
        self.get(key)
            .map(|node| node.elements())
            .unwrap_or_default()
    }

    /// The strings of the array at `key`.
    pub(super) fn texts(&self, key: &str) -> Vec<Seen<String>> {
        self.list(key).iter().filter_map(Json::as_text).collect()
    }

    /// Members of an object: key with its place, value.
    pub(super) fn members(&self) -> Vec<(Seen<String>, Json<'d, 'a>)> {
        let source = self.source;
        self.node
            .members()
            .map(|member| {
                let span = source.place_of(member.key_span);
                let key = Seen::new(member.key.into_owned(), span);
                (
                    key,
                    Json {
                        source,
                        node: member.value,
                    },
                )
            })
            .collect()
    }

    pub(super) fn span(&self) -> Span {
        self.source.place(self.node)
    }
}

/// A line without indentation, list mark and emphasis.
pub(super) fn bare(line: &str) -> &str {
    let text = line.trim();
    let text = text.strip_prefix("- ").map_or(text, str::trim_start);
    text.strip_prefix("**").unwrap_or(text)
}

/// `Label : value` apart; the label without blanks and emphasis around it.
pub(super) fn label(line: &str) -> Option<(&str, &str)> {
    let text = bare(line);
    let (name, value) = text.split_once(':')?;
    let name = name.trim().trim_end_matches('*').trim();
    (!name.is_empty() && name.len() <= 48).then_some((name, value.trim().trim_start_matches("** ")))
}

/// A label without its `(n)`.
pub(super) fn plain_label(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name).trim()
}
