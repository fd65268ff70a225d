//! What the validator reports: one issue as the real command prints it, plus what it is about.
//!
//! `path` and `message` are exactly the real ones; `kind` says what the real text may hide
//! (23 releases print only `Invalid input`).

use crate::json5::Segment;

/// One line of the real answer, and its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Segments of the real path; empty is the root.
    pub path: Vec<Segment>,
    /// The real path text, where it is not the dotted form of `path` (some stages print `a[0].b`).
    pub printed: Option<String>,
    /// The real message, word for word.
    pub message: String,
    /// What is wrong, in a form that rules can use.
    pub kind: IssueKind,
    /// Values that would be accepted, as the real command lists them (JSON text each).
    pub allowed: Vec<String>,
    /// How many more accepted values the real command leaves out.
    pub allowed_hidden: usize,
    /// Which stage of the real validation found it.
    pub stage: Stage,
}

impl Issue {
    /// An issue of `stage` without accepted values.
    pub fn new(
        stage: Stage,
        path: Vec<Segment>,
        message: impl Into<String>,
        kind: IssueKind,
    ) -> Issue {
        Issue {
            path,
            printed: None,
            message: message.into(),
            kind,
            allowed: Vec::new(),
            allowed_hidden: 0,
            stage,
        }
    }

    /// An issue of the whole config (`<root>`).
    pub fn root(stage: Stage, message: impl Into<String>, kind: IssueKind) -> Issue {
        Issue::new(stage, Vec::new(), message, kind)
    }

    /// The path as the command prints it: segments joined by dots, `<root>` for the root.
    pub fn path_text(&self) -> String {
        if let Some(printed) = &self.printed {
            return printed.clone();
        }
        dotted(&self.path)
    }
}

/// Segments joined by dots; `<root>` for none.
pub fn dotted(path: &[Segment]) -> String {
    if path.is_empty() {
        return "<root>".to_string();
    }
    let mut text = String::new();
    for (at, segment) in path.iter().enumerate() {
        if at > 0 {
            text.push('.');
        }
        match segment {
            Segment::Key(key) => text.push_str(key),
            Segment::Index(index) => text.push_str(&index.to_string()),
        }
    }
    text
}

/// Which stage of the real validation reports an issue. The first stage with an issue hides the rest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// The file is no JSON5.
    Syntax,
    /// `$include`.
    Include,
    /// `${VAR}`.
    Variables,
    /// Rules for keys of older releases.
    Legacy,
    /// SecretRef objects where the release refuses them.
    SecretPolicy,
    /// OpenClaw's own schema.
    Schema,
    /// Channel schemas of the package.
    ChannelSchema,
    /// Agents: shared folders, avatars, sandbox environments, model policies.
    Agents,
    /// Gateway rules that join several keys.
    Gateway,
    /// Channel ids, heartbeat targets, dmPolicy.
    Channels,
    /// Plugin ids and plugin schemas.
    Plugins,
    /// The real command itself fails.
    Crash,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum IssueKind {
    /// Keys that this release does not know at this place.
    UnknownKeys {
        /// The keys, in the order of the text.
        keys: Vec<String>,
    },
    /// Another type is wanted.
    WrongType {
        /// `string`, `int`, `record` … as the release names it.
        expected: String,
        /// `undefined`, `NaN`, `array` … as the release names it.
        received: String,
    },
    /// A required key is absent.
    Missing {
        /// What type it should have.
        expected: String,
    },
    /// Not one of the accepted values.
    NotAllowed,
    /// A number or length beyond its bound.
    OutOfRange {
        /// The bound.
        bound: f64,
        /// True when the value is too large.
        over: bool,
        /// Whether the bound itself is accepted.
        inclusive: bool,
    },
    /// A text not of the wanted form.
    Format {
        /// `regex`, `url`, `ipv4` …
        format: String,
    },
    /// No alternative of a union fits; the issues of each alternative.
    NoAlternative {
        /// Per alternative its issues (paths are absolute).
        branches: Vec<Vec<Issue>>,
    },
    /// A key of a record is not of the wanted form.
    BadKey,
    /// A rule of OpenClaw beyond the schema; the message says which.
    Custom,
    /// A key of an older release; the message says what became of it.
    Legacy,
    /// `${VAR}` of a variable that is not known to be set.
    MissingVariable {
        /// Its name.
        name: String,
    },
    /// The text is no JSON5, or an include is wrong.
    Unreadable,
}
