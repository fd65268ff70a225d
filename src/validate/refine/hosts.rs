//! Checks of addresses, providers and servers.

use super::agents::agent_id;
use super::look::{is_all, is_truthy, keys, members, some, text, trim};
use super::{Crash, Found, Site};
use crate::json5::Value;
use crate::validate::stages::since;
use crate::validate::url::{self, Url};

/// Providers that a config may change without their address and models. One row an id and releases,
/// from `BUILT_IN_MODEL_PROVIDER_OVERLAY_IDS` of the packages and the aliases of their `normalizeProviderId`.
const BUILT_IN: &str = include_str!("built_in_providers.txt");

/// Whether a provider is built in, in this release.
pub fn is_built_in(id: &str, site: &Site<'_>) -> bool {
    let id = trim(id).to_lowercase();
    BUILT_IN.lines().any(|row| {
        let Some((name, interval)) = row.split_once(' ') else {
            return false;
        };
        let Some((first, end)) = interval.split_once("..") else {
            return false;
        };
        name == id && since(site.release, first) && (end.is_empty() || !since(site.release, end))
    })
}

/// `models.providers`: what is not built in needs an address and models.
pub fn providers(value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    for (id, provider) in members(Some(value)) {
        if is_built_in(id, site) {
            continue;
        }
        for (key, is_there) in [
            ("baseUrl", is_truthy(provider.get("baseUrl"))),
            (
                "models",
                matches!(provider.get("models"), Some(Value::Array(_))),
            ),
        ] {
            if !is_there {
                let message = format!(
                    "custom model providers must declare {key}; provider overlays without {key} are only supported for bundled providers"
                );
                found.add(keys(&[id, key]), message);
            }
        }
    }
}

const MOVED: &str =
    "legacy web_search provider config must use plugins.entries.<plugin>.config.webSearch";

/// `tools.web.search`: keys that belong to plugins, keys that no object may have.
pub fn web_search(value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    let blocked = |key: &str| matches!(key, "__proto__" | "prototype" | "constructor");
    for (key, _) in members(Some(value)) {
        if blocked(key) {
            found.add(
                keys(&[key]),
                "tools.web.search must not contain blocked object keys",
            );
        }
    }
    let providers = [
        "brave",
        "duckduckgo",
        "exa",
        "firecrawl",
        "gemini",
        "grok",
        "kimi",
        "minimax",
        "ollama",
        "perplexity",
        "searxng",
        "tavily",
    ];
    for (key, entry) in members(Some(value)) {
        let is_key = key == "apiKey" && since(site.release, "2026.8.1");
        if !blocked(key)
            && (is_key || (providers.contains(&key) && matches!(entry, Value::Object(_))))
        {
            found.add(keys(&[key]), MOVED);
        }
    }
}

/// `new URL(text)`, which throws.
pub(in crate::validate) fn url_or_crash(text: &str) -> Result<Url, Crash> {
    url::parse(text).ok_or_else(|| Crash("TypeError: Invalid URL".to_string()))
}

/// `http:` or `https:`.
pub(in crate::validate) fn is_http(url: &Url) -> bool {
    matches!(url.protocol.as_str(), "http:" | "https:")
}

/// An origin and nothing more.
pub(in crate::validate) fn is_bare_origin(text: &str) -> Option<Url> {
    url::parse(text).filter(|url| {
        is_http(url)
            && url.pathname == "/"
            && url.search.is_empty()
            && url.hash.is_empty()
            && url.username.is_empty()
            && url.password.is_empty()
    })
}

/// MCP servers (2026.8.1).
pub fn mcp_server(value: &Value<'_>, found: &mut Found) {
    for key in [
        "connectTimeout",
        "connect_timeout",
        "timeout",
        "workingDirectory",
        "supports_parallel_tool_calls",
        "ssl_verify",
        "client_cert",
        "client_key",
    ] {
        if value.get(key).is_some() {
            found.add(Vec::new(), format!("Unrecognized key: \"{key}\""));
        }
    }
    if value
        .get("codex")
        .is_some_and(|codex| codex.get("default_tools_approval_mode").is_some())
    {
        found.add(
            keys(&["codex", "default_tools_approval_mode"]),
            "Unrecognized key: \"default_tools_approval_mode\"",
        );
    }
    if let Some(disabled) = value.get("disabled") {
        let instead = match disabled {
            Value::Bool(off) => format!(
                "\"enabled: {}\" instead, then run \"openclaw doctor --fix\" to migrate existing config",
                !off
            ),
            _ => "the canonical \"enabled\" boolean instead".to_string(),
        };
        found.add(
            keys(&["disabled"]),
            format!("unsupported key \"disabled\"; use {instead}"),
        );
    }
    let oauth = some(value, "oauth");
    if oauth.and_then(|oauth| text(oauth, "identity")) == Some("per-requester") {
        let identity = keys(&["oauth", "identity"]);
        if text(value, "auth") != Some("oauth") {
            found.add(
                identity.clone(),
                "oauth.identity \"per-requester\" requires auth: \"oauth\"",
            );
        }
        if is_truthy(oauth.and_then(|oauth| oauth.get("authProfileId"))) {
            found.add(
                keys(&["oauth", "authProfileId"]),
                "oauth.authProfileId cannot be used with oauth.identity \"per-requester\"",
            );
        }
        if !is_truthy(value.get("url")) {
            found.add(
                identity.clone(),
                "oauth.identity \"per-requester\" requires an HTTP server URL",
            );
        }
        if value.get("command").is_some() || text(value, "transport") == Some("stdio") {
            found.add(identity, "oauth.identity \"per-requester\" cannot be combined with a command or \"stdio\" transport");
        }
    }
    mcp_stdio(value, found);
}

/// `stdio` without a command.
pub fn mcp_stdio(value: &Value<'_>, found: &mut Found) {
    if text(value, "transport") == Some("stdio")
        && text(value, "command").is_none_or(|command| trim(command).is_empty())
    {
        found.add(
            keys(&["transport"]),
            "\"stdio\" transport requires a non-empty command",
        );
    }
}

/// Channel health: the threshold below the check.
pub fn stale_threshold(value: &Value<'_>, found: &mut Found) {
    let number = |key: &str| value.get(key).and_then(Value::as_f64);
    let check = number("channelHealthCheckMinutes").unwrap_or(5.0);
    if number("channelStaleEventThresholdMinutes")
        .is_some_and(|threshold| check != 0.0 && threshold < check)
    {
        let message = "channelStaleEventThresholdMinutes should be >= channelHealthCheckMinutes to avoid delayed stale detection";
        found.add(keys(&["channelStaleEventThresholdMinutes"]), message);
    }
}

/// Roles: the default must be one of them.
pub fn roles(value: &Value<'_>, found: &mut Found) {
    let default = text(value, "default").map(trim).unwrap_or("");
    if !members(value.get("definitions"))
        .iter()
        .any(|(name, _)| trim(name) == default)
    {
        found.add(
            keys(&["default"]),
            "gateway.roles.default must name a configured role definition",
        );
    }
}

/// Persistent hooks need a session.
pub fn hook_sessions(value: &Value<'_>, found: &mut Found) {
    let filled =
        |value: &Value<'_>, key: &str| text(value, key).is_some_and(|text| !trim(text).is_empty());
    for (index, mapping) in super::look::elements(value.get("mappings"))
        .iter()
        .enumerate()
    {
        let agent = text(mapping, "action").is_none_or(|action| action == "agent");
        let persistent = text(mapping, "sessionMode") == Some("persistent");
        if agent
            && persistent
            && !filled(mapping, "sessionKey")
            && !filled(value, "defaultSessionKey")
            && !is_truthy(mapping.get("transform"))
        {
            let mut path = keys(&["mappings"]);
            path.push(crate::json5::Segment::Index(index));
            path.extend(keys(&["sessionKey"]));
            found.add(path, "persistent hook mappings require sessionKey, hooks.defaultSessionKey, or a transform");
        }
    }
}

/// Headers sent to a remote gateway.
pub fn edge_headers(value: &Value<'_>, found: &mut Found) {
    let headers = members(Some(value));
    if headers.is_empty() {
        found.add(
            Vec::new(),
            "invalid gateway.remote.edgeAuth: header map must not be empty",
        );
        return;
    }
    let owned = [
        "host",
        "connection",
        "upgrade",
        "content-length",
        "sec-websocket-key",
        "sec-websocket-version",
        "sec-websocket-protocol",
        "sec-websocket-extensions",
    ];
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (name, _) in headers {
        let lower = name.to_lowercase();
        let is_token = !name.is_empty()
            && is_all(name, |c| {
                c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
            });
        if !is_token {
            let quoted = serde_json::to_string(name).unwrap_or_default();
            found.add(
                keys(&[name]),
                format!("invalid gateway.remote.edgeAuth header name: {quoted}"),
            );
            return;
        }
        if owned.contains(&lower.as_str()) {
            found.add(
                keys(&[name]),
                format!("gateway.remote.edgeAuth cannot set transport-owned header \"{name}\""),
            );
            return;
        }
        if let Some((_, before)) = seen.iter().find(|(known, _)| *known == lower) {
            found.add(keys(&[name]), format!("gateway.remote.edgeAuth header names \"{before}\" and \"{name}\" differ only by case"));
            return;
        }
        seen.push((lower, name));
    }
}

/// Hosts of the egress proxy: one exact name each.
pub fn exact_host(raw: &str) -> Option<String> {
    let lower = trim(raw).to_lowercase();
    let name = lower.trim_end_matches('.');
    if name.contains('*') {
        return Some(format!(
            "Allowed host \"{raw}\" cannot contain a wildcard; use one exact hostname."
        ));
    }
    let name = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(name);
    if name.parse::<std::net::IpAddr>().is_ok() {
        return None;
    }
    if name.is_empty()
        || name.contains([':', '/', '?', '#', '@'])
        || name.chars().any(crate::validate::patterns::is_space)
    {
        return Some(format!(
            "Allowed host \"{raw}\" must be a hostname without a scheme, path, wildcard, or port."
        ));
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
    };
    let is_host = name.len() <= 253 && name.split('.').all(label);
    (!is_host).then(|| format!("Allowed host \"{raw}\" is not a valid hostname."))
}

/// Portals on their own domain and port (2026.9.6).
pub fn portals(value: &Value<'_>, found: &mut Found) {
    let Some(ingress) = some(value, "portals").and_then(|portals| some(portals, "ingress")) else {
        return;
    };
    let domain = text(ingress, "domain").unwrap_or("").to_lowercase();
    let allowed = some(value, "controlUi").and_then(|ui| ui.get("allowedOrigins"));
    let origins = text(value, "publicOrigin").into_iter().chain(
        super::look::elements(allowed)
            .iter()
            .filter_map(Value::as_str),
    );
    let conflict = origins
        .filter_map(url::parse)
        .any(|url| url.hostname == domain || url.hostname.ends_with(&format!(".{domain}")));
    if conflict {
        found.add(
            keys(&["portals", "ingress", "domain"]),
            "Portal ingress must use a separate domain from Gateway and Control UI origins",
        );
    }
    let port = value.get("port").and_then(Value::as_f64).unwrap_or(18789.0);
    if ingress.get("port").and_then(Value::as_f64) == Some(port) {
        found.add(
            keys(&["portals", "ingress", "port"]),
            "Portal ingress port must differ from the Gateway port",
        );
    }
}

/// A DNS name with a dot.
pub fn is_bare_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && is_all(label, |c| c.is_ascii_alphanumeric() || c == '-')
    };
    domain.len() <= 220
        && domain.contains('.')
        && domain.parse::<std::net::IpAddr>().is_err()
        && domain.split('.').all(label)
}

/// `host/owner/repo` in lower case.
pub fn is_repository(text: &str) -> bool {
    let segments: Vec<&str> = text.split('/').collect();
    segments.len() >= 3
        && !text.ends_with(".git")
        && text.to_lowercase() == text
        && segments.iter().all(|segment| {
            !segment.is_empty() && !segment.chars().any(crate::validate::patterns::is_space)
        })
}

/// An agent id as roles take it.
pub fn is_agent_id(raw: &str) -> bool {
    let id = trim(raw);
    super::agents::is_plain_id(id) && !agent_id(id).is_empty()
}

/// CSS width of the chat (2026.5.2 to 2026.7.35).
pub fn is_css_width(raw: &str) -> bool {
    let text = raw
        .split(crate::validate::patterns::is_space)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    if text.is_empty() || text.len() > 96 {
        return false;
    }
    let units = ["px", "rem", "em", "ch", "vw", "vh", "vmin", "vmax", "%"];
    let keywords = ["none", "min-content", "max-content"];
    if keywords.contains(&text.as_str()) {
        return true;
    }
    let is_number = |number: &str| {
        let (whole, fraction) = number
            .split_once('.')
            .map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
        let digits = |text: &str| is_all(text, |c| c.is_ascii_digit());
        digits(whole)
            && fraction.map_or(!whole.is_empty(), |fraction| {
                !fraction.is_empty() && digits(fraction)
            })
    };
    if units
        .iter()
        .any(|unit| text.strip_suffix(unit).is_some_and(is_number))
    {
        return true;
    }
    if !is_all(&text, |c| {
        c.is_ascii_alphanumeric() || ".%+-*/(), ".contains(c)
    }) {
        return false;
    }
    let mut depth = 0_i32;
    for c in text.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth < 0 {
            return false;
        }
    }
    let functions = ["calc", "clamp", "fit-content", "max", "min"];
    let names = text
        .split(|c: char| !(c.is_ascii_alphabetic() || c == '-'))
        .map(|name| name.trim_matches('-'))
        .filter(|name| !name.is_empty());
    let known = names
        .into_iter()
        .all(|name| functions.contains(&name) || keywords.contains(&name) || units.contains(&name));
    let call = functions.iter().any(|name| {
        text.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('(') && rest.ends_with(')') && rest.len() > 2)
    });
    depth == 0 && known && call
}
