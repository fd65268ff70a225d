//! What the parser met that is not JSON5, and the text edits that would mend it.
//!
//! Invariant: a remedy's edits are sorted and disjoint, and applying the remedies of all errors
//! that have exactly one leads nearer to a text that parses.

use crate::span::Span;

/// Replaces the bytes of `span` by `text`. An empty span inserts, an empty text removes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What comes instead.
    pub text: String,
}

impl Edit {
    /// `text` in place of `span`.
    pub fn new(span: Span, text: impl Into<String>) -> Edit {
        Edit {
            span,
            text: text.into(),
        }
    }

    /// `text` put in at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit::new(Span::at(at), text)
    }

    /// `span` taken out.
    pub fn remove(span: Span) -> Edit {
        Edit::new(span, "")
    }
}

/// One thing that json5 would refuse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where: the bytes to mark. Empty where something is missing.
    pub span: Span,
    /// Ways to mend it, each a list of edits. One: unambiguous. Several: the reader chooses. None: unknown.
    pub remedies: Vec<Vec<Edit>>,
}

impl SyntaxError {
    /// The edits that mend it, where there is only one way.
    pub fn remedy(&self) -> Option<&[Edit]> {
        match self.remedies.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $slug:literal,)*) => {
        /// The kinds of syntax error.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum SyntaxErrorKind { $($(#[$doc])* $name,)* }

        impl SyntaxErrorKind {
            /// Every kind.
            pub const ALL: &'static [SyntaxErrorKind] = &[$(SyntaxErrorKind::$name,)*];

            /// Its name in texts and reports: kebab-case.
            pub fn slug(self) -> &'static str {
                match self { $(SyntaxErrorKind::$name => $slug,)* }
            }
        }
    };
}

kinds! {
    /// Nothing but space and comments.
    Empty = "empty",
    /// Longer than a span can say.
    TooLong = "too-long",
    /// More levels than [`super::MAX_DEPTH`]; what lies deeper was not read.
    TooDeep = "too-deep",
    /// More errors than are listed.
    TooManyErrors = "too-many-errors",
    /// Two members or elements with no comma between them.
    MissingComma = "missing-comma",
    /// A key and a value with no colon between them.
    MissingColon = "missing-colon",
    /// A key with no value.
    MissingValue = "missing-value",
    /// A value in an object with no key.
    MissingKey = "missing-key",
    /// A comma with nothing before it.
    ExtraComma = "extra-comma",
    /// A colon too many.
    ExtraColon = "extra-colon",
    /// `}` or `]` that closes nothing.
    ExtraCloser = "extra-closer",
    /// `]` where `}` is needed, or the other way round.
    WrongCloser = "wrong-closer",
    /// An object that is never closed; the span is its `{`.
    UnclosedObject = "unclosed-object",
    /// An array that is never closed; the span is its `[`.
    UnclosedArray = "unclosed-array",
    /// A string without its closing quote.
    UnclosedString = "unclosed-string",
    /// A `/*` without its `*/`.
    UnclosedComment = "unclosed-comment",
    /// A line break inside a string, as from a wrapped terminal line or a PEM key.
    LineBreakInString = "line-break-in-string",
    /// A backslash that escapes nothing that JSON5 knows.
    BadEscape = "bad-escape",
    /// Something that begins like a number and is none, as `1.2.3` or `0x`.
    BadNumber = "bad-number",
    /// A key that needs quotes, as `gpt-4` or `1`.
    UnquotedKey = "unquoted-key",
    /// A text value without quotes.
    UnquotedString = "unquoted-string",
    /// Curly, full-width or escaped quotes, or backticks, around a string.
    WrongQuotes = "wrong-quotes",
    /// Full-width or other punctuation, as `：`, `，`, `;` or `=`.
    WrongPunctuation = "wrong-punctuation",
    /// Python's `True`, `False` and `None`, or `undefined`.
    WrongLiteral = "wrong-literal",
    /// A comment that starts with `#`.
    HashComment = "hash-comment",
    /// A line of three backticks or tildes.
    MarkdownFence = "markdown-fence",
    /// A line that git leaves where a merge failed.
    ConflictMarker = "conflict-marker",
    /// `...` standing for what was left out.
    Ellipsis = "ellipsis",
    /// Members without the braces around them.
    MissingBraces = "missing-braces",
    /// Another value after the first.
    SecondValue = "second-value",
    /// Text before the value.
    LeadingText = "leading-text",
    /// Text after the value.
    TrailingText = "trailing-text",
    /// Text inside the value that belongs to nothing.
    StrayText = "stray-text",
}
