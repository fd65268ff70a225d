//! Rules of the layer channel: whether messages come and go in the chats.

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[];
