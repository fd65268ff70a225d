//! JSON Schemas of channels and plugins, applied as the release applies them: with AJV up to
//! 2026.5.22, with TypeBox from 2026.5.26. Same texts, same order, TypeBox's limit of eight.
//!
//! Recursion follows the schema, which is finite, never the value.

use super::allowed::{self, Accepted};
use super::patterns;
use super::stages::since;
use super::url;
use crate::catalogue::{Additional, Keywords, Node, Release, Scalar, Type};
use crate::json5::{Object, Segment, Value};

/// TypeBox keeps so many errors.
const CAPACITY: usize = 8;

/// One error of a JSON Schema.
#[derive(Clone, PartialEq, Debug)]
pub struct SchemaFault {
    /// Steps below the value that was checked.
    pub path: Vec<Segment>,
    /// The same as the real one prints it; `<root>` for the value itself.
    pub printed: String,
    /// The real message, accepted values included.
    pub message: String,
    /// Keys that are not known, where the fault is that.
    pub unknown: Vec<String>,
    /// Accepted values, as the JSON answer lists them.
    pub allowed: Vec<String>,
    /// How many more accepted values are left out.
    pub hidden: usize,
}

impl SchemaFault {
    /// What it means.
    pub fn kind(&self) -> super::IssueKind {
        if !self.unknown.is_empty() {
            return super::IssueKind::UnknownKeys {
                keys: self.unknown.clone(),
            };
        }
        if let Some(expected) = self
            .message
            .strip_prefix("must be ")
            .filter(|rest| !rest.contains(' '))
        {
            return super::IssueKind::WrongType {
                expected: expected.to_string(),
                received: String::new(),
            };
        }
        if self.message.starts_with("must have required property") {
            return super::IssueKind::Missing {
                expected: String::new(),
            };
        }
        if !self.allowed.is_empty() {
            return super::IssueKind::NotAllowed;
        }
        super::IssueKind::Custom
    }
}

/// Errors of `value` in the real order. `defaults`: absent keys take the `default` of the schema
/// first, as the release does where it asks for that.
pub fn check(node: Node, value: &Value<'_>, release: Release, defaults: bool) -> Vec<SchemaFault> {
    let typebox = since(release, "2026.5.26");
    let run = Run {
        typebox,
        nested: since(release, "2026.9.5"),
        first_missing: typebox && !since(release, "2026.9.1"),
        formats: since(release, "2026.3.28"),
        hints: since(release, "2026.3.2"),
        defaults,
    };
    let mut out = Vec::new();
    if typebox {
        run.typebox(node, Some(value), &mut Vec::new(), &mut out);
        out.truncate(CAPACITY);
        if run.nested {
            drop_false_children(&mut out);
        }
    } else {
        run.ajv(node, value, &mut Vec::new(), &mut out, false);
    }
    out.into_iter()
        .flat_map(|error| run.finish(error))
        .collect()
}

struct Run {
    typebox: bool,
    /// Errors below an additional key are kept (TypeBox 1.3.30).
    nested: bool,
    /// Of several missing keys only the first is named (TypeBox to 2026.8.2).
    first_missing: bool,
    /// `format: uri` is checked.
    formats: bool,
    /// Accepted values are added.
    hints: bool,
    defaults: bool,
}

/// An error before it becomes text.
#[derive(Clone, Debug)]
struct Error {
    path: Vec<Segment>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Text(String),
    Required(Vec<String>),
    /// Keys, one error each for AJV, one for all for TypeBox.
    Unknown(Vec<String>),
    Choice(&'static str, Vec<Scalar>),
    /// `schema is false` of one unknown key.
    False,
}

impl Run {
    fn finish(&self, error: Error) -> Vec<SchemaFault> {
        let fault = |path: Vec<Segment>, message: String, unknown: Vec<String>| SchemaFault {
            printed: printed(&path, !self.typebox),
            path,
            message,
            unknown,
            allowed: Vec::new(),
            hidden: 0,
        };
        match error.what {
            What::Text(text) => vec![fault(error.path, text, Vec::new())],
            What::False => vec![fault(error.path, "schema is false".to_string(), Vec::new())],
            What::Required(keys) => keys
                .into_iter()
                .take(if self.first_missing { 1 } else { usize::MAX })
                .map(|key| {
                    let mut path = error.path.clone();
                    let message = format!("must have required property '{key}'");
                    // Before 2026.3.2 the path stays that of the object.
                    if self.hints {
                        path.push(Segment::Key(key));
                    }
                    fault(path, message, Vec::new())
                })
                .collect(),
            What::Unknown(keys) if self.typebox => {
                let listed = keys
                    .iter()
                    .map(|key| format!("\"{key}\""))
                    .collect::<Vec<_>>()
                    .join(", ");
                vec![fault(
                    error.path,
                    format!("must not have additional properties: {listed}"),
                    keys,
                )]
            }
            What::Unknown(keys) => vec![fault(
                error.path,
                "must NOT have additional properties".to_string(),
                keys,
            )],
            What::Choice(text, values) => {
                let mut one = fault(error.path, text.to_string(), Vec::new());
                let accepted: Vec<Accepted> = values.into_iter().map(Accepted::Scalar).collect();
                if let Some(summary) = allowed::summary(&accepted) {
                    if self.hints {
                        one.message = format!("{text} (allowed: {})", summary.text);
                    }
                    one.allowed = summary.values;
                    one.hidden = summary.hidden;
                }
                vec![one]
            }
        }
    }

    // ---- TypeBox ----

    /// Adds errors; false where there is one.
    fn typebox(
        &self,
        node: Node,
        value: Option<&Value<'_>>,
        path: &mut Vec<Segment>,
        out: &mut Vec<Error>,
    ) -> bool {
        if self.nested && out.len() >= CAPACITY {
            return false;
        }
        let Some(value) = value else { return true };
        let keywords = node.keywords();
        // OpenClaw rewrites a list of types into `anyOf` with one type each.
        if keywords.types.only().is_none() && !keywords.types.is_empty() {
            let mut failed = Vec::new();
            for kind in keywords.types.iter() {
                let mut own = Vec::new();
                if self.typebox_as(&keywords, Some(kind), value, path, &mut own) {
                    return true;
                }
                failed.append(&mut own);
            }
            out.append(&mut failed);
            out.push(Error {
                path: path.clone(),
                what: What::Text("must match a schema in anyOf".to_string()),
            });
            return false;
        }
        self.typebox_as(&keywords, keywords.types.only(), value, path, out)
    }

    fn typebox_as(
        &self,
        keywords: &Keywords,
        only: Option<Type>,
        value: &Value<'_>,
        path: &mut Vec<Segment>,
        out: &mut Vec<Error>,
    ) -> bool {
        let before = out.len();
        let mut fits = true;
        let add = |path: &[Segment], what: What, out: &mut Vec<Error>| {
            out.push(Error {
                path: path.to_vec(),
                what,
            });
            false
        };
        if let Some(kind) = only.filter(|kind| !fits_type(*kind, value)) {
            fits = add(path, What::Text(format!("must be {}", kind.name())), out);
        }
        match value {
            Value::Object(object) => fits &= self.typebox_object(keywords, object, path, out),
            Value::Array(elements) => {
                if let Some(items) = keywords.items {
                    for (index, element) in elements.iter().enumerate() {
                        path.push(Segment::Index(index));
                        fits &= self.typebox(items, Some(element), path, out);
                        path.pop();
                    }
                }
                if keywords
                    .max_items
                    .is_some_and(|bound| elements.len() > bound as usize)
                {
                    fits = add(
                        path,
                        What::Text(format!(
                            "must not have more than {} items",
                            keywords.max_items.unwrap_or(0)
                        )),
                        out,
                    );
                }
                if keywords
                    .min_items
                    .is_some_and(|bound| elements.len() < bound as usize)
                {
                    fits = add(
                        path,
                        What::Text(format!(
                            "must not have fewer than {} items",
                            keywords.min_items.unwrap_or(0)
                        )),
                        out,
                    );
                }
                if keywords.unique_items && repeats(elements).is_some() {
                    fits = add(
                        path,
                        What::Text("must not have duplicate items".to_string()),
                        out,
                    );
                }
            }
            Value::String(text) => {
                for message in texts(keywords, text, "must not", true) {
                    fits = add(path, What::Text(message), out);
                }
            }
            Value::Number(number) if number.is_finite() => {
                let bounds = [
                    keywords
                        .exclusive_maximum
                        .filter(|bound| number >= bound)
                        .map(|bound| ("<", bound)),
                    keywords
                        .exclusive_minimum
                        .filter(|bound| number <= bound)
                        .map(|bound| (">", bound)),
                    keywords
                        .maximum
                        .filter(|bound| number > bound)
                        .map(|bound| ("<=", bound)),
                    keywords
                        .minimum
                        .filter(|bound| number < bound)
                        .map(|bound| (">=", bound)),
                ];
                for (sign, bound) in bounds.into_iter().flatten() {
                    let text = format!("must be {sign} {}", super::messages::number(bound));
                    fits = add(path, What::Text(text), out);
                }
            }
            _ => {}
        }
        if let Some(constant) = keywords
            .constant
            .filter(|constant| !super::zod::is(value, *constant))
        {
            fits = add(
                path,
                What::Choice("must be equal to constant", vec![constant]),
                out,
            );
        }
        if !keywords.choices.is_empty()
            && !keywords
                .choices
                .iter()
                .any(|choice| super::zod::is(value, choice))
        {
            fits = add(
                path,
                What::Choice(
                    "must be equal to one of the allowed values",
                    keywords.choices.iter().collect(),
                ),
                out,
            );
        }
        if let (Some(condition), Some(then)) = (keywords.condition, keywords.then) {
            let holds = self.typebox(condition, Some(value), path, &mut Vec::new());
            if holds && !self.typebox(then, Some(value), path, &mut Vec::new()) {
                fits = add(
                    path,
                    What::Text("must match \"then\" schema".to_string()),
                    out,
                );
            }
        }
        if let Some(not) = keywords.not
            && self.typebox(not, Some(value), path, &mut Vec::new())
        {
            fits = add(path, What::Text("must not be valid".to_string()), out);
        }
        for option in keywords.all_of.iter() {
            let mut own = Vec::new();
            if !self.typebox(option, Some(value), path, &mut own) {
                fits = false;
                out.append(&mut own);
            }
        }
        if !keywords.any_of.is_empty() {
            let mut failed = Vec::new();
            let mut any = false;
            for option in keywords.any_of.iter() {
                let mut own = Vec::new();
                any |= self.typebox(option, Some(value), path, &mut own);
                failed.append(&mut own);
            }
            if !any {
                out.append(&mut failed);
                fits = add(
                    path,
                    What::Text("must match a schema in anyOf".to_string()),
                    out,
                );
            }
        }
        if !keywords.one_of.is_empty() {
            let mut failed = Vec::new();
            let mut passed = 0;
            for option in keywords.one_of.iter() {
                let mut own = Vec::new();
                passed += usize::from(self.typebox(option, Some(value), path, &mut own));
                failed.append(&mut own);
            }
            if passed != 1 {
                if passed == 0 {
                    out.append(&mut failed);
                }
                fits = add(
                    path,
                    What::Text("must match exactly one schema in oneOf".to_string()),
                    out,
                );
            }
        }
        if self.nested {
            out.truncate(CAPACITY.max(before));
        }
        fits
    }

    fn typebox_object(
        &self,
        keywords: &Keywords,
        object: &Object<'_>,
        path: &mut Vec<Segment>,
        out: &mut Vec<Error>,
    ) -> bool {
        let mut fits = true;
        let has =
            |key: &str| object.contains_key(key) || (self.defaults && has_default(keywords, key));
        let missing: Vec<String> = keywords
            .required
            .iter()
            .filter(|key| !has(key))
            .map(str::to_string)
            .collect();
        if !missing.is_empty() {
            out.push(Error {
                path: path.clone(),
                what: What::Required(missing),
            });
            fits = false;
        }
        let mut unknown = Vec::new();
        for (key, member) in object.iter() {
            if keywords.properties.get(key).is_some() {
                continue;
            }
            path.push(Segment::Key(key.to_string()));
            let known = match keywords.additional {
                Additional::Unstated | Additional::Any => true,
                Additional::Forbidden => {
                    if self.nested && out.len() < CAPACITY {
                        out.push(Error {
                            path: path.clone(),
                            what: What::False,
                        });
                    }
                    false
                }
                // Where `properties` is not stated, rewritten into `patternProperties` of every key, whose
                // errors are their own (`normalizeAdditionalPropertiesSchema`).
                Additional::Of(node) if !keywords.has_properties => {
                    fits &= self.typebox(node, Some(member), path, out);
                    true
                }
                Additional::Of(node) if self.nested => self.typebox(node, Some(member), path, out),
                Additional::Of(node) => self.typebox(node, Some(member), path, &mut Vec::new()),
            };
            path.pop();
            if !known {
                unknown.push(key.to_string());
            }
        }
        if !unknown.is_empty() {
            fits = false;
            if !self.nested || out.len() < CAPACITY {
                out.push(Error {
                    path: path.clone(),
                    what: What::Unknown(unknown),
                });
            }
        }
        for (key, node) in keywords.properties.iter() {
            let default = if self.defaults {
                default_of(node)
            } else {
                None
            };
            let Some(member) = object.get(key).or(default.as_ref()) else {
                continue;
            };
            path.push(Segment::Key(key.to_string()));
            fits &= self.typebox(node, Some(member), path, out);
            path.pop();
        }
        if let Some(names) = keywords.property_names {
            let mut bad = Vec::new();
            for key in object.keys() {
                path.push(Segment::Key(key.to_string()));
                let mut own = Vec::new();
                if !self.typebox(names, Some(&Value::from(key)), path, &mut own) {
                    bad.push(key.to_string());
                    if self.nested {
                        out.append(&mut own);
                    }
                }
                path.pop();
            }
            if !bad.is_empty() {
                fits = false;
                out.push(Error {
                    path: path.clone(),
                    what: What::Text(format!("property names {} are invalid", bad.join(", "))),
                });
            }
        }
        for message in counts(keywords, object.len(), "must not") {
            fits = false;
            out.push(Error {
                path: path.clone(),
                what: What::Text(message),
            });
        }
        fits
    }

    // ---- AJV ----

    /// Adds errors; false where there is one. `composite`: inside `anyOf` and the like, where AJV
    /// puts no defaults in.
    fn ajv(
        &self,
        node: Node,
        value: &Value<'_>,
        path: &mut Vec<Segment>,
        out: &mut Vec<Error>,
        composite: bool,
    ) -> bool {
        let start = out.len();
        let keywords = node.keywords();
        let push = |path: &[Segment], text: String, out: &mut Vec<Error>| {
            out.push(Error {
                path: path.to_vec(),
                what: What::Text(text),
            })
        };
        let only = keywords.types.only();
        // A single type that has keywords of its own is complained about where those would run.
        let deferred = only.filter(|kind| has_rules(*kind, &keywords));
        let wrong =
            !keywords.types.is_empty() && !keywords.types.iter().any(|kind| fits_type(kind, value));
        let names: Vec<&str> = keywords.types.iter().map(Type::name).collect();
        let complaint = format!("must be {}", names.join(","));
        // AJV runs without `strictNumbers`: NaN and the infinities are numbers.
        let odd = matches!(value, Value::Number(number) if !number.is_finite());
        let numeric = |kind: Type| {
            matches!(kind, Type::Number)
                || (kind == Type::Integer
                    && !matches!(value, Value::Number(number) if number.is_nan()))
        };
        let wrong = wrong && !(odd && keywords.types.iter().any(numeric));
        if wrong && deferred.is_none() {
            push(path, complaint.clone(), out);
        }
        if let Some(constant) = keywords
            .constant
            .filter(|constant| !super::zod::is(value, *constant))
        {
            out.push(Error {
                path: path.clone(),
                what: What::Choice("must be equal to constant", vec![constant]),
            });
        }
        if !keywords.choices.is_empty()
            && !keywords
                .choices
                .iter()
                .any(|choice| super::zod::is(value, choice))
        {
            let what = What::Choice(
                "must be equal to one of the allowed values",
                keywords.choices.iter().collect(),
            );
            out.push(Error {
                path: path.clone(),
                what,
            });
        }
        if let Some(not) = keywords.not
            && self.ajv(not, value, path, &mut Vec::new(), true)
        {
            push(path, "must NOT be valid".to_string(), out);
        }
        if !keywords.any_of.is_empty() {
            let mut failed = Vec::new();
            let any = keywords
                .any_of
                .iter()
                .any(|option| self.ajv(option, value, path, &mut failed, true));
            if !any {
                out.append(&mut failed);
                push(path, "must match a schema in anyOf".to_string(), out);
            }
        }
        if !keywords.one_of.is_empty() {
            let mut failed = Vec::new();
            let passed = keywords
                .one_of
                .iter()
                .filter(|option| self.ajv(*option, value, path, &mut failed, true))
                .count();
            if passed != 1 {
                out.append(&mut failed);
                push(
                    path,
                    "must match exactly one schema in oneOf".to_string(),
                    out,
                );
            }
        }
        for option in keywords.all_of.iter() {
            self.ajv(option, value, path, out, composite);
        }
        if let (Some(condition), Some(then)) = (keywords.condition, keywords.then)
            && self.ajv(condition, value, path, &mut Vec::new(), true)
            && !self.ajv(then, value, path, out, true)
        {
            push(path, "must match \"then\" schema".to_string(), out);
        }
        let late = |kind: Type| wrong && deferred == Some(kind);
        match value {
            Value::Number(number) => {
                let nan = number.is_nan();
                let bounds = [
                    keywords
                        .maximum
                        .filter(|bound| nan || number > bound)
                        .map(|bound| ("<=", bound)),
                    keywords
                        .minimum
                        .filter(|bound| nan || number < bound)
                        .map(|bound| (">=", bound)),
                    keywords
                        .exclusive_maximum
                        .filter(|bound| nan || number >= bound)
                        .map(|bound| ("<", bound)),
                    keywords
                        .exclusive_minimum
                        .filter(|bound| nan || number <= bound)
                        .map(|bound| (">", bound)),
                ];
                for (sign, bound) in bounds.into_iter().flatten() {
                    push(
                        path,
                        format!("must be {sign} {}", super::messages::number(bound)),
                        out,
                    );
                }
            }
            Value::String(text) => {
                for message in texts(&keywords, text, "must NOT", self.formats) {
                    push(path, message, out);
                }
            }
            Value::Array(elements) => {
                if keywords
                    .max_items
                    .is_some_and(|bound| elements.len() > bound as usize)
                {
                    push(
                        path,
                        format!(
                            "must NOT have more than {} items",
                            keywords.max_items.unwrap_or(0)
                        ),
                        out,
                    );
                }
                if keywords
                    .min_items
                    .is_some_and(|bound| elements.len() < bound as usize)
                {
                    push(
                        path,
                        format!(
                            "must NOT have fewer than {} items",
                            keywords.min_items.unwrap_or(0)
                        ),
                        out,
                    );
                }
                if let (true, Some((first, second))) = (keywords.unique_items, repeats(elements)) {
                    push(
                        path,
                        format!(
                            "must NOT have duplicate items (items ## {first} and {second} are identical)"
                        ),
                        out,
                    );
                }
                if let Some(items) = keywords.items {
                    for (index, element) in elements.iter().enumerate() {
                        path.push(Segment::Index(index));
                        self.ajv(items, element, path, out, composite);
                        path.pop();
                    }
                }
            }
            Value::Object(object) => self.ajv_object(&keywords, object, path, out, composite),
            _ => {}
        }
        if [Type::Number, Type::String, Type::Array, Type::Object]
            .into_iter()
            .any(late)
        {
            push(path, complaint, out);
        }
        out.len() == start
    }

    fn ajv_object(
        &self,
        keywords: &Keywords,
        object: &Object<'_>,
        path: &mut Vec<Segment>,
        out: &mut Vec<Error>,
        composite: bool,
    ) {
        let fills = self.defaults && !composite;
        for message in counts(keywords, object.len(), "must NOT") {
            out.push(Error {
                path: path.clone(),
                what: What::Text(message),
            });
        }
        for key in keywords.required.iter() {
            let supplied = fills && has_default(keywords, key);
            if !supplied && !object.contains_key(key) {
                out.push(Error {
                    path: path.clone(),
                    what: What::Required(vec![key.to_string()]),
                });
            }
        }
        if let Some(names) = keywords.property_names {
            for key in object.keys() {
                let before = out.len();
                self.ajv(names, &Value::from(key), path, out, true);
                if out.len() > before {
                    out.push(Error {
                        path: path.clone(),
                        what: What::Text("property name must be valid".to_string()),
                    });
                }
            }
        }
        for (key, member) in object.iter() {
            if keywords.properties.get(key).is_some() {
                continue;
            }
            match keywords.additional {
                Additional::Unstated | Additional::Any => {}
                Additional::Forbidden => out.push(Error {
                    path: path.clone(),
                    what: What::Unknown(vec![key.to_string()]),
                }),
                Additional::Of(node) => {
                    path.push(Segment::Key(key.to_string()));
                    self.ajv(node, member, path, out, composite);
                    path.pop();
                }
            }
        }
        for (key, node) in keywords.properties.iter() {
            let default = if fills { default_of(node) } else { None };
            let Some(member) = object.get(key).or(default.as_ref()) else {
                continue;
            };
            path.push(Segment::Key(key.to_string()));
            self.ajv(node, member, path, out, composite);
            path.pop();
        }
    }
}

/// TypeBox 1.3.30 lists every refused key as an error of its own before the one that lists all;
/// OpenClaw takes those out again.
fn drop_false_children(out: &mut Vec<Error>) {
    let mut kept: Vec<Error> = Vec::new();
    let mut run = 0;
    for error in std::mem::take(out) {
        match &error.what {
            What::False => {
                run += 1;
                kept.push(error);
                continue;
            }
            What::Unknown(keys) if !keys.is_empty() && keys.len() <= run => {
                let first = kept.len() - keys.len();
                let matches = kept.iter().skip(first).zip(keys).all(|(child, key)| {
                    let below = child.path.split_last().is_some_and(|(last, above)| {
                        *last == Segment::Key(key.clone()) && above == error.path
                    });
                    below && matches!(child.what, What::False)
                });
                if matches {
                    kept.truncate(first);
                }
            }
            _ => {}
        }
        kept.push(error);
        run = 0;
    }
    *out = kept;
}

fn printed(path: &[Segment], escapes: bool) -> String {
    if path.is_empty() {
        return "<root>".to_string();
    }
    let step = |segment: &Segment| {
        let text = segment.text();
        if escapes {
            text.replace('~', "~0").replace('/', "~1")
        } else {
            text.into_owned()
        }
    };
    path.iter()
        .map(step)
        .collect::<Vec<_>>()
        .join(".")
        .replace('/', ".")
}

fn fits_type(kind: Type, value: &Value<'_>) -> bool {
    match (kind, value) {
        (Type::Number, Value::Number(number)) => number.is_finite(),
        (Type::Integer, Value::Number(number)) => number.is_finite() && number.fract() == 0.0,
        (Type::String, Value::String(_))
        | (Type::Boolean, Value::Bool(_))
        | (Type::Null, Value::Null)
        | (Type::Array, Value::Array(_))
        | (Type::Object, Value::Object(_)) => true,
        _ => false,
    }
}

/// Whether AJV has a group of keywords for this type here.
fn has_rules(kind: Type, keywords: &Keywords) -> bool {
    match kind {
        Type::Number => [
            keywords.minimum,
            keywords.maximum,
            keywords.exclusive_minimum,
            keywords.exclusive_maximum,
        ]
        .iter()
        .any(Option::is_some),
        Type::String => {
            keywords.min_length.is_some()
                || keywords.max_length.is_some()
                || keywords.pattern.is_some()
                || keywords.format.is_some()
        }
        Type::Array => {
            keywords.min_items.is_some()
                || keywords.max_items.is_some()
                || keywords.items.is_some()
                || keywords.unique_items
        }
        Type::Object => {
            !keywords.properties.is_empty()
                || !keywords.required.is_empty()
                || keywords.additional != Additional::Unstated
                || keywords.property_names.is_some()
                || keywords.min_properties.is_some()
                || keywords.max_properties.is_some()
        }
        Type::Integer | Type::Boolean | Type::Null => false,
    }
}

/// Errors of a text. TypeBox looks at the format before the pattern, AJV after it.
fn texts(keywords: &Keywords, text: &str, never: &str, formats: bool) -> Vec<String> {
    let mut out = Vec::new();
    let length = text.chars().count();
    if let Some(bound) = keywords.max_length.filter(|bound| length > *bound as usize) {
        out.push(format!("{never} have more than {bound} characters"));
    }
    if let Some(bound) = keywords.min_length.filter(|bound| length < *bound as usize) {
        out.push(format!("{never} have fewer than {bound} characters"));
    }
    let format = keywords
        .format
        .filter(|format| formats && *format == "uri" && url::parse(text).is_none());
    let pattern = keywords
        .pattern
        .filter(|pattern| !patterns::matches(pattern, "", text));
    let format = format.map(|format| format!("must match format \"{format}\""));
    let pattern = pattern.map(|pattern| format!("must match pattern \"{pattern}\""));
    if never == "must not" {
        out.extend(format);
        out.extend(pattern);
    } else {
        out.extend(pattern);
        out.extend(format);
    }
    out
}

fn counts(keywords: &Keywords, length: usize, never: &str) -> Vec<String> {
    let more = keywords
        .max_properties
        .filter(|bound| length > *bound as usize)
        .map(|bound| format!("{never} have more than {bound} properties"));
    let fewer = keywords
        .min_properties
        .filter(|bound| length < *bound as usize)
        .map(|bound| format!("{never} have fewer than {bound} properties"));
    // TypeBox asks for the minimum first, AJV for the maximum.
    if never == "must not" {
        fewer.into_iter().chain(more).collect()
    } else {
        more.into_iter().chain(fewer).collect()
    }
}

fn has_default(keywords: &Keywords, key: &str) -> bool {
    keywords
        .properties
        .get(key)
        .is_some_and(|node| node.keywords().default.is_some())
}

fn default_of(node: Node) -> Option<Value<'static>> {
    let text = node.keywords().default?;
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    Some(Value::from(value))
}

/// The later and the earlier of two equal elements, as AJV names them.
fn repeats(elements: &[Value<'_>]) -> Option<(usize, usize)> {
    // From the end, as AJV does; lists with this keyword are short.
    for (later, element) in elements.iter().enumerate().rev().take(1000) {
        if let Some(earlier) = elements
            .iter()
            .take(later)
            .rposition(|other| other == element)
        {
            return Some((earlier, later));
        }
    }
    None
}
