//! Plugins: ids that no package knows, and the JSON Schemas of those that are on or configured.

use std::rc::Rc;

use super::super::registry::Registry;
use super::super::{Issue, IssueKind, Stage, Unknowable, jsonschema, registry};
use super::{Flow, Input, Outcome};
use crate::catalogue::{Plugin, Release};
use crate::json5::{Object, Path, Segment, Value};

/// What the release knows of plugins, and what the config says of them.
pub(super) struct Plugins {
    pub(super) rows: Rc<Registry>,
    bundled: Vec<Plugin>,
    channels: Vec<String>,
    diagnosed: bool,
}

impl Plugins {
    pub(super) fn of(input: &Input<'_, '_>, rows: &Rc<Registry>) -> Plugins {
        let mut channels: Vec<String> = rows.all("channel").map(|(id, _)| id.to_string()).collect();
        channels.extend(
            input
                .schema
                .channels()
                .filter(|channel| channel.configurable && channel.id != "qa-channel")
                .map(|channel| word(channel.id)),
        );
        Plugins {
            rows: rows.clone(),
            bundled: input.schema.plugins().collect(),
            channels,
            diagnosed: false,
        }
    }

    /// Whether the core itself knows the channel.
    pub(super) fn is_bundled_channel(&self, id: &str) -> bool {
        self.channels.iter().any(|known| known == id)
    }

    /// The same, or another name of one.
    pub(super) fn is_channel_or_alias(&self, name: &str) -> bool {
        self.is_bundled_channel(name) || self.rows.get("channelalias", name).is_some()
    }

    /// Whether a bundled plugin provides the channel.
    pub(super) fn provides_channel(&self, id: &str) -> bool {
        self.bundled
            .iter()
            .any(|plugin| plugin.channels.contains(id))
    }

    /// The same, ignoring case.
    pub(super) fn provides_channel_in_any_case(&self, name: &str) -> bool {
        self.bundled
            .iter()
            .any(|plugin| plugin.channels.strings().any(|id| word(id.trim()) == name))
    }

    fn knows(&self, id: &str) -> bool {
        self.bundled.iter().any(|plugin| plugin.id == id)
    }

    /// Whether `plugins` names an id that is not installed: what used to be a plugin.
    pub(super) fn has_trace_of(&self, value: &Value<'_>, id: &str) -> bool {
        !self.knows(&word(id)) && self.has_plugin_trace(value, id)
    }

    /// Whether `plugins` names this id.
    pub(super) fn has_plugin_trace(&self, value: &Value<'_>, id: &str) -> bool {
        let id = word(id);
        let plugins = value.get("plugins");
        let listed = plugins
            .and_then(|plugins| plugins.get("allow"))
            .and_then(Value::as_array)
            .unwrap_or(&[]);
        let keyed = |name: &str| {
            let object = plugins
                .and_then(|plugins| plugins.get(name))
                .and_then(Value::as_object);
            object.is_some_and(|object| object.keys().any(|key| word(key.trim()) == id))
        };
        listed
            .iter()
            .filter_map(Value::as_str)
            .any(|known| word(known.trim()) == id)
            || keyed("entries")
            || keyed("installs")
    }

    /// Says once what reading the plugins themselves would complain about.
    pub(super) fn diagnose(&mut self, input: &Input<'_, '_>, outcome: &mut Outcome) {
        if std::mem::replace(&mut self.diagnosed, true) {
            return;
        }
        let paths = input
            .value
            .get("plugins")
            .and_then(|plugins| plugins.get("load"))
            .and_then(|load| load.get("paths"));
        for path in paths.and_then(Value::as_array).unwrap_or(&[]) {
            let Some(path) = path.as_str().map(str::trim).filter(|path| !path.is_empty()) else {
                continue;
            };
            if input.environment.files.is_none() {
                outcome.unknowable.push(Unknowable::File {
                    key: "plugins.load.paths".to_string(),
                });
                continue;
            }
            // A relative one is taken from where the command runs: the home directory, as far as we know.
            let full = super::agents::resolve(path, input.environment.home.as_deref());
            let path = "plugins.load.paths";
            if input.since("2026.9.5") {
                let text = format!(
                    "{UNAVAILABLE}{full}. Uninspected plugin configuration is preserved. Restore access to the path, then run `openclaw doctor --fix`."
                );
                outcome.warnings.push(issue(path, text));
            } else {
                let text = format!("plugin: {NOT_FOUND}{full}");
                outcome.issues.push(issue(path, text));
            }
        }
    }
}

/// What is said of a path that is not there, to 2026.9.4.
const NOT_FOUND: &str = "plugin path not found: ";
/// The same from 2026.9.5 on; then nothing more is said of plugins, as it might hold them.
const UNAVAILABLE: &str = "Configured plugin load path is unavailable: ";

/// Looks at `plugins`, where the config has it.
pub fn check(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let stop = |outcome: &Outcome| {
        if outcome.issues.is_empty() {
            Flow::Next
        } else {
            Flow::Stop
        }
    };
    let Some(config) = input.value.get("plugins").and_then(Value::as_object) else {
        return stop(outcome);
    };
    let rows = registry(input.release);
    let mut plugins = Plugins::of(input, &rows);
    // Said by the channels already, where they had to read the plugins.
    plugins.diagnosed =
        outcome.issues.iter().chain(&outcome.warnings).any(|issue| {
            issue.message.contains(NOT_FOUND) || issue.message.starts_with(UNAVAILABLE)
        });
    plugins.diagnose(input, outcome);
    if outcome
        .warnings
        .iter()
        .any(|warning| warning.message.starts_with(UNAVAILABLE))
    {
        return stop(outcome);
    }
    let missing = Missing {
        input,
        plugins: &plugins,
    };
    let entries = config.get("entries").and_then(Value::as_object);
    let warns = input.since("2026.2.26");
    for id in entries.into_iter().flat_map(Object::keys) {
        if !plugins.knows(id) {
            missing.report(&format!("plugins.entries.{id}"), id, warns, true, outcome);
        }
    }
    for id in texts(config.get("allow")) {
        if plugins.knows(id) {
            continue;
        }
        let owner = plugins
            .rows
            .get("alias", id)
            .filter(|_| input.since("2026.4.10"));
        match owner.filter(|owner| plugins.knows(owner)) {
            Some(owner) => outcome.warnings.push(issue("plugins.allow", format!("\"{id}\" is not a plugin — it is a command provided by the \"{owner}\" plugin. Use \"{owner}\" in plugins.allow instead."))),
            None => missing.report("plugins.allow", id, input.since("2026.3.23"), true, outcome),
        }
    }
    for id in texts(config.get("deny")) {
        if !plugins.knows(id) {
            missing.report("plugins.deny", id, input.since("2026.5.12"), false, outcome);
        }
    }
    let slot = Slot::of(config);
    if let Slot::Named(id) = &slot
        && !plugins.knows(id)
    {
        let external = plugins
            .rows
            .get("external", id)
            .filter(|_| id == "memory-lancedb" && input.since("2026.5.18"));
        match external {
                Some(spec) => outcome.warnings.push(issue("plugins.slots.memory", format!("plugin not installed: {id} — gateway will run without persistent memory until installed; install the official external plugin with: openclaw plugins install {spec}"))),
                None => missing.report("plugins.slots.memory", id, false, false, outcome),
            }
    }
    configs(input, config, &plugins, &slot, outcome);
    stop(outcome)
}

struct Missing<'a, 'e, 't> {
    input: &'a Input<'e, 't>,
    plugins: &'a Plugins,
}

impl Missing<'_, '_, '_> {
    fn report(&self, path: &str, id: &str, warn: bool, hint: bool, outcome: &mut Outcome) {
        outcome
            .unknowable
            .push(Unknowable::Plugin { id: id.to_string() });
        if self
            .plugins
            .rows
            .all("retired")
            .any(|(retired, _)| retired == id)
        {
            let text = if id == "skill-workshop" {
                "plugin removed: skill-workshop (stale plugin config ignored; Skill Workshop is built into OpenClaw skills now. Use skills.workshop settings and openclaw skills workshop commands, then remove this plugins config entry)".to_string()
            } else {
                format!(
                    "plugin removed: {id} (stale config entry ignored; remove it from plugins config)"
                )
            };
            outcome.warnings.push(issue(path, text));
            return;
        }
        if path == "plugins.entries.codex" && self.codex_is_idle() {
            return;
        }
        if warn
            && hint
            && self.input.since("2026.5.4")
            && let Some(spec) = self.plugins.rows.get("external", id)
        {
            let text = format!(
                "plugin not installed: {id} — install the official external plugin with: openclaw plugins install {spec}"
            );
            let said = outcome
                .warnings
                .iter()
                .any(|warning| warning.message == text);
            if !said {
                outcome.warnings.push(issue(path, text));
            }
            return;
        }
        if warn {
            let text = format!(
                "plugin not found: {id} (stale config entry ignored; remove it from plugins config)"
            );
            outcome.warnings.push(issue(path, text));
        } else {
            let mut issue = issue(path, format!("plugin not found: {id}"));
            issue.kind = IssueKind::NotAllowed;
            outcome.issues.push(issue);
        }
    }
}

impl Missing<'_, '_, '_> {
    /// 2026.8.1 on: an entry for codex that nothing needs (`shouldSuppressMissingCodexPluginDiagnostics`).
    fn codex_is_idle(&self) -> bool {
        let entry = self
            .input
            .value
            .get("plugins")
            .and_then(|plugins| plugins.get("entries"))
            .and_then(|entries| entries.get("codex"));
        match entry.and_then(|entry| entry.get("enabled")) {
            _ if !self.input.since("2026.8.1") => false,
            Some(Value::Bool(enabled)) => !enabled,
            _ => !super::models::references(self.input)
                .iter()
                .any(|(_, model)| model.starts_with("openai")),
        }
    }
}

/// `plugins.slots.memory`.
enum Slot {
    /// Not stated: `memory-core`.
    Default,
    /// `none`.
    Off,
    /// A plugin id.
    Named(String),
}

impl Slot {
    fn of(config: &Object<'_>) -> Slot {
        let value = config
            .get("slots")
            .and_then(|slots| slots.get("memory"))
            .and_then(Value::as_str);
        match value.map(str::trim).filter(|value| !value.is_empty()) {
            None => Slot::Default,
            Some(value) if value.eq_ignore_ascii_case("none") => Slot::Off,
            Some(value) => Slot::Named(value.to_string()),
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Slot::Default => Some("memory-core"),
            Slot::Off => None,
            Slot::Named(id) => Some(id),
        }
    }
}

fn configs(
    input: &Input<'_, '_>,
    config: &Object<'_>,
    plugins: &Plugins,
    slot: &Slot,
    outcome: &mut Outcome,
) {
    let entries = config.get("entries").and_then(Value::as_object);
    let empty = Value::Object(Object::new());
    let entry_of = |id: &str| entry(entries, id, input.release);
    for plugin in &plugins.bundled {
        let entry = entry_of(plugin.id);
        let own = entry
            .and_then(|entry| entry.get("config"))
            .filter(|value| is_truthy(value));
        let state = state(input, config, plugin, entry, slot, plugins);
        if state.is_some() && own.is_none() {
            continue;
        }
        if let Some(schema) = plugin.config {
            let value = own.unwrap_or(&empty);
            for fault in jsonschema::check(schema, value, input.release, input.since("2026.3.28")) {
                let base = format!("plugins.entries.{}.config", plugin.id);
                let named = input.since("2026.3.2");
                let printed = if named && !fault.path.is_empty() {
                    format!("{base}.{}", fault.printed)
                } else {
                    base
                };
                let message = if named {
                    format!("invalid config: {}", fault.message)
                } else {
                    format!("invalid config: {}: {}", fault.printed, fault.message)
                };
                let mut path: Vec<Segment> = ["plugins", "entries", plugin.id, "config"]
                    .into_iter()
                    .map(Segment::from)
                    .collect();
                let kind = fault.kind();
                path.extend(fault.path);
                let mut found = Issue::new(Stage::Plugins, path, message, kind);
                found.printed = Some(printed);
                found.allowed = if named { fault.allowed } else { Vec::new() };
                found.allowed_hidden = fault.hidden;
                outcome.issues.push(found);
            }
        }
        if let (Some(reason), Some(_)) = (state, own) {
            let searches = plugins.rows.all("web").any(|(_, owner)| owner == plugin.id);
            let allow_listed = texts(config.get("allow")).next().is_some();
            if !(searches && allow_listed && input.since("2026.3.22")) {
                let path = format!("plugins.entries.{}", plugin.id);
                outcome.warnings.push(issue(
                    &path,
                    format!("plugin disabled ({reason}) but config is present"),
                ));
            }
        }
    }
}

/// Why a plugin is off; `None` when it is on.
fn state(
    input: &Input<'_, '_>,
    config: &Object<'_>,
    plugin: &Plugin,
    entry: Option<&Value<'_>>,
    slot: &Slot,
    plugins: &Plugins,
) -> Option<String> {
    let id = plugin.id;
    if config.get("enabled").and_then(Value::as_bool) == Some(false) {
        return Some("plugins disabled".to_string());
    }
    if texts(config.get("deny")).any(|denied| denied == id) {
        return Some("blocked by denylist".to_string());
    }
    let enabled = entry
        .and_then(|entry| entry.get("enabled"))
        .and_then(Value::as_bool);
    let mut allow = texts(config.get("allow")).peekable();
    let listed = allow.peek().is_some();
    let allowed = allow.any(|allowed| allowed == id);
    let selected = slot.id() == Some(id);
    let channel_on = channel_enabled(input, plugin);
    let early_allow = !input.since("2026.3.8") && listed && !allowed;
    if !early_allow && enabled == Some(false) {
        return Some("disabled in config".to_string());
    }
    if !early_allow && channel_on == Some(false) && input.since("2026.8.1") {
        return Some("channel disabled in config".to_string());
    }
    let bypass = channel_on == Some(true) && input.since("2026.4.1");
    let by_slot = selected && !early_allow;
    let on = by_slot || bypass;
    if !on && listed && !allowed {
        return Some("not in allowlist".to_string());
    }
    let default_on =
        plugin.enabled_by_default || plugins.rows.all("default").any(|(known, _)| known == id);
    let named = enabled == Some(true) || (allowed && input.since("2026.4.2"));
    if !on && !named && !default_on && channel_on != Some(true) {
        return Some("bundled (disabled by default)".to_string());
    }
    let is_memory = plugin.kind == Some("memory");
    let many = plugins
        .rows
        .all("kind")
        .filter(|(owner, _)| *owner == id)
        .count()
        > 1;
    if is_memory && !selected && !many {
        return Some(match slot.id() {
            None => "memory slot disabled".to_string(),
            Some(slot) => format!("memory slot set to \"{slot}\""),
        });
    }
    None
}

/// `channels.<id>.enabled` of the plugin's channel.
fn channel_enabled(input: &Input<'_, '_>, plugin: &Plugin) -> Option<bool> {
    if !input.since("2026.2.23") {
        return None;
    }
    let channels = input.value.get("channels")?;
    channels.get(plugin.id)?.get("enabled")?.as_bool()
}

/// The entry of a plugin: from 2026.3.7 a key with blanks around it counts too.
fn entry<'v, 't>(
    entries: Option<&'v Object<'t>>,
    id: &str,
    release: Release,
) -> Option<&'v Value<'t>> {
    let entries = entries?;
    let trims = super::since(release, "2026.3.22");
    let renamed = super::since(release, "2026.5.2");
    let means = |key: &str| key.trim() == id || (renamed && former_name(&word(key.trim())) == id);
    entries.get(id).or_else(|| {
        if trims {
            entries
                .iter()
                .find(|(key, _)| means(key))
                .map(|(_, value)| value)
        } else {
            None
        }
    })
}

/// The plugin that an old id means (`BUILT_IN_PLUGIN_ALIAS_FALLBACKS`, 2026.5.2 on).
fn former_name(id: &str) -> &str {
    match id {
        "google-gemini-cli" => "google",
        "minimax-portal" | "minimax-portal-auth" => "minimax",
        other => other,
    }
}

/// JavaScript's truth of a value.
fn is_truthy(value: &Value<'_>) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    }
}

fn texts<'v>(value: Option<&'v Value<'_>>) -> impl Iterator<Item = &'v str> {
    let elements = value.and_then(Value::as_array).unwrap_or(&[]);
    elements
        .iter()
        .filter_map(Value::as_str)
        .filter(|text| !text.trim().is_empty())
}

/// Lower case, as the real one compares ids.
pub(super) fn word(text: &str) -> String {
    text.to_lowercase()
}

fn issue(path: &str, message: String) -> Issue {
    let mut issue = Issue::new(
        Stage::Plugins,
        Path::parse(path).0,
        message,
        IssueKind::Custom,
    );
    issue.printed = Some(path.to_string());
    issue
}
