//! Corrects many configs: JSON lines `id`, `text` in; for each that a safe fix changes JSON lines `id`,
//! `before`, `after`, `fixed` (paths), `undeclared` (paths) out. `repair RELEASE < configs.jsonl`.

use std::io::BufRead;

use clawlens::diagnose::{Options, diagnose};
use clawlens::json5::{Path, Value, parse};
use clawlens::version::Version;

fn main() {
    let release = std::env::args().nth(1);
    let options = Options {
        openclaw: release.as_deref().and_then(Version::parse),
        ..Options::default()
    };
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else {
            continue;
        };
        let text = line["text"].as_str().unwrap_or("");
        let report = diagnose(text, &options);
        let Some(corrected) = report
            .corrected
            .filter(|it| it.start == 0 && it.end == text.len())
        else {
            continue;
        };
        let mut fixed = Vec::new();
        let mut declared = Vec::new();
        for finding in corrected
            .applied
            .iter()
            .filter_map(|at| report.findings.get(*at))
        {
            fixed.extend(finding.path.clone());
            for change in finding.fix.iter().flat_map(|fix| &fix.changes) {
                declared.push(Path::parse(&change.path));
                if let Some(to) = &change.to {
                    let to = Path::parse(to);
                    let own = Path::parse(&change.path);
                    let renamed = own.parent().map(|above| above.join(to.dotted()));
                    declared.extend(renamed);
                    declared.push(to);
                }
            }
        }
        let (before, after) = (parse(text), parse(&corrected.text));
        let mut undeclared = Vec::new();
        if let (Some(a), Some(b)) = (before.value(), after.value())
            && before.errors().is_empty()
        {
            differ(&a, &b, &Path::root(), &mut undeclared);
        }
        undeclared.retain(|path| {
            !declared
                .iter()
                .any(|own| own.covers(path) || path.covers(own))
        });
        let undeclared: Vec<String> = undeclared.iter().map(Path::to_string).collect();
        println!(
            "{}",
            serde_json::json!({
                "id": line["id"], "before": text, "after": corrected.text, "fixed": fixed,
                "undeclared": undeclared,
            })
        );
    }
}

/// The places at which two values differ. Elements of lists count as one place.
fn differ(a: &Value<'_>, b: &Value<'_>, path: &Path, out: &mut Vec<Path>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, a) in a.iter() {
                match b.get(key) {
                    Some(b) => differ(a, b, &path.join(key), out),
                    None => out.push(path.join(key)),
                }
            }
            out.extend(
                b.keys()
                    .filter(|key| !a.contains_key(key))
                    .map(|key| path.join(key)),
            );
        }
        _ if !a.same(b) => out.push(path.clone()),
        _ => {}
    }
}
