//! The files that a config names by `$include`, read from beside it, as the real command does.
//!
//! Invariants: only files inside the config's folder are read, and no more than [`MOST`].

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clawlens::json5::{self, Value};

/// More than a config can sensibly be split into.
const MOST: usize = 256;
/// Deepest value that is looked at.
const DEEPEST: usize = 64;

/// Texts by path relative to `folder`; `None` where the config includes nothing.
pub fn read(text: &str, folder: &Path) -> Option<BTreeMap<String, String>> {
    if !text.contains("$include") {
        return None;
    }
    let mut files = BTreeMap::new();
    let mut open = named(text, "");
    while let Some(path) = open.pop() {
        if files.contains_key(&path) || files.len() >= MOST {
            continue;
        }
        if let Ok(text) = fs::read_to_string(folder.join(&path)) {
            let own = path.rsplit_once('/').map_or("", |(own, _)| own);
            open.extend(named(&text, own));
            files.insert(path, text);
        }
    }
    Some(files)
}

/// The files that `text`, which stands in `folder`, includes.
fn named(text: &str, folder: &str) -> Vec<String> {
    let document = json5::parse(text);
    let mut names = Vec::new();
    if let Some(value) = document.value() {
        collect(&value, 0, &mut names);
    }
    names
        .iter()
        .filter_map(|name| inside(folder, name))
        .collect()
}

fn collect(value: &Value<'_>, depth: usize, names: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| collect(element, depth + 1, names)),
        Value::Object(object) => {
            for (key, value) in object.iter() {
                match value {
                    Value::String(name) if key == "$include" => names.push(name.to_string()),
                    Value::Array(list) if key == "$include" => {
                        let strings = list.iter().filter_map(|element| match element {
                            Value::String(name) => Some(name.to_string()),
                            _ => None,
                        });
                        names.extend(strings);
                    }
                    other => collect(other, depth + 1, names),
                }
            }
        }
        _ => {}
    }
}

/// `name` beside the files of `folder`, without `.` and `..`; `None` where that leads outside.
fn inside(folder: &str, name: &str) -> Option<String> {
    if name.starts_with(['/', '~']) || name.contains(':') || name.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
