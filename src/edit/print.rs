//! New values and keys as text, in the style of the text they go into.
//!
//! Invariant: what is printed reads back as the same value.

use crate::json5::{Document, Kind, Token, TokenKind, Value, is_name, number_text};

/// How a document is written.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// What ends its lines.
    pub line_end: &'static str,
    /// One level of indentation.
    pub unit: String,
    pub quote: char,
    /// Keys stand without quotes where they can.
    pub bare_keys: bool,
    /// A comma stands after the last entry of what goes over lines.
    pub trailing_comma: bool,
    /// What follows a colon, and a comma on one line.
    pub space: &'static str,
    /// The document goes over several lines.
    pub lines: bool,
}

impl Style {
    /// The style of a document, from what it does first.
    pub fn of(document: &Document) -> Style {
        let text = document.text();
        let line_end = match text.find(['\n', '\r']) {
            Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => "\r\n",
            Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with('\r')) => "\r",
            _ => "\n",
        };
        let mut style = Style {
            line_end,
            unit: "  ".to_owned(),
            quote: '"',
            bare_keys: false,
            trailing_comma: false,
            space: " ",
            lines: true,
        };
        let Some(root) = document.root() else {
            return style;
        };
        let tokens = document.tokens();
        style.lines = tokens.iter().any(Token::has_line_end) || root.members().next().is_none();
        let mut children: Vec<_> = root.members().map(|member| member.value).collect();
        children.extend(root.elements());
        if let Some(member) = root.members().next() {
            style.bare_keys = !member.key_span.of(text).starts_with(['"', '\'']);
            let own = super::layout::indent(text, member.key_span.start);
            let outer = super::layout::indent(text, root.span().start);
            match own.strip_prefix(outer) {
                Some(unit) if !unit.is_empty() && !document.is_fragment() => {
                    style.unit = unit.to_owned()
                }
                _ => style.unit = inner_unit(document).unwrap_or(style.unit),
            }
        } else if let Some(unit) = inner_unit(document) {
            style.unit = unit;
        }
        let mut quotes = tokens
            .iter()
            .filter(|token| token.kind == TokenKind::String);
        if let Some(first) = quotes.next() {
            style.quote = if first.span.of(text).starts_with('\'') {
                '\''
            } else {
                '"'
            };
        }
        let mut colons = tokens.windows(2).filter(|pair| {
            pair.first()
                .is_some_and(|token| token.kind == TokenKind::Colon)
        });
        if let Some([_, next]) = colons.next() {
            style.space = if next.kind == TokenKind::Whitespace {
                " "
            } else {
                ""
            };
        }
        style.trailing_comma = trailing_comma(tokens);
        style
    }

    /// A key of an object.
    pub fn key(&self, key: &str, bare: bool) -> String {
        if bare && is_name(key) {
            key.to_owned()
        } else {
            quoted(key, self.quote)
        }
    }

    /// A value whose first line is indented by `indent`; on one line where `inline`.
    pub fn value(&self, value: &Value, indent: &str, inline: bool) -> String {
        let mut out = String::new();
        self.write(value, indent, inline, &mut out);
        out
    }

    fn write(&self, value: &Value, indent: &str, inline: bool, out: &mut String) {
        // Recursion over a value that was built here or parsed: bounded as those are.
        match value {
            Value::Null => out.push_str("null"),
            Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Value::Number(number) => out.push_str(&number_text_signed(*number)),
            Value::String(text) => out.push_str(&quoted(text, self.quote)),
            Value::Array(elements) => {
                let short = elements
                    .iter()
                    .all(|e| !matches!(e, Value::Array(_) | Value::Object(_)))
                    && short(elements);
                let parts = elements.iter().map(|element| (None, element));
                self.write_all(
                    parts,
                    elements.len(),
                    ('[', ']'),
                    indent,
                    inline || short,
                    out,
                );
            }
            Value::Object(members) => {
                let parts = members.iter().map(|(key, value)| (Some(key), value));
                self.write_all(parts, members.len(), ('{', '}'), indent, inline, out);
            }
        }
    }

    fn write_all<'v>(
        &self,
        parts: impl Iterator<Item = (Option<&'v str>, &'v Value<'v>)>,
        count: usize,
        (open, close): (char, char),
        indent: &str,
        inline: bool,
        out: &mut String,
    ) {
        out.push(open);
        let deeper = format!("{indent}{}", self.unit);
        let pad = inline && open == '{' && count > 0 && !self.space.is_empty();
        if pad {
            out.push(' ');
        }
        for (at, (key, value)) in parts.enumerate() {
            if at > 0 {
                out.push(',');
                if inline {
                    out.push_str(self.space);
                }
            }
            if !inline {
                out.push_str(self.line_end);
                out.push_str(&deeper);
            }
            if let Some(key) = key {
                out.push_str(&self.key(key, self.bare_keys));
                out.push(':');
                out.push_str(self.space);
            }
            self.write(value, &deeper, inline, out);
        }
        if pad {
            out.push(' ');
        }
        if !inline && count > 0 {
            if self.trailing_comma {
                out.push(',');
            }
            out.push_str(self.line_end);
            out.push_str(indent);
        }
        out.push(close);
    }
}

/// `text` as a string in these quotes.
pub(super) fn quoted(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if c < ' ' || matches!(c, '\u{7f}' | '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// As `JSON.stringify`, but zero keeps its sign.
fn number_text_signed(number: f64) -> String {
    if number == 0.0 && number.is_sign_negative() {
        "-0".to_owned()
    } else {
        number_text(number)
    }
}

/// Whether scalars fit on a line together.
fn short(elements: &[Value]) -> bool {
    let width = |element: &Value| match element {
        Value::String(text) => text.len() + 4,
        _ => 10,
    };
    elements.iter().map(width).sum::<usize>() <= 72
}

/// The indentation of the first nested container that goes over lines.
fn inner_unit(document: &Document) -> Option<String> {
    let text = document.text();
    let root = document.root()?;
    let values = root
        .members()
        .map(|member| member.value)
        .chain(root.elements());
    for value in values
        .filter(|value| matches!(value.kind(), Kind::Object | Kind::Array))
        .take(50)
    {
        let first = value
            .members()
            .next()
            .map(|member| member.key_span)
            .or(value.elements().next().map(|e| e.span()))?;
        let outer = super::layout::indent(text, value.span().start);
        let inner = super::layout::indent(text, first.start);
        if let Some(unit) = inner.strip_prefix(outer)
            && !unit.is_empty()
        {
            return Some(unit.to_owned());
        }
    }
    None
}

/// Whether the first closer that stands on a line of its own has a comma before it.
fn trailing_comma(tokens: &[Token]) -> bool {
    let mut before = TokenKind::End;
    let mut line = false;
    for token in tokens {
        match token.kind {
            TokenKind::CloseBrace | TokenKind::CloseBracket
                if line && !matches!(before, TokenKind::OpenBrace | TokenKind::OpenBracket) =>
            {
                return before == TokenKind::Comma;
            }
            kind if kind.is_trivia() => line |= token.has_line_end(),
            kind => {
                before = kind;
                line = false;
            }
        }
    }
    false
}
