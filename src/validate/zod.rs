//! OpenClaw's own schema, applied as zod applies it: order of faults, which checks still run after
//! a fault, which alternative of a union speaks.
//!
//! Recursion follows the schema, which is finite, never the value.

use super::fault::{Code, Fault, StopKind, aborted};
use super::names::Names;
use super::overlay::{Check, Cursor, Overlay};
use super::refine::{self, Crash, Found, Site};
use super::trail::{Step, Trail};
use super::{checks, messages};
use crate::catalogue::{Additional, Keywords, Node, Scalar, Schema, Type};
use crate::json5::{Segment, Value};

/// One run of the schema over one config.
pub(super) struct Zod<'a> {
    pub(super) overlay: &'a Overlay,
    pub(super) schema: Schema,
    pub(super) site: Site<'a>,
    /// zod 4.5 and later; else 4.4.
    pub(super) modern: bool,
    /// The real function that threw, if one did.
    pub(super) crash: Option<Crash>,
}

impl Zod<'_> {
    /// Faults of the whole config, in zod's order.
    pub(super) fn faults(&mut self, value: &Value<'_>) -> Vec<Fault> {
        let mut out = Vec::new();
        let root = self.overlay.root();
        self.run(
            self.schema.core(),
            root,
            Some(value),
            &Trail::root(),
            &mut out,
        );
        out
    }

    /// Adds the faults of `value` (`None`: the key is absent) to `out`. True when a pipe stopped.
    fn run(
        &mut self,
        node: Node,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) -> bool {
        let start = out.len();
        let keywords = node.keywords();
        let overlay = self.overlay;
        let rows = overlay.checks(at).unwrap_or(&[]);
        let mut rest = rows;
        let mut node = node;
        let mut keywords = keywords;
        if let [Check::Nullable, after @ ..] = rest {
            if matches!(value, Some(Value::Null)) {
                return false;
            }
            rest = after;
            // Written as a union of the inner schema and null.
            if let Some(inner) = keywords.any_of.iter().next() {
                node = inner;
                keywords = inner.keywords();
            } else if let Some(kind) = keywords.types.iter().find(|kind| *kind != Type::Null) {
                if !scalar_fits(kind, value) {
                    out.push(self.wrong_type(kind.name(), value, trail));
                }
                return false;
            }
        }
        if let [Check::Before(id), after @ ..] = rest {
            rest = after;
            if let (Some(value), [Check::Pipe, after @ ..]) = (value, rest) {
                rest = after;
                self.function(id, value, trail, out);
                if out.len() > start {
                    return true;
                }
            }
        }
        let error = match rest {
            [Check::Error(id), after @ ..] => {
                rest = after;
                Some(id.as_str())
            }
            _ => None,
        };
        let mut stopped = self.body(node, &keywords, at, value, trail, out);
        if let (Some(id), Some(value)) = (error, value) {
            self.own_error(id, value, out, start);
        }
        if rows.is_empty() {
            if let Some(value) = value {
                checks::plain(&keywords, value, self.modern, trail, out, start);
            }
            return stopped;
        }
        if let Some(value) = value {
            stopped |= self.listed(rest, value, trail, out, start, stopped);
        }
        stopped
    }

    fn body(
        &mut self,
        node: Node,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) -> bool {
        if !keywords.one_of.is_empty() {
            return self.discriminated(keywords, at, value, trail, out);
        }
        if !keywords.any_of.is_empty() {
            return self.union(keywords, at, value, trail, out);
        }
        // A text with several patterns is written so too; its checks are listed.
        let patterns = keywords.types.only() == Some(Type::String);
        if !(keywords.all_of.is_empty() || patterns && self.overlay.checks(at).is_some()) {
            self.intersection(keywords, at, value, trail, out);
            return false;
        }
        if let Some(constant) = keywords.constant {
            self.value(vec![constant], value, trail, out);
            return false;
        }
        if !keywords.choices.is_empty() {
            let fits =
                value.is_some_and(|value| keywords.choices.iter().any(|choice| is(value, choice)));
            if !fits {
                self.value(keywords.choices.iter().collect(), value, trail, out);
            }
            return false;
        }
        if keywords.not.is_some() {
            out.push(self.wrong_type("never", value, trail));
            return false;
        }
        let Some(kind) = keywords.types.only() else {
            if keywords.types.is_empty() {
                if value.is_none() {
                    out.push(self.wrong_type("nonoptional", value, trail));
                }
            } else {
                self.type_list(keywords, value, trail, out);
            }
            return false;
        };
        match kind {
            Type::Object if keywords.property_names.is_some() => {
                self.record(keywords, at, value, trail, out)
            }
            Type::Object => self.object(node, keywords, at, value, trail, out),
            Type::Array => self.array(keywords, at, value, trail, out),
            _ => {
                if !scalar_fits(kind, value) {
                    let expected = if kind == Type::Integer {
                        "number"
                    } else {
                        kind.name()
                    };
                    out.push(self.wrong_type(expected, value, trail));
                }
            }
        }
        false
    }

    /// `type: ["string", "number"]`: how newer zod writes a union of bare types.
    fn type_list(
        &mut self,
        keywords: &Keywords,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        if keywords.types.iter().any(|kind| scalar_fits(kind, value)) {
            return;
        }
        let errors = keywords
            .types
            .iter()
            .map(|kind| vec![self.wrong_type(kind.name(), value, trail)])
            .collect();
        out.push(union_fault(errors, trail));
    }

    fn object(
        &mut self,
        _node: Node,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        let Some(Value::Object(object)) = value else {
            out.push(self.wrong_type("object", value, trail));
            return;
        };
        let mut known = 0;
        for property in keywords.properties.each() {
            let key = property.key;
            let member = object.get(key);
            if member.is_none() && !keywords.required.has(&property) {
                continue;
            }
            known += usize::from(member.is_some());
            let below = self.overlay.down(at, '.', key);
            let place = trail.down(Step::Key(key));
            self.run(property.node(), below, member, &place, out);
        }
        if known == object.len() {
            return;
        }
        match keywords.additional {
            Additional::Unstated | Additional::Any => {}
            Additional::Forbidden => {
                let keys: Vec<String> = object
                    .keys()
                    .filter(|key| keywords.properties.get(key).is_none())
                    .filter(|key| self.modern || *key != "__proto__")
                    .map(str::to_string)
                    .collect();
                if !keys.is_empty() {
                    out.push(self.unknown_keys(keys, trail));
                }
            }
            Additional::Of(node) => {
                let below = self.overlay.down(at, '.', "*");
                for (key, member) in object.iter() {
                    if keywords.properties.get(key).is_none() && key != "__proto__" {
                        self.run(node, below, Some(member), &trail.down(Step::Key(key)), out);
                    }
                }
            }
        }
    }

    fn unknown_keys(&self, keys: Vec<String>, trail: &Trail<'_>) -> Fault {
        Fault {
            path: trail.path(),
            code: Code::Keys { keys },
            message: None,
            stop: if self.modern {
                StopKind::Goes
            } else {
                StopKind::Implicit
            },
        }
    }

    fn record(
        &mut self,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        let Some(Value::Object(object)) = value else {
            out.push(self.wrong_type("record", value, trail));
            return;
        };
        let names = keywords.property_names;
        let listed = names
            .map(|node| node.keywords().choices)
            .filter(|choices| !choices.is_empty());
        let key_at = self.overlay.down(at, '.', "#");
        let below = self.overlay.down(at, '.', "*");
        let mut unknown = Vec::new();
        for (key, member) in object.iter() {
            if key == "__proto__" {
                continue;
            }
            let place = trail.down(Step::Key(key));
            if let Some(names) = names {
                let mut faults = Vec::new();
                self.run(names, key_at, Some(&Value::from(key)), &place, &mut faults);
                if !faults.is_empty() {
                    if listed.is_some() {
                        unknown.push(key.to_string());
                    } else {
                        out.push(Fault {
                            path: place.path(),
                            code: Code::Key,
                            message: None,
                            stop: StopKind::Implicit,
                        });
                    }
                    continue;
                }
            }
            if let Additional::Of(node) = keywords.additional {
                self.run(node, below, Some(member), &place, out);
            }
        }
        if !unknown.is_empty() {
            out.push(self.unknown_keys(unknown, trail));
        }
    }

    fn array(
        &mut self,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        let expected = if keywords.tuple.is_empty() {
            "array"
        } else {
            "tuple"
        };
        let Some(Value::Array(elements)) = value else {
            out.push(self.wrong_type(expected, value, trail));
            return;
        };
        let fixed = keywords.tuple.len();
        if fixed > 0 && keywords.items.is_none() {
            for (short, bound) in [
                (elements.len() < fixed, fixed),
                (elements.len() > fixed, fixed),
            ] {
                if short {
                    out.push(checks::size(
                        trail,
                        "array",
                        checks::small(bound),
                        elements.len() > fixed,
                        true,
                        StopKind::Implicit,
                    ));
                }
            }
            if elements.len() < fixed {
                return;
            }
        }
        for (index, node) in keywords.tuple.iter().enumerate() {
            let below = self.overlay.down_index(at, '[', index);
            self.run(
                node,
                below,
                elements.get(index),
                &trail.down(Step::Index(index)),
                out,
            );
        }
        if let Some(node) = keywords.items {
            let below = self.overlay.down(at, '[', "]");
            for (index, element) in elements.iter().enumerate().skip(fixed) {
                self.run(
                    node,
                    below,
                    Some(element),
                    &trail.down(Step::Index(index)),
                    out,
                );
            }
        }
    }

    fn union(
        &mut self,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) -> bool {
        // Nearly always one alternative fits, and those of another type before it need no words.
        for (index, option) in keywords.any_of.iter().enumerate() {
            let below = self.overlay.down_index(at, '|', index);
            if self.overlay.checks(below).is_none() && is_of_other_type(option, value) {
                continue;
            }
            let mut faults = Vec::new();
            self.run(option, below, value, trail, &mut faults);
            if faults.is_empty() {
                return false;
            }
            break;
        }
        let mut results: Vec<(Vec<Fault>, bool)> = Vec::new();
        for (index, option) in keywords.any_of.iter().enumerate() {
            let mut faults = Vec::new();
            let below = self.overlay.down_index(at, '|', index);
            let stopped = self.run(option, below, value, trail, &mut faults);
            if faults.is_empty() {
                return false;
            }
            results.push((faults, stopped));
        }
        if let [(_, stopped)] = results.as_slice() {
            let stopped = *stopped;
            out.extend(results.into_iter().flat_map(|(faults, _)| faults));
            return stopped;
        }
        let gentle: Vec<usize> = results
            .iter()
            .enumerate()
            .filter(|(_, (faults, stopped))| !stopped && !aborted(faults))
            .map(|(index, _)| index)
            .collect();
        if let [only] = gentle.as_slice() {
            out.extend(results.swap_remove(*only).0);
            return false;
        }
        out.push(union_fault(
            results.into_iter().map(|(faults, _)| faults).collect(),
            trail,
        ));
        false
    }

    fn discriminated(
        &mut self,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) -> bool {
        let Some(value @ (Value::Object(_) | Value::Array(_))) = value else {
            out.push(self.wrong_type("object", value, trail));
            return false;
        };
        let Some(key) = discriminator(keywords) else {
            return self.union_of(keywords, at, value, trail, out);
        };
        let tag = value.get(key);
        let mut options: Vec<Scalar> = Vec::new();
        for (index, option) in keywords.one_of.iter().enumerate() {
            let accepted = tags(option, key);
            let mine = tag.is_some_and(|tag| accepted.iter().any(|scalar| is(tag, *scalar)));
            if mine {
                let own = self.overlay.down_index(at, '|', index);
                let is_secret = key == "source" && option.keywords().properties.get("id").is_some();
                let below = match tag.and_then(Value::as_str) {
                    Some(source) if is_secret => self.overlay.secret(source),
                    _ => own,
                };
                return self.run(option, below, Some(value), trail, out);
            }
            options.extend(accepted);
        }
        out.push(Fault {
            path: trail.down(Step::Key(key)).path(),
            code: Code::Discriminator { options },
            message: None,
            stop: StopKind::Implicit,
        });
        false
    }

    /// Alternatives without a common key of constants.
    fn union_of(
        &mut self,
        keywords: &Keywords,
        at: Cursor,
        value: &Value<'_>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) -> bool {
        let plain = Keywords {
            any_of: keywords.one_of,
            ..Keywords::default()
        };
        self.union(&plain, at, Some(value), trail, out)
    }

    fn intersection(
        &mut self,
        keywords: &Keywords,
        at: Cursor,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        let here = trail.path().len();
        let sides: Vec<Vec<Fault>> = keywords
            .all_of
            .iter()
            .enumerate()
            .map(|(index, option)| {
                let mut faults = Vec::new();
                let below = self.overlay.down_index(at, '&', index);
                self.run(option, below, value, trail, &mut faults);
                faults
            })
            .collect();
        // A key that only one side refuses belongs to the other.
        let refused: Vec<Vec<String>> = sides
            .iter()
            .map(|faults| {
                let own = faults.iter().filter(|fault| fault.path.len() == here);
                own.filter_map(|fault| {
                    if let Code::Keys { keys } = &fault.code {
                        Some(keys.clone())
                    } else {
                        None
                    }
                })
                .flatten()
                .collect()
            })
            .collect();
        // How many sides in a row refuse the key, from the first on.
        let mut counts = Names::default();
        for (side, keys) in refused.iter().enumerate() {
            for key in keys {
                counts.count(key, side);
            }
        }
        let mut both = refused.first().cloned().unwrap_or_default();
        both.retain(|key| counts.get(key) == Some(refused.len()));
        for fault in sides.into_iter().flatten() {
            if !(fault.path.len() == here && matches!(fault.code, Code::Keys { .. })) {
                out.push(fault);
            }
        }
        if !both.is_empty() {
            out.push(self.unknown_keys(both, trail));
        }
    }

    fn value(
        &mut self,
        values: Vec<Scalar>,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        if value.is_some_and(|value| values.iter().any(|accepted| is(value, *accepted))) {
            return;
        }
        out.push(Fault {
            path: trail.path(),
            code: Code::Value { values },
            message: None,
            stop: StopKind::Implicit,
        });
    }

    fn wrong_type(
        &self,
        expected: &'static str,
        value: Option<&Value<'_>>,
        trail: &Trail<'_>,
    ) -> Fault {
        let received = received(value, self.modern);
        Fault {
            path: trail.path(),
            code: Code::Type { expected, received },
            message: None,
            stop: StopKind::Implicit,
        }
    }

    /// The checks the overlay lists, in their order. True when a pipe stopped.
    fn listed(
        &mut self,
        rows: &[Check],
        value: &Value<'_>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
        start: usize,
        stopped: bool,
    ) -> bool {
        let mut stopped = stopped;
        let mut abort = stopped || aborted(out.get(start..).unwrap_or(&[]));
        let mut current: Option<Value<'_>> = None;
        for check in rows {
            let length = out.len();
            let now = current.as_ref().unwrap_or(value);
            if let Check::Pipe = check {
                let fresh = out.get(start..).unwrap_or(&[]);
                let stops = fresh
                    .iter()
                    .any(|fault| !self.modern || !matches!(fault.code, Code::Keys { .. }));
                if stops {
                    return true;
                }
                continue;
            }
            if let Check::Min(..) | Check::Max(..) = check {
                let explicit = out.get(start..).is_some_and(|faults| {
                    faults.iter().any(|fault| fault.stop == StopKind::Explicit)
                });
                if !stopped && !explicit {
                    checks::length(check, now, self.modern, trail, out);
                }
            } else if !abort {
                match check {
                    Check::Refine(id, message, fatal, below) => {
                        let from = out.len();
                        self.refine(id, message.as_deref(), *fatal, now, trail, out);
                        for fault in out.iter_mut().skip(from) {
                            fault
                                .path
                                .extend(below.iter().map(|key| Segment::Key(key.clone())));
                        }
                    }
                    Check::SuperRefine(id) => self.function(id, now, trail, out),
                    Check::After(id) if id == checks::CHANNELS => self.channels(now, trail, out),
                    Check::After(id) | Check::Rewrite(id) => {
                        self.function(id, now, trail, out);
                        if let Some(next) = now.as_str().and_then(|text| refine::rewrite(id, text))
                        {
                            current = Some(Value::from(next));
                        }
                    }
                    _ => checks::one(check, now, trail, out),
                }
            }
            let fresh = out.get(length..).unwrap_or(&[]);
            abort |= aborted(fresh);
            stopped |= self.crash.is_some();
        }
        stopped
    }

    fn refine(
        &mut self,
        id: &str,
        message: Option<&str>,
        fatal: bool,
        value: &Value<'_>,
        trail: &Trail<'_>,
        out: &mut Vec<Fault>,
    ) {
        let mut found = Found::default();
        if let Err(crash) = refine::run(id, value, &self.site, &mut found) {
            self.crash.get_or_insert(crash);
            return;
        }
        if !found.issues.is_empty() {
            out.push(Fault {
                path: trail.path(),
                code: Code::Custom,
                message: Some(message.unwrap_or("Invalid input").to_string()),
                stop: if fatal {
                    StopKind::Explicit
                } else {
                    StopKind::Goes
                },
            });
        }
    }

    fn function(&mut self, id: &str, value: &Value<'_>, trail: &Trail<'_>, out: &mut Vec<Fault>) {
        let mut found = Found::default();
        if let Err(crash) = refine::run(id, value, &self.site, &mut found) {
            self.crash.get_or_insert(crash);
            return;
        }
        for (below, message) in found.issues {
            let mut path = trail.path();
            path.extend(below);
            out.push(Fault {
                path,
                code: Code::Custom,
                message: Some(message),
                stop: StopKind::Goes,
            });
        }
    }

    /// 2026.3.28 to 2026.4.2: each channel has a schema of its own, and its faults come out as texts.
    fn channels(&mut self, value: &Value<'_>, trail: &Trail<'_>, out: &mut Vec<Fault>) {
        let root = self.overlay.root();
        for (id, node) in self.schema.zod_channels() {
            let Some(config) = value.get(id) else {
                continue;
            };
            let at = self
                .overlay
                .down(self.overlay.down(root, '.', "channels"), '.', id);
            let mut faults = Vec::new();
            self.run(
                node,
                at,
                Some(config),
                &trail.down(Step::Key(id)),
                &mut faults,
            );
            for fault in faults {
                let message = messages::text(&fault, self.site.release);
                out.push(Fault {
                    path: fault.path,
                    code: Code::Custom,
                    message: Some(message),
                    stop: StopKind::Goes,
                });
            }
        }
    }

    /// A schema that words its own errors.
    fn own_error(&self, id: &str, value: &Value<'_>, out: &mut [Fault], start: usize) {
        let text = match id.strip_prefix("fn:") {
            Some(id) => value.as_str().and_then(|text| refine::error_text(id, text)),
            None => Some(id.to_string()),
        };
        if let (Some(text), Some(faults)) = (text, out.get_mut(start..)) {
            for fault in faults {
                fault.message.get_or_insert(text.clone());
            }
        }
    }
}

fn union_fault(errors: Vec<Vec<Fault>>, trail: &Trail<'_>) -> Fault {
    let path = trail.path();
    let depth = path.len();
    Fault {
        path,
        code: Code::Union { errors, depth },
        message: None,
        stop: StopKind::Implicit,
    }
}

/// The key whose constants tell the alternatives apart.
fn discriminator(keywords: &Keywords) -> Option<&'static str> {
    let first = keywords.one_of.iter().next()?;
    let mut keys = first.keywords().properties.iter().map(|(key, _)| key);
    keys.find(|key| {
        let mut all = Vec::new();
        keywords.one_of.iter().all(|option| {
            let tags = tags(option, key);
            let fresh = !tags.is_empty() && tags.iter().all(|tag| !all.contains(tag));
            all.extend(tags);
            fresh
        })
    })
}

/// The constants that `key` of this alternative accepts.
fn tags(option: Node, key: &str) -> Vec<Scalar> {
    let Some(node) = option.keywords().properties.get(key) else {
        return Vec::new();
    };
    let keywords = node.keywords();
    keywords
        .constant
        .into_iter()
        .chain(keywords.choices.iter())
        .collect()
}

/// Whether a value is this scalar, as JavaScript's `Set.has` sees it.
pub(super) fn is(value: &Value<'_>, scalar: Scalar) -> bool {
    match (value, scalar) {
        (Value::Null, Scalar::Null) => true,
        (Value::Bool(a), Scalar::Bool(b)) => *a == b,
        (Value::Number(a), Scalar::Number(b)) => *a == b,
        (Value::String(a), Scalar::String(b)) => a == b,
        _ => false,
    }
}

/// Whether the schema says nothing but another type, or something of another type.
fn is_of_other_type(node: Node, value: Option<&Value<'_>>) -> bool {
    let keywords = node.keywords();
    let joined = [keywords.any_of, keywords.one_of, keywords.all_of];
    let kind = keywords.types.only();
    joined.iter().all(|list| list.is_empty()) && kind.is_some_and(|kind| !scalar_fits(kind, value))
}

fn scalar_fits(kind: Type, value: Option<&Value<'_>>) -> bool {
    match (kind, value) {
        (Type::String, Some(Value::String(_)))
        | (Type::Boolean, Some(Value::Bool(_)))
        | (Type::Null, Some(Value::Null))
        | (Type::Array, Some(Value::Array(_)))
        | (Type::Object, Some(Value::Object(_))) => true,
        (Type::Number | Type::Integer, Some(Value::Number(number))) => number.is_finite(),
        _ => false,
    }
}

/// zod's name of what it got.
fn received(value: Option<&Value<'_>>, modern: bool) -> String {
    let name = match value {
        None => "undefined",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(number)) if number.is_nan() => "NaN",
        Some(Value::Number(number)) if modern && number.is_infinite() => {
            if *number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            }
        }
        Some(Value::Number(_)) => "number",
        Some(Value::String(_)) => "string",
        Some(Value::Array(_)) => "array",
        Some(Value::Object(_)) => "object",
    };
    name.to_string()
}
