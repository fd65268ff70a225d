//! A report as SARIF 2.1.0, for code hosts and editors.
//!
//! Only the findings are told: corrected text holds secrets and is left out.

use crate::sorted;
use serde_json::{Value, json};

use super::view::{self, Source, View, source_of};
use crate::report::{Evidence, Finding, Report, Where};

/// The log for one report. `sources` are in order of the paste; `title` gives a rule's heading.
pub fn sarif(report: &Report, sources: &[Source], title: &dyn Fn(&str) -> String) -> Value {
    let view = View::new(report);
    let mut rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    sorted::plainly(&mut rules);
    rules.dedup();
    let results: Vec<Value> = view
        .entries()
        .iter()
        .map(|entry| result(entry.finding, &rules, sources))
        .collect();
    let rules: Vec<Value> = rules
        .iter()
        .map(|rule| {
            let title = title(rule);
            let title = if title.is_empty() {
                (*rule).to_owned()
            } else {
                title
            };
            json!({ "id": rule, "shortDescription": { "text": title } })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "clawlens",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(finding: &Finding, rules: &[&str], sources: &[Source]) -> Value {
    let level = match finding.severity {
        "error" => "error",
        "warning" => "warning",
        _ => "note",
    };
    let mut message = finding.message.clone();
    if let Some(fix) = &finding.fix {
        message.push_str(&format!("\n{}", fix.title));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.binary_search(&finding.rule).unwrap_or(0),
        "level": level,
        "message": { "text": message },
        "partialFingerprints": { "clawlens/v1": fingerprint(finding) },
        "properties": { "certainty": finding.certainty, "path": finding.path },
    });
    let place = finding.place.as_ref();
    let main = place
        .map(|place| location(place, None, sources))
        .or_else(|| {
            // A finding without a place of its own stands at the head of the first file.
            sources.first().map(|source| {
                json!({ "physicalLocation": {
            "artifactLocation": { "uri": source.uri }, "region": { "startLine": 1 } } })
            })
        });
    let related: Vec<Value> = finding
        .evidence
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Quote { place, note, .. } => Some(location(place, Some(note), sources)),
            _ => None,
        })
        .collect();
    if let Some(fields) = result.as_object_mut() {
        fields.insert(
            "locations".to_owned(),
            Value::Array(main.into_iter().collect()),
        );
        if !related.is_empty() {
            fields.insert("relatedLocations".to_owned(), Value::Array(related));
        }
    }
    result
}

fn location(place: &Where, note: Option<&String>, sources: &[Source]) -> Value {
    let (source, line) = source_of(sources, place.line);
    let uri = source.map_or("stdin", |source| source.uri.as_str());
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": { "startLine": line, "startColumn": place.column.max(1) },
        },
    });
    if let (Some(note), Some(fields)) = (
        note.filter(|note| !note.is_empty()),
        location.as_object_mut(),
    ) {
        fields.insert("message".to_owned(), json!({ "text": note }));
    }
    location
}

/// Stays the same while the finding does, whatever moves around it: FNV-1a of rule, key and message.
fn fingerprint(finding: &Finding) -> String {
    let path = finding.path.as_deref().unwrap_or("");
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in [finding.rule, "\0", path, "\0", &finding.message]
        .concat()
        .bytes()
    {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// A file name as a relative address: `/` between folders, everything unusual in percent.
pub fn uri(name: &str) -> String {
    let name = name.replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name);
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if uri.starts_with('/') {
        format!("file://{uri}")
    } else {
        uri
    }
}

/// The source lines of a joined paste: where each file's text begins.
pub fn first_line(paste: &str, start: usize) -> u32 {
    let before = paste.get(..start).unwrap_or("");
    u32::try_from(view::lines(before).len()).unwrap_or(u32::MAX)
}
