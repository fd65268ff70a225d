//! Rules of the layer credentials: whether the right credential is found for it.

mod provider_key_mismatch;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[&provider_key_mismatch::RULE];
