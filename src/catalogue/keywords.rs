//! The keywords of a schema node, as they stand in its record.

use super::Release;
use super::lists::{Listing, Nodes, Properties, Scalar, Scalars, Strings, scalar};
use super::schema::Node;
use super::table::{self, Cursor, bit};

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
    pub(super) fn read(release: Release, mut cursor: Cursor) -> Keywords {
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
