//! Rules of the layer version: which release this is.

mod outputs_disagree;
mod release_unknown;
mod version_skew;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &release_unknown::RULE,
    &outputs_disagree::RULE,
    &version_skew::RULE,
];
