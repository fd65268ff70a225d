//! npm, Node and shell errors of an installation, and what writing commands answer.

use super::source::Source;
use crate::span::Seen;

/// A stretch of installation output.
#[derive(Clone, Debug, Default)]
pub struct Install {
    /// The artifact.
    pub artifact: usize,
    /// `npm error code X`: `EBADENGINE`, `EACCES`, `ENOTEMPTY`, `ENOENT`.
    pub codes: Vec<Seen<String>>,
    /// The Node that a message requires, as written.
    pub node_required: Option<Seen<String>>,
    /// The Node that a message found.
    pub node_found: Option<Seen<String>>,
    /// The program of `command not found`.
    pub not_found: Option<Seen<String>>,
    /// All lines.
    pub lines: Vec<Seen<String>>,
}

/// What a command that writes answered: `Updated …`, `Config overwrite: …`, `Restarted …`.
#[derive(Clone, Debug, Default)]
pub struct Action {
    /// The artifact.
    pub artifact: usize,
    /// The lines.
    pub lines: Vec<Seen<String>>,
    /// The backup that was made.
    pub backup: Option<Seen<String>>,
    /// `Default model: …`.
    pub default_model: Option<Seen<String>>,
    /// What `Updated …` names: a path or a file.
    pub updated: Vec<Seen<String>>,
    /// `Config path not found: …`.
    pub path_not_found: Option<Seen<String>>,
}

/// A single value that `config get` printed.
#[derive(Clone, Debug)]
pub struct ConfigValue {
    /// The artifact.
    pub artifact: usize,
    /// The path that was asked for.
    pub path: String,
    /// What was printed.
    pub value: Seen<String>,
}

/// Reads installation output.
pub(super) fn install(source: &Source<'_>) -> Install {
    let mut install = Install {
        artifact: source.artifact.id,
        ..Install::default()
    };
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        install.lines.push(source.seen(text));
        for mark in [
            "npm error code ",
            "npm ERR! code ",
            "npm warn code ",
            "npm WARN ",
        ] {
            if let Some(code) = text
                .strip_prefix(mark)
                .and_then(|rest| rest.split_whitespace().next())
                && code.starts_with('E')
                && code.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
            {
                install.codes.push(source.seen(code));
            }
        }
        let after = |marks: &[&str]| {
            marks
                .iter()
                .find_map(|mark| text.split_once(mark).map(|(_, rest)| rest))
                .map(|rest| {
                    rest.split(['"', '\'', '}', '(', ','])
                        .next()
                        .unwrap_or(rest)
                })
                .map(|rest| rest.trim().trim_end_matches('.'))
                .filter(|rest| rest.contains(|c: char| c.is_ascii_digit()))
        };
        let node = [
            "\"node\":\"",
            "node: '",
            "requires Node ",
            "requires Node.js ",
            "Detected: node ",
            "found: Node ",
            "current: v",
            "node ",
        ];
        let asks = ["equire", "Unsupported engine for"]
            .iter()
            .any(|word| text.contains(word));
        let has = ["Actual", "Detected", "current", "found: Node"]
            .iter()
            .any(|word| text.contains(word));
        if has && let Some(found) = after(&node) {
            let found = found.split(' ').next().unwrap_or(found);
            install.node_found.get_or_insert(source.seen(found));
        } else if asks && let Some(required) = after(&node) {
            install.node_required.get_or_insert(source.seen(required));
        }
        if text.contains("command not found") || text.contains("is not recognized") {
            let program = match text.split_once("command not found: ") {
                Some((_, program)) => program,
                None => text
                    .split(": command not found")
                    .next()
                    .and_then(|head| head.rsplit(": ").next())
                    .unwrap_or(text)
                    .split(" : ")
                    .next()
                    .unwrap_or(text),
            };
            install.not_found = Some(source.seen(program.trim_matches(['\'', '"'])));
        }
    }
    install
}

/// Reads the answer of a writing command.
pub(super) fn action(source: &Source<'_>) -> Action {
    let mut action = Action {
        artifact: source.artifact.id,
        ..Action::default()
    };
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        action.lines.push(source.seen(text));
        if let Some((_, rest)) = text.split_once("backup=") {
            action.backup = rest.split([',', ')']).next().map(|path| source.seen(path));
        } else if let Some(path) = text.strip_prefix("Backup:") {
            action.backup = Some(source.seen(path));
        } else if let Some(model) = text.strip_prefix("Default model:") {
            action.default_model = Some(source.seen(model));
        } else if let Some(path) = text.strip_prefix("Config path not found:") {
            action.path_not_found = Some(source.seen(path.split(". ").next().unwrap_or(path)));
        } else if let Some(rest) = text.strip_prefix("Updated ") {
            let rest = rest.strip_prefix("config: ").unwrap_or(rest);
            let name = rest.split(". ").next().unwrap_or(rest);
            action.updated.push(source.seen(name));
        }
    }
    action
}

/// Reads a single value.
pub(super) fn value(source: &Source<'_>) -> Option<ConfigValue> {
    Some(ConfigValue {
        artifact: source.artifact.id,
        path: source.artifact.parent.as_ref()?.path().to_owned(),
        value: source.seen(source.text),
    })
}
