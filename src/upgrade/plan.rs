//! What has to be done beside the config: Node, plugins, commands and their order.

use super::{Item, Note, Options, Plugin, Todo};
use crate::catalogue::{ProviderHome, Release, Schema};
use crate::json5::{Path, Value};
use crate::lang::Lang;
use crate::text;
use std::collections::BTreeMap;

/// The plugins that the config needs and that come with `from`, but not with `to`.
pub fn plugins(value: Option<&Value<'_>>, from: Release, to: Release) -> Vec<Plugin> {
    let Some(value) = value else {
        return Vec::new();
    };
    let external: Vec<_> = to.facts().external_plugins().collect();
    let mut found: BTreeMap<&'static str, Plugin> = BTreeMap::new();
    let mut need = |id: &'static str, package: &'static str, because: Path| {
        let bundled = Schema::of(to).plugins().any(|plugin| plugin.id == id);
        if !bundled {
            found.entry(id).or_insert_with(|| Plugin {
                id,
                package,
                because: because.to_string(),
                run: format!("openclaw plugins install {package}"),
            });
        }
    };
    for channel in keys(value, &["channels"]) {
        let path = Path::of(["channels", channel]);
        let off = value.at(&path.join("enabled")).and_then(Value::as_bool) == Some(false);
        let plugin = external.iter().find(|plugin| {
            plugin.channel == Some(channel) || plugin.channel_aliases.contains(channel)
        });
        if let Some(plugin) = plugin.filter(|_| !off) {
            need(plugin.id, plugin.npm, path);
        }
    }
    for (provider, path) in providers(value) {
        let before = from.provider_home(&provider);
        let home = to.provider_home(&provider);
        if let Some(ProviderHome::External(plugin)) = home
            && !matches!(before, Some(ProviderHome::External(_)))
        {
            need(plugin.id, plugin.npm, path);
        }
    }
    for entry in keys(value, &["plugins", "entries"]) {
        let path = Path::of(["plugins", "entries", entry]);
        let off = value.at(&path.join("enabled")).and_then(Value::as_bool) == Some(false);
        let was = Schema::of(from).plugins().any(|plugin| plugin.id == entry);
        if let Some(plugin) = external
            .iter()
            .find(|plugin| plugin.id == entry)
            .filter(|_| was && !off)
        {
            need(plugin.id, plugin.npm, path);
        }
    }
    found.into_values().collect()
}

fn keys<'v>(value: &'v Value<'_>, path: &[&str]) -> Vec<&'v str> {
    let object = path.iter().try_fold(value, |value, key| value.get(key));
    let object = object.and_then(Value::as_object);
    object.map_or_else(Vec::new, |object| object.keys().collect())
}

/// The providers that the config names, each with the first key that does.
fn providers(value: &Value<'_>) -> Vec<(String, Path)> {
    let mut found: Vec<(String, Path)> = Vec::new();
    for id in keys(value, &["models", "providers"]) {
        found.push((id.to_owned(), Path::of(["models", "providers", id])));
    }
    let defaults = Path::of(["agents", "defaults"]);
    let model = defaults.join("model");
    for path in [
        model.clone(),
        model.join("primary"),
        defaults.join("imageModel"),
    ] {
        let text = value.at(&path).and_then(Value::as_str);
        if let Some((id, _)) = text.and_then(|text| text.split_once('/')) {
            found.push((id.trim().to_lowercase(), path));
        }
    }
    let fallbacks = model.join("fallbacks");
    let listed = value
        .at(&fallbacks)
        .and_then(Value::as_array)
        .unwrap_or(&[]);
    for text in listed.iter().filter_map(|it| it.as_str()) {
        if let Some((id, _)) = text.split_once('/') {
            found.push((id.trim().to_lowercase(), fallbacks.clone()));
        }
    }
    found
}

/// The Node that `to` asks for, where `from` asked for another.
pub fn node(from: Release, to: Release, lang: Lang) -> Option<Note> {
    let (old, new) = (from.facts().node(), to.facts().node());
    (old != new && !new.is_empty()).then(|| Note {
        message: lang.say(&text!(
            "upgrade.node",
            version = to.name(),
            new = new,
            old = old
        )),
        source: format!("openclaw {}: package.json engines.node", to.name()),
    })
}

/// What to run, in order.
pub fn steps(
    options: &Options,
    plugins: &[Plugin],
    node: bool,
    changed: &[Item],
    lost: &[Item],
) -> Vec<Todo> {
    let Options { from, to, lang, .. } = *options;
    let since = |release: &str| Release::named(release).is_some_and(|since| since <= to);
    let mut steps = Vec::new();
    let mut add = |title, run: Vec<String>| {
        steps.push(Todo {
            title: lang.say(&title),
            run,
        });
    };
    let file = "~/.openclaw/openclaw.json";
    add(
        text!("upgrade.step.save"),
        vec![
            "openclaw gateway stop".to_owned(),
            format!("cp {file} {file}.before-{}", to.name()),
        ],
    );
    if node {
        let range = to.facts().node();
        add(
            text!("upgrade.step.node", range = range),
            vec!["node --version".to_owned()],
        );
    }
    add(
        text!("upgrade.step.install", version = to.name()),
        vec![format!("npm install -g openclaw@{}", to.name())],
    );
    if !changed.is_empty() || !lost.is_empty() {
        add(text!("upgrade.step.config"), Vec::new());
    }
    if !plugins.is_empty() {
        let run = plugins.iter().map(|plugin| plugin.run.clone());
        add(text!("upgrade.step.plugins"), run.collect());
    }
    // Sessions, credentials and schedules are moved by the doctor; the config is migrated by then.
    if from < to && since("2026.6.5") {
        add(
            text!("upgrade.step.state"),
            vec!["openclaw doctor --fix".to_owned()],
        );
    }
    if since("2026.3.2") {
        add(
            text!("upgrade.step.validate"),
            vec!["openclaw config validate".to_owned()],
        );
    }
    add(
        text!("upgrade.step.start"),
        vec![
            "openclaw gateway install --force".to_owned(),
            "openclaw gateway start".to_owned(),
            "openclaw status".to_owned(),
        ],
    );
    steps
}
