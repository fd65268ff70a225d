//! The text that a string token or a key means.

use std::borrow::Cow;

use super::tree::flag;

/// The content of a quoted or unquoted token with these flags, escapes undone.
/// A lone surrogate, which no Rust text can hold, becomes U+FFFD.
pub(super) fn decode(source: &str, flags: u8) -> Cow<'_, str> {
    let content = content(source, flags);
    if flags & flag::ESCAPED == 0 {
        return Cow::Borrowed(content);
    }
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        rest = unescape(escape, &mut out);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether the content is `text`, without making it where that can be avoided.
pub(super) fn is(source: &str, flags: u8, text: &str) -> bool {
    if flags & flag::ESCAPED == 0 {
        content(source, flags) == text
    } else {
        decode(source, flags) == text
    }
}

/// How many bytes the quote at the start of `source` has; 0 where there is none.
pub(super) fn quote_len(source: &str) -> usize {
    match source.chars().next() {
        Some('"' | '\'' | '`') => 1,
        Some('\\') if matches!(source.as_bytes().get(1), Some(b'"' | b'\'')) => 2,
        Some(c) if super::lexer::is_curly(c) => c.len_utf8(),
        _ => 0,
    }
}

/// How many bytes the quote at the end of `source` has.
pub(super) fn end_quote_len(source: &str) -> usize {
    match source.chars().next_back() {
        Some('"' | '\'') if quote_len(source) == 2 => 2,
        Some('"' | '\'' | '`') => 1,
        Some(c) if super::lexer::is_curly(c) => c.len_utf8(),
        _ => 0,
    }
}

fn content(source: &str, flags: u8) -> &str {
    let open = quote_len(source);
    if open == 0 {
        return source;
    }
    let close = if flags & flag::UNCLOSED != 0 {
        0
    } else {
        end_quote_len(source)
    };
    source
        .get(open..source.len().saturating_sub(close))
        .unwrap_or("")
}

/// Appends what the escape at the start of `text` (after its backslash) means; gives what follows it.
/// An escape that is none keeps its characters.
fn unescape<'s>(text: &'s str, out: &mut String) -> &'s str {
    let mut chars = text.chars();
    let Some(c) = chars.next() else { return text };
    match c {
        'b' => out.push('\u{8}'),
        'f' => out.push('\u{c}'),
        'n' => out.push('\n'),
        'r' => out.push('\r'),
        't' => out.push('\t'),
        'v' => out.push('\u{b}'),
        '0' => out.push('\0'),
        'x' => {
            let Some(code) = hex(chars.as_str(), 2) else {
                out.push_str("\\x");
                return chars.as_str();
            };
            out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            return chars.as_str().get(2..).unwrap_or("");
        }
        'u' => {
            let Some(high) = hex(chars.as_str(), 4) else {
                out.push_str("\\u");
                return chars.as_str();
            };
            let rest = chars.as_str().get(4..).unwrap_or("");
            if (0xd800..0xdc00).contains(&high)
                && let Some(after) = rest.strip_prefix("\\u")
                && let Some(low @ 0xdc00..0xe000) = hex(after, 4)
            {
                let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                return after.get(4..).unwrap_or("");
            }
            out.push(char::from_u32(high).unwrap_or('\u{fffd}'));
            return rest;
        }
        '\r' => return chars.as_str().strip_prefix('\n').unwrap_or(chars.as_str()),
        '\n' | '\u{2028}' | '\u{2029}' => {}
        other => out.push(other),
    }
    chars.as_str()
}

/// The number that the first `count` bytes of `text` write in hexadecimal.
pub(super) fn hex(text: &str, count: usize) -> Option<u32> {
    let digits = text.get(..count)?;
    // A sign would pass `from_str_radix`.
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}
