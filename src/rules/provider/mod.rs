//! Rules of the layer provider: whether the provider accepts and answers.

mod key_region_unclear;
mod provider_refused;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[&key_region_unclear::RULE, &provider_refused::RULE];
