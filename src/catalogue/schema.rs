//! The config schema of one release, read in place from the table.
//!
//! Every handle ([`Schema`], [`Node`], [`Properties`] …) is small, `Copy` and borrows only static
//! data. A node is a JSON Schema node as the real package has it (draft-07, `io: "input"` for zod),
//! with prose dropped and `$ref` resolved; it never forms a cycle. Key order is the real order.

use super::Release;

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
        Node {
            release: self.release,
            id: 0,
        }
    }

    /// The channels whose `channels.<id>` the core checks by a JSON Schema (2026.3.28 on), in the
    /// package's order.
    pub fn channels(self) -> impl Iterator<Item = Channel> {
        std::iter::empty()
    }

    /// The JSON Schema of `channels.<id>`; by channel id, not by alias.
    pub fn channel(self, id: &str) -> Option<Channel> {
        self.channels().find(|channel| channel.id == id)
    }

    /// Channels checked by a zod schema behind a transform (2026.3.28 to 2026.4.2 only).
    pub fn zod_channels(self) -> impl Iterator<Item = (&'static str, Node)> {
        std::iter::empty()
    }

    /// The zod schema of `channels.<id>` in those releases.
    pub fn zod_channel(self, id: &str) -> Option<Node> {
        self.zod_channels()
            .find(|(name, _)| *name == id)
            .map(|(_, node)| node)
    }

    /// The plugins whose manifests ship in the package, sorted by folder name as the package has them.
    pub fn plugins(self) -> impl Iterator<Item = Plugin> {
        std::iter::empty()
    }

    /// The bundled plugin with this id (not by legacy id).
    pub fn plugin(self, id: &str) -> Option<Plugin> {
        self.plugins().find(|plugin| plugin.id == id)
    }

    /// Paths (with `*`) of channels at which a SecretRef object is refused, as the package lists them.
    pub fn unsupported_secret_refs(self) -> Strings {
        Strings::default()
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
    pub aliases: Strings,
    /// False where the package marks it `configurable: false`.
    pub configurable: bool,
    /// The schema of `channels.<id>`.
    pub schema: Node,
}

/// A plugin manifest (`openclaw.plugin.json`) that ships in the package.
#[derive(Clone, Copy, Debug)]
pub struct Plugin {
    /// Plugin id, the key under `plugins.entries`.
    pub id: &'static str,
    /// `kind` of the manifest, such as `memory`.
    pub kind: Option<&'static str>,
    /// Channels the plugin provides.
    pub channels: Strings,
    /// `enabledByDefault` of the manifest.
    pub enabled_by_default: bool,
    /// Former ids.
    pub legacy_ids: Strings,
    /// Schema of `plugins.entries.<id>.config`.
    pub config: Option<Node>,
    /// `channelConfigs` of the manifest: channel id and the schema of its config.
    pub channel_configs: Properties,
}

/// One schema node of one release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node {
    release: Release,
    id: u32,
}

impl Node {
    /// The keywords of this node; children are handles, so this never descends.
    pub fn keywords(self) -> Keywords {
        Keywords::default()
    }

    /// The release this node is read for.
    pub fn release(self) -> Release {
        self.release
    }
}

/// The keywords of a node. An absent keyword is `None`, empty or `Unstated`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keywords {
    /// `type`, in the written order; empty when not stated.
    pub types: Types,
    /// `const`.
    pub constant: Option<Scalar>,
    /// `enum`, in order.
    pub choices: Scalars,
    /// `default` as JSON text.
    pub default: Option<&'static str>,
    /// `minLength`, in UTF-16 units for zod and code points for the JSON Schema validators.
    pub min_length: Option<u32>,
    /// `maxLength`, as [`Keywords::min_length`].
    pub max_length: Option<u32>,
    /// `pattern`, the source of a JavaScript regular expression.
    pub pattern: Option<&'static str>,
    /// `format`.
    pub format: Option<&'static str>,
    /// `minimum`.
    pub minimum: Option<f64>,
    /// `maximum`.
    pub maximum: Option<f64>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<f64>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<f64>,
    /// `items` when it is one schema.
    pub items: Option<Node>,
    /// `items` when it is a list (a tuple).
    pub tuple: Nodes,
    /// True when `additionalItems` is `false`.
    pub additional_items_forbidden: bool,
    /// `minItems`.
    pub min_items: Option<u32>,
    /// `maxItems`.
    pub max_items: Option<u32>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `properties`, in order.
    pub properties: Properties,
    /// `required`, in order.
    pub required: Strings,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `propertyNames`.
    pub property_names: Option<Node>,
    /// `minProperties`.
    pub min_properties: Option<u32>,
    /// `maxProperties`.
    pub max_properties: Option<u32>,
    /// `anyOf`.
    pub any_of: Nodes,
    /// `oneOf` (for zod: a discriminated union).
    pub one_of: Nodes,
    /// `allOf`.
    pub all_of: Nodes,
    /// `not`.
    pub not: Option<Node>,
    /// `if`.
    pub condition: Option<Node>,
    /// `then`.
    pub then: Option<Node>,
}

/// What a node says of keys outside `properties`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Additional {
    /// Keyword absent: zod strips unknown keys silently, JSON Schema accepts them.
    #[default]
    Unstated,
    /// `false`.
    Forbidden,
    /// `true` or `{}`: kept and not looked at.
    Any,
    /// A schema for every other value.
    Of(Node),
}

/// A JSON type name of the `type` keyword.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// `string`
    String,
    /// `number`
    Number,
    /// `integer`
    Integer,
    /// `boolean`
    Boolean,
    /// `null`
    Null,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl Type {
    /// The name in JSON Schema.
    pub fn name(self) -> &'static str {
        match self {
            Type::String => "string",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::Boolean => "boolean",
            Type::Null => "null",
            Type::Array => "array",
            Type::Object => "object",
        }
    }
}

/// The `type` keyword: one name or a list, in the written order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Types {
    list: [Option<Type>; 4],
}

impl Types {
    /// The names in the written order.
    pub fn iter(self) -> impl Iterator<Item = Type> {
        self.list.into_iter().flatten()
    }

    /// True when the keyword is absent.
    pub fn is_empty(self) -> bool {
        self.list.first().is_none_or(Option::is_none)
    }

    /// The name, when there is exactly one.
    pub fn only(self) -> Option<Type> {
        let mut all = self.iter();
        let first = all.next();
        if all.next().is_none() { first } else { None }
    }
}

/// A scalar of `const` or `enum`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(f64),
    /// A string
    String(&'static str),
}

/// A list of scalars.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scalars {
    len: u32,
}

impl Scalars {
    /// How many.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = Scalar> {
        std::iter::empty()
    }
}

/// A list of strings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strings {
    len: u32,
}

impl Strings {
    /// How many.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        std::iter::empty()
    }

    /// True when this string is among them.
    pub fn contains(self, text: &str) -> bool {
        self.iter().any(|other| other == text)
    }
}

/// A list of nodes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nodes {
    len: u32,
}

impl Nodes {
    /// How many.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = Node> {
        std::iter::empty()
    }
}

/// Keys and their nodes, in the real order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Properties {
    len: u32,
}

impl Properties {
    /// How many keys this release has here.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Keys and nodes, in the real order.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, Node)> {
        std::iter::empty()
    }

    /// The node of this key.
    pub fn get(self, key: &str) -> Option<Node> {
        self.iter()
            .find(|(name, _)| *name == key)
            .map(|(_, node)| node)
    }
}
