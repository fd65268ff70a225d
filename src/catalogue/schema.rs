//! The config schema of one release, read in place from the table.
//!
//! Every handle ([`Schema`], [`Node`], [`Properties`] …) is small, `Copy` and borrows only static
//! data. A node is a JSON Schema node as the real package has it (draft-07, `io: "input"` for zod),
//! with prose dropped and `$ref` resolved; it never forms a cycle. Key order is the real order.

use super::Release;
use super::table::{self, Cursor, bit};

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
    /// Whether OpenClaw itself marks the value as one not to be shown (2026.2.17 on).
    pub sensitive: bool,
    /// Whether `properties` is stated (it may be empty).
    pub has_properties: bool,
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

impl Keywords {
    fn read(release: Release, mut cursor: Cursor) -> Keywords {
        let head = cursor.varint();
        let on = |bit: u32| head >> bit & 1 == 1;
        let mut keywords = Keywords::default();
        if on(bit::TYPES) {
            keywords.types = Types::unpack(cursor.varint());
        }
        keywords.additional = if on(bit::ADDITIONAL_OF) {
            Additional::Of(Node::new(release, cursor.small()))
        } else if on(bit::ADDITIONAL_ANY) {
            Additional::Any
        } else if on(bit::ADDITIONAL_FORBIDDEN) {
            Additional::Forbidden
        } else {
            Additional::Unstated
        };
        keywords.constant = on(bit::CONSTANT).then(|| scalar(&mut cursor));
        for (list, place) in (0..).zip([
            &mut keywords.any_of,
            &mut keywords.one_of,
            &mut keywords.all_of,
            &mut keywords.tuple,
        ]) {
            if on(bit::LISTS + list) {
                let len = cursor.small();
                *place = Nodes {
                    release,
                    cursor,
                    len,
                };
                cursor.skip(len);
            }
        }
        if on(bit::CHOICES) {
            let len = cursor.small();
            keywords.choices = Scalars { cursor, len };
            for _ in 0..len {
                scalar(&mut cursor);
            }
        }
        for (single, place) in (0..).zip([
            &mut keywords.items,
            &mut keywords.property_names,
            &mut keywords.not,
            &mut keywords.condition,
            &mut keywords.then,
        ]) {
            *place = on(bit::SINGLES + single).then(|| Node::new(release, cursor.small()));
        }
        for (number, place) in (0..).zip([
            &mut keywords.min_length,
            &mut keywords.max_length,
            &mut keywords.min_items,
            &mut keywords.max_items,
            &mut keywords.min_properties,
            &mut keywords.max_properties,
        ]) {
            *place = on(bit::NUMBERS + number).then(|| cursor.number() as u32);
        }
        for (number, place) in (6..).zip([
            &mut keywords.minimum,
            &mut keywords.maximum,
            &mut keywords.exclusive_minimum,
            &mut keywords.exclusive_maximum,
        ]) {
            *place = on(bit::NUMBERS + number).then(|| cursor.number());
        }
        let mut text = |bit| on(bit).then(|| table::string(cursor.small()));
        keywords.pattern = text(bit::PATTERN);
        keywords.format = text(bit::FORMAT);
        keywords.default = text(bit::DEFAULT);
        keywords.unique_items = on(bit::UNIQUE_ITEMS);
        keywords.sensitive = on(bit::SENSITIVE);
        keywords.additional_items_forbidden = on(bit::ADDITIONAL_ITEMS_FORBIDDEN);
        if on(bit::REQUIRED_LISTED) {
            let len = cursor.small();
            keywords.required = Strings(Listing::Listed(cursor, len));
            cursor.skip(len);
        }
        if on(bit::PROPERTIES) {
            let slots = cursor.small();
            let properties = Properties {
                release,
                cursor,
                slots,
            };
            keywords.has_properties = true;
            keywords.properties = properties;
            if !on(bit::REQUIRED_LISTED) {
                keywords.required = Strings(Listing::Marked(properties));
            }
        }
        keywords
    }
}

fn scalar(cursor: &mut Cursor) -> Scalar {
    match cursor.varint() {
        0 => Scalar::Null,
        1 => Scalar::Bool(false),
        2 => Scalar::Bool(true),
        3 => Scalar::Number(cursor.number()),
        text => Scalar::String(table::string((text - 4) as u32)),
    }
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
    fn unpack(mut packed: u64) -> Types {
        let mut types = Types::default();
        for place in &mut types.list {
            *place = match packed & 7 {
                1 => Some(Type::String),
                2 => Some(Type::Number),
                3 => Some(Type::Integer),
                4 => Some(Type::Boolean),
                5 => Some(Type::Null),
                6 => Some(Type::Array),
                7 => Some(Type::Object),
                _ => None,
            };
            packed >>= 3;
        }
        types
    }

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
    cursor: Cursor,
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
        let mut cursor = self.cursor;
        (0..self.len).map(move |_| scalar(&mut cursor))
    }

    /// The strings among them, in order.
    pub fn strings(self) -> impl Iterator<Item = &'static str> {
        self.iter().filter_map(|scalar| match scalar {
            Scalar::String(text) => Some(text),
            _ => None,
        })
    }

    /// True when this string is among them.
    pub fn contains(self, text: &str) -> bool {
        self.strings().any(|other| other == text)
    }
}

/// A list of keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strings(Listing);

#[derive(Clone, Copy, Debug, Default)]
enum Listing {
    #[default]
    Nothing,
    Listed(Cursor, u32),
    Marked(Properties),
}

impl Strings {
    /// How many.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// In order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        let (mut listed, marked) = match self.0 {
            Listing::Nothing => (None, None),
            Listing::Listed(cursor, len) => (Some((cursor, len)), None),
            Listing::Marked(properties) => (None, Some(properties)),
        };
        let listed = std::iter::from_fn(move || {
            let (cursor, left) = listed.as_mut()?;
            *left = left.checked_sub(1)?;
            Some(table::string(cursor.small()))
        });
        let marked = marked.unwrap_or_default().slots();
        listed.chain(marked.filter(|slot| slot.required).map(|slot| slot.key))
    }

    /// True when this string is among them.
    pub fn contains(self, text: &str) -> bool {
        self.iter().any(|other| other == text)
    }
}

/// A list of nodes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nodes {
    release: Release,
    cursor: Cursor,
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
        let mut cursor = self.cursor;
        (0..self.len).map(move |_| Node::new(self.release, cursor.small()))
    }
}

/// Keys and their nodes, in the real order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Properties {
    release: Release,
    cursor: Cursor,
    slots: u32,
}

impl Properties {
    /// How many keys this release has here.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }

    /// Keys and nodes, in the real order.
    pub fn iter(self) -> PropertiesIter {
        PropertiesIter {
            release: self.release,
            slots: self.slots(),
        }
    }

    /// The node of this key.
    pub fn get(self, key: &str) -> Option<Node> {
        let slot = self.slots().find(|slot| slot.key == key)?;
        Some(Node::new(self.release, slot.record))
    }

    fn slots(self) -> Slots {
        Slots {
            release: self.release,
            cursor: self.cursor,
            left: self.slots,
        }
    }
}

/// Iterates over [`Properties`].
#[derive(Clone, Debug)]
pub struct PropertiesIter {
    release: Release,
    slots: Slots,
}

impl Iterator for PropertiesIter {
    type Item = (&'static str, Node);

    fn next(&mut self) -> Option<Self::Item> {
        let slot = self.slots.next()?;
        Some((slot.key, Node::new(self.release, slot.record)))
    }
}

struct Slot {
    key: &'static str,
    required: bool,
    record: u32,
}

/// The slots that one release has.
#[derive(Clone, Debug)]
struct Slots {
    release: Release,
    cursor: Cursor,
    left: u32,
}

impl Iterator for Slots {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        let release = self.release.index();
        loop {
            self.left = self.left.checked_sub(1)?;
            let (key, required, since, until, record) = self.cursor.slot();
            if (usize::from(since)..usize::from(until)).contains(&release) {
                return Some(Slot {
                    key: table::string(key),
                    required,
                    record,
                });
            }
        }
    }
}
