//! What a rule says: one thing wrong, why we believe it, what to change.
//!
//! Plain data. Places are spans in the original paste. Nothing here is masked or translated yet;
//! `report` does both, once, for everything that is shown.

use crate::json5::{Path, Value};
use crate::lang::Text;
use crate::span::Span;

/// The consequence for the reader, nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// It runs, but not as written or not safely.
    Warning,
    /// It does not start, or a part of it cannot work.
    Error,
}

/// How sure we are; an axis of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Certainty {
    /// The evidence fits, other causes fit too.
    Possible,
    /// The usual cause of this evidence; something could still speak against it.
    Likely,
    /// Follows from the evidence and the facts.
    Certain,
}

/// Where a cause sits, in the order in which a helper decides: a fault of an earlier layer hides or
/// causes those of later ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Layer {
    /// Which release this is.
    Version,
    /// Node, package, service installation.
    Installation,
    /// The config can be read and is accepted.
    Readability,
    /// The gateway starts.
    Start,
    /// A client may talk to the gateway.
    Client,
    /// The model reference resolves.
    Model,
    /// A credential is found for it.
    Credentials,
    /// The provider accepts and answers.
    Provider,
    /// The answer reaches a chat.
    Channel,
    /// Tools, plugins, memory, schedules.
    Tools,
    /// Nothing is broken; something is unsafe.
    Safety,
}

/// One thing wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// Where the cause sits; the runner takes it from the rule.
    pub layer: Layer,
    /// Consequence.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// What is wrong, in one sentence, with the reader's own names in it.
    pub message: Text,
    /// The config key concerned, as the reader wrote it.
    pub path: Option<Path>,
    /// The shortest text that shows the problem.
    pub span: Option<Span>,
    /// Never empty: a rule that can show nothing says nothing.
    pub evidence: Vec<Evidence>,
    /// What this finding is a sign of, for others to explain: `provider-refused moonshot`.
    pub symptoms: Vec<String>,
    /// Symptoms that this one causes; a trailing `*` stands for any ending.
    pub explains: Vec<String>,
    /// A correction of the config.
    pub fix: Option<Fix>,
    /// Lines for the reader's terminal.
    pub commands: Vec<Command>,
    /// A page of OpenClaw's documentation.
    pub docs: Option<&'static str>,
    /// What a person has to do beyond applying the fix.
    pub steps: Vec<Step>,
    /// What would decide, where the evidence does not.
    pub asks: Vec<Missing>,
    /// The whole situation in one sentence, for when this is the root cause.
    pub headline: Option<Text>,
}

impl Finding {
    /// A finding without fix, commands and relations yet.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        certainty: Certainty,
        message: Text,
    ) -> Finding {
        Finding {
            rule,
            layer: Layer::Tools,
            severity,
            certainty,
            message,
            path: None,
            span: None,
            evidence: Vec::new(),
            symptoms: Vec::new(),
            explains: Vec::new(),
            fix: None,
            commands: Vec::new(),
            docs: None,
            steps: Vec::new(),
            asks: Vec::new(),
            headline: None,
        }
    }

    /// The same, about the config key `path` at `span`.
    pub fn at(mut self, path: Option<Path>, span: Option<Span>) -> Finding {
        self.path = path;
        self.span = span;
        self
    }

    /// The same with a quoted line of the paste.
    pub fn quote(mut self, span: Span, note: Text) -> Finding {
        self.evidence.push(Evidence::Quote { span, note });
        self
    }

    /// The same with a fact of ours.
    pub fn fact(mut self, id: impl Into<String>, source: impl Into<String>, note: Text) -> Finding {
        self.evidence.push(Evidence::Fact {
            id: id.into(),
            source: source.into(),
            note,
        });
        self
    }

    /// The same with a key that is not there.
    pub fn absent(mut self, path: impl Into<String>, note: Text) -> Finding {
        self.evidence.push(Evidence::Absent {
            path: path.into(),
            note,
        });
        self
    }

    /// The same as a sign of `symptom`.
    pub fn symptom(mut self, symptom: impl Into<String>) -> Finding {
        self.symptoms.push(symptom.into());
        self
    }

    /// The same as the cause of `symptom`.
    pub fn explains(mut self, symptom: impl Into<String>) -> Finding {
        self.explains.push(symptom.into());
        self
    }

    /// The same with a fix.
    pub fn fix(mut self, fix: Fix) -> Finding {
        self.fix = Some(fix);
        self
    }

    /// The same with a command.
    pub fn command(mut self, command: Command) -> Finding {
        self.commands.push(command);
        self
    }

    /// The same with a step for a person.
    pub fn step(mut self, step: Step) -> Finding {
        self.steps.push(step);
        self
    }

    /// The same with a question: the command whose output would decide.
    pub fn ask(mut self, command: impl Into<String>, why: Text) -> Finding {
        self.asks.push(Missing {
            command: command.into(),
            why,
        });
        self
    }

    /// The same with the sentence for the whole situation.
    pub fn headline(mut self, sentence: Text) -> Finding {
        self.headline = Some(sentence);
        self
    }

    /// The same with a page of the documentation.
    pub fn docs(mut self, page: &'static str) -> Finding {
        self.docs = Some(page);
        self
    }
}

/// Why we believe it.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// Words of the paste.
    Quote {
        /// Where they stand.
        span: Span,
        /// What they show.
        note: Text,
    },
    /// A row of our facts.
    Fact {
        /// Its id.
        id: String,
        /// Where it was taken from: a release, a file of the package, an issue.
        source: String,
        /// What it says.
        note: Text,
    },
    /// Something that should be there and is not.
    Absent {
        /// Config path, variable or line looked for.
        path: String,
        /// What its absence shows.
        note: Text,
    },
}

/// Whether a fix may be applied unasked. Ordered, so that `applicability >= wanted` decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Applicability {
    /// The reader has to fill something in.
    Placeholder,
    /// A choice is made that may not be the reader's.
    Unsafe,
    /// The meaning is kept or is the only one that works.
    Safe,
}

/// A titled set of changes to the config.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: Text,
    /// Whether to apply it unasked.
    pub applicability: Applicability,
    /// Why it is safe, or what could go wrong.
    pub why: Text,
    /// The changes, in terms of keys.
    pub changes: Vec<Change>,
    /// Text edits of the config document that repair its syntax; offsets in that document.
    pub repairs: Vec<(Span, String)>,
}

impl Fix {
    /// A fix that states changes only.
    pub fn new(title: Text, applicability: Applicability, why: Text, changes: Vec<Change>) -> Fix {
        Fix {
            title,
            applicability,
            why,
            changes,
            repairs: Vec::new(),
        }
    }
}

/// A change to the config, said in terms of its keys. Only `edit` turns it into text.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// Gives the key this value; makes it, and the objects above it, where they are missing.
    Set {
        /// The key.
        path: Path,
        /// Its new value.
        value: Value<'static>,
    },
    /// Takes the key away, with the comment that belongs to it.
    Remove {
        /// The key.
        path: Path,
    },
    /// Gives the key another name in its place.
    Rename {
        /// The key.
        path: Path,
        /// Its new last part.
        to: String,
    },
    /// Puts a new element or key where it must not exist yet.
    Insert {
        /// The new key, or the array place before which the value goes.
        path: Path,
        /// Its value.
        value: Value<'static>,
    },
    /// Moves the key with its value and comment to another place.
    Move {
        /// The key.
        path: Path,
        /// Its whole new path.
        to: Path,
    },
}

impl Change {
    /// The path it starts from.
    pub fn path(&self) -> &Path {
        match self {
            Change::Set { path, .. }
            | Change::Remove { path }
            | Change::Rename { path, .. }
            | Change::Insert { path, .. }
            | Change::Move { path, .. } => path,
        }
    }
}

/// Which shell a command is written for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shell {
    /// The same everywhere.
    Any,
    /// sh, bash, zsh.
    Posix,
    /// PowerShell.
    PowerShell,
}

/// A line for the reader's terminal.
#[derive(Clone, Debug)]
pub struct Command {
    /// The line itself.
    pub run: String,
    /// What it is for.
    pub purpose: Text,
    /// Where it works.
    pub shell: Shell,
    /// Whether something is lost by running it.
    pub destructive: bool,
}

impl Command {
    /// A harmless command that is the same in every shell.
    pub fn any(run: impl Into<String>, purpose: Text) -> Command {
        Command {
            run: run.into(),
            purpose,
            shell: Shell::Any,
            destructive: false,
        }
    }
}

/// A command whose output would decide between the causes that remain.
#[derive(Clone, Debug)]
pub struct Missing {
    /// What to run and paste.
    pub command: String,
    /// What it would decide.
    pub why: Text,
}

/// Where in the plan a step belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Phase {
    /// Save what is there before anything changes.
    Save,
    /// Install or update a program.
    Install,
    /// Change the config file.
    Edit,
    /// Put a key where it is read.
    Key,
    /// Choose a model, pair a device, and the like.
    Set,
    /// Ask the real software whether it accepts the file.
    Validate,
    /// Make the gateway read it.
    Restart,
    /// See that it works.
    Check,
}

/// One step for a person: an edit, a command, or a look.
#[derive(Clone, Debug)]
pub struct Step {
    /// Where it belongs.
    pub phase: Phase,
    /// What to do.
    pub title: Text,
    /// Why.
    pub why: Text,
    /// What to run.
    pub commands: Vec<Command>,
    /// The line to look for afterwards.
    pub expect: Text,
    /// What to do or paste if it does not come.
    pub if_not: Text,
    /// Words of the paste that prove it done.
    pub done: Option<Span>,
}
