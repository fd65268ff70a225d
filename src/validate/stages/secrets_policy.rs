//! SecretRef objects where a release refuses them.

use super::{Flow, Input, Outcome};

/// Not there yet.
pub fn collect(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Not there yet.
pub fn report(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Policy issues first, then the issues of the schema that they do not explain.
pub fn merge(
    policy: Vec<crate::validate::Issue>,
    issues: Vec<crate::validate::Issue>,
) -> Vec<crate::validate::Issue> {
    policy.into_iter().chain(issues).collect()
}
