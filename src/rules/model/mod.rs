//! Rules of the layer model: whether the model reference leads somewhere.

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[];
