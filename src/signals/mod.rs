//! Sentences that OpenClaw, Node, providers and service managers print, found in any text in one pass.
//!
//! A [`Pattern`] is a sentence with `{name}` for the parts that vary. Matching ignores the case of
//! ASCII letters and stays within a line. Linear: the text is read once, four bytes at a time, and
//! only where the rarest-looking part of a pattern may begin is the pattern itself tried.

use crate::sorted;
use crate::span::Span;

/// A sentence to look for.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// What it tells; several patterns may tell the same.
    pub id: &'static str,
    /// The sentence; `{name}` stands for any text within the line, as short as possible, at most
    /// [`REACH`] bytes. It neither begins nor ends with a placeholder that something depends on:
    /// a placeholder at the end runs to the end of the line.
    pub text: &'static str,
}

/// How far a placeholder may reach, in bytes; keeps a line of many megabytes linear.
pub const REACH: usize = 400;

/// A sentence that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The pattern's id.
    pub id: &'static str,
    /// The matched text.
    pub span: Span,
    /// What stood in the placeholders, in order.
    pub captures: Vec<(&'static str, Span)>,
}

impl Hit {
    /// The text of the placeholder `name` in `text`, the text that was searched.
    pub fn capture<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        let (_, span) = self.captures.iter().find(|(known, _)| *known == name)?;
        Some(span.of(text))
    }
}

/// Patterns made ready for searching.
pub struct Searcher {
    patterns: Vec<Prepared>,
    // One bit for each hash of four bytes at which some anchor begins.
    filter: Vec<u64>,
    // Invariant: sorted; hash of an anchor's first four bytes, pattern.
    anchors: Vec<(u16, u32)>,
}

struct Prepared {
    id: &'static str,
    // Literals and placeholders in turn; the first is a literal, maybe empty.
    literals: Vec<&'static [u8]>,
    names: Vec<&'static str>,
    anchor: usize,
}

impl Searcher {
    /// Prepares `patterns`. One whose longest literal is shorter than four bytes is left out;
    /// `tests/signals.rs` holds that there is none.
    pub fn new(patterns: impl IntoIterator<Item = &'static Pattern>) -> Searcher {
        let patterns: Vec<Prepared> = patterns.into_iter().filter_map(prepare).collect();
        let mut filter = vec![0; 1024];
        let mut anchors = Vec::with_capacity(patterns.len());
        for (index, pattern) in patterns.iter().enumerate() {
            let anchor = pattern
                .literals
                .get(pattern.anchor)
                .copied()
                .unwrap_or_default();
            let Some(hash) = hash(anchor) else { continue };
            if let Some(word) = filter.get_mut(usize::from(hash >> 6)) {
                *word |= 1_u64 << (hash & 63);
            }
            anchors.push((hash, u32::try_from(index).unwrap_or(u32::MAX)));
        }
        sorted::plainly(&mut anchors);
        Searcher {
            patterns,
            filter,
            anchors,
        }
    }

    /// Every sentence in `text`, by place. Of two patterns that match at one anchor both are given.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let mut hits = Vec::new();
        let mut word = 0_u32;
        for (last, byte) in bytes.iter().enumerate() {
            // The last four bytes as `hash` reads them.
            word = word >> 8 | u32::from(byte.to_ascii_lowercase()) << 24;
            let Some(at) = last.checked_sub(3) else {
                continue;
            };
            let hash = mixed(word);
            let word = self
                .filter
                .get(usize::from(hash >> 6))
                .copied()
                .unwrap_or(0);
            if word & (1_u64 << (hash & 63)) == 0 {
                continue;
            }
            let first = self.anchors.partition_point(|(known, _)| *known < hash);
            let candidates = self
                .anchors
                .iter()
                .skip(first)
                .take_while(|(known, _)| *known == hash);
            for (_, index) in candidates {
                let Some(pattern) = self.patterns.get(*index as usize) else {
                    continue;
                };
                hits.extend(pattern.try_at(text, at));
            }
        }
        sorted::by(&mut hits, |a: &Hit, b: &Hit| {
            a.span.cmp(&b.span).then_with(|| a.id.cmp(b.id))
        });
        hits.dedup_by(|a, b| a.id == b.id && a.span == b.span);
        hits
    }
}

fn prepare(pattern: &'static Pattern) -> Option<Prepared> {
    let mut literals = Vec::new();
    let mut names = Vec::new();
    let mut rest = pattern.text;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        literals.push(literal.as_bytes());
        names.push(name);
        rest = after;
    }
    literals.push(rest.as_bytes());
    let anchor =
        (0..literals.len()).max_by_key(|at| literals.get(*at).map_or(0, |text| text.len()))?;
    let long_enough = literals.get(anchor).is_some_and(|text| text.len() >= 4);
    long_enough.then_some(Prepared {
        id: pattern.id,
        literals,
        names,
        anchor,
    })
}

fn hash(bytes: &[u8]) -> Option<u16> {
    let [a, b, c, d] = *bytes.first_chunk::<4>()?;
    let word = u32::from_le_bytes([a, b, c, d].map(|byte| byte.to_ascii_lowercase()));
    Some(mixed(word))
}

fn mixed(word: u32) -> u16 {
    (word.wrapping_mul(0x9E37_79B1) >> 16) as u16
}

fn begins(bytes: &[u8], literal: &[u8]) -> bool {
    bytes
        .get(..literal.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(literal))
}

impl Prepared {
    /// The match whose anchor begins at byte `at`.
    fn try_at(&self, text: &str, at: usize) -> Option<Hit> {
        let bytes = text.as_bytes();
        let anchor = self.literals.get(self.anchor)?;
        if !begins(bytes.get(at..)?, anchor) {
            return None;
        }
        let mut captures = Vec::with_capacity(self.names.len());
        let mut start = at;
        for index in (0..self.anchor).rev() {
            let literal = self.literals.get(index)?;
            let found = find_back(bytes, start, literal)?;
            captures.push((
                *self.names.get(index)?,
                Span::new(found + literal.len(), start),
            ));
            start = found;
        }
        captures.reverse();
        let mut end = at + anchor.len();
        for index in self.anchor + 1..self.literals.len() {
            let literal = self.literals.get(index)?;
            let name = *self.names.get(index - 1)?;
            let found = find_on(bytes, end, literal)?;
            captures.push((name, Span::new(end, found)));
            end = found + literal.len();
        }
        let whole = |span: &Span| {
            text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize)
        };
        let span = Span::new(start, end);
        let sound = whole(&span) && captures.iter().all(|(_, span)| whole(span));
        sound.then_some(Hit {
            id: self.id,
            span,
            captures,
        })
    }
}

/// Where `literal` next stands at or after `from` in the same line; its end for an empty literal.
fn find_on(bytes: &[u8], from: usize, literal: &[u8]) -> Option<usize> {
    let window = bytes.get(from..bytes.len().min(from + REACH + literal.len()))?;
    let line = window
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .unwrap_or(window.len());
    let line = window.get(..line)?;
    if literal.is_empty() {
        return Some(from + line.len());
    }
    (0..line.len())
        .find(|at| line.get(*at..).is_some_and(|rest| begins(rest, literal)))
        .map(|at| from + at)
}

/// Where `literal` last stood before `to` in the same line; its start for an empty literal.
fn find_back(bytes: &[u8], to: usize, literal: &[u8]) -> Option<usize> {
    let floor = to.saturating_sub(REACH + literal.len());
    let window = bytes.get(floor..to)?;
    let line = window
        .iter()
        .rposition(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(0, |at| at + 1);
    if literal.is_empty() {
        return Some(floor + line);
    }
    let last = window.len().checked_sub(literal.len())?;
    (line..=last)
        .rev()
        .find(|at| window.get(*at..).is_some_and(|rest| begins(rest, literal)))
        .map(|at| floor + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    static PATTERNS: &[Pattern] = &[
        Pattern {
            id: "not-allowed",
            text: "Model \"{model}\" is not allowed",
        },
        Pattern {
            id: "no-key",
            text: "No API key found for provider \"{provider}\"",
        },
        Pattern {
            id: "node",
            text: "requires Node >={wanted}",
        },
        Pattern {
            id: "status",
            text: "{place}: HTTP 401 x",
        },
    ];

    fn found(text: &str) -> Vec<(&'static str, Vec<&str>)> {
        let hits = Searcher::new(PATTERNS).find(text);
        hits.iter()
            .map(|hit| {
                (
                    hit.id,
                    hit.captures.iter().map(|(_, span)| span.of(text)).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn sentences_are_found_with_what_stands_in_them_whatever_the_case() {
        let text = "x\nmodel \"a/b\" is NOT allowed. no api key found for provider \"p\"\nopenclaw requires Node >=22.12 ";
        assert_eq!(
            found(text),
            [
                ("not-allowed", vec!["a/b"]),
                ("no-key", vec!["p"]),
                ("node", vec!["22.12 "])
            ]
        );
        assert_eq!(
            found("eins\nzwei 🦞: HTTP 401 x"),
            [("status", vec!["zwei 🦞"])]
        );
    }

    #[test]
    fn a_placeholder_does_not_cross_a_line_or_reach_far() {
        assert_eq!(found("Model \"a\nb\" is not allowed"), []);
        let far = format!("Model \"{}\" is not allowed", "x".repeat(REACH + 1));
        assert_eq!(found(&far), []);
    }

    #[test]
    fn many_near_misses_in_one_long_line_stay_linear() {
        let text = "Model \"".repeat(200_000);
        assert_eq!(found(&text), []);
    }
}
