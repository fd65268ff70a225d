//! Model providers: their ids, addresses and default models by release (`providers.txt`), and, from the
//! catalogue, the variables of their keys and how a release supplies them.

use super::Interval;
use crate::catalogue::{ProviderHome, Release};
use crate::version::Version;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

/// A provider as one span of releases knows it.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The id in `provider/model`.
    pub id: &'static str,
    /// Other spellings that this span of releases takes for the id.
    pub aliases: Vec<&'static str>,
    /// The product whose keys it takes, as in [`super::keys`].
    pub product: &'static str,
    /// When the row holds.
    pub when: Interval,
    /// Where it sends requests by default; empty where that is not known.
    pub base_url: &'static str,
    /// The adapter it speaks; empty where models differ.
    pub api: &'static str,
    /// The model references that its onboarding sets, each with its first release, oldest first.
    pub models: Vec<(&'static str, &'static str)>,
    /// Where the row was taken from.
    pub source: &'static str,
}

/// A provider in one release.
#[derive(Clone, Copy, Debug)]
pub struct Provided {
    /// Its row.
    pub row: &'static Provider,
    /// The release.
    pub release: Release,
}

/// How a release supplies a provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Supply {
    /// Part of the core or of a plugin inside the package: a key is enough.
    Here,
    /// A plugin of its own that has to be installed: the npm package.
    External(&'static str),
    /// Neither names it: the config has to define it.
    Nowhere,
}

impl Provided {
    /// How the release supplies it.
    pub fn supply(self) -> Supply {
        supply(self.row.id, self.release)
    }

    /// The model reference that onboarding sets; empty where none is known.
    pub fn model(self) -> &'static str {
        let Some(version) = self.release.version() else {
            return "";
        };
        let since = |since: &str| Version::parse(since).is_some_and(|since| since <= version);
        self.row
            .models
            .iter()
            .rev()
            .find(|(first, _)| since(first))
            .map_or("", |(_, model)| model)
    }

    /// The variables its key is read from, strongest first.
    pub fn variables(self) -> Vec<&'static str> {
        variables(self.row.id, self.release)
    }

    /// The variable to recommend; empty where there is none.
    pub fn variable(self) -> &'static str {
        variable(self.row.id, self.release).unwrap_or("")
    }
}

/// The variable to recommend for the key of `id`: the one of its own name, else the first for a key.
pub fn variable(id: &str, release: Release) -> Option<&'static str> {
    let names = variables(id, release);
    let own = format!("{}_API_KEY", id.to_ascii_uppercase().replace('-', "_"));
    let named = names.iter().find(|name| **name == own);
    // A token's variable often stands before the key's.
    let key = names.iter().find(|name| name.ends_with("_API_KEY"));
    named.or(key).or(names.first()).copied()
}

/// Every row, by id, oldest first.
pub fn rows() -> &'static [Provider] {
    static ROWS: OnceLock<Vec<Provider>> = OnceLock::new();
    ROWS.get_or_init(|| {
        include_str!("providers.txt")
            .lines()
            .filter_map(read)
            .collect()
    })
}

fn read(line: &'static str) -> Option<Provider> {
    if line.starts_with('#') {
        return None;
    }
    let known = |text: &'static str| (text != "-").then_some(text);
    let mut columns = line.split('|').map(known);
    let mut next = || columns.next().flatten();
    let id = next()?;
    let aliases = next().map_or_else(Vec::new, |names| names.split(' ').collect());
    let product = next()?;
    let when = Interval {
        since: next(),
        until: next(),
    };
    let base_url = next().unwrap_or("");
    let api = next().unwrap_or("");
    let models = next().unwrap_or("").split(' ');
    Some(Provider {
        id,
        aliases,
        product,
        when,
        base_url,
        api,
        models: models.filter_map(|model| model.split_once('=')).collect(),
        source: next()?,
    })
}

/// How `release` supplies the provider `id`.
pub fn supply(id: &str, release: Release) -> Supply {
    match release.provider_home(id) {
        Some(ProviderHome::External(plugin)) => Supply::External(plugin.npm),
        Some(ProviderHome::Bundled(_) | ProviderHome::Core) => Supply::Here,
        // Providers without a variable are in no table of the catalogue.
        None if provider(id, release).is_some_and(|known| known.row.id == id) => Supply::Here,
        None => Supply::Nowhere,
    }
}

/// The variables that `release` reads the key of `id` from, strongest first. A plugin that left the
/// package reads those it read in it.
pub fn variables(id: &str, release: Release) -> Vec<&'static str> {
    // The plan of a vendor shares the key with its other provider (2026.9.6: aliases of one plugin).
    let shared = match id {
        "volcengine-plan" => "volcengine",
        "byteplus-plan" => "byteplus",
        _ => id,
    };
    let named = |release: Release, id: &str| {
        let mut of_release = release.facts().provider_variables();
        let (_, names) = of_release.find(|(name, _)| *name == id)?;
        Some(names.strings().collect::<Vec<_>>())
    };
    if let Some(found) = named(release, id).or_else(|| named(release, shared)) {
        return found;
    }
    if !matches!(
        release.provider_home(shared),
        Some(ProviderHome::External(_))
    ) {
        return Vec::new();
    }
    let mut before = Release::all().rev().filter(|other| *other < release);
    before
        .find_map(|other| named(other, shared))
        .unwrap_or_default()
}

/// The provider that `id` (or a spelling of it) names in `release`.
pub fn provider(id: &str, release: Release) -> Option<Provided> {
    let version = release.version()?;
    let holding = || rows().iter().filter(|row| row.when.holds(&version));
    let row = holding()
        .find(|row| row.id == id)
        .or_else(|| holding().find(|row| row.aliases.contains(&id)))?;
    Some(Provided { row, release })
}

/// The id that `release` takes `id` for: lower case, and the spelling of its own table.
pub fn normal(id: &str, release: Release) -> String {
    let lower = id.trim().to_ascii_lowercase();
    match provider(&lower, release) {
        Some(known) => known.row.id.to_owned(),
        None => lower,
    }
}

/// The provider that takes keys of `product` in `release`.
pub fn for_product(product: &str, release: Release) -> Option<Provided> {
    let version = release.version()?;
    let holding = || {
        let rows = rows().iter();
        rows.filter(|row| row.product == product && row.when.holds(&version))
    };
    let row = holding()
        .find(|row| row.id == product)
        .or_else(|| holding().next())?;
    Some(Provided { row, release })
}

/// Which provider reads its key from which variable in a release.
pub struct Readers(Vec<(usize, &'static str, &'static str)>);

impl Readers {
    /// Those of `release`; read from the catalogue once.
    pub fn of(release: Release) -> Rc<Readers> {
        thread_local! {
            static READ: RefCell<Vec<(Release, Rc<Readers>)>> = const { RefCell::new(Vec::new()) };
        }
        READ.with_borrow_mut(|read| {
            if let Some((_, readers)) = read.iter().find(|(of, _)| *of == release) {
                return Rc::clone(readers);
            }
            let readers = Rc::new(Readers::read(release));
            read.push((release, Rc::clone(&readers)));
            readers
        })
    }

    fn read(release: Release) -> Readers {
        let version = release.version();
        let holds = |row: &&Provider| {
            let version = version.as_ref();
            version.is_some_and(|version| row.when.holds(version))
        };
        let mut found = Vec::new();
        for row in rows().iter().filter(holds) {
            let names = variables(row.id, release);
            found.extend(
                names
                    .into_iter()
                    .enumerate()
                    .map(|(at, name)| (at, name, row.id)),
            );
        }
        crate::sorted::by_key(&mut found, |(at, _, _)| *at);
        Readers(found)
    }

    /// The providers that read a key from `variable`, those that prefer it first.
    pub fn reading<'a>(&'a self, variable: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let reads = move |(_, name, id): &(usize, &'static str, &'static str)| {
            (*name == variable).then_some(*id)
        };
        self.0.iter().filter_map(reads)
    }

    /// The variable that the provider prefers.
    pub fn of_provider(&self, provider: &str) -> Option<&'static str> {
        let mut names = self.0.iter().filter(|(_, _, id)| *id == provider);
        names.next().map(|(_, name, _)| *name)
    }

    /// Every variable that is read.
    pub fn variables(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|(_, name, _)| *name)
    }
}

/// How one stretch of releases supplies a product.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The provider, in the last of them.
    pub provided: Provided,
    /// The first of the releases.
    pub first: Release,
    /// The last of them.
    pub last: Release,
}

/// How each of `releases` (in order) supplies the provider that takes keys of `product`.
pub fn choices(product: &str, releases: &[Release]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for release in releases {
        let Some(provided) = for_product(product, *release) else {
            continue;
        };
        if provided.model().is_empty() {
            continue;
        }
        let same = |last: &Provided| {
            last.model() == provided.model() && last.supply() == provided.supply()
        };
        match choices.last_mut() {
            Some(last) if same(&last.provided) => {
                last.last = *release;
                last.provided = provided;
            }
            _ => choices.push(Choice {
                provided,
                first: *release,
                last: *release,
            }),
        }
    }
    choices
}

/// The product of a provider id, whatever the release: ids are never used for two products.
pub fn product_of(id: &str) -> Option<&'static str> {
    let row = rows().iter().find(|row| row.id == id);
    row.or_else(|| rows().iter().find(|row| row.aliases.contains(&id)))
        .map(|row| row.product)
}

/// The name of a product for people.
pub fn label_of(product: &str) -> &str {
    match product {
        "kimi-code" => "Kimi Code",
        "moonshot" => "Moonshot",
        "anthropic" => "Anthropic",
        "openai" => "OpenAI",
        "chatgpt" => "ChatGPT",
        "openrouter" => "OpenRouter",
        "google" => "Google",
        "groq" => "Groq",
        "xai" => "xAI",
        "nvidia" => "NVIDIA",
        "minimax" => "MiniMax",
        "zai" => "Z.AI",
        "zai-plan" => "GLM Coding Plan",
        "dashscope" => "DashScope",
        "alibaba-plan" => "Alibaba Coding Plan",
        "alibaba-token-plan" => "Alibaba Token Plan",
        "volcengine" => "Volcengine Ark",
        "volcengine-plan" => "Volcengine Coding Plan",
        "byteplus" => "BytePlus",
        "byteplus-plan" => "BytePlus Coding Plan",
        "xiaomi" => "Xiaomi MiMo",
        "xiaomi-token-plan" => "Xiaomi MiMo Token Plan",
        "deepseek" => "DeepSeek",
        "mistral" => "Mistral",
        "huggingface" => "Hugging Face",
        "github-copilot" => "GitHub Copilot",
        "perplexity" => "Perplexity",
        "stepfun" => "StepFun",
        "stepfun-plan" => "StepFun Step Plan",
        "cerebras" => "Cerebras",
        other => other,
    }
}
