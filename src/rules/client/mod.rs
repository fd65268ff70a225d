//! Rules of the layer client: whether a client may talk to the gateway.

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[];
