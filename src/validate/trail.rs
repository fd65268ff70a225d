//! Where the walk through a config stands: steps from the root, held on the stack.

use crate::json5::Segment;

/// One step below another place.
pub(super) struct Trail<'p> {
    parent: Option<&'p Trail<'p>>,
    step: Option<Step<'p>>,
}

/// A key or an index.
#[derive(Clone, Copy)]
pub(super) enum Step<'p> {
    /// A key.
    Key(&'p str),
    /// An element.
    Index(usize),
}

impl<'p> Trail<'p> {
    /// The root of the config.
    pub(super) fn root() -> Trail<'static> {
        Trail {
            parent: None,
            step: None,
        }
    }

    /// The place `step` below this one.
    pub(super) fn down(&'p self, step: Step<'p>) -> Trail<'p> {
        Trail {
            parent: Some(self),
            step: Some(step),
        }
    }

    /// The steps from the root.
    pub(super) fn path(&self) -> Vec<Segment> {
        let mut path = Vec::new();
        let mut at = Some(self);
        while let Some(trail) = at {
            match trail.step {
                Some(Step::Key(key)) => path.push(Segment::Key(key.to_string())),
                Some(Step::Index(index)) => path.push(Segment::Index(index)),
                None => {}
            }
            at = trail.parent;
        }
        path.reverse();
        path
    }
}
