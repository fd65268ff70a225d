//! The answer of the real `openclaw config validate --json` of any release, for a config text.
//!
//! Same verdict, same paths, same messages, same order, warnings too. Beyond the real one: what its
//! later stages would say ([`Verdict::beyond`]), what each issue means ([`IssueKind`]), and what no
//! text can tell ([`Unknowable`]). Facts that no JSON Schema holds are in `overlay.txt`, generated
//! from the packages; functions of the packages are written once more in [`refine`].
//!
//! No panic, no recursion that the config could deepen, time linear in config and issues.

mod allowed;
mod checks;
mod fault;
mod issue;
pub mod jsonschema;
mod messages;
mod names;
pub mod output;
mod overlay;
mod patterns;
pub mod refine;
mod registry;
pub mod stages;
mod trail;
mod url;
mod zod;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use issue::{Issue, IssueKind, Stage, dotted};

use crate::catalogue::{Release, Schema};
use crate::json5::Value;
use overlay::Overlay;
use stages::{Flow, Input, Outcome};

/// What is known of the machine on which the config is used. Nothing by default.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Variables that are set there. One that is not listed counts as missing, as in the real one.
    pub variables: BTreeMap<String, String>,
    /// Home directory; `None` where it is not known.
    pub home: Option<String>,
    /// Files that `$include` may name, by path relative to the config; `None` where they are not
    /// known, and then what they hold is unknowable.
    pub files: Option<BTreeMap<String, String>>,
}

/// What the config text alone cannot tell; the verdict assumes that nothing is wrong there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unknowable {
    /// A file that `$include` names.
    Include {
        /// As written.
        path: String,
    },
    /// Whether a variable is set where the gateway runs.
    Variable {
        /// Its name.
        name: String,
    },
    /// Whether a plugin that is not bundled is installed.
    Plugin {
        /// Its id.
        id: String,
    },
    /// A file or folder that the release looks at.
    File {
        /// Dotted path of the key that names it.
        key: String,
    },
}

/// The answer for one config and one release.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Judged for this release.
    pub release: Release,
    /// As the real command says.
    pub valid: bool,
    /// Exactly the real list.
    pub issues: Vec<Issue>,
    /// What the real one hides until `issues` are gone.
    pub beyond: Vec<Issue>,
    /// Exactly the warnings that the real one has, printed or not.
    pub warnings: Vec<Issue>,
    /// What the text cannot tell.
    pub unknowable: Vec<Unknowable>,
}

impl Verdict {
    /// The warnings that the real command prints: from 2026.6.9, and only for a valid config.
    /// Before 2026.3.2 there is no such command; then all that the reader has.
    pub fn printed_warnings(&self) -> &[Issue] {
        if !stages::since(self.release, "2026.3.2")
            || (self.valid && stages::since(self.release, "2026.6.9"))
        {
            &self.warnings
        } else {
            &[]
        }
    }
}

/// Judges a config text.
pub fn validate(text: &str, release: Release, environment: &Environment) -> Verdict {
    let (value, refusal) = stages::read::read(text);
    match refusal {
        Some(issue) => {
            let beyond = value
                .map(|value| judge(value, release, environment))
                .map(|verdict| {
                    let mut all = verdict.issues;
                    all.extend(verdict.beyond);
                    all
                });
            Verdict {
                release,
                valid: false,
                issues: vec![issue],
                beyond: beyond.unwrap_or_default(),
                warnings: Vec::new(),
                unknowable: Vec::new(),
            }
        }
        None => judge(value.unwrap_or(Value::Null), release, environment),
    }
}

/// Judges a config that is already parsed.
pub fn judge(value: Value<'_>, release: Release, environment: &Environment) -> Verdict {
    let mut input = Input {
        value,
        release,
        schema: Schema::of(release),
        environment,
    };
    let mut shown = Outcome::default();
    let mut hidden = Outcome::default();
    let mut stopped = false;
    for stage in stages::ORDER {
        let outcome = if stopped { &mut hidden } else { &mut shown };
        if stage(&mut input, outcome) == Flow::Stop && !stopped {
            stopped = true;
            hidden.policy = std::mem::take(&mut shown.policy);
        }
    }
    if !stopped {
        stages::variables::warn(&mut shown);
    }
    shown.unknowable.extend(hidden.unknowable);
    Verdict {
        release,
        valid: shown.issues.is_empty(),
        issues: shown.issues,
        beyond: hidden.issues,
        warnings: shown.warnings,
        unknowable: shown.unknowable,
    }
}

/// Whether the release accepts the config: as [`judge`], but nothing is looked at after the first
/// stage that stops.
pub fn accepts(value: Value<'_>, release: Release, environment: &Environment) -> bool {
    let mut input = Input {
        value,
        release,
        schema: Schema::of(release),
        environment,
    };
    let mut outcome = Outcome::default();
    for stage in stages::ORDER {
        if stage(&mut input, &mut outcome) == Flow::Stop {
            break;
        }
    }
    outcome.issues.is_empty()
}

thread_local! {
    static REGISTRIES: RefCell<BTreeMap<usize, Rc<registry::Registry>>> = const { RefCell::new(BTreeMap::new()) };
    static OVERLAYS: RefCell<BTreeMap<usize, Rc<Overlay>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The overlay of a release, read once per thread.
fn overlay(release: Release) -> Rc<Overlay> {
    OVERLAYS.with(|known| {
        if let Ok(mut known) = known.try_borrow_mut() {
            return known
                .entry(Overlay::epoch(release))
                .or_insert_with(|| Rc::new(Overlay::of(release)))
                .clone();
        }
        Rc::new(Overlay::of(release))
    })
}

/// What the release knows of plugins, read once per thread.
fn registry(release: Release) -> Rc<registry::Registry> {
    REGISTRIES.with(|known| {
        if let Ok(mut known) = known.try_borrow_mut() {
            return known
                .entry(release.index())
                .or_insert_with(|| Rc::new(registry::Registry::of(release)))
                .clone();
        }
        Rc::new(registry::Registry::of(release))
    })
}
