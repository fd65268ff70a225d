//! Rules of the layer version: which release this is.

mod release_unknown;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[&release_unknown::RULE];
