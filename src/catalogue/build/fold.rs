//! Reads release files and folds their deltas into documents, oldest release first.
//!
//! The grammar of a change is described in `scripts/catalogue/delta.mjs`; both sides must agree.
//! Folding is strict: a change that does not fit what is there is an error.

use serde_json::{Map, Value};
use std::path::Path;

/// One release file.
pub struct File {
    /// Version number, such as `2026.2.2-3`.
    pub release: String,
    /// The whole file.
    pub json: Value,
}

/// Reads every release file of the folder, sorted by version number.
pub fn read(folder: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text =
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let json: Value =
            serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let release = json
            .get("release")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_string();
        if path.file_stem().and_then(|stem| stem.to_str()) != Some(release.as_str()) {
            return Err(format!(
                "{}: \"release\" is not the file's name",
                path.display()
            ));
        }
        files.push(File { release, json });
    }
    files.sort_by_key(|file| number(&file.release));
    let mut previous = Value::Null;
    for file in &files {
        if file.json.get("after") != Some(&previous) {
            return Err(format!("{}: \"after\" must be {previous}", file.release));
        }
        previous = Value::String(file.release.clone());
    }
    Ok(files)
}

/// The numbers of a version, for ordering.
pub fn number(version: &str) -> Vec<u32> {
    version
        .split(['.', '-'])
        .map(|part| part.parse().unwrap_or(0))
        .collect()
}

/// Calls `visit` with every release's document, and whether it differs from the one before.
pub fn each(
    files: &[File],
    mut visit: impl FnMut(&File, &Value, bool) -> Result<(), String>,
) -> Result<(), String> {
    let mut document = Value::Object(Map::new());
    for file in files {
        let changes = file.json.get("changes").and_then(Value::as_array);
        let changes = changes.ok_or_else(|| format!("{}: no \"changes\"", file.release))?;
        fold(&mut document, changes).map_err(|e| format!("{}: {e}", file.release))?;
        visit(file, &document, !changes.is_empty())?;
    }
    Ok(())
}

/// Applies the changes one after the other.
pub fn fold(document: &mut Value, changes: &[Value]) -> Result<(), String> {
    let before = if changes.iter().any(shares) {
        document.clone()
    } else {
        Value::Null
    };
    for change in changes {
        let at = change
            .get("at")
            .and_then(Value::as_str)
            .ok_or("a change without \"at\"")?;
        apply(document, at, change, &before).map_err(|e| format!("{at}: {e}"))?;
    }
    Ok(())
}

fn apply(document: &mut Value, at: &str, change: &Value, before: &Value) -> Result<(), String> {
    if let Some(order) = change.get("order").and_then(Value::as_array) {
        let object = find(document, at)?.as_object_mut().ok_or("no object")?;
        let mut sorted = Map::new();
        for key in order.iter().filter_map(Value::as_str) {
            let value = object
                .remove(key)
                .ok_or("order of a key that is not here")?;
            sorted.insert(key.to_string(), value);
        }
        if !object.is_empty() {
            return Err("order is not of all keys".into());
        }
        *object = sorted;
        return Ok(());
    }
    if let Some(value) = change.get("set") {
        let place = find(document, at)?;
        if change.get("was").is_some_and(|was| was != place) {
            return Err("another value was here".into());
        }
        *place = restored(value, before)?;
        return Ok(());
    }
    let (parent, key) = at.rsplit_once('/').ok_or("no key")?;
    let key = unescape(key);
    let object = find(document, parent)?
        .as_object_mut()
        .ok_or("no object above")?;
    if change.get("remove").is_some() {
        object
            .shift_remove(&key)
            .map(|_| ())
            .ok_or("no such key".into())
    } else {
        let value = change.get("add").ok_or("no verb")?;
        let index = match change.get("after") {
            None => object.len(),
            Some(Value::String(other)) => {
                1 + object
                    .keys()
                    .position(|key| key == other)
                    .ok_or("no such key before")?
            }
            Some(_) => 0,
        };
        if object.contains_key(&key) {
            return Err("is there already".into());
        }
        object.shift_insert(index, key, restored(value, before)?);
        Ok(())
    }
}

fn find<'v>(document: &'v mut Value, pointer: &str) -> Result<&'v mut Value, String> {
    document
        .pointer_mut(pointer)
        .ok_or_else(|| "nothing here".to_string())
}

fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

fn same(value: &Value) -> Option<&str> {
    let object = value.as_object()?;
    if object.len() == 1 {
        object.get("$same")?.as_str()
    } else {
        None
    }
}

fn shares(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(shares),
        Value::Object(object) => same(value).is_some() || object.values().any(shares),
        _ => false,
    }
}

fn restored(value: &Value, before: &Value) -> Result<Value, String> {
    if let Some(pointer) = same(value) {
        return before
            .pointer(pointer)
            .cloned()
            .ok_or_else(|| format!("no {pointer} before"));
    }
    Ok(match value {
        Value::Array(items) => Value::Array(
            items
                .iter()
                .map(|v| restored(v, before))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(object) => {
            let mut copy = Map::new();
            for (key, inner) in object {
                copy.insert(key.clone(), restored(inner, before)?);
            }
            Value::Object(copy)
        }
        scalar => scalar.clone(),
    })
}
