//! Rules of the layer readability: whether the config can be read and is accepted.

mod config_clobbered;
mod config_rejected;
mod config_syntax;
mod duplicate_key;
mod missing_key;
mod provider_block_redundant;
mod retired_key;
mod unknown_key;
mod value_not_allowed;
mod wrong_type;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &config_clobbered::RULE,
    &config_syntax::RULE,
    &duplicate_key::RULE,
    &retired_key::RULE,
    &unknown_key::RULE,
    &wrong_type::RULE,
    &value_not_allowed::RULE,
    &missing_key::RULE,
    &config_rejected::RULE,
    &provider_block_redundant::RULE,
];
