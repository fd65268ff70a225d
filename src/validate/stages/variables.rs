//! `${VAR}`: variables are put in, first those that the config itself sets (`env.vars`, `env.*`).

use std::collections::BTreeMap;

use super::super::names::Names;
use super::super::{Issue, IssueKind, Stage, Unknowable};
use super::{Flow, Input, Outcome};
use crate::json5::{Object, Value};

/// Deepest nesting that is looked at.
const DEPTH: usize = 1000;

/// Puts the variables in.
pub fn substitute(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let own = own_variables(input);
    if input.since("2026.3.7") && own_is_no_text(input) {
        let message = "read failed: TypeError: value.includes is not a function";
        outcome
            .issues
            .push(Issue::root(Stage::Crash, message, IssueKind::Unreadable));
        return Flow::Stop;
    }
    let wording = Wording {
        strict: !input.since("2026.3.7"),
        brackets: if input.since("2026.9.5") {
            Brackets::Everywhere
        } else if input.since("2026.8.1") {
            Brackets::Plugins
        } else {
            Brackets::Never
        },
        dash: if input.since(PLAIN_DASH) { '-' } else { '—' },
    };
    let mut walk = Walk {
        own,
        outside: &input.environment.variables,
        home: input.environment.home.as_deref(),
        wording,
        missing: Vec::new(),
    };
    walk.value(&mut input.value, &mut String::new(), 0);
    let missing = std::mem::take(&mut walk.missing);
    let strict = walk.wording.strict;
    let dash = walk.wording.dash;
    let mut named = Names::default();
    for (name, path) in missing {
        if named.first(&name, 0).is_none() {
            let name = name.clone();
            outcome.unknowable.push(Unknowable::Variable { name });
        }
        let kind = IssueKind::MissingVariable { name: name.clone() };
        if strict {
            let message = format!("Missing env var \"{name}\" referenced at config path: {path}");
            outcome
                .issues
                .push(Issue::root(Stage::Variables, message, kind));
            return Flow::Stop;
        }
        let message = format!(
            "Missing env var \"{name}\" {dash} feature using this value will be unavailable"
        );
        let mut issue = Issue::new(
            Stage::Variables,
            crate::json5::Path::parse(&path).0,
            message,
            kind,
        );
        issue.printed = Some(path);
        outcome.late_warnings.push(issue);
    }
    if input.between("2026.4.25", "2026.8.1") {
        forget_installs(&mut input.value);
    }
    Flow::Next
}

/// The first release that writes a plain hyphen in the warning.
const PLAIN_DASH: &str = "2026.6.5";

/// Warnings of missing variables stand after all others.
pub fn warn(outcome: &mut Outcome) {
    let late = std::mem::take(&mut outcome.late_warnings);
    outcome.warnings.extend(late);
}

struct Wording {
    /// A missing variable is an error and ends the walk.
    strict: bool,
    brackets: Brackets,
    dash: char,
}

/// Where keys that are no names are written `["a.b"]` in the path of a warning.
#[derive(PartialEq, Eq)]
enum Brackets {
    Never,
    Plugins,
    Everywhere,
}

struct Walk<'e> {
    own: BTreeMap<String, String>,
    outside: &'e BTreeMap<String, String>,
    home: Option<&'e str>,
    wording: Wording,
    missing: Vec<(String, String)>,
}

impl Walk<'_> {
    fn value(&mut self, value: &mut Value<'_>, path: &mut String, depth: usize) {
        if depth > DEPTH || (self.wording.strict && !self.missing.is_empty()) {
            return;
        }
        let length = path.len();
        match value {
            Value::String(text) if text.contains('$') => {
                let replaced = self.text(text, path);
                *value = Value::from(replaced);
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    self.value(element, path, depth + 1);
                    path.truncate(length);
                }
            }
            Value::Object(object) => {
                for (key, member) in object.iter_mut() {
                    self.step(path, key);
                    self.value(member, path, depth + 1);
                    path.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn step(&self, path: &mut String, key: &str) {
        let quoting = match self.wording.brackets {
            Brackets::Never => false,
            Brackets::Everywhere => true,
            Brackets::Plugins => {
                path == "plugins.entries"
                    || path.starts_with("plugins.entries.")
                    || path.starts_with("plugins.entries[")
            }
        };
        if quoting && !is_name(key) {
            path.push_str(&format!(
                "[{}]",
                serde_json::to_string(key).unwrap_or_default()
            ));
            return;
        }
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    }

    fn text(&mut self, text: &str, path: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            let (before, here) = rest.split_at(at);
            out.push_str(before);
            if let Some((name, after)) = token(here, "$${") {
                out.push_str(&format!("${{{name}}}"));
                rest = after;
            } else if let Some((name, after)) = token(here, "${") {
                let set = self.own.get(name).or_else(|| self.outside.get(name));
                let home = match name {
                    "HOME" => self.home,
                    "PATH" => self.home.map(|_| "/usr/bin:/bin"),
                    _ => None,
                };
                let own = set
                    .map(String::as_str)
                    .filter(|value| !value.is_empty())
                    .or(home);
                match own {
                    Some(value) => out.push_str(value),
                    None => {
                        self.missing.push((name.to_string(), path.to_string()));
                        out.push_str(&format!("${{{name}}}"));
                    }
                }
                rest = after;
            } else {
                out.push('$');
                rest = here.get(1..).unwrap_or("");
            }
        }
        out.push_str(rest);
        out
    }
}

/// The name in `${NAME}` at the start of `text`, and what follows; only names in capitals count.
fn token<'s>(text: &'s str, open: &str) -> Option<(&'s str, &'s str)> {
    let inner = text.strip_prefix(open)?;
    let (name, after) = inner.split_once('}')?;
    let first = |c: char| c.is_ascii_uppercase() || c == '_';
    let fits = name.starts_with(first) && name.chars().all(|c| first(c) || c.is_ascii_digit());
    fits.then_some((name, after))
}

/// `/^[A-Za-z_$][A-Za-z0-9_$:-]*$/`
fn is_name(key: &str) -> bool {
    let first = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$');
    key.starts_with(first)
        && key
            .chars()
            .all(|c| first(c) || c.is_ascii_digit() || matches!(c, ':' | '-'))
}

/// Variables that the config sets for itself; one that is set outside wins.
fn own_variables(input: &Input<'_, '_>) -> BTreeMap<String, String> {
    let mut own = BTreeMap::new();
    let Some(env) = input.value.get("env").and_then(Value::as_object) else {
        return own;
    };
    let mut add = |key: &str, value: &Value<'_>| {
        let key = key.trim();
        let Some(value) = value.as_str().filter(|value| !value.is_empty()) else {
            return;
        };
        let is_set = input
            .environment
            .variables
            .get(key)
            .is_some_and(|value| !value.trim().is_empty());
        if is_portable(key) && !is_set && !refers(value) {
            own.insert(key.to_string(), value.to_string());
        }
    };
    let vars: Option<&Object<'_>> = env.get("vars").and_then(Value::as_object);
    for (key, value) in vars.into_iter().flat_map(Object::iter) {
        add(key, value);
    }
    for (key, value) in env.iter() {
        let blank = value.as_str().is_some_and(|value| value.trim().is_empty());
        if key != "shellEnv" && key != "vars" && !blank {
            add(key, value);
        }
    }
    own
}

fn is_portable(key: &str) -> bool {
    let first = |c: char| c.is_ascii_alphabetic() || c == '_';
    key.starts_with(first) && key.chars().all(|c| first(c) || c.is_ascii_digit())
}

/// Whether a value itself holds `${VAR}`.
fn refers(value: &str) -> bool {
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        let here = rest.get(at..).unwrap_or("");
        if let Some((_, after)) = token(here, "$${") {
            rest = after;
        } else if token(here, "${").is_some() {
            return true;
        } else {
            rest = here.get(1..).unwrap_or("");
        }
    }
    false
}

/// Whether `env.vars` holds a number, a truth value or an object where the real one asks for text.
fn own_is_no_text(input: &Input<'_, '_>) -> bool {
    let vars = input
        .value
        .get("env")
        .and_then(|env| env.get("vars"))
        .and_then(Value::as_object);
    vars.into_iter().flat_map(Object::iter).any(|(key, value)| {
        let odd = match value {
            Value::Bool(value) => *value,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Object(_) => true,
            _ => false,
        };
        odd && is_portable(key.trim())
    })
}

/// `plugins.installs` moved to a file of its own; a config that still has it is read without.
fn forget_installs(value: &mut Value<'_>) {
    let Value::Object(root) = value else { return };
    let emptied = match root.get_mut("plugins") {
        Some(Value::Object(plugins)) => plugins.remove("installs").is_some() && plugins.is_empty(),
        _ => false,
    };
    if emptied {
        root.remove("plugins");
    }
}
