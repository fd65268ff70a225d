//! What the paste says, put together once: the config, the release, the set-up.

use super::{credentials, system};
use crate::catalogue::Release;
use crate::cli::Outputs;
use crate::cli::config_check::CheckVerdict;
use crate::cli::models_status::ModelsStatus;
use crate::cli::version::VersionOf;
use crate::context::{Config, Judged};
use crate::facts::{dialects, providers};
use crate::intake::{Artifact, ArtifactKind, Parent, Paste};
use crate::json5::{self, Kind, Node, Object, Path, Value};
use crate::setup::{BaseUrl, ModelUse, Refusal, Rejection, Role, Setup};
use crate::signals::Hit;
use crate::sorted;
use crate::span::Seen;
use crate::validate::{self, Environment, Verdict};
use crate::version::Version;

/// The config to judge: a whole one before a part, `openclaw.json` before its backups, then the longest.
pub fn config<'p>(paste: &'p Paste<'p>) -> Option<Config<'p>> {
    let rank = |artifact: &&Artifact| {
        let file = artifact.file.as_deref().unwrap_or("");
        let backup = [".bak", ".clobbered", ".rejected", ".last-good", ".broken"]
            .iter()
            .any(|mark| file.contains(mark));
        (
            !backup,
            artifact.parent.is_none() && !artifact.braceless,
            artifact.clean.len(),
        )
    };
    let chosen = paste
        .of_kind(ArtifactKind::Config)
        .filter(|artifact| !is_loose(paste, artifact))
        .max_by_key(rank)?;
    Some(Config {
        artifact: chosen.id,
        document: json5::parse(paste.content(chosen)),
        prefix: chosen
            .parent
            .as_ref()
            .map_or_else(Path::root, |parent| Path::parse(parent.path())),
        begin: chosen.clean.start,
        braceless: chosen.braceless,
        file: chosen.file.clone(),
    })
}

/// Loose lines of a section that the paste does not name, such as `"baseUrl": "…"`: settings without
/// braces of which none is a section. They are no config to be judged, unless they are written as
/// one and their keys tell where they belong.
fn is_loose(paste: &Paste<'_>, artifact: &Artifact) -> bool {
    if !artifact.braceless || matches!(artifact.parent, Some(Parent::Asked(_))) {
        return false;
    }
    let document = json5::parse(paste.content(artifact));
    let well_written = document.errors().len() <= 1;
    let flat = document.root().is_some_and(|root| {
        root.members()
            .all(|member| member.value.kind() != Kind::Object)
    });
    flat && (artifact.parent.is_none() || !well_written)
}

/// The release to judge by. What the caller chose wins; then what the command line says of itself,
/// then the gateway, the service, the config's own note, the log.
pub fn release(
    outputs: &Outputs,
    config: Option<&Config<'_>>,
    paste: &Paste<'_>,
    chosen: Option<&Version>,
) -> Judged {
    let rank = |of: VersionOf| match of {
        VersionOf::Cli => 0,
        VersionOf::Gateway => 1,
        VersionOf::Service => 2,
        VersionOf::Log => 4,
        VersionOf::Told => 5,
    };
    let mut named: Vec<(u8, Seen<Version>)> = outputs
        .versions
        .iter()
        .map(|seen| (rank(seen.of), seen.version.clone()))
        .collect();
    if let Some(config) = config
        && let Some(node) = config.at(&Path::of(["meta", "lastTouchedVersion"]))
        && let Some(version) = node.as_str().and_then(|text| Version::parse(&text))
    {
        named.push((3, Seen::new(version, config.place(paste, node.span()))));
    }
    sorted::by_key(&mut named, |(rank, seen)| (*rank, seen.span));
    let proven = named.first().map(|(_, seen)| seen.value.clone());
    let stated = chosen.cloned().or(proven);
    let evidence = named
        .into_iter()
        .map(|(_, seen)| seen)
        .filter(|seen| Some(&seen.value) == stated.as_ref())
        .take(3)
        .collect();
    let (release, exact) = match &stated {
        Some(version) => Release::nearest(version),
        None => (Release::last(), false),
    };
    let possible = match &stated {
        Some(_) => vec![release],
        None => possible(outputs),
    };
    let release = match &stated {
        Some(_) => release,
        None => possible.last().copied().unwrap_or(release),
    };
    let version = release
        .version()
        .or_else(|| stated.clone())
        .unwrap_or(Version {
            year: 2026,
            month: 9,
            patch: 6,
            tail: crate::version::Tail::None,
        });
    Judged {
        stated,
        release,
        version,
        exact,
        possible,
        evidence,
    }
}

/// The releases that can have printed all of the outputs; every release where they contradict.
fn possible(outputs: &Outputs) -> Vec<Release> {
    let signs = dialects::signs(outputs);
    let fits = |release: &Release| {
        let version = release.version();
        version.is_some_and(|version| signs.iter().all(|sign| sign.when.holds(&version)))
    };
    let fitting: Vec<Release> = Release::all().filter(fits).collect();
    match fitting.is_empty() {
        true => Release::all().collect(),
        false => fitting,
    }
}

/// The effective set-up.
pub fn setup(
    paste: &Paste<'_>,
    outputs: &Outputs,
    config: Option<&Config<'_>>,
    signals: &[Hit],
    release: &Judged,
) -> Setup {
    let mut setup = Setup::default();
    if let Some(config) = config {
        from_config(paste, config, &mut setup);
    }
    for status in &outputs.models_status {
        from_models_status(status, &mut setup);
    }
    credentials::read(paste, outputs, config, release, &mut setup);
    for status in &outputs.gateway_status {
        let place = status
            .config_service
            .as_ref()
            .or(status.config_cli.as_ref());
        if let Some(place) = place {
            setup.config_path.get_or_insert_with(|| place.path.clone());
        }
        if let Some(runtime) = &status.runtime {
            let running = runtime.status.value == "running";
            setup.gateway.running = Some(Seen::new(running, runtime.span));
        }
        if let Some(probe) = &status.probe {
            setup.gateway.probe = Some(Seen::new(probe.ok, probe.result.span));
        }
    }
    for check in &outputs.config_checks {
        if let Some(path) = &check.path {
            setup.config_path.get_or_insert_with(|| path.clone());
        }
        if check.verdict.value == CheckVerdict::Valid {
            continue;
        }
        for issue in &check.issues {
            setup.rejections.push(Rejection {
                path: issue.path.value.clone(),
                message: issue.message.value.clone(),
                span: issue.span,
                of_a_write: check.verdict.value == CheckVerdict::WriteRefused,
            });
        }
    }
    refusals(paste, signals, release, &mut setup);
    setup.system = system::system(paste, outputs);
    if setup.config_path.is_none() {
        setup.config_path = system::config_file(outputs);
    }
    setup
}

fn from_config(paste: &Paste<'_>, config: &Config<'_>, setup: &mut Setup) {
    let model = Path::of(["agents", "defaults", "model"]);
    let seen = |node: Node<'_, '_>| {
        Some(Seen::new(
            node.as_str()?.into_owned(),
            config.place(paste, node.span()),
        ))
    };
    let mut add = |role: Role, path: Path| {
        if let Some(name) = config.at(&path).and_then(seen) {
            setup.models.push(model_use(role, name, Some(path)));
        }
    };
    match config.at(&model).map(Node::kind) {
        Some(Kind::String) => add(Role::Default, model.clone()),
        Some(Kind::Object) => {
            add(Role::Default, model.join("primary"));
            let fallbacks = model.join("fallbacks");
            let count = config
                .at(&fallbacks)
                .map_or(0, |list| list.elements().count());
            for index in 0..count {
                add(Role::Fallback, fallbacks.join(index));
            }
        }
        _ => {}
    }
    let blocks = Path::of(["models", "providers"]);
    let Some(listed) = config.at(&blocks) else {
        return;
    };
    for member in listed.members() {
        let path = blocks.join(member.key.as_ref());
        let provider = member.key.clone().into_owned();
        if let Some(value) = member.value.get("baseUrl").and_then(seen) {
            setup.base_urls.push(BaseUrl {
                provider: provider.clone(),
                value,
                path: path.join("baseUrl"),
            });
        }
    }
}

fn from_models_status(status: &ModelsStatus, setup: &mut Setup) {
    if let Some(path) = &status.config {
        setup.config_path.get_or_insert_with(|| path.clone());
    }
    let named = status.default.iter().map(|name| (Role::Default, name));
    let fallbacks = status.fallbacks.iter().map(|name| (Role::Fallback, name));
    for (role, name) in named.chain(fallbacks) {
        let known = setup
            .models
            .iter()
            .any(|model| model.role == role && model.name.value == name.value);
        if !known {
            setup.models.push(model_use(role, name.clone(), None));
        }
    }
}

fn model_use(role: Role, name: Seen<String>, path: Option<Path>) -> ModelUse {
    let provider = name
        .value
        .split_once('/')
        .map_or("", |(provider, _)| provider)
        .to_owned();
    ModelUse {
        role,
        provider,
        name,
        path,
    }
}

fn refusals(paste: &Paste<'_>, signals: &[Hit], release: &Judged, setup: &mut Setup) {
    let text = &paste.cleaned.text;
    if !signals.iter().any(|hit| hit.id.starts_with("refused")) {
        return;
    }
    let default = setup
        .default_model()
        .map(|model| model.provider.clone())
        .filter(|id| !id.is_empty())
        .or_else(|| mentioned(text));
    let mut found: Vec<Refusal> = Vec::new();
    for hit in signals {
        let Some(kind) = hit.id.strip_prefix("refused") else {
            continue;
        };
        let wording = Some(kind.trim()).filter(|product| !product.is_empty());
        let named = hit.capture(text, "model").and_then(|model| {
            let word = model.rsplit([' ', '=', '"', '\'']).next()?;
            word.split_once('/')
                .map(|(provider, _)| provider.to_owned())
        });
        let fits =
            |id: &String| wording.is_none_or(|product| providers::product_of(id) == Some(product));
        let of_wording = || {
            let row = providers::for_product(wording?, release.release)?.row;
            Some(row.id.to_owned())
        };
        let provider = named
            .or_else(|| default.clone().filter(fits))
            .or_else(of_wording);
        let shown = hit.span.of(text);
        let same = |known: &Refusal| known.provider == provider && known.line.value == shown;
        if found.len() < 20 && !found.iter().any(same) {
            found.push(Refusal {
                provider,
                wording,
                line: Seen::new(shown.to_owned(), paste.cleaned.original(hit.span)),
            });
        }
    }
    setup.refusals = found;
}

/// How much of a text is looked through for a model's name.
const MENTIONED: usize = 64 * 1024;

/// The provider of the first `provider/model` in the text.
fn mentioned(text: &str) -> Option<String> {
    let mut end = text.len().min(MENTIONED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut words = text.get(..end)?.split_whitespace();
    words.find_map(|word| {
        let word = word.trim_start_matches(['"', '\'', '`', '(', '*']);
        let (provider, model) = word.split_once('/')?;
        let known = providers::product_of(provider).is_some();
        (known && model.starts_with(char::is_alphanumeric)).then(|| provider.to_owned())
    })
}

/// A longer config is judged by one release only, so that an answer comes at once.
const ASK_ALL: usize = 32 * 1024;

/// The stretches of possible releases that accept the config, where the release is not known.
pub fn accepting(config: &Config<'_>, release: &Judged) -> Vec<(Release, Release)> {
    let mut stretches: Vec<(Release, Release)> = Vec::new();
    if release.possible.len() < 2
        || config.document.text().len() > ASK_ALL
        || !config.document.errors().is_empty()
    {
        return stretches;
    }
    let Some(value) = whole_value(config) else {
        return stretches;
    };
    let mut open = false;
    for candidate in &release.possible {
        let accepts = validate::accepts(value.clone(), *candidate, &Environment::default());
        match stretches.last_mut() {
            Some(last) if accepts && open => last.1 = *candidate,
            _ if accepts => stretches.push((*candidate, *candidate)),
            _ => {}
        }
        open = accepts;
    }
    stretches
}

/// What the real `openclaw config validate` says of the config. A part is judged in its place.
pub fn verdict(config: &Config<'_>, release: &Judged) -> Option<Verdict> {
    Some(validate::judge(
        whole_value(config)?,
        release.release,
        &Environment::default(),
    ))
}

fn whole_value<'p>(config: &Config<'p>) -> Option<Value<'p>> {
    let mut value = config.document.value()?;
    for segment in config.prefix.0.iter().rev() {
        let mut parent = Object::default();
        parent.insert(segment.text().into_owned(), value);
        value = Value::Object(parent);
    }
    Some(value)
}
