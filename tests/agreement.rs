//! The validator beside answers of the real software: a fixed sample of two releases, captured by
//! `npm run oracle -- RELEASE --sample tests/oracle/sample`. The whole comparison needs the real
//! packages and is a command; this part runs everywhere.

use std::path::Path;

use clawlens::catalogue::Release;
use clawlens::validate::{Environment, output, validate};
use serde_json::Value;

/// Configs of a release whose issue list is known to differ, by name of the case; each with its reason.
const KNOWN: &[(&str, &str)] = &[];

struct Tally {
    configs: usize,
    wrong_verdicts: Vec<String>,
    wrong_lists: Vec<String>,
}

fn judge(release: &str) -> Tally {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/oracle/sample")
        .join(format!("{release}.jsonl"));
    let text = std::fs::read_to_string(&file).expect("the sample is part of the repository");
    let judged = Release::named(release).expect("a release of the catalogue");
    let mut tally = Tally {
        configs: 0,
        wrong_verdicts: Vec::new(),
        wrong_lists: Vec::new(),
    };
    for line in text.lines() {
        let case: Value = serde_json::from_str(line).expect("one case a line");
        let files = case["files"].as_object().into_iter().flatten();
        let environment = Environment {
            home: Some("/home/user".to_string()),
            files: Some(
                files
                    .filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_string())))
                    .collect(),
            ),
            ..Environment::default()
        };
        let config = case["text"].as_str().expect("a text");
        let verdict = validate(config, judged, &environment);
        let name = case["name"].as_str().unwrap_or("").to_string();
        tally.configs += 1;
        if Some(verdict.valid) != case["valid"].as_bool() {
            tally.wrong_verdicts.push(format!("{name}: {config}"));
        }
        if lines(&output::list(&verdict.issues)) != lines(&case["issues"]) {
            tally.wrong_lists.push(format!("{name}: {config}"));
        }
    }
    tally
}

/// Path and message of each issue, in order.
fn lines(issues: &Value) -> Vec<(String, String)> {
    let text = |issue: &Value, key: &str| issue[key].as_str().unwrap_or("").to_string();
    let issues = issues.as_array().into_iter().flatten();
    issues
        .map(|issue| (text(issue, "path"), text(issue, "message")))
        .collect()
}

#[test]
fn verdicts_of_the_sample_are_those_of_the_real_software() {
    for release in ["2026.3.8", "2026.3.28", "2026.4.15", "2026.9.6"] {
        let tally = judge(release);
        assert!(tally.configs >= 60, "{release}: {} configs", tally.configs);
        assert!(
            tally.wrong_verdicts.is_empty(),
            "{release}: {:#?}",
            tally.wrong_verdicts
        );
    }
}

#[test]
fn issue_lists_of_the_sample_are_those_of_the_real_software_but_for_the_known() {
    for release in ["2026.3.8", "2026.3.28", "2026.4.15", "2026.9.6"] {
        let tally = judge(release);
        let unknown: Vec<&String> = tally
            .wrong_lists
            .iter()
            .filter(|case| !KNOWN.iter().any(|(name, _)| case.contains(name)))
            .collect();
        assert!(unknown.is_empty(), "{release}: {unknown:#?}");
    }
}
