//! Rules of the layer start: whether the gateway starts.

mod auth_mode_ambiguous;
mod bind_conflict;
mod bind_without_auth;
mod container_bind_loopback;
mod gateway_mode_unset;
mod gateway_secret_missing;
mod hooks_token_unusable;
mod port_in_use;
mod start_argument_invalid;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &gateway_mode_unset::RULE,
    &port_in_use::RULE,
    &bind_without_auth::RULE,
    &bind_conflict::RULE,
    &gateway_secret_missing::RULE,
    &auth_mode_ambiguous::RULE,
    &hooks_token_unusable::RULE,
    &start_argument_invalid::RULE,
    &container_bind_loopback::RULE,
];
