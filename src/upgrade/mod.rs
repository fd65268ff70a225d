//! A config from one release to another: what moves, what has no successor, what else must be done.
//!
//! Invariants: nothing goes without being told; what has no successor goes only with consent; the
//! migrated text keeps every comment and every byte that no change touches; all but
//! [`Preview::text`] is masked.

mod breaks;
mod down;
mod plan;

use serde::Serialize;

use crate::catalogue::Release;
use crate::edit::{self, diff};
use crate::finding::Change;
use crate::json5::{self, Path, Segment, Value};
use crate::lang::{Lang, Text};
use crate::migrate::{self, Kind, Step};
use crate::secrets::{self, Masker};
use crate::text;
use crate::validate::{Environment, Issue, IssueKind, judge, validate};

/// What the caller chooses.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The release that the config was written for.
    pub from: Release,
    /// The release that it is to work with.
    pub to: Release,
    /// Whether what has no successor is left out.
    pub drop: bool,
    /// The language of everything said.
    pub lang: Lang,
}

/// What becomes of a config on its way from one release to another.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    /// Version of this shape.
    pub upgrade: u32,
    /// The release that it was written for.
    pub from: &'static str,
    /// The release that it is to work with.
    pub to: &'static str,
    /// Whether the file could be read; where not, nothing is changed.
    pub parses: bool,
    /// Whether `from` accepts the file as it was.
    pub accepted_before: bool,
    /// Whether `to` accepts it as it is now.
    pub accepted: bool,
    /// The newest release that accepts the file as it was.
    pub newest_accepting: Option<&'static str>,
    /// The migrated file. The only field that holds secrets.
    pub text: String,
    /// What was changed, as a unified diff.
    pub diff: String,
    /// What was moved, said otherwise or added.
    pub changed: Vec<Item>,
    /// What has no successor, with its value.
    pub lost: Vec<Item>,
    /// What `to` still refuses, `path: message`.
    pub remaining: Vec<String>,
    /// What the releases do differently though the file looks the same.
    pub silent: Vec<Note>,
    /// Plugins that must be installed.
    pub plugins: Vec<Plugin>,
    /// The Node versions that `to` runs on, where `from` took others.
    pub node: Option<Note>,
    /// What to do, in order.
    pub steps: Vec<Todo>,
}

/// One key.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// `moved`, `changed`, `added`, `retired`, `superseded`, `repeated` or `unknown`.
    pub kind: &'static str,
    /// The key as the file had it.
    pub path: String,
    /// Where it is now.
    pub to: Option<String>,
    /// Its value, masked.
    pub old: Option<String>,
    /// What stands there instead, masked.
    pub new: Option<String>,
    /// What happened, as a sentence.
    pub message: String,
    /// Whether the key is gone from the text.
    pub left_out: bool,
    /// Where that is known from.
    pub source: String,
}

/// A sentence and where it is known from.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// The sentence.
    pub message: String,
    /// Where it is known from.
    pub source: String,
}

/// A plugin that no longer comes with OpenClaw.
#[derive(Clone, Debug, Serialize)]
pub struct Plugin {
    /// Its id.
    pub id: &'static str,
    /// Its package.
    pub package: &'static str,
    /// The key that needs it.
    pub because: String,
    /// What installs it.
    pub run: String,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub struct Todo {
    /// What to do.
    pub title: String,
    /// What to run.
    pub run: Vec<String>,
}

/// How often leaving out an unknown key may uncover further ones.
const ROUNDS: usize = 8;

/// The migrated text alone, whether `to` accepts it, and the keys that are lost.
pub fn migrated(text: &str, options: &Options) -> (String, bool, Vec<String>) {
    let document = json5::parse(text);
    let value = document.value().filter(|_| document.errors().is_empty());
    let way = value.map_or_else(Way::default, |value| walk(&value, options));
    let edits = edit::edits(&document, &way.changes).unwrap_or_default();
    let new = edit::apply(text, &edits);
    let accepted = validate(&new, options.to, &Environment::default()).valid;
    let steps = way
        .steps
        .iter()
        .filter(|step| step.kind.is_loss())
        .map(|step| &step.path);
    let others = way
        .others
        .iter()
        .filter(|other| other.to.is_none())
        .map(|other| &other.path);
    (
        new,
        accepted,
        steps.chain(others).map(Path::to_string).collect(),
    )
}

/// What becomes of `text`. Never fails: a text that cannot be read comes back as it was.
pub fn upgrade(text: &str, options: &Options) -> Preview {
    let Options { from, to, lang, .. } = *options;
    let document = json5::parse(text);
    let parses = document.errors().is_empty();
    let value = document.value().filter(|_| parses);
    let masker = Masker::new(text, &secrets::find(text, &[]));
    let environment = Environment::default();
    let accepts = |release| validate(text, release, &environment).valid;
    let mut way = Way::default();
    if let Some(value) = &value {
        way = walk(value, options);
    }
    let edits = edit::edits(&document, &way.changes).unwrap_or_default();
    let new = edit::apply(text, &edits);
    let after = validate(&new, to, &environment);
    let said = |text: &Text| lang.say(text);
    let show = |value: &Option<Value<'static>>, path: &Path| {
        value.as_ref().map(|value| shown(value, path, &masker))
    };
    let (mut changed, mut lost) = (Vec::new(), Vec::new());
    for step in &way.steps {
        let left_out = !step.changes.is_empty();
        let item = Item {
            kind: kind(step.kind),
            path: step.path.to_string(),
            to: step.to.as_ref().map(Path::to_string),
            old: show(&step.old, &step.path),
            new: show(&step.new, step.to.as_ref().unwrap_or(&step.path)),
            message: said(&sentence(step, to, left_out)),
            left_out: left_out && step.kind != Kind::Changed && step.kind != Kind::Added,
            source: step.row.source(),
        };
        match step.kind.is_loss() {
            true => lost.push(item),
            false => changed.push(item),
        }
    }
    for other in &way.others {
        let version = to.name();
        let new = other.to.as_ref().map(|(_, value)| value.clone());
        let item = Item {
            kind: if new.is_some() { "changed" } else { "unknown" },
            path: other.path.to_string(),
            to: other.to.as_ref().map(|(path, _)| path.to_string()),
            old: Some(shown(&other.old, &other.path, &masker)),
            new: new.map(|new| shown(&new, &other.path, &masker)),
            message: match &other.message {
                Some(message) => {
                    format!("{}: {}", other.path, masker.mask(message))
                }
                None => said(&text!(
                    "upgrade.unknown",
                    path = other.path.to_string(),
                    version = version
                )),
            },
            left_out: other.made && other.to.is_none(),
            source: format!("openclaw {version}: config schema"),
        };
        match other.to {
            Some(_) => changed.push(item),
            None => lost.push(item),
        }
    }
    let newest = Release::all().rev().find(|release| accepts(*release));
    let old = masker.redacted(text);
    let issues = after.issues.iter();
    let plugins = plan::plugins(value.as_ref(), from, to);
    let node = plan::node(from, to, lang);
    Preview {
        upgrade: 1,
        from: from.name(),
        to: to.name(),
        parses,
        accepted_before: accepts(from),
        accepted: after.valid,
        newest_accepting: newest.map(Release::name),
        diff: diff::unified(&old, &masker.mask(&new), from.name(), to.name()),
        steps: plan::steps(options, &plugins, node.is_some(), &changed, &lost),
        silent: breaks::between(value.as_ref(), from, to, lang),
        text: new,
        changed,
        lost,
        remaining: issues
            .map(|issue| {
                let message = masker.mask(&issue.message);
                format!("{}: {message}", issue.path_text())
            })
            .collect(),
        plugins,
        node,
    }
}

/// The way from one release to another.
#[derive(Default)]
struct Way {
    changes: Vec<Change>,
    steps: Vec<Step>,
    others: Vec<Other>,
}

/// Something that the target refuses and no migration speaks of.
struct Other {
    path: Path,
    old: Value<'static>,
    /// What stands there instead, and where.
    to: Option<(Path, Value<'static>)>,
    /// What the target says, where it is not just an unknown key.
    message: Option<String>,
    made: bool,
}

fn walk(value: &Value<'_>, options: &Options) -> Way {
    let Options { from, to, drop, .. } = *options;
    let migrated = match (to < from, to.version()) {
        (false, Some(version)) => migrate::migrate(value, &version, drop),
        _ => down::migrate(value, from, to, drop),
    };
    let mut way = Way {
        changes: migrated.changes,
        steps: migrated.steps,
        others: Vec::new(),
    };
    let mut now = migrated.value;
    let mut lists_cut = false;
    for _ in 0..ROUNDS {
        let verdict = judge(now.clone(), to, &Environment::default());
        let mut fresh: Vec<Other> = Vec::new();
        for issue in verdict.issues.iter().chain(&verdict.beyond) {
            for (path, to, message) in refused(issue) {
                let known = |other: &Other| other.path == path;
                let in_list = path.0.iter().any(|segment| segment.index().is_some());
                let retired = way
                    .steps
                    .iter()
                    .any(|it| it.kind.is_loss() && it.path == path);
                if retired || (in_list && lists_cut) || way.others.iter().chain(&fresh).any(known) {
                    continue;
                }
                if let Some(old) = now.at(&path).cloned() {
                    let made = drop || to.is_some();
                    let to = to.map(|to| renamed(&path.0, &old, to));
                    fresh.push(Other {
                        path,
                        old,
                        to,
                        message,
                        made,
                    });
                }
            }
        }
        if fresh.is_empty() {
            break;
        }
        let mut batch = Vec::new();
        for other in fresh.iter().filter(|other| other.made) {
            let path = other.path.clone();
            match &other.to {
                None => batch.push(Change::Remove { path }),
                Some((to, _)) if *to != path && now.at(to).is_some() => {
                    batch.push(Change::Remove { path });
                }
                Some((to, _)) if *to != path => batch.push(Change::Rename {
                    path,
                    to: to
                        .last()
                        .map(|it| it.text().into_owned())
                        .unwrap_or_default(),
                }),
                Some((_, value)) => batch.push(Change::Set {
                    path,
                    value: value.clone(),
                }),
            }
        }
        // Elements of one list keep their numbers only within one go.
        if edit::apply_to_value(&mut now, &batch).is_ok() {
            lists_cut |= batch.iter().any(|change| {
                let path = change.path();
                path.last().is_some_and(|last| last.index().is_some())
            });
            way.changes.extend(batch);
        } else {
            for change in batch {
                if edit::apply_to_value(&mut now, std::slice::from_ref(&change)).is_ok() {
                    way.changes.push(change);
                } else if let Change::Rename { path, .. } = change {
                    // Two old names of one model: the settings of the first stay.
                    let change = Change::Remove { path };
                    if edit::apply_to_value(&mut now, std::slice::from_ref(&change)).is_ok() {
                        way.changes.push(change);
                    }
                }
            }
        }
        way.others.extend(fresh);
    }
    if way.others.iter().any(|other| other.to.is_some()) {
        allow(&mut way, &mut now);
    }
    way
}

/// The keys that an issue wants gone or said otherwise.
fn refused(issue: &Issue) -> Vec<(Path, Option<String>, Option<String>)> {
    let path = Path(issue.path.clone());
    let message = Some(issue.message.clone());
    if issue.message.starts_with("unknown channel id: ") {
        return vec![(path, None, message)];
    }
    if let IssueKind::UnknownKeys { keys } = &issue.kind {
        return keys
            .iter()
            .map(|key| (path.join(key.as_str()), None, None))
            .collect();
    }
    if issue.message.starts_with("Unknown agent id ") {
        // A binding without its agent leads nowhere.
        let binding = path
            .0
            .first()
            .is_some_and(|first| first.text() == "bindings");
        let whole = match binding {
            true => Path(path.0.iter().take(2).cloned().collect()),
            false => path,
        };
        return vec![(whole, None, message)];
    }
    gone_model(issue).map_or_else(Vec::new, |(path, new)| vec![(path, Some(new), message)])
}

/// Where a model stands that the target calls gone, and what it names instead.
fn gone_model(issue: &Issue) -> Option<(Path, String)> {
    let said = issue.message.strip_prefix("Unknown model: ")?;
    let (name, _) = said.split_once(". ")?;
    let new = said.rsplit_once(" Use ")?.1.strip_suffix('.')?;
    // A name as a key keeps its dots.
    let printed = issue.path_text();
    let above = printed
        .strip_suffix(name)
        .and_then(|above| above.strip_suffix('.'));
    let path = match above {
        Some(above) => Path::parse(above).join(name),
        None => Path(issue.path.clone()),
    };
    Some((path, new.to_owned()))
}

/// A restriction names the models as they are called now.
fn allow(way: &mut Way, now: &mut Value<'static>) {
    let list = Path::of(["agents", "defaults", "modelPolicy", "allow"]);
    let Some(listed) = now.at(&list).and_then(Value::as_array) else {
        return;
    };
    let models = Path::of(["agents", "defaults", "models"]);
    let renamed = |name: &str| {
        let found = way
            .others
            .iter()
            .find(|other| other.path == models.join(name));
        found.and_then(|other| Some(other.to.as_ref()?.0.last()?.text().into_owned()))
    };
    let mut all: Vec<Value<'static>> = Vec::new();
    for value in listed {
        let new = value.as_str().and_then(renamed);
        let value = new.map_or_else(|| value.clone(), |new| Value::String(new.into()));
        if !all.iter().any(|known| known.same(&value)) {
            all.push(value);
        }
    }
    let change = Change::Set {
        path: list,
        value: Value::Array(all),
    };
    if edit::apply_to_value(now, std::slice::from_ref(&change)).is_ok() {
        way.changes.push(change);
    }
}

/// Where a model's new name stands: as a value, or as the key of its settings.
fn renamed(path: &[Segment], old: &Value<'static>, new: String) -> (Path, Value<'static>) {
    let path = Path(path.to_vec());
    match old {
        Value::String(_) => (path, Value::String(new.into())),
        _ => (path.parent().unwrap_or_default().join(new), old.clone()),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Moved => "moved",
        Kind::Changed => "changed",
        Kind::Added => "added",
        Kind::Retired => "retired",
        Kind::Superseded => "superseded",
        Kind::Repeated => "repeated",
    }
}

fn sentence(step: &Step, target: Release, left_out: bool) -> Text {
    let path = step.path.to_string();
    let to = step.to.as_ref().unwrap_or(&step.path).to_string();
    let version = target.name();
    match (step.kind, &step.to) {
        (Kind::Moved, _) => text!("upgrade.moved", path = path, to = to),
        (Kind::Changed, Some(_)) => text!("upgrade.turned", path = path, to = to),
        (Kind::Changed, None) => text!("upgrade.changed", path = path),
        (Kind::Added, _) => text!("upgrade.added", path = path),
        (Kind::Repeated, _) => text!("upgrade.repeated", path = path, to = to),
        (Kind::Superseded, _) if left_out => text!("upgrade.superseded", path = path, to = to),
        (Kind::Superseded, _) => text!("upgrade.superseded-kept", path = path, to = to),
        (Kind::Retired, _) if left_out => text!("upgrade.retired", path = path, version = version),
        (Kind::Retired, _) => text!("upgrade.retired-kept", path = path, version = version),
    }
}

/// A value on one line, masked. What stands at a key that holds secrets is hidden whole.
fn shown(value: &Value<'_>, path: &Path, masker: &Masker) -> String {
    let sensitive = crate::catalogue::history::sensitive_ever(path);
    if sensitive && matches!(value, Value::String(_)) {
        return secrets::MASK.to_owned();
    }
    let text = json(value).to_string();
    let text = secrets::redact(&masker.mask(&text));
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text,
    }
}

// The parser bounds how deep a value is.
fn json(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            (*number as i64).into()
        }
        Value::Number(number) => (*number).into(),
        Value::String(text) => text.as_ref().into(),
        Value::Array(elements) => elements.iter().map(json).collect(),
        Value::Object(object) => {
            let members = object
                .iter()
                .map(|(key, value)| (key.to_owned(), json(value)));
            serde_json::Value::Object(members.collect())
        }
    }
}

/// Longer values are cut.
const LONGEST: usize = 400;
