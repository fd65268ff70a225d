//! Rules of the layer provider: whether the provider accepts and answers.

mod answer_timed_out;
mod api_adapter_missing;
mod auth_cooldown;
mod base_url_missing;
mod base_url_without_version;
mod billing_exhausted;
mod compat_flag_missing;
mod context_window_too_small;
mod google_openai_adapter;
mod key_region_unclear;
mod kimi_code_client_refused;
mod kimi_code_openai_route;
mod local_key_missing;
mod local_model_missing;
mod local_server_unreachable;
mod minimax_openai_route;
mod model_needs_memory;
mod model_not_entitled;
mod model_without_tools;
mod network_failed;
mod not_found_unclear;
mod ollama_openai_route;
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
    &base_url_missing::RULE,
    &network_failed::RULE,
    &answer_timed_out::RULE,
    &base_url_without_version::RULE,
    &kimi_code_openai_route::RULE,
    &google_openai_adapter::RULE,
    &minimax_openai_route::RULE,
    &ollama_openai_route::RULE,
    &compat_flag_missing::RULE,
    &local_model_missing::RULE,
    &provider_refused::RULE,
];
