//! Channel ids, channel schemas, heartbeat targets, dmPolicy.

use super::{Flow, Input, Outcome};

/// Not there yet.
pub fn raw_schemas(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Not there yet.
pub fn check(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}
