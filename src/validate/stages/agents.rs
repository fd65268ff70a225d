//! Rules of agents beyond the schema.

use super::{Flow, Input, Outcome};

/// Not there yet.
pub fn sandbox_variables(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Not there yet.
pub fn shared_folders(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Not there yet.
pub fn avatars(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Not there yet.
pub fn model_policies(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}
