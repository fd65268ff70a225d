//! `openclaw models status`, plain and `--json`.
//!
//! Masks stand as printed. Rows that a narrow terminal broke are joined.

use super::source::{self, Json, Source};
use crate::span::{Seen, Span};

/// One answer of `models status`, or a part of it.
#[derive(Clone, Debug, Default)]
pub struct ModelsStatus {
    /// The artifact.
    pub artifact: usize,
    /// `Config`.
    pub config: Option<Seen<String>>,
    /// `Agent dir`.
    pub agent_dir: Option<Seen<String>>,
    /// `Default`: the resolved reference.
    pub default: Option<Seen<String>>,
    /// The text it was resolved from, where it differs: `(from kimi-k2.5)`.
    pub default_from: Option<Seen<String>>,
    /// `Fallbacks`.
    pub fallbacks: Vec<Seen<String>>,
    /// `Utility model`, 2026.9.
    pub utility_model: Option<Seen<String>>,
    /// `Image model`.
    pub image_model: Option<Seen<String>>,
    /// `Image fallbacks`.
    pub image_fallbacks: Vec<Seen<String>>,
    /// `Aliases`: alias and reference.
    pub aliases: Vec<(Seen<String>, Seen<String>)>,
    /// `Configured models` or `Allowed models`; `None` where the line is missing.
    pub allowed: Option<Allowed>,
    /// `Auth store`.
    pub auth_store: Option<Seen<String>>,
    /// `Shell env`.
    pub shell_env: Option<Seen<bool>>,
    /// Variables that the login shell gave.
    pub shell_env_applied: Vec<Seen<String>>,
    /// Providers with OAuth or tokens, and how many profiles each.
    pub oauth_providers: Vec<(Seen<String>, usize)>,
    /// One row per provider with any credential.
    pub providers: Vec<ProviderAuth>,
    /// `Runtime auth`, 2026.6 and later.
    pub runtime_auth: Vec<Seen<String>>,
    /// `Model route issues`, 2026.9.
    pub route_issues: Vec<RouteIssue>,
    /// `Missing auth`.
    pub missing_auth: Vec<MissingAuth>,
    /// `Unavailable auth profiles`, 2026.9, and `unusableProfiles` of the JSON.
    pub unavailable: Vec<Unavailable>,
    /// `OAuth/token status`.
    pub oauth: Vec<OauthStatus>,
    /// Rows of `--probe`.
    pub probes: Vec<Seen<String>>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// The allowlist line.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The line or the JSON array.
    pub span: Span,
    /// `Allowed models`, 2026.9; else `Configured models`.
    pub named_allowed: bool,
    /// Empty where all are allowed.
    pub models: Vec<Seen<String>>,
}

/// Where a provider's credential comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effective {
    /// An auth profile.
    Profiles,
    /// An environment variable.
    Env,
    /// The provider block of the config or the agent's `models.json`.
    ModelsJson,
    /// A built-in stand-in for local providers, 2026.9.
    Synthetic,
    /// Nowhere.
    Missing,
    /// Another word.
    Other,
}

/// A row of the auth overview.
#[derive(Clone, Debug)]
pub struct ProviderAuth {
    /// The whole row.
    pub span: Span,
    /// The provider.
    pub provider: Seen<String>,
    /// Which source wins.
    pub effective: Seen<Effective>,
    /// What stands behind the winning source: a mask, a path, `missing`.
    pub detail: Seen<String>,
    /// How many profiles.
    pub profile_count: Option<Seen<u32>>,
    /// The profiles.
    pub profiles: Vec<Profile>,
    /// The mask of the environment's key.
    pub env: Option<Seen<String>>,
    /// The variable, without `env: `: `MOONSHOT_API_KEY`.
    pub env_variable: Option<Seen<String>>,
    /// The variable came from the login shell.
    pub env_from_shell: bool,
    /// The mask of the key in `models.json` or the config.
    pub models_json: Option<Seen<String>>,
    /// The file named behind it.
    pub models_json_source: Option<Seen<String>>,
    /// `synthetic=`.
    pub synthetic: Option<Seen<String>>,
}

/// An auth profile in a row.
#[derive(Clone, Debug)]
pub struct Profile {
    /// `moonshot:default`.
    pub id: Seen<String>,
    /// The mask, `OAuth (mail)`, `token:…`, `ref(…)`, `missing`.
    pub shown: Seen<String>,
    /// `cooldown 23m`, `disabled:billing 5h`.
    pub unusable: Option<Seen<String>>,
}

/// A row of `Model route issues`.
#[derive(Clone, Debug)]
pub struct RouteIssue {
    /// The row.
    pub span: Span,
    /// The model reference.
    pub model: Seen<String>,
    /// The word in brackets, if there is one.
    pub code: Option<Seen<String>>,
    /// The rest.
    pub message: Seen<String>,
}

/// A row of `Missing auth`.
#[derive(Clone, Debug)]
pub struct MissingAuth {
    /// The provider.
    pub provider: Seen<String>,
    /// What OpenClaw proposes.
    pub hint: Option<Seen<String>>,
}

/// A profile that is skipped for now.
#[derive(Clone, Debug)]
pub struct Unavailable {
    /// The profile.
    pub profile: Seen<String>,
    /// Its provider.
    pub provider: Option<Seen<String>>,
    /// `cooldown`, `disabled:billing`.
    pub reason: Option<Seen<String>>,
    /// The row.
    pub text: Seen<String>,
}

/// A profile's state in `OAuth/token status`.
#[derive(Clone, Debug)]
pub struct OauthStatus {
    /// The provider above it.
    pub provider: Option<Seen<String>>,
    /// The profile and what stands behind it, without the state.
    pub label: Seen<String>,
    /// `ok`, `static`, `expiring`, `expired`, `unknown`.
    pub status: Seen<String>,
    /// `0m`, `6h`, `unknown`.
    pub expires: Option<Seen<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Providers,
    Runtime,
    Routes,
    Missing,
    Unavailable,
    Oauth,
    Probes,
}

/// Reads one answer.
pub(super) fn read(source: &Source<'_>) -> ModelsStatus {
    let mut status = match source.artifact.json {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    status.artifact = source.artifact.id;
    status
}

fn from_text(source: &Source<'_>) -> ModelsStatus {
    let mut status = ModelsStatus::default();
    let mut section = Section::Head;
    let mut oauth_provider = None;
    for line in rows(source.text) {
        let text = source::bare(line);
        if text.is_empty() {
            continue;
        }
        if let Some(next) = heading(text) {
            section = next;
            continue;
        }
        if text.contains(" effective=") && section != Section::Runtime {
            match provider(source, text) {
                Some(row) => status.providers.push(row),
                None => status.unknown.push(source.seen(line)),
            }
            section = Section::Providers;
            continue;
        }
        // What the command says before its answer; `errors` reads it.
        if text.starts_with("[secrets]") || text.starts_with("[model-selection]") {
            continue;
        }
        let item = line.trim_start().starts_with("- ") || line.starts_with("  ");
        let known = match section {
            Section::Runtime if item => {
                status.runtime_auth.push(source.seen(text));
                true
            }
            Section::Routes if item => {
                status.route_issues.push(route_issue(source, text));
                true
            }
            Section::Missing if item => {
                let (name, hint) = text.split_once(' ').unwrap_or((text, ""));
                status.missing_auth.push(MissingAuth {
                    provider: source.seen(name),
                    hint: (!hint.is_empty()).then(|| source.seen(hint)),
                });
                true
            }
            Section::Unavailable if item => {
                status.unavailable.push(unavailable(source, text));
                true
            }
            Section::Oauth if item => {
                if text == "none" {
                    true
                } else if let Some(row) = oauth(source, text, &oauth_provider) {
                    status.oauth.push(row);
                    true
                } else {
                    let name = text.split(" usage:").next().unwrap_or(text);
                    oauth_provider = Some(source.seen(name));
                    true
                }
            }
            Section::Probes => {
                status.probes.push(source.seen(text));
                true
            }
            _ => head(source, line, &mut status),
        };
        if !known {
            status.unknown.push(source.seen(line));
        }
    }
    status
}

/// Lines, with the further lines of a row that was broken joined to it.
fn rows(text: &str) -> Vec<&str> {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        let continues = rows.last().is_some_and(|(start, last)| {
            let before = text.get(*start..*last).unwrap_or("");
            let open = before.contains(" effective=")
                || before.trim_start().starts_with("Configured models (")
                || before.trim_start().starts_with("Allowed models (");
            let trimmed = line.trim();
            open && !trimmed.is_empty()
                && !trimmed.starts_with("- ")
                && (trimmed.starts_with('|')
                    || before.trim_end().ends_with('|')
                    || before.trim_end().ends_with(',')
                    || trimmed.contains("source=")
                    || trimmed.contains(" | "))
                && heading(trimmed).is_none()
        });
        match rows.last_mut() {
            Some(last) if continues => last.1 = end,
            _ => rows.push((at, end)),
        }
        at = end + 1;
    }
    rows.into_iter()
        .map(|(start, end)| text.get(start..end).unwrap_or(""))
        .collect()
}

fn heading(text: &str) -> Option<Section> {
    let text = text.trim_end_matches([':', '*']).trim();
    Some(match text {
        "Auth overview" => Section::Head,
        "Runtime auth" => Section::Runtime,
        "Model route issues" => Section::Routes,
        "Missing auth" => Section::Missing,
        "Unavailable auth profiles" => Section::Unavailable,
        "OAuth/token status" => Section::Oauth,
        "Auth probes" => Section::Probes,
        _ => return None,
    })
}

/// A labelled line; whether it was one.
fn head(source: &Source<'_>, line: &str, status: &mut ModelsStatus) -> bool {
    let Some((name, value)) = source::label(line) else {
        return false;
    };
    let some = || (value != "-" && !value.is_empty()).then(|| source.joined(value));
    let list = || -> Vec<Seen<String>> {
        match value {
            "" | "-" | "all" => Vec::new(),
            _ => value
                .split(',')
                .map(|item| source.joined(item))
                .filter(|item| !item.value.is_empty())
                .collect(),
        }
    };
    match source::plain_label(name) {
        "Config" => status.config = some(),
        "Agent dir" => status.agent_dir = some(),
        "Default" => {
            let (model, from) = match value.split_once(" (from ") {
                Some((model, from)) => (model, Some(from.trim_end_matches(')'))),
                None => (value, None),
            };
            if model != "-" && !model.is_empty() {
                status.default = Some(source.joined(model));
            }
            status.default_from = from.map(|from| source.seen(from));
        }
        "Fallbacks" => status.fallbacks = list(),
        "Utility model" => status.utility_model = some(),
        "Image model" => status.image_model = some(),
        "Image fallbacks" => status.image_fallbacks = list(),
        "Aliases" => {
            status.aliases = value
                .split(',')
                .filter_map(|pair| pair.split_once("->"))
                .map(|(alias, model)| (source.seen(alias), source.joined(model)))
                .collect();
        }
        label @ ("Configured models" | "Allowed models") => {
            status.allowed = Some(Allowed {
                span: source.span(line.trim()),
                named_allowed: label.starts_with('A'),
                models: list(),
            });
        }
        "Auth store" => status.auth_store = some(),
        "Shell env" => {
            let (word, applied) = value.split_once(" (applied: ").unwrap_or((value, ""));
            status.shell_env = Some(Seen::new(word.trim() == "on", source.span(word)));
            status.shell_env_applied = applied
                .trim_end_matches(')')
                .split(',')
                .map(|name| source.seen(name))
                .filter(|name| !name.value.is_empty())
                .collect();
        }
        "Providers w/ OAuth/tokens" | "Providers w/ OAuth" => {
            for item in value.split(',').filter(|item| item.trim() != "-") {
                let (provider, count) = item.split_once(" (").unwrap_or((item, "1"));
                let count = count.trim_end_matches(')').trim().parse().unwrap_or(1);
                if !provider.trim().is_empty() {
                    status.oauth_providers.push((source.seen(provider), count));
                }
            }
        }
        _ => return false,
    }
    true
}

fn provider(source: &Source<'_>, row: &str) -> Option<ProviderAuth> {
    let (name, rest) = row.split_once(" effective=")?;
    let mut parts = rest.split('|');
    let winner = parts.next()?.trim();
    let (kind, detail) = winner.split_once(':').unwrap_or((winner, ""));
    let effective = match kind.trim() {
        "profiles" => Effective::Profiles,
        "env" => Effective::Env,
        "models.json" => Effective::ModelsJson,
        "synthetic" => Effective::Synthetic,
        "missing" => Effective::Missing,
        _ => Effective::Other,
    };
    let mut auth = ProviderAuth {
        span: source.span(row.trim()),
        provider: source.seen(name),
        effective: Seen::new(effective, source.span(kind.trim())),
        detail: source.joined(detail),
        profile_count: None,
        profiles: Vec::new(),
        env: None,
        env_variable: None,
        env_from_shell: false,
        models_json: None,
        models_json_source: None,
        synthetic: None,
    };
    for part in parts {
        let part = part.trim();
        if let Some(value) = part.strip_prefix("profiles=") {
            let count = value.split(' ').next().unwrap_or(value);
            auth.profile_count = source.number(count);
        } else if let Some(value) = part.strip_prefix("env=") {
            auth.env = Some(source.joined(value));
        } else if let Some(value) = part.strip_prefix("models.json=") {
            auth.models_json = Some(source.joined(value));
        } else if let Some(value) = part.strip_prefix("synthetic=") {
            auth.synthetic = Some(source.joined(value));
        } else if let Some(value) = part.strip_prefix("source=") {
            let value = value.trim();
            if let Some(path) = value.strip_prefix("models.json:") {
                auth.models_json_source = Some(source.joined(path));
            } else if let Some(name) = value.strip_prefix("shell env:") {
                auth.env_from_shell = true;
                auth.env_variable = Some(source.joined(name));
            } else {
                let name = value.strip_prefix("env:").unwrap_or(value);
                auth.env_variable = Some(source.joined(name));
            }
        } else {
            auth.profiles.extend(profiles(source, part));
        }
    }
    Some(auth)
}

/// `a:default=sk-…, a:second=token:… [cooldown 23m]`.
fn profiles(source: &Source<'_>, text: &str) -> Vec<Profile> {
    let mut found = Vec::new();
    for item in text.split(", ") {
        let Some((id, shown)) = item.split_once('=') else {
            continue;
        };
        let shown = shown.trim();
        let (shown, unusable) = match shown.rsplit_once(" [") {
            Some((shown, note)) if note.ends_with(']') => (shown, Some(note.trim_end_matches(']'))),
            _ => (shown, None),
        };
        found.push(Profile {
            id: source.joined(id),
            shown: source.joined(shown),
            unusable: unusable.map(|note| source.seen(note)),
        });
    }
    found
}

fn route_issue(source: &Source<'_>, text: &str) -> RouteIssue {
    let (model, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (code, message) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((code, message)) => (Some(source.seen(code)), message),
        None => (None, rest),
    };
    RouteIssue {
        span: source.span(text),
        model: source.seen(model),
        code,
        message: source.joined(message),
    }
}

/// `anthropic:second (anthropic) disabled:billing (5h) — …`.
fn unavailable(source: &Source<'_>, text: &str) -> Unavailable {
    let mut words = text.split(' ');
    let profile = words.next().unwrap_or(text);
    let provider = words
        .clone()
        .find(|word| word.starts_with('(') && word.ends_with(')'))
        .map(|word| source.seen(word.trim_matches(['(', ')'])));
    let reason = words
        .find(|word| word.starts_with("cooldown") || word.starts_with("disabled"))
        .map(|word| source.seen(word));
    Unavailable {
        profile: source.seen(profile),
        provider,
        reason,
        text: source.seen(text),
    }
}

/// `openai:default (mail) expired expires in 0m`.
fn oauth(source: &Source<'_>, text: &str, provider: &Option<Seen<String>>) -> Option<OauthStatus> {
    let (head, expires) = match text.rsplit_once(" expires ") {
        Some((head, expires)) => (head, Some(expires.strip_prefix("in ").unwrap_or(expires))),
        None => (text, None),
    };
    let (label, status) = head.rsplit_once(' ')?;
    let known = ["ok", "static", "expiring", "expired", "unknown", "missing"];
    if !known.contains(&status) {
        return None;
    }
    Some(OauthStatus {
        provider: provider.clone(),
        label: source.seen(label),
        status: source.seen(status),
        expires: expires.map(|text| source.seen(text)),
    })
}

fn from_json(source: &Source<'_>) -> Option<ModelsStatus> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut status = ModelsStatus {
        config: root.text("configPath"),
        agent_dir: root.text("agentDir"),
        default: root
            .text("resolvedDefault")
            .or_else(|| root.text("defaultModel")),
        fallbacks: root.texts("fallbacks"),
        image_model: root.text("imageModel"),
        image_fallbacks: root.texts("imageFallbacks"),
        utility_model: root.get("utilityModel").and_then(|node| node.text("ref")),
        ..ModelsStatus::default()
    };
    if let (Some(raw), Some(resolved)) = (root.text("defaultModel"), &status.default)
        && raw.value != resolved.value
    {
        status.default_from = Some(raw);
    }
    if let Some(aliases) = root.get("aliases") {
        status.aliases = aliases
            .members()
            .into_iter()
            .filter_map(|(alias, model)| Some((alias, model.as_text()?)))
            .collect();
    }
    if let Some(allowed) = root.get("allowed") {
        status.allowed = Some(Allowed {
            span: allowed.span(),
            named_allowed: false,
            models: root.texts("allowed"),
        });
    }
    let Some(auth) = root.get("auth") else {
        return Some(status);
    };
    status.auth_store = auth.text("storePath");
    if let Some(shell) = auth.get("shellEnvFallback") {
        status.shell_env = shell.flag("enabled");
        status.shell_env_applied = shell.texts("appliedKeys");
    }
    status.oauth_providers = auth
        .texts("providersWithOAuth")
        .into_iter()
        .map(|name| {
            (
                name.map(|name| name.split(" (").next().unwrap_or("").to_owned()),
                1,
            )
        })
        .collect();
    for provider in auth.texts("missingProvidersInUse") {
        status.missing_auth.push(MissingAuth {
            provider,
            hint: None,
        });
    }
    for issue in auth.list("modelRouteIssues") {
        let model = match (issue.text("provider"), issue.text("model")) {
            (Some(provider), Some(model)) => {
                Some(model.map(|model| format!("{}/{model}", provider.value)))
            }
            (_, model) => model,
        };
        status.route_issues.push(RouteIssue {
            span: issue.span(),
            model: model.unwrap_or_else(|| Seen::new(String::new(), issue.span())),
            code: issue.text("kind"),
            message: issue
                .text("message")
                .unwrap_or_else(|| Seen::new(String::new(), issue.span())),
        });
    }
    for route in auth.list("runtimeAuthRoutes") {
        status
            .runtime_auth
            .push(Seen::new(route.node.source().to_owned(), route.span()));
    }
    for row in auth.list("providers") {
        status.providers.extend(provider_json(&row));
    }
    for row in auth.list("unusableProfiles") {
        let Some(profile) = row.text("profileId") else {
            continue;
        };
        status.unavailable.push(Unavailable {
            text: Seen::new(row.node.source().to_owned(), row.span()),
            provider: row.text("provider"),
            reason: match (row.text("kind"), row.text("reason")) {
                (Some(kind), Some(reason)) => {
                    Some(kind.map(|kind| format!("{kind}:{}", reason.value)))
                }
                (kind, reason) => kind.or(reason),
            },
            profile,
        });
    }
    for row in auth
        .get("oauth")
        .map(|oauth| oauth.list("profiles"))
        .unwrap_or_default()
    {
        let (Some(label), Some(state)) = (row.text("profileId"), row.text("status")) else {
            continue;
        };
        status.oauth.push(OauthStatus {
            provider: row.text("provider"),
            label,
            status: state,
            expires: row.text("remainingMs"),
        });
    }
    Some(status)
}

fn provider_json(row: &Json<'_, '_>) -> Option<ProviderAuth> {
    let kind = row.at(&["effective", "kind"])?.as_text()?;
    let effective = match kind.value.as_str() {
        "profiles" => Effective::Profiles,
        "env" => Effective::Env,
        "models.json" => Effective::ModelsJson,
        "synthetic" => Effective::Synthetic,
        "missing" => Effective::Missing,
        _ => Effective::Other,
    };
    let env_source = row.at(&["env", "source"]).and_then(|node| node.as_text());
    let labels = row
        .get("profiles")
        .map(|node| node.list("labels"))
        .unwrap_or_default();
    let profiles = labels.iter().filter_map(Json::as_text).filter_map(|label| {
        let (id, shown) = label.value.split_once('=')?;
        let (shown, unusable) = match shown.rsplit_once(" [") {
            Some((shown, note)) => (shown, Some(note.trim_end_matches(']').to_owned())),
            None => (shown, None),
        };
        Some(Profile {
            id: Seen::new(id.to_owned(), label.span),
            shown: Seen::new(shown.to_owned(), label.span),
            unusable: unusable.map(|note| Seen::new(note, label.span)),
        })
    });
    Some(ProviderAuth {
        span: row.span(),
        provider: row.text("provider")?,
        effective: kind.map(|_| effective),
        detail: row
            .at(&["effective", "detail"])
            .and_then(|node| node.as_text())
            .unwrap_or_else(|| Seen::new(String::new(), row.span())),
        profile_count: row
            .get("profiles")
            .and_then(|node| node.number("count"))
            .map(|count| count.map(|count| u32::try_from(count).unwrap_or(0))),
        profiles: profiles.collect(),
        env: row.at(&["env", "value"]).and_then(|node| node.as_text()),
        env_from_shell: env_source
            .as_ref()
            .is_some_and(|seen| seen.value.starts_with("shell env")),
        env_variable: env_source
            .map(|seen| seen.map(|text| text.rsplit(": ").next().unwrap_or("").to_owned())),
        models_json: row
            .at(&["modelsJson", "value"])
            .and_then(|node| node.as_text()),
        models_json_source: row
            .at(&["modelsJson", "source"])
            .and_then(|node| node.as_text())
            .map(|seen| seen.map(|text| text.trim_start_matches("models.json: ").to_owned())),
        synthetic: row
            .at(&["syntheticAuth", "value"])
            .and_then(|node| node.as_text()),
    })
}
