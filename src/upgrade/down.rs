//! To an older release: the moves backwards, where both places are known to their releases.

use crate::catalogue::{Place, Release, Standing};
use crate::json5::{Path, Value};
use crate::migrate::{Back, Migrated};

/// Takes a config of `from` back to `to`.
pub fn migrate(value: &Value<'_>, from: Release, to: Release, drop: bool) -> Migrated {
    let knows = |path: &Path| Place::of(to, path).standing == Standing::Declared;
    crate::migrate::back(
        value,
        &Back {
            from: from.version(),
            to: to.version(),
            knows: &knows,
            consent: drop,
        },
    )
}
