//! Checks of the channel schemas (2026.1.29 to 2026.4.2).

use super::Found;
use super::look::{is_all, is_truthy, keys, members, some, string_of, text, trim};
use super::senders;
use crate::json5::{Segment, Value};
use crate::validate::patterns::is_space;

fn enabled_accounts<'v, 't>(value: &'v Value<'t>) -> Vec<(&'v str, &'v Value<'t>)> {
    let mut accounts = members(some(value, "accounts"));
    accounts.retain(|(_, account)| {
        !matches!(account, Value::Null) && account.get("enabled") != Some(&Value::Bool(false))
    });
    accounts
}

/// A secret that is there: a text with something in it, or a reference.
fn is_configured(value: Option<&Value<'_>>) -> bool {
    match value {
        Some(Value::String(text)) => !trim(text).is_empty(),
        Some(object @ Value::Object(_)) => {
            matches!(
                text(object, "source"),
                Some("env" | "file" | "exec" | "store")
            ) && text(object, "id").is_some_and(|id| !trim(id).is_empty())
        }
        _ => false,
    }
}

fn filled<'v>(value: &'v Value<'_>, key: &str) -> Option<&'v str> {
    text(value, key).map(trim).filter(|text| !text.is_empty())
}

/// Names and descriptions of Telegram's own commands.
pub fn telegram_commands(value: &Value<'_>, hyphens: bool, found: &mut Found) {
    let Some(Value::Array(commands)) = value.get("customCommands") else {
        return;
    };
    for (index, entry) in commands.iter().enumerate() {
        let path = |field: &str| {
            vec![
                Segment::Key("customCommands".into()),
                Segment::Index(index),
                Segment::Key(field.into()),
            ]
        };
        let name = command_name(
            &some(entry, "command").map(string_of).unwrap_or_default(),
            hyphens,
        );
        if name.is_empty() {
            found.add(
                path("command"),
                "Telegram custom command is missing a command name.",
            );
        } else if name.len() > 32 || !is_all(&name, |c| matches!(c, 'a'..='z' | '0'..='9' | '_')) {
            let message = format!(
                "Telegram custom command \"/{name}\" is invalid (use a-z, 0-9, underscore; max 32 chars)."
            );
            found.add(path("command"), message);
        } else if some(entry, "description")
            .map(string_of)
            .is_none_or(|text| trim(&text).is_empty())
        {
            found.add(
                path("description"),
                format!("Telegram custom command \"/{name}\" is missing a description."),
            );
        }
    }
}

/// A command name without its slash, in lower case.
pub fn command_name(raw: &str, hyphens: bool) -> String {
    let trimmed = trim(raw);
    let name = trim(trimmed.strip_prefix('/').unwrap_or(trimmed)).to_lowercase();
    if hyphens {
        name.replace('-', "_")
    } else {
        name
    }
}

const HOOK: &str = "channels.telegram.webhookUrl requires channels.telegram.webhookSecret";
const ACCOUNT_HOOK: &str = "channels.telegram.accounts.*.webhookUrl requires channels.telegram.webhookSecret or channels.telegram.accounts.*.webhookSecret";

fn telegram_base_hook(value: &Value<'_>, references: bool, found: &mut Found) -> bool {
    let has = if references {
        is_configured(value.get("webhookSecret"))
    } else {
        filled(value, "webhookSecret").is_some()
    };
    if filled(value, "webhookUrl").is_some() && !has {
        found.add(keys(&["webhookSecret"]), HOOK);
    }
    has
}

fn telegram_account_hook(
    name: &str,
    account: &Value<'_>,
    base: bool,
    references: bool,
    found: &mut Found,
) {
    let has = if references {
        is_configured(account.get("webhookSecret"))
    } else {
        filled(account, "webhookSecret").is_some()
    };
    if filled(account, "webhookUrl").is_some() && !has && !base {
        found.add(keys(&["accounts", name, "webhookSecret"]), ACCOUNT_HOOK);
    }
}

/// Telegram of 2026.1.29 to 2026.2.25.
pub fn telegram_early(value: &Value<'_>, hooks: bool, hyphens: bool, found: &mut Found) {
    senders::own("telegram", value, false, found);
    telegram_commands(value, hyphens, found);
    if hooks {
        let base = telegram_base_hook(value, false, found);
        for (name, account) in enabled_accounts(value) {
            telegram_account_hook(name, account, base, false, found);
        }
    }
}

/// Telegram from 2026.2.26; `references` (2026.3.2) takes secret references as secrets.
pub fn telegram(value: &Value<'_>, references: bool, found: &mut Found) {
    senders::own("telegram", value, true, found);
    telegram_commands(value, true, found);
    senders::accounts("telegram", value, found);
    if references {
        for (name, account) in enabled_accounts(value) {
            senders::telegram_again(name, account, value, found);
        }
    }
    let base = telegram_base_hook(value, references, found);
    for (name, account) in enabled_accounts(value) {
        if !references {
            senders::telegram_again(name, account, value, found);
        }
        telegram_account_hook(name, account, base, references, found);
    }
}

/// Slack's `mode: "http"` without a signing secret, before 2026.2.26.
pub fn slack_mode(value: &Value<'_>, found: &mut Found) {
    slack_base(value, false, found);
    for (name, account) in enabled_accounts(value) {
        slack_account(name, account, value, false, found);
    }
}

const SLACK: &str = "channels.slack.mode=\"http\" requires channels.slack.signingSecret";
const SLACK_ACCOUNT: &str = "channels.slack.accounts.*.mode=\"http\" requires channels.slack.signingSecret or channels.slack.accounts.*.signingSecret";

fn has_signing(value: Option<&Value<'_>>, references: bool) -> bool {
    if references {
        is_configured(value)
    } else {
        is_truthy(value)
    }
}

fn slack_base(value: &Value<'_>, references: bool, found: &mut Found) {
    if text(value, "mode") == Some("http") && !has_signing(value.get("signingSecret"), references) {
        found.add(keys(&["signingSecret"]), SLACK);
    }
}

fn slack_account(
    name: &str,
    account: &Value<'_>,
    value: &Value<'_>,
    references: bool,
    found: &mut Found,
) {
    let mode = text(account, "mode").or(text(value, "mode"));
    let secret = some(account, "signingSecret").or(some(value, "signingSecret"));
    if mode == Some("http") && !has_signing(secret, references) {
        found.add(keys(&["accounts", name, "signingSecret"]), SLACK_ACCOUNT);
    }
}

/// Slack from 2026.2.26.
pub fn slack(value: &Value<'_>, references: bool, found: &mut Found) {
    senders::with_dm("slack", value, true, found);
    if !references {
        slack_base(value, false, found);
    }
    for (name, account) in enabled_accounts(value) {
        senders::account_with_dm("slack", name, account, value, found);
        if !references {
            slack_account(name, account, value, false, found);
        }
    }
    if references {
        slack_base(value, true, found);
        for (name, account) in enabled_accounts(value) {
            slack_account(name, account, value, true, found);
        }
    }
}

/// Discord's activity, and from 2026.3.7 its presence intervals.
pub fn discord_activity(value: &Value<'_>, presence: bool, found: &mut Found) {
    let kind = value.get("activityType");
    let is_streaming = kind.and_then(Value::as_f64) == Some(1.0);
    let has_url = filled(value, "activityUrl").is_some();
    if (kind.is_some() || has_url) && filled(value, "activity").is_none() {
        found.add(
            keys(&["activity"]),
            "channels.discord.activity is required when activityType or activityUrl is set",
        );
    }
    if is_streaming && !has_url {
        found.add(
            keys(&["activityUrl"]),
            "channels.discord.activityUrl is required when activityType is 1 (Streaming)",
        );
    }
    if has_url && !is_streaming {
        found.add(
            keys(&["activityType"]),
            "channels.discord.activityType must be 1 (Streaming) when activityUrl is set",
        );
    }
    let interval = |key: &str| {
        some(value, "autoPresence")
            .and_then(|presence| presence.get(key))
            .and_then(Value::as_f64)
    };
    if let (true, Some(every), Some(least)) = (
        presence,
        interval("intervalMs"),
        interval("minUpdateIntervalMs"),
    ) && least > every
    {
        let message = "channels.discord.autoPresence.minUpdateIntervalMs must be less than or equal to channels.discord.autoPresence.intervalMs";
        found.add(keys(&["autoPresence", "minUpdateIntervalMs"]), message);
    }
}

/// Discord's accounts from 2026.2.26.
pub fn discord(value: &Value<'_>, found: &mut Found) {
    senders::with_dm("discord", value, true, found);
    for (name, account) in members(some(value, "accounts")) {
        if !matches!(account, Value::Null) {
            senders::account_with_dm("discord", name, account, value, found);
        }
    }
}

/// IRC registration without an address.
pub fn irc_nickserv(value: &Value<'_>, found: &mut Found) {
    let Some(nickserv) = some(value, "nickserv") else {
        return;
    };
    if is_truthy(nickserv.get("register")) && filled(nickserv, "registerEmail").is_none() {
        let message =
            "channels.irc.nickserv.register=true requires channels.irc.nickserv.registerEmail";
        found.add(keys(&["nickserv", "registerEmail"]), message);
    }
}

/// Bindings that moved out of the channels in 2026.3.28.
pub fn local_bindings(value: &Value<'_>, path: &mut Vec<Segment>, depth: usize, found: &mut Found) {
    if depth > 64 {
        return;
    }
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Segment::Index(index));
                local_bindings(item, path, depth + 1, found);
                path.pop();
            }
        }
        Value::Object(object) => {
            let acp = object
                .get("bindings")
                .filter(|bindings| matches!(bindings, Value::Object(_)))
                .and_then(|bindings| bindings.get("acp"));
            if matches!(acp, Some(Value::Object(_) | Value::Array(_))) {
                let mut at = path.clone();
                at.extend(keys(&["bindings", "acp"]));
                found.add(at, "Legacy channel-local ACP bindings were removed; use top-level bindings[] entries.");
            }
            for (key, member) in object.iter() {
                path.push(Segment::Key(key.to_string()));
                local_bindings(member, path, depth + 1, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// A name or path that a shell cannot take for more than that.
pub fn is_safe_executable(raw: &str) -> bool {
    let text = trim(raw);
    if text.is_empty()
        || text.contains([
            '\0', '\r', '\n', ';', '&', '|', '`', '$', '<', '>', '"', '\'',
        ])
    {
        return false;
    }
    let looks_like_path = text.starts_with(['.', '~']) || text.contains(['/', '\\']);
    looks_like_path
        || (!text.starts_with('-')
            && is_all(text, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-')
            }))
}

/// `host` or `user@host` for scp.
pub fn is_scp_host(raw: &str) -> bool {
    let text = trim(raw);
    if text.is_empty()
        || text
            .chars()
            .any(|c| c <= '\u{1f}' || c == '\u{7f}' || is_space(c))
    {
        return false;
    }
    if text.starts_with('-') || text.contains(['/', '\\']) {
        return false;
    }
    let token = |part: &str| {
        !part.is_empty()
            && is_all(part, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
            })
    };
    let host = match text.split_once('@') {
        Some((user, host)) if token(user) && !host.contains('@') => host,
        Some(_) => return false,
        None => text,
    };
    if host.is_empty() || host.starts_with('-') {
        return false;
    }
    let bracketed = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|inner| {
            !inner.is_empty()
                && is_all(inner, |c| {
                    c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '%')
                })
        });
    bracketed || token(host)
}

/// An absolute path whose segments are plain or a whole `*`.
pub fn is_path_root(raw: &str) -> bool {
    let text = trim(raw).replace('\\', "/");
    if text.is_empty() || text.contains('\0') {
        return false;
    }
    let drive = text.len() > 2
        && text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text.get(1..3) == Some(":/");
    if !text.starts_with('/') && !drive {
        return false;
    }
    let mut segments: Vec<&str> = Vec::new();
    for segment in text.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            plain => segments.push(plain),
        }
    }
    let roots = usize::from(drive);
    segments.len() > roots
        && segments
            .iter()
            .all(|segment| *segment == "*" || !segment.contains('*'))
}
