//! What a rule may look at: the paste, the config in it, the set-up, the release, the real verdict.
//!
//! Everything is computed before the first rule runs and nothing changes while they run.

use std::cell::OnceCell;

use crate::catalogue::{Place, Release};
use crate::cli::Outputs;
use crate::facts::providers;
use crate::finding::{Certainty, Command, Shell};
use crate::intake::{ArtifactKind, Paste, State};
use crate::json5::{Document, Node, Path};
use crate::lang::Text;
use crate::migrate::Group;
use crate::near;
use crate::setup::{Role, Setup, System};
use crate::signals::Hit;
use crate::span::{Seen, Span};
use crate::text;
use crate::validate::{Issue, Verdict};
use crate::version::Version;

/// Everything a rule reads.
pub struct Context<'p> {
    /// The paste with its artifacts.
    pub paste: &'p Paste<'p>,
    /// What the outputs in it say.
    pub outputs: &'p Outputs,
    /// Known sentences in it; spans in the clean text.
    pub signals: &'p [Hit],
    /// The config that is judged, where one was pasted.
    pub config: Option<Config<'p>>,
    /// The release that is judged.
    pub release: Judged,
    /// The effective set-up.
    pub setup: Setup,
    /// What the real `openclaw config validate` says of the config.
    pub verdict: Option<Verdict>,
    /// Where the release is not known: the stretches of possible releases, first and last, that
    /// accept the config. Empty where it is known, or where the config is too long to ask them all.
    pub accepting: Vec<(Release, Release)>,
    /// What answers the keys that the release has retired, once a rule has asked.
    pub retired: OnceCell<Vec<Group>>,
}

/// Which release is judged, and on what grounds.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What the paste proves, or the caller chose.
    pub stated: Option<Version>,
    /// The release whose rules are applied.
    pub release: Release,
    /// Its version.
    pub version: Version,
    /// Whether the stated version is exactly this release.
    pub exact: bool,
    /// The releases that it can be, in order: one where it is stated, else all that the outputs allow.
    pub possible: Vec<Release>,
    /// Where the paste says so.
    pub evidence: Vec<Seen<Version>>,
}

/// A config in the paste.
pub struct Config<'p> {
    /// Its artifact.
    pub artifact: usize,
    /// Its text, parsed.
    pub document: Document<'p>,
    /// Where it belongs, for a part of a config; empty for a whole one.
    pub prefix: Path,
    /// Where the text begins in the clean text of the paste.
    pub begin: u32,
    /// Members without the braces around them.
    pub braceless: bool,
    /// The file it was pasted as.
    pub file: Option<String>,
}

impl<'p> Config<'p> {
    /// The place in the paste of a span of the document.
    pub fn place(&self, paste: &Paste<'_>, span: Span) -> Span {
        paste.cleaned.original(span.shift(self.begin as usize))
    }

    /// The same config with another text.
    pub fn with_text<'q>(&self, text: &'q str) -> Config<'q> {
        Config {
            artifact: self.artifact,
            document: crate::json5::parse(text),
            prefix: self.prefix.clone(),
            begin: self.begin,
            braceless: self.braceless,
            file: self.file.clone(),
        }
    }

    /// Whether only a part of a config was pasted.
    pub fn is_part(&self) -> bool {
        self.braceless || !self.prefix.0.is_empty()
    }

    /// The whole config path of a path in the document.
    pub fn whole(&self, inner: &Path) -> Path {
        Path(self.prefix.0.iter().chain(&inner.0).cloned().collect())
    }

    /// The node at a whole config path.
    pub fn at(&self, path: &Path) -> Option<Node<'_, 'p>> {
        let inner = path.0.strip_prefix(self.prefix.0.as_slice())?;
        self.document.find(&Path(inner.to_vec()))
    }

    /// The span of the key at a whole config path, in the document.
    pub fn key_span(&self, path: &Path) -> Option<Span> {
        let inner = path.0.strip_prefix(self.prefix.0.as_slice())?;
        Some(self.document.find_member(&Path(inner.to_vec()))?.key_span)
    }
}

/// A text at a key that holds a secret.
pub struct SecretText {
    /// The key.
    pub path: Path,
    /// What stands there.
    pub value: Seen<String>,
}

/// Whether a key of this name holds a secret.
fn holds_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["apikey", "token", "password", "secret"]
        .iter()
        .any(|end| name.ends_with(end))
}

impl Context<'_> {
    /// The issues of the real validator, those of its hidden later stages after them.
    pub fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.verdict
            .iter()
            .flat_map(|verdict| verdict.issues.iter().chain(&verdict.beyond))
    }

    /// The judged version.
    pub fn version(&self) -> &Version {
        &self.release.version
    }

    /// The judged version, for people.
    pub fn judged_name(&self) -> &'static str {
        self.release.release.name()
    }

    /// Whether the judged release is older than `version`.
    pub fn is_before(&self, version: &str) -> bool {
        Version::parse(version).is_some_and(|version| *self.version() < version)
    }

    /// Whether what depends on the release may be called certain.
    pub fn release_is_known(&self) -> bool {
        self.release.possible.len() == 1
    }

    /// How sure a finding that depends on the release may be.
    pub fn certainty(&self) -> Certainty {
        match (self.release_is_known(), self.accepting.is_empty()) {
            (true, _) => Certainty::Certain,
            (false, true) => Certainty::Likely,
            (false, false) => Certainty::Possible,
        }
    }

    /// `2026.3.11 to 2026.7.35, 2026.9.6` for the stretches of releases that accept the config.
    pub fn accepting_text(&self) -> String {
        let one = |(first, last): &(Release, Release)| match first == last {
            true => first.name().to_owned(),
            false => format!("{}–{}", first.name(), last.name()),
        };
        self.accepting
            .iter()
            .map(one)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The product behind a provider id: by what its base URL says, else by the id.
    pub fn product_of(&self, provider: &str) -> Option<&'static str> {
        let written = self
            .setup
            .base_urls
            .iter()
            .find(|base| base.provider == provider);
        match written {
            Some(base) => {
                crate::facts::endpoints::endpoint(&base.value.value).map(|row| row.product)
            }
            None => providers::product_of(provider),
        }
    }

    /// The file that the config is read from, as the paste names it, else the usual one.
    pub fn config_path(&self) -> String {
        match self.config_path_seen() {
            Some(path) => path.value.clone(),
            None if self.on_windows() => "%USERPROFILE%\\.openclaw\\openclaw.json".to_owned(),
            None => "~/.openclaw/openclaw.json".to_owned(),
        }
    }

    /// The file that the config is read from, where an output names it.
    pub fn config_path_seen(&self) -> Option<&Seen<String>> {
        self.setup.config_path.as_ref()
    }

    /// A file in the folder of the config.
    pub fn state_file(&self, name: &str) -> String {
        let path = self.config_path();
        match path.rfind(['/', '\\']) {
            Some(at) => format!("{}{name}", path.get(..=at).unwrap_or("")),
            None => format!("~/.openclaw/{name}"),
        }
    }

    /// The artifact that holds byte `at` of the paste.
    pub fn artifact_at(&self, at: u32) -> usize {
        let artifacts = &self.paste.artifacts;
        artifacts
            .partition_point(|artifact| artifact.span.end <= at)
            .min(artifacts.len().saturating_sub(1))
    }

    /// Why there is nothing to diagnose, where that is so.
    pub fn says_nothing(&self) -> Option<Text> {
        match self.paste.state {
            State::Read => None,
            State::Empty => Some(text!("verdict.empty")),
            State::Binary => Some(text!("verdict.binary")),
            State::NoArtifact => Some(text!("verdict.no-artifact")),
        }
    }

    /// Whether something in the paste shows how the set-up is; a version, a command or what a person
    /// tells does not.
    pub fn shows_state(&self) -> bool {
        use crate::intake::ArtifactKind::*;
        self.paste.artifacts.iter().any(|artifact| {
            !matches!(
                artifact.kind,
                Version | Command | Prose | Unknown | Errors | OtherJson
            )
        })
    }

    /// The name to save the corrected config under.
    pub fn config_file_name(&self) -> String {
        let path = self.config_path();
        path.rsplit(['/', '\\'])
            .next()
            .unwrap_or("openclaw.json")
            .to_owned()
    }

    /// Values at keys that hold secrets, in the paste.
    pub fn secret_places(&self) -> Vec<Span> {
        Vec::new()
    }

    /// A config path for people: the whole config for the root.
    pub fn shown_parent(&self, parent: &Path) -> Text {
        match parent.0.is_empty() {
            true => text!("config.root"),
            false => text!("config.parent", path = parent.to_string()),
        }
    }

    /// Whether the reader is known to be in PowerShell.
    pub fn on_windows(&self) -> bool {
        self.setup
            .system
            .as_ref()
            .is_some_and(|system| system.value == System::Windows)
    }

    /// Lines that copy the config beside itself.
    pub fn copy_commands(&self) -> Vec<Command> {
        let path = self.config_path();
        let from = self.quoted(&path);
        let to = self.quoted(&format!("{path}.before"));
        let (run, shell) = match self.on_windows() {
            true => (format!("Copy-Item {from} {to}"), Shell::PowerShell),
            false => (format!("cp {from} {to}"), Shell::Posix),
        };
        vec![Command {
            run,
            purpose: text!("plan.save.purpose"),
            shell,
            destructive: false,
        }]
    }

    /// The line that opens the config in an editor; `None` where the system is not known, or is a
    /// container, which has none.
    pub fn open_command(&self) -> Option<Command> {
        let path = self.quoted(&self.config_path());
        let (run, shell) = match self.setup.system.as_ref()?.value {
            System::Windows => (format!("notepad {path}"), Shell::PowerShell),
            System::MacOs => (format!("open -e {path}"), Shell::Posix),
            System::Linux | System::Wsl => (format!("nano {path}"), Shell::Posix),
            System::Container => return None,
        };
        Some(Command {
            run,
            purpose: text!("plan.edit.purpose"),
            shell,
            destructive: false,
        })
    }

    /// A path as one word of the reader's shell.
    fn quoted(&self, path: &str) -> String {
        if self.on_windows() {
            return format!("\"{}\"", path.replace("%USERPROFILE%", "$HOME"));
        }
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '~' | '+');
        match path.chars().all(plain) {
            true => path.to_owned(),
            false => {
                // Within quotes a shell does not read `~` as the home folder.
                let path = match path.strip_prefix("~/") {
                    Some(rest) => format!("$HOME/{rest}"),
                    None => path.to_owned(),
                };
                format!("\"{}\"", path.replace(['"', '`'], ""))
            }
        }
    }

    /// The sentence by which OpenClaw misses a key for its built-in default model, where nothing shows
    /// that a model of that provider was chosen.
    pub fn built_in_asked(&self) -> Option<&Hit> {
        let text = &self.paste.cleaned.text;
        let hits = || self.signals.iter().filter(|hit| hit.id == "no-key-found");
        let default_of = |release: &Release| release.facts().default_model().split('/').next();
        // In an unknown release every built-in provider is possible.
        let is_default = |hit: &&Hit| {
            let named = hit.capture(text, "provider");
            match self.release_is_known() {
                true => default_of(&self.release.release) == named,
                false => self
                    .release
                    .possible
                    .iter()
                    .any(|other| default_of(other) == named),
            }
        };
        let hit = hits().find(is_default)?;
        let provider = hit.capture(text, "provider").unwrap_or("");
        let mut used = self
            .setup
            .models
            .iter()
            .filter(|model| model.provider == provider);
        // Chosen, or a fallback; or one of several that failed, of which the first was chosen.
        let chosen = used.any(|model| model.path.is_some() || model.role == Role::Fallback)
            || hits().any(|other| !is_default(&other))
            || self
                .signals
                .iter()
                .any(|hit| hit.id.starts_with("unknown-model"));
        (!chosen && !self.of_memory(hit)).then_some(hit)
    }

    /// Whether a sentence speaks of the search in the memory, whose keys are its own.
    pub fn of_memory(&self, hit: &Hit) -> bool {
        let text = &self.paste.cleaned.text;
        let before = text.get(..hit.span.start as usize).unwrap_or("");
        let line = before
            .rsplit('\n')
            .next()
            .unwrap_or(before)
            .to_ascii_lowercase();
        let artifact = self.artifact_at(self.place(hit.span).start);
        let artifact = self.paste.artifacts.get(artifact);
        artifact.is_some_and(|artifact| artifact.kind == ArtifactKind::MemoryStatus)
            || line.contains("embedding")
            || line.contains("memory")
            || self.is_round_of_embeddings(hit)
    }

    /// The search without a provider of its own asks for the keys of `openai`, `google` and `voyage` in
    /// turn (`memory status` of 2026.2.9); the last has embeddings only.
    fn is_round_of_embeddings(&self, hit: &Hit) -> bool {
        let text = &self.paste.cleaned.text;
        let asked = |hit: &Hit| (hit.id == "no-key-found").then(|| hit.capture(text, "provider"));
        let one_of =
            |hit: &Hit| matches!(asked(hit).flatten(), Some("openai" | "google" | "voyage"));
        one_of(hit)
            && self
                .signals
                .iter()
                .any(|hit| asked(hit).flatten() == Some("voyage"))
    }

    /// `openclaw config validate` exists from 2026.3.2 on (its command table).
    pub fn has_config_validate(&self) -> bool {
        !self.is_before("2026.3.2")
    }

    /// `agents.defaults.modelPolicy.allow` restricts models from 2026.8.1 on.
    pub fn has_model_policy(&self) -> bool {
        !self.is_before("2026.8.1")
    }

    /// The text at a key of the pasted config, with its place.
    pub fn config_text(&self, path: &[&str]) -> Option<Seen<String>> {
        let config = self.config.as_ref()?;
        let node = config.at(&Path::of(path.iter().copied()))?;
        let text = node.as_str()?.into_owned();
        Some(Seen::new(text, config.place(self.paste, node.span())))
    }

    /// The texts at keys of the pasted config that hold keys, tokens and passwords.
    pub fn secret_texts(&self) -> Vec<SecretText> {
        let mut found = Vec::new();
        let Some(config) = self.config.as_ref() else {
            return found;
        };
        let Some(root) = config.document.root() else {
            return found;
        };
        let mut open = vec![(config.prefix.clone(), root)];
        while let Some((path, node)) = open.pop() {
            let below = path
                .0
                .last()
                .is_some_and(|last| matches!(last.text().as_ref(), "env" | "vars" | "headers"));
            for member in node.members() {
                let path = path.join(member.key.as_ref());
                match member.value.as_str() {
                    Some(text) if below || holds_secret(&member.key) => {
                        let place = config.place(self.paste, member.value.span());
                        let value = Seen::new(text.into_owned(), place);
                        found.push(SecretText { path, value });
                    }
                    Some(_) => {}
                    None => open.push((path, member.value)),
                }
            }
            for (at, element) in node.elements().enumerate() {
                open.push((path.join(at), element));
            }
        }
        found.sort_by_key(|text| text.value.span);
        found
    }

    /// Whether the pasted config has this key.
    pub fn config_has(&self, path: &[&str]) -> bool {
        let config = self.config.as_ref();
        config.is_some_and(|config| config.at(&Path::of(path.iter().copied())).is_some())
    }

    /// Whether an output shows that the gateway answers.
    pub fn gateway_answers(&self) -> bool {
        self.setup
            .gateway
            .probe
            .as_ref()
            .is_some_and(|probe| probe.value)
    }

    /// The line of `gateway status` by which the judged release says that the gateway answers.
    pub fn probe_line(&self) -> &'static str {
        // Read from the packages: the last with `RPC probe:` is 2026.4.15, the first without is 2026.4.20.
        if self.is_before("2026.4.20") {
            "RPC probe: ok"
        } else {
            "Connectivity probe: ok"
        }
    }

    /// The place of the value at `path`, or of the nearest key above it that is there.
    pub fn nearest_place(&self, path: &Path) -> Option<Span> {
        let config = self.config.as_ref()?;
        let mut path = path.clone();
        loop {
            let key = config
                .key_span(&path)
                .or_else(|| config.at(&path).map(|node| node.span()));
            if let Some(span) = key {
                return Some(config.place(self.paste, span));
            }
            path = path.parent()?;
        }
    }

    /// Lines of the paste by which OpenClaw itself prints `issue`.
    pub fn printed(&self, issue: &Issue) -> impl Iterator<Item = Span> {
        let path = issue.path_text();
        self.setup
            .rejections
            .iter()
            .filter(move |line| line.path == path && line.message.starts_with(&issue.message))
            .map(|line| line.span)
    }

    /// Lines of the paste by which OpenClaw itself refuses the key `key` under `parent`.
    pub fn rejections_of(&self, parent: &Path, key: &str) -> impl Iterator<Item = Span> {
        let quoted = format!("\"{key}\"");
        let path = crate::validate::dotted(&parent.0);
        self.setup
            .rejections
            .iter()
            .filter(move |line| line.path == path && line.message.contains(&quoted))
            .map(|line| line.span)
    }

    /// The known key at `parent` that `key` is almost spelled like.
    pub fn nearest_key(&self, parent: &Path, key: &str) -> Option<&'static str> {
        let known = Place::of(self.release.release, parent).keys();
        let taken = |name: &&'static str| {
            self.config
                .as_ref()
                .is_some_and(|config| config.at(&parent.join(*name)).is_some())
        };
        near::nearest_of(key, known, |name| !taken(name))
    }

    /// The place in the paste of a span of its clean text.
    pub fn place(&self, clean: Span) -> Span {
        self.paste.cleaned.original(clean)
    }
}
