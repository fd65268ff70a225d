//! Rules of the layer readability: whether the config can be read and is accepted.

mod config_clobbered;
mod config_rejected;
mod config_set_quoting;
mod config_syntax;
mod duplicate_key;
mod env_reference_unexpanded;
mod env_variable_missing;
mod missing_key;
mod provider_block_redundant;
mod retired_key;
mod secret_overwritten;
mod settings_in_wrong_file;
mod strict_json_reader;
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
    &strict_json_reader::RULE,
    &env_variable_missing::RULE,
    &secret_overwritten::RULE,
    &config_set_quoting::RULE,
    &settings_in_wrong_file::RULE,
    &env_reference_unexpanded::RULE,
];
