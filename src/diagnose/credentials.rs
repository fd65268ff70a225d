//! Every key that the paste shows, with where OpenClaw takes it from, and the order in which it does.
//!
//! Order (resolveApiKeyForProvider of 2026.3.8, read again in 2026.9.6): a stored profile, then the
//! variables of the process, then `~/.openclaw/.env`, then the config's `env`, then the provider's block.
//! A variable that is set already is never set again, so what the service was installed with wins over
//! the file. From 2026.4.5 on a block with `auth: "api-key"` comes first
//! (shouldPreferExplicitConfigApiKeyAuth).

use crate::catalogue::Release;
use crate::cli::Outputs;
use crate::cli::models_status::{Effective, ModelsStatus, ProviderAuth};
use crate::context::{Config, Judged};
use crate::facts::providers::{self, Readers};
use crate::intake::Paste;
use crate::json5::{Kind, Node, Path};
use crate::setup::{Credential, Setup, Source};
use crate::span::Seen;

/// At most so many are read; a paste has a handful.
const MOST: usize = 200;

/// Reads them into the set-up.
pub fn read(
    paste: &Paste<'_>,
    outputs: &Outputs,
    config: Option<&Config<'_>>,
    release: &Judged,
    setup: &mut Setup,
) {
    let readers = Readers::of(release.release);
    let mut found = Found {
        readers: &readers,
        release: release.release,
        references: Vec::new(),
        credentials: Vec::new(),
    };
    if let Some(config) = config {
        found.config(paste, config, setup);
    }
    for file in &outputs.env_files {
        for entry in &file.entries {
            let name = entry.name.value.clone();
            let source = match entry.shell {
                true => Source::Shell(name.clone()),
                false => Source::DotEnv(name.clone()),
            };
            found.variable(setup, &name, &entry.value, source, None);
        }
    }
    let units = outputs.units.iter().flat_map(|unit| &unit.environment);
    let services = outputs.gateway_status.iter();
    for (name, value) in units.chain(services.flat_map(|status| &status.service_env)) {
        let source = Source::Service(name.value.clone());
        found.variable(setup, &name.value, value, source, None);
    }
    for store in &outputs.auth_profiles {
        for profile in &store.profiles {
            let (Some(provider), Some(secret)) = (&profile.provider, &profile.secret) else {
                continue;
            };
            let source = Source::Profile(profile.id.value.clone());
            found.add(&provider.value, secret, source, false, None);
        }
    }
    for status in &outputs.models_status {
        found.status(status);
    }
    setup.credentials = found.credentials;
    rank(setup, release.release);
}

/// Says of each which one is sent: what an output names, else what comes first.
fn rank(setup: &mut Setup, release: Release) {
    let blocks_first = Release::named("2026.4.5").is_some_and(|since| since <= release);
    let ranks: Vec<u8> = setup
        .credentials
        .iter()
        .map(|credential| {
            let explicit = blocks_first && setup.explicit_blocks.contains(&credential.provider);
            match (&credential.source, credential.effective) {
                (_, true) => 0,
                (Source::Block, _) if explicit => 1,
                (Source::Profile(_), _) => 2,
                (Source::Service(_), _) => 3,
                (Source::Variable(_), _) => 4,
                (Source::DotEnv(_), _) => 5,
                (Source::ConfigVariable(_), _) => 6,
                (Source::Block | Source::ModelsJson, _) => 7,
                // What a shell exports, the service does not see.
                (Source::Shell(_), _) => 8,
            }
        })
        .collect();
    for (credential, rank) in setup.credentials.iter_mut().zip(ranks) {
        credential.rank = rank;
    }
}

struct Found<'r> {
    readers: &'r Readers,
    release: Release,
    // Variables that a block's key refers to, with the block's provider.
    references: Vec<(String, String)>,
    credentials: Vec<Credential>,
}

impl Found<'_> {
    fn add(
        &mut self,
        provider: &str,
        shown: &Seen<String>,
        source: Source,
        effective: bool,
        path: Option<Path>,
    ) {
        let empty = shown.value.is_empty() || shown.value.starts_with('$');
        if empty || self.credentials.len() >= MOST {
            return;
        }
        self.credentials.push(Credential {
            provider: provider.to_owned(),
            shown: shown.clone(),
            source,
            effective,
            path,
            rank: 0,
        });
    }

    /// A variable, for the provider that reads it: of several the one whose model is in use.
    fn variable(
        &mut self,
        setup: &Setup,
        name: &str,
        value: &Seen<String>,
        source: Source,
        path: Option<Path>,
    ) {
        let used = |id: &str| {
            let mut models = setup.models.iter();
            models.any(|model| providers::normal(&model.provider, self.release) == id)
        };
        let referring = self.references.iter().find(|(known, _)| known == name);
        let mut reading = self.readers.reading(name);
        let first = reading.next();
        let reader = match first {
            Some(first) if !used(first) => reading.find(|id| used(id)).or(Some(first)),
            first => first,
        };
        let provider = match (referring, reader) {
            (Some((_, provider)), _) => provider.clone(),
            (None, Some(id)) => self.written(setup, id),
            (None, None) => return,
        };
        self.add(&provider, value, source, false, path);
    }

    /// The provider as the reader's models spell it.
    fn written(&self, setup: &Setup, id: &str) -> String {
        let same = |name: &&String| providers::normal(name, self.release) == id;
        let mut names = setup.models.iter().map(|model| &model.provider);
        names.find(same).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn config(&mut self, paste: &Paste<'_>, config: &Config<'_>, setup: &mut Setup) {
        let seen = |node: Node<'_, '_>| {
            Some(Seen::new(
                node.as_str()?.into_owned(),
                config.place(paste, node.span()),
            ))
        };
        let blocks = Path::of(["models", "providers"]);
        let mut keys = Vec::new();
        for member in config
            .at(&blocks)
            .into_iter()
            .flat_map(|node| node.members())
        {
            let provider = member.key.clone().into_owned();
            let auth = member.value.get("auth").and_then(|node| node.as_str());
            let Some(key) = member.value.get("apiKey") else {
                continue;
            };
            if auth.as_deref() == Some("api-key") {
                setup.explicit_blocks.push(provider.clone());
            }
            if let Some(variable) = reference(key) {
                self.references.push((variable, provider));
            } else if let Some(shown) = seen(key) {
                let path = blocks.join(member.key.as_ref()).join("apiKey");
                keys.push((provider, shown, path));
            }
        }
        for env in [Path::of(["env"]), Path::of(["env", "vars"])] {
            for member in config.at(&env).into_iter().flat_map(|node| node.members()) {
                if let Some(shown) = seen(member.value) {
                    let name = member.key.as_ref();
                    let source = Source::ConfigVariable(name.to_owned());
                    self.variable(setup, name, &shown, source, Some(env.join(name)));
                }
            }
        }
        for (provider, shown, path) in keys {
            self.add(&provider, &shown, Source::Block, false, Some(path));
        }
    }

    fn status(&mut self, status: &ModelsStatus) {
        for row in &status.providers {
            self.row(row);
        }
    }

    fn row(&mut self, row: &ProviderAuth) {
        let provider = row.provider.value.as_str();
        let variable = || {
            row.env_variable
                .as_ref()
                .map_or_else(String::new, |name| name.value.clone())
        };
        let effective = row.effective.value;
        let mut found: Vec<(Source, &Seen<String>, bool)> = Vec::new();
        if let Some(shown) = &row.env {
            found.push((
                Source::Variable(variable()),
                shown,
                effective == Effective::Env,
            ));
        } else if effective == Effective::Env {
            found.push((Source::Variable(variable()), &row.detail, true));
        }
        if let Some(shown) = &row.models_json {
            found.push((
                Source::ModelsJson,
                shown,
                effective == Effective::ModelsJson,
            ));
        }
        for profile in &row.profiles {
            found.push((
                Source::Profile(profile.id.value.clone()),
                &profile.shown,
                effective == Effective::Profiles && profile.unusable.is_none(),
            ));
        }
        // The one in effect first: it is the one that is sent.
        crate::sorted::by_key(&mut found, |(_, _, effective)| !effective);
        for (source, shown, effective) in found {
            self.add(provider, shown, source, effective, None);
        }
    }
}

/// The variable that a key refers to: `${NAME}`, or an object with the source `env`.
fn reference(key: Node<'_, '_>) -> Option<String> {
    match key.kind() {
        Kind::String => {
            let text = key.as_str()?;
            let name = text.strip_prefix("${")?.strip_suffix('}')?;
            Some(name.to_owned())
        }
        Kind::Object => {
            let of = key.get("source")?.as_str()?;
            let id = key.get("id")?.as_str()?;
            (of == "env").then(|| id.into_owned())
        }
        _ => None,
    }
}
