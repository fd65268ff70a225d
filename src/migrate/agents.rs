//! Migrations of agents, their memory and their sandbox.

use super::old::string;
use super::work::{Work, at};
use crate::json5::{Path, Value};
use crate::version::Version;

pub(super) fn heartbeat(work: &mut Work, _: &Version) {
    let old = at("heartbeat");
    work.prune_one(&old);
    if work.object(&old).is_some() {
        work.merge(&old, &at("agents.defaults.heartbeat"));
    }
}

pub(super) fn embedded_harness(work: &mut Work, _: &Version) {
    for scope in work.scopes() {
        let old = scope.join("embeddedHarness");
        if work.object(&old).is_none() {
            continue;
        }
        let runtime = old.join("runtime");
        work.relocate(&runtime, &scope.join("agentRuntime").join("id"));
        work.prune_one(&old);
        work.retire(&old);
    }
}

/// The command-line runtimes that a whole agent could be given, with the provider they answer for.
const RUNTIMES: &[(&str, &str)] = &[("claude-cli", "anthropic"), ("google-gemini-cli", "google")];

pub(super) fn agent_runtime(work: &mut Work, _: &Version) {
    for scope in work.scopes() {
        let old = scope.join("agentRuntime");
        if work.object(&old).is_none() {
            continue;
        }
        let id = work
            .text(&old.join("id"))
            .map(|id| id.trim().to_lowercase());
        let known = RUNTIMES
            .iter()
            .find(|(runtime, _)| Some(*runtime) == id.as_deref());
        let mut kept = false;
        if let Some((runtime, provider)) = known {
            for reference in model_refs(work, &scope.join("model")) {
                let Some((owner, model)) = reference.split_once('/') else {
                    continue;
                };
                if owner.trim().to_lowercase() != *provider || model.is_empty() {
                    continue;
                }
                let new = scope
                    .join("models")
                    .join(reference.as_str())
                    .join("agentRuntime")
                    .join("id");
                let own = work.text(&new).map(|own| own.trim().to_lowercase());
                if own.is_none_or(|own| own.is_empty() || own == "auto") {
                    work.set(&new, string(*runtime));
                }
                kept = true;
            }
        }
        match kept {
            true => work.fold(&old, &scope.join("models")),
            false => work.retire(&old),
        }
    }
}

/// The references that a model selection names.
pub(super) fn model_refs(work: &Work, path: &Path) -> Vec<String> {
    let mut refs = Vec::new();
    match work.get(path) {
        Some(Value::String(text)) => refs.push(text.trim().to_owned()),
        Some(Value::Object(object)) => {
            refs.extend(
                object
                    .get("primary")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            let fallbacks = object
                .get("fallbacks")
                .and_then(Value::as_array)
                .unwrap_or(&[]);
            refs.extend(
                fallbacks
                    .iter()
                    .filter_map(|it| it.as_str())
                    .map(str::to_owned),
            );
        }
        _ => {}
    }
    refs
}

/// The network that a sandbox browser gets by itself, 2026.8.1.
const BROWSER_NETWORK: &str = "openclaw-sandbox-browser";

pub(super) fn browser_network(work: &mut Work, _: &Version) {
    let none = |work: &Work, browser: &Path| {
        let network = work.text(&browser.join("network"));
        network.is_some_and(|network| network.trim().eq_ignore_ascii_case("none"))
    };
    let of = |scope: &Path| scope.join("sandbox").join("browser");
    let disable = |work: &mut Work, browser: &Path| {
        work.set(&browser.join("enabled"), Value::Bool(false));
        work.set(&browser.join("network"), string(BROWSER_NETWORK));
    };
    let default = of(&at("agents.defaults"));
    let default_none = none(work, &default);
    let default_on = work.flag(&default.join("enabled")) == Some(true);
    for agent in work.agents() {
        let browser = of(&agent);
        if work.object(&browser).is_none() {
            continue;
        }
        let own = work.text(&browser.join("network")).is_some();
        let enabled = work.get(&browser.join("enabled")).cloned();
        if none(work, &browser) {
            disable(work, &browser);
        } else if default_none && !own && enabled.as_ref().and_then(Value::as_bool) == Some(true) {
            work.set(&browser.join("enabled"), Value::Bool(false));
        } else if default_none && own && enabled.is_none() && default_on {
            work.set(&browser.join("enabled"), Value::Bool(true));
        }
    }
    if default_none {
        disable(work, &default);
    }
}

pub(super) fn memory_qmd(work: &mut Work, _: &Version) {
    work.retire(&at("memory.backend"));
    let mut owners = vec![(at("memory.qmd"), at("memory.search"))];
    owners.push((at("memory.search.qmd"), at("memory.search")));
    for scope in work.scopes() {
        let search = scope.join("memory").join("search");
        owners.push((search.join("qmd"), search));
    }
    for (qmd, search) in owners {
        if work.object(&qmd).is_none() {
            continue;
        }
        if work.flag(&qmd.join("sessions").join("enabled")) == Some(true) {
            let experimental = search.join("experimental").join("sessionMemory");
            if !work.has(&experimental) {
                work.set(&experimental, Value::Bool(true));
            }
            let sources = search.join("sources");
            let listed = work
                .get(&sources)
                .and_then(Value::as_array)
                .unwrap_or(&[])
                .to_vec();
            let mut new = match listed.is_empty() {
                true => vec![string("memory")],
                false => listed,
            };
            if !new.iter().any(|source| source.as_str() == Some("sessions")) {
                new.push(string("sessions"));
            }
            work.set(&sources, Value::Array(new));
        }
        let mut paths = Vec::new();
        for key in ["paths", "extraCollections"] {
            let listed = work
                .get(&qmd.join(key))
                .and_then(Value::as_array)
                .unwrap_or(&[]);
            for entry in listed {
                let text = |key| entry.get(key).and_then(Value::as_str).map(str::trim);
                let Some(path) = text("path").filter(|path| !path.is_empty()) else {
                    continue;
                };
                paths.push(match text("pattern").filter(|it| !it.is_empty()) {
                    None => string(path),
                    Some(pattern) => Value::Object(crate::json5::Object::from_iter([
                        ("path".to_owned().into(), string(path)),
                        ("pattern".to_owned().into(), string(pattern)),
                    ])),
                });
            }
        }
        if !paths.is_empty() {
            let extra = search.join("extraPaths");
            let mut all = work
                .get(&extra)
                .and_then(Value::as_array)
                .unwrap_or(&[])
                .to_vec();
            for path in paths {
                if !all.iter().any(|known| known.same(&path)) {
                    all.push(path);
                }
            }
            work.set(&extra, Value::Array(all));
        }
        work.retire(&qmd);
    }
    work.prune_one(&at("memory.search"));
    work.prune_one(&at("memory"));
}

pub(super) fn truncate_compaction(work: &mut Work, _: &Version) {
    let owner = at("agents.defaults.compaction");
    let old = owner.join("truncateAfterCompaction");
    if work.flag(&old) == Some(false) {
        work.retire(&owner.join("maxActiveTranscriptBytes"));
    }
    work.retire(&old);
}

pub(super) fn model_lean(work: &mut Work, _: &Version) {
    let auto = at("wizard.localModelLeanAutoModel");
    if !work.has(&auto) {
        return;
    }
    let lean = at("agents.defaults.experimental.localModelLean");
    let primary = model_refs(work, &at("agents.defaults.model"))
        .into_iter()
        .next();
    if work.flag(&lean) == Some(true) && primary.is_some() && work.text(&auto) == primary {
        work.retire(&lean);
    }
    work.retire(&auto);
}

/// An id as agents are called: letters, digits, `_` and `-`, small.
fn agent_id(text: &str) -> String {
    let trimmed = text.trim().to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let starts = trimmed.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts && trimmed.len() <= 64 && trimmed.chars().all(plain) {
        return trimmed;
    }
    let mut id = String::new();
    for c in trimmed.chars() {
        match plain(c) {
            true => id.push(c),
            false if !id.ends_with('-') => id.push('-'),
            false => {}
        }
    }
    let id: String = id.trim_matches('-').chars().take(64).collect();
    match id.is_empty() {
        true => "main".to_owned(),
        false => id,
    }
}

pub(super) fn entries(work: &mut Work, _: &Version) {
    let list = at("agents.list");
    let Some(agents) = work.get(&list).and_then(Value::as_array).map(<[_]>::to_vec) else {
        return;
    };
    let holder = at("agents.entries");
    if work.object(&holder).is_some() {
        work.retire(&list);
        return;
    }
    let mut targets: Vec<(usize, Path)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (index, agent) in agents.iter().enumerate() {
        if agent.as_object().is_none() {
            work.retire(&list.join(index));
            continue;
        }
        let own = agent.get("id").and_then(Value::as_str).map(str::trim);
        let wanted = agent_id(own.filter(|own| !own.is_empty()).unwrap_or("agent"));
        let mut id = wanted.clone();
        let mut suffix = 2;
        while names.contains(&id) {
            id = format!("{wanted}-{suffix}");
            suffix += 1;
        }
        targets.push((index, holder.join(id.as_str())));
        names.push(id);
    }
    if targets.is_empty() {
        work.set(&holder, super::old::empty());
    }
    let paths: Vec<Path> = targets.iter().map(|(_, path)| path.clone()).collect();
    work.unlist(&list, targets);
    for path in &paths {
        work.fold(&path.join("id"), path);
    }
    let unmarked = paths.iter().all(|path| {
        let marker = work.get(&path.join("default"));
        marker.is_none_or(|marker| marker.as_bool() == Some(false))
    });
    if let Some(first) = paths.first()
        && paths.len() > 1
        && unmarked
        && !work.has(&at("agents.ownership"))
    {
        let own = first.join("workspace");
        if work.text(&own).is_none_or(|own| own.trim().is_empty()) {
            let shared = work.text(&at("agents.defaults.workspace"));
            let shared = shared.filter(|shared| !shared.trim().is_empty());
            let shared = shared.unwrap_or_else(|| "~/.openclaw/workspace".to_owned());
            work.set(&own, string(shared));
        }
    }
}

/// Keyed agents as the list that older releases read.
pub(super) fn entries_back(work: &mut Work, knows: &dyn Fn(&Path) -> bool) {
    let (holder, list) = (at("agents.entries"), at("agents.list"));
    if knows(&holder) || !knows(&list) || work.object(&holder).is_none() || work.has(&list) {
        return;
    }
    let ids = work.keys(&holder);
    work.set(&list, Value::Array(Vec::new()));
    for (index, id) in ids.iter().enumerate() {
        let agent = list.join(index);
        work.relocate(&holder.join(id.as_str()), &agent);
        work.set(&agent.join("id"), string(id.as_str()));
    }
    work.prune_one(&holder);
}

fn marked(work: &Work) -> Vec<Path> {
    let mut agents = work.agents();
    agents.retain(|agent| work.flag(&agent.join("default")) == Some(true));
    agents
}

pub(super) fn ownership(work: &mut Work, _: &Version) {
    let entries = work.keys(&at("agents.entries"));
    if entries.len() > 1 && marked(work).is_empty() && !work.has(&at("agents.ownership")) {
        work.set(&at("agents.ownership"), string("explicit"));
    }
}

pub(super) fn system_agent(work: &mut Work, _: &Version) {
    let owner = at("agents.defaults.systemAgent.agentId");
    let agents = work.agents();
    let marks = marked(work);
    let explicit = work.text(&at("agents.ownership")).as_deref() == Some("explicit");
    if work.has(&owner) || agents.len() < 2 || marks.len() > 1 || (marks.len() == 1 && !explicit) {
        return;
    }
    let main = at("agents.entries.main");
    let Some(chosen) = marks
        .first()
        .or_else(|| agents.iter().find(|it| **it == main))
        .cloned()
    else {
        return;
    };
    let Some(id) = chosen.last().map(|it| agent_id(&it.text())) else {
        return;
    };
    let heartbeat = at("agents.defaults.heartbeat");
    let unresolved = !work.has(&heartbeat)
        && !agents
            .iter()
            .any(|agent| work.has(&agent.join("heartbeat")));
    work.set(&owner, string(id.as_str()));
    if unresolved {
        work.set(&heartbeat.join("agentId"), string(id));
    }
}
