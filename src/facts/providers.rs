//! Model providers: their ids, variables, addresses and how a release supplies them.
//!
//! Source of a row: the package of the releases at its bounds (extension manifests from 2026.3.22
//! on, the core's tables before), unless it names another.

use super::Interval;
use crate::catalogue::Release;
use crate::version::Version;

/// A provider as one span of releases knows it.
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// The id in `provider/model`.
    pub id: &'static str,
    /// Other spellings that this span of releases takes for the id.
    pub aliases: &'static [&'static str],
    /// The product whose keys it takes, as in [`super::keys`].
    pub product: &'static str,
    /// When the row holds.
    pub when: Interval,
    /// Variables its key is read from, strongest first.
    pub variables: &'static [&'static str],
    /// Where it sends requests by default; the host decides.
    pub base_url: &'static str,
    /// The adapter it speaks.
    pub api: &'static str,
    /// The model reference its onboarding sets.
    pub model: &'static str,
    /// How the release supplies it.
    pub supply: Supply,
    /// Where the row was taken from.
    pub source: &'static str,
}

/// How a release supplies a provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Supply {
    /// Part of the core: a key is enough.
    BuiltIn,
    /// A plugin inside the package: a key is enough.
    Bundled,
    /// A plugin of its own that has to be installed: the npm package.
    External(&'static str),
}

/// Every row, by id, oldest first.
pub static PROVIDERS: &[Provider] = &[
    Provider {
        id: "kimi-coding",
        aliases: &["kimi-code"],
        product: "kimi-code",
        when: Interval::between("2026.1.30", "2026.3.22"),
        variables: &["KIMI_API_KEY", "KIMICODE_API_KEY"],
        base_url: "https://api.kimi.com/coding/",
        api: "anthropic-messages",
        model: "kimi-coding/k2p5",
        supply: Supply::BuiltIn,
        source: "openclaw 2026.3.8: KIMI_CODING_BASE_URL, KIMI_CODING_DEFAULT_MODEL_ID; last in 2026.3.13",
    },
    Provider {
        id: "kimi",
        aliases: &["kimi-coding", "kimi-code"],
        product: "kimi-code",
        when: Interval::between("2026.3.22", "2026.5.12"),
        variables: &["KIMI_API_KEY", "KIMICODE_API_KEY"],
        base_url: "https://api.kimi.com/coding/",
        api: "anthropic-messages",
        model: "kimi/kimi-code",
        supply: Supply::Bundled,
        source: "openclaw 2026.3.22 dist/extensions/kimi-coding: KIMI_DEFAULT_MODEL_ID",
    },
    Provider {
        id: "kimi",
        aliases: &["kimi-coding", "kimi-code"],
        product: "kimi-code",
        when: Interval::between("2026.5.12", "2026.6.9"),
        variables: &["KIMI_API_KEY", "KIMICODE_API_KEY"],
        base_url: "https://api.kimi.com/coding/",
        api: "anthropic-messages",
        model: "kimi/kimi-for-coding",
        supply: Supply::Bundled,
        source: "openclaw 2026.5.12 dist/extensions/kimi-coding: KIMI_DEFAULT_MODEL_ID; last in 2026.6.8",
    },
    Provider {
        id: "kimi",
        aliases: &["kimi-coding"],
        product: "kimi-code",
        when: Interval::since("2026.6.9"),
        variables: &["KIMI_API_KEY", "KIMICODE_API_KEY"],
        base_url: "https://api.kimi.com/coding/",
        api: "anthropic-messages",
        model: "kimi/kimi-for-coding",
        supply: Supply::External("@openclaw/kimi-provider"),
        source: "openclaw 2026.9.6: official external catalogue; docs/providers/moonshot.md",
    },
    Provider {
        id: "moonshot",
        aliases: &[],
        product: "moonshot",
        when: Interval::until("2026.3.22"),
        variables: &["MOONSHOT_API_KEY"],
        base_url: "https://api.moonshot.ai/v1",
        api: "openai-completions",
        model: "moonshot/kimi-k2.5",
        supply: Supply::BuiltIn,
        source: "openclaw 2026.3.8: implicit providers, onboarding defaults",
    },
    Provider {
        id: "moonshot",
        aliases: &["moonshotai", "moonshot-ai"],
        product: "moonshot",
        when: Interval::between("2026.3.22", "2026.6.11"),
        variables: &["MOONSHOT_API_KEY"],
        base_url: "https://api.moonshot.ai/v1",
        api: "openai-completions",
        model: "moonshot/kimi-k2.5",
        supply: Supply::Bundled,
        source: "openclaw 2026.3.22 dist/extensions/moonshot; last in 2026.6.10",
    },
    Provider {
        id: "moonshot",
        aliases: &[],
        product: "moonshot",
        when: Interval::since("2026.6.11"),
        variables: &["MOONSHOT_API_KEY", "KIMI_API_KEY"],
        base_url: "https://api.moonshot.ai/v1",
        api: "openai-completions",
        model: "moonshot/kimi-k2.6",
        supply: Supply::External("@openclaw/moonshot-provider"),
        source: "openclaw 2026.9.6: official external catalogue; docs/gateway/config-tools/provider-examples.md",
    },
];

/// The row for `id` (or one of its aliases) in `version`.
pub fn provider(id: &str, version: &Version) -> Option<&'static Provider> {
    let holding = || PROVIDERS.iter().filter(|row| row.when.holds(version));
    holding()
        .find(|row| row.id == id)
        .or_else(|| holding().find(|row| row.aliases.contains(&id)))
}

/// The provider that takes keys of `product` in `version`.
pub fn for_product(product: &str, version: &Version) -> Option<&'static Provider> {
    PROVIDERS
        .iter()
        .find(|row| row.product == product && row.when.holds(version))
}

/// The provider that reads its key from `variable` in `version`; of several the first.
pub fn of_variable(variable: &str, version: &Version) -> Option<&'static Provider> {
    PROVIDERS
        .iter()
        .find(|row| row.when.holds(version) && row.variables.contains(&variable))
}

/// How one stretch of releases supplies a product.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The row that holds there.
    pub row: &'static Provider,
    /// The first of the releases.
    pub first: Release,
    /// The last of them.
    pub last: Release,
}

/// How each of `releases` (in order) supplies the provider that takes keys of `product`.
pub fn choices(product: &str, releases: &[Release]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for release in releases {
        let row = release
            .version()
            .and_then(|version| for_product(product, &version));
        let Some(row) = row else { continue };
        match choices.last_mut() {
            Some(last) if last.row.model == row.model && last.row.supply == row.supply => {
                last.last = *release
            }
            _ => choices.push(Choice {
                row,
                first: *release,
                last: *release,
            }),
        }
    }
    choices
}

/// The product of a provider id, whatever the release: ids are never used for two products.
pub fn product_of(id: &str) -> Option<&'static str> {
    PROVIDERS
        .iter()
        .find(|row| row.id == id || row.aliases.contains(&id))
        .map(|row| row.product)
}

/// The name of a product for people.
pub fn label_of(product: &str) -> &str {
    match product {
        "kimi-code" => "Kimi Code",
        "moonshot" => "Moonshot",
        "anthropic" => "Anthropic",
        "openai" => "OpenAI",
        "openrouter" => "OpenRouter",
        "google" => "Google",
        "groq" => "Groq",
        "xai" => "xAI",
        "nvidia" => "NVIDIA",
        other => other,
    }
}
