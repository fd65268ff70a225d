//! Secrets in any text: where they stand, and the same text without them.
//!
//! Invariants: found secrets are sorted and disjoint, and lie on character boundaries; masking never
//! adds or removes a line, is idempotent and deterministic; time is linear in the text.
//! What OpenClaw or the reader has masked already is not a secret and stays as it stands.

mod formats;
mod masker;
mod names;
pub(crate) mod placeholder;
mod places;
mod scan;
mod values;

pub use masker::Masker;

use crate::sorted;
use crate::span::Span;

/// What stands for the hidden part of a secret.
pub const MASK: &str = "…";

/// One secret in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Secret {
    /// Where it stands, without quotes.
    pub span: Span,
    /// How it was recognised.
    pub kind: Kind,
    /// Bytes at its start that are publicly known and tell the product, such as `sk-kimi-`.
    pub prefix_len: u32,
}

/// How a secret was recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// By its form; the name is who issues such secrets.
    Format(&'static str),
    /// By the name of the key, variable, flag or header that it was given to.
    Named,
    /// By its place in a URL: user info, query, or the address of a web hook.
    Url,
    /// The body of a PEM private key, or of one in a string.
    PrivateKey,
    /// The schema says that this key holds a secret.
    Schema,
    /// The same value is a secret elsewhere in the text.
    Repeated,
}

/// Every secret of `text`, sorted and disjoint. `hints` are the spans of values, quotes included or
/// not, at keys that the schema marks as sensitive.
pub fn find(text: &str, hints: &[Span]) -> Vec<Secret> {
    let mut found = scan::scan(text);
    for hint in hints {
        found.extend(scan::hinted(text, *hint));
    }
    merge(found)
}

/// `text` with every secret masked; what `clawlens redact` prints.
pub fn redact(text: &str) -> String {
    Masker::new(text, &find(text, &[])).redacted(text)
}

/// Sorts, and joins what overlaps or touches.
fn merge(mut found: Vec<Secret>) -> Vec<Secret> {
    // The longer one first among those that start together: its kind says more.
    sorted::by_key(&mut found, |secret| {
        let span = secret.span;
        (
            span.start,
            std::cmp::Reverse(secret.prefix_len),
            std::cmp::Reverse(span.end),
        )
    });
    let mut merged: Vec<Secret> = Vec::with_capacity(found.len());
    for secret in found {
        match merged.last_mut() {
            Some(last) if secret.span.start <= last.span.end => {
                last.span.end = last.span.end.max(secret.span.end);
            }
            _ => merged.push(secret),
        }
    }
    merged
}
