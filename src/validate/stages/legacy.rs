//! Keys of older releases. To 2026.3.24 they alone are reported, before the schema is looked at;
//! from 2026.8.1 a list of agents is read as the keyed entries that took its place.

use super::super::refine::agents::agent_id;
use super::super::refine::look::{is_truthy, members, text, trim};
use super::super::{Issue, IssueKind, Stage};
use super::{Flow, Input, Outcome};
use crate::json5::{Object, Segment, Value};

/// Releases, path, condition and message of each rule, in the real order; from `LEGACY_CONFIG_RULES`
/// of the packages.
const RULES: &str = include_str!("legacy_rules.txt");

/// Moves what the release moves before it validates.
pub fn migrate(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    if input.since("2026.8.1") {
        context_budgets(&mut input.value);
        for message in keyed_roster(&mut input.value) {
            let path = ["agents", "entries"].map(|key| Segment::Key(key.to_string()));
            let issue = Issue::new(Stage::Legacy, path.into(), message, IssueKind::Legacy);
            outcome.warnings.push(issue);
        }
    }
    Flow::Next
}

/// Context sizes of agents and providers, which each model has for itself from 2026.8.1.
fn context_budgets(config: &mut Value<'_>) {
    let Value::Object(root) = config else { return };
    if let Some(Value::Object(models)) = root.get_mut("models")
        && let Some(Value::Object(providers)) = models.get_mut("providers")
    {
        for (_, provider) in providers.iter_mut() {
            if let Value::Object(provider) = provider {
                for key in ["contextTokens", "contextWindow"] {
                    bake(provider, key);
                }
            }
        }
    }
    let Some(Value::Object(agents)) = root.get_mut("agents") else {
        return;
    };
    let forget = |agent: &mut Value<'_>| {
        if let Value::Object(agent) = agent {
            agent.remove("contextTokens");
        }
    };
    if let Some(defaults) = agents.get_mut("defaults") {
        forget(defaults);
    }
    if let Some(Value::Object(entries)) = agents.get_mut("entries") {
        entries.iter_mut().for_each(|(_, agent)| forget(agent));
    }
    if let Some(Value::Array(list)) = agents.get_mut("list") {
        list.iter_mut().for_each(forget);
    }
}

/// Moves a provider's size into its models.
fn bake(provider: &mut Object<'_>, key: &'static str) {
    let Some(size) = provider.remove(key) else {
        return;
    };
    if let Some(Value::Array(models)) = provider.get_mut("models") {
        for model in models {
            if let Value::Object(model) = model
                && !model.contains_key(key)
            {
                model.insert(key, size.clone());
            }
        }
    }
}

/// `agents.list` as `agents.entries`, a roster where there is none, and no lone default mark.
fn keyed_roster(config: &mut Value<'_>) -> Vec<&'static str> {
    let mut said = Vec::new();
    let Value::Object(root) = config else {
        return said;
    };
    if matches!(root.get("agents"), Some(agents) if !matches!(agents, Value::Object(_))) {
        return said;
    }
    let mut agents = match root.get("agents") {
        Some(Value::Object(agents)) => agents.clone(),
        _ => Object::default(),
    };
    let explicit = agents.get("ownership").and_then(Value::as_str) == Some("explicit");
    let mut moved = false;
    if agents.get("entries").is_none()
        && let Some(list) = agents.get("list")
    {
        let Some(entries) = keyed(list) else {
            return said;
        };
        agents.remove("list");
        agents.insert("entries", Value::Object(entries));
        said.push("Moved agents.list to keyed agents.entries.");
        moved = true;
    }
    let is_empty = match agents.get("entries") {
        None => true,
        Some(Value::Object(entries)) => entries.is_empty(),
        Some(_) => return said,
    };
    if is_empty {
        if !explicit {
            let mut main = Object::default();
            main.insert("main", Value::Object(Object::default()));
            agents.insert("entries", Value::Object(main));
            moved = true;
        }
        if moved {
            root.insert("agents", Value::Object(agents));
        }
        return said;
    }
    let entries = members(agents.get("entries"));
    let marks: Vec<&Value<'_>> = entries
        .iter()
        .filter_map(|(_, entry)| entry.get("default"))
        .collect();
    let objects = entries
        .iter()
        .filter(|(_, entry)| matches!(entry, Value::Object(_)))
        .count();
    if objects == 0 || marks.iter().any(|mark| !matches!(mark, Value::Bool(_))) {
        return said;
    }
    let marked = marks.iter().filter(|mark| is_truthy(Some(mark))).count();
    if !explicit && marked == 1 {
        let several = objects > 1;
        if several {
            said.push("Materialized legacy per-surface agent ownership.");
        }
        said.push("Removed retired agents.entries.*.default markers.");
        if let Some(Value::Object(entries)) = agents.get_mut("entries") {
            for (_, entry) in entries.iter_mut() {
                if let Value::Object(entry) = entry {
                    entry.remove("default");
                }
            }
        }
        if several && agents.get("ownership").is_none() {
            // The real one keeps in mind who the default was and takes the roster as owned.
            agents.insert("ownership", Value::String("explicit".into()));
        }
        moved = true;
    }
    if moved {
        root.insert("agents", Value::Object(agents));
    }
    said
}

/// The list by id; `None` where an entry has no plain id of its own.
fn keyed<'t>(list: &Value<'t>) -> Option<Object<'t>> {
    let mut entries = Object::default();
    for agent in list.as_array()? {
        let Value::Object(agent) = agent else {
            return None;
        };
        let id = agent.get("id")?.as_str()?.to_string();
        if id.is_empty() || trim(&id) != id || agent_id(&id) != id || entries.contains_key(&id) {
            return None;
        }
        let mut rest = agent.clone();
        rest.remove("id");
        entries.insert(id, Value::Object(rest));
    }
    Some(entries)
}

/// Keys of older releases, which hide everything else (to 2026.3.24).
pub fn report(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    for row in RULES.lines() {
        let mut fields = row.split('\t');
        let (Some(releases), Some(path), Some(condition), Some(message)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let holds = releases
            .split_once("..")
            .is_some_and(|(first, end)| input.between(first, end));
        if !holds {
            continue;
        }
        let found = path
            .split('.')
            .try_fold(&input.value, |at, key| at.get(key));
        if found.is_some_and(|value| is_old(condition, value)) {
            let place = path
                .split('.')
                .map(|key| Segment::Key(key.to_string()))
                .collect();
            outcome
                .issues
                .push(Issue::new(Stage::Legacy, place, message, IssueKind::Legacy));
        }
    }
    if outcome.issues.is_empty() {
        Flow::Next
    } else {
        Flow::Stop
    }
}

fn is_old(condition: &str, value: &Value<'_>) -> bool {
    match condition {
        "any" => true,
        "text" => matches!(value, Value::String(_)),
        "hours" => value.get("ttlHours").is_some(),
        "hours-in-accounts" => members(Some(value)).iter().any(|(_, account)| {
            account
                .get("threadBindings")
                .is_some_and(|bindings| bindings.get("ttlHours").is_some())
        }),
        "bind-host" => value.as_str().is_some_and(|host| {
            matches!(
                trim(host).to_lowercase().as_str(),
                "0.0.0.0" | "::" | "[::]" | "*" | "127.0.0.1" | "localhost" | "::1" | "[::1]"
            )
        }),
        _ => text(value, condition).is_some(),
    }
}
