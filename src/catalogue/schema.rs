//! The config schema of one release, read in place from the table.
//!
//! Every handle ([`Schema`], [`Node`], [`Properties`] …) is small, `Copy` and borrows only static
//! data. A node is a JSON Schema node as the real package has it (draft-07, `io: "input"` for zod),
//! with prose dropped and `$ref` resolved; it never forms a cycle. Key order is the real order.

use super::Release;
use super::keywords::Keywords;
use super::lists::{Properties, PropertiesIter, Scalar, Scalars};
use super::table::{self, Cursor};

/// The schema of one release.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    release: Release,
}

impl Schema {
    /// The schema that this release applies.
    pub fn of(release: Release) -> Schema {
        Schema { release }
    }

    /// The release this is the schema of.
    pub fn release(self) -> Release {
        self.release
    }

    /// OpenClaw's own zod schema of the whole config, as JSON Schema (input side).
    pub fn core(self) -> Node {
        // Every document has a core; the root stands in only if the table were broken.
        self.part("core")
            .unwrap_or_else(|| Node::new(self.release, table::root()))
    }

    /// The JSON Schemas of channels that the package carries (2026.3.31 on), in its order. From 2026.4.5
    /// on `channels.<id>` is checked by them; in 2026.3.31 to 2026.4.2 they only serve to look up the
    /// allowed values of an issue that [`Schema::zod_channels`] found.
    pub fn channels(self) -> impl Iterator<Item = Channel> {
        self.entries("channels")
            .filter_map(|(id, node)| Channel::read(id, node))
    }

    /// The JSON Schema of `channels.<id>`; by channel id, not by alias.
    pub fn channel(self, id: &str) -> Option<Channel> {
        self.entries("channels")
            .find(|(name, _)| *name == id)
            .and_then(|(id, node)| Channel::read(id, node))
    }

    /// Channels checked by a zod schema behind a transform (2026.3.28 to 2026.4.2 only).
    pub fn zod_channels(self) -> impl Iterator<Item = (&'static str, Node)> {
        self.entries("zodChannels")
    }

    /// The zod schema of `channels.<id>` in those releases.
    pub fn zod_channel(self, id: &str) -> Option<Node> {
        self.zod_channels()
            .find(|(name, _)| *name == id)
            .map(|(_, node)| node)
    }

    /// The plugins whose manifests ship in the package, sorted by folder name as the package has them.
    pub fn plugins(self) -> impl Iterator<Item = Plugin> {
        self.entries("plugins")
            .map(|(id, node)| Plugin::read(id, node))
    }

    /// The bundled plugin with this id (not by legacy id).
    pub fn plugin(self, id: &str) -> Option<Plugin> {
        self.entries("plugins")
            .find(|(name, _)| *name == id)
            .map(|(id, node)| Plugin::read(id, node))
    }

    /// Paths (with `*`) of channels at which a SecretRef object is refused, as the package lists them.
    pub fn unsupported_secret_refs(self) -> Scalars {
        self.part("unsupportedSecretRefs")
            .map(|node| node.keywords().choices)
            .unwrap_or_default()
    }

    /// A part of the document beside the schemas, such as `facts`: objects are `properties`,
    /// scalars `constant`, lists `choices`.
    pub(super) fn part(self, name: &str) -> Option<Node> {
        Node::new(self.release, table::root())
            .keywords()
            .properties
            .get(name)
    }

    fn entries(self, part: &str) -> PropertiesIter {
        self.part(part)
            .map(|node| node.keywords().properties)
            .unwrap_or_default()
            .iter()
    }
}

/// A channel whose config the core checks by JSON Schema.
#[derive(Clone, Copy, Debug)]
pub struct Channel {
    /// Key under `channels`.
    pub id: &'static str,
    /// Plugin that owns it.
    pub plugin: &'static str,
    /// Other names of the channel.
    pub aliases: Scalars,
    /// False where the package marks it `configurable: false`.
    pub configurable: bool,
    /// Paths (with `*`) within the channel's config that the package marks as not to be shown.
    pub sensitive: Scalars,
    /// The schema of `channels.<id>`.
    pub schema: Node,
}

impl Channel {
    fn read(id: &'static str, node: Node) -> Option<Channel> {
        let fields = node.keywords().properties;
        Some(Channel {
            id,
            plugin: fields.get("pluginId").and_then(Node::text).unwrap_or(id),
            aliases: fields
                .get("aliases")
                .map(|node| node.keywords().choices)
                .unwrap_or_default(),
            configurable: fields.get("configurable").is_none(),
            sensitive: fields
                .get("sensitive")
                .map(|node| node.keywords().choices)
                .unwrap_or_default(),
            schema: fields.get("schema")?,
        })
    }
}

/// A plugin manifest (`openclaw.plugin.json`) that ships in the package.
#[derive(Clone, Copy, Debug)]
pub struct Plugin {
    /// Plugin id, the key under `plugins.entries`.
    pub id: &'static str,
    /// `kind` of the manifest, such as `memory`.
    pub kind: Option<&'static str>,
    /// Channels the plugin provides.
    pub channels: Scalars,
    /// Model providers the plugin brings (from 2026.3.22 on the providers themselves are plugins).
    pub providers: Scalars,
    /// Paths (with `*`) within the plugin's config that the manifest marks as not to be shown.
    pub sensitive: Scalars,
    /// `enabledByDefault` of the manifest.
    pub enabled_by_default: bool,
    /// Former ids.
    pub legacy_ids: Scalars,
    /// Schema of `plugins.entries.<id>.config`.
    pub config: Option<Node>,
    /// `channelConfigs` of the manifest: channel id and the schema of its config.
    pub channel_configs: Properties,
}

impl Plugin {
    fn read(id: &'static str, node: Node) -> Plugin {
        let fields = node.keywords().properties;
        let list = |name| fields.get(name).map(|node: Node| node.keywords().choices);
        let schema = |node: &Node| node.keywords().constant != Some(Scalar::Null);
        Plugin {
            id,
            kind: fields.get("kind").and_then(Node::text),
            channels: list("channels").unwrap_or_default(),
            providers: list("providers").unwrap_or_default(),
            sensitive: list("sensitive").unwrap_or_default(),
            enabled_by_default: fields.get("enabledByDefault").is_some(),
            legacy_ids: list("legacyPluginIds").unwrap_or_default(),
            config: fields.get("configSchema").filter(schema),
            channel_configs: fields
                .get("channelConfigs")
                .map(|node| node.keywords().properties)
                .unwrap_or_default(),
        }
    }
}

/// One schema node of one release.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Node {
    release: Release,
    id: u32,
}

impl Node {
    pub(super) fn new(release: Release, record: u32) -> Node {
        Node {
            release,
            id: table::resolve(record, release),
        }
    }

    /// The keywords of this node; children are handles, so this never descends.
    pub fn keywords(self) -> Keywords {
        Keywords::read(self.release, Cursor::record(self.id))
    }

    /// The release this node is read for.
    pub fn release(self) -> Release {
        self.release
    }

    /// The string of a node that is one constant string.
    pub(super) fn text(self) -> Option<&'static str> {
        match self.keywords().constant {
            Some(Scalar::String(text)) => Some(text),
            _ => None,
        }
    }
}
