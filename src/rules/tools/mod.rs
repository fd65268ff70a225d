//! Rules of the layer tools: tools, plugins, memory, schedules, sessions.

mod unexplained_error;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[&unexplained_error::RULE];
