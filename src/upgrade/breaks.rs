//! What releases do differently with the same file.

use super::Note;
use crate::catalogue::Release;
use crate::json5::{Path, Value};
use crate::lang::{Lang, Text};
use crate::text;

/// One change of behaviour.
struct Break {
    /// The last release seen with the old behaviour.
    before: &'static str,
    /// The first release seen with the new one.
    since: &'static str,
    /// Whether it concerns this config.
    concerns: fn(&Value<'_>) -> bool,
    /// What to say.
    text: fn() -> Text,
    /// Where it is known from.
    source: &'static str,
}

fn at<'v>(value: &'v Value<'_>, path: &str) -> Option<&'v Value<'v>> {
    let path = Path::parse(path);
    path.0
        .iter()
        .try_fold(value, |value, segment| value.get(&segment.text()))
}

fn text_at<'v>(value: &'v Value<'_>, path: &str) -> &'v str {
    at(value, path).and_then(Value::as_str).unwrap_or("")
}

fn off_loopback(value: &Value<'_>) -> bool {
    ["lan", "tailnet", "custom"].contains(&text_at(value, "gateway.bind"))
}

/// Whether the config names a provider.
fn names(value: &Value<'_>, provider: &str) -> bool {
    let start = format!("{provider}/");
    at(value, "models.providers").is_some_and(|providers| providers.get(provider).is_some())
        || text_at(value, "agents.defaults.model").starts_with(&start)
        || text_at(value, "agents.defaults.model.primary").starts_with(&start)
}

static BREAKS: &[Break] = &[
    Break {
        before: "2026.2.25",
        since: "2026.2.26",
        concerns: off_loopback,
        text: || text!("upgrade.break.origins"),
        source: "openclaw 2026.2.26: gateway start, controlUi.allowedOrigins",
    },
    Break {
        before: "2026.3.2",
        since: "2026.3.7",
        concerns: |value| {
            at(value, "gateway.auth.token").is_some()
                && at(value, "gateway.auth.password").is_some()
                && at(value, "gateway.auth.mode").is_none()
        },
        text: || text!("upgrade.break.auth-mode"),
        source: "openclaw 2026.3.7: gateway start, gateway.auth.mode",
    },
    Break {
        before: "2026.3.13",
        since: "2026.3.22",
        concerns: |_| true,
        text: || text!("upgrade.break.old-names"),
        source: "openclaw 2026.3.22: CHANGELOG, Breaking",
    },
    Break {
        before: "2026.3.24",
        since: "2026.3.28",
        concerns: |value| names(value, "kimi-coding"),
        text: || text!("upgrade.break.kimi"),
        source: "openclaw 2026.3.28: openclaw.plugin.json of kimi-coding, providers",
    },
    Break {
        before: "2026.3.28",
        since: "2026.3.31",
        concerns: |value| text_at(value, "gateway.auth.mode") == "trusted-proxy",
        text: || text!("upgrade.break.trusted-proxy"),
        source: "openclaw 2026.3.31: CHANGELOG, Breaking",
    },
    Break {
        before: "2026.3.28",
        since: "2026.4.15",
        concerns: |value| {
            let providers = at(value, "models.providers").and_then(Value::as_object);
            providers
                .is_some_and(|providers| providers.iter().any(|(_, it)| it.get("apiKey").is_some()))
        },
        text: || text!("upgrade.break.key-order"),
        source: "openclaw 2026.4.15: model-auth, auth \"api-key\"",
    },
    Break {
        before: "2026.5.7",
        since: "2026.5.12",
        concerns: |value| at(value, "channels.bluebubbles").is_some(),
        text: || text!("upgrade.break.bluebubbles"),
        source: "openclaw 2026.5.12: CHANGELOG, Breaking",
    },
    Break {
        before: "2026.4.15",
        since: "2026.5.18",
        concerns: |value| {
            off_loopback(value)
                && at(value, "gateway.auth.token").is_none()
                && at(value, "gateway.auth.password").is_none()
        },
        text: || text!("upgrade.break.token"),
        source: "openclaw 2026.5.18: gateway start, auth",
    },
    Break {
        before: "2026.5.18",
        since: "2026.6.11",
        concerns: |_| true,
        text: || text!("upgrade.break.sqlite"),
        source: "openclaw 2026.6.11: auth profile store",
    },
    Break {
        before: "2026.7.1",
        since: "2026.8.1",
        concerns: |value| at(value, "agents.defaults.models").is_some(),
        text: || text!("upgrade.break.model-policy"),
        source: "openclaw 2026.8.1: docs/concepts/models.md, modelPolicy.allow",
    },
    Break {
        before: "2026.8.2",
        since: "2026.9.6",
        concerns: |_| true,
        text: || text!("upgrade.break.start-migrates"),
        source: "openclaw 2026.9.6: gateway start, config migration",
    },
];

/// What changes between two releases for this config, in order. The other way round the same holds
/// the other way round, so nothing is said.
pub fn between(value: Option<&Value<'_>>, from: Release, to: Release, lang: Lang) -> Vec<Note> {
    let Some(value) = value else {
        return Vec::new();
    };
    let mut notes: Vec<Note> = BREAKS
        .iter()
        .filter(|it| {
            Release::named(it.before).is_some_and(|before| from <= before)
                && Release::named(it.since).is_some_and(|since| since <= to)
                && (it.concerns)(value)
        })
        .map(|it| Note {
            message: lang.say(&(it.text)()),
            source: it.source.to_owned(),
        })
        .collect();
    let (old, new) = (from.facts().default_model(), to.facts().default_model());
    let named = ["agents.defaults.model", "agents.defaults.model.primary"];
    if old != new && !named.iter().any(|path| text_at(value, path).contains('/')) {
        notes.push(Note {
            message: lang.say(&text!("upgrade.break.default-model", old = old, new = new)),
            source: format!("openclaw {}: DEFAULT_PROVIDER, DEFAULT_MODEL", to.name()),
        });
    }
    notes
}
