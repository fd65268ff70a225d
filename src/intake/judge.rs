//! What an object is by its keys, and a line by its shape, where no cue decides.

use super::wash::Object;
use super::words::Words;
use super::{ArtifactKind, cue};
use std::sync::OnceLock;

/// What an object is, and where it belongs in a config if its keys alone tell.
pub(super) fn kind_of(
    object: &Object,
    content: &str,
    file: Option<&str>,
    asked: bool,
) -> (ArtifactKind, Option<String>) {
    use ArtifactKind::*;
    let has = |key: &str| object.keys.iter().any(|known| known == key);
    let inner = |key: &str| object.inner.iter().any(|known| known == key);
    let name = file.map(cue::file_name).unwrap_or("");
    if has("_meta") && (has("0") || has("1"))
        || has("type") && has("time") && has("message")
        || has("type") && has("file") && has("cursor")
        || has("level") && (has("msg") || has("message")) && has("time")
    {
        return (Log, None);
    }
    if cue::config_name(name) {
        return (Config, None);
    }
    if name.starts_with("auth-profiles.json") {
        return (AuthProfiles, None);
    }
    if name == "models.json" {
        return (ModelsJson, None);
    }
    if asked {
        return (Config, None);
    }
    let all = |keys: &[&str]| keys.iter().all(|key| has(key));
    let command_output = [
        (&["configPath", "auth"][..], ModelsStatus),
        (&["defaultModel", "resolvedDefault"], ModelsStatus),
        (&["service", "gateway", "config"], GatewayStatus),
        (&["service", "rpc"], GatewayStatus),
        (&["valid", "path"], ConfigCheck),
        (&["valid", "issues"], ConfigCheck),
        (&["summary", "findings"], SecurityAudit),
        (&["count", "models"], ModelsList),
        (&["targets", "discovery"], GatewayProbe),
        (&["channelOrder", "heartbeatSeconds"], Health),
        (&["channelOrder", "channelAccounts"], ChannelsStatus),
        (&["checksRun", "findings"], DoctorLint),
        (&["ok", "findings"], DoctorLint),
        (&["heartbeat", "gatewayService"], Status),
        (&["pending", "paired"], DevicesList),
        (&["ts", "nodes"], NodesStatus),
        (&["chat", "auth"], ChannelsList),
        (&["ok", "error"], Errors),
    ];
    for (keys, kind) in command_output {
        if all(keys) {
            return (kind, None);
        }
    }
    if has("jobs") && !has("agents") {
        return (CronList, None);
    }
    if has("profiles")
        && !has("agents")
        && !has("gateway")
        && (inner("provider") || has("version") || content.contains("\"provider\""))
    {
        return (AuthProfiles, None);
    }
    let known = object
        .keys
        .iter()
        .filter(|key| cue::is_root_key(key))
        .count();
    let only = |key: &str| object.keys.len() == 1 && has(key);
    if only("providers") {
        return (ModelsJson, None);
    }
    if has("plugins") && has("diagnostics") && has("workspaceDir") {
        return (PluginsList, None);
    }
    let package =
        has("name") && has("version") && (has("dependencies") || has("main") || has("scripts"));
    if known > 0 && known * 2 >= object.keys.len() && !package && is_settings(object, content) {
        return (Config, None);
    }
    if !object.braced
        && object.keys.first().is_some_and(|key| cue::is_root_key(key))
        && is_settings(object, content)
    {
        return (Config, None);
    }
    if let Some(path) = guess(object) {
        return (Config, Some(path.to_owned()));
    }
    (OtherJson, None)
}

/// Whether root keys hold objects, as they do in a config; a provider's answer may be called `models`.
pub(super) fn is_settings(object: &Object, content: &str) -> bool {
    if object.keys.len() >= 3 {
        return true;
    }
    let only_weak = object.keys.iter().all(|key| {
        matches!(
            key.as_str(),
            "models"
                | "memory"
                | "audio"
                | "session"
                | "identity"
                | "agent"
                | "update"
                | "web"
                | "media"
                | "meta"
                | "audit"
                | "env"
        )
    });
    !only_weak
        || object.inner.iter().any(|key| {
            matches!(
                key.as_str(),
                "providers"
                    | "mode"
                    | "backend"
                    | "vars"
                    | "scope"
                    | "dmScope"
                    | "channel"
                    | "checkOnStart"
                    | "transcription"
                    | "lastTouchedVersion"
                    | "lastTouchedAt"
                    | "name"
                    | "model"
                    | "whatsapp"
                    | "search"
            )
        })
        || content.contains("_API_KEY")
}

/// Where a nameless part belongs, for keys that stand in one place only.
pub(super) fn guess(object: &Object) -> Option<&'static str> {
    let has = |key: &str| object.keys.iter().any(|known| known == key);
    let inner = |key: &str| object.inner.iter().any(|known| known == key);
    if inner("baseUrl") && (inner("models") || inner("apiKey") || inner("api")) && !has("baseUrl") {
        return Some("models.providers");
    }
    if has("baseUrl") && (has("models") || has("apiKey") || has("api")) {
        return Some("models.providers.*");
    }
    if has("providers") && has("mode") {
        return Some("models");
    }
    if has("defaults") && (inner("model") || inner("workspace") || inner("models") || has("list")) {
        return Some("agents");
    }
    if has("primary")
        && object
            .keys
            .iter()
            .all(|key| key == "primary" || key == "fallbacks" || key == "timeoutMs")
    {
        return Some("agents.defaults.model");
    }
    if has("port") && has("bind")
        || has("auth") && has("mode") && (has("bind") || has("controlUi") || has("tailscale"))
    {
        return Some("gateway");
    }
    if has("model") && has("workspace") && !has("id") {
        return Some("agents.defaults");
    }
    None
}

pub(super) fn is_box_title(text: &str, in_doctor: bool) -> bool {
    if DOCTOR_TITLES.contains(&text) {
        // One word alone may be anything outside of doctor's answer.
        return in_doctor || text.contains(' ');
    }
    text.starts_with('◇')
        && text.chars().nth(1) == Some(' ')
        && text.trim_start_matches('◇').trim().len() > 1
        && !text.contains(['◒', '◐', '◓', '◑'])
}

/// Where the frame of the box closes whose title ends at `from`; 0 where it came without one.
pub(super) fn box_end(text: &str, from: usize) -> usize {
    // Longer boxes exist only in theory; the limit keeps unframed pastes linear.
    let mut to = text.len().min(from + 16_384);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let body = text.get(from..to).unwrap_or("");
    match (body.find("\n╯"), body.find("\n◇ ")) {
        (Some(end), Some(next)) if next < end => 0,
        (Some(end), _) => from + end + "\n╯".len(),
        (None, _) => 0,
    }
}

/// What a line is by its shape, where no cue knows it.
pub(super) fn shape(line: &str) -> Option<ArtifactKind> {
    use ArtifactKind::*;
    let text = line.trim();
    let piped = text.starts_with('|') && text.matches('|').count() >= 3;
    if piped || text.starts_with(['┌', '│', '├', '└']) && text.contains(['─', '│']) {
        let row = &text.replace('|', "│");
        return Some(match () {
            _ if row.contains("│ Name") && row.contains("│ ID") => PluginsList,
            _ if row.contains("│ Kind") && row.contains("│ Key") => Sessions,
            _ if row.contains("│ Request") || row.contains("│ Device") => DevicesList,
            _ => Status,
        });
    }
    if is_env_line(text) {
        return Some(Env);
    }
    if is_listing_line(text) {
        return Some(Listing);
    }
    if looks_like_error(text) {
        return Some(Errors);
    }
    None
}

pub(super) fn is_env_line(text: &str) -> bool {
    let body = text
        .strip_prefix("export ")
        .or_else(|| text.strip_prefix("set "))
        .or_else(|| text.strip_prefix("$env:"))
        .or_else(|| text.strip_prefix("- "))
        .unwrap_or(text);
    if let Some(rest) = text.strip_prefix("setx ") {
        return rest.starts_with(|c: char| c.is_ascii_uppercase());
    }
    let Some((name, value)) = body.split_once('=') else {
        return false;
    };
    let name = name.trim_end();
    name.len() >= 3
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        && !value.starts_with('=')
}

/// `-rw------- 1 user user 812 Nov 22 12:00 openclaw.json`, `total 48`, and the columns of `dir`.
pub(super) fn is_listing_line(text: &str) -> bool {
    let mode = text.split_whitespace().next().unwrap_or("");
    let permissions = mode.len() >= 10
        && mode.len() <= 11
        && mode.starts_with(['-', 'd', 'l'])
        && mode
            .bytes()
            .skip(1)
            .take(9)
            .all(|b| matches!(b, b'r' | b'w' | b'x' | b'-' | b's' | b'S' | b't' | b'T'));
    if permissions {
        return text.split_whitespace().count() >= 6;
    }
    if let Some(rest) = text.strip_prefix("total ") {
        return !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    }
    let bytes = mode.as_bytes();
    // -a---  11/22/2026  12:00 PM  812 openclaw.json
    (bytes.len() == 5 || bytes.len() == 6)
        && mode
            .bytes()
            .all(|b| matches!(b, b'-' | b'a' | b'd' | b'r' | b'h' | b's' | b'l'))
        && mode.contains('-')
        && text
            .split_whitespace()
            .nth(1)
            .is_some_and(|date| date.contains('/') || date.contains('.') || date.contains('-'))
        && text.split_whitespace().count() >= 4
}

pub(super) const ERROR_WORDS: &[&str] = &[
    "HTTP 4",
    "HTTP 5",
    "HTTP/1.1 4",
    "Invalid Authentication",
    "Incorrect API key",
    "invalid x-api-key",
    "authentication_error",
    "API key",
    "request failed (",
    "gateway closed (",
    "unauthorized",
    "No API key found",
    "Unknown model",
    "is not allowed",
    "model not allowed",
    "rate limit",
    "billing error",
    "timed out",
    "pairing required",
    "ECONNREFUSED",
    "EADDRINUSE",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EACCES",
    "ENOENT",
    "Error:",
    "Context overflow",
    "issing env var",
    "Unrecognized key",
    "does not support tools",
    "not_found_error",
    "model_not_found",
    "Invalid input",
    "Invalid option",
    "status code",
    "fetch failed",
    "overloaded",
    "Failed to",
    "failed:",
    "FailoverError",
    "no auth profile",
    "No available auth profile",
    "All models failed",
    "disconnected (1008",
    "code 1008",
    "1006",
    "(1008)",
    "403 ",
    "401 ",
    "404 ",
    "429 ",
    "402 ",
    "quota",
    "余额",
    "credit balance",
    "token mismatch",
    "token missing",
    "missing scope",
    "device identity",
    "origin not allowed",
    "access not configured",
    "Pairing code:",
    "command not found",
    "is not recognized",
    "Bootstrap failed",
    "schtasks",
    "No active WhatsApp",
    "Conflict: terminated",
    "was not found by the provider",
];

pub(super) fn looks_like_error(text: &str) -> bool {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::new(ERROR_WORDS)).is_in(text)
        || text.starts_with("⚠️")
        || text.starts_with('⚠')
}

pub(super) fn is_tabular(kind: ArtifactKind) -> bool {
    use ArtifactKind::*;
    matches!(
        kind,
        Status
            | StatusAll
            | PluginsList
            | DevicesList
            | Sessions
            | ModelsStatus
            | NodesStatus
            | ChannelsStatus
            | CronList
            | Doctor
            | Health
    )
}

/// Whether an unclaimed line can be a further line of what is open: indented, a list item, a table row.
pub(super) fn goes_on(kind: ArtifactKind, line: &str) -> bool {
    use ArtifactKind::*;
    if matches!(
        kind,
        Prose | Unknown | Command | Config | Version | Env | Listing | ConfigValue
    ) {
        return matches!(kind, Prose) && !line.trim().is_empty();
    }
    let text = line.trim_start();
    // A long row that a narrow terminal broke.
    if kind == ModelsStatus
        && (text.starts_with('|') || text.contains("source=") || text.contains(" | "))
    {
        return true;
    }
    let indented = line.starts_with([' ', '\t']);
    let item = text.starts_with("- ") || text.starts_with("↳") || text.starts_with("… ");
    indented
        || item
        || matches!(kind, ModelsList | CronList | Sessions | DevicesList) && text.contains("  ")
}

/// Kinds whose lines may say anything, up to the next blank line.
pub(super) fn is_loose(kind: ArtifactKind) -> bool {
    use ArtifactKind::*;
    matches!(
        kind,
        Doctor
            | SecurityAudit
            | Errors
            | Install
            | ConfigCheck
            | Log
            | StatusAll
            | Status
            | GatewayStatus
            | Action
            | Version
            | SkillsCheck
            | MemoryStatus
    )
}

pub(super) fn is_sentence(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 2 && letters * 2 > word.chars().count()
    })
}

/// Titles of doctor's boxes, by which they are recognised where the frame is gone.
pub(crate) const DOCTOR_TITLES: &[&str] = &[
    "Auth profile cooldowns",
    "Auth profiles",
    "Backups",
    "Bootstrap file size",
    "Browser",
    "Channel warnings",
    "Command owner",
    "Compatibility config keys detected",
    "Config",
    "Config warnings",
    "Doctor",
    "Doctor changes",
    "Doctor changes preview",
    "Doctor warnings",
    "Gateway",
    "Gateway auth",
    "Gateway connection",
    "Gateway port",
    "Gateway runtime",
    "Gateway service config",
    "Hooks",
    "Host desktop",
    "Install",
    "Legacy config keys detected",
    "Legacy state detected",
    "Memory search",
    "Model auth",
    "Model catalog credentials",
    "OAuth TLS prerequisites",
    "OAuth refresh errors",
    "OpenAI OAuth",
    "Other gateway-like services detected",
    "Plugin registry",
    "Plugins",
    "Sandbox",
    "Security",
    "Session SQLite",
    "Session locks",
    "Shell completion",
    "Skills status",
    "Startup migration warnings",
    "State integrity",
    "UI",
    "Unknown config keys",
    "Update",
    "Workspace",
    "systemd",
];
