//! Rules of the layer safety: nothing is broken, something is unsafe.

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[];
