//! Hiding what was found: in the paste itself and in every text made from it.
//!
//! Invariants: a mask is the publicly known prefix and `…`; line ends inside a secret stay; masking
//! what is masked changes nothing; a value that is a secret at one place is hidden at every place.

use crate::sorted;
use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Kind, MASK, Secret, find, merge};
use crate::span::Span;

/// Knows the secrets of one paste.
#[derive(Clone, Debug, Default)]
pub struct Masker {
    /// Everything to hide in the paste; sorted, disjoint.
    places: Vec<Secret>,
    values: Known,
}

impl Masker {
    /// The masker for the secrets that `find` gave for `paste`.
    pub fn new(paste: &str, secrets: &[Secret]) -> Masker {
        let mut values = Known::new(paste, secrets);
        let places = values.settle(paste, secrets.to_vec());
        if places.len() != secrets.len() {
            values = Known::new(paste, &places);
        }
        Masker { places, values }
    }

    /// Every place of the paste that is hidden, repeated values included.
    pub fn places(&self) -> &[Secret] {
        &self.places
    }

    /// `text`, made from the paste or about it, with every secret hidden: those of the paste, and
    /// those that `text` shows by itself. Shorten a text after masking, never before.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.values.is_weak(text.trim()) {
            return Cow::Borrowed(MASK);
        }
        let places = self.values.settle(text, find(text, &[]));
        if places.is_empty() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(hide(text, Span::new(0, text.len()), &places))
    }

    /// The part of the paste at `span`, masked by place: safe also where it cuts a secret in two.
    pub fn quote(&self, paste: &str, span: Span) -> String {
        let first = self
            .places
            .partition_point(|secret| secret.span.end <= span.start);
        let last = self
            .places
            .partition_point(|secret| secret.span.start < span.end);
        hide(paste, span, self.places.get(first..last).unwrap_or(&[]))
    }

    /// The whole paste, masked.
    pub fn redacted(&self, paste: &str) -> String {
        hide(paste, Span::new(0, paste.len()), &self.places)
    }

    /// What stands for `secret` of the paste: as many lines as the secret has.
    pub fn mask_of(&self, paste: &str, secret: &Secret) -> String {
        let mut mask = String::new();
        push_mask(&mut mask, secret.span.of(paste), secret.prefix_len as usize);
        mask
    }
}

/// `text` at `span` with `places` hidden, which are sorted, disjoint, and touch `span`.
fn hide(text: &str, span: Span, places: &[Secret]) -> String {
    let mut shown = String::with_capacity(span.len());
    let mut at = span.start;
    for secret in places {
        let start = secret.span.start.max(span.start);
        let end = secret.span.end.min(span.end);
        shown.push_str(
            Span {
                start: at,
                end: start.max(at),
            }
            .of(text),
        );
        // A prefix that is cut off is not worth showing.
        let whole_start = secret.span.start >= span.start;
        let kept = if whole_start {
            secret.prefix_len.min(end - start)
        } else {
            0
        };
        push_mask(&mut shown, Span { start, end }.of(text), kept as usize);
        at = end;
    }
    shown.push_str(
        Span {
            start: at.min(span.end),
            end: span.end,
        }
        .of(text),
    );
    shown
}

/// Secrets of the masked text as secrets of the text before masking; both lists are sorted. A secret
/// that begins or ends inside a mask takes what the mask hides with it.
fn before_hiding(places: &[Secret], text: &str, shown: &str, more: &[Secret]) -> Vec<Secret> {
    let mut next = places.iter().peekable();
    // Where the text behind the last mask begins, masked and before.
    let (mut shown_at, mut text_at) = (0usize, 0usize);
    let mut original = |at: usize, is_end: bool| loop {
        let Some(place) = next.peek() else {
            return text_at + at.saturating_sub(shown_at);
        };
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        let mask_start = shown_at + (start - text_at);
        let mut mask = String::new();
        push_mask(&mut mask, place.span.of(text), place.prefix_len as usize);
        let inside = if is_end {
            at <= mask_start
        } else {
            at < mask_start
        };
        if inside {
            return text_at + at.saturating_sub(shown_at);
        }
        if at < mask_start + mask.len() {
            return if is_end { end } else { start };
        }
        (shown_at, text_at) = (mask_start + mask.len(), end);
        next.next();
        if is_end && at == shown_at {
            return end;
        }
    };
    let places = |secret: &Secret| {
        let start = original(secret.span.start as usize, false);
        let end = original(secret.span.end as usize, true).max(start);
        let prefix = secret.span.of(shown).get(..secret.prefix_len as usize);
        let is_shown = text
            .get(start..end)
            .zip(prefix)
            .is_some_and(|(value, prefix)| value.starts_with(prefix));
        Secret {
            span: Span::new(start, end),
            kind: secret.kind,
            prefix_len: if is_shown { secret.prefix_len } else { 0 },
        }
    };
    more.iter().map(places).collect()
}

/// `kept` bytes and `…` for each line of `secret`; line ends and what quotes a line (`> `, `│ `) stay.
fn push_mask(shown: &mut String, secret: &str, kept: usize) {
    for (index, line) in secret.split_inclusive(['\n', '\r']).enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        let ending = line.get(content.len()..).unwrap_or("");
        let margin = if index == 0 {
            kept
        } else {
            content.len()
                - content
                    .trim_start_matches([' ', '\t', '>', '|', '│', '┃', '#'])
                    .len()
        };
        shown.push_str(content.get(..margin).unwrap_or(""));
        if content.len() > margin {
            shown.push_str(MASK);
        }
        shown.push_str(ending);
    }
}

/// The values that are secrets.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Sorted by head.
    strong: Vec<Strong>,
    /// Which first bytes occur, as a filter: a bit for each hash.
    filter: Vec<u64>,
    /// Short or plain ones: hidden where they stand alone in quotes, for they may be words.
    weak: BTreeSet<String>,
}

#[derive(Clone, Debug)]
struct Strong {
    /// The first bytes of the value, at most `HEAD`.
    head: Vec<u8>,
    /// The whole value; the longest of those with this head.
    value: String,
    prefix_len: u32,
    /// The longest other head that this one begins with.
    shorter: Option<u32>,
}

/// How often hiding one secret may uncover another. More than two takes malice.
const ROUNDS: usize = 8;
/// Values longer than this are told apart by their start alone.
const HEAD: usize = 64;
/// Values at least as long as this are looked for everywhere.
const LEAST: usize = 8;

impl Known {
    fn new(paste: &str, secrets: &[Secret]) -> Known {
        let mut known = Known::default();
        let mut values: Vec<(String, u32)> = Vec::new();
        for secret in secrets {
            let value = secret.span.of(paste);
            // The lines of a key may come again without their frame.
            for line in value.split(['\n', '\r']) {
                let line = line.trim_matches([' ', '\t', '>', '|', '│', '"', ',']);
                if is_strong(line) {
                    let prefix = if line.len() == value.len() {
                        secret.prefix_len
                    } else {
                        0
                    };
                    values.push((line.to_owned(), prefix));
                    values.extend(written_otherwise(line).map(|other| (other, 0)));
                } else if line.len() >= 6 && line.len() == value.len() {
                    known.weak.insert(line.to_owned());
                }
            }
        }
        // The longest first among those with one head: it covers the others.
        sorted::by(&mut values, |(a, _), (b, _)| {
            head(a)
                .cmp(head(b))
                .then(b.len().cmp(&a.len()))
                .then(a.cmp(b))
        });
        values.dedup_by(|(later, _), (kept, _)| head(later) == head(kept));
        let mut open: Vec<u32> = Vec::new();
        for (value, prefix_len) in values {
            let head = head(&value).to_vec();
            let begins = |index: &u32| {
                known
                    .strong
                    .get(*index as usize)
                    .is_some_and(|other| head.starts_with(&other.head))
            };
            while open.last().is_some_and(|index| !begins(index)) {
                open.pop();
            }
            let shorter = open.last().copied();
            open.push(u32::try_from(known.strong.len()).unwrap_or(u32::MAX));
            known.strong.push(Strong {
                head,
                value,
                prefix_len,
                shorter,
            });
        }
        if !known.strong.is_empty() {
            known.filter = vec![0; FILTER_WORDS];
        }
        for strong in &known.strong {
            let (word, bit) = slot(&strong.head);
            if let Some(word) = known.filter.get_mut(word) {
                *word |= bit;
            }
        }
        known
    }

    /// The places to hide in `text` when `found` are secrets of it: these, every place where a known
    /// value stands, and what looks like a secret only after the others are hidden. Sorted, disjoint.
    fn settle(&self, text: &str, mut found: Vec<Secret>) -> Vec<Secret> {
        self.occurrences(text, &mut found);
        let mut places = merge(found);
        for _ in 0..ROUNDS {
            if places.is_empty() {
                break;
            }
            let shown = hide(text, Span::new(0, text.len()), &places);
            let mut more = find(&shown, &[]);
            self.occurrences(&shown, &mut more);
            if more.is_empty() {
                break;
            }
            let known = places.len();
            let hidden: usize = places.iter().map(|secret| secret.span.len()).sum();
            let more = before_hiding(&places, text, &shown, &merge(more));
            places.extend(more);
            places = merge(places);
            let hides_more = hidden < places.iter().map(|secret| secret.span.len()).sum();
            if places.len() == known && !hides_more {
                break;
            }
        }
        places
    }

    fn is_weak(&self, text: &str) -> bool {
        !self.weak.is_empty() && self.weak.contains(text)
    }

    /// Adds every place of `text` where one of the values stands.
    fn occurrences(&self, text: &str, found: &mut Vec<Secret>) {
        self.strong_in(text, found);
        if !self.weak.is_empty() {
            self.weak_in(text, found);
        }
    }

    fn strong_in(&self, text: &str, found: &mut Vec<Secret>) {
        if self.strong.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(window) = bytes.get(at..at + LEAST) {
            let (word, bit) = slot(window);
            let hit = self.filter.get(word).is_some_and(|word| word & bit != 0);
            let Some((strong, len)) = hit.then(|| self.longest_at(bytes, at)).flatten() else {
                at += 1;
                continue;
            };
            let mut end = at + len;
            // What joins on is hidden too: it could be the rest of a longer secret.
            let differs = len < strong.value.len();
            let joins = |byte: &u8| {
                let in_word = byte.is_ascii_alphanumeric() || *byte == b'_';
                in_word || (differs && matches!(byte, b'-' | b'.' | b'/' | b'+' | b'='))
            };
            end += bytes
                .get(end..)
                .unwrap_or(&[])
                .iter()
                .take_while(|byte| joins(byte))
                .count();
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            found.push(Secret {
                span: Span::new(at, end),
                kind: Kind::Repeated,
                prefix_len: strong.prefix_len,
            });
            at = end;
        }
    }

    /// The longest value that stands at `at`, and how much of it.
    fn longest_at(&self, bytes: &[u8], at: usize) -> Option<(&Strong, usize)> {
        let rest = bytes.get(at..)?;
        let near = rest.get(..rest.len().min(HEAD))?;
        let after = self
            .strong
            .partition_point(|strong| strong.head.as_slice() <= near);
        let mut candidate = self.strong.get(after.checked_sub(1)?)?;
        // Every head that the text starts with is this one or one that this one begins with.
        let shared = common(&candidate.head, near);
        while candidate.head.len() > shared {
            candidate = self.strong.get(candidate.shorter? as usize)?;
        }
        Some((candidate, common(candidate.value.as_bytes(), rest)))
    }

    fn weak_in(&self, text: &str, found: &mut Vec<Secret>) {
        let longest = self.weak.iter().map(String::len).max().unwrap_or(0);
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            if !matches!(byte, b'"' | b'\'' | b'`') {
                continue;
            }
            let near = bytes.get(at + 1..).unwrap_or(&[]);
            let near = near.get(..near.len().min(longest + 1)).unwrap_or(near);
            let Some(len) = near.iter().position(|other| other == byte) else {
                continue;
            };
            let span = Span::new(at + 1, at + 1 + len);
            if self.weak.contains(span.of(text)) {
                found.push(Secret {
                    span,
                    kind: Kind::Repeated,
                    prefix_len: 0,
                });
            }
        }
    }
}

const FILTER_WORDS: usize = 1024;

/// The filter's word and bit for the first eight bytes.
fn slot(bytes: &[u8]) -> (usize, u64) {
    let mut first = [0; LEAST];
    for (to, from) in first.iter_mut().zip(bytes) {
        *to = *from;
    }
    let hash = u64::from_le_bytes(first).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

fn head(value: &str) -> &[u8] {
    let bytes = value.as_bytes();
    bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes)
}

fn common(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

/// Whether a value is too special to be anything else where it occurs: long, and no plain word.
fn is_strong(value: &str) -> bool {
    let digits = value.bytes().any(|byte| byte.is_ascii_digit());
    let letters = value.bytes().any(|byte| byte.is_ascii_alphabetic());
    value.len() >= LEAST && ((digits && letters) || value.len() >= 20)
}

/// The same value as URLs and JSON strings write it, where that differs.
fn written_otherwise(value: &str) -> impl Iterator<Item = String> {
    let mut percent = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            percent.push(char::from(byte));
        } else {
            percent.push_str(&format!("%{byte:02X}"));
        }
    }
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    let plain = value
        .replace("\\\"", "\"")
        .replace("\\/", "/")
        .replace("\\\\", "\\");
    let original = value.to_owned();
    [percent, escaped, plain]
        .into_iter()
        .filter(move |other| *other != original && other.len() >= LEAST)
}
