//! The text, its tokens and its nodes.
//!
//! Invariants: the spans of the tokens tile the text; nodes stand in the order of the text, each
//! before what it holds; an object's nodes are key, value, key, value.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use super::error::SyntaxError;
use super::string;
use super::value::{Object, Value};
use super::{Path, Segment};
use crate::sorted;
use crate::span::Span;

/// One piece of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// What the lexer noticed about it.
    pub(super) flags: u8,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Space and line breaks, byte order marks included.
    Whitespace,
    /// `// …` to the end of the line.
    LineComment,
    /// `/* … */`.
    BlockComment,
    /// `# …` to the end of the line: not JSON5, read as a comment.
    HashComment,
    /// A line of a Markdown fence or of a git conflict: not JSON5, skipped.
    Marker,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `:` or what stands for it.
    Colon,
    /// `,` or what stands for it.
    Comma,
    /// A quoted string.
    String,
    /// A number that starts with a digit, a sign or a point.
    Number,
    /// A name, a literal, or text without quotes.
    Word,
    /// What is none of these.
    Junk,
    /// The end; never in the list of tokens.
    End,
}

/// Token flags.
pub(super) mod flag {
    /// Holds a backslash.
    pub const ESCAPED: u8 = 1;
    /// Its end is missing.
    pub const UNCLOSED: u8 = 2;
    /// Holds a line break.
    pub const NEWLINE: u8 = 4;
    /// Written with characters that are not JSON5's.
    pub const FOREIGN: u8 = 8;
    /// A word that is no identifier name.
    pub const ODD: u8 = 16;
}

impl Token {
    /// Whether a line ends in it: in space, in a comment, or raw in a string.
    pub fn has_line_end(&self) -> bool {
        self.flags & flag::NEWLINE != 0
    }

    /// Whether its end is missing: the closing quote, or `*/`.
    pub fn is_unclosed(&self) -> bool {
        self.flags & flag::UNCLOSED != 0
    }
}

impl TokenKind {
    /// Whether it separates others and means nothing itself.
    pub fn is_trivia(self) -> bool {
        matches!(
            self,
            TokenKind::Whitespace
                | TokenKind::LineComment
                | TokenKind::BlockComment
                | TokenKind::HashComment
                | TokenKind::Marker
        )
    }

    /// Whether it is a comment, `#` included.
    pub fn is_comment(self) -> bool {
        matches!(
            self,
            TokenKind::LineComment | TokenKind::BlockComment | TokenKind::HashComment
        )
    }
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// `{…}`, or members whose braces are missing.
    Object,
    /// `[…]`
    Array,
    /// A string, also one whose quotes are missing.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`.
    Null,
    /// Missing or unreadable.
    Broken,
}

/// A node as it is kept: 20 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeData {
    pub kind: Kind,
    /// Of the token it was read from.
    pub flags: u8,
    pub span: Span,
    /// The node after the last one inside.
    pub after: u32,
    /// The first token.
    pub token: u32,
}

/// A text that was read. Made by [`super::parse`].
#[derive(Clone, Debug)]
pub struct Document<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
    pub(super) nodes: Vec<NodeData>,
    pub(super) errors: Vec<SyntaxError>,
    /// Top-level values, the first is the root.
    pub(super) roots: Vec<u32>,
    pub(super) fragment: bool,
    // Of each large container that was searched, what it holds: elements in order, keys by name.
    // Invariant: sorted by container.
    pub(super) children: RefCell<Vec<(u32, Children)>>,
}

/// Nodes of elements or keys.
pub(super) type Children = Rc<Vec<u32>>;

/// A container with more nodes inside is looked through once, not for each search.
const LARGE: u32 = 200;

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub struct Node<'d, 't> {
    document: &'d Document<'t>,
    index: u32,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member<'d, 't> {
    /// The key, escapes undone.
    pub key: Cow<'t, str>,
    /// The key as written, quotes included.
    pub key_span: Span,
    /// The value; broken where it is missing.
    pub value: Node<'d, 't>,
    /// From the key to the end of the value.
    pub span: Span,
}

/// A key that stands twice in one object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duplicate {
    /// Where both are, that key last.
    pub path: Path,
    /// The key whose value is lost.
    pub earlier: Span,
    /// The key whose value counts.
    pub later: Span,
}

impl<'t> Document<'t> {
    /// The text as it was given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The tokens; joined they are the text.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// What is not JSON5, in order of place. Empty exactly where npm's json5 2.2.3 accepts the text
    /// (but for [`super::SyntaxErrorKind::TooDeep`] and `TooLong`, which it does not know).
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The value; of several the first. `None` where nothing was readable.
    pub fn root(&self) -> Option<Node<'_, 't>> {
        self.roots().next()
    }

    /// All top-level values: more than one only in a text with errors.
    pub fn roots(&self) -> impl Iterator<Item = Node<'_, 't>> {
        self.roots.iter().map(|index| self.node(*index))
    }

    /// About how many bytes of memory tokens and nodes take.
    pub fn heap_size(&self) -> usize {
        self.tokens.capacity() * size_of::<Token>() + self.nodes.capacity() * size_of::<NodeData>()
    }

    /// Whether the root is members without braces around them.
    pub fn is_fragment(&self) -> bool {
        self.fragment
    }

    /// The value at `path`; of repeated keys the last, as in JavaScript.
    pub fn find(&self, path: &Path) -> Option<Node<'_, 't>> {
        path.0
            .iter()
            .try_fold(self.root()?, |node, segment| node.step(segment))
    }

    /// The member at `path`; `None` where the path ends in an array or is the root.
    pub fn find_member(&self, path: &Path) -> Option<Member<'_, 't>> {
        let (last, parents) = path.0.split_last()?;
        let parent = parents
            .iter()
            .try_fold(self.root()?, |node, segment| node.step(segment))?;
        parent.member(&last.text())
    }

    /// The value as `JSON5.parse` would give it. Of a broken text what is readable: members and
    /// elements whose value is missing are left out.
    pub fn value(&self) -> Option<Value<'t>> {
        self.root().and_then(|root| root.value())
    }

    /// Keys that stand twice in one object, in order of the later key.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (index, data) in self.nodes.iter().enumerate() {
            if data.kind != Kind::Object {
                continue;
            }
            let object = self.node(u32::try_from(index).unwrap_or(u32::MAX));
            let mut keys: Vec<(Cow<'t, str>, u32)> = object
                .entries()
                .map(|(key, _)| (self.node(key).text_of(), key))
                .collect();
            sorted::plainly(&mut keys);
            for pair in keys.windows(2) {
                if let [(a, earlier), (b, later)] = pair
                    && a == b
                {
                    found.push((*earlier, *later));
                }
            }
        }
        sorted::by_key(&mut found, |(_, later)| *later);
        let mut paths = Paths::new(self);
        found
            .into_iter()
            .map(|(earlier, later)| Duplicate {
                path: paths.of_key(later),
                earlier: self.node(earlier).span(),
                later: self.node(later).span(),
            })
            .collect()
    }

    /// The path to the innermost key or value that holds byte `at`.
    pub fn path_at(&self, at: u32) -> Option<Path> {
        let mut node = self
            .roots()
            .find(|root| root.span().start <= at && at <= root.span().end)?;
        let mut path = Path::root();
        'down: loop {
            for member in node.members() {
                if member.span.start <= at && at <= member.span.end {
                    path.0.push(Segment::Key(member.key.into_owned()));
                    if member.value.span().start <= at {
                        node = member.value;
                        continue 'down;
                    }
                    return Some(path);
                }
            }
            for (index, element) in node.elements().enumerate() {
                if element.span().start <= at && at <= element.span().end {
                    path.0.push(Segment::Index(index));
                    node = element;
                    continue 'down;
                }
            }
            return Some(path);
        }
    }

    /// The node of this number, as [`Node::index`] gives it.
    pub(crate) fn node(&self, index: u32) -> Node<'_, 't> {
        Node {
            document: self,
            index,
        }
    }

    fn data(&self, index: u32) -> NodeData {
        self.nodes.get(index as usize).copied().unwrap_or(NodeData {
            kind: Kind::Broken,
            flags: 0,
            span: Span::default(),
            after: index.saturating_add(1),
            token: 0,
        })
    }
}

impl<'d, 't> Node<'d, 't> {
    /// Its number in the document.
    pub(crate) fn index(self) -> u32 {
        self.index
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The bytes it was read from.
    pub fn source(self) -> &'t str {
        self.span().of(self.document.text)
    }

    /// Whether its closing bracket or quote is missing.
    pub fn is_unclosed(self) -> bool {
        self.data().flags & flag::UNCLOSED != 0
    }

    /// The number of its first token in [`Document::tokens`].
    pub fn first_token(self) -> usize {
        self.data().token as usize
    }

    /// The members, as written; empty where this is no object. A value without a key is left out.
    pub fn members(self) -> impl Iterator<Item = Member<'d, 't>> {
        self.entries()
            .map(move |(key, value)| self.document.node(key).member_with(value))
    }

    /// The elements; empty where this is no array.
    pub fn elements(self) -> impl Iterator<Item = Node<'d, 't>> {
        let data = self.data();
        let end = if data.kind == Kind::Array {
            data.after
        } else {
            0
        };
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let node = self.document.node(next);
            next = node.data().after.max(next + 1);
            Some(node)
        })
    }

    /// The text of a string, escapes undone.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        (self.kind() == Kind::String).then(|| self.text_of())
    }

    /// The number.
    pub fn as_f64(self) -> Option<f64> {
        if self.kind() == Kind::Number {
            super::number::number(self.source())
        } else {
            None
        }
    }

    /// The truth value.
    pub fn as_bool(self) -> Option<bool> {
        if self.kind() == Kind::Bool {
            Some(matches!(self.source(), "true" | "True"))
        } else {
            None
        }
    }

    /// The value of a key; of repeated ones the last.
    pub fn get(self, key: &str) -> Option<Node<'d, 't>> {
        self.find_entry(key)
            .map(|(_, value)| self.document.node(value))
    }

    /// The member of a key; of repeated ones the last.
    pub fn member(self, key: &str) -> Option<Member<'d, 't>> {
        self.find_entry(key)
            .map(|(key, value)| self.document.node(key).member_with(value))
    }

    /// The element at `index`.
    pub fn element(self, index: usize) -> Option<Node<'d, 't>> {
        if !self.is_large() {
            return self.elements().nth(index);
        }
        let elements = self.children();
        elements.get(index).map(|at| self.document.node(*at))
    }

    fn is_large(self) -> bool {
        let data = self.data();
        data.after.saturating_sub(self.index) > LARGE
            && matches!(data.kind, Kind::Object | Kind::Array)
    }

    /// The elements in order, or the keys by name, equal ones as they stand.
    fn children(self) -> Children {
        let place = |known: &[(u32, Children)]| {
            known.binary_search_by(|(container, _)| container.cmp(&self.index))
        };
        if let Ok(known) = self.document.children.try_borrow()
            && let Ok(at) = place(&known)
            && let Some((_, children)) = known.get(at)
        {
            return children.clone();
        }
        let children: Vec<u32> = match self.kind() {
            Kind::Array => self.elements().map(Node::index).collect(),
            _ => {
                let keys: Vec<u32> = self.entries().map(|(key, _)| key).collect();
                let text = |at: u32| {
                    let key = keys.get(at as usize).copied().unwrap_or(u32::MAX);
                    self.document.node(key).text_of()
                };
                let order = sorted::order(keys.len(), &|a, b| text(a) < text(b));
                let key = |at: &u32| keys.get(*at as usize).copied();
                order.iter().filter_map(key).collect()
            }
        };
        let children = Rc::new(children);
        if let Ok(mut known) = self.document.children.try_borrow_mut()
            && let Err(at) = place(&known)
        {
            known.insert(at, (self.index, children.clone()));
        }
        children
    }

    /// The value; `None` where it is broken.
    pub fn value(self) -> Option<Value<'t>> {
        // Without recursion: in a browser the stack is small.
        let mut open: Vec<Building<'t>> = Vec::new();
        let mut index = self.index;
        loop {
            let node = self.document.node(index);
            let data = node.data();
            let is_key = open
                .last()
                .is_some_and(|inner| inner.object && !inner.at_value);
            index += 1;
            if is_key {
                if let Some(inner) = open.last_mut() {
                    inner.at_value = true;
                    inner.key = (data.kind != Kind::Broken).then(|| node.text_of());
                }
            } else if matches!(data.kind, Kind::Object | Kind::Array) {
                open.push(Building::new(data));
            } else {
                let value = node.scalar();
                match open.last_mut() {
                    Some(holder) => holder.take(value),
                    None => return value,
                }
            }
            while let Some(inner) = open.pop_if(|inner| inner.after <= index) {
                let value = Some(inner.finish());
                match open.last_mut() {
                    Some(holder) => holder.take(value),
                    None => return value,
                }
            }
        }
    }

    fn scalar(self) -> Option<Value<'t>> {
        match self.kind() {
            Kind::String => self.as_str().map(Value::String),
            Kind::Number => self.as_f64().map(Value::Number),
            Kind::Bool => self.as_bool().map(Value::Bool),
            Kind::Null => Some(Value::Null),
            Kind::Object | Kind::Array | Kind::Broken => None,
        }
    }

    fn step(self, segment: &Segment) -> Option<Node<'d, 't>> {
        match self.kind() {
            Kind::Array => self.element(segment.index()?),
            Kind::Object => self.get(&segment.text()),
            _ => None,
        }
    }

    fn data(self) -> NodeData {
        self.document.data(self.index)
    }

    /// The indexes of key and value of each member that has a key.
    fn entries(self) -> impl Iterator<Item = (u32, u32)> {
        let data = self.data();
        let end = if data.kind == Kind::Object {
            data.after
        } else {
            0
        };
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            while next + 1 < end {
                let key = next;
                next = self.document.data(key + 1).after.max(key + 2);
                if self.document.data(key).kind != Kind::Broken {
                    return Some((key, key + 1));
                }
            }
            None
        })
    }

    fn find_entry(self, key: &str) -> Option<(u32, u32)> {
        if self.is_large() && self.kind() == Kind::Object {
            let keys = self.children();
            let text = |key: &u32| self.document.node(*key).text_of();
            let after = keys.partition_point(|known| text(known).as_ref() <= key);
            let last = after.checked_sub(1).and_then(|at| keys.get(at))?;
            return (text(last) == key).then_some((*last, *last + 1));
        }
        let mut found = None;
        for (at, value) in self.entries() {
            if self.document.node(at).text_is(key) {
                found = Some((at, value));
            }
        }
        found
    }

    fn member_with(self, value: u32) -> Member<'d, 't> {
        let value = self.document.node(value);
        Member {
            key: self.text_of(),
            key_span: self.span(),
            value,
            span: self.span().join(value.span()),
        }
    }

    fn text_of(self) -> Cow<'t, str> {
        string::decode(self.source(), self.data().flags)
    }

    fn text_is(self, text: &str) -> bool {
        string::is(self.source(), self.data().flags, text)
    }
}

/// An object or array whose value is being put together.
struct Building<'t> {
    object: bool,
    after: u32,
    members: Vec<(Cow<'t, str>, Value<'t>)>,
    elements: Vec<Value<'t>>,
    /// The key read last; `None` where it is missing.
    key: Option<Cow<'t, str>>,
    /// Whether the key was read and its value comes.
    at_value: bool,
}

impl<'t> Building<'t> {
    fn new(data: NodeData) -> Building<'t> {
        Building {
            object: data.kind == Kind::Object,
            after: data.after,
            members: Vec::new(),
            elements: Vec::new(),
            key: None,
            at_value: false,
        }
    }

    fn take(&mut self, value: Option<Value<'t>>) {
        self.at_value = false;
        let key = self.key.take();
        match (self.object, key, value) {
            (true, Some(key), Some(value)) => self.members.push((key, value)),
            (false, _, Some(value)) => self.elements.push(value),
            _ => {}
        }
    }

    fn finish(self) -> Value<'t> {
        if self.object {
            Value::Object(Object::from_iter(self.members))
        } else {
            Value::Array(self.elements)
        }
    }
}

/// Paths of nodes asked for in the order of the text, in one walk over all of them.
struct Paths<'d, 't> {
    document: &'d Document<'t>,
    // Containers around `next`: index, and how many children were passed.
    open: Vec<(u32, usize)>,
    keys: Vec<u32>,
    next: u32,
}

impl<'d, 't> Paths<'d, 't> {
    fn new(document: &'d Document<'t>) -> Self {
        Paths {
            document,
            open: Vec::new(),
            keys: Vec::new(),
            next: 0,
        }
    }

    /// The path to the member whose key is node `key`; keys must be asked for in order.
    fn of_key(&mut self, key: u32) -> Path {
        while self.next <= key {
            let at = self.next;
            while let Some((open, _)) = self.open.last() {
                if self.document.data(*open).after > at {
                    break;
                }
                self.open.pop();
                self.keys.pop();
            }
            if let Some((_, passed)) = self.open.last_mut() {
                *passed += 1;
            }
            if matches!(self.document.data(at).kind, Kind::Object | Kind::Array) {
                self.open.push((at, 0));
                self.keys.push(at);
            }
            self.next += 1;
        }
        let mut path = Path::root();
        // Each container but the outermost was entered through the key before it, or by number.
        for pair in self.open.windows(2) {
            if let [(outer, passed), (inner, _)] = pair {
                path.0.push(match self.document.data(*outer).kind {
                    Kind::Array => Segment::Index(passed.saturating_sub(1)),
                    _ => Segment::Key(self.document.node(inner - 1).text_of().into_owned()),
                });
            }
        }
        path.0
            .push(Segment::Key(self.document.node(key).text_of().into_owned()));
        path
    }
}
