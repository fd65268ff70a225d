//! What is known of one config key: since and until when it is declared, what it takes, where it went.
//!
//! Read from the schemas of all releases and from `migrate`; nothing here is a sentence.

use serde::Serialize;

use crate::catalogue::history::{self, Interval};
use crate::catalogue::{Place, Release, Scalar, Standing};
use crate::json5::{Path, Segment};
use crate::migrate;
use crate::near;

/// At most so many keys, values and places are listed.
const LISTED: usize = 200;

/// At most so many other places of the same name are worth looking at.
const ELSEWHERE: usize = 8;

/// One key, in one release and over all of them.
#[derive(Clone, Debug, Serialize)]
pub struct KeyPage {
    /// The path as read; empty for the whole config.
    pub path: String,
    /// The release looked at.
    pub release: &'static str,
    /// `declared`, `free` (inside a part that is not looked at) or `unknown`.
    pub standing: &'static str,
    /// Names of the types that it takes in this release.
    pub types: Vec<&'static str>,
    /// The values that it takes, where they are listed: of every release, in the order of the first.
    pub values: Vec<Known>,
    /// The smallest number that it takes in this release.
    pub minimum: Option<f64>,
    /// The largest number that it takes in this release.
    pub maximum: Option<f64>,
    /// What it is without being written in this release, as JSON, where the schema says so.
    pub default: Option<&'static str>,
    /// Whether a release marks it as not to be shown.
    pub secret: bool,
    /// The releases that declare it.
    pub known: Vec<Stretch>,
    /// The keys beneath it, of every release.
    pub keys: Vec<Known>,
    /// Where this release reads it instead.
    pub moved: Option<Moved>,
    /// A key beside it that is spelled almost the same, where it is unknown.
    pub near: Option<&'static str>,
    /// Where this release has a key of the same name, where it is unknown.
    pub elsewhere: Vec<String>,
}

/// Releases from `since` to `until`, both included.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Stretch {
    /// The first.
    pub since: &'static str,
    /// The last; `None` where the newest release known is among them.
    pub until: Option<&'static str>,
}

/// A key or a value, and the releases that have it.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// The key, or the value as JSON.
    pub name: String,
    /// Whether the release looked at has it.
    pub here: bool,
    /// The releases that have it.
    pub known: Vec<Stretch>,
}

/// Where a key went.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// The new path.
    pub to: String,
    /// Where that is known from.
    pub source: String,
}

/// Looks a key up.
pub fn key(path: &Path, release: Release) -> KeyPage {
    let place = Place::of(release, path);
    let mut page = KeyPage {
        path: path.to_string(),
        release: release.name(),
        standing: match place.standing {
            Standing::Declared => "declared",
            Standing::Free => "free",
            Standing::Unknown => "unknown",
        },
        types: Vec::new(),
        values: values(path, release),
        minimum: None,
        maximum: None,
        default: None,
        secret: history::sensitive_ever(path),
        known: stretches(&history::declared(path)),
        keys: keys(path, release),
        moved: release.version().and_then(|version| {
            let step = migrate::known(path, &version).filter(|step| !step.kind.is_loss())?;
            Some(Moved {
                to: step.to?.to_string(),
                source: step.row.source(),
            })
        }),
        near: None,
        elsewhere: Vec::new(),
    };
    for node in &place.nodes {
        let keywords = node.keywords();
        for name in keywords.types.iter().map(|kind| kind.name()) {
            if !page.types.contains(&name) {
                page.types.push(name);
            }
        }
        page.minimum = page.minimum.or(keywords.minimum);
        page.maximum = page.maximum.or(keywords.maximum);
        page.default = page.default.or(keywords.default);
    }
    if place.standing == Standing::Unknown
        && let Some((Segment::Key(name), above)) = path.0.split_last()
    {
        let parent = Path(above.to_vec());
        page.near =
            near::nearest(name, Place::of(release, &parent).keys()).filter(|near| near != name);
        page.elsewhere = history::places(release, name)
            .iter()
            .map(Path::to_string)
            .take(ELSEWHERE)
            .collect();
    }
    page
}

/// Every value that a release lists for the path.
fn values(path: &Path, here: Release) -> Vec<Known> {
    let all: Vec<Vec<String>> = Release::all()
        .map(|release| values_in(path, release))
        .collect();
    let mut ever: Vec<&String> = Vec::new();
    for value in all.iter().flatten() {
        if ever.len() < LISTED && !ever.contains(&value) {
            ever.push(value);
        }
    }
    let has = |release: Release, value: &String| {
        all.get(release.index())
            .is_some_and(|values| values.contains(value))
    };
    ever.into_iter()
        .map(|value| Known {
            name: value.clone(),
            here: has(here, value),
            known: stretches(&history::intervals(|release| has(release, value))),
        })
        .collect()
}

/// The values that one release lists, as JSON.
fn values_in(path: &Path, release: Release) -> Vec<String> {
    let mut values = Vec::new();
    for node in Place::of(release, path).nodes {
        let keywords = node.keywords();
        for scalar in keywords.constant.into_iter().chain(keywords.choices.iter()) {
            let value = match scalar {
                Scalar::Null => "null".to_owned(),
                Scalar::Bool(value) => value.to_string(),
                Scalar::Number(value) => value.to_string(),
                Scalar::String(text) => serde_json::Value::from(text).to_string(),
            };
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    values
}

fn keys(path: &Path, here: Release) -> Vec<Known> {
    history::keys_ever(path)
        .into_iter()
        .take(LISTED)
        .map(|(name, known)| Known {
            name: name.to_owned(),
            here: known.iter().any(|interval| interval.holds(here)),
            known: stretches(&known),
        })
        .collect()
}

fn stretches(intervals: &[Interval]) -> Vec<Stretch> {
    intervals
        .iter()
        .map(|interval| Stretch {
            since: interval.since.name(),
            until: interval.until.map(|_| interval.last().name()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{KeyPage, key};
    use crate::catalogue::Release;
    use crate::json5::Path;

    fn page(path: &str, release: &str) -> KeyPage {
        let release = Release::named(release).expect("it is in the catalogue");
        key(&Path::parse(path), release)
    }

    #[test]
    fn a_key_tells_its_type_its_values_and_its_releases() {
        let mode = page("gateway.mode", "2026.3.8");
        assert_eq!(mode.standing, "declared");
        let values: Vec<&str> = mode
            .values
            .iter()
            .map(|value| value.name.as_str())
            .collect();
        assert_eq!(values, ["\"local\"", "\"remote\""]);
        assert!(mode.values.iter().all(|value| value.here));
        assert_eq!(mode.known.len(), 1);
        assert_eq!(mode.known[0].until, None);
    }

    #[test]
    fn a_key_that_moved_says_where_to_and_until_when_it_stood_there() {
        let old = page("env.MOONSHOT_API_KEY", "2026.9.6");
        assert_eq!(old.standing, "unknown");
        let to = old.moved.map(|moved| moved.to);
        assert_eq!(to.as_deref(), Some("env.vars.MOONSHOT_API_KEY"));
        assert!(old.known.iter().all(|stretch| stretch.until.is_some()));
    }

    #[test]
    fn a_slip_is_answered_with_its_neighbour_and_other_places_of_the_name() {
        let slip = page("agents.defaults.modell", "2026.3.8");
        assert_eq!((slip.standing, slip.near), ("unknown", Some("model")));
        assert!(slip.known.is_empty());
        let lost = page("workspace", "2026.3.8");
        assert!(
            lost.elsewhere
                .contains(&"agents.defaults.workspace".to_owned())
        );
    }

    #[test]
    fn the_whole_config_lists_its_keys() {
        let all = page("", "2026.3.8");
        assert!(
            all.keys
                .iter()
                .any(|known| known.name == "gateway" && known.here)
        );
        assert!(
            all.keys.iter().any(|known| !known.here),
            "later keys are told too"
        );
    }

    #[test]
    fn every_text_is_answered() {
        for path in [
            "..",
            "[",
            "a[0]",
            "__proto__",
            "channels.telegram.*",
            "models.providers.*.models.0.compat",
        ] {
            assert!(!page(path, "2026.9.6").release.is_empty());
        }
    }
}
