//! Rules of the layer tools: tools, plugins, memory, schedules, sessions.

mod browser_not_started;
mod browser_plugin_off;
mod context_overflow;
mod delivery_target_missing;
mod exec_approval_needed;
mod heartbeat_without_target;
mod memory_false_alarm;
mod memory_without_embeddings;
mod plugin_blocked_by_allowlist;
mod plugin_dependencies_broken;
mod plugin_duplicate;
mod plugin_id_mismatch;
mod plugin_install_loop;
mod plugin_manifest_broken;
mod plugin_not_found;
mod plugin_not_installed;
mod plugin_version_drift;
mod plugin_webhook_route;
mod sandbox_without_docker;
mod session_corrupt;
mod tools_profile_narrow;
mod unexplained_error;
mod web_search_unavailable;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &context_overflow::RULE,
    &session_corrupt::RULE,
    &exec_approval_needed::RULE,
    &sandbox_without_docker::RULE,
    &web_search_unavailable::RULE,
    &delivery_target_missing::RULE,
    &heartbeat_without_target::RULE,
    &browser_not_started::RULE,
    &browser_plugin_off::RULE,
    &tools_profile_narrow::RULE,
    &memory_without_embeddings::RULE,
    &memory_false_alarm::RULE,
    &plugin_not_found::RULE,
    &plugin_manifest_broken::RULE,
    &plugin_blocked_by_allowlist::RULE,
    &plugin_not_installed::RULE,
    &plugin_dependencies_broken::RULE,
    &plugin_version_drift::RULE,
    &plugin_webhook_route::RULE,
    &plugin_install_loop::RULE,
    &plugin_id_mismatch::RULE,
    &plugin_duplicate::RULE,
    &unexplained_error::RULE,
];
