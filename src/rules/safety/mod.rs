//! Rules of the layer safety: nothing is broken, something is unsafe.

mod auth_switched_off;
mod dangerous_flag;
mod dm_open;
mod elevated_open;
mod funnel_public;
mod group_open;
mod hooks_at_root;
mod log_redaction_off;
mod sandbox_weakened;
mod url_with_password;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &dm_open::RULE,
    &group_open::RULE,
    &elevated_open::RULE,
    &funnel_public::RULE,
    &auth_switched_off::RULE,
    &dangerous_flag::RULE,
    &sandbox_weakened::RULE,
    &hooks_at_root::RULE,
    &url_with_password::RULE,
    &log_redaction_off::RULE,
];
