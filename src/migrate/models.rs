//! Migrations of providers and their models.

use super::agents::model_refs;
use super::old::string;
use super::work::{Work, at};
use crate::catalogue::Release;
use crate::json5::{Object, Path, Value};
use crate::version::Version;

/// What `compat.thinkingFormat` may be, 2026.9.6.
const THINKING: &[&str] = &[
    "openai",
    "openrouter",
    "deepseek",
    "together",
    "qwen",
    "qwen-chat-template",
    "zai",
];

/// Every model entry of every provider.
fn models(work: &Work) -> Vec<Path> {
    let providers = work.entries(&at("models.providers"));
    let lists = providers.iter().map(|provider| provider.join("models"));
    lists.flat_map(|list| work.entries(&list)).collect()
}

pub(super) fn thinking_format(work: &mut Work, _: &Version) {
    for model in models(work) {
        let format = model.join("compat").join("thinkingFormat");
        if work
            .text(&format)
            .is_some_and(|format| !THINKING.contains(&format.as_str()))
        {
            work.retire(&format);
        }
    }
}

pub(super) fn context_window(work: &mut Work, _: &Version) {
    for model in models(work) {
        let Some(provider) = model.0.get(2).map(|it| it.text().to_lowercase()) else {
            continue;
        };
        let Some(id) = work.text(&model.join("id")) else {
            continue;
        };
        let window = model.join("contextWindow");
        let number = work.get(&window).and_then(Value::as_f64);
        let (stale, right) = match (provider.as_str(), id.as_str()) {
            ("deepseek", "deepseek-v4-flash") => (200_000.0, 1_000_000.0),
            ("xai", id) if id.starts_with("grok-4.20-") && id.ends_with("reasoning") => {
                (2_000_000.0, 1_000_000.0)
            }
            _ => continue,
        };
        if number == Some(stale) {
            work.set(&window, Value::Number(right));
        }
    }
}

const FORMAT_KEYS: &[&str] = &["qwenThinkingFormat", "qwen_thinking_format"];

/// The model of a reference to vLLM.
fn vllm_model(reference: &str) -> Option<&str> {
    let (provider, model) = reference.trim().split_once('/')?;
    let model = model.trim();
    (provider.to_lowercase() == "vllm" && !model.is_empty() && model != "*").then_some(model)
}

/// The entry of a vLLM model; made where it is missing.
fn vllm_entry(work: &mut Work, id: &str) -> Option<Path> {
    let providers = at("models.providers");
    let own = work
        .keys(&providers)
        .into_iter()
        .find(|key| key.trim().eq_ignore_ascii_case("vllm"));
    let list = providers
        .join(own.as_deref().unwrap_or("vllm"))
        .join("models");
    let there = work.entries(&list);
    let prefixed = format!("vllm/{id}");
    for entry in &there {
        let own = work.text(&entry.join("id"));
        if own.as_deref() == Some(id) || own.as_deref() == Some(&prefixed) {
            return Some(entry.clone());
        }
    }
    if work.get(&list).and_then(Value::as_array).is_none() {
        if work.has(&list) {
            return None;
        }
        work.set(&list, Value::Array(Vec::new()));
    }
    let mut entry = Object::new();
    entry.insert("id", string(id));
    entry.insert("name", string(id));
    let path = list.join(there.len());
    work.append(&path, Value::Object(entry));
    Some(path)
}

/// Moves the format that `params` names to the models it is meant for.
fn qwen(work: &mut Work, params: &Path, targets: &dyn Fn(&mut Work) -> Vec<Path>) {
    let Some(key) = FORMAT_KEYS.iter().find(|key| work.has(&params.join(**key))) else {
        return;
    };
    let said = work.text(&params.join(*key)).unwrap_or_default();
    let said: String = said.trim().to_lowercase().replace([' ', '_'], "-");
    let format = match said.as_str() {
        "chat-template"
        | "chat-template-argument"
        | "chat-template-arguments"
        | "chat-template-kwarg"
        | "chat-template-kwargs"
        | "qwen-chat-template" => "qwen-chat-template",
        "enable-thinking" | "qwen" | "request-body" | "top-level" => "qwen",
        _ => "",
    };
    let targets = if format.is_empty() {
        Vec::new()
    } else {
        targets(work)
    };
    for model in &targets {
        if !work.has(&model.join("reasoning")) {
            work.set(&model.join("reasoning"), Value::Bool(true));
        }
        let own = model.join("compat").join("thinkingFormat");
        if !work
            .text(&own)
            .is_some_and(|own| THINKING.contains(&own.as_str()))
        {
            work.set(&own, string(format));
        }
    }
    for key in FORMAT_KEYS {
        let old = params.join(*key);
        match targets.is_empty() {
            true => work.retire(&old),
            false => work.fold(&old, &at("models.providers.vllm.models")),
        }
    }
    work.prune_one(params);
}

pub(super) fn vllm(work: &mut Work, _: &Version) {
    let defaults = at("agents.defaults");
    for key in work.keys(&defaults.join("models")) {
        if let Some(model) = vllm_model(&key) {
            let params = defaults.join("models").join(key.as_str()).join("params");
            qwen(work, &params, &|work| {
                vllm_entry(work, model).into_iter().collect()
            });
        }
    }
    let providers = at("models.providers");
    let own = work
        .keys(&providers)
        .into_iter()
        .find(|key| key.trim().eq_ignore_ascii_case("vllm"));
    let provider = providers.join(own.as_deref().unwrap_or("vllm"));
    for model in work.entries(&provider.join("models")) {
        let itself = model.clone();
        qwen(work, &model.join("params"), &|_| vec![itself.clone()]);
    }
    let named = |work: &Work, scope: &Path| -> Vec<String> {
        let mut all = model_refs(work, &scope.join("model"));
        all.extend(work.keys(&scope.join("models")));
        all.iter()
            .filter_map(|it| vllm_model(it))
            .map(str::to_owned)
            .collect()
    };
    let by_default = named(work, &defaults);
    let by_agents: Vec<String> = work
        .agents()
        .iter()
        .flat_map(|it| named(work, it))
        .collect();
    let all_there = |work: &Work| work.entries(&provider.join("models"));
    let everywhere = [by_default.clone(), by_agents].concat();
    qwen(work, &provider.join("params"), &|work| {
        let mut targets = all_there(work);
        for id in &everywhere {
            targets.extend(vllm_entry(work, id));
        }
        crate::sorted::plainly(&mut targets);
        targets.dedup();
        targets
    });
    for scope in work.scopes() {
        let mut ids = named(work, &scope);
        if ids.is_empty() {
            ids.clone_from(&by_default);
        }
        qwen(work, &scope.join("params"), &|work| match ids.is_empty() {
            true => all_there(work),
            false => ids.iter().filter_map(|id| vllm_entry(work, id)).collect(),
        });
    }
}

/// `codex` and `openai-codex` become `openai` where that does not exist yet. Two blocks are put
/// together only by upstream's own doctor: what may be merged depends on both.
pub(super) fn codex_provider(work: &mut Work, target: &Version) {
    let providers = at("models.providers");
    let old: &[&str] = match Version::parse("2026.8.1").is_some_and(|since| since <= *target) {
        true => &["codex", "openai-codex"],
        false => &["openai-codex"],
    };
    let policies: Vec<String> = work
        .scopes()
        .iter()
        .filter_map(|scope| {
            work.get(&scope.join("modelPolicy").join("allow"))?
                .as_array()
        })
        .flatten()
        .filter_map(|entry| entry.as_str().map(|it| it.trim().to_lowercase()))
        .collect();
    for key in work.keys(&providers) {
        let id = key.trim().to_lowercase();
        let from = providers.join(key.as_str());
        if !old.contains(&id.as_str())
            || work.object(&from).is_none()
            || policies.contains(&format!("{id}/*"))
            || work
                .keys(&providers)
                .iter()
                .any(|key| key.trim().eq_ignore_ascii_case("openai"))
        {
            continue;
        }
        let to = providers.join("openai");
        work.relocate(&from, &to);
        if id == "codex" {
            for model in work.entries(&to.join("models")) {
                let runtime = model.join("agentRuntime").join("id");
                let own = work.text(&runtime);
                let shared = work.text(&to.join("agentRuntime").join("id"));
                let free = |id: &Option<String>| id.as_deref().is_none_or(|id| id == "auto");
                if free(&own) && free(&shared) {
                    work.set(&runtime, string("codex"));
                }
            }
        }
    }
}

/// Up to 2026.7 the models listed for agents restricted what may be chosen; since then a policy does.
pub(super) fn model_policy(work: &mut Work, _: &Version) {
    let defaults = at("agents.defaults");
    let marker = at("meta.migrations.modelPolicyAllowlist");
    let models = defaults.join("models");
    let policy = defaults.join("modelPolicy");
    if work.flag(&marker) == Some(true)
        || work.object(&models).is_none()
        || work.has(&policy.join("allow"))
    {
        return;
    }
    if work.object(&policy).is_none() {
        let names = work.keys(&models);
        let aliases: Vec<String> = names
            .iter()
            .filter_map(|name| work.text(&models.join(name.as_str()).join("alias")))
            .map(|alias| alias.trim().to_lowercase())
            .collect();
        let named: Vec<String> = names
            .into_iter()
            .filter(|name| !name.trim().is_empty())
            .collect();
        let valid = |name: &String| {
            let both = name.trim().split_once('/');
            both.is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
                || aliases.contains(&name.trim().to_lowercase())
        };
        if !named.iter().all(valid) {
            return;
        }
        if !named.is_empty() {
            let allow = named.into_iter().map(string).collect();
            work.set(&policy.join("allow"), Value::Array(allow));
        }
    }
    work.set(&marker, Value::Bool(true));
}

/// The model that answered when none was named is written down before helper models are chosen apart.
pub(super) fn utility_model(work: &mut Work, target: &Version) {
    let marker = at("meta.migrations.utilityModelSeparation");
    let defaults = at("agents.defaults");
    let model = defaults.join("model");
    if work.has(&marker) || !model_refs(work, &model).is_empty() {
        return;
    }
    let facts = Release::nearest(target).0.facts();
    let default = facts.default_model();
    let (provider, id) = default.split_once('/').unwrap_or(("openai", default));
    let mut first: Option<String> = None;
    let mut has_default = false;
    for entry in work.entries(&at("models.providers")) {
        let owner = entry
            .last()
            .map(|it| it.text().trim().to_lowercase())
            .unwrap_or_default();
        let models = work
            .get(&entry.join("models"))
            .and_then(Value::as_array)
            .unwrap_or(&[]);
        let ids: Vec<&str> = models
            .iter()
            .filter_map(|model| model.get("id")?.as_str())
            .filter(|id| !id.is_empty())
            .collect();
        if ids.iter().any(|id| id.contains("${")) {
            return;
        }
        let leads = models.first().and_then(|model| model.get("id")?.as_str());
        if let Some(lead) = leads.filter(|lead| !lead.is_empty())
            && first.is_none()
        {
            first = Some(format!("{owner}/{lead}"));
        }
        has_default |= owner == provider && ids.contains(&id);
    }
    let helper = work
        .text(&defaults.join("utilityModel"))
        .is_some_and(|it| !it.trim().is_empty());
    if first.is_none() && !helper {
        return;
    }
    let primary = match (has_default, first) {
        (false, Some(first)) => first,
        _ => default.to_owned(),
    };
    work.set(&model.join("primary"), string(primary));
    work.set(&marker, Value::Bool(true));
}
