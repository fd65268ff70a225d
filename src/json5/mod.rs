//! JSON5 without loss: every byte in a token, every value with its place, every error in one pass.
//!
//! Invariants: parsing never fails and never panics; tokens tile the text; time and memory grow
//! linearly; npm's json5 2.2.3, which OpenClaw uses, is the authority on what is accepted and what
//! it means. This module knows nothing of OpenClaw.

mod brackets;
mod check;
mod error;
mod lexer;
mod name;
mod number;
mod parser;
mod path;
mod recover;
mod root;
mod strict;
mod string;
mod tree;
mod value;

pub use error::{Edit, SyntaxError, SyntaxErrorKind};
pub use number::{number, number_text};
pub use parser::{MAX_DEPTH, MAX_ERRORS, parse};
pub use path::{Path, Segment};
pub use strict::Refusal;
pub use tree::{Document, Duplicate, Kind, Member, Node, Token, TokenKind};
pub use value::{Object, Value};

/// Whether `key` can stand without quotes in JSON5.
pub fn is_name(key: &str) -> bool {
    let mut chars = key.chars();
    chars
        .next()
        .is_some_and(|c| name::part(c) == name::Part::Start)
        && chars.all(|c| name::part(c) != name::Part::None)
}
