//! Agents after the schema: folders that two agents share, avatars outside the workspace, sandbox
//! variables, model policies.

use super::super::names::Names;
use super::super::refine::Site;
use super::super::refine::agents::{agent_id, is_model_name, roster};
use super::super::refine::look::{elements, members, some, text, trim};
use super::super::{Issue, IssueKind, Stage, dotted};
use super::{Flow, Input, Outcome};
use crate::json5::{Segment, Value};

fn keys(path: &[&str]) -> Vec<Segment> {
    path.iter()
        .map(|key| Segment::Key((*key).to_string()))
        .collect()
}

fn site<'a>(input: &'a Input<'_, '_>) -> Site<'a> {
    Site {
        release: input.release,
        environment: input.environment,
    }
}

/// The path of an agent of the roster.
fn agent_path(index: usize, id: &str, input: &Input<'_, '_>) -> Vec<Segment> {
    let by_key = input.since("2026.8.1")
        && some(&input.value, "agents").is_some_and(|agents| agents.get("entries").is_some());
    if by_key {
        keys(&["agents", "entries", id])
    } else {
        let mut path = keys(&["agents", "list"]);
        path.push(Segment::Index(index));
        path
    }
}

fn done(outcome: &Outcome) -> Flow {
    if outcome.issues.is_empty() {
        Flow::Next
    } else {
        Flow::Stop
    }
}

/// Names and values that cannot stand in an env file (2026.8.1).
pub fn sandbox_variables(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    if !input.since("2026.9.2") {
        return Flow::Next;
    }
    let sandbox =
        |agent: &Value<'_>| -> Option<Value<'static>> { some(agent, "sandbox").map(owned) };
    let defaults = some(&input.value, "agents")
        .and_then(|agents| some(agents, "defaults"))
        .and_then(sandbox);
    let site = site(input);
    let agents = roster(&input.value, &site);
    let mut effective: Vec<Option<(Vec<Segment>, Option<Value<'static>>)>> = agents
        .iter()
        .enumerate()
        .map(|(index, (id, agent))| Some((agent_path(index, id, input), sandbox(agent))))
        .collect();
    if effective.is_empty() {
        effective.push(None);
    }
    let mut issues: Vec<Issue> = Vec::new();
    let mut told = Names::default();
    for agent in effective {
        let own = agent.as_ref().and_then(|(_, sandbox)| sandbox.as_ref());
        let pick = |key: &str| {
            own.and_then(|own| text(own, key))
                .or_else(|| defaults.as_ref().and_then(|defaults| text(defaults, key)))
                .map(trim)
                .filter(|text| !text.is_empty())
        };
        let scope = pick("scope").unwrap_or("agent");
        let backend = pick("backend").unwrap_or("docker");
        if !matches!(backend, "docker" | "podman") {
            continue;
        }
        let env = |from: Option<&Value<'static>>| -> Vec<(String, Value<'static>)> {
            let docker = from.and_then(|from| some(from, "docker"));
            members(docker.and_then(|docker| docker.get("env")))
                .into_iter()
                .map(|(key, value)| (key.to_string(), value.clone()))
                .collect()
        };
        let mut all = env(defaults.as_ref());
        let mut authored = Names::default();
        if scope != "shared" {
            let mut known = Names::default();
            for (index, (key, _)) in all.iter().enumerate() {
                known.first(key, index);
            }
            for (key, value) in env(own) {
                authored.first(&key, 0);
                let first = known.first(&key, all.len());
                match first.and_then(|index| all.get_mut(index)) {
                    Some(slot) => slot.1 = value,
                    None => all.push((key, value)),
                }
            }
        }
        for (key, value) in all {
            let name_ok = !key.is_empty()
                && !key.starts_with(|c: char| c.is_ascii_digit())
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let value_ok = value
                .as_str()
                .is_none_or(|text| !text.contains(['\n', '\r', '\0']));
            if name_ok && value_ok {
                continue;
            }
            let mut path = match &agent {
                Some((path, _)) if authored.contains(&key) => path.clone(),
                _ => keys(&["agents", "defaults"]),
            };
            path.extend(keys(&["sandbox", "docker", "env", &key]));
            let quoted = serde_json::to_string(&key).unwrap_or_default();
            let name = if backend == "podman" {
                "Podman"
            } else {
                "Docker"
            };
            let remedy = if name_ok {
                format!(
                    "Use a single-line, non-NUL value for key {quoted}, or deliver multiline material through a mounted file or custom image."
                )
            } else {
                format!(
                    "Rename key {quoted} to use letters, digits, and underscores without a leading digit."
                )
            };
            let message = format!(
                "{name} sandbox backend requires portable environment names and single-line, non-NUL values because the secure env-file transport is line-delimited. {remedy} SSH/OpenShell backends may keep multiline values. Run openclaw doctor to report the invalid path; manual remediation is required."
            );
            if told.first(&dotted(&path), 0).is_none() {
                issues.push(Issue::new(Stage::Agents, path, message, IssueKind::Custom));
            }
        }
    }
    outcome.issues.extend(issues);
    done(outcome)
}

/// A copy that borrows nothing.
fn owned(value: &Value<'_>) -> Value<'static> {
    value.clone().into_owned()
}

/// Two agents in one folder.
pub fn shared_folders(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let site = site(input);
    let agents = roster(&input.value, &site);
    let by_key = input.since("2026.8.1");
    let marked = agents
        .iter()
        .find(|(_, agent)| agent.get("default") == Some(&Value::Bool(true)))
        .map(|(id, _)| id.clone());
    let mut ids: Vec<String> = Vec::new();
    let mut met = Names::default();
    let mut add = |id: &str| {
        let id = agent_id(id);
        if met.first(&id, 0).is_none() {
            ids.push(id);
        }
    };
    match (&marked, agents.first()) {
        (Some(id), _) => add(id),
        (None, _) if by_key => {}
        (None, Some((id, _))) => add(id),
        (None, None) => add("main"),
    }
    for (id, _) in &agents {
        if !id.is_empty() {
            add(id);
        }
    }
    for binding in elements(input.value.get("bindings")) {
        if let Some(id) = text(binding, "agentId").filter(|id| !trim(id).is_empty()) {
            add(id);
        }
    }
    let home = input.environment.home.as_deref();
    let mut places = Names::default();
    for (index, (id, _)) in agents.iter().enumerate() {
        places.first(&agent_id(id), index);
    }
    let mut folders: Vec<(String, Vec<String>)> = Vec::new();
    let mut known = Names::default();
    for id in ids {
        let own = places
            .get(&id)
            .and_then(|index| agents.get(index))
            .and_then(|(_, agent)| text(agent, "agentDir"))
            .map(trim)
            .filter(|dir| !dir.is_empty());
        let folder = match own {
            Some(dir) => resolve(dir, home),
            None => format!("{}/.openclaw/agents/{id}/agent", home.unwrap_or("~")),
        };
        let first = known.first(&folder, folders.len());
        match first.and_then(|index| folders.get_mut(index)) {
            Some((_, agents)) => agents.push(id),
            None => folders.push((folder, vec![id])),
        }
    }
    folders.retain(|(_, agents)| agents.len() > 1);
    if folders.is_empty() {
        return Flow::Next;
    }
    let place = if by_key {
        "agents.entries.*"
    } else {
        "agents.list[]"
    };
    let conflicts: Vec<String> = folders
        .iter()
        .map(|(folder, agents)| {
            format!(
                "- {folder}: {}",
                agents
                    .iter()
                    .map(|id| format!("\"{id}\""))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        })
        .collect();
    let last = if by_key {
        "Auth profiles live in each agent's SQLite store, so a shared agentDir is not how credentials are shared: give each agent its own directory and either leave its store empty to inherit the main agent's profiles, or log it in with `openclaw models auth login`."
    } else {
        "If you want to share credentials, copy auth-profiles.json instead of sharing the entire agentDir."
    };
    let message = format!(
        "Duplicate agentDir detected (multi-agent config).\nEach agent must have a unique agentDir; sharing it causes auth/session state collisions and token invalidation.\n\nConflicts:\n{}\n\nFix: remove the shared {place}.agentDir override (or give each agent its own directory).\n{last}",
        conflicts.join("\n")
    );
    let path = keys(if by_key {
        &["agents", "entries"]
    } else {
        &["agents", "list"]
    });
    outcome
        .issues
        .push(Issue::new(Stage::Agents, path, message, IssueKind::Custom));
    Flow::Stop
}

/// `~` put in, dots and doubled slashes taken out. A relative folder is taken from the home
/// directory: where the command is run is not known.
pub(super) fn resolve(dir: &str, home: Option<&str>) -> String {
    let path = match dir.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
            format!("{}{rest}", home.unwrap_or("~"))
        }
        _ => dir.to_string(),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let rest = parts.join("/");
    if path.starts_with('/') {
        format!("/{rest}")
    } else {
        format!("{}/{rest}", home.unwrap_or("~"))
    }
}

/// Avatars that are no picture of the workspace.
pub fn avatars(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let site = site(input);
    let mut issues = Vec::new();
    for (index, (id, agent)) in roster(&input.value, &site).iter().enumerate() {
        let Some(avatar) = some(agent, "identity")
            .and_then(|identity| text(identity, "avatar"))
            .map(trim)
        else {
            continue;
        };
        let lower = avatar.to_lowercase();
        if avatar.is_empty()
            || ["data:", "http://", "https://"]
                .iter()
                .any(|scheme| lower.starts_with(scheme))
        {
            continue;
        }
        let bytes = avatar.as_bytes();
        let windows = bytes.first().is_some_and(u8::is_ascii_alphabetic)
            && matches!(avatar.get(1..3), Some(":/" | ":\\"));
        let scheme = avatar.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
        });
        let message = if avatar.starts_with('~') || (scheme && !windows) {
            "identity.avatar must be a workspace-relative path, http(s) URL, or data URI."
        } else if leaves(avatar) {
            "identity.avatar must stay within the agent workspace."
        } else {
            continue;
        };
        let mut path = agent_path(index, id, input);
        path.extend(keys(&["identity", "avatar"]));
        issues.push(Issue::new(Stage::Agents, path, message, IssueKind::Custom));
    }
    outcome.issues.extend(issues);
    done(outcome)
}

/// Whether a path leads out of the folder it starts in. An absolute one is taken to.
fn leaves(path: &str) -> bool {
    if path.starts_with('/') {
        return true;
    }
    let mut depth = 0_i32;
    path.split('/').any(|part| {
        depth += match part {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        depth < 0
    })
}

/// Models that `modelPolicy.allow` names (2026.8.1).
pub fn model_policies(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    if !input.since("2026.8.1") {
        return Flow::Next;
    }
    let site = site(input);
    let defaults = some(&input.value, "agents").and_then(|agents| some(agents, "defaults"));
    let mut scopes: Vec<(Vec<Segment>, &Value<'_>)> = defaults
        .map(|defaults| (keys(&["agents", "defaults"]), defaults))
        .into_iter()
        .collect();
    let agents = roster(&input.value, &site);
    for (index, (id, agent)) in agents.iter().enumerate() {
        scopes.push((agent_path(index, id, input), agent));
    }
    let aliases = |scope: Option<&Value<'_>>| {
        let mut names = Names::default();
        for (_, entry) in members(scope.and_then(|scope| scope.get("models"))) {
            if let Some(alias) = text(entry, "alias") {
                names.first(&trim(alias).to_lowercase(), 0);
            }
        }
        names
    };
    let common = aliases(defaults);
    let mut issues = Vec::new();
    for (path, scope) in scopes {
        let own = aliases(Some(scope));
        let allow = some(scope, "modelPolicy").and_then(|policy| policy.get("allow"));
        for (index, raw) in elements(allow).iter().enumerate() {
            let Some(name) = raw.as_str() else { continue };
            let alias = trim(name).to_lowercase();
            let is_alias = common.contains(&alias) || own.contains(&alias);
            let plain = name
                .strip_suffix("/*")
                .is_some_and(|prefix| !prefix.is_empty() && !prefix.contains('*'));
            if is_alias || plain || (is_model_name(name) && !name.contains('*')) {
                continue;
            }
            let quoted = serde_json::to_string(name).unwrap_or_default();
            let message = format!(
                "invalid model policy ref: {quoted}. Use a configured alias, an exact \"provider/model\" ref, or a trailing prefix wildcard such as \"provider/*\" or \"provider/namespace/*\"."
            );
            let mut at = path.clone();
            at.extend(keys(&["modelPolicy", "allow"]));
            at.push(Segment::Index(index));
            issues.push(Issue::new(Stage::Agents, at, message, IssueKind::Custom));
        }
    }
    outcome.issues.extend(issues);
    done(outcome)
}
