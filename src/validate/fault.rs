//! A fault as zod holds it before it becomes text: code, values, and whether it stops later checks.

use crate::catalogue::Scalar;
use crate::json5::Segment;

/// One zod issue.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// From the root of the config.
    pub(super) path: Vec<Segment>,
    /// What is wrong.
    pub(super) code: Code,
    /// The text that the schema itself states.
    pub(super) message: Option<String>,
    /// What it does to later checks.
    pub(super) stop: StopKind,
}

/// zod's `continue` of an issue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum StopKind {
    /// `true`: later checks run.
    Goes,
    /// Not stated: later checks without a condition of their own are skipped.
    Implicit,
    /// `false`: later checks are skipped.
    Explicit,
}

/// zod's `code` with what belongs to it.
#[derive(Clone, Debug)]
pub(super) enum Code {
    /// `invalid_type`
    Type {
        /// As zod names it.
        expected: &'static str,
        /// As zod names it.
        received: String,
    },
    /// `invalid_value`
    Value {
        /// What would be accepted.
        values: Vec<Scalar>,
    },
    /// `too_big` (`over`) and `too_small`
    Size {
        /// `number`, `int`, `string`, `array`.
        origin: &'static str,
        /// The bound.
        bound: f64,
        /// Too big.
        over: bool,
        /// Whether the bound itself is accepted.
        inclusive: bool,
    },
    /// `invalid_format`
    Format {
        /// zod's name of the format.
        format: String,
        /// `/source/flags` for `regex`, the prefix for `starts_with`.
        pattern: String,
    },
    /// `unrecognized_keys`
    Keys {
        /// In the order of the text.
        keys: Vec<String>,
    },
    /// `invalid_key`
    Key,
    /// `invalid_union`
    Union {
        /// Faults of each alternative.
        errors: Vec<Vec<Fault>>,
        /// Steps of the path that lead to the union itself.
        depth: usize,
    },
    /// `invalid_union` of a discriminated union
    Discriminator {
        /// Accepted values.
        options: Vec<Scalar>,
    },
    /// `custom`
    Custom,
}

/// Whether any of `faults` keeps ordinary checks from running.
pub(super) fn aborted(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| fault.stop != StopKind::Goes)
}
