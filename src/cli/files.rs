//! Files beside the config: `auth-profiles.json`, `.env`, a listing of the state folder, a service's
//! unit file.

use super::source::{Json, Source};
use crate::span::{Seen, Span};

/// `auth-profiles.json`.
#[derive(Clone, Debug, Default)]
pub struct AuthProfiles {
    /// The artifact.
    pub artifact: usize,
    /// The profiles.
    pub profiles: Vec<AuthProfile>,
    /// `order`: provider and profile ids.
    pub order: Vec<(Seen<String>, Vec<Seen<String>>)>,
    /// `lastGood`: provider and profile id.
    pub last_good: Vec<(Seen<String>, Seen<String>)>,
    /// `usageStats` with a cooldown or a reason: profile id and the object's text.
    pub usage: Vec<(Seen<String>, Seen<String>)>,
}

/// One profile.
#[derive(Clone, Debug)]
pub struct AuthProfile {
    /// The whole object.
    pub span: Span,
    /// `moonshot:default`.
    pub id: Seen<String>,
    /// `api_key`, `token`, `oauth`.
    pub kind: Option<Seen<String>>,
    /// The provider.
    pub provider: Option<Seen<String>>,
    /// `key`, `token` or `access`, as it stands in the file. Secret.
    pub secret: Option<Seen<String>>,
    /// Whether a refresh token is there.
    pub refreshable: bool,
    /// `expires`, milliseconds.
    pub expires: Option<Seen<i64>>,
    /// `email`.
    pub email: Option<Seen<String>>,
}

/// A file or a list of variables.
#[derive(Clone, Debug, Default)]
pub struct EnvFile {
    /// The artifact.
    pub artifact: usize,
    /// The variables, in their order.
    pub entries: Vec<EnvEntry>,
    /// Lines that are neither a variable nor a comment.
    pub unknown: Vec<Seen<String>>,
}

/// One variable.
#[derive(Clone, Debug)]
pub struct EnvEntry {
    /// The name.
    pub name: Seen<String>,
    /// The value without its quotes. May be secret.
    pub value: Seen<String>,
    /// Whether the value stands in quotes.
    pub quoted: bool,
    /// `export`, `set`, `$env:`: typed into a shell rather than written to a file.
    pub shell: bool,
}

/// A listing of a folder.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The artifact.
    pub artifact: usize,
    /// The entries.
    pub entries: Vec<ListingEntry>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct ListingEntry {
    /// The line.
    pub span: Span,
    /// `-rw-------`.
    pub mode: Seen<String>,
    /// The owner; not in PowerShell's listings.
    pub owner: Option<Seen<String>>,
    /// Bytes, where printed as a plain number.
    pub size: Option<Seen<u64>>,
    /// The date, as printed.
    pub date: Option<Seen<String>>,
    /// The name, without the target of a link.
    pub name: Seen<String>,
}

/// A systemd unit or a launchd property list.
#[derive(Clone, Debug, Default)]
pub struct UnitFile {
    /// The artifact.
    pub artifact: usize,
    /// `Key=value` lines.
    pub values: Vec<(Seen<String>, Seen<String>)>,
    /// `Environment=` and `EnvironmentVariables`.
    pub environment: Vec<(Seen<String>, Seen<String>)>,
}

/// Reads `auth-profiles.json`.
pub(super) fn auth_profiles(source: &Source<'_>) -> AuthProfiles {
    let mut file = AuthProfiles {
        artifact: source.artifact.id,
        ..AuthProfiles::default()
    };
    let document = source.document();
    let Some(root) = Json::root(*source, &document) else {
        return file;
    };
    let members = |key: &str| root.get(key).map(|node| node.members()).unwrap_or_default();
    for (id, profile) in members("profiles") {
        let secret = ["key", "token", "access", "apiKey"]
            .iter()
            .find_map(|key| profile.text(key));
        file.profiles.push(AuthProfile {
            span: profile.span(),
            id,
            kind: profile.text("type").or_else(|| profile.text("mode")),
            provider: profile.text("provider"),
            secret,
            refreshable: profile
                .text("refresh")
                .is_some_and(|seen| !seen.value.is_empty()),
            expires: profile.number("expires"),
            email: profile.text("email"),
        });
    }
    for (provider, list) in members("order") {
        let ids = list.elements().iter().filter_map(Json::as_text).collect();
        file.order.push((provider, ids));
    }
    for (provider, id) in members("lastGood") {
        file.last_good.extend(id.as_text().map(|id| (provider, id)));
    }
    for (id, stats) in members("usageStats") {
        file.usage
            .push((id, Seen::new(stats.node.source().to_owned(), stats.span())));
    }
    file
}

/// Reads variables.
pub(super) fn env(source: &Source<'_>) -> EnvFile {
    let mut file = EnvFile {
        artifact: source.artifact.id,
        ..EnvFile::default()
    };
    for line in source.lines() {
        let text = line.trim();
        let text = text.strip_prefix("- ").unwrap_or(text);
        if text.is_empty()
            || text.starts_with('#')
            || text.starts_with("==>")
            || text.starts_with("REM ")
        {
            continue;
        }
        match env_entry(source, text) {
            Some(entry) => file.entries.push(entry),
            None => file.unknown.push(source.seen(text)),
        }
    }
    file
}

fn env_entry(source: &Source<'_>, text: &str) -> Option<EnvEntry> {
    let (shell, body) = ["export ", "set ", "$env:", "setx "]
        .iter()
        .find_map(|mark| Some((true, text.strip_prefix(mark)?)))
        .unwrap_or((false, text));
    let (name, value) = match text.starts_with("setx ") {
        true => body.trim().split_once(' ')?,
        false => body.split_once('=')?,
    };
    let name = name.trim();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let value = value.trim();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = match quote {
        Some(quote) => value.get(1..)?.split(quote).next()?,
        // A comment needs a blank before it.
        None => value.split(" #").next()?.trim_end(),
    };
    Some(EnvEntry {
        name: source.seen(name),
        value: source.seen(inner),
        quoted: quote.is_some(),
        shell,
    })
}

/// Reads `ls -la` and PowerShell's `dir`.
pub(super) fn listing(source: &Source<'_>) -> Listing {
    let mut listing = Listing {
        artifact: source.artifact.id,
        ..Listing::default()
    };
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() || text.starts_with("total ") {
            continue;
        }
        match listing_entry(source, text) {
            Some(entry) => listing.entries.push(entry),
            None => listing.unknown.push(source.seen(text)),
        }
    }
    listing
}

fn listing_entry(source: &Source<'_>, text: &str) -> Option<ListingEntry> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mode = words.first()?;
    let from = |index: usize| -> Option<&str> {
        let at = words.get(index)?.as_ptr() as usize - text.as_ptr() as usize;
        text.get(at..)
    };
    if mode.len() >= 10 {
        // mode links owner group size month day time name; ISO dates have one word less.
        let name_at = if words.get(5)?.contains('-') { 7 } else { 8 };
        let name = from(name_at)?.split(" -> ").next()?;
        let date_start = from(5)?;
        let date = date_start.get(..date_start.find(from(name_at)?).unwrap_or(date_start.len()))?;
        return Some(ListingEntry {
            span: source.span(text),
            mode: source.seen(mode),
            owner: words.get(2).map(|owner| source.seen(owner)),
            size: words.get(4).and_then(|size| source.number(size)),
            date: Some(source.seen(date)),
            name: source.seen(name),
        });
    }
    let name = words.last()?;
    Some(ListingEntry {
        span: source.span(text),
        mode: source.seen(mode),
        owner: None,
        size: words
            .iter()
            .rev()
            .nth(1)
            .and_then(|size| source.number(size)),
        date: words.get(1).map(|date| source.seen(date)),
        name: source.seen(name),
    })
}

/// Reads a unit or a property list.
pub(super) fn unit(source: &Source<'_>) -> UnitFile {
    let mut file = UnitFile {
        artifact: source.artifact.id,
        ..UnitFile::default()
    };
    let mut key: Option<Seen<String>> = None;
    let mut in_environment = false;
    for line in source.lines() {
        let text = line.trim();
        if let Some(name) = inside(text, "<key>", "</key>") {
            in_environment |= name == "EnvironmentVariables";
            key = Some(source.seen(name));
            continue;
        }
        if text.starts_with("</dict>") {
            in_environment = false;
            continue;
        }
        if let Some(value) = inside(text, "<string>", "</string>") {
            if let Some(key) = key.clone() {
                let list = if in_environment {
                    &mut file.environment
                } else {
                    &mut file.values
                };
                list.push((key, source.seen(value)));
            }
            continue;
        }
        let Some((name, value)) = text.split_once('=') else {
            continue;
        };
        if name == "Environment" {
            let body = value.trim_matches('"');
            if let Some((name, value)) = body.split_once('=') {
                file.environment
                    .push((source.seen(name), source.seen(value)));
            }
            continue;
        }
        if !name.contains(' ') && !name.starts_with('<') {
            file.values.push((source.seen(name), source.seen(value)));
        }
    }
    file
}

fn inside<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.split_once(open)?
        .1
        .split_once(close)
        .map(|(inner, _)| inner)
}
