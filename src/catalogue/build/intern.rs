//! Shares equal schema nodes: a document becomes node numbers, equal subtrees the same number.
//!
//! Every keyword the schemas use has its place in [`Node`]; another keyword is an error, so that
//! nothing is lost silently. `$ref` is replaced by what it points to (a cycle is an error).
//! Data beside the schemas (plugin kinds, aliases, facts) is held as nodes too: an object as
//! `properties`, a scalar as `const`, a list of scalars as `enum`.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// Number of a string in [`Interner::strings`].
pub type Text = u32;
/// Number of an exact node in [`Interner::nodes`].
pub type Id = u32;

/// A scalar of `const` or `enum`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, by its JSON text
    Number(Text),
    /// A string
    String(Text),
}

/// `additionalProperties`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Additional<N> {
    /// Absent
    Unstated,
    /// `false`
    Forbidden,
    /// `true` or `{}`
    Any,
    /// A schema
    Of(N),
}

/// `required`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Required {
    /// Marked at the properties: the list is in their order.
    Marked,
    /// A list in another order, or with keys that are no properties.
    Listed(Vec<Text>),
}

/// The keywords without children: what two versions of a node must share to be laid over each other.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Frame {
    /// `type`, indexes into [`TYPES`].
    pub types: Vec<u8>,
    /// `const`.
    pub constant: Option<Scalar>,
    /// `enum`.
    pub choices: Option<Vec<Scalar>>,
    /// `default`, as JSON text.
    pub default: Option<Text>,
    /// `pattern`.
    pub pattern: Option<Text>,
    /// `format`.
    pub format: Option<Text>,
    /// Number keywords in the order of [`NUMBERS`], by their JSON text.
    pub numbers: [Option<Text>; NUMBERS.len()],
    /// `additionalItems: false`.
    pub additional_items_forbidden: bool,
    /// `uniqueItems: true`.
    pub unique_items: bool,
    /// `sensitive: true`.
    pub sensitive: bool,
    /// `required`.
    pub required: Required,
}

/// A property of one exact node.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Property {
    /// Its key.
    pub key: Text,
    /// Whether [`Required::Marked`] marks it.
    pub required: bool,
    /// Its node.
    pub node: Id,
}

/// A node as one release has it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Node {
    /// Keywords without children.
    pub frame: Frame,
    /// `properties`, in order.
    pub properties: Option<Vec<Property>>,
    /// `additionalProperties`.
    pub additional: Additional<Id>,
    /// `items`, `propertyNames`, `not`, `if`, `then` in the order of [`SINGLES`].
    pub singles: [Option<Id>; SINGLES.len()],
    /// `anyOf`, `oneOf`, `allOf`, tuple `items` in the order of [`LISTS`].
    pub lists: [Option<Vec<Id>>; LISTS.len()],
}

/// Names of the `type` keyword, by number.
pub const TYPES: [&str; 7] = [
    "string", "number", "integer", "boolean", "null", "array", "object",
];
/// Keywords with a number.
pub const NUMBERS: [&str; 10] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
];
/// Keywords with one schema.
pub const SINGLES: [&str; 5] = ["items", "propertyNames", "not", "if", "then"];
/// Keywords with a list of schemas.
pub const LISTS: [&str; 4] = ["anyOf", "oneOf", "allOf", "items"];

/// Keys of a document under which schemas stand, and how deep.
const CHANNEL_SCHEMA: &str = "schema";
const PLUGIN_SCHEMA: &str = "configSchema";
const PLUGIN_CHANNELS: &str = "channelConfigs";

/// All strings and exact nodes so far.
#[derive(Default)]
pub struct Interner {
    /// Every string once.
    pub strings: Vec<String>,
    /// Every exact node once; children stand before their parents.
    pub nodes: Vec<Node>,
    by_string: HashMap<String, Text>,
    by_node: HashMap<Node, Id>,
}

/// Where `$ref` looks, and which references are being followed.
struct Scope<'v> {
    definitions: Option<&'v Map<String, Value>>,
    open: Vec<String>,
}

impl Interner {
    /// The node of a whole document.
    pub fn document(&mut self, document: &Value) -> Result<Id, String> {
        let document = document.as_object().ok_or("the document is no object")?;
        let mut parts = Vec::new();
        for (part, value) in document {
            let node = match part.as_str() {
                "core" => self.schema(value),
                "channels" => self.each(value, |this, channel| {
                    this.each_key(channel, |this, key, value| match key {
                        CHANNEL_SCHEMA => this.schema(value),
                        _ => this.data(value),
                    })
                }),
                "zodChannels" => self.each(value, |this, channel| this.schema(channel)),
                "plugins" => self.each(value, |this, plugin| {
                    this.each_key(plugin, |this, key, value| match key {
                        PLUGIN_SCHEMA => this.schema_or_null(value),
                        PLUGIN_CHANNELS => this.each(value, |this, v| this.schema_or_null(v)),
                        _ => this.data(value),
                    })
                }),
                _ => self.data(value),
            };
            let node = node.map_err(|e| format!("/{part}{e}"))?;
            parts.push((part.clone(), node));
        }
        Ok(self.object(parts))
    }

    /// The number of a string.
    pub fn text(&mut self, text: &str) -> Text {
        if let Some(known) = self.by_string.get(text) {
            return *known;
        }
        let number = self.strings.len() as Text;
        self.strings.push(text.to_string());
        self.by_string.insert(text.to_string(), number);
        number
    }

    fn add(&mut self, node: Node) -> Id {
        if let Some(known) = self.by_node.get(&node) {
            return *known;
        }
        let number = self.nodes.len() as Id;
        self.nodes.push(node.clone());
        self.by_node.insert(node, number);
        number
    }

    fn each(
        &mut self,
        value: &Value,
        mut of: impl FnMut(&mut Self, &Value) -> Result<Id, String>,
    ) -> Result<Id, String> {
        self.each_key(value, |this, _, value| of(this, value))
    }

    fn each_key(
        &mut self,
        value: &Value,
        mut of: impl FnMut(&mut Self, &str, &Value) -> Result<Id, String>,
    ) -> Result<Id, String> {
        let object = value.as_object().ok_or(": no object")?;
        let mut parts = Vec::new();
        for (key, value) in object {
            let node = of(self, key, value).map_err(|e| format!("/{key}{e}"))?;
            parts.push((key.clone(), node));
        }
        Ok(self.object(parts))
    }

    fn object(&mut self, parts: Vec<(String, Id)>) -> Id {
        let mut properties = Vec::new();
        for (key, node) in parts {
            properties.push(Property {
                key: self.text(&key),
                required: false,
                node,
            });
        }
        self.add(Node {
            properties: Some(properties),
            ..empty()
        })
    }

    /// A node that holds plain data.
    fn data(&mut self, value: &Value) -> Result<Id, String> {
        match value {
            Value::Object(_) => self.each(value, Self::data),
            Value::Array(items) => {
                let choices = self.scalars(items)?;
                let mut node = empty();
                node.frame.choices = Some(choices);
                Ok(self.add(node))
            }
            scalar => {
                let mut node = empty();
                node.frame.constant = Some(self.scalar(scalar)?);
                Ok(self.add(node))
            }
        }
    }

    fn schema_or_null(&mut self, value: &Value) -> Result<Id, String> {
        if value.is_null() {
            self.data(value)
        } else {
            self.schema(value)
        }
    }

    fn schema(&mut self, value: &Value) -> Result<Id, String> {
        let definitions = value.get("$defs").and_then(Value::as_object);
        self.node(
            value,
            &mut Scope {
                definitions,
                open: Vec::new(),
            },
        )
    }

    fn node(&mut self, value: &Value, scope: &mut Scope<'_>) -> Result<Id, String> {
        let object = value.as_object().ok_or(": a schema that is no object")?;
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            if object.len() != 1 {
                return Err(": keywords beside $ref".into());
            }
            let name = reference
                .strip_prefix("#/$defs/")
                .ok_or(": $ref outside $defs")?;
            if scope.open.iter().any(|open| open == name) {
                return Err(format!(": {reference} contains itself"));
            }
            let target = scope.definitions.and_then(|all| all.get(name));
            let target = target.ok_or_else(|| format!(": no {reference}"))?;
            scope.open.push(name.to_string());
            let node = self.node(target, scope)?;
            scope.open.pop();
            return Ok(node);
        }
        let mut node = empty();
        for (keyword, value) in object {
            self.keyword(&mut node, keyword, value, scope)
                .map_err(|e| format!("/{keyword}{e}"))?;
        }
        if let Some(required) = object.get("required") {
            self.required(&mut node, required)?;
        }
        Ok(self.add(node))
    }

    fn keyword(
        &mut self,
        node: &mut Node,
        keyword: &str,
        value: &Value,
        scope: &mut Scope<'_>,
    ) -> Result<(), String> {
        if let Some(index) = NUMBERS.iter().position(|name| *name == keyword) {
            let number = value.as_number().ok_or(": no number")?.to_string();
            *place(&mut node.frame.numbers, index)? = Some(self.text(&number));
            return Ok(());
        }
        if let Some(index) = LISTS.iter().position(|name| *name == keyword)
            && let Some(items) = value.as_array()
        {
            let mut list = Vec::new();
            for item in items {
                list.push(self.node(item, scope)?);
            }
            *place(&mut node.lists, index)? = Some(list);
            return Ok(());
        }
        if let Some(index) = SINGLES.iter().position(|name| *name == keyword) {
            let child = self.node(value, scope)?;
            *place(&mut node.singles, index)? = Some(child);
            return Ok(());
        }
        match keyword {
            "$schema" | "$defs" | "required" => {}
            "type" => {
                let names = match value {
                    Value::Array(names) => names.iter().collect(),
                    name => vec![name],
                };
                for name in names {
                    let number = TYPES.iter().position(|known| Some(*known) == name.as_str());
                    let number = number.ok_or_else(|| format!(": type {name}"))?;
                    node.frame.types.push(number as u8);
                }
            }
            "const" => node.frame.constant = Some(self.scalar(value)?),
            "enum" => {
                let items = value.as_array().ok_or(": no list")?;
                node.frame.choices = Some(self.scalars(items)?);
            }
            "default" => node.frame.default = Some(self.text(&value.to_string())),
            "pattern" => node.frame.pattern = Some(self.string(value)?),
            "format" => node.frame.format = Some(self.string(value)?),
            "additionalItems" if value == &Value::Bool(false) => {
                node.frame.additional_items_forbidden = true;
            }
            "uniqueItems" if value == &Value::Bool(true) => node.frame.unique_items = true,
            "sensitive" if value == &Value::Bool(true) => node.frame.sensitive = true,
            "additionalProperties" => {
                node.additional = match value {
                    Value::Bool(false) => Additional::Forbidden,
                    Value::Bool(true) => Additional::Any,
                    Value::Object(object) if object.is_empty() => Additional::Any,
                    schema => Additional::Of(self.node(schema, scope)?),
                }
            }
            "properties" => {
                let mut properties = Vec::new();
                for (key, value) in value.as_object().ok_or(": no object")? {
                    let child = self.node(value, scope).map_err(|e| format!("/{key}{e}"))?;
                    properties.push(Property {
                        key: self.text(key),
                        required: false,
                        node: child,
                    });
                }
                node.properties = Some(properties);
            }
            _ => return Err(": a keyword the catalogue does not know".into()),
        }
        Ok(())
    }

    fn required(&mut self, node: &mut Node, value: &Value) -> Result<(), String> {
        let mut list = Vec::new();
        for key in value.as_array().ok_or("/required: no list")? {
            list.push(self.string(key)?);
        }
        let mut rest = list.iter().peekable();
        let mut marks = Vec::new();
        for property in node.properties.iter().flatten() {
            marks.push(rest.next_if(|key| **key == property.key).is_some());
        }
        if rest.peek().is_none() {
            for (property, mark) in node.properties.iter_mut().flatten().zip(marks) {
                property.required = mark;
            }
        } else {
            node.frame.required = Required::Listed(list);
        }
        Ok(())
    }

    fn string(&mut self, value: &Value) -> Result<Text, String> {
        let text = value.as_str().ok_or(": no string")?;
        Ok(self.text(text))
    }

    fn scalars(&mut self, items: &[Value]) -> Result<Vec<Scalar>, String> {
        items.iter().map(|item| self.scalar(item)).collect()
    }

    fn scalar(&mut self, value: &Value) -> Result<Scalar, String> {
        Ok(match value {
            Value::Null => Scalar::Null,
            Value::Bool(value) => Scalar::Bool(*value),
            Value::Number(number) => Scalar::Number(self.text(&number.to_string())),
            Value::String(text) => Scalar::String(self.text(text)),
            _ => return Err(": no scalar".into()),
        })
    }
}

fn place<T>(list: &mut [T], index: usize) -> Result<&mut T, String> {
    list.get_mut(index)
        .ok_or_else(|| "no such keyword".to_string())
}

/// The node `{}`.
pub fn empty() -> Node {
    Node {
        frame: Frame {
            types: Vec::new(),
            constant: None,
            choices: None,
            default: None,
            pattern: None,
            format: None,
            numbers: [None; NUMBERS.len()],
            additional_items_forbidden: false,
            unique_items: false,
            sensitive: false,
            required: Required::Marked,
        },
        properties: None,
        additional: Additional::Unstated,
        singles: [None; SINGLES.len()],
        lists: [const { None }; LISTS.len()],
    }
}
