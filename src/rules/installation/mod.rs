//! Rules of the layer installation: Node, the package, updates, the service that runs it.

mod command_not_found;
mod disk_full;
mod launchd_refused;
mod node_too_old;
mod npm_install_failed;
mod old_program_name;
mod out_of_memory;
mod scheduled_task_failed;
mod service_config_mismatch;
mod state_not_writable;
mod systemd_user_missing;
mod update_failed;
mod wsl_loopback;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &node_too_old::RULE,
    &npm_install_failed::RULE,
    &command_not_found::RULE,
    &old_program_name::RULE,
    &update_failed::RULE,
    &state_not_writable::RULE,
    &disk_full::RULE,
    &out_of_memory::RULE,
    &systemd_user_missing::RULE,
    &launchd_refused::RULE,
    &scheduled_task_failed::RULE,
    &wsl_loopback::RULE,
    &service_config_mismatch::RULE,
];
