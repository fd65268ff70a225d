//! The rules as a whole: registered, documented, exercised.

use std::collections::BTreeSet;
use std::path::Path;

use clawlens::rules::{self, Check};

/// The folders of the layers.
fn layers() -> Vec<String> {
    let entries = std::fs::read_dir("src/rules").expect("the folder is there");
    entries
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.path().display().to_string())
        .collect()
}

fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .filter_map(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .strip_suffix(ending)
                .map(str::to_owned)
        })
        .collect()
}

#[test]
fn every_rule_file_is_registered_under_its_name() {
    let files: BTreeSet<String> = layers()
        .iter()
        .flat_map(|layer| names(layer, ".rs"))
        .filter(|name| name != "mod")
        .map(|name| name.replace('_', "-"))
        .collect();
    let registered: BTreeSet<String> = rules::all().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(files, registered);
    assert_eq!(
        registered.len(),
        rules::all().count(),
        "a rule is registered twice"
    );
}

#[test]
fn every_rule_has_a_page_with_all_sections() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let layer = format!("{:?}", rule.layer).to_lowercase();
        let page = format!("src/rules/{layer}/{}.md", rule.id.replace('-', "_"));
        let Ok(text) = std::fs::read_to_string(&page) else {
            wrong.push(format!("{page} is missing"));
            continue;
        };
        if !text.starts_with(&format!("# {}\n", rule.id)) {
            wrong.push(format!("{page} does not begin with its name"));
        }
        let mut at = 0;
        for section in [
            "What it finds",
            "Why it matters",
            "Example",
            "What to do",
            "When to leave it",
            "Releases",
            "Sources",
        ] {
            match text[at..].find(&format!("\n## {section}\n")) {
                Some(found) => at += found,
                None => wrong.push(format!("{page}: no section {section}, or not in order")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands in fences and backticks of a page, without the fences' languages.
fn code_of(page: &str) -> (Vec<&str>, Vec<&str>) {
    let fenced: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
    let mut spans: Vec<&str> = page
        .split("```")
        .step_by(2)
        .flat_map(|prose| prose.split('`').skip(1).step_by(2))
        .collect();
    spans.sort_unstable();
    (fenced, spans)
}

#[test]
fn every_page_is_there_in_every_language_with_the_sections_and_the_code_of_the_english_one() {
    let mut wrong = Vec::new();
    for lang in clawlens::lang::Lang::TAGS
        .iter()
        .filter(|tag| **tag != "en")
    {
        let ending = format!(".{lang}.md");
        for layer in layers() {
            let translated = names(&layer, &ending);
            for name in names(&layer, ".md") {
                if !name.contains('.') && !translated.contains(&name) {
                    wrong.push(format!("{name}{ending} is missing"));
                }
            }
            for name in translated {
                let read = |file: String| std::fs::read_to_string(file).unwrap_or_default();
                let english = read(format!("{layer}/{name}.md"));
                let page = read(format!("{layer}/{name}{ending}"));
                let headings = |text: &str| text.matches("\n## ").count();
                if !page.starts_with(&format!("# {}\n", name.replace('_', "-"))) {
                    wrong.push(format!("{name}{ending} does not begin with its name"));
                }
                if headings(&page) != headings(&english) {
                    wrong.push(format!("{name}{ending} has other sections"));
                }
                if code_of(&page) != code_of(&english) {
                    wrong.push(format!("{name}{ending} has other code"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_fires_and_one_that_does_not() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let folder = format!("tests/cases/{}", rule.id);
        if !Path::new(&folder).is_dir() {
            wrong.push(format!("{folder} is missing"));
            continue;
        }
        let fires = names(&folder, ".md").into_iter().map(|name| {
            let case =
                std::fs::read_to_string(format!("{folder}/{name}.md")).expect("a case is UTF-8");
            case.contains(&format!(" {}: ", rule.id))
        });
        let fires: Vec<bool> = fires.collect();
        if !fires.contains(&true) {
            wrong.push(format!("{folder}: no case fires"));
        }
        if !fires.contains(&false) {
            wrong.push(format!("{folder}: no near miss"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pattern_is_long_enough_to_be_searched_and_belongs_to_a_rule_that_uses_it() {
    for rule in rules::all() {
        for pattern in rule.patterns {
            let longest = pattern
                .text
                .split(['{', '}'])
                .step_by(2)
                .map(str::len)
                .max()
                .unwrap_or(0);
            assert!(
                longest >= 4,
                "{}: {} has no part of four bytes",
                rule.id,
                pattern.text
            );
        }
        if let Check::Sentence(row) = &rule.check {
            assert!(!rule.patterns.is_empty(), "{} has no sentence", rule.id);
            for hit in row.hits {
                assert!(
                    rule.patterns.iter().any(|pattern| pattern.id == *hit),
                    "{}: {hit} is no pattern of it",
                    rule.id
                );
            }
        }
    }
}

#[test]
fn no_pattern_id_belongs_to_two_rules() {
    let mut owners: Vec<(&str, &str)> = rules::all()
        .flat_map(|rule| rule.patterns.iter().map(|pattern| (pattern.id, rule.id)))
        .collect();
    owners.sort_unstable();
    owners.dedup();
    let shared: Vec<_> = owners
        .windows(2)
        .filter(|pair| pair[0].0 == pair[1].0)
        .collect();
    assert!(shared.is_empty(), "{shared:?}");
}
