//! Rules of the layer start: whether the gateway starts.

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[];
