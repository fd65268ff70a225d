//! Rules of the layer credentials: whether the right credential is found for it.

mod anthropic_token_misplaced;
mod auth_store_not_imported;
mod codex_login_broken;
mod copilot_token_refused;
mod key_out_of_reach;
mod no_credentials;
mod plan_key_endpoint;
mod provider_key_mismatch;
mod stale_key_wins;
mod variable_misnamed;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &provider_key_mismatch::RULE,
    &codex_login_broken::RULE,
    &anthropic_token_misplaced::RULE,
    &auth_store_not_imported::RULE,
    &copilot_token_refused::RULE,
    &plan_key_endpoint::RULE,
    &no_credentials::RULE,
    &variable_misnamed::RULE,
    &key_out_of_reach::RULE,
    &stale_key_wins::RULE,
];
