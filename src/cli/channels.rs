//! `openclaw channels status` and `channels list`, plain and `--json`.

use super::source::{self, Json, Source};
use crate::json5::Kind;
use crate::span::{Seen, Span};

/// One answer of `channels status` or `channels list`.
#[derive(Clone, Debug, Default)]
pub struct Channels {
    /// The artifact.
    pub artifact: usize,
    /// `Gateway reachable.` or not; `channels list` does not say.
    pub reachable: Option<Seen<bool>>,
    /// One line per account.
    pub accounts: Vec<ChannelAccount>,
    /// `Warnings:`.
    pub warnings: Vec<Seen<String>>,
    /// `Auth providers`, releases up to 2026.3.
    pub auth_profiles: Vec<Seen<String>>,
    /// `Config:`.
    pub config: Option<Seen<String>>,
    /// `Mode:`.
    pub mode: Option<Seen<String>>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// A channel's account.
#[derive(Clone, Debug)]
pub struct ChannelAccount {
    /// The line.
    pub span: Span,
    /// `Telegram`, as printed; the id in JSON.
    pub channel: Seen<String>,
    /// `default`; missing where the plugin is not installed.
    pub account: Option<Seen<String>>,
    /// `enabled`, `configured`, `token:config`, `error:…`.
    pub bits: Vec<Seen<String>>,
}

impl ChannelAccount {
    /// Whether `bit` is among the bits.
    pub fn says(&self, bit: &str) -> bool {
        self.bits.iter().any(|seen| seen.value == bit)
    }

    /// The value of `name:value` or `name=value`.
    pub fn value(&self, name: &str) -> Option<Seen<String>> {
        self.bits.iter().find_map(|seen| {
            let rest = seen.value.strip_prefix(name)?.strip_prefix([':', '='])?;
            Some(Seen::new(rest.to_owned(), seen.span))
        })
    }
}

/// Reads one answer.
pub(super) fn read(source: &Source<'_>) -> Channels {
    let mut channels = match source.artifact.json {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    channels.artifact = source.artifact.id;
    channels
}

fn from_text(source: &Source<'_>) -> Channels {
    let mut channels = Channels::default();
    let mut section = "";
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if text.starts_with("Gateway reachable") {
            channels.reachable = Some(Seen::new(true, source.span(text)));
        } else if text.starts_with("Gateway not reachable") {
            channels.reachable = Some(Seen::new(false, source.span(text)));
        } else if text == "Warnings:"
            || text.starts_with("Auth providers")
            || text == "Chat channels:"
        {
            section = text;
        } else if let Some(item) = text.strip_prefix("- ") {
            if section == "Warnings:" {
                channels.warnings.push(source.seen(item));
            } else if section.starts_with("Auth providers") {
                if item != "none" {
                    channels.auth_profiles.push(source.seen(item));
                }
            } else if !item.starts_with("no configured chat channels") {
                match account(source, item) {
                    Some(account) => channels.accounts.push(account),
                    None => channels.unknown.push(source.seen(text)),
                }
            }
        } else if let Some((name, value)) = source::label(line)
            && matches!(name, "Config" | "Mode")
        {
            let value = Some(source.seen(value));
            match name {
                "Config" => channels.config = value,
                _ => channels.mode = value,
            }
        } else if text.starts_with("Gateway event loop degraded") {
            channels.warnings.push(source.seen(text));
        } else if !is_known(text) {
            channels.unknown.push(source.seen(text));
        }
    }
    channels
}

fn is_known(text: &str) -> bool {
    [
        "Checking channel status",
        "Tip:",
        "Usage:",
        "Docs:",
        "Model provider usage moved out",
        "Run: openclaw doctor",
    ]
    .iter()
    .any(|known| text.starts_with(known))
}

/// `Telegram default (name): enabled, configured, …`.
fn account(source: &Source<'_>, item: &str) -> Option<ChannelAccount> {
    let (head, rest) = item.split_once(": ")?;
    let (channel, account) = match head.split_once(' ') {
        Some((channel, account)) => (channel, Some(account.split(" (").next().unwrap_or(account))),
        None => (head, None),
    };
    // Two words in some labels: `Google Chat default`.
    let (channel, account) = match account.and_then(|account| account.rsplit_once(' ')) {
        Some((more, last)) => (
            head.get(..channel.len() + 1 + more.len())
                .unwrap_or(channel),
            Some(last),
        ),
        None => (channel, account),
    };
    Some(ChannelAccount {
        span: source.span(item),
        channel: source.seen(channel),
        account: account.map(|account| source.seen(account)),
        bits: rest.split(", ").map(|bit| source.seen(bit)).collect(),
    })
}

fn from_json(source: &Source<'_>) -> Option<Channels> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut channels = Channels::default();
    if let Some(accounts) = root.get("channelAccounts") {
        for (channel, list) in accounts.members() {
            for account in list.elements() {
                let mut bits = Vec::new();
                for (name, value) in account.members() {
                    let text = match value.node.kind() {
                        Kind::Bool if value.node.as_bool() == Some(true) => name.value,
                        Kind::Bool => format!("not {}", name.value),
                        Kind::String => format!(
                            "{}:{}",
                            name.value,
                            value.as_text().map(|seen| seen.value).unwrap_or_default()
                        ),
                        _ => continue,
                    };
                    bits.push(Seen::new(text, value.span()));
                }
                channels.accounts.push(ChannelAccount {
                    span: account.span(),
                    channel: channel.clone(),
                    account: account.text("accountId"),
                    bits,
                });
            }
        }
        channels.reachable = Some(Seen::new(true, root.span()));
    }
    for issue in root.list("statusIssues") {
        channels.warnings.extend(issue.text("message"));
    }
    Some(channels)
}
