//! The stages of the real validation, in its order. Each is a function of the [`Input`] that adds
//! to the [`Outcome`] and says whether the real command would go on; a stage that a release does not
//! have does nothing for it.
//!
//! After the first [`Flow::Stop`] the later stages still run, to learn what the real command hides:
//! so a stage must not rely on the shape that an earlier one checks, and never panics.
//! A stage never reads files, the clock or the environment of this process: what the real one takes
//! from there comes in [`super::Environment`] or is reported as [`super::Unknowable`].

pub mod agents;
pub mod channels;
pub mod gateway;
pub mod include;
pub mod legacy;
mod models;
mod moves;
pub mod plugins;
pub mod read;
pub mod schema;
pub mod secrets_policy;
pub mod variables;

use super::{Environment, Issue, Unknowable};
use crate::catalogue::{Release, Schema};
use crate::json5::Value;

/// What a stage works on. `value` changes on the way (variables are put in, old keys are moved).
pub struct Input<'e, 't> {
    /// The config as the stages before left it.
    pub value: Value<'t>,
    /// Judged for this release.
    pub release: Release,
    /// Its schema.
    pub schema: Schema,
    /// What is known of the machine.
    pub environment: &'e Environment,
}

impl Input<'_, '_> {
    /// Whether the release is `name` or later.
    pub fn since(&self, name: &str) -> bool {
        since(self.release, name)
    }

    /// Whether the release is `name` or later and before `until`.
    pub fn between(&self, name: &str, until: &str) -> bool {
        self.since(name) && !self.since(until)
    }
}

/// Whether `release` is `name` or later. A name that the catalogue lacks is later than all.
pub fn since(release: Release, name: &str) -> bool {
    Release::named(name).is_some_and(|first| first <= release)
}

/// What the stages found.
#[derive(Default)]
pub struct Outcome {
    /// Errors in the real order.
    pub issues: Vec<Issue>,
    /// Warnings in the real order.
    pub warnings: Vec<Issue>,
    /// Warnings of missing variables and of a roster that was moved, which come after all others.
    pub late_warnings: Vec<Issue>,
    /// SecretRef objects where the release refuses them: reported together with what the next
    /// failing stage finds.
    pub policy: Vec<Issue>,
    /// What the text cannot tell.
    pub unknowable: Vec<Unknowable>,
}

/// Whether the real command runs the next stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// It goes on.
    Next,
    /// It stops here and reports.
    Stop,
}

/// One stage.
pub type StageFn = fn(&mut Input<'_, '_>, &mut Outcome) -> Flow;

/// How many of [`ORDER`] only read; the others judge what was read.
const READING: usize = 3;

/// All stages, in the real order.
pub const ORDER: &[StageFn] = &[
    include::resolve,
    variables::substitute,
    legacy::migrate,
    secrets_policy::collect,
    legacy::report,
    schema::check,
    channels::raw_schemas,
    secrets_policy::report,
    agents::sandbox_variables,
    agents::shared_folders,
    agents::avatars,
    gateway::tailscale_bind,
    gateway::tailscale_auth,
    agents::model_policies,
    channels::check,
    plugins::check,
    secrets_policy::commands,
];
