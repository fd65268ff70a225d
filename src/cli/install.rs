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
                .find_map(|mark| text.split_once(mark).map(|(_, rest)| rest.trim()))
        };
        let version = |text: &str| text.find(|c: char| c.is_ascii_digit()).is_some();
        if let Some(rest) = after(&[
            "requires Node ",
            "requires Node.js ",
            "Node.js v22.12+ is required",
            "required: { node: '",
            "Required: {\"node\":\"",
            "\"node\":\"",
        ]) {
            let rest = match rest.is_empty() {
                true => text,
                false => rest
                    .split(['\'', '}', '('])
                    .next()
                    .unwrap_or(rest)
                    .trim_end_matches(['.', '"']),
            };
            if version(rest) {
                install.node_required = Some(source.seen(rest));
            }
        }
        if let Some(rest) = after(&[
            "Detected: node ",
            "current: v",
            "(current: v",
            "current: { node: '",
            "Actual:   {\"npm\"",
            "Actual: {\"npm\"",
            "found: Node ",
        ]) && version(rest)
        {
            let rest = rest
                .split([',', '\'', ' ', ')', '('])
                .find(|part| version(part))
                .unwrap_or(rest);
            install.node_found = Some(source.seen(rest));
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
