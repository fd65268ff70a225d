//! Rules of the layer provider: whether the provider accepts and answers.

mod api_adapter_missing;
mod auth_cooldown;
mod billing_exhausted;
mod context_window_too_small;
mod key_region_unclear;
mod kimi_code_client_refused;
mod local_key_missing;
mod local_server_unreachable;
mod model_needs_memory;
mod model_not_entitled;
mod model_without_tools;
mod not_found_unclear;
mod output_limit_too_large;
mod private_address_blocked;
mod provider_overloaded;
mod provider_refused;
mod rate_limit_unclear;
mod rate_limited;
mod tool_calls_as_text;
mod tool_payload_rejected;
mod waf_blocked;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &key_region_unclear::RULE,
    &context_window_too_small::RULE,
    &model_needs_memory::RULE,
    &local_server_unreachable::RULE,
    &local_key_missing::RULE,
    &tool_calls_as_text::RULE,
    &rate_limited::RULE,
    &rate_limit_unclear::RULE,
    &auth_cooldown::RULE,
    &billing_exhausted::RULE,
    &provider_overloaded::RULE,
    &waf_blocked::RULE,
    &private_address_blocked::RULE,
    &kimi_code_client_refused::RULE,
    &api_adapter_missing::RULE,
    &model_without_tools::RULE,
    &model_not_entitled::RULE,
    &not_found_unclear::RULE,
    &output_limit_too_large::RULE,
    &tool_payload_rejected::RULE,
    &provider_refused::RULE,
];
