//! Checks of agents: rosters, broadcasts, tools, sandboxes, bindings.

use super::look::{elements, has_length, is_all, keys, members, some, text, trim};
use super::{Found, Site};
use crate::json5::{Segment, Value};
use crate::validate::names::Names;
use crate::validate::stages::since;

/// Both `allow` and `alsoAllow`; `scope` begins the sentence.
pub fn allow_twice(scope: &str, value: &Value<'_>, found: &mut Found) {
    if has_length(value.get("allow")) && has_length(value.get("alsoAllow")) {
        let rest = "cannot set both allow and alsoAllow in the same scope (merge alsoAllow into allow, or remove allow and use profile + alsoAllow)";
        found.add(Vec::new(), format!("{scope} {rest}"));
    }
}

/// Loop thresholds in their order.
pub fn loop_thresholds(value: &Value<'_>, found: &mut Found) {
    let number = |key: &str| value.get(key).and_then(Value::as_f64);
    let (warning, critical, global) = (
        number("warningThreshold"),
        number("criticalThreshold"),
        number("globalCircuitBreakerThreshold"),
    );
    if warning.zip(critical).is_some_and(|(low, high)| low >= high) {
        found.add(
            keys(&["criticalThreshold"]),
            "tools.loopDetection.warningThreshold must be lower than criticalThreshold.",
        );
    }
    if critical.zip(global).is_some_and(|(low, high)| low >= high) {
        let message = "tools.loopDetection.criticalThreshold must be lower than globalCircuitBreakerThreshold.";
        found.add(keys(&["globalCircuitBreakerThreshold"]), message);
    }
}

/// `tools.exec.mode` beside `security` or `ask`.
pub fn exec_mode(value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    let (security, ask) = (value.get("security"), value.get("ask"));
    if value.get("mode").is_none() || (security.is_none() && ask.is_none()) {
        return;
    }
    if !since(site.release, "2026.9.3") {
        found.add(
            keys(&["mode"]),
            "tools.exec.mode cannot be combined with tools.exec.security or tools.exec.ask",
        );
        return;
    }
    let repair = match (security.and_then(Value::as_str), ask.and_then(Value::as_str)) {
        (Some(security), Some(ask)) => match exact_mode(security, ask) {
            Some(mode) => format!("Replace security/ask with mode=\"{mode}\" (the equivalent of security=\"{security}\" + ask=\"{ask}\")."),
            None => "This security/ask pair has no exact mode equivalent. To keep this policy, retain both legacy fields and remove mode.".to_string(),
        },
        _ => "The legacy policy is incomplete. Choose the intended security and ask values before converting; no mode equivalent can be inferred.".to_string(),
    };
    let message = format!(
        "mode cannot be combined with security or ask in the same exec object. Update the deploy script, template, or patch at this scope. {repair} Doctor migrates supported legacy policies to mode; run \"openclaw doctor --fix\" only when the saved file still needs migration."
    );
    found.add(keys(&["mode"]), message);
}

fn exact_mode(security: &str, ask: &str) -> Option<&'static str> {
    if ask == "always" || (security == "full" && ask == "on-miss") {
        return None;
    }
    Some(match (security, ask) {
        ("deny", _) => "deny",
        ("allowlist", "off") => "allowlist",
        ("full", _) => "full",
        _ => "ask",
    })
}

fn lower(value: &Value<'_>, key: &str) -> String {
    text(value, key)
        .map(|text| trim(text).to_lowercase())
        .unwrap_or_default()
}

/// Container settings that leave the sandbox.
pub fn sandbox_docker(value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    binds(value, site, found);
    let network = lower(value, "network");
    let joins = value.get("dangerouslyAllowContainerNamespaceJoin") == Some(&Value::Bool(true));
    if network == "host" {
        found.add(keys(&["network"]), "Sandbox security: network mode \"host\" is blocked. Use \"bridge\" or \"none\" instead.");
    } else if since(site.release, "2026.2.24") && network.starts_with("container:") && !joins {
        found.add(keys(&["network"]), "Sandbox security: network mode \"container:*\" is blocked by default. Use a custom bridge network, or set dangerouslyAllowContainerNamespaceJoin=true only when you fully trust this runtime.");
    }
    if lower(value, "seccompProfile") == "unconfined" {
        found.add(keys(&["seccompProfile"]), "Sandbox security: seccomp profile \"unconfined\" is blocked. Use a custom seccomp profile file or omit this setting.");
    }
    if lower(value, "apparmorProfile") == "unconfined" {
        let name = if since(site.release, "2026.9.4") {
            "AppArmor"
        } else {
            "apparmor"
        };
        let message = format!(
            "Sandbox security: {name} profile \"unconfined\" is blocked. Use a named AppArmor profile or omit this setting."
        );
        found.add(keys(&["apparmorProfile"]), message);
    }
}

/// Mounts from places that are not absolute.
pub fn binds(value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    let windows = since(site.release, "2026.5.4");
    let trims = !since(site.release, "2026.9.5");
    for (index, bind) in elements(value.get("binds")).iter().enumerate() {
        let path = vec![Segment::Key("binds".into()), Segment::Index(index)];
        let raw = bind.as_str().unwrap_or("");
        let bind = if trims { trim(raw) } else { raw };
        if trim(bind).is_empty() {
            found.add(
                path,
                "Sandbox security: bind mount entry must be a non-empty string.",
            );
            continue;
        }
        let start = if windows && is_drive(bind) { 2 } else { 0 };
        let colon = bind
            .get(start..)
            .and_then(|rest| rest.find(':'))
            .map(|at| at + start);
        let source = match colon {
            Some(0) if !windows => bind,
            Some(at) => bind.get(..at).unwrap_or(bind),
            None => bind,
        };
        let source = if trims { trim(source) } else { source };
        let plain = strip_namespace(source);
        if !(plain.starts_with('/') || (windows && is_drive(plain))) {
            let kinds = if windows {
                "POSIX or Windows drive-letter"
            } else {
                "POSIX"
            };
            let message = format!(
                "Sandbox security: bind mount \"{bind}\" uses a non-absolute source path \"{source}\". Only absolute {kinds} paths are supported for sandbox binds."
            );
            found.add(path, message);
        }
    }
}

fn strip_namespace(source: &str) -> &str {
    source
        .strip_prefix("\\\\?\\")
        .or_else(|| source.strip_prefix("//?/"))
        .unwrap_or(source)
}

fn is_drive(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && matches!(letters.next(), Some('/' | '\\'))
}

/// The sandbox browser's network.
pub fn sandbox_browser(value: &Value<'_>, with_binds: bool, site: &Site<'_>, found: &mut Found) {
    if with_binds {
        binds(value, site, found);
    }
    if lower(value, "network") == "host" {
        found.add(keys(&["network"]), "Sandbox security: browser network mode \"host\" is blocked. Use \"bridge\" or a custom bridge network instead.");
    }
}

/// The sandbox browser joining another container.
pub fn sandbox(value: &Value<'_>, found: &mut Found) {
    let joins = some(value, "docker")
        .and_then(|docker| docker.get("dangerouslyAllowContainerNamespaceJoin"))
        == Some(&Value::Bool(true));
    let network = some(value, "browser")
        .map(|browser| lower(browser, "network"))
        .unwrap_or_default();
    if network.starts_with("container:") && !joins {
        found.add(keys(&["browser", "network"]), "Sandbox security: browser network mode \"container:*\" is blocked by default. Set sandbox.docker.dangerouslyAllowContainerNamespaceJoin=true only when you fully trust this runtime.");
    }
}

/// How an id is written everywhere.
pub fn agent_id(raw: &str) -> String {
    let trimmed = trim(raw);
    if is_plain_id(trimmed) {
        return trimmed.to_ascii_lowercase();
    }
    let lower = trimmed.to_lowercase();
    let mut id = String::new();
    for c in lower.chars() {
        if matches!(c, 'a'..='z' | '0'..='9' | '_' | '-') {
            id.push(c);
        } else if !id.ends_with('\u{0}') {
            id.push('\u{0}');
        }
    }
    let id = id.replace('\u{0}', "-");
    let id: String = id.trim_matches('-').chars().take(64).collect();
    if id.is_empty() {
        "main".to_string()
    } else {
        id
    }
}

/// Letters, digits, `_`, `-`; at most 64; the first is a letter or digit.
pub fn is_plain_id(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && is_all(text, |c| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
        })
}

/// The agents of the roster: id and entry.
pub fn roster<'v, 't>(config: &'v Value<'t>, site: &Site<'_>) -> Vec<(String, &'v Value<'t>)> {
    let agents = some(config, "agents");
    let entries = agents.and_then(|agents| agents.get("entries"));
    if since(site.release, "2026.8.1") && entries.is_some() {
        return members(entries)
            .into_iter()
            .filter(|(_, entry)| matches!(entry, Value::Object(_)))
            .map(|(id, entry)| (id.to_string(), entry))
            .collect();
    }
    let list = elements(agents.and_then(|agents| agents.get("list")));
    let objects = list
        .iter()
        .filter(|entry| matches!(entry, Value::Object(_)));
    objects
        .map(|entry| (text(entry, "id").unwrap_or("").to_string(), entry))
        .collect()
}

/// The whole config: agents that bindings, broadcasts and others name must exist.
pub fn named_agents(config: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    let entries_era = since(site.release, "2026.8.1");
    let place = if entries_era {
        "agents.entries"
    } else {
        "agents.list"
    };
    let unknown = |id: &str| format!("Unknown agent id \"{id}\" (not in {place}).");
    let agents = roster(config, site);
    let mut ids = Names::default();
    let mut known = Names::default();
    for (id, _) in &agents {
        ids.first(id, 0);
        known.first(&agent_id(id), 0);
    }
    if entries_era {
        if agents.is_empty() {
            known.first("main", 0);
        }
        for path in [
            &["agents", "defaults", "heartbeat", "agentId"][..],
            &["agents", "defaults", "systemAgent", "agentId"],
            &["talk", "agentId"],
        ] {
            let target = path
                .iter()
                .try_fold(config, |at, key| some(at, key))
                .and_then(Value::as_str);
            if let Some(id) = target.filter(|id| !known.contains(&agent_id(id))) {
                found.add(keys(path), unknown(id));
            }
        }
    }
    let groups = since(site.release, "2026.9.5");
    if agents.is_empty() && !groups {
        return;
    }
    if since(site.release, "2026.5.27") && !agents.is_empty() {
        for (index, binding) in elements(config.get("bindings")).iter().enumerate() {
            let Some(id) = text(binding, "agentId") else {
                continue;
            };
            if (entries_era && id == "main") || known.contains(&agent_id(id)) {
                continue;
            }
            found.add(
                vec![
                    Segment::Key("bindings".into()),
                    Segment::Index(index),
                    Segment::Key("agentId".into()),
                ],
                unknown(id),
            );
        }
    }
    for (peer, entry) in members(some(config, "broadcast")) {
        if peer == "strategy" || (groups && agents.is_empty() && !is_qualified(peer)) {
            continue;
        }
        let (list, inside) = match entry {
            Value::Array(_) => (Some(entry), false),
            Value::Object(_) if groups => (entry.get("agents"), true),
            _ => continue,
        };
        for (index, id) in elements(list).iter().enumerate() {
            let Some(id) = id.as_str() else { continue };
            if !ids.contains(id) {
                let mut path = keys(&["broadcast", peer]);
                if inside {
                    path.push(Segment::Key("agents".into()));
                }
                path.push(Segment::Index(index));
                found.add(path, unknown(id));
            }
        }
    }
}

/// `<channel>:<peer>`.
fn is_qualified(peer: &str) -> bool {
    peer.split_once(':').is_some_and(|(channel, rest)| {
        channel.starts_with(|c: char| c.is_ascii_alphabetic())
            && is_all(channel, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
            })
            && !rest.is_empty()
            && !rest.starts_with(['\n', '\r'])
    })
}

/// Broadcast groups with options (2026.9.5).
pub fn broadcast_groups(value: &Value<'_>, found: &mut Found) {
    for (peer, entry) in members(Some(value)) {
        match entry {
            Value::Object(_) if !is_qualified(peer) => found.add(
                keys(&[peer]),
                "Group options require a channel-qualified key (<channel>:<peerId>).",
            ),
            Value::Array(agents) if is_qualified(peer) && agents.len() > 16 => found.add(
                keys(&[peer]),
                "Agent group threads support at most 16 agents.",
            ),
            _ => {}
        }
    }
}

/// Rosters (2026.8.1).
pub fn entries(value: &Value<'_>, found: &mut Found) {
    let entries = members(value.get("entries"));
    if entries.is_empty() {
        found.add(
            keys(&["entries"]),
            "agents.entries must contain at least one configured agent",
        );
    }
    let mut first = Names::default();
    for (index, (key, _)) in entries.iter().enumerate() {
        let id = agent_id(key);
        if let Some((before, _)) = first.first(&id, index).and_then(|index| entries.get(index)) {
            let message = format!(
                "agents.entries keys \"{before}\" and \"{key}\" resolve to the same agent id \"{id}\"; rename one key so each agent has a unique id"
            );
            found.add(keys(&["entries", key]), message);
        }
    }
    let marked = entries
        .iter()
        .filter(|(_, entry)| entry.get("default") == Some(&Value::Bool(true)))
        .count();
    let explicit = text(value, "ownership") == Some("explicit");
    if marked > 1 {
        found.add(
            keys(&["entries"]),
            format!("agents.entries must contain at most one default=true entry (found {marked})"),
        );
    }
    if explicit && marked > 0 {
        found.add(
            keys(&["ownership"]),
            "agents.ownership=explicit cannot be combined with a legacy default=true marker",
        );
    }
    if entries.len() > 1 && marked == 0 && !explicit {
        found.add(keys(&["ownership"]), "multi-agent rosters require agents.ownership=\"explicit\" or one legacy default=true marker; add agents.ownership=\"explicit\" or run openclaw doctor");
    }
}

/// Models named by pattern where one model is meant.
pub fn model_entries(value: &Value<'_>, pickers: bool, found: &mut Found) {
    for (name, entry) in members(Some(value)) {
        if !name.contains('*') && is_model_name(name) {
            continue;
        }
        if pickers && entry.get("pickerRuntimes").is_some() {
            found.add(
                keys(&[name, "pickerRuntimes"]),
                "Picker runtimes require an exact provider/model entry.",
            );
        }
        if entry.get("codeMode").is_some() {
            found.add(keys(&[name, "codeMode"]), "Code Mode requires an exact provider/model entry; wildcard and bare model keys are not supported.");
        }
    }
}

/// `provider/model`.
pub fn is_model_name(raw: &str) -> bool {
    trim(raw)
        .split_once('/')
        .is_some_and(|(provider, model)| !trim(provider).is_empty() && !trim(model).is_empty())
}

/// ACP bindings: which peers and channels.
pub fn acp_binding(value: &Value<'_>, channels: &[&str], found: &mut Found) {
    let matched = some(value, "match");
    let peer = matched.and_then(|matched| some(matched, "peer"));
    let id = peer
        .and_then(|peer| text(peer, "id"))
        .map(trim)
        .unwrap_or("");
    if id.is_empty() {
        found.add(
            keys(&["match", "peer"]),
            "ACP bindings require match.peer.id to target a concrete conversation.",
        );
        return;
    }
    if channels.is_empty() {
        return;
    }
    let channel = matched
        .map(|matched| lower(matched, "channel"))
        .unwrap_or_default();
    if !channels.contains(&channel.as_str()) {
        let named = if channels.len() == 2 {
            "\"discord\" and \"telegram\""
        } else {
            "\"discord\", \"telegram\", and \"feishu\""
        };
        found.add(
            keys(&["match", "channel"]),
            format!("ACP bindings currently support only {named} channels."),
        );
        return;
    }
    if channel == "telegram" && !is_topic(id) {
        found.add(keys(&["match", "peer", "id"]), "Telegram ACP bindings require canonical topic IDs in the form -1001234567890:topic:42.");
    }
    if channel == "feishu" && !is_feishu(peer.and_then(|peer| text(peer, "kind")), id) {
        found.add(keys(&["match", "peer", "id"]), "Feishu ACP bindings require direct peer IDs for DMs or topic IDs in the form oc_group:topic:om_root[:sender:ou_xxx].");
    }
}

fn is_topic(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && is_all(text, |c| c.is_ascii_digit());
    id.strip_prefix('-')
        .and_then(|id| id.split_once(":topic:"))
        .is_some_and(|(group, topic)| digits(group) && digits(topic))
}

fn is_feishu(kind: Option<&str>, id: &str) -> bool {
    let parts: Vec<&str> = id.split(':').collect();
    let named = |part: &str, prefix: &str| {
        part.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty())
    };
    match kind {
        Some("direct" | "dm") => {
            parts.len() == 1 && !id.starts_with("oc_") && !id.starts_with("on_")
        }
        Some("group") => match parts.as_slice() {
            [group, "topic", root] => named(group, "oc_") && !root.is_empty(),
            [group, "topic", root, "sender", user] => {
                named(group, "oc_") && !root.is_empty() && named(user, "ou_")
            }
            _ => false,
        },
        _ => false,
    }
}

/// `talk` and `talk.realtime`: the chosen provider must be one of the listed.
pub fn talk_provider(name: &str, value: &Value<'_>, own_only: bool, found: &mut Found) {
    let provider = lower(value, "provider");
    let providers = members(some(value, "providers"));
    // Before 2026.7.1 the real check asks `in`, which also finds what every object inherits.
    let inherited =
        !own_only && matches!(provider.as_str(), "constructor" | "valueof" | "__proto__");
    if !provider.is_empty()
        && !providers.is_empty()
        && !providers.iter().any(|(key, _)| *key == provider)
        && !inherited
    {
        found.add(
            keys(&["provider"]),
            format!(
                "{name}.provider must match a key in {name}.providers (missing \"{provider}\")"
            ),
        );
    }
    if provider.is_empty() && providers.len() > 1 {
        found.add(
            keys(&["provider"]),
            format!("{name}.provider is required when {name}.providers defines multiple providers"),
        );
    }
}
