//! Every migration against what the real one made of the same config (`tests/migrate/cases.jsonl`,
//! written by `scripts/migrate/record.mjs`).

#![expect(clippy::panic, reason = "a test may fail by panicking")]

use clawlens::edit::{apply, apply_to_value, edits};
use clawlens::json5::{Value, parse};
use clawlens::migrate::{alone, migrate, rows};
use clawlens::version::Version;

/// Migrations that are left to the real doctor, or made on other terms: the files say why.
const NOT_MADE: &[&str] = &[
    // Of the channels' doctors, which the packages do not list by id.
    "channels.own-doctors",
    "models.retired-model-refs",
    "qqbot.tencent-2.0-compatibility",
    "tools.allow-also-allow-conflict",
    "tools.profile-configured-sections-alsoAllow",
];

struct Case {
    migration: String,
    release: Version,
    text: String,
    real: Value<'static>,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("migrate/cases.jsonl").lines();
    lines
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let text = |key: &str| line[key].as_str().expect("a string").to_owned();
            let value = |key: &str| serde_json::to_string_pretty(&line[key]).expect("JSON");
            Case {
                migration: text("migration"),
                release: Version::parse(&text("release")).expect("a release"),
                text: value("config"),
                real: parse(&value("real")).value().expect("JSON").into_owned(),
            }
        })
        .collect()
}

/// Whether both are the same, whatever the order of members.
fn alike(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        _ => a == b,
    }
}

#[test]
fn each_migration_does_as_the_real_one() {
    let mut wrong = Vec::new();
    for case in cases() {
        let document = parse(&case.text);
        let value = document.value().expect("JSON");
        let ours = alone(&value, &case.migration, &case.release).expect("a row");
        if !alike(&ours.value, &case.real) {
            wrong.push(format!(
                "{} in {}\n  from {}\n  real {}\n  ours {}",
                case.migration,
                case.release,
                case.text.split_whitespace().collect::<String>(),
                shown(&case.real),
                shown(&ours.value),
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_migration_has_a_case() {
    let cases = cases();
    let missing: Vec<&str> = rows()
        .iter()
        .map(|row| row.id)
        .filter(|id| !NOT_MADE.contains(id) && !cases.iter().any(|case| case.migration == *id))
        .collect();
    assert_eq!(missing, [] as [&str; 0]);
}

#[test]
fn the_changes_lead_to_the_value_in_values_and_in_text() {
    for case in cases() {
        for (target, consent) in [("2026.3.8", true), ("2026.9.6", true), ("2026.9.6", false)] {
            let target = Version::parse(target).expect("a release");
            {
                let document = parse(&case.text);
                let before = document.value().expect("JSON").into_owned();
                let ours = migrate(&before, &target, consent);
                let mut value = before.clone();
                apply_to_value(&mut value, &ours.changes).unwrap_or_else(|conflict| {
                    panic!("{}: {conflict:?} in {:?}", case.migration, ours.changes)
                });
                assert!(
                    alike(&value, &ours.value),
                    "{}: {:?}",
                    case.migration,
                    ours.changes
                );
                let edits = edits(&document, &ours.changes).unwrap_or_else(|conflict| {
                    panic!("{}: {conflict:?} in {:?}", case.migration, ours.changes)
                });
                let text = apply(&case.text, &edits);
                let written = parse(&text);
                assert!(written.errors().is_empty(), "{}: {text}", case.migration);
                let written = written.value().expect("JSON");
                assert!(alike(&written, &ours.value), "{}: {text}", case.migration);
            }
        }
    }
}

#[test]
fn migrating_again_changes_nothing() {
    for case in cases() {
        let target = Version::parse("2026.9.6").expect("a release");
        let document = parse(&case.text);
        let once = migrate(&document.value().expect("JSON"), &target, true);
        let twice = migrate(&once.value, &target, true);
        assert!(
            twice.changes.is_empty(),
            "{}: {:?}",
            case.migration,
            twice.changes
        );
    }
}

fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Object(object) => {
            let members = object
                .iter()
                .map(|(key, value)| format!("{key}:{}", shown(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(elements) => {
            format!(
                "[{}]",
                elements.iter().map(shown).collect::<Vec<_>>().join(",")
            )
        }
        Value::String(text) => format!("{text:?}"),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
    }
}
