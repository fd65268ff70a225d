//! The migrations of 2026.1.29 to 2026.3.24: `agent`, `identity`, `routing`, channels at the root.

use super::work::{Work, at};
use crate::json5::{Object, Path, Value};
use crate::version::Version;

/// An empty object.
pub(super) fn empty() -> Value<'static> {
    Value::Object(Object::new())
}

pub(super) fn string(text: impl Into<String>) -> Value<'static> {
    Value::String(text.into().into())
}

fn before(target: &Version, release: &str) -> bool {
    Version::parse(release).is_some_and(|release| *target < release)
}

pub(super) fn routing_allow_from(work: &mut Work, _: &Version) {
    let old = at("routing.allowFrom");
    match work.object(&at("channels.whatsapp")) {
        Some(_) => work.relocate(&old, &at("channels.whatsapp.allowFrom")),
        None => work.retire(&old),
    }
    work.prune_one(&at("routing"));
}

/// Until 2026.5.4 Telegram and iMessage get the entry even where they are not set up.
pub(super) fn routing_require_mention(work: &mut Work, target: &Version) {
    let old = at("routing.groupChat.requireMention");
    let Some(value) = work.get(&old).cloned() else {
        return;
    };
    let always: &[&str] = match before(target, "2026.5.4") {
        true => &["telegram", "imessage"],
        false => &[],
    };
    let mut kept = false;
    for name in ["whatsapp", "telegram", "imessage"] {
        let channel = at("channels").join(name);
        if work.object(&channel).is_some() || always.contains(&name) {
            let new = channel.join("groups").join("*").join("requireMention");
            if !work.has(&new) {
                work.set(&new, value.clone());
            }
            kept |= work.has(&new);
        }
    }
    match kept {
        true => work.fold(&old, &at("channels")),
        false => work.retire(&old),
    }
    work.prune(&at("routing.groupChat"), 0);
}

pub(super) fn routing_empty(work: &mut Work, _: &Version) {
    work.prune(&at("routing.groupChat"), 0);
    work.prune_one(&at("routing"));
}

pub(super) fn gateway_token(work: &mut Work, _: &Version) {
    let (old, new) = (at("gateway.token"), at("gateway.auth.token"));
    if !work.has(&old) {
        return;
    }
    let fresh = !work.has(&new);
    work.relocate(&old, &new);
    if fresh && !work.has(&at("gateway.auth.mode")) {
        work.set(&at("gateway.auth.mode"), string("token"));
    }
}

fn mention_entry(work: &mut Work, old: &Path) {
    let new = at("channels.telegram.groups")
        .join("*")
        .join("requireMention");
    work.relocate(old, &new);
}

pub(super) fn telegram_require_mention(work: &mut Work, _: &Version) {
    mention_entry(work, &at("channels.telegram.requireMention"));
}

pub(super) fn telegram_mentions_only(work: &mut Work, _: &Version) {
    mention_entry(work, &at("channels.telegram.groupMentionsOnly"));
}

/// `agent.model` and what stood beside it. A plain string under `agents.defaults` is left alone: every
/// release takes it, and the model list that upstream would add beside it restricts all other models.
pub(super) fn agent_models(work: &mut Work, _: &Version) {
    let agent = match work.object(&at("agent")) {
        Some(_) => at("agent"),
        None => at("agents.defaults"),
    };
    let is_old_root = agent == at("agent");
    let texts = |work: &Work, key: &str| -> Vec<String> {
        let list = work.get(&agent.join(key)).and_then(Value::as_array);
        let shown = |value: &Value<'_>| value.as_str().map(str::to_owned);
        list.map_or_else(Vec::new, |list| list.iter().filter_map(shown).collect())
    };
    let model = work.text(&agent.join("model"));
    let image = work.text(&agent.join("imageModel"));
    let allowed = texts(work, "allowedModels");
    let fallbacks = texts(work, "modelFallbacks");
    let image_fallbacks = texts(work, "imageModelFallbacks");
    let aliases: Vec<(String, String)> =
        work.object(&agent.join("modelAliases"))
            .map_or_else(Vec::new, |object| {
                object
                    .iter()
                    .filter_map(|(key, value)| {
                        Some((key.to_owned(), value.as_str()?.trim().to_owned()))
                    })
                    .collect()
            });
    let lists = !(allowed.is_empty()
        && fallbacks.is_empty()
        && image_fallbacks.is_empty()
        && aliases.is_empty());
    if !lists && !(is_old_root && (model.is_some() || image.is_some())) {
        return;
    }
    let models = agent.join("models");
    let named = model.iter().chain(&image).chain(&allowed).chain(&fallbacks);
    let named = named.chain(&image_fallbacks).cloned();
    let named: Vec<String> = named
        .chain(aliases.iter().map(|(_, target)| target.clone()))
        .collect();
    for key in named {
        let key = key.trim();
        if !key.is_empty() && !work.has(&models.join(key)) {
            work.set(&models.join(key), empty());
        }
    }
    for (alias, target) in &aliases {
        let entry = models.join(target.as_str()).join("alias");
        if !target.is_empty() && !work.has(&entry) {
            work.set(&entry, string(alias.as_str()));
        }
    }
    for (key, list, primary, fallbacks) in [
        ("model", "modelFallbacks", &model, &fallbacks),
        (
            "imageModel",
            "imageModelFallbacks",
            &image,
            &image_fallbacks,
        ),
    ] {
        let (own, old) = (agent.join(key), agent.join(list));
        let new = own.join("fallbacks");
        if primary.is_some() {
            work.relocate(&own, &own.join("primary"));
        }
        if work.has(&old) {
            let none = work
                .get(&new)
                .and_then(Value::as_array)
                .is_none_or(<[_]>::is_empty);
            if none && work.has(&new) && !fallbacks.is_empty() {
                work.replace(&old, &new);
            } else {
                work.relocate(&old, &new);
            }
        } else if primary.is_some() && !work.has(&new) {
            work.set(&new, Value::Array(Vec::new()));
        }
    }
    for key in ["allowedModels", "modelAliases"] {
        work.fold(&agent.join(key), &models);
    }
}

/// The number of the agent of this id in `agents.list`; a new one is added where there is none.
fn agent_of(work: &mut Work, id: &str) -> Path {
    let list = at("agents.list");
    let here = work.entries(&list);
    for entry in &here {
        if work
            .text(&entry.join("id"))
            .is_some_and(|own| own.trim() == id)
        {
            return entry.clone();
        }
    }
    if work.get(&list).and_then(Value::as_array).is_none() {
        work.set(&list, Value::Array(Vec::new()));
    }
    let entry = list.join(here.len());
    let new = Object::from_iter([("id".to_owned().into(), string(id))]);
    work.append(&entry, Value::Object(new));
    entry
}

pub(super) fn routing_agents(work: &mut Work, _: &Version) {
    let agents = at("routing.agents");
    for id in work.keys(&agents) {
        let from = agents.join(id.as_str());
        if id.trim().is_empty() || work.object(&from).is_none() {
            continue;
        }
        let agent = agent_of(work, id.trim());
        work.relocate(
            &from.join("mentionPatterns"),
            &agent.join("groupChat").join("mentionPatterns"),
        );
        work.merge(&from.join("groupChat"), &agent.join("groupChat"));
        let tools = agent.join("tools").join("sandbox").join("tools");
        work.merge(&from.join("sandbox").join("tools"), &tools);
        work.merge(&from, &agent);
    }
    work.prune_one(&agents);
    let default = at("routing.defaultAgentId");
    if let Some(id) = work.text(&default).filter(|id| !id.trim().is_empty()) {
        let marked = work.agents().into_iter();
        let marked = marked.filter(|agent| work.flag(&agent.join("default")) == Some(true));
        if marked.count() == 0 {
            let agent = agent_of(work, id.trim());
            work.turn(&default, &agent.join("default"), Value::Bool(true));
        } else {
            work.retire(&default);
        }
    }
    work.prune_one(&at("routing"));
}

pub(super) fn agent_defaults(work: &mut Work, _: &Version) {
    let agent = at("agent");
    if work.object(&agent).is_none() {
        return;
    }
    for (from, to) in [
        ("agent.tools.allow", "tools.allow"),
        ("agent.tools.deny", "tools.deny"),
        ("agent.elevated", "tools.elevated"),
        ("agent.bash", "tools.exec"),
    ] {
        work.relocate(&at(from), &at(to));
    }
    work.prune_one(&at("agent.tools"));
    work.retire(&at("agent.tools"));
    work.merge(&at("agent.sandbox.tools"), &at("tools.sandbox.tools"));
    work.merge(&at("agent.subagents.tools"), &at("tools.subagents.tools"));
    work.merge(&agent, &at("agents.defaults"));
}

pub(super) fn identity(work: &mut Work, _: &Version) {
    let old = at("identity");
    if work.object(&old).is_none() {
        return;
    }
    let id =
        |work: &Work, agent: &Path| work.text(&agent.join("id")).map(|id| id.trim().to_owned());
    let agents = work.agents();
    let default = agents
        .iter()
        .filter(|agent| work.flag(&agent.join("default")) == Some(true))
        .chain(&agents)
        .find_map(|agent| id(work, agent).filter(|id| !id.is_empty()))
        .unwrap_or_else(|| "main".to_owned());
    let agent = agent_of(work, &default);
    work.relocate(&old, &agent.join("identity"));
}
