//! The accepted values that OpenClaw adds to a fault's text (`(allowed: "a", "b")`, from 2026.3.2).

use super::fault::{Code, Fault};
use super::messages::number;
use crate::catalogue::{Additional, Keywords, Node, Release, Scalar, Schema, Type};
use crate::json5::Segment;

/// At most so many values are shown.
const SHOWN: usize = 12;
/// At most so many UTF-16 units of a value are shown.
const UNITS: usize = 160;

/// An accepted value; texts taken out of a message are not static.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Accepted {
    /// From the schema.
    Scalar(Scalar),
    /// From a message.
    Text(String),
}

/// What is shown.
pub(super) struct Summary {
    /// Values, as the JSON answer lists them.
    pub(super) values: Vec<String>,
    /// How many more there are.
    pub(super) hidden: usize,
    /// The text between the brackets.
    pub(super) text: String,
}

/// Accepted values of a fault; empty where they are not all known.
pub(super) fn of(fault: &Fault, message: &str, custom: bool) -> Vec<Accepted> {
    match &fault.code {
        Code::Custom if custom => in_message(message),
        _ => collect(fault, custom).unwrap_or_default(),
    }
}

/// `None` where not all are known; an empty list where the fault is of another kind.
fn collect(fault: &Fault, custom: bool) -> Option<Vec<Accepted>> {
    match &fault.code {
        Code::Value { values } => Some(
            values
                .iter()
                .map(|value| Accepted::Scalar(*value))
                .collect(),
        ),
        Code::Type {
            expected: "boolean",
            ..
        } => Some(both()),
        Code::Type { .. } | Code::Discriminator { .. } => None,
        Code::Union { errors, .. } => {
            let mut all = Vec::new();
            for branch in errors {
                let mut found = Vec::new();
                for fault in branch {
                    found.extend(collect(fault, custom)?);
                }
                if found.is_empty() {
                    return None;
                }
                all.extend(found);
            }
            Some(all)
        }
        Code::Custom if custom => Some(in_message(fault.message.as_deref().unwrap_or(""))),
        _ => Some(Vec::new()),
    }
}

fn both() -> Vec<Accepted> {
    vec![
        Accepted::Scalar(Scalar::Bool(true)),
        Accepted::Scalar(Scalar::Bool(false)),
    ]
}

/// The quoted values after `expected one of`.
fn in_message(message: &str) -> Vec<Accepted> {
    let Some((_, list)) = message.split_once("expected one of ") else {
        return Vec::new();
    };
    let mut values = Vec::new();
    let mut rest = list;
    while let Some((_, after)) = rest.split_once('"') {
        let Some((value, after)) = after.split_once('"') else {
            break;
        };
        if !value.is_empty() {
            values.push(Accepted::Text(value.to_string()));
        }
        rest = after;
    }
    values
}

/// Accepted values of a place below `channels.<id>`, as the channel's schema states them.
pub(super) fn of_place(path: &[Segment], release: Release) -> Vec<Accepted> {
    let [Segment::Key(root), Segment::Key(channel), rest @ ..] = path else {
        return Vec::new();
    };
    if root != "channels" {
        return Vec::new();
    }
    let schema = Schema::of(release);
    let own = schema.channel(channel).map(|channel| channel.schema);
    let found = rest
        .iter()
        .try_fold(own.or_else(|| schema.zod_channel(channel)), |node, step| {
            let keywords = node?.keywords();
            Some(match step {
                Segment::Index(_) => keywords.items,
                Segment::Key(key) => keywords.properties.get(key).or(match keywords.additional {
                    Additional::Of(node) => Some(node),
                    _ => None,
                }),
            })
        });
    found.flatten().and_then(of_node).unwrap_or_default()
}

/// Accepted values that a JSON Schema node states; `None` where they are not all known.
fn of_node(node: Node) -> Option<Vec<Accepted>> {
    let keywords: Keywords = node.keywords();
    if let Some(constant) = keywords.constant {
        return Some(vec![Accepted::Scalar(constant)]);
    }
    if !keywords.choices.is_empty() {
        return Some(keywords.choices.iter().map(Accepted::Scalar).collect());
    }
    if keywords.types.only() == Some(Type::Boolean) {
        return Some(both());
    }
    let options = if keywords.any_of.is_empty() {
        keywords.one_of
    } else {
        keywords.any_of
    };
    if options.is_empty() {
        return None;
    }
    let mut all = Vec::new();
    for option in options.iter() {
        all.extend(of_node(option)?);
    }
    Some(all)
}

/// What is shown of these values; `None` for none.
pub(super) fn summary(values: &[Accepted]) -> Option<Summary> {
    if values.is_empty() {
        return None;
    }
    let mut distinct: Vec<&Accepted> = Vec::new();
    for value in values {
        if !distinct.iter().any(|known| same(known, value)) {
            distinct.push(value);
        }
    }
    let shown = &distinct[..distinct.len().min(SHOWN)];
    let hidden = distinct.len() - shown.len();
    let mut text = shown
        .iter()
        .map(|value| label(value))
        .collect::<Vec<_>>()
        .join(", ");
    if hidden > 0 {
        text.push_str(&format!(", ... (+{hidden} more)"));
    }
    Some(Summary {
        values: shown.iter().map(|value| plain(value)).collect(),
        hidden,
        text,
    })
}

fn same(a: &Accepted, b: &Accepted) -> bool {
    fn text(value: &Accepted) -> Option<&str> {
        match value {
            Accepted::Scalar(Scalar::String(text)) => Some(text),
            Accepted::Scalar(_) => None,
            Accepted::Text(text) => Some(text),
        }
    }
    match (text(a), text(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a == b,
        _ => false,
    }
}

fn plain(value: &Accepted) -> String {
    match value {
        Accepted::Text(text) => text.clone(),
        Accepted::Scalar(Scalar::String(text)) => (*text).to_string(),
        Accepted::Scalar(Scalar::Null) => "null".to_string(),
        Accepted::Scalar(Scalar::Bool(value)) => value.to_string(),
        Accepted::Scalar(Scalar::Number(value)) => number(*value),
    }
}

fn label(value: &Accepted) -> String {
    match value {
        Accepted::Text(text) => json_text(&cut(text)),
        Accepted::Scalar(Scalar::String(text)) => json_text(&cut(text)),
        other => cut(&plain(other)),
    }
}

fn cut(text: &str) -> String {
    let units = text.encode_utf16().count();
    if units <= UNITS {
        return text.to_string();
    }
    let mut left = UNITS;
    let head: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    format!("{head}... (+{} chars)", units - UNITS)
}

fn json_text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
