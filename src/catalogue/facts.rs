//! Facts of a release that were read from its package beside the schema. The source of each stands in
//! the release's file.

use super::Release;
use super::{Node, Properties, Scalar, Scalars, Schema};

/// What a release needs and falls back to.
#[derive(Clone, Copy, Debug)]
pub struct ReleaseFacts {
    fields: Properties,
}

/// An official plugin that is a package of its own.
#[derive(Clone, Copy, Debug)]
pub struct ExternalPlugin {
    /// Plugin id.
    pub id: &'static str,
    /// The npm package.
    pub npm: &'static str,
    /// Oldest OpenClaw it runs in, as a range (`>=2026.4.25`).
    pub min_host_version: Option<&'static str>,
    /// The channel it brings, as the key under `channels`.
    pub channel: Option<&'static str>,
    /// Other names of that channel.
    pub channel_aliases: Scalars,
    /// Model providers it brings.
    pub providers: Scalars,
    /// Whether it is made by OpenClaw itself (else by the channel's vendor).
    pub official: bool,
}

/// Where a model provider lives in a release.
#[derive(Clone, Copy, Debug)]
pub enum ProviderHome {
    /// In a plugin that ships with OpenClaw, by plugin id.
    Bundled(&'static str),
    /// In a package that must be installed.
    External(ExternalPlugin),
    /// Known to the core itself: it has variables for its key, and no plugin names it.
    Core,
}

impl Release {
    /// Where a provider lives; `None` where this release does not name it (a config may still define it).
    pub fn provider_home(self, id: &str) -> Option<ProviderHome> {
        if let Some(plugin) = Schema::of(self)
            .plugins()
            .find(|p| p.providers.contains(id))
        {
            return Some(ProviderHome::Bundled(plugin.id));
        }
        let facts = self.facts();
        if let Some(plugin) = facts.external_plugins().find(|p| p.providers.contains(id)) {
            return Some(ProviderHome::External(plugin));
        }
        facts
            .provider_variables()
            .any(|(name, _)| name == id)
            .then_some(ProviderHome::Core)
    }

    /// The facts of this release.
    pub fn facts(self) -> ReleaseFacts {
        let node = Schema::of(self).part("facts");
        ReleaseFacts {
            fields: node
                .map(|node| node.keywords().properties)
                .unwrap_or_default(),
        }
    }
}

impl ReleaseFacts {
    /// The Node versions it runs on, as an npm range (`>=22.12.0`).
    pub fn node(self) -> &'static str {
        self.text("node")
    }

    /// The zod it asks for; a range means that an installation of today has a later one.
    pub fn zod(self) -> &'static str {
        self.text("zod")
    }

    /// The model that answers when the config names none, as `provider/model`.
    pub fn default_model(self) -> &'static str {
        self.text("defaultModel")
    }

    /// The gateway's port when nothing names one.
    pub fn default_port(self) -> u16 {
        self.number("defaultPort") as u16
    }

    /// The context window assumed for a model that states none, in tokens.
    pub fn default_context_tokens(self) -> u32 {
        self.number("defaultContextTokens") as u32
    }

    /// Providers and the environment variables that may hold their key, the preferred one first.
    pub fn provider_variables(self) -> impl Iterator<Item = (&'static str, Scalars)> {
        self.entries("providerVariables")
            .map(|(id, node)| (id, node.keywords().choices))
    }

    /// Official plugins that must be installed on their own (listed from 2026.5.2 on).
    pub fn external_plugins(self) -> impl Iterator<Item = ExternalPlugin> {
        self.entries("externalPlugins").map(|(id, node)| {
            let fields = node.keywords().properties;
            let list = |name| fields.get(name).map(|node: Node| node.keywords().choices);
            ExternalPlugin {
                id,
                npm: fields.get("npm").and_then(Node::text).unwrap_or(id),
                min_host_version: fields.get("minHostVersion").and_then(Node::text),
                channel: fields.get("channel").and_then(Node::text),
                channel_aliases: list("channelAliases").unwrap_or_default(),
                providers: list("providers").unwrap_or_default(),
                official: fields.get("source").is_none(),
            }
        })
    }

    fn text(self, name: &str) -> &'static str {
        self.fields
            .get(name)
            .and_then(Node::text)
            .unwrap_or_default()
    }

    fn number(self, name: &str) -> f64 {
        match self
            .fields
            .get(name)
            .and_then(|node| node.keywords().constant)
        {
            Some(Scalar::Number(number)) => number,
            _ => 0.0,
        }
    }

    fn entries(self, name: &str) -> impl Iterator<Item = (&'static str, Node)> {
        let node = self.fields.get(name);
        node.map(|node| node.keywords().properties)
            .unwrap_or_default()
            .iter()
    }
}
