//! Hosts that provider requests go to: which product answers there, and in which region.

/// A host.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The host name.
    pub host: &'static str,
    /// The first part of the path, where one host serves two products.
    pub path: &'static str,
    /// Whose keys it takes.
    pub product: &'static str,
    /// The region whose keys it takes, where keys of regions are kept apart.
    pub region: Option<&'static str>,
    /// The same product in the other region.
    pub twin: Option<&'static str>,
    /// Where that is known from.
    pub source: &'static str,
}

/// Every host; a row with a path stands before one without.
pub static ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        host: "api.kimi.com",
        path: "/coding",
        product: "kimi-code",
        region: None,
        twin: None,
        source: "openclaw 2026.3.8: KIMI_CODING_BASE_URL",
    },
    Endpoint {
        host: "api.moonshot.ai",
        path: "",
        product: "moonshot",
        region: Some("international"),
        twin: Some("https://api.moonshot.cn/v1"),
        source: "openclaw 2026.3.8: onboarding choices moonshot-api-key and moonshot-api-key-cn",
    },
    Endpoint {
        host: "api.moonshot.cn",
        path: "",
        product: "moonshot",
        region: Some("China"),
        twin: Some("https://api.moonshot.ai/v1"),
        source: "openclaw 2026.3.8: onboarding choices moonshot-api-key and moonshot-api-key-cn",
    },
];

/// The row for a base URL; `None` for a host that is not recorded.
pub fn endpoint(base_url: &str) -> Option<&'static Endpoint> {
    let rest = base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest);
    let (authority, path) = match rest.find(['/', '?', '#']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    ENDPOINTS
        .iter()
        .find(|row| row.host == host && path.starts_with(row.path))
}
