//! Reading values the way JavaScript code of the real checks does: truth, `trim`, `String(...)`.

use crate::json5::{Segment, Value};
use crate::validate::patterns::is_space;

/// The text of a member; `None` where it is missing or no text.
pub fn text<'v>(value: &'v Value<'_>, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// The member, where it is neither missing nor `null` (JavaScript's `?.` and `??`).
pub fn some<'v, 't>(value: &'v Value<'t>, key: &str) -> Option<&'v Value<'t>> {
    value
        .get(key)
        .filter(|member| !matches!(member, Value::Null))
}

/// JavaScript's `Boolean(value)`; a missing value is false.
pub fn is_truthy(value: Option<&Value<'_>>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(truth)) => *truth,
        Some(Value::Number(number)) => *number != 0.0 && !number.is_nan(),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(_) | Value::Object(_)) => true,
    }
}

/// JavaScript's `trim`.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `String(value)` for scalars; what objects print as is of no interest to any check.
pub fn string_of(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Number(number) => crate::json5::number_text(*number),
        Value::Bool(truth) => truth.to_string(),
        Value::Null => "null".to_string(),
        Value::Array(_) => String::new(),
        Value::Object(_) => "[object Object]".to_string(),
    }
}

/// Members of an object in order; none for anything else.
pub fn members<'v, 't>(value: Option<&'v Value<'t>>) -> Vec<(&'v str, &'v Value<'t>)> {
    match value {
        Some(Value::Object(object)) => object.iter().collect(),
        _ => Vec::new(),
    }
}

/// Elements of an array; none for anything else.
pub fn elements<'v, 't>(value: Option<&'v Value<'t>>) -> &'v [Value<'t>] {
    value.and_then(Value::as_array).unwrap_or(&[])
}

/// Whether the member is a list or a text with something in it.
pub fn has_length(value: Option<&Value<'_>>) -> bool {
    match value {
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        _ => false,
    }
}

/// A path of keys.
pub fn keys(keys: &[&str]) -> Vec<Segment> {
    keys.iter()
        .map(|key| Segment::Key((*key).to_string()))
        .collect()
}

/// Whether the text is empty or all of it is of these characters.
pub fn is_all(text: &str, accepts: impl Fn(char) -> bool) -> bool {
    text.chars().all(accepts)
}
