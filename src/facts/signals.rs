//! Sentences by which OpenClaw, providers and systems say what is wrong.
//!
//! Each was read in a captured output or in the packages; the id groups those that say the same.

use std::cell::OnceCell;

use crate::signals::{Pattern, Searcher};

/// Every pattern.
pub static PATTERNS: &[Pattern] = &[
    Pattern {
        id: "refused moonshot",
        text: "HTTP 401: Invalid Authentication",
    },
    Pattern {
        id: "refused",
        text: "{model} request failed (authentication failed, HTTP 401)",
    },
    Pattern {
        id: "refused",
        text: "HTTP 401: Incorrect API key provided",
    },
    Pattern {
        id: "refused",
        text: "HTTP 401: invalid x-api-key",
    },
];

thread_local! {
    static PREPARED: OnceCell<Searcher> = const { OnceCell::new() };
}

/// Runs `with` the searcher for [`PATTERNS`], which is made once.
pub fn with_searcher<T>(with: impl FnOnce(&Searcher) -> T) -> T {
    PREPARED.with(|cell| with(cell.get_or_init(|| Searcher::new(PATTERNS))))
}
