//! Keys of older releases: refused, or moved before the schema sees them.

use super::{Flow, Input, Outcome};

/// Not there yet.
pub fn migrate(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}

/// Not there yet.
pub fn report(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = (input, outcome);
    Flow::Next
}
