//! One paste becomes a clean text and a row of artifacts.
//!
//! Invariants: the artifacts' spans tile the paste, in order, without gap; every span of the clean
//! text maps back to the original; the text of a config is byte for byte the user's, unless marks ran
//! down its lines. Linear time; nothing here fails, an unreadable paste is one artifact `unknown`.

mod characters;
mod cleaned;
mod cue;
mod judge;
mod line;
mod marks;
mod scan;
mod segment;
mod wash;
mod words;

pub use cleaned::Cleaned;
pub use cue::{ROOT_KEYS, config_name, is_root_key};

pub(crate) use judge::DOCTOR_TITLES;
pub(crate) use words::Words;

use crate::span::{Seen, Span};

/// What a stretch of the paste is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ArtifactKind {
    /// `openclaw.json`, whole, a part of it, or what `config get` printed of it.
    Config,
    /// `auth-profiles.json`.
    AuthProfiles,
    /// An agent's generated `models.json`.
    ModelsJson,
    /// A `.env` file or `export` lines.
    Env,
    /// `ls -la` or `dir` of the state folder.
    Listing,
    /// A systemd unit or a launchd property list.
    Unit,
    /// A typed command, with its prompt if there is one.
    Command,
    /// `openclaw --version` or the banner.
    Version,
    /// `models status`.
    ModelsStatus,
    /// `models list`.
    ModelsList,
    /// `gateway status`.
    GatewayStatus,
    /// `gateway probe`.
    GatewayProbe,
    /// `status`.
    Status,
    /// `status --all`.
    StatusAll,
    /// `health`.
    Health,
    /// `doctor`, and note boxes that other commands print.
    Doctor,
    /// `doctor --lint --json`.
    DoctorLint,
    /// What says that a config is valid or not, whichever command printed it.
    ConfigCheck,
    /// A single value as `config get` prints it.
    ConfigValue,
    /// What a writing command answers: `Updated …`, `Config overwrite: …`.
    Action,
    /// `channels status`.
    ChannelsStatus,
    /// `channels list`.
    ChannelsList,
    /// `plugins list`.
    PluginsList,
    /// `security audit`.
    SecurityAudit,
    /// `memory status`.
    MemoryStatus,
    /// `cron list`.
    CronList,
    /// `devices list`.
    DevicesList,
    /// `nodes status`.
    NodesStatus,
    /// `agents list`.
    AgentsList,
    /// `sessions`.
    Sessions,
    /// `skills check`.
    SkillsCheck,
    /// Log lines: files, `logs`, the gateway's console, journald, compose.
    Log,
    /// Error lines that stand alone.
    Errors,
    /// npm, Node and shell errors of an installation.
    Install,
    /// JSON that is none of the above.
    OtherJson,
    /// Sentences.
    Prose,
    /// Nothing that was recognised.
    Unknown,
}

impl ArtifactKind {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        use ArtifactKind::*;
        match self {
            Config => "config",
            AuthProfiles => "auth-profiles",
            ModelsJson => "models-json",
            Env => "env",
            Listing => "listing",
            Unit => "unit",
            Command => "command",
            Version => "version",
            ModelsStatus => "models-status",
            ModelsList => "models-list",
            GatewayStatus => "gateway-status",
            GatewayProbe => "gateway-probe",
            Status => "status",
            StatusAll => "status-all",
            Health => "health",
            Doctor => "doctor",
            DoctorLint => "doctor-lint",
            ConfigCheck => "config-check",
            ConfigValue => "config-value",
            Action => "action",
            ChannelsStatus => "channels-status",
            ChannelsList => "channels-list",
            PluginsList => "plugins-list",
            SecurityAudit => "security-audit",
            MemoryStatus => "memory-status",
            CronList => "cron-list",
            DevicesList => "devices-list",
            NodesStatus => "nodes-status",
            AgentsList => "agents-list",
            Sessions => "sessions",
            SkillsCheck => "skills-check",
            Log => "log",
            Errors => "errors",
            Install => "install",
            OtherJson => "json",
            Prose => "prose",
            Unknown => "unknown",
        }
    }
}

/// Where in a whole config a pasted part belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Parent {
    /// The echoed command says so: `openclaw config get agents.defaults`.
    Asked(String),
    /// Its keys fit only there.
    Guessed(String),
}

impl Parent {
    /// The dotted path.
    pub fn path(&self) -> &str {
        match self {
            Parent::Asked(path) | Parent::Guessed(path) => path,
        }
    }
}

/// One recognised stretch of the paste.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its place in [`Paste::artifacts`].
    pub id: usize,
    /// What it is.
    pub kind: ArtifactKind,
    /// Its tile of the original paste: content with the fences, marks and blank lines around it.
    pub span: Span,
    /// Its content in the clean text. For objects exactly the document.
    pub clean: Span,
    /// A short name: the file's name where one was given, else the kind's.
    pub label: String,
    /// The file that a header line, a comment or the echoed command named.
    pub file: Option<String>,
    /// The artifact of the command that printed this, if it was pasted right before.
    pub command: Option<usize>,
    /// For a config: where it belongs, if it is only a part.
    pub parent: Option<Parent>,
    /// Whether the content is JSON rather than text for people.
    pub json: bool,
    /// For a config: members without the braces around them.
    pub braceless: bool,
}

/// A paste, cleaned and cut.
#[derive(Clone, Debug)]
pub struct Paste<'p> {
    /// As pasted.
    pub text: &'p str,
    /// Without decoration, with the way back.
    pub cleaned: Cleaned,
    /// Tiles of the paste, in order; empty only for an empty paste.
    pub artifacts: Vec<Artifact>,
    /// Why there is little to read, if so.
    pub state: State,
}

/// How far a paste could be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// At least one artifact was recognised.
    Read,
    /// Nothing but blanks.
    Empty,
    /// Bytes of a file that is not text.
    Binary,
    /// Text, but nothing that OpenClaw printed or reads.
    NoArtifact,
}

impl<'p> Paste<'p> {
    /// Cleans `text` and finds the artifacts in it.
    pub fn read(text: &'p str) -> Paste<'p> {
        segment::segment(text)
    }

    /// The text of an artifact as the parsers read it; for a config the document itself.
    pub fn content(&self, artifact: &Artifact) -> &str {
        self.cleaned.slice(artifact.clean)
    }

    /// The place in the original of `span`, a span of [`Paste::content`] of `artifact`.
    pub fn place(&self, artifact: &Artifact, span: Span) -> Span {
        self.cleaned
            .original(span.shift(artifact.clean.start as usize))
    }

    /// `part`, which must be a part of the clean text, with its place in the original.
    pub fn seen(&self, part: &str) -> Seen<String> {
        Seen::new(part.to_owned(), self.span_of(part))
    }

    /// The place in the original of `part`, a part of the clean text by address; an empty span at the
    /// start for any other text.
    pub fn span_of(&self, part: &str) -> Span {
        self.cleaned.original(self.clean_span_of(part))
    }

    /// The place in the clean text of `part`, a part of it by address.
    pub fn clean_span_of(&self, part: &str) -> Span {
        let base = self.cleaned.text.as_ptr() as usize;
        let at = (part.as_ptr() as usize).wrapping_sub(base);
        match at.checked_add(part.len()) {
            Some(end) if end <= self.cleaned.text.len() => Span::new(at, end),
            _ => Span::at(0),
        }
    }

    /// Artifacts of one kind.
    pub fn of_kind(&self, kind: ArtifactKind) -> impl Iterator<Item = &Artifact> {
        self.artifacts
            .iter()
            .filter(move |artifact| artifact.kind == kind)
    }
}
