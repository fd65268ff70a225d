//! Migrates many configs: JSON lines `id`, `text` in, JSON lines `id`, `text`, `accepted`, `lost`,
//! `remaining` out. `upgrade FROM TO < configs.jsonl`; FROM `-` is the newest release that accepts the config.

use std::io::BufRead;

use clawlens::catalogue::Release;
use clawlens::lang::Lang;
use clawlens::upgrade::{Options, migrated};
use clawlens::validate::{Environment, validate};

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let release = |at: usize| words.get(at).and_then(|name| Release::named(name));
    let to = release(2).unwrap_or(Release::last());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else {
            continue;
        };
        let text = line["text"].as_str().unwrap_or("");
        let accepts = |release: &Release| validate(text, *release, &Environment::default()).valid;
        let Some(from) = release(1).filter(accepts).or_else(|| {
            let mut older = Release::all().rev().filter(|release| *release <= to);
            words
                .get(1)
                .filter(|it| *it == "-")
                .and(older.find(accepts))
        }) else {
            continue;
        };
        let options = Options {
            from,
            to,
            drop: true,
            lang: Lang::EN,
        };
        let (new, accepted, lost) = migrated(text, &options);
        let remaining: Vec<String> = match accepted {
            true => Vec::new(),
            false => validate(&new, to, &Environment::default())
                .issues
                .iter()
                .map(|issue| format!("{}: {}", issue.path_text(), issue.message))
                .collect(),
        };
        let answer = serde_json::json!({
            "id": line["id"], "from": from.name(), "text": new, "accepted": accepted,
            "before": accepts(&to), "lost": lost, "remaining": remaining,
        });
        println!("{answer}");
    }
}
