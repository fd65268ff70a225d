//! Rules of the layer client: whether a client may talk to the gateway.

mod device_not_paired;
mod device_token_stale;
mod gateway_closed_abnormally;
mod gateway_token_mismatch;
mod gateway_token_missing;
mod insecure_page;
mod origin_not_allowed;
mod probe_misleads;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &gateway_token_mismatch::RULE,
    &device_token_stale::RULE,
    &gateway_token_missing::RULE,
    &device_not_paired::RULE,
    &origin_not_allowed::RULE,
    &insecure_page::RULE,
    &gateway_closed_abnormally::RULE,
    &probe_misleads::RULE,
];
