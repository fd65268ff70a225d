//! Rules of the layer installation: Node, the package, updates, the service that runs it.

mod node_too_old;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[&node_too_old::RULE];
