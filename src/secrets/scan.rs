//! One pass over a text that finds the secrets in it: by form here, by name and place in `places`.
//!
//! Invariant: each byte is the start of at most one look of bounded length, or belongs to one value
//! that is skipped once it was found; time is linear in the text.

use super::places::Names;
use super::{Kind, Secret, formats, placeholder, places};
use crate::span::Span;

/// Everything found, in order of discovery; spans may overlap.
pub fn scan(text: &str) -> Vec<Secret> {
    let mut names = Names::new(text);
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => {
                let end = at + word_len(bytes, at);
                match by_form(text, at, end) {
                    Some(Form::Secret(secret)) => {
                        found.push(secret);
                        at = secret.span.end as usize;
                        continue;
                    }
                    // Nothing in it can be one either; looking again would cost its length each time.
                    Some(Form::Fake(fake_end)) => {
                        at = fake_end.max(end);
                        continue;
                    }
                    None => {}
                }
                places::word(text, at, end, &mut names, &mut found);
                at = end;
                continue;
            }
            b':' | b'=' => places::separator(text, at, 1, &mut names, &mut found),
            // `：` and `＝`, as Chinese keyboards write them.
            0xEF if bytes
                .get(at..at + 3)
                .is_some_and(|c| c == "：".as_bytes() || c == "＝".as_bytes()) =>
            {
                places::separator(text, at, 3, &mut names, &mut found);
            }
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                if let Some(secret) = pem(text, at) {
                    found.push(secret);
                    at = secret.span.end as usize;
                    continue;
                }
                places::flag(text, at, &mut names, &mut found);
            }
            b'<' => places::element(text, at, &mut names, &mut found),
            _ => {}
        }
        at += 1;
    }
    found
}

/// The secret in a value that the schema marks as one.
pub fn hinted(text: &str, hint: Span) -> Option<Secret> {
    let mut inner = hint.of(text);
    let mut start = hint.start as usize;
    for quote in ['"', '\''] {
        if let Some(unquoted) = inner.strip_prefix(quote) {
            start += 1;
            inner = unquoted.strip_suffix(quote).unwrap_or(unquoted);
        }
    }
    let trimmed = inner.trim();
    start += inner.len() - inner.trim_start().len();
    let is_text = !trimmed.starts_with(['{', '[']);
    let hidden = is_text && !placeholder::is(trimmed);
    hidden.then(|| named(text, start, start + trimmed.len(), Kind::Schema))
}

/// A secret at `start..end`; a publicly known prefix is kept.
pub fn named(text: &str, start: usize, end: usize, kind: Kind) -> Secret {
    let prefix = formats::prefix_of(text.get(start..end).unwrap_or(""));
    Secret {
        span: Span::new(start, end),
        kind,
        prefix_len: u32::try_from(prefix).unwrap_or(0),
    }
}

/// Letters, digits and `_` from `at` on.
fn word_len(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    rest.iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count()
}

/// The secret with a known form that starts in the word `at..end`: at its first letter, or behind an
/// escape such as `\n`, `%3D` or a colour code that only looks like a part of the word.
fn by_form(text: &str, at: usize, end: usize) -> Option<Form> {
    form_at(text, at).or_else(|| {
        let behind = behind_escape(text.as_bytes(), at, end)?;
        form_at(text, behind)
    })
}

fn behind_escape(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at))?;
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let next = match before {
        b'\\' if matches!(bytes.get(at), Some(b'n' | b'r' | b't')) => at + 1,
        b'%' if hex(at) && hex(at + 1) => at + 2,
        b'[' | b';' => at + bytes.get(at..end)?.iter().position(|byte| *byte == b'm')? + 1,
        _ => return None,
    };
    (next < end).then_some(next)
}

/// What has the form of a secret.
enum Form {
    Secret(Secret),
    /// A placeholder or a mask; where it ends.
    Fake(usize),
}

fn form_at(text: &str, at: usize) -> Option<Form> {
    let bytes = text.as_bytes().get(at..)?;
    let behind_hyphen = at.checked_sub(1).and_then(|at| text.as_bytes().get(at)) == Some(&b'-');
    let secret = |len: usize, kept: usize, owner: &'static str| Secret {
        span: Span::new(at, at + len),
        kind: Kind::Format(owner),
        prefix_len: u32::try_from(kept).unwrap_or(0),
    };
    if let Some((format, len)) = formats::at(bytes) {
        let body = text.get(at + format.prefix.len()..at + len)?;
        let fake = placeholder::is(body) || placeholder::is(text.get(at..at + len)?);
        let form = if fake {
            Form::Fake(at + len)
        } else {
            Form::Secret(secret(len, format.prefix.len(), format.owner))
        };
        return Some(form);
    }
    let found = match bytes.first()? {
        b'0'..=b'9' | b'b' => telegram(bytes).map(|(skip, len)| Secret {
            span: Span::new(at + skip, at + len),
            ..secret(len, 0, "Telegram bot token")
        }),
        // Parts join by hyphens: looking from the middle of one would read it again and again.
        _ if behind_hyphen => None,
        b'e' if bytes.starts_with(b"eyJ") => {
            dotted(bytes, [10, 10, 4]).map(|len| secret(len, 3, "JWT"))
        }
        // The first part is a number in base64; those begin so.
        b'M' | b'N' | b'O' => {
            let first = part_len(bytes, 0);
            let second = part_len(bytes, first + 1);
            let fits = (22..=30).contains(&first) && (5..=8).contains(&second);
            dotted(bytes, [22, 5, 25])
                .filter(|_| fits)
                .map(|len| secret(len, 0, "Discord bot token"))
        }
        _ => None,
    };
    found.map(|secret| {
        let end = secret.span.end as usize;
        let shown = secret.span.of(text);
        let near = shown.get(..shown.len().min(128)).unwrap_or(shown);
        if placeholder::is_masked(near) {
            Form::Fake(end)
        } else {
            Form::Secret(secret)
        }
    })
}

/// `123456789:AA…`, also right behind `bot`: bytes to skip and length in all.
fn telegram(bytes: &[u8]) -> Option<(usize, usize)> {
    let skip = if bytes.starts_with(b"bot") { 3 } else { 0 };
    let digits = bytes
        .get(skip..)?
        .iter()
        .take(16)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let behind = skip + digits;
    let colon = match bytes.get(behind..)? {
        [b':', ..] => 1,
        [b'%', b'3', b'A' | b'a', ..] => 3,
        _ => return None,
    };
    let body = part_len(bytes, behind + colon);
    let fits = (6..=12).contains(&digits) && body >= 20;
    fits.then_some((skip, behind + colon + body))
}

/// Three parts joined by dots, each at least as long as asked.
fn dotted(bytes: &[u8], least: [usize; 3]) -> Option<usize> {
    let mut len = 0;
    for (index, least) in least.into_iter().enumerate() {
        if index > 0 {
            if bytes.get(len) != Some(&b'.') {
                return None;
            }
            len += 1;
        }
        let part = part_len(bytes, len);
        if part < least {
            return None;
        }
        len += part;
    }
    Some(len)
}

/// Letters of URL-safe base64 from `from` on.
fn part_len(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    rest.iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        .count()
}

/// The body of a private key whose `-----BEGIN … PRIVATE KEY-----` starts at `at`, up to its end mark
/// or as far as lines look like base64.
fn pem(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?.strip_prefix("-----BEGIN ")?;
    let title_end = rest
        .get(..rest.len().min(64))
        .unwrap_or(rest)
        .find("-----")?;
    let title = rest.get(..title_end)?;
    if !title.contains("PRIVATE KEY") || title.contains(['\n', '\r']) {
        return None;
    }
    let body_at = at + "-----BEGIN ".len() + title_end + "-----".len();
    let bytes = text.as_bytes();
    let mut end = body_at;
    while let Some(byte) = bytes.get(end) {
        let fits = byte.is_ascii_alphanumeric()
            || byte.is_ascii_whitespace()
            || matches!(
                byte,
                b'+' | b'/' | b'=' | b'\\' | b'>' | b'|' | b':' | b',' | b'"' | b'\'' | b'-'
            )
            || is_border(bytes, end);
        let closing = *byte == b'-'
            && bytes
                .get(end..)
                .is_some_and(|rest| rest.starts_with(b"-----"));
        if !fits || closing {
            break;
        }
        end += 1;
    }
    if !text.get(end..)?.starts_with("-----END") {
        end = body_at + base64_lines(text.get(body_at..end)?);
    }
    let body = text.get(body_at..end)?;
    let start = body_at
        + edge(
            body,
            body.len() - body.trim_start_matches(|c: char| !is_base64(c)).len(),
        );
    let end = start
        + text
            .get(start..end)?
            .trim_end_matches(|c: char| !is_base64(c))
            .len();
    let body = text.get(start..end)?;
    (!body.is_empty() && !placeholder::is_masked(body)).then_some(Secret {
        span: Span::new(start, end),
        kind: Kind::PrivateKey,
        prefix_len: 0,
    })
}

/// Whether `at` is inside `│`, `┃` or a non-breaking space, which may stand before each line.
fn is_border(bytes: &[u8], at: usize) -> bool {
    ["│", "┃", "\u{a0}"].iter().any(|border| {
        let border = border.as_bytes();
        (0..border.len()).any(|inside| {
            let start = at.checked_sub(inside);
            start
                .and_then(|start| bytes.get(start..))
                .is_some_and(|rest| rest.starts_with(border))
        })
    })
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')
}

/// A body in a string starts with the letters of its first `\n`, which stay.
fn edge(body: &str, at: usize) -> usize {
    let escaped = body.get(..at).is_some_and(|before| before.ends_with('\\'));
    let letter = body
        .get(at..)
        .is_some_and(|rest| rest.starts_with(['n', 'r']));
    if escaped && letter { at + 1 } else { at }
}

/// How far the lines of an unclosed key look like one.
fn base64_lines(body: &str) -> usize {
    let mut len = 0;
    for line in body.split_inclusive('\n') {
        let word = line
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '|' | '"' | '\'' | ','));
        let fits = word.is_empty()
            || (word.len() >= 16 && word.chars().all(|c| is_base64(c) || c == '\\'));
        if !fits {
            break;
        }
        len += line.len();
    }
    len
}
