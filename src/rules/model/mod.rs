//! Rules of the layer model: whether the model reference leads somewhere.

mod default_model_untouched;
mod model_not_allowed;
mod model_prefix_wrong;
mod model_runtime_mismatch;
mod model_unknown;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &model_unknown::RULE,
    &model_prefix_wrong::RULE,
    &model_not_allowed::RULE,
    &default_model_untouched::RULE,
    &model_runtime_mismatch::RULE,
];
