//! Old keys that 2026.3.28 to 2026.4.29 move in memory before they validate.
//!
//! 2026.3.28 to 2026.4.2 take the moved config only where a rule of [`super::legacy`] found an old key
//! and nothing else is wrong with it; 2026.4.5 moves nothing; from 2026.4.7 every config is read so.
//! Written after `src/config/legacy.migrations.*`, `src/commands/doctor/shared/legacy-config-*` and the
//! `doctor-contract` of the channel plugins in the packages. What moves between two accepted places
//! is left alone: it changes no answer.

mod agents;
mod channels;
mod tools;

use super::super::refine::look::trim;
use super::super::registry::Registry;
use super::since;
use crate::catalogue::Release;
use crate::json5::{Object, Value};

/// The config as `release` reads it.
pub(super) fn moved<'t>(config: &Value<'t>, release: Release, registry: &Registry) -> Value<'t> {
    let mut config = config.clone();
    let Value::Object(root) = &mut config else {
        return config;
    };
    let reads_so = since(release, "2026.4.7");
    channels::keys(root, release);
    tools::transcription(root);
    agents::gateway_origins(root);
    if since(release, "2026.4.2") {
        tools::x_search(root);
    }
    if reads_so {
        agents::sandbox_scope(root);
    }
    if since(release, "2026.4.25") {
        agents::runtimes(root);
    }
    agents::to_defaults(root, "agents", "memorySearch", "memorySearch");
    if !reads_so {
        agents::bind(root);
    }
    tools::speech(root, release);
    agents::heartbeat(root);
    if !reads_so {
        return config;
    }
    agents::bind(root);
    if since(release, "2026.4.26") {
        agents::model_timeout(root);
        tools::server_types(root);
    }
    if since(release, "2026.4.27") {
        agents::rotation(root);
    }
    tools::web_search(root, registry, &["openaiCodex"], false);
    channels::aliases(root, release);
    channels::default_accounts(root);
    tools::browser(root);
    tools::web_fetch(root);
    tools::x_search(root);
    tools::talk(root, release);
    if since(release, "2026.4.26") {
        tools::provider_apis(root);
    }
    tools::deepgram(root);
    if since(release, "2026.4.24")
        && let Some(commands) = below(root, &["commands"])
    {
        commands.remove("modelsWrite");
    }
    config
}

/// The config as 2026.3.28 validates it: keys of search providers moved, all others of objects dropped.
pub(super) fn searched<'t>(config: &Value<'t>, registry: &Registry) -> Value<'t> {
    let mut config = config.clone();
    if let Value::Object(root) = &mut config {
        let own = root.contains_key("plugins");
        tools::web_search(root, registry, &[], true);
        if !own {
            // Plugins are looked at where the text itself has them.
            root.remove("plugins");
        }
    }
    config
}

/// The object at these keys.
fn below<'a, 't>(object: &'a mut Object<'t>, path: &[&str]) -> Option<&'a mut Object<'t>> {
    path.iter()
        .try_fold(object, |object, key| match object.get_mut(key) {
            Some(Value::Object(inner)) => Some(inner),
            _ => None,
        })
}

/// Works on the object at `key`, which is made where there is none.
fn within<'t>(object: &mut Object<'t>, key: &'static str, work: impl FnOnce(&mut Object<'t>)) {
    if let Some(Value::Object(inner)) = object.get_mut(key) {
        return work(inner);
    }
    let mut inner = Object::new();
    work(&mut inner);
    object.insert(key, Value::Object(inner));
}

/// Sets what is missing, at every depth that both have.
fn merge_missing<'t>(target: &mut Object<'t>, source: Object<'t>) {
    let keys: Vec<String> = source.keys().map(str::to_string).collect();
    let mut source = source;
    for key in keys {
        if matches!(key.as_str(), "__proto__" | "prototype" | "constructor") {
            continue;
        }
        let Some(value) = source.remove(&key) else {
            continue;
        };
        match (target.get_mut(&key), value) {
            (None, value) => {
                target.insert(key, value);
            }
            (Some(Value::Object(known)), Value::Object(value)) => merge_missing(known, value),
            _ => {}
        }
    }
}

/// Every object in an object or a list.
fn each<'t>(value: Option<&mut Value<'t>>, mut work: impl FnMut(&mut Object<'t>)) {
    match value {
        Some(Value::Object(object)) => object.iter_mut().for_each(|(_, member)| {
            if let Value::Object(member) = member {
                work(member);
            }
        }),
        Some(Value::Array(list)) => list.iter_mut().for_each(|member| {
            if let Value::Object(member) = member {
                work(member);
            }
        }),
        _ => {}
    }
}

/// `normalizeOptionalLowercaseString`: trimmed, in small letters, not empty.
fn word(value: Option<&Value<'_>>) -> Option<String> {
    let text = trim(value?.as_str()?).to_lowercase();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::super::{Environment, validate};
    use crate::catalogue::Release;

    fn issues(release: &str, text: &str) -> Vec<String> {
        let release = Release::named(release).expect("a known release");
        let verdict = validate(text, release, &Environment::default());
        let line = |issue: &super::super::super::Issue| {
            format!("{}: {}", issue.path_text(), issue.message)
        };
        verdict.issues.iter().map(line).collect()
    }

    #[test]
    fn an_old_key_that_can_be_moved_is_no_fault_from_2026_4_7_to_2026_4_29() {
        let old = "{memorySearch: {enabled: true}, channels: {telegram: {streamMode: 'block'}}}";
        assert_eq!(issues("2026.4.15", old), Vec::<String>::new());
        assert_eq!(issues("2026.4.29", old), Vec::<String>::new());
        assert_ne!(issues("2026.5.2", old), Vec::<String>::new());
    }

    #[test]
    fn an_old_key_that_cannot_be_moved_is_still_reported() {
        assert_eq!(
            issues("2026.4.15", "{memorySearch: null}"),
            [
                "memorySearch: top-level memorySearch was moved; use agents.defaults.memorySearch instead. Run \"openclaw doctor --fix\"."
            ]
        );
    }

    #[test]
    fn to_2026_4_2_the_moved_config_counts_only_where_nothing_else_is_wrong() {
        assert_eq!(
            issues("2026.3.28", "{heartbeat: {every: '1h'}}"),
            Vec::<String>::new()
        );
        let both = issues("2026.3.28", "{heartbeat: {every: '1h'}, nosuch: 1}");
        assert_eq!(both.len(), 1, "{both:?}");
        assert!(
            both[0].starts_with("heartbeat: top-level heartbeat"),
            "{both:?}"
        );
    }

    #[test]
    fn what_one_account_has_beside_named_ones_goes_to_the_default_account() {
        let found = issues(
            "2026.4.15",
            "{channels: {slack: {dmPolicy: 'x', accounts: {a: {}}}}}",
        );
        assert!(
            found
                .iter()
                .any(|line| line.starts_with("channels.slack.accounts.default.dmPolicy:")),
            "{found:?}"
        );
    }
}
