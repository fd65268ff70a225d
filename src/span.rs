//! Places in a text: byte spans, and lines and columns for people.
//!
//! Invariant: a span never splits a character of the text it was made for.
//! Bytes everywhere; only the browser boundary (`wasm`) speaks UTF-16.

/// A half-open range of bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span `start..end`. Texts are at most 4 GiB: `json5` and `intake` refuse longer ones.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// An empty span at `at`.
    pub fn at(at: usize) -> Span {
        Span::new(at, at)
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text at this span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Bytes in it.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same span in a text that begins `by` bytes earlier.
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

/// A value read from the paste, and where it stands there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen<T> {
    /// What was read.
    pub value: T,
    /// Where, in the original paste.
    pub span: Span,
}

impl<T> Seen<T> {
    /// `value` as read at `span`.
    pub fn new(value: T, span: Span) -> Seen<T> {
        Seen { value, span }
    }

    /// Another value with the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Seen<U> {
        Seen {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// Where a byte stands for a person: both count from 1, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1. Lines end at `\n`, `\r\n` or a lone `\r`.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
}

/// The line starts of one text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    // Invariant: sorted, the first is 0.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(Span::at(at + 1).start);
            }
        }
        LineIndex { starts }
    }

    /// How many lines the text has; an empty text has one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 0) that holds byte `at`.
    pub fn line_of(&self, at: u32) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    /// The byte at which line `line` (from 0) starts; the last line for a larger number.
    pub fn start_of(&self, line: usize) -> u32 {
        self.starts
            .get(line)
            .or(self.starts.last())
            .copied()
            .unwrap_or(0)
    }

    /// Line and column of byte `at` in `text`, the text this index was made of.
    pub fn position(&self, text: &str, at: u32) -> Position {
        let line = self.line_of(at);
        let before = Span {
            start: self.start_of(line),
            end: at.max(self.start_of(line)),
        };
        let column = before.of(text).chars().count();
        Position {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }

    /// The whole line that holds byte `at`, without its end.
    pub fn line_span(&self, text: &str, at: u32) -> Span {
        let line = self.line_of(at);
        let start = self.start_of(line) as usize;
        let end = self
            .starts
            .get(line + 1)
            .map_or(text.len(), |next| *next as usize);
        let shown = text
            .get(start..end)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r'])
            .len();
        Span::new(start, start + shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_three_ways() {
        let text = "a\r\n🦞x\rb\n";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 4);
        let x = text.find('x').unwrap_or(0);
        let place = index.position(text, Span::at(x).start);
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!(index.line_span(text, Span::at(x).start).of(text), "🦞x");
    }
}
