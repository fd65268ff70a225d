//! The report: what the core answers, in the shape of the published contract.
//!
//! Everything in it is said, masked and ordered already. Offsets are bytes into the paste; the
//! browser boundary converts them through [`Report::map_offsets`].

use serde::Serialize;

/// The version of this shape; changes only when a reader of the old shape would break.
pub const REPORT_VERSION: u32 = 1;

/// What the core answers to one paste.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`REPORT_VERSION`].
    pub report: u32,
    /// Which release was judged, and why.
    pub openclaw: OpenClaw,
    /// The whole answer in one sentence.
    pub verdict: Verdict,
    /// What was recognised in the paste, in order; tiles it.
    pub artifacts: Vec<Artifact>,
    /// Root causes first, what they explain beneath them.
    pub findings: Vec<Finding>,
    /// Ordered steps for a person.
    pub plan: Vec<Step>,
    /// The corrected config, where one was pasted and something is to be corrected.
    pub corrected: Option<Corrected>,
    /// Commands whose output would decide what is open.
    pub missing: Vec<Missing>,
    /// The whole paste with every secret masked; the same lines.
    pub redacted: String,
    /// Where the secrets stand in the paste, for a page that shows it masked.
    pub secrets: Vec<SecretPlace>,
}

/// The release.
#[derive(Clone, Debug, Serialize)]
pub struct OpenClaw {
    /// What the paste proves.
    pub version: Option<String>,
    /// Whether exactly this release is known.
    pub in_catalogue: bool,
    /// The release whose rules were applied.
    pub judged_as: String,
    /// Where the paste says so.
    pub evidence: Vec<Evidence>,
}

/// The answer in one sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// `broken`, `degraded`, `risky`, `clean` or `unclear`.
    pub level: &'static str,
    /// One sentence.
    pub sentence: String,
}

/// A recognised part of the paste.
#[derive(Clone, Debug, Serialize)]
pub struct Artifact {
    /// Its index.
    pub id: usize,
    /// What it is: `config`, `models-status`, `unknown`, …
    pub kind: &'static str,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// A name for people.
    pub label: String,
}

/// A place in the paste.
#[derive(Clone, Debug, Serialize)]
pub struct Where {
    /// The artifact that holds it.
    pub artifact: usize,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
}

/// One thing wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The rule's id, also the anchor of its page.
    pub rule: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// `certain`, `likely` or `possible`.
    pub certainty: &'static str,
    /// One sentence.
    pub message: String,
    /// The config key, as the reader wrote it.
    pub path: Option<String>,
    /// The shortest text that shows it.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// Never empty.
    pub evidence: Vec<Evidence>,
    /// Findings that this one causes, by index.
    pub explains: Vec<usize>,
    /// A correction.
    pub fix: Option<Fix>,
    /// Lines for the terminal.
    pub commands: Vec<Command>,
    /// A page of OpenClaw's documentation.
    pub docs: Option<&'static str>,
}

/// Why we believe it.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Evidence {
    /// Words of the paste.
    Quote {
        /// Where they stand.
        #[serde(flatten)]
        place: Where,
        /// The words, masked.
        text: String,
        /// What they show.
        note: String,
    },
    /// A row of our facts.
    Fact {
        /// Its id.
        id: String,
        /// Where it was taken from.
        source: String,
        /// What it says.
        note: String,
    },
    /// Something that is not there.
    Absent {
        /// What was looked for.
        path: String,
        /// What its absence shows.
        note: String,
    },
}

/// A correction.
#[derive(Clone, Debug, Serialize)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// `safe`, `unsafe` or `placeholder`.
    pub applicability: &'static str,
    /// Why it is safe, or what could go wrong.
    pub why: String,
    /// In terms of keys.
    pub changes: Vec<Change>,
    /// In terms of text: places in the paste.
    pub edits: Vec<Edit>,
}

/// A change in terms of keys.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// `set`, `remove`, `rename`, `insert`, `move`.
    pub op: &'static str,
    /// The key.
    pub path: String,
    /// The new value, secrets masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// The new name or path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A change in terms of text.
#[derive(Clone, Debug, Serialize)]
pub struct Edit {
    /// First byte replaced.
    pub start: usize,
    /// The byte after the last replaced.
    pub end: usize,
    /// What stands there instead.
    pub text: String,
}

/// A line for the terminal.
#[derive(Clone, Debug, Serialize)]
pub struct Command {
    /// The line.
    pub run: String,
    /// What it is for.
    pub purpose: String,
    /// `any`, `posix` or `powershell`.
    pub shell: &'static str,
    /// Whether something is lost by running it.
    pub destructive: bool,
}

/// A step for a person.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// What to do.
    pub title: String,
    /// Why.
    pub why: String,
    /// Findings whose fixes it applies, by index.
    pub fixes: Vec<usize>,
    /// What to run.
    pub commands: Vec<Command>,
    /// What to look for afterwards.
    pub expect: String,
    /// What to do or paste if it does not come.
    pub if_not: String,
    /// Whether the paste proves it done, and where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Where>,
}

/// The corrected config.
#[derive(Clone, Debug, Serialize)]
pub struct Corrected {
    /// The whole file, the reader's own secrets in it.
    pub text: String,
    /// The same with every secret masked and the same lines: for everything that shows or exports it.
    pub masked: String,
    /// Findings whose fixes are in it.
    pub applied: Vec<usize>,
    /// Findings whose fixes wait for a decision.
    pub left: Vec<usize>,
    /// How it was checked.
    pub verified: Verified,
    /// The artifact it corrects.
    pub artifact: usize,
    /// First byte of the part of the paste that it replaces.
    pub start: usize,
    /// The byte after the last one of that part.
    pub end: usize,
    /// The name to save it under.
    pub file: String,
}

/// How the corrected config was checked.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// It parses without error.
    pub parses: bool,
    /// The release accepts it.
    pub valid: bool,
    /// The release asked.
    pub release: String,
    /// What it still says, `path: message`.
    pub remaining: Vec<String>,
}

/// What to run and paste.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// The command.
    pub command: String,
    /// What it would decide.
    pub why: String,
}

/// Where a secret stands.
#[derive(Clone, Debug, Serialize)]
pub struct SecretPlace {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What stands for it when masked; as many lines as the secret.
    pub mask: String,
}

impl Report {
    /// Gives every offset through `map`, which must keep order.
    pub fn map_offsets(&mut self, map: impl Fn(usize) -> usize) {
        let both = |start: &mut usize, end: &mut usize| {
            *start = map(*start);
            *end = map(*end);
        };
        for artifact in &mut self.artifacts {
            both(&mut artifact.start, &mut artifact.end);
        }
        if let Some(corrected) = &mut self.corrected {
            both(&mut corrected.start, &mut corrected.end);
        }
        for secret in &mut self.secrets {
            both(&mut secret.start, &mut secret.end);
        }
        let place = |place: &mut Where| both(&mut place.start, &mut place.end);
        let quote = |evidence: &mut Evidence| {
            if let Evidence::Quote { place: quoted, .. } = evidence {
                place(quoted);
            }
        };
        self.openclaw.evidence.iter_mut().for_each(quote);
        for finding in &mut self.findings {
            finding.place.iter_mut().for_each(place);
            finding.evidence.iter_mut().for_each(quote);
            for edit in finding.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                both(&mut edit.start, &mut edit.end);
            }
        }
        self.plan
            .iter_mut()
            .filter_map(|step| step.done.as_mut())
            .for_each(place);
    }
}
