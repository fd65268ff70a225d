//! The boundary to JavaScript: the only module that knows UTF-16 and JavaScript values.
//!
//! Everything below counts in bytes; offsets become UTF-16 here, in one pass over the paste.
//! A lone surrogate arrives as U+FFFD, which is one UTF-16 unit too, so offsets stay right.
//! [`Utf16`] is plain Rust; what JavaScript calls is in `glue`, for wasm32 only.

#[cfg(target_arch = "wasm32")]
mod glue;
#[cfg(target_arch = "wasm32")]
pub use glue::*;

/// Bytes between two remembered places: what one conversion reads at most.
const STRIDE: usize = 256;

/// Converts byte offsets of one text to UTF-16 offsets.
///
/// Invariant: `marks[n]` is the UTF-16 offset of byte `n * STRIDE`; none where all is ASCII.
pub struct Utf16<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

impl<'t> Utf16<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Utf16<'t> {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            marks.reserve(text.len() / STRIDE + 1);
            let mut units = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                marks.push(units);
                units += units_of(chunk);
            }
        }
        Utf16 { text, marks }
    }

    /// The UTF-16 offset of a byte offset; of the text's end for one beyond it, of its character's
    /// start for one within a character.
    pub fn offset(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        if self.marks.is_empty() {
            return byte;
        }
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let from = byte / STRIDE;
        // The text's end may fall on a place after the last mark.
        let from = from.min(self.marks.len().saturating_sub(1));
        let marked = self.marks.get(from).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(from * STRIDE..byte).unwrap_or(&[]);
        marked + units_of(rest)
    }
}

/// UTF-16 units that start in these bytes: one for each first byte of a character, two for those
/// of four bytes.
fn units_of(bytes: &[u8]) -> usize {
    let starts = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    starts + bytes.iter().filter(|byte| **byte >= 0xF0).count()
}

#[cfg(test)]
mod tests {
    use super::{STRIDE, Utf16};

    /// Every byte offset at a character's start, converted, against the standard library.
    fn agrees(text: &str) {
        let utf16 = Utf16::new(text);
        let mut units = 0;
        for (byte, char) in text.char_indices() {
            assert_eq!(
                utf16.offset(byte),
                units,
                "byte {byte} of {} bytes",
                text.len()
            );
            units += char.len_utf16();
        }
        assert_eq!(
            utf16.offset(text.len()),
            units,
            "end of {} bytes",
            text.len()
        );
        assert_eq!(
            utf16.offset(text.len() + 9),
            units,
            "beyond {} bytes",
            text.len()
        );
    }

    #[test]
    fn offsets_count_utf16_units() {
        for text in ["", "plain", "🦞x", "é", "日本 • 🦞🦞\u{FFFD}x", "e\u{301}"] {
            agrees(text);
        }
        assert_eq!(Utf16::new("🦞x").offset(4), 2);
    }

    #[test]
    fn characters_across_a_mark_count_once() {
        for before in STRIDE - 4..=STRIDE + 4 {
            for char in ["é", "日", "🦞"] {
                let text = "x".repeat(before) + &char.repeat(STRIDE) + "x";
                agrees(&text);
            }
        }
    }

    #[test]
    fn an_offset_within_a_character_is_its_start() {
        let utf16 = Utf16::new("x🦞y");
        assert_eq!([2, 3, 4].map(|byte| utf16.offset(byte)), [1, 1, 1]);
        assert_eq!(utf16.offset(5), 3);
    }
}
