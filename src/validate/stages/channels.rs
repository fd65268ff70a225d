//! Channels: ids, JSON Schemas, heartbeat targets, the web search provider, retired models.
//!
//! Part of the real function that looks at plugins too: its issues stand before theirs, and it does
//! not stop between them.

use super::super::jsonschema::{self, SchemaFault};
use super::super::names::Names;
use super::super::refine::look::{is_truthy, members, some, text};
use super::super::{Issue, IssueKind, Stage, registry};
use super::plugins::{Plugins, word};
use super::{Flow, Input, Outcome};
use crate::catalogue::Node;
use crate::json5::{Segment, Value};
use crate::sorted;

/// 2026.5.3 on: where SecretRef policy issues exist, every channel of the package is looked at.
pub fn raw_schemas(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    if !input.since("2026.5.3") || outcome.policy.is_empty() {
        return Flow::Next;
    }
    let mut issues = Vec::new();
    for channel in input
        .schema
        .channels()
        .filter(|channel| channel.configurable)
    {
        let Some(config) = input
            .value
            .get("channels")
            .and_then(|channels| channels.get(channel.id))
        else {
            continue;
        };
        for fault in jsonschema::check(channel.schema, config, input.release, false) {
            let more = fault
                .unknown
                .first()
                .map(|key| format!(": \"{key}\""))
                .unwrap_or_default();
            let message = format!("invalid config: {}{more}", fault.message);
            issues.push(channel_issue(channel.id, fault, message));
        }
    }
    if issues.is_empty() {
        return Flow::Next;
    }
    let policy = std::mem::take(&mut outcome.policy);
    outcome
        .issues
        .extend(super::secrets_policy::merge(policy, issues));
    Flow::Stop
}

/// Everything about channels, before plugins.
pub fn check(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let rows = registry(input.release);
    let mut plugins = Plugins::of(input, &rows);
    let moved = |issue: &Issue| issue.message.starts_with("Materialized legacy");
    if input.since("2026.8.1") && !outcome.late_warnings.iter().any(moved) {
        // A default agent that was marked the old way is kept in mind as the owner.
        outcome.warnings.extend(heartbeat_owner(input));
    }
    if input.since("2026.6.9") {
        dm_policies(input, &rows, outcome);
    }
    let value = &input.value;
    // The manifests of 2026.3.31 to 2026.4.2 state no schemas of channels.
    let schemas_apply = input.since("2026.3.28") && !input.between("2026.3.31", "2026.4.5");
    let channels = value.get("channels").and_then(Value::as_object);
    for (key, config) in channels.into_iter().flat_map(|channels| channels.iter()) {
        let id = key.trim();
        if id.is_empty() {
            continue;
        }
        let pseudo = id == "defaults" || (id == "modelByChannel" && input.since("2026.2.22"));
        if !pseudo && !plugins.is_bundled_channel(id) {
            plugins.diagnose(input, outcome);
            if !plugins.provides_channel(id) {
                let issue = unknown(id);
                if input.since("2026.4.26") && plugins.has_trace_of(value, id) {
                    let mut warning = issue;
                    warning.message.push_str(" (stale channel plugin config ignored; run openclaw doctor --fix to remove stale config, or install the plugin)");
                    outcome.warnings.push(warning);
                } else {
                    outcome.issues.push(issue);
                }
                continue;
            }
        }
        if !schemas_apply {
            continue;
        }
        plugins.diagnose(input, outcome);
        let Some(schema) = schema_of(input, id) else {
            continue;
        };
        for fault in jsonschema::check(schema, config, input.release, true) {
            let message = format!("invalid config: {}", fault.message);
            outcome.issues.push(channel_issue(id, fault, message));
        }
    }
    heartbeats(input, &mut plugins, outcome);
    if input.since("2026.5.2") {
        web_search(input, &mut plugins, outcome);
        retired_models(input, &plugins, outcome);
    }
    Flow::Next
}

/// 2026.8.1 on: several agents, of whom none is named for the heartbeat (`collectHeartbeatOwnerWarnings`).
fn heartbeat_owner(input: &Input<'_, '_>) -> Option<Issue> {
    let agents = input.value.get("agents")?;
    let entries = members(agents.get("entries"));
    let defaults = some(agents, "defaults");
    let owned = entries
        .iter()
        .any(|(_, entry)| is_truthy(entry.get("heartbeat")))
        || defaults.is_some_and(|defaults| is_truthy(defaults.get("heartbeat")));
    let named = defaults
        .and_then(|defaults| some(defaults, "systemAgent"))
        .and_then(|system| text(system, "agentId"))
        .is_some_and(|id| !id.trim().is_empty());
    let explicit = text(agents, "ownership") == Some("explicit");
    if entries.len() < 2 || owned || named || !explicit {
        return None;
    }
    Some(plain(
        "agents.defaults.heartbeat.agentId",
        "Multi-agent config has no ambient heartbeat owner; heartbeats stay disabled until agents.defaults.heartbeat.agentId or agents.defaults.systemAgent.agentId is set.".to_string(),
    ))
}

/// 2026.6.9 on: policies that let nobody in.
fn dm_policies(
    input: &Input<'_, '_>,
    rows: &super::super::registry::Registry,
    outcome: &mut Outcome,
) {
    let channels = input.value.get("channels").and_then(Value::as_object);
    for (id, channel) in channels.into_iter().flat_map(|channels| channels.iter()) {
        let pseudo = matches!(id, "defaults" | "modelByChannel" | "tools");
        if pseudo
            || channel.as_object().is_none()
            || is_off(channel)
            || rows.get("dm", id) == Some("nestedOnly")
        {
            continue;
        }
        let open_is_fine = input.since("2026.9.5") && rows.get("dmopen", id).is_some();
        let mut warn = |account: Option<(&str, &Value<'_>)>| {
            let read = |key: &str, nested: &str| {
                let own = account.and_then(|(_, entry)| dm_field(entry, key, nested));
                match own {
                    Some(value) => Some(value.clone().into_owned()),
                    None => dm_field(channel, key, nested).map(|value| value.clone().into_owned()),
                }
            };
            let policy =
                read("dmPolicy", "policy").and_then(|value| value.as_str().map(str::to_string));
            let allow: Vec<String> = match read("allowFrom", "allowFrom") {
                Some(Value::Array(elements)) => elements
                    .iter()
                    .map(entry_text)
                    .filter(|text| !text.is_empty())
                    .collect(),
                _ => Vec::new(),
            };
            let open = match policy.as_deref() {
                Some("open") if !allow.iter().any(|entry| entry == "*") => true,
                Some("allowlist") if allow.is_empty() => false,
                _ => return,
            };
            if open && open_is_fine {
                return;
            }
            let has_own = |entry: &Value<'_>| {
                entry.get("allowFrom").is_some()
                    || entry.get("dm").and_then(|dm| dm.get("allowFrom")).is_some()
            };
            let inherited = account.is_some_and(|(_, entry)| !has_own(entry));
            outcome.warnings.push(dm_warning(
                id,
                account.map(|(name, _)| name),
                inherited,
                open,
            ));
        };
        warn(None);
        let accounts = channel.get("accounts").and_then(Value::as_object);
        for (name, account) in accounts.into_iter().flat_map(|accounts| accounts.iter()) {
            if account.as_object().is_some() && !is_off(account) {
                warn(Some((name, account)));
            }
        }
    }
}

/// A field of DM access, or the same under `dm`, where older configs have it.
fn dm_field<'v, 't>(entry: &'v Value<'t>, key: &str, nested: &str) -> Option<&'v Value<'t>> {
    let stated = |value: &&'v Value<'t>| !matches!(value, Value::Null);
    let below = || entry.get("dm").and_then(|dm| dm.get(nested)).filter(stated);
    entry.get(key).filter(stated).or_else(below)
}

fn is_off(record: &Value<'_>) -> bool {
    record.get("enabled").and_then(Value::as_bool) == Some(false)
}

fn entry_text(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => text.trim().to_string(),
        other => other.to_string(),
    }
}

fn dm_warning(channel: &str, account: Option<&str>, inherited: bool, open: bool) -> Issue {
    let base = format!("channels.{channel}");
    let scope = account.map_or(base.clone(), |account| format!("{base}.accounts.{account}"));
    let path = format!("{scope}.allowFrom");
    let subject = if inherited {
        format!("{path} is unset and {base}.allowFrom")
    } else {
        path.clone()
    };
    let target = if inherited {
        format!(" or {base}.allowFrom")
    } else {
        String::new()
    };
    let own = if account.is_some() && !inherited {
        format!(", remove {path} to inherit {base}.allowFrom,")
    } else {
        String::new()
    };
    let message = if open {
        format!(
            "{scope}.dmPolicy=\"open\" but {subject} does not include \"*\"; all DMs will be dropped. Add \"*\" to {path}{target}{own} or set {scope}.dmPolicy to \"pairing\"/\"allowlist\"."
        )
    } else {
        format!(
            "{scope}.dmPolicy=\"allowlist\" but {subject} is empty; all DMs will be dropped. Add at least one sender ID to {path}{target}{own} or change {scope}.dmPolicy."
        )
    };
    plain(&path, message)
}

/// The JSON Schema that the release applies to a channel.
fn schema_of(input: &Input<'_, '_>, id: &str) -> Option<Node> {
    if let Some(channel) = input.schema.channel(id) {
        return Some(channel.schema);
    }
    input
        .schema
        .plugins()
        .find_map(|plugin| plugin.channel_configs.get(id))
}

fn unknown(id: &str) -> Issue {
    let path = vec![
        Segment::Key("channels".to_string()),
        Segment::Key(id.to_string()),
    ];
    let kind = IssueKind::UnknownKeys {
        keys: vec![id.to_string()],
    };
    Issue::new(
        Stage::Channels,
        path,
        format!("unknown channel id: {id}"),
        kind,
    )
}

fn channel_issue(id: &str, fault: SchemaFault, message: String) -> Issue {
    let mut path = vec![
        Segment::Key("channels".to_string()),
        Segment::Key(id.to_string()),
    ];
    let printed = if fault.path.is_empty() {
        format!("channels.{id}")
    } else {
        format!("channels.{id}.{}", fault.printed)
    };
    let kind = fault.kind();
    path.extend(fault.path);
    let mut issue = Issue::new(Stage::ChannelSchema, path, message, kind);
    issue.printed = Some(printed);
    issue.allowed = fault.allowed;
    issue.allowed_hidden = fault.hidden;
    issue
}

fn heartbeats(input: &Input<'_, '_>, plugins: &mut Plugins, outcome: &mut Outcome) {
    let agents = input.value.get("agents");
    let mut targets: Vec<(String, &Value<'_>)> = Vec::new();
    if let Some(value) = agents
        .and_then(|agents| agents.get("defaults"))
        .and_then(heartbeat_target)
    {
        targets.push(("agents.defaults.heartbeat.target".to_string(), value));
    }
    let entries = agents
        .and_then(|agents| agents.get("entries"))
        .and_then(Value::as_object)
        .filter(|_| input.since("2026.8.1"));
    if let Some(entries) = entries {
        for (key, entry) in entries.iter() {
            targets.extend(
                heartbeat_target(entry)
                    .map(|value| (format!("agents.entries.{key}.heartbeat.target"), value)),
            );
        }
    } else if let Some(list) = agents
        .and_then(|agents| agents.get("list"))
        .and_then(Value::as_array)
    {
        for (index, entry) in list.iter().enumerate() {
            targets.extend(
                heartbeat_target(entry)
                    .map(|value| (format!("agents.list.{index}.heartbeat.target"), value)),
            );
        }
    }
    for (path, value) in targets {
        let Some(target) = value.as_str() else {
            continue;
        };
        let trimmed = target.trim();
        let message = if trimmed.is_empty() {
            "heartbeat target must not be empty".to_string()
        } else {
            let name = word(trimmed);
            let special = matches!(name.as_str(), "last" | "none")
                || (name == "owner" && input.since("2026.8.1"));
            if special || plugins.is_channel_or_alias(&name) {
                continue;
            }
            plugins.diagnose(input, outcome);
            if plugins.provides_channel_in_any_case(&name) {
                continue;
            }
            format!("unknown heartbeat target: {target}")
        };
        outcome.issues.push(plain(&path, message));
    }
}

fn heartbeat_target<'v, 't>(agent: &'v Value<'t>) -> Option<&'v Value<'t>> {
    agent.get("heartbeat")?.get("target")
}

fn web_search(input: &Input<'_, '_>, plugins: &mut Plugins, outcome: &mut Outcome) {
    let tools = input
        .value
        .get("tools")
        .and_then(|tools| tools.get("web"))
        .and_then(|web| web.get("search"));
    let Some(provider) = tools
        .and_then(|search| search.get("provider"))
        .and_then(Value::as_str)
    else {
        return;
    };
    let name = provider.trim();
    let path = "tools.web.search.provider";
    if name.is_empty() {
        outcome.issues.push(plain(
            path,
            "web_search provider must not be empty".to_string(),
        ));
        return;
    }
    plugins.diagnose(input, outcome);
    if plugins.rows.all("web").any(|(known, _)| known == name) {
        return;
    }
    let mut known: Vec<&str> = plugins
        .rows
        .all("web")
        .chain(plugins.rows.all("webout"))
        .map(|(id, _)| id)
        .collect();
    sorted::plainly(&mut known);
    known.dedup();
    let allowed: Vec<String> = known.into_iter().map(str::to_string).collect();
    let (message, warning) = match plugins.rows.get("webout", name) {
        Some(plugin) => {
            let message = format!(
                "web_search provider is not available: {name} (install or enable plugin \"{plugin}\", then run openclaw doctor --fix)"
            );
            let traced = plugins.has_plugin_trace(&input.value, name)
                || plugins.has_plugin_trace(&input.value, plugin);
            let warning = format!(
                "web_search provider is not available: {name} (configured plugin \"{plugin}\" is unavailable; Gateway will ignore this optional provider until the plugin is installed/enabled or openclaw doctor --fix repairs the config)"
            );
            (
                message,
                (traced && input.since("2026.5.12")).then_some(warning),
            )
        }
        None if allowed.is_empty() => return,
        None => {
            let message = format!("unknown web_search provider: {name}");
            let traced = plugins.has_trace_of(&input.value, name);
            let warning = format!(
                "{message} (stale web search plugin config ignored; run openclaw doctor --fix to remove stale config, or install the plugin)"
            );
            (message, traced.then_some(warning))
        }
    };
    let mut issue = plain(path, message);
    issue.kind = IssueKind::NotAllowed;
    issue.allowed = allowed;
    match warning {
        Some(text) => {
            issue.message = text;
            outcome.warnings.push(issue);
        }
        None => outcome.issues.push(issue),
    }
}

/// Model references that the release itself calls gone.
fn retired_models(input: &Input<'_, '_>, plugins: &Plugins, outcome: &mut Outcome) {
    let mut seen = Names::default();
    for (path, reference) in super::models::references(input) {
        let Some((provider, model)) = reference.split_once('/') else {
            continue;
        };
        let (provider, model) = (word(provider.trim()), word(model.trim()));
        if provider.is_empty() || model.is_empty() {
            continue;
        }
        let name = format!("{provider}/{model}");
        if provider == "google"
            && model == "gemini-3-pro-preview"
            && input.between("2026.5.12", "2026.8.1")
        {
            // Read as gemini-3.1-pro-preview before anything looks at it (`normalizeGooglePreviewModelId`).
            continue;
        }
        let Some(reason) = plugins.rows.get("gone", &name) else {
            continue;
        };
        if seen.first(&format!("{path}\n{name}"), 0).is_some() {
            continue;
        }
        let more = if reason.is_empty() {
            String::new()
        } else {
            format!(" {reason}")
        };
        outcome
            .issues
            .push(plain(&path, format!("Unknown model: {name}.{more}")));
    }
}

fn plain(path: &str, message: String) -> Issue {
    let mut issue = Issue::new(
        Stage::Channels,
        crate::json5::Path::parse(path).0,
        message,
        IssueKind::Custom,
    );
    issue.printed = Some(path.to_string());
    issue
}
