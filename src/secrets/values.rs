//! Values behind a name: where they end, and whether they can be a secret there.
//!
//! Invariant: reading a value looks at each byte of it at most twice, and at nothing behind its line.

use super::names::Sure;
use super::{formats, placeholder};

/// A value as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Value {
    /// First byte, behind the quote.
    pub start: usize,
    /// The byte after the last, before the quote.
    pub end: usize,
    /// Whether quotes stand around it.
    pub quoted: bool,
}

/// How many backslashes may stand before an opening quote: strings four levels deep.
const DEEPEST: usize = 15;

/// Where a value stands: it decides how much proof its own look must give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In quotes behind a key, or alone on the line of a variable: the name is proof enough.
    Given,
    /// A bare word in running text, a log or a list: it must look like a secret too.
    Loose,
}

/// Reads a quoted string that starts at `at` (at the quote or at the backslashes before it).
pub fn quoted(text: &str, at: usize) -> Option<Value> {
    let bytes = text.as_bytes();
    let level = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| **byte == b'\\')
        .count();
    if level > DEEPEST {
        return None;
    }
    let open = at + level;
    for (left, right) in [("“", "”"), ("‘", "’"), ("„", "“")] {
        if text.get(open..)?.starts_with(left) {
            let start = open + left.len();
            let line = text.get(start..)?;
            let mut near = line.len().min(256);
            while !line.is_char_boundary(near) {
                near -= 1;
            }
            let end = start
                + line
                    .get(..near)?
                    .find([right.chars().next()?, '\n', '\r'])
                    .unwrap_or(near);
            return Some(Value {
                start,
                end,
                quoted: true,
            });
        }
    }
    let quote = *bytes.get(open)?;
    if !matches!(quote, b'"' | b'\'' | b'`') {
        return None;
    }
    let start = open + 1;
    let mut backslashes = 0;
    for (offset, byte) in bytes.get(start..)?.iter().enumerate() {
        let at = start + offset;
        match *byte {
            b'\\' => backslashes += 1,
            b'\n' | b'\r' if backslashes == 0 => {
                return Some(Value {
                    start,
                    end: at,
                    quoted: true,
                });
            }
            byte if byte == quote => {
                // An even run is that many escaped backslashes; a run no longer than the one before
                // the opening quote closes a string that is itself inside a string.
                let closes = if level == 0 {
                    backslashes % 2 == 0
                } else {
                    backslashes <= level
                };
                if closes {
                    let end = if level == 0 { at } else { at - backslashes };
                    return Some(Value {
                        start,
                        end,
                        quoted: true,
                    });
                }
                backslashes = 0;
            }
            _ => backslashes = 0,
        }
    }
    Some(Value {
        start,
        end: text.len(),
        quoted: true,
    })
}

/// Reads a bare word that starts at `at` and ends before one of `stops`, a blank, a quote, an escape
/// or a table's border. `known_end` is where a former look from before `at` with the same stops ended.
pub fn bare(text: &str, at: usize, stops: &[u8], known_end: usize) -> (Value, usize) {
    let bytes = text.as_bytes();
    let mut end = at.max(known_end);
    while let Some(byte) = bytes.get(end) {
        let ascii_end =
            byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'\\' | 0x1b);
        if ascii_end
            || stops.contains(byte)
            || (*byte >= 0xE2 && text.get(end..).is_some_and(is_border))
        {
            break;
        }
        end += 1;
    }
    let word = text
        .get(at..end)
        .unwrap_or("")
        .trim_end_matches(['.', ',', ';', ':', '!']);
    let value = Value {
        start: at,
        end: at + word.len(),
        quoted: false,
    };
    (value, end)
}

/// Marks that end a word although they are no ASCII.
fn is_border(text: &str) -> bool {
    text.starts_with(['│', '┃', '╮', '，', '。', '；', '、', '”', '’', '）', '」'])
}

/// The rest of the line from `at`, without its end.
pub fn line_from(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    rest.split(['\n', '\r']).next().unwrap_or("")
}

/// The part of `value` that is the secret, if there is one: without blanks and an authentication
/// scheme; `None` for placeholders, for masked values, and for what does not look like a secret where
/// the name does not prove it.
pub fn secret(text: &str, value: Value, sure: Sure, place: Place) -> Option<(usize, usize)> {
    let whole = text.get(value.start..value.end)?;
    let trimmed = whole.trim();
    let mut start = value.start + (whole.len() - whole.trim_start().len());
    let mut shown = trimmed;
    if let Some(behind) = without_scheme(trimmed) {
        start += trimmed.len() - behind.len();
        shown = behind;
    }
    let least = if value.quoted { 3 } else { 4 };
    if shown.len() < least || formats::is_prefix(head(shown)) || placeholder::is(head(shown)) {
        return None;
    }
    let accepted = match (sure, place) {
        (Sure::Password, Place::Given) => true,
        (Sure::Token, Place::Given) => !is_prose(shown) && !is_address(shown),
        (Sure::Password, Place::Loose) => looks_chosen(shown),
        (Sure::Token, Place::Loose) => looks_random(shown),
        (Sure::Maybe, Place::Given) => looks_random(shown) && !is_name_like(shown),
        (Sure::Maybe, Place::Loose) => {
            looks_random(shown) && !is_name_like(shown) && shown.len() >= 16
        }
    };
    accepted.then_some((start, start + shown.len()))
}

/// What stands behind `Bearer`, `Basic`, `Bot`, `Token` or `ApiKey` and blanks.
pub fn without_scheme(value: &str) -> Option<&str> {
    ["bearer", "basic", "bot", "token", "apikey"]
        .iter()
        .find_map(|scheme| {
            let head = value.get(..scheme.len())?;
            let rest = value.get(scheme.len()..)?;
            let behind = rest.trim_start();
            (head.eq_ignore_ascii_case(scheme) && behind.len() < rest.len()).then_some(behind)
        })
}

/// Whether a word has the look of a generated secret: long enough, and one piece of it mixes letters
/// with digits or is longer than a word is.
pub fn looks_random(word: &str) -> bool {
    let word = head(word);
    if word.len() < 8 || word.contains(char::is_whitespace) || is_address(word) {
        return false;
    }
    word.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|piece| {
            let digits = piece.bytes().filter(u8::is_ascii_digit).count();
            let upper = piece.bytes().filter(u8::is_ascii_uppercase).count();
            let mixes = digits > 0 && digits < piece.len();
            // Names in camel case have a capital every six letters or so.
            let long = piece.len() >= 20 && upper > piece.len() / 4 && upper < piece.len();
            (piece.len() >= 8 && mixes && !is_dated(piece)) || long
        })
}

/// Whether a bare word may be a password: no plain word, no number.
fn looks_chosen(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let plain =
        letters == word.len() && !word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    word.len() >= 5 && letters > 0 && !plain && !is_address(word) && !is_name_like(word)
        || looks_random(word)
}

/// Paths, URLs and model references are shown elsewhere; secrets in them are found by their own form.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with(['/', '~', '\\'])
        || word.starts_with("./")
        || word.starts_with("../")
        || word.get(1..3).is_some_and(|drive| drive == ":\\")
}

/// `agent:main:main`, `moonshot/kimi-k2.5`, `channels.slack`: words joined by marks.
fn is_name_like(word: &str) -> bool {
    let mut pieces = word.split([':', '/', '.', '-', '_', '@']);
    let wordy = |piece: &str| {
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        piece.len() <= 16 && (digits == 0 || digits <= 4 && piece.len() < 8)
    };
    word.contains([':', '/', '.']) && pieces.all(wordy)
}

/// `20260308T101500`: a time without marks.
fn is_dated(piece: &str) -> bool {
    piece.starts_with("20")
        && piece
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z'))
}

/// A sentence about a secret: three words or more, none of which looks generated.
fn is_prose(value: &str) -> bool {
    let value = head(value);
    value.split_whitespace().count() >= 3 && !value.split_whitespace().any(looks_random)
}

/// Enough of a value to judge it.
fn head(value: &str) -> &str {
    let mut end = value.len().min(512);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> &str {
        quoted(text, 0)
            .and_then(|value| text.get(value.start..value.end))
            .unwrap_or("-")
    }

    #[test]
    fn strings_end_where_their_own_quote_does() {
        assert_eq!(inside(r#""a\"b" c"#), r#"a\"b"#);
        assert_eq!(inside(r#""a\\" "b""#), r"a\\");
        assert_eq!(inside(r#"\"a\" c\""#), "a");
        assert_eq!(inside(r#"\\\"a\\\" c\""#), "a");
        assert_eq!(inside("“a” b"), "a");
        assert_eq!(inside("\"a\nb\""), "a");
    }

    #[test]
    fn generated_looks_different_from_named() {
        for word in ["4f9a1c22d8e07b35", "Zx81kd0Qp", "AbCdEfGhIjKlMnOpQrStUv"] {
            assert!(looks_random(word), "{word}");
        }
        for word in [
            "missing",
            "2026.3.8-beta",
            "openclaw.json",
            "/etc/token1234abcd",
            "20260308T101500",
            "agent-main",
        ] {
            assert!(!looks_random(word), "{word}");
        }
    }
}
