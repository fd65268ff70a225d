//! Migrations of channels.

use super::old::string;
use super::work::{Work, at};
use crate::json5::{Path, Value};
use crate::version::Version;

/// Stream modes, where the schema of the release takes a word (2026.2.22 to 2026.4.5) or an object.
pub(super) fn streaming(work: &mut Work, target: &Version) {
    let nested = crate::catalogue::Release::nearest(target).0;
    for (name, slack) in [("telegram", false), ("discord", false), ("slack", true)] {
        let inner = at("channels").join(name).join("streaming").join("mode");
        let place = crate::catalogue::Place::of(nested, &inner);
        let object = place.standing == crate::catalogue::Standing::Declared;
        for owner in work.channel(name) {
            streaming_of(work, &owner, slack, object);
        }
    }
    for name in work.keys(&at("channels")) {
        if ["telegram", "discord", "slack"].contains(&name.as_str()) {
            continue;
        }
        let mode = at("channels")
            .join(name.as_str())
            .join("streaming")
            .join("mode");
        let place = crate::catalogue::Place::of(nested, &mode);
        if place.standing != crate::catalogue::Standing::Declared {
            continue;
        }
        for owner in work.channel(&name) {
            let word = owner.join("streaming");
            if work.flag(&word).is_some() || work.text(&word).is_some() {
                streaming_of(work, &owner, false, true);
            }
        }
    }
}

/// A stream mode as the word that older releases read.
pub(super) fn streaming_back(work: &mut Work, knows: &dyn Fn(&Path) -> bool) {
    for owner in work.channel("*") {
        let word = owner.join("streaming");
        let mode = word.join("mode");
        let alone = work.keys(&word).len() == 1;
        if alone && work.has(&mode) && !knows(&mode) && knows(&word) {
            work.unwrap(&mode, &word);
        }
    }
}

fn streaming_of(work: &mut Work, owner: &Path, slack: bool, object: bool) {
    let (old, scalar) = (owner.join("streamMode"), owner.join("streaming"));
    let native = owner.join("nativeStreaming");
    let switch = work.flag(&scalar);
    let word = work.text(&scalar);
    let is_old = work.has(&old) || switch.is_some() || (object && word.is_some());
    let mode = resolved(word.as_deref(), work.text(&old).as_deref(), switch, slack);
    if object {
        let new = scalar.join("mode");
        if is_old {
            if work.object(&scalar).is_some() {
                if work.has(&old) {
                    work.turn(&old, &new, string(mode));
                }
            } else if work.has(&scalar) {
                work.turn(&scalar, &new, string(mode));
                work.fold(&old, &new);
            } else {
                work.turn(&old, &new, string(mode));
            }
        }
        work.relocate(&owner.join("chunkMode"), &scalar.join("chunkMode"));
        let block = scalar.join("block");
        work.relocate(&owner.join("blockStreaming"), &block.join("enabled"));
        work.relocate(
            &owner.join("draftChunk"),
            &scalar.join("preview").join("chunk"),
        );
        work.relocate(
            &owner.join("blockStreamingCoalesce"),
            &block.join("coalesce"),
        );
        if slack {
            let transport = scalar.join("nativeTransport");
            if work.has(&native) {
                let on = work.flag(&native).or(switch).unwrap_or(true);
                work.turn(&native, &transport, Value::Bool(on));
            } else if let Some(on) = switch
                && !work.has(&transport)
            {
                work.set(&transport, Value::Bool(on));
            }
        }
    } else if is_old {
        if work.has(&scalar) {
            work.set(&scalar, string(mode));
            work.fold(&old, &scalar);
        } else {
            work.turn(&old, &scalar, string(mode));
        }
        if slack && work.flag(&native).is_none() {
            work.set(&native, Value::Bool(switch.unwrap_or(true)));
        }
    }
}

/// The mode that the old keys mean.
fn resolved(
    word: Option<&str>,
    old: Option<&str>,
    switch: Option<bool>,
    slack: bool,
) -> &'static str {
    let lower = |text: Option<&str>| text.map(|text| text.trim().to_lowercase());
    match lower(word).as_deref() {
        Some("off") => return "off",
        Some("partial") => return "partial",
        Some("block") => return "block",
        Some("progress") => return if slack { "progress" } else { "partial" },
        _ => {}
    }
    match (lower(old).as_deref(), slack) {
        (Some("off"), false) => return "off",
        (Some("partial"), false) | (Some("replace"), true) => return "partial",
        (Some("block"), false) | (Some("append"), true) => return "block",
        (Some("status_final"), true) => return "progress",
        _ => {}
    }
    match switch {
        Some(false) => "off",
        _ => "partial",
    }
}

/// Since 2026.5.7; before, both keys are the valid ones.
pub(super) fn spawn_sessions(work: &mut Work, target: &Version) {
    if Version::parse("2026.5.7").is_some_and(|since| *target < since) {
        return;
    }
    let mut owners = vec![at("session")];
    owners.extend(work.channel("*"));
    for owner in owners {
        let holder = owner.join("threadBindings");
        let (sub, acp) = (
            holder.join("spawnSubagentSessions"),
            holder.join("spawnAcpSessions"),
        );
        let new = holder.join("spawnSessions");
        let both = (work.flag(&sub), work.flag(&acp));
        let value = match both {
            (Some(a), Some(b)) => a && b,
            (Some(a), None) | (None, Some(a)) => a,
            (None, None) => continue,
        };
        let first = if both.0.is_some() { &sub } else { &acp };
        work.turn(first, &new, Value::Bool(value));
        for other in [&sub, &acp] {
            match work.flag(other) {
                Some(same) if same == value => work.fold(other, &new),
                Some(_) => work.retire(other),
                None => {}
            }
        }
    }
}

pub(super) fn signal_endpoint(work: &mut Work, _: &Version) {
    let root = at("channels.signal");
    let inherited = |work: &Work, key: &str| work.get(&root.join(key)).cloned();
    let above = (
        work.text(&root.join("httpUrl")),
        inherited(work, "httpHost"),
        inherited(work, "httpPort"),
    );
    for owner in work.channel("signal") {
        let (host, port) = (owner.join("httpHost"), owner.join("httpPort"));
        let url = owner.join("httpUrl");
        if !work.has(&host) && !work.has(&port) {
            continue;
        }
        let is_root = owner == root;
        if !work.has(&url) && (is_root || above.0.is_none()) {
            let name = work.get(&host).cloned().or_else(|| above.1.clone());
            let name = name
                .as_ref()
                .and_then(|it| it.as_str())
                .unwrap_or("")
                .trim()
                .to_owned();
            let name = match name.as_str() {
                "" => "127.0.0.1".to_owned(),
                v6 if v6.contains(':') && !v6.starts_with('[') => format!("[{v6}]"),
                name => name.to_owned(),
            };
            let number = work.get(&port).cloned().or_else(|| above.2.clone());
            let number = number.as_ref().and_then(Value::as_f64).unwrap_or(8080.0);
            let said = if work.has(&host) { &host } else { &port };
            work.turn(said, &url, string(format!("http://{name}:{number}")));
            if !work.has(&owner.join("autoStart")) {
                work.set(&owner.join("autoStart"), Value::Bool(true));
            }
            work.fold(&host, &url);
            work.fold(&port, &url);
        } else {
            work.retire(&host);
            work.retire(&port);
        }
    }
}

pub(super) fn web_enabled(work: &mut Work, _: &Version) {
    if work.object(&at("web")).is_none() {
        return;
    }
    let (old, new) = (at("web.enabled"), at("channels.whatsapp.enabled"));
    if work.has(&old) {
        let off_over_on = work.flag(&old) == Some(false) && work.flag(&new) == Some(true);
        match work.has(&new) && !off_over_on {
            true => work.fold(&old, &new),
            false => work.relocate(&old, &new),
        }
    }
    work.prune_one(&at("web"));
    work.retire(&at("web"));
}

/// The channels that read a `responsePrefix` of their own, 2026.9.6.
const PREFIXED: &[&str] = &[
    "buzz",
    "clickclack",
    "discord",
    "feishu",
    "googlechat",
    "imessage",
    "irc",
    "matrix",
    "mattermost",
    "msteams",
    "nextcloud-talk",
    "qa-channel",
    "signal",
    "slack",
    "telegram",
    "tlon",
    "twitch",
    "whatsapp",
    "zalo",
    "zalouser",
    "line",
];

pub(super) fn response_prefix(work: &mut Work, _: &Version) {
    let Some(value) = work.get(&at("messages.responsePrefix")).cloned() else {
        return;
    };
    for name in work.keys(&at("channels")) {
        let channel = at("channels").join(name.as_str());
        let new = channel.join("responsePrefix");
        if PREFIXED.contains(&name.as_str()) && work.object(&channel).is_some() && !work.has(&new) {
            work.set(&new, value.clone());
        }
    }
}

pub(super) fn whatsapp_debounce(work: &mut Work, _: &Version) {
    let root = at("channels.whatsapp");
    let new = at("messages.inbound.byChannel.whatsapp");
    let mut owners = work.channel("whatsapp");
    owners.retain(|owner| work.has(&owner.join("debounceMs")));
    let name = |owner: &Path| {
        owner
            .last()
            .map(|it| it.text().to_lowercase())
            .unwrap_or_default()
    };
    let default = work.text(&root.join("defaultAccount"));
    let default = default.map_or_else(|| "default".to_owned(), |it| it.trim().to_lowercase());
    let valid = |work: &Work, owner: &Path| {
        let number = work.get(&owner.join("debounceMs")).and_then(Value::as_f64);
        number.is_some_and(|number| number >= 0.0 && number.fract() == 0.0)
    };
    let mut order: Vec<&Path> = owners.iter().filter(|it| valid(work, it)).collect();
    crate::sorted::by_key(&mut order, |owner| {
        let own = name(owner);
        match () {
            () if **owner != root && own == default => 0,
            () if **owner != root && own == "default" => 1,
            () if **owner == root => 2,
            () => 3,
        }
    });
    if let Some(chosen) = order.first().map(|it| (*it).join("debounceMs")) {
        let value = work.get(&chosen).cloned().unwrap_or(Value::Null);
        work.relocate(&chosen, &new);
        for owner in &owners {
            let old = owner.join("debounceMs");
            match work.get(&old).is_some_and(|own| own.same(&value)) {
                true => work.fold(&old, &new),
                false => work.retire(&old),
            }
        }
    } else {
        for owner in &owners {
            work.retire(&owner.join("debounceMs"));
        }
    }
}
