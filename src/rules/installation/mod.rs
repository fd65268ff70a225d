//! Rules of the layer installation: Node, the package, updates, the service that runs it.

mod command_not_found;
mod node_too_old;
mod npm_install_failed;
mod old_program_name;
mod update_failed;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &node_too_old::RULE,
    &npm_install_failed::RULE,
    &command_not_found::RULE,
    &old_program_name::RULE,
    &update_failed::RULE,
];
