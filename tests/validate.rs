//! Real answers: what `openclaw config validate --json` of several releases says of small configs.
//!
//! `validate/cases.jsonl` was written by the real software (the reader of 2026.1.29, which has no
//! such command yet). A case that we answer otherwise fails with both lists.

use clawlens::catalogue::Release;
use clawlens::validate::{Environment, Issue, validate};

fn pairs(value: &serde_json::Value) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("").to_string();
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|pair| (text(&pair[0]), text(&pair[1])))
        .collect()
}

fn ours(issues: &[Issue]) -> Vec<(String, String)> {
    issues
        .iter()
        .map(|issue| (issue.path_text(), issue.message.clone()))
        .collect()
}

fn machine() -> Environment {
    Environment {
        home: Some("/home/user".to_string()),
        files: Some(Default::default()),
        ..Environment::default()
    }
}

#[test]
fn every_recorded_answer_is_given_word_for_word() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in include_str!("validate/cases.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let release =
            Release::named(case["release"].as_str().expect("a release")).expect("a known release");
        let verdict = validate(
            case["config"].as_str().expect("a config"),
            release,
            &machine(),
        );
        let same = Some(verdict.valid) == case["valid"].as_bool()
            && ours(&verdict.issues) == pairs(&case["issues"])
            && ours(verdict.printed_warnings()) == pairs(&case["warnings"]);
        if !same {
            wrong.push(format!(
                "{} {}: real {} ours {:?}",
                case["release"],
                case["name"],
                case["issues"],
                ours(&verdict.issues)
            ));
        }
        seen += 1;
    }
    assert!(seen > 50, "only {seen} cases");
    assert!(
        wrong.is_empty(),
        "{} of {seen} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn releases_that_print_only_invalid_input_still_name_the_key() {
    use clawlens::validate::IssueKind;
    let release = Release::named("2026.6.11").expect("a known release");
    let verdict = validate("{gateway: {prot: 1}}", release, &machine());
    assert_eq!(verdict.issues[0].message, "Invalid input");
    assert_eq!(
        verdict.issues[0].kind,
        IssueKind::UnknownKeys {
            keys: vec!["prot".to_string()]
        }
    );
}

#[test]
fn what_the_real_one_hides_is_found_as_well() {
    let release = Release::named("2026.9.6").expect("a known release");
    let verdict = validate(
        "{gateway: {prot: 1}, channels: {nosuch: {}}}",
        release,
        &machine(),
    );
    assert_eq!(verdict.issues.len(), 1);
    assert!(
        verdict
            .beyond
            .iter()
            .any(|issue| issue.message == "unknown channel id: nosuch")
    );
}

#[test]
fn odd_texts_get_an_answer_and_no_panic() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let wide = format!(
        "{{{}}}",
        (0..10_000)
            .map(|n| format!("k{n}: 1"))
            .collect::<Vec<_>>()
            .join(",")
    );
    for text in [
        "",
        "1",
        "null",
        "[]",
        "\u{feff}{}",
        "{__proto__: {}}",
        "{\"a.b\": {\"\": 1}}",
        "{env: {vars: {A: 1}}}",
        &deep,
        &wide,
    ] {
        for release in [Release::first(), Release::last()] {
            let verdict = validate(text, release, &machine());
            assert_eq!(verdict.valid, verdict.issues.is_empty());
        }
    }
}
