//! Every place of a config that names a model (`collectConfiguredModelRefs`, 2026.5.2 on).

use super::Input;
use crate::json5::Value;

/// Dotted path and text of every reference, in the real order.
pub(super) fn references(input: &Input<'_, '_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let root = &input.value;
    if input.since("2026.8.1") {
        let reviewer = at(Some(root), &["tools", "exec", "reviewer", "model"]);
        selector("tools.exec.reviewer.model", "", reviewer, &mut found);
        for kind in ["image", "audio", "video"] {
            text(
                "tools.media",
                &format!(".{kind}.preferredModel"),
                at(Some(root), &["tools", "media", kind, "preferredModel"]),
                &mut found,
            );
        }
    }
    agent(
        input,
        "agents.defaults",
        at(Some(root), &["agents", "defaults"]),
        &mut found,
    );
    let entries = at(Some(root), &["agents", "entries"])
        .and_then(Value::as_object)
        .filter(|_| input.since("2026.8.1"));
    if let Some(entries) = entries {
        for (id, entry) in entries.iter() {
            agent(
                input,
                &format!("agents.entries.{id}"),
                Some(entry),
                &mut found,
            );
        }
    } else if let Some(list) = at(Some(root), &["agents", "list"]).and_then(Value::as_array) {
        for (index, entry) in list.iter().enumerate() {
            agent(
                input,
                &format!("agents.list.{index}"),
                Some(entry),
                &mut found,
            );
        }
    }
    let by_channel = at(Some(root), &["channels", "modelByChannel"]).and_then(Value::as_object);
    for (channel, targets) in by_channel.into_iter().flat_map(|map| map.iter()) {
        for (target, model) in targets.as_object().into_iter().flat_map(|map| map.iter()) {
            text(
                "channels.modelByChannel",
                &format!(".{channel}.{target}"),
                Some(model),
                &mut found,
            );
        }
    }
    let mappings = at(Some(root), &["hooks", "mappings"])
        .and_then(Value::as_array)
        .unwrap_or(&[]);
    for (index, mapping) in mappings.iter().enumerate() {
        text(
            "hooks.mappings",
            &format!(".{index}.model"),
            mapping.get("model"),
            &mut found,
        );
    }
    text(
        "hooks.gmail.model",
        "",
        at(Some(root), &["hooks", "gmail", "model"]),
        &mut found,
    );
    if input.since("2026.8.1") {
        text(
            "tts.summaryModel",
            "",
            at(Some(root), &["tts", "summaryModel"]),
            &mut found,
        );
    } else {
        text(
            "messages.tts.summaryModel",
            "",
            at(Some(root), &["messages", "tts", "summaryModel"]),
            &mut found,
        );
    }
    let discord = at(Some(root), &["channels", "discord"]);
    voice(
        "channels.discord.voice",
        discord.and_then(|discord| discord.get("voice")),
        &mut found,
    );
    let accounts = at(discord, &["accounts"]).and_then(Value::as_object);
    for (id, account) in accounts.into_iter().flat_map(|map| map.iter()) {
        voice(
            &format!("channels.discord.accounts.{id}.voice"),
            account.get("voice"),
            &mut found,
        );
    }
    found
}

fn agent(
    input: &Input<'_, '_>,
    path: &str,
    agent: Option<&Value<'_>>,
    found: &mut Vec<(String, String)>,
) {
    let Some(agent) = agent.filter(|agent| agent.as_object().is_some()) else {
        return;
    };
    let keys: &[&str] = if input.since("2026.8.1") {
        &[
            "model",
            "utilityModel",
            "imageModel",
            "voiceModel",
            "pdfModel",
        ]
    } else if input.since("2026.7.1") {
        &[
            "model",
            "utilityModel",
            "imageModel",
            "imageGenerationModel",
            "videoGenerationModel",
            "musicGenerationModel",
            "voiceModel",
            "pdfModel",
        ]
    } else if input.since("2026.5.28") {
        &[
            "model",
            "imageModel",
            "imageGenerationModel",
            "videoGenerationModel",
            "musicGenerationModel",
            "voiceModel",
            "pdfModel",
        ]
    } else {
        &[
            "model",
            "imageModel",
            "imageGenerationModel",
            "videoGenerationModel",
            "musicGenerationModel",
            "pdfModel",
        ]
    };
    for key in keys {
        if let Some(value) = agent.get(key) {
            selector(path, &format!(".{key}"), Some(value), found);
        }
    }
    if input.since("2026.8.1") {
        for kind in ["image", "video", "music"] {
            selector(
                path,
                &format!(".mediaModels.{kind}"),
                at(Some(agent), &["mediaModels", kind]),
                found,
            );
        }
    }
    text(
        path,
        ".heartbeat.model",
        at(Some(agent), &["heartbeat", "model"]),
        found,
    );
    selector(
        path,
        ".subagents.model",
        at(Some(agent), &["subagents", "model"]),
        found,
    );
    text(
        path,
        ".compaction.model",
        at(Some(agent), &["compaction", "model"]),
        found,
    );
    text(
        path,
        ".compaction.memoryFlush.model",
        at(Some(agent), &["compaction", "memoryFlush", "model"]),
        found,
    );
    let models = agent.get("models").and_then(Value::as_object);
    for model in models.into_iter().flat_map(|models| models.keys()) {
        text(
            path,
            &format!(".models.{model}"),
            Some(&Value::from(model)),
            found,
        );
    }
}

fn voice(path: &str, voice: Option<&Value<'_>>, found: &mut Vec<(String, String)>) {
    text(path, ".model", at(voice, &["model"]), found);
    text(
        path,
        ".tts.summaryModel",
        at(voice, &["tts", "summaryModel"]),
        found,
    );
}

/// A text, or an object with `primary` and `fallbacks`, at `key` below `path`.
fn selector(path: &str, key: &str, value: Option<&Value<'_>>, found: &mut Vec<(String, String)>) {
    if value.is_none() {
        return;
    }
    let path = &format!("{path}{key}");
    match value {
        Some(Value::Object(object)) => {
            text(path, ".primary", object.get("primary"), found);
            let fallbacks = object
                .get("fallbacks")
                .and_then(Value::as_array)
                .unwrap_or(&[]);
            for (index, fallback) in fallbacks.iter().enumerate() {
                let key = format!(".fallbacks.{index}");
                text(path, &key, Some(fallback), found);
            }
        }
        other => text(path, "", other, found),
    }
}

/// A text at `key` below `path`. Few places hold one; a path is put together only for those.
fn text(path: &str, key: &str, value: Option<&Value<'_>>, found: &mut Vec<(String, String)>) {
    if let Some(text) = value
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        found.push((format!("{path}{key}"), text.to_string()));
    }
}

fn at<'v, 't>(value: Option<&'v Value<'t>>, keys: &[&str]) -> Option<&'v Value<'t>> {
    keys.iter().try_fold(value?, |value, key| value.get(key))
}
