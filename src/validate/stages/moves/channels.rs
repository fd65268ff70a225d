//! Old keys of channels and their accounts.

use super::super::super::refine::look::trim;
use super::super::since;
use super::{below, each, within, word};
use crate::catalogue::Release;
use crate::json5::{Object, Value};

/// What the core itself moves.
pub(super) fn keys(root: &mut Object<'_>, release: Release) {
    let everywhere = since(release, "2026.4.7");
    if let Some(session) = below(root, &["session"]) {
        hours(session);
    }
    let Some(channels) = below(root, &["channels"]) else {
        return;
    };
    for (id, channel) in channels.iter_mut() {
        let id = id.to_string();
        let Value::Object(channel) = channel else {
            continue;
        };
        if everywhere || id == "discord" {
            with_accounts(channel, hours);
        }
        if !everywhere && matches!(id.as_str(), "telegram" | "discord" | "slack") {
            with_accounts(channel, |entry| streaming_word(entry, &id));
        }
        if since(release, "2026.3.31") && id == "telegram" {
            mentions_only(channel);
        }
    }
}

/// What the plugins of channels move (from 2026.4.7; some of it the core in their place).
pub(super) fn aliases(root: &mut Object<'_>, release: Release) {
    let plugins = since(release, "2026.4.14");
    let reaction = root
        .get("messages")
        .and_then(|messages| messages.get("ackReaction"))
        .and_then(Value::as_str)
        .map(|text| trim(text).to_string())
        .filter(|text| !text.is_empty());
    let Some(channels) = below(root, &["channels"]) else {
        return;
    };
    for (id, channel) in channels.iter_mut() {
        let id = id.to_string();
        let Value::Object(channel) = channel else {
            continue;
        };
        match id.as_str() {
            "telegram" => with_accounts(channel, |entry| streaming_shape(entry, &id)),
            "discord" => {
                let lone = !matches!(channel.get("accounts"), Some(Value::Object(_)));
                if plugins {
                    messages(channel, lone);
                }
                with_accounts(channel, |entry| {
                    streaming_shape(entry, &id);
                    if let Some(guilds) = below(entry, &["guilds"]) {
                        guilds.iter_mut().for_each(|(_, guild)| {
                            if let Value::Object(guild) = guild {
                                allow_in(guild, "channels");
                            }
                        });
                    }
                });
                if plugins {
                    each(channel.get_mut("accounts"), |account| {
                        messages(account, true)
                    });
                }
            }
            "slack" => with_accounts(channel, |entry| {
                if plugins {
                    messages(entry, true);
                }
                streaming_shape(entry, &id);
                allow_in(entry, "channels");
            }),
            "googlechat" => with_accounts(channel, |entry| {
                entry.remove("streamMode");
                allow_in(entry, "groups");
            }),
            "zalouser" => with_accounts(channel, |entry| allow_in(entry, "groups")),
            "matrix" => with_accounts(channel, |entry| {
                trusted(entry);
                private_network(entry);
                for rooms in ["groups", "rooms"] {
                    each(entry.get_mut(rooms), |room| {
                        if let Some(Value::Bool(allow)) = room.get("allow") {
                            let allow = *allow;
                            room.remove("allow");
                            if !matches!(room.get("enabled"), Some(Value::Bool(_))) {
                                room.insert("enabled", Value::Bool(allow));
                            }
                        }
                    });
                }
            }),
            "mattermost" | "bluebubbles" | "nextcloud-talk" | "tlon" => {
                with_accounts(channel, private_network);
            }
            "whatsapp" => {
                if let (Some(emoji), None) = (&reaction, channel.get("ackReaction")) {
                    let mut own = Object::new();
                    own.insert("emoji", Value::String(emoji.clone().into()));
                    channel.insert("ackReaction", Value::Object(own));
                }
            }
            _ => {}
        }
    }
}

/// The channel, then each of its accounts.
fn with_accounts<'t>(channel: &mut Object<'t>, mut work: impl FnMut(&mut Object<'t>)) {
    work(channel);
    if matches!(channel.get("accounts"), Some(Value::Object(_))) {
        each(channel.get_mut("accounts"), work);
    }
}

/// `threadBindings.ttlHours` is `idleHours`.
fn hours(owner: &mut Object<'_>) {
    if let Some(bindings) = below(owner, &["threadBindings"])
        && let Some(hours) = bindings.remove("ttlHours")
        && !bindings.contains_key("idleHours")
    {
        bindings.insert("idleHours", hours);
    }
}

/// The streaming mode that old keys mean.
fn mode(entry: &Object<'_>, channel: &str) -> &'static str {
    let known = |key: &str| match word(entry.get(key)).as_deref() {
        Some("off") => Some("off"),
        Some("partial") => Some("partial"),
        Some("block") => Some("block"),
        Some("progress") if channel == "slack" => Some("progress"),
        Some("progress") => Some("partial"),
        _ => None,
    };
    let draft = match word(entry.get("streamMode")).as_deref() {
        Some("append") => Some("block"),
        Some("status_final") => Some("progress"),
        Some("replace") => Some("partial"),
        _ => None,
    };
    let old = if channel == "slack" {
        draft
    } else {
        known("streamMode")
    };
    known("streaming")
        .or(old)
        .unwrap_or_else(|| match (entry.get("streaming"), channel) {
            (Some(Value::Bool(false)), _) => "off",
            (Some(Value::Bool(true)), _) => "partial",
            (_, "discord") => "off",
            _ => "partial",
        })
}

fn is_native(entry: &Object<'_>) -> bool {
    let truth = |key: &str| entry.get(key).and_then(Value::as_bool);
    truth("nativeStreaming")
        .or(truth("streaming"))
        .unwrap_or(true)
}

/// To 2026.4.2: one word.
fn streaming_word(entry: &mut Object<'_>, channel: &str) {
    if !entry.contains_key("streamMode") && !matches!(entry.get("streaming"), Some(Value::Bool(_)))
    {
        return;
    }
    let (mode, native) = (mode(entry, channel), is_native(entry));
    entry.insert("streaming", Value::String(mode.into()));
    if channel == "slack" {
        entry.insert("nativeStreaming", Value::Bool(native));
    }
    entry.remove("streamMode");
}

/// From 2026.4.7: an object.
fn streaming_shape(entry: &mut Object<'_>, channel: &str) {
    let scalar = matches!(
        entry.get("streaming"),
        Some(Value::Bool(_) | Value::String(_))
    );
    let switched = matches!(entry.get("streaming"), Some(Value::Bool(_)));
    let moded = entry.contains_key("streamMode");
    let flat = [
        "chunkMode",
        "blockStreaming",
        "draftChunk",
        "blockStreamingCoalesce",
        "nativeStreaming",
    ];
    let slack = channel == "slack";
    let moves = |key: &&str| match *key {
        "draftChunk" => !slack,
        "nativeStreaming" => slack,
        _ => true,
    };
    if !scalar
        && !moded
        && !flat
            .iter()
            .filter(|key| moves(key))
            .any(|key| entry.contains_key(key))
    {
        return;
    }
    let (mode, native) = (mode(entry, channel), is_native(entry));
    let named = entry.contains_key("nativeStreaming");
    let taken: Vec<(&str, Value<'_>)> = flat
        .iter()
        .filter(|key| moves(key))
        .filter_map(|key| Some((*key, entry.remove(key)?)))
        .collect();
    entry.remove("streamMode");
    within(entry, "streaming", |streaming| {
        if scalar || moded {
            put(streaming, "mode", Value::String(mode.into()));
        }
        for (key, value) in taken {
            match key {
                "chunkMode" => put(streaming, "chunkMode", value),
                "blockStreaming" => {
                    within(streaming, "block", |block| put(block, "enabled", value))
                }
                "draftChunk" => {
                    within(streaming, "preview", |preview| put(preview, "chunk", value))
                }
                "blockStreamingCoalesce" => {
                    within(streaming, "block", |block| put(block, "coalesce", value));
                }
                _ => {}
            }
        }
        if slack && (named || switched) {
            put(streaming, "nativeTransport", Value::Bool(native));
        }
    });
}

/// Sets a key that is not there.
fn put<'t>(object: &mut Object<'t>, key: &'static str, value: Value<'t>) {
    if !object.contains_key(key) {
        object.insert(key, value);
    }
}

/// `allow` of each entry is `enabled`.
fn allow_in(owner: &mut Object<'_>, key: &str) {
    if !matches!(owner.get(key), Some(Value::Object(_))) {
        return;
    }
    each(owner.get_mut(key), |entry| {
        if let Some(allow) = entry.remove("allow")
            && !entry.contains_key("enabled")
        {
            entry.insert("enabled", allow);
        }
    });
}

/// `dm.policy` and `dm.allowFrom` moved beside `dm`.
fn messages(entry: &mut Object<'_>, senders_too: bool) {
    let Some(Value::Object(dm)) = entry.get("dm") else {
        return;
    };
    let mut dm = dm.clone();
    let before = dm.len();
    let pairs: &[(&str, &'static str)] = if senders_too {
        &[("policy", "dmPolicy"), ("allowFrom", "allowFrom")]
    } else {
        &[("policy", "dmPolicy")]
    };
    for (old, new) in pairs {
        let Some(value) = dm.get(old).cloned() else {
            continue;
        };
        match entry.get(new) {
            None => {
                entry.insert(*new, value);
                dm.remove(old);
            }
            Some(known) if known.same(&value) => {
                dm.remove(old);
            }
            Some(_) => {}
        }
    }
    if dm.len() == before {
        return;
    }
    if dm.is_empty() {
        entry.remove("dm");
    } else {
        entry.insert("dm", Value::Object(dm));
    }
}

fn mentions_only(telegram: &mut Object<'_>) {
    let Some(only) = telegram.get("groupMentionsOnly").cloned() else {
        return;
    };
    let fits = match telegram.get("groups") {
        None => true,
        Some(Value::Object(groups)) => matches!(groups.get("*"), None | Some(Value::Object(_))),
        Some(_) => false,
    };
    if fits {
        telegram.remove("groupMentionsOnly");
        within(telegram, "groups", |groups| {
            within(groups, "*", |all| put(all, "requireMention", only));
        });
    }
}

/// Matrix: `dm.policy: "trusted"`.
fn trusted(entry: &mut Object<'_>) {
    if let Some(dm) = below(entry, &["dm"])
        && dm.get("policy").and_then(Value::as_str) == Some("trusted")
    {
        let named = matches!(dm.get("allowFrom"), Some(Value::Array(senders))
            if senders.iter().any(|sender| word(Some(sender)).is_some()));
        let policy = if named { "allowlist" } else { "pairing" };
        dm.insert("policy", Value::String(policy.into()));
    }
}

/// `allowPrivateNetwork` is `network.dangerouslyAllowPrivateNetwork`.
fn private_network(entry: &mut Object<'_>) {
    if let Some(allow) = entry.remove("allowPrivateNetwork") {
        within(entry, "network", |network| {
            put(network, "dangerouslyAllowPrivateNetwork", allow);
        });
    }
}

/// Keys of one account that go to `accounts.default` beside named accounts, from
/// `COMMON_SINGLE_ACCOUNT_KEYS_TO_MOVE`.
const OF_ONE_ACCOUNT: &[&str] = &[
    "name",
    "token",
    "tokenFile",
    "botToken",
    "appToken",
    "account",
    "signalNumber",
    "authDir",
    "cliPath",
    "dbPath",
    "httpUrl",
    "httpHost",
    "httpPort",
    "webhookPath",
    "webhookUrl",
    "webhookSecret",
    "service",
    "region",
    "homeserver",
    "userId",
    "accessToken",
    "password",
    "deviceName",
    "url",
    "code",
    "dmPolicy",
    "allowFrom",
    "groupPolicy",
    "groupAllowFrom",
    "defaultTo",
];

/// The same of matrix (`matrixNamedAccountPromotionKeys`).
const OF_MATRIX: &[&str] = &[
    "name",
    "homeserver",
    "userId",
    "accessToken",
    "password",
    "deviceId",
    "deviceName",
    "avatarUrl",
    "initialSyncLimit",
    "encryption",
];

/// A channel that has accounts but no `default` one.
pub(super) fn default_accounts(root: &mut Object<'_>) {
    let Some(channels) = below(root, &["channels"]) else {
        return;
    };
    for (id, channel) in channels.iter_mut() {
        let listed: &[&str] = match id {
            "telegram" => &["botToken", "tokenFile"],
            "matrix" => OF_MATRIX,
            _ => OF_ONE_ACCOUNT,
        };
        let Value::Object(channel) = channel else {
            continue;
        };
        let named = match channel.get("accounts") {
            Some(Value::Object(accounts)) => {
                !accounts.is_empty()
                    && !accounts
                        .keys()
                        .any(|key| trim(key).to_lowercase() == "default")
            }
            _ => false,
        };
        if !named {
            continue;
        }
        let keys: Vec<String> = channel
            .keys()
            .filter(|key| listed.contains(key))
            .map(str::to_string)
            .collect();
        let mut own = Object::new();
        for key in keys {
            if let Some(value) = channel.remove(&key) {
                own.insert(key, value);
            }
        }
        if let (false, Some(accounts)) = (own.is_empty(), below(channel, &["accounts"])) {
            accounts.insert("default", Value::Object(own));
        }
    }
}
