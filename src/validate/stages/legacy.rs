//! Keys of older releases. To 2026.3.24 they alone are reported, before the schema is looked at;
//! from 2026.8.1 a list of agents is read as the keyed entries that took its place.

use super::super::names::Names;
use super::super::refine::agents::agent_id;
use super::super::refine::look::{elements, is_truthy, members, text, trim};
use super::super::{Issue, IssueKind, Stage};
use super::{Flow, Input, Outcome, moves};
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
            outcome.late_warnings.push(issue);
        }
    } else if input.between("2026.4.7", "2026.5.2") {
        let registry = super::super::registry(input.release);
        input.value = moves::moved(&input.value, input.release, &registry);
    } else if input.between("2026.3.28", "2026.4.5") && old_keys(input).next().is_some() {
        let registry = super::super::registry(input.release);
        let value = moves::moved(&input.value, input.release, &registry);
        if accepts(input, value.clone()) {
            input.value = value;
        }
    }
    if input.between("2026.3.28", "2026.3.31") {
        let registry = super::super::registry(input.release);
        input.value = moves::searched(&input.value, &registry);
    }
    Flow::Next
}

/// Whether nothing is wrong with `value`.
fn accepts<'t>(input: &Input<'_, 't>, value: Value<'t>) -> bool {
    let mut trial = Input {
        value,
        release: input.release,
        schema: input.schema,
        environment: input.environment,
    };
    let mut outcome = Outcome::default();
    for stage in super::ORDER.iter().skip(super::READING) {
        if stage(&mut trial, &mut outcome) == Flow::Stop {
            break;
        }
    }
    outcome.issues.is_empty()
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
    let mut entries = Vec::new();
    let mut met = Names::default();
    for agent in list.as_array()? {
        let Value::Object(agent) = agent else {
            return None;
        };
        let id = agent.get("id")?.as_str()?.to_string();
        if id.is_empty() || trim(&id) != id || agent_id(&id) != id || met.first(&id, 0).is_some() {
            return None;
        }
        let mut rest = agent.clone();
        rest.remove("id");
        entries.push((id.into(), Value::Object(rest)));
    }
    Some(entries.into_iter().collect())
}

/// Keys of older releases, which hide everything else (to 2026.4.29).
pub fn report(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    for (path, message) in old_keys(input) {
        let place = path
            .split('.')
            .map(|key| Segment::Key(key.to_string()))
            .collect();
        outcome
            .issues
            .push(Issue::new(Stage::Legacy, place, message, IssueKind::Legacy));
    }
    if outcome.issues.is_empty() {
        Flow::Next
    } else {
        Flow::Stop
    }
}

/// Path and message of every rule that finds something.
fn old_keys<'i>(
    input: &'i Input<'_, '_>,
) -> impl Iterator<Item = (&'static str, &'static str)> + 'i {
    RULES.lines().filter_map(|row| {
        let mut fields = row.split('\t');
        let (releases, path, condition) = (fields.next()?, fields.next()?, fields.next()?);
        let message = fields.next()?;
        let holds = releases
            .split_once("..")
            .is_some_and(|(first, end)| input.between(first, end));
        if !holds {
            return None;
        }
        let found = path
            .split('.')
            .try_fold(&input.value, |at, key| at.get(key))?;
        is_old(condition, found).then_some((path, message))
    })
}

/// Whether the rule's condition holds. `X-in-accounts` is `X` for any member.
fn is_old(condition: &str, value: &Value<'_>) -> bool {
    let has = |key: &str| value.get(key).is_some();
    let any = |value: Option<&Value<'_>>, condition: &str| {
        members(value)
            .iter()
            .any(|(_, member)| is_old(condition, member))
    };
    if let Some(condition) = condition.strip_suffix("-in-accounts") {
        let inner = match condition {
            "hours" => "own-hours",
            "speech" => "own-speech",
            other => other,
        };
        return any(Some(value), inner);
    }
    match condition {
        "any" => true,
        "text" => matches!(value, Value::String(_)),
        "hours" => has("ttlHours"),
        "own-hours" => value
            .get("threadBindings")
            .is_some_and(|own| own.get("ttlHours").is_some()),
        "hours-in-channels" => members(Some(value)).iter().any(|(_, channel)| {
            is_old("own-hours", channel) || any(channel.get("accounts"), "own-hours")
        }),
        "mode" => has("streamMode"),
        "streaming" => has("streamMode") || matches!(value.get("streaming"), Some(Value::Bool(_))),
        "allowed" => has("allow"),
        "allow-channels" => any(value.get("channels"), "allowed"),
        "allow-groups" => any(value.get("groups"), "allowed"),
        "allow-guilds" => any(value.get("guilds"), "allow-channels"),
        "per-session" => has("perSession"),
        "per-session-in-list" => elements(Some(value)).iter().any(|agent| {
            agent
                .get("sandbox")
                .is_some_and(|own| own.get("perSession").is_some())
        }),
        "speech" => ["openai", "elevenlabs", "microsoft", "edge"]
            .into_iter()
            .any(has),
        "own-speech" => value
            .get("voice")
            .and_then(|voice| voice.get("tts"))
            .is_some_and(|tts| is_old("speech", tts)),
        "speech-or-edge" => {
            is_old("speech", value)
                || text(value, "provider").is_some_and(|name| trim(name).to_lowercase() == "edge")
                || value
                    .get("providers")
                    .is_some_and(|all| all.get("edge").is_some())
        }
        "speech-in-calls" | "speech-or-edge-in-calls" => value
            .get("voice-call")
            .and_then(|entry| entry.get("config"))
            .and_then(|config| config.get("tts"))
            .is_some_and(|tts| is_old(condition.trim_end_matches("-in-calls"), tts)),
        "searches" => {
            has("apiKey")
                || members(Some(value)).iter().any(|(key, own)| {
                    matches!(own, Value::Object(own) if !own.is_empty()) && is_search_provider(key)
                })
        }
        "bind-host" => value.as_str().is_some_and(|host| {
            matches!(
                trim(host).to_lowercase().as_str(),
                "0.0.0.0" | "::" | "[::]" | "*" | "127.0.0.1" | "localhost" | "::1" | "[::1]"
            )
        }),
        _ => text(value, condition).is_some(),
    }
}

/// Providers whose keys 2026.4.5 wants in their plugins (all that it bundles but tavily).
fn is_search_provider(key: &str) -> bool {
    matches!(
        key,
        "brave"
            | "duckduckgo"
            | "exa"
            | "firecrawl"
            | "gemini"
            | "grok"
            | "kimi"
            | "minimax"
            | "ollama"
            | "perplexity"
            | "searxng"
    )
}
