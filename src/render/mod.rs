//! A finished report as text for people and tools: terminal, Markdown, SARIF.
//!
//! Invariants: everything is made from the [`Report`](crate::report::Report) alone; `corrected.text` and
//! `fix.edits[].text`, which hold the reader's secrets, are never read; words of the paste reach a
//! terminal without control characters.

pub mod markdown;
pub mod sarif;
pub mod text;
mod view;

pub use view::Source;
