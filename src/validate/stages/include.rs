//! `$include`: other files are merged in. They are given in [`super::super::Environment::files`];
//! where they are not, what they hold is unknowable and only faults of the directive are reported.

use std::collections::BTreeMap;

use super::super::{Issue, IssueKind, Stage, Unknowable};
use super::{Flow, Input, Outcome};
use crate::json5::{self, Object, Value};

/// Deepest nesting that is looked at; deeper values stay as they are.
const DEPTH: usize = 300;
/// Files may name files so many times.
const FILES_DEEP: usize = 10;
/// The release that keeps includes inside the folder of the config.
const BOUNDED: &str = "2026.2.17";

/// Merges the files in.
pub fn resolve(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let home = input.environment.home.as_deref().unwrap_or("~");
    let root = format!("{home}/.openclaw");
    let mut merge = Merge {
        files: input.environment.files.as_ref(),
        bounded: input.since(BOUNDED),
        wary: input.since("2026.5.26"),
        root: root.clone(),
        visited: vec![format!("{root}/openclaw.json")],
        unknowable: &mut outcome.unknowable,
    };
    let value = std::mem::replace(&mut input.value, Value::Null);
    match merge.value(value, &root, 0) {
        Ok(value) => {
            input.value = value;
            Flow::Next
        }
        Err(message) => {
            outcome
                .issues
                .push(Issue::root(Stage::Include, message, IssueKind::Unreadable));
            Flow::Stop
        }
    }
}

struct Merge<'e> {
    files: Option<&'e BTreeMap<String, String>>,
    bounded: bool,
    /// Refuses null bytes by name.
    wary: bool,
    /// Folder of the config.
    root: String,
    visited: Vec<String>,
    unknowable: &'e mut Vec<Unknowable>,
}

impl Merge<'_> {
    /// `folder` is that of the file the value stands in.
    fn value<'t>(
        &mut self,
        value: Value<'t>,
        folder: &str,
        depth: usize,
    ) -> Result<Value<'t>, String> {
        if depth > DEPTH {
            return Ok(value);
        }
        Ok(match value {
            Value::Array(elements) => {
                let merged: Result<Vec<_>, String> = elements
                    .into_iter()
                    .map(|element| self.value(element, folder, depth + 1))
                    .collect();
                Value::Array(merged?)
            }
            Value::Object(object) => self.object(object, folder, depth)?,
            other => other,
        })
    }

    fn object<'t>(
        &mut self,
        mut object: Object<'t>,
        folder: &str,
        depth: usize,
    ) -> Result<Value<'t>, String> {
        // Assigned while the real one copies the object, so it becomes the prototype and is gone.
        object.remove("__proto__");
        let directive = object.remove("$include");
        let included = match &directive {
            Some(directive) => Some(self.directive(directive, folder)?),
            None => None,
        };
        if let (Some(Some(included)), true) = (&included, object.is_empty()) {
            return Ok(included.clone());
        }
        for (_, member) in object.iter_mut() {
            let value = std::mem::replace(member, Value::Null);
            *member = self.value(value, folder, depth + 1)?;
        }
        match included {
            Some(Some(Value::Object(included))) => {
                Ok(merged(Value::Object(included), Value::Object(object), 0))
            }
            Some(Some(_)) => {
                Err("Sibling keys require included content to be an object".to_string())
            }
            Some(None) | None => Ok(Value::Object(object)),
        }
    }

    /// What the directive stands for; `None` where that is unknowable.
    fn directive(
        &mut self,
        directive: &Value<'_>,
        folder: &str,
    ) -> Result<Option<Value<'static>>, String> {
        match directive {
            Value::String(path) => self.file(path, folder),
            Value::Array(paths) => {
                let mut all = Some(Value::Object(Object::new()));
                for path in paths {
                    let Some(path) = path.as_str() else {
                        return Err(format!(
                            "Invalid $include array item: expected string, got {}",
                            type_of(path)
                        ));
                    };
                    let next = self.file(path, folder)?;
                    all = all.zip(next).map(|(all, next)| merged(all, next, 0));
                }
                Ok(all)
            }
            other => Err(format!(
                "Invalid $include value: expected string or array of strings, got {}",
                type_of(other)
            )),
        }
    }

    fn file(&mut self, path: &str, folder: &str) -> Result<Option<Value<'static>>, String> {
        if self.wary && path.contains('\0') {
            return Err("Include path must not contain null bytes".to_string());
        }
        let resolved = normal(path, folder);
        let inside = resolved.starts_with(&format!("{}/", self.root));
        if self.bounded && resolved == self.root {
            return Err(format!(
                "Include file failed security checks (regular file, max 2097152 bytes, no hardlinks): {path}"
            ));
        }
        if self.bounded && !inside {
            return Err(format!(
                "Include path escapes config directory: {path} (root: {})",
                self.root
            ));
        }
        if self.visited.contains(&resolved) {
            let mut chain = self.visited.clone();
            chain.push(resolved);
            return Err(format!("Circular include detected: {}", chain.join(" -> ")));
        }
        if self.visited.len() > FILES_DEEP {
            return Err(format!(
                "Maximum include depth ({FILES_DEEP}) exceeded at: {path}"
            ));
        }
        let Some(files) = self.files else {
            self.unknowable.push(Unknowable::Include {
                path: path.to_string(),
            });
            return Ok(None);
        };
        let name = resolved
            .strip_prefix(&format!("{}/", self.root))
            .unwrap_or(&resolved);
        let Some(text) = files.get(name).or_else(|| files.get(&format!("./{name}"))) else {
            return Err(format!(
                "Failed to read include file: {path} (resolved: {resolved})"
            ));
        };
        let document = json5::parse(text);
        let value = document
            .value()
            .filter(|_| document.first_error_as_json5().is_none());
        let Some(value) = value else {
            return Err(format!(
                "Failed to parse include file: {path} (resolved: {resolved})"
            ));
        };
        let own = resolved
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_string();
        self.visited.push(resolved);
        let merged = self.value(value.into_owned(), &own, 0);
        self.visited.pop();
        merged.map(Some)
    }
}

/// Objects merge, arrays follow each other, anything else is replaced.
fn merged<'t>(target: Value<'t>, source: Value<'t>, depth: usize) -> Value<'t> {
    match (target, source) {
        (Value::Array(mut first), Value::Array(second)) => {
            first.extend(second);
            Value::Array(first)
        }
        (Value::Object(mut first), Value::Object(second)) if depth <= DEPTH => {
            for (key, value) in second {
                if matches!(key.as_ref(), "__proto__" | "constructor" | "prototype") {
                    continue;
                }
                match first.get_mut(&key) {
                    Some(known) => {
                        let before = std::mem::replace(known, Value::Null);
                        *known = merged(before, value, depth + 1);
                    }
                    None => {
                        first.insert(key, value);
                    }
                }
            }
            Value::Object(first)
        }
        (_, source) => source,
    }
}

/// `path.normalize(path.resolve(folder, path))`
fn normal(path: &str, folder: &str) -> String {
    let whole = if path.starts_with('/') {
        path.to_string()
    } else {
        format!("{folder}/{path}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    // Without a home folder the config's folder is written with `~`.
    let lead = if whole.starts_with('~') { "" } else { "/" };
    format!("{lead}{}", parts.join("/"))
}

/// JavaScript's `typeof`.
fn type_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Null | Value::Array(_) | Value::Object(_) => "object",
    }
}
