//! The effective set-up: which model, which keys, which gateway, and where the paste says so.
//!
//! Computed once, read by the rules. Every value keeps its place. What the paste does not say is
//! absent, never assumed.

use crate::catalogue::Release;
use crate::facts::providers;
use crate::json5::Path;
use crate::span::{Seen, Span};

/// What the paste tells of the set-up.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The config file that is read, as an output names it.
    pub config_path: Option<Seen<String>>,
    /// Models in use, the default first.
    pub models: Vec<ModelUse>,
    /// Keys, in the order of the paste.
    pub credentials: Vec<Credential>,
    /// Providers whose block asks for its own key with `auth: "api-key"`.
    pub explicit_blocks: Vec<String>,
    /// Base URLs that the config sets.
    pub base_urls: Vec<BaseUrl>,
    /// Plugins that are installed or switched on.
    pub plugins: Vec<Seen<String>>,
    /// The gateway.
    pub gateway: Gateway,
    /// Answers by which a provider refused a key.
    pub refusals: Vec<Refusal>,
    /// Lines by which OpenClaw says what it refuses in the config.
    pub rejections: Vec<Rejection>,
    /// The system, by paths and prompts.
    pub system: Option<Seen<System>>,
}

/// A model that the set-up calls.
#[derive(Clone, Debug)]
pub struct ModelUse {
    /// What for.
    pub role: Role,
    /// The provider, the part before the first slash.
    pub provider: String,
    /// The whole reference as written.
    pub name: Seen<String>,
    /// Its key in the config, where it was read there.
    pub path: Option<Path>,
}

/// What a model is used for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// It answers first.
    Default,
    /// It answers when the first does not.
    Fallback,
}

/// A key, as far as the paste shows it.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The provider it is sent to.
    pub provider: String,
    /// The key, masked or whole, as it stands.
    pub shown: Seen<String>,
    /// Where OpenClaw takes it from.
    pub source: Source,
    /// Whether an output says that this is the one in effect.
    pub effective: bool,
    /// Its key in the config, where it was read there.
    pub path: Option<Path>,
    /// Its place in the order in which the gateway looks for the provider's key; the lowest is sent.
    pub rank: u8,
}

/// Where a key comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// A variable of the process.
    Variable(String),
    /// A variable that the config's `env` sets.
    ConfigVariable(String),
    /// A line of a `.env` file.
    DotEnv(String),
    /// A variable that the gateway's service was installed with.
    Service(String),
    /// A variable that a shell sets; a service does not see it.
    Shell(String),
    /// `models.providers.<id>.apiKey` of the config.
    Block,
    /// The generated `models.json`.
    ModelsJson,
    /// A stored auth profile.
    Profile(String),
}

/// A base URL that the config sets.
#[derive(Clone, Debug)]
pub struct BaseUrl {
    /// The provider.
    pub provider: String,
    /// The address.
    pub value: Seen<String>,
    /// Its key.
    pub path: Path,
}

/// Where requests of a provider go.
#[derive(Clone, Debug)]
pub struct Address {
    /// The address.
    pub value: String,
    /// Where the paste says so; `None` for the release's default.
    pub span: Option<Span>,
    /// Its key, where the config sets it.
    pub path: Option<Path>,
}

/// The gateway.
#[derive(Clone, Debug, Default)]
pub struct Gateway {
    /// Whether its service runs, as an output says.
    pub running: Option<Seen<bool>>,
    /// Whether it answers, as an output says.
    pub probe: Option<Seen<bool>>,
}

/// An answer by which a provider refused a key.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The provider, where the text or the default model tells.
    pub provider: Option<String>,
    /// The product whose wording this is, where only one product words it so.
    pub wording: Option<&'static str>,
    /// The answer.
    pub line: Seen<String>,
}

/// A line by which OpenClaw says what it refuses in the config.
#[derive(Clone, Debug)]
pub struct Rejection {
    /// The dotted path, `<root>` for the whole.
    pub path: String,
    /// The message.
    pub message: String,
    /// The line.
    pub span: Span,
    /// A write was refused; the file itself is as it was.
    pub of_a_write: bool,
}

impl Rejection {
    /// The path as segments.
    pub fn parent(&self) -> Path {
        match self.path.as_str() {
            "<root>" | "" => Path::root(),
            path => Path::parse(path),
        }
    }

    /// The keys that the message calls unrecognised.
    pub fn unknown_keys(&self) -> Vec<&str> {
        let lists = ["Unrecognized key: ", "Unrecognized keys: "];
        let Some(list) = lists
            .iter()
            .find_map(|start| self.message.strip_prefix(start))
        else {
            return Vec::new();
        };
        list.split('"').skip(1).step_by(2).take(100).collect()
    }

    /// The part of the config to look at: the path without its last two names where it is long.
    pub fn section(&self) -> String {
        let names: Vec<&str> = self.path.split('.').collect();
        let kept = names.len().saturating_sub(1).clamp(1, 3);
        names.get(..kept).unwrap_or(&names).join(".")
    }
}

/// An operating system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum System {
    /// Linux.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
    /// Linux inside Windows.
    Wsl,
    /// A container.
    Container,
}

impl Setup {
    /// Whether an output or the config names the plugin.
    pub fn has_plugin(&self, id: &str) -> bool {
        self.plugins.iter().any(|plugin| plugin.value == id)
    }

    /// The default model.
    pub fn default_model(&self) -> Option<&ModelUse> {
        self.models.iter().find(|model| model.role == Role::Default)
    }

    /// The provider's keys in the order in which the gateway looks for them.
    pub fn keys_of(&self, provider: &str) -> Vec<&Credential> {
        let of = |credential: &&Credential| credential.provider == provider;
        let mut keys: Vec<&Credential> = self.credentials.iter().filter(of).collect();
        crate::sorted::by_key(&mut keys, |credential| credential.rank);
        keys
    }

    /// Where requests of `provider` go: what the config says, else the default of the release.
    pub fn base_url(&self, provider: &str, release: Release) -> Option<Address> {
        let written = self.base_urls.iter().find(|base| base.provider == provider);
        if let Some(written) = written {
            return Some(Address {
                value: written.value.value.clone(),
                span: Some(written.value.span),
                path: Some(written.path.clone()),
            });
        }
        let row = providers::provider(provider, release)?.row;
        (!row.base_url.is_empty()).then(|| Address {
            value: row.base_url.to_owned(),
            span: None,
            path: None,
        })
    }
}
