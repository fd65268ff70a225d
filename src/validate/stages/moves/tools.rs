//! Old keys of tools, speech, browser and providers.

use super::super::super::refine::look::trim;
use super::super::super::registry::Registry;
use super::super::secrets_policy::is_reference;
use super::super::since;
use super::{below, each, merge_missing, within, word};
use crate::catalogue::Release;
use crate::json5::{Object, Value};

/// `audio.transcription` is a model of `tools.media.audio`.
pub(super) fn transcription(root: &mut Object<'_>) {
    let Some(audio) = below(root, &["audio"]) else {
        return;
    };
    let Some(old) = audio.remove("transcription") else {
        return;
    };
    if audio.is_empty() {
        root.remove("audio");
    }
    let Some(model) = command(old) else { return };
    within(root, "tools", |tools| {
        within(tools, "media", |media| {
            within(media, "audio", |audio| {
                let has =
                    matches!(audio.get("models"), Some(Value::Array(models)) if !models.is_empty());
                if !has {
                    audio.insert("enabled", Value::Bool(true));
                    audio.insert("models", Value::Array(vec![Value::Object(model)]));
                }
            });
        });
    });
}

fn command(old: Value<'_>) -> Option<Object<'_>> {
    let Value::Object(mut old) = old else {
        return None;
    };
    let Some(Value::Array(mut words)) = old.remove("command") else {
        return None;
    };
    if !words.iter().all(|word| matches!(word, Value::String(_))) || words.is_empty() {
        return None;
    }
    let program = trim(words.remove(0).as_str()?).to_string();
    if !is_program(&program) {
        return None;
    }
    let mut model = Object::new();
    model.insert("command", Value::String(program.into()));
    model.insert("type", Value::String("cli".into()));
    if !words.is_empty() {
        model.insert("args", Value::Array(words));
    }
    if let Some(seconds @ Value::Number(_)) = old.remove("timeoutSeconds") {
        model.insert("timeoutSeconds", seconds);
    }
    Some(model)
}

/// `isSafeExecutableValue`: a path or a bare name, without anything that a shell would read.
fn is_program(text: &str) -> bool {
    let shell = [
        ';', '&', '|', '`', '$', '<', '>', '\n', '\r', '"', '\'', '\0',
    ];
    if text.is_empty() || text.contains(shell) {
        return false;
    }
    let path = text.starts_with(['.', '~']) || text.contains(['/', '\\']);
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    path || (!text.starts_with('-') && text.chars().all(bare))
}

/// Puts keys into a part of a plugin's own config, and enables it.
fn plugin<'t>(root: &mut Object<'t>, id: &'static str, part: &'static str, keys: Object<'t>) {
    within(root, "plugins", |plugins| {
        within(plugins, "entries", |entries| {
            within(entries, id, |entry| {
                within(entry, "config", |config| match config.get_mut(part) {
                    Some(Value::Object(known)) => merge_missing(known, keys),
                    _ => {
                        config.insert(part, Value::Object(keys));
                    }
                });
                if entry.get("enabled").is_none() {
                    entry.insert("enabled", Value::Bool(true));
                }
            });
        });
    });
}

/// `tools.web.x_search.apiKey` belongs to the plugin xai.
pub(super) fn x_search(root: &mut Object<'_>) {
    let Some(web) = below(root, &["tools", "web"]) else {
        return;
    };
    let Some(search) = below(web, &["x_search"]) else {
        return;
    };
    let Some(key) = search.remove("apiKey") else {
        return;
    };
    if search.is_empty() {
        web.remove("x_search");
    }
    let mut keys = Object::new();
    keys.insert("apiKey", key);
    plugin(root, "xai", "webSearch", keys);
}

/// Keys of search providers belong to their plugins. `kept` are objects that stay; `always` drops
/// the other objects even where no provider is named (2026.3.28).
pub(super) fn web_search(root: &mut Object<'_>, registry: &Registry, kept: &[&str], always: bool) {
    let mut providers: Vec<(&'static str, &'static str)> = registry
        .all("web")
        .filter(|(provider, _)| *provider != "tavily")
        .collect();
    providers.sort_unstable();
    let Some(search) = below(root, &["tools", "web", "search"]) else {
        return;
    };
    let named = |key: &str| providers.iter().any(|(provider, _)| *provider == key);
    let old = search.contains_key("apiKey")
        || search
            .iter()
            .any(|(key, value)| named(key) && matches!(value, Value::Object(_)));
    if !old && !always {
        return;
    }
    let gone: Vec<String> = search
        .iter()
        .filter(|(key, value)| {
            *key == "apiKey"
                || (matches!(value, Value::Object(_)) && (named(key) || !kept.contains(key)))
        })
        .map(|(key, _)| key.to_string())
        .collect();
    let generic = [
        "enabled",
        "provider",
        "maxResults",
        "timeoutSeconds",
        "cacheTtlMinutes",
    ];
    let mut taken = Object::new();
    for key in gone {
        if always && generic.contains(&key.as_str()) {
            continue;
        }
        if let Some(value) = search.remove(&key) {
            taken.insert(key, value);
        }
    }
    let mut brave = match taken.remove("brave") {
        Some(Value::Object(own)) => own,
        _ => Object::new(),
    };
    if let Some(key) = taken.remove("apiKey") {
        brave.insert("apiKey", key);
    }
    if !brave.is_empty() {
        plugin(root, "brave", "webSearch", brave);
    }
    for (provider, id) in providers {
        if let Some(Value::Object(own)) = taken.remove(provider)
            && !own.is_empty()
        {
            plugin(root, id, "webSearch", own);
        }
    }
}

/// `tools.web.fetch.firecrawl` belongs to the plugin.
pub(super) fn web_fetch(root: &mut Object<'_>) {
    let Some(fetch) = below(root, &["tools", "web", "fetch"]) else {
        return;
    };
    if !matches!(fetch.get("firecrawl"), Some(Value::Object(_))) {
        return;
    }
    let Some(Value::Object(mut own)) = fetch.remove("firecrawl") else {
        return;
    };
    for key in ["__proto__", "prototype", "constructor"] {
        fetch.remove(key);
    }
    own.remove("enabled");
    if !own.is_empty() {
        plugin(root, "firecrawl", "webFetch", own);
    }
}

/// Speech providers stand below `providers`.
pub(super) fn speech(root: &mut Object<'_>, release: Release) {
    let edge = since(release, "2026.4.24");
    let auto = since(release, "2026.4.29");
    let calls = since(release, "2026.3.31");
    let everywhere = since(release, "2026.4.7");
    let work = |tts: Option<&mut Object<'_>>, discord: bool| {
        if let Some(tts) = tts {
            providers(tts, edge && !discord);
        }
    };
    work(below(root, &["messages", "tts"]), false);
    if let Some(discord) = below(root, &["channels", "discord"]) {
        work(below(discord, &["voice", "tts"]), true);
        if matches!(discord.get("accounts"), Some(Value::Object(_))) {
            each(discord.get_mut("accounts"), |account| {
                work(below(account, &["voice", "tts"]), true);
            });
        }
    }
    if calls {
        work(
            below(root, &["plugins", "entries", "voice-call", "config", "tts"]),
            false,
        );
    }
    if !auto || !everywhere {
        return;
    }
    let switch = |owner: &mut Object<'_>| {
        let Some(tts) = below(owner, &["tts"]) else {
            return;
        };
        let Some(Value::Bool(enabled)) = tts.get("enabled") else {
            return;
        };
        let mode = if *enabled { "always" } else { "off" };
        tts.remove("enabled");
        if word(tts.get("auto")).is_none() {
            tts.insert("auto", Value::String(mode.into()));
        }
    };
    for path in [
        &["messages"][..],
        &["agents", "defaults"][..],
        &["plugins", "entries", "voice-call", "config"][..],
    ] {
        if let Some(owner) = below(root, path) {
            switch(owner);
        }
    }
    if let Some(agents) = below(root, &["agents"])
        && matches!(agents.get("list"), Some(Value::Array(_)))
    {
        each(agents.get_mut("list"), switch);
    }
    if matches!(root.get("channels"), Some(Value::Object(_))) {
        each(root.get_mut("channels"), |channel| {
            switch(channel);
            if matches!(channel.get("accounts"), Some(Value::Object(_))) {
                each(channel.get_mut("accounts"), switch);
            }
        });
    }
}

fn providers(tts: &mut Object<'_>, edge: bool) {
    if edge && word(tts.get("provider")).as_deref() == Some("edge") {
        tts.insert("provider", Value::String("microsoft".into()));
    }
    for (old, new) in [
        ("openai", "openai"),
        ("elevenlabs", "elevenlabs"),
        ("microsoft", "microsoft"),
        ("edge", "microsoft"),
    ] {
        if matches!(tts.get(old), Some(Value::Object(_)))
            && let Some(Value::Object(own)) = tts.remove(old)
        {
            within(tts, "providers", |providers| {
                within(providers, new, |provider| merge_missing(provider, own));
            });
        }
    }
    if edge
        && let Some(providers) = below(tts, &["providers"])
        && matches!(providers.get("edge"), Some(Value::Object(_)))
        && let Some(Value::Object(own)) = providers.remove("edge")
    {
        within(providers, "microsoft", |provider| {
            merge_missing(provider, own)
        });
    }
}

/// The browser's old relay.
pub(super) fn browser(root: &mut Object<'_>) {
    let Some(browser) = below(root, &["browser"]) else {
        return;
    };
    browser.remove("relayBindHost");
    if matches!(browser.get("profiles"), Some(Value::Object(_))) {
        each(browser.get_mut("profiles"), |profile| {
            let driver = profile.get("driver").and_then(Value::as_str).map(trim);
            if driver == Some("extension") {
                profile.insert("driver", Value::String("existing-session".into()));
            }
        });
    }
    if let Some(policy) = below(browser, &["ssrfPolicy"])
        && let Some(old) = policy.remove("allowPrivateNetwork")
    {
        let key = "dangerouslyAllowPrivateNetwork";
        let now = policy.get(key);
        let truth = |value: Option<&Value<'_>>| value.and_then(Value::as_bool);
        if truth(Some(&old)).is_some() || truth(now).is_some() {
            let either = truth(Some(&old)) == Some(true) || truth(now) == Some(true);
            policy.insert(key, Value::Bool(either));
        } else if now.is_none() {
            policy.insert(key, old);
        }
    }
}

/// `talk` as its parts are understood; anything else in it is dropped.
pub(super) fn talk(root: &mut Object<'_>, release: Release) {
    let Some(Value::Object(old)) = root.get("talk") else {
        return;
    };
    let mut next = Object::new();
    if let Some(flag @ Value::Bool(_)) = old.get("interruptOnSpeech") {
        next.insert("interruptOnSpeech", flag.clone());
    }
    if let Some(Value::Number(pause)) = old.get("silenceTimeoutMs")
        && pause.fract() == 0.0
        && *pause > 0.0
    {
        next.insert("silenceTimeoutMs", Value::Number(*pause));
    }
    let word = |key: &str| {
        let text = trim(old.get(key)?.as_str()?);
        (!text.is_empty()).then(|| Value::String(text.to_string().into()))
    };
    if since(release, "2026.4.24")
        && let Some(locale) = word("speechLocale")
    {
        next.insert("speechLocale", locale);
    }
    let mut providers = Object::new();
    if let Some(Value::Object(known)) = old.get("providers") {
        for (id, provider) in known.iter() {
            let id = trim(id);
            let Value::Object(provider) = provider else {
                continue;
            };
            let mut own = provider.clone();
            match own.get("apiKey") {
                None => {}
                Some(Value::String(key)) => match trim(key) {
                    "" => drop(own.remove("apiKey")),
                    key => {
                        let key = Value::String(key.to_string().into());
                        own.insert("apiKey", key);
                    }
                },
                Some(key) if is_reference(key, false) => {}
                Some(_) => drop(own.remove("apiKey")),
            }
            if !id.is_empty() && !own.is_empty() {
                providers.insert(id.to_string(), Value::Object(own));
            }
        }
    }
    let mut voice = Object::new();
    for key in [
        "voiceId",
        "voiceAliases",
        "modelId",
        "outputFormat",
        "apiKey",
    ] {
        if let Some(value) = old.get(key) {
            voice.insert(key, value.clone());
        }
    }
    if !voice.is_empty() {
        within(&mut providers, "elevenlabs", |own| {
            let own_keys = std::mem::take(own);
            for (key, value) in voice.iter().chain(own_keys.iter()) {
                own.insert(key.to_string(), value.clone());
            }
        });
    }
    if !providers.is_empty() {
        next.insert("providers", Value::Object(providers));
    }
    if let Some(provider) = word("provider") {
        next.insert("provider", provider);
    }
    if !next.is_empty() {
        root.insert("talk", Value::Object(next));
    }
}

/// `api: "openai"` of providers and their models.
pub(super) fn provider_apis(root: &mut Object<'_>) {
    let rename = |entry: &mut Object<'_>| {
        if entry.get("api").and_then(Value::as_str) == Some("openai") {
            entry.insert("api", Value::String("openai-completions".into()));
        }
    };
    if let Some(models) = below(root, &["models"])
        && matches!(models.get("providers"), Some(Value::Object(_)))
    {
        each(models.get_mut("providers"), |provider| {
            rename(provider);
            if matches!(provider.get("models"), Some(Value::Array(_))) {
                each(provider.get_mut("models"), rename);
            }
        });
    }
}

/// `deepgram` of media models belongs below `providerOptions`.
pub(super) fn deepgram(root: &mut Object<'_>) {
    let Some(media) = below(root, &["tools", "media"]) else {
        return;
    };
    let models = |owner: &mut Object<'_>| {
        if matches!(owner.get("models"), Some(Value::Array(_))) {
            each(owner.get_mut("models"), deepgram_of);
        }
    };
    for kind in ["audio", "image", "video"] {
        if let Some(kind) = below(media, &[kind]) {
            deepgram_of(kind);
            models(kind);
        }
    }
    models(media);
}

fn deepgram_of(owner: &mut Object<'_>) {
    if !matches!(owner.get("deepgram"), Some(Value::Object(_))) {
        return;
    }
    let Some(Value::Object(mut old)) = owner.remove("deepgram") else {
        return;
    };
    within(owner, "providerOptions", |options| {
        within(options, "deepgram", |options| {
            for (from, to) in [
                ("detectLanguage", "detect_language"),
                ("punctuate", "punctuate"),
                ("smartFormat", "smart_format"),
            ] {
                if let Some(flag @ Value::Bool(_)) = old.remove(from)
                    && !options.contains_key(to)
                {
                    options.insert(to, flag);
                }
            }
        });
    });
}

/// `type` of an MCP server, as other programs name its transport.
pub(super) fn server_types(root: &mut Object<'_>) {
    let Some(mcp) = below(root, &["mcp"]) else {
        return;
    };
    if !matches!(mcp.get("servers"), Some(Value::Object(_))) {
        return;
    }
    each(mcp.get_mut("servers"), |server| {
        let transport = match word(server.get("type")).as_deref() {
            Some("http" | "streamable-http") => Some("streamable-http"),
            Some("sse") => Some("sse"),
            Some("stdio") => None,
            _ => return,
        };
        server.remove("type");
        if let (None, Some(transport)) =
            (server.get("transport").and_then(Value::as_str), transport)
        {
            server.insert("transport", Value::String(transport.into()));
        }
    });
}
