//! `clawlens redact`, `releases`, `rules`, `explain`.

use super::arguments::{Arguments, nearest};
use super::{CLEAN, Failure, files, print, spoken};
use clawlens::catalogue::Release;
use clawlens::rules;
use clawlens::{secrets, text};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Prints the texts with their secrets masked.
pub fn redact(arguments: &Arguments) -> Result<u8, Failure> {
    for input in files::read_all(&arguments.operands)? {
        print(&secrets::redact(&input.text));
    }
    Ok(CLEAN)
}

/// Prints the releases known, oldest first.
pub fn releases(arguments: &Arguments) -> Result<u8, Failure> {
    let mut shown = String::new();
    let mut list = Vec::new();
    for release in Release::all() {
        list.push(serde_json::json!({
            "version": release.name(),
            "date": release.date(),
            "commit": release.commit(),
            "maintenance": release.is_maintenance(),
        }));
        shown.push_str(&format!("{:<12} {}\n", release.name(), release.date()));
    }
    if arguments.has("json") {
        shown = format!("{}\n", serde_json::Value::Array(list));
    }
    print(&shown);
    Ok(CLEAN)
}

/// Prints the rules, in the order in which they are asked.
pub fn rules(arguments: &Arguments) -> Result<u8, Failure> {
    let width = rules::all().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut shown = String::new();
    let mut list = Vec::new();
    for rule in rules::all() {
        let title = page(rule.id).map_or("", title);
        list.push(serde_json::json!({ "rule": rule.id, "title": title }));
        shown.push_str(format!("{:<width$}  {title}", rule.id).trim_end());
        shown.push('\n');
    }
    if arguments.has("json") {
        shown = format!("{}\n", serde_json::Value::Array(list));
    }
    print(&shown);
    Ok(CLEAN)
}

/// Prints one rule's page.
pub fn explain(arguments: &Arguments) -> Result<u8, Failure> {
    let id = arguments.operand().to_string_lossy().into_owned();
    if let Some(page) = page(&id) {
        print(page);
        return Ok(CLEAN);
    }
    Err(
        match nearest(&id, PAGES.iter().map(|(known, _, _)| *known)) {
            Some(near) => text!("command.rule-unknown-near", rule = id, near = near),
            None => text!("command.rule-unknown", rule = id),
        },
    )
}

/// The page of a rule in the language asked for; the English one where it is not translated.
pub fn page(id: &str) -> Option<&'static str> {
    let in_language = |tag: &str| {
        PAGES
            .iter()
            .find(|(known, page_tag, _)| *known == id && *page_tag == tag)
            .map(|(_, _, page)| *page)
    };
    in_language(spoken().tag()).or_else(|| in_language("en"))
}

/// The first sentence of a page, beneath its headings.
pub fn title(page: &'static str) -> &'static str {
    let is_prose = |line: &&str| !line.is_empty() && !line.starts_with(['#', '`', '|', '-', '<']);
    page.lines().find(is_prose).unwrap_or("").trim()
}
