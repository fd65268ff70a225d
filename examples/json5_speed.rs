//! Measures the parser and the edit engine: `cargo run --release --example json5_speed`.

use std::hint::black_box;
use std::time::Instant;

use clawlens::edit::{apply, diff, edits};
use clawlens::finding::Change;
use clawlens::json5::{Path, Value, parse};

fn main() {
    for megabytes in [1, 2, 4, 8] {
        let text = config(megabytes * 1_000_000);
        let megabyte = text.len() as f64 / 1e6;
        let tree = best(|| drop(black_box(parse(&text))));
        let document = parse(&text);
        let value = best(|| drop(black_box(document.value())));
        println!(
            "{megabyte:.1} MB: parse {:.0} MB/s ({tree:.2} ms), value {:.0} MB/s, {:.1} bytes for a byte, {} errors",
            megabyte / tree * 1e3,
            megabyte / value * 1e3,
            document.heap_size() as f64 / text.len() as f64,
            document.errors().len()
        );
        let changes: Vec<Change> = (0..1000).map(|at| change(at, megabytes)).collect();
        let fix = best(|| {
            drop(black_box(
                edits(&document, &changes).map(|edits| apply(&text, &edits)),
            ))
        });
        let after = apply(&text, &edits(&document, &changes).unwrap_or_default());
        let compare = best(|| drop(black_box(diff::diff(&text, &after))));
        println!(
            "   1000 changes {fix:.2} ms ({} bytes), line diff {compare:.2} ms",
            after.len()
        );
    }
    for (name, text) in [
        ("[[[[", "[".repeat(1_000_000)),
        ("{a:{a:", "{a:".repeat(330_000)),
        ("\"\\n", "\"\n".repeat(500_000)),
        ("/*", "/*".repeat(500_000)),
        ("a b", "a b ".repeat(250_000)),
        ("junk", "\u{1} ".repeat(500_000)),
        ("[,", "[,".repeat(500_000)),
        ("}", "}".repeat(1_000_000)),
        ("{}\\n", "{}\n".repeat(330_000)),
        ("prose", "it's \"so\" {\n".repeat(80_000)),
        ("“", "“a".repeat(250_000)),
        ("[\"a\":", "[\"a\":".repeat(200_000)),
        ("{a:\\nb:", "{a:\nb:".repeat(150_000)),
        ("'\\n\"", "'\n\"\n".repeat(250_000)),
        ("`", "   `".repeat(250_000)),
        ("[\\n}", "[\n}".repeat(330_000)),
        (
            "{x]",
            format!("{}{}", "{x:".repeat(500), "]".repeat(900_000)),
        ),
        ("CJK words", format!("{{{}:1}}", "键".repeat(330_000))),
        ("CJK prose", "一二、三".repeat(80_000)),
        (
            "keys",
            format!(
                "{{{}}}",
                (0..100_000)
                    .map(|at| format!("k{at}:1,"))
                    .collect::<String>()
            ),
        ),
    ] {
        let tree = best(|| drop(black_box(parse(&text))));
        println!(
            "{name:12} {:.0} MB/s, {} errors",
            text.len() as f64 / 1e3 / tree,
            parse(&text).errors().len()
        );
    }
}

/// The least of several runs, in milliseconds of this thread's processor time where that is told.
fn best(mut run: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let mut least = f64::MAX;
    for _ in 0..9 {
        let before = processor_time(begun);
        run();
        least = least.min(processor_time(begun) - before);
    }
    least
}

/// Milliseconds this thread has run; on a busy machine the clock says little.
fn processor_time(begun: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.unwrap_or_else(|| begun.elapsed().as_secs_f64() * 1e9) / 1e6
}

fn change(at: usize, _: usize) -> Change {
    let agent = Path::parse(&format!("agents.list.{}", at * 2));
    match at % 4 {
        0 => Change::Set {
            path: agent.join("name"),
            value: Value::from("changed"),
        },
        1 => Change::Remove {
            path: agent.join("model"),
        },
        2 => Change::Rename {
            path: agent.join("model"),
            to: "models".to_owned(),
        },
        _ => Change::Set {
            path: agent.join("extra").join("deep"),
            value: Value::Bool(true),
        },
    }
}

/// A config of about that many bytes as people write them.
fn config(bytes: usize) -> String {
    let mut text = String::from("{\n  // A large config.\n  agents: {\n    \"list\": [\n");
    let mut at = 0;
    while text.len() < bytes {
        text.push_str(&format!(
            "      {{\n        \"id\": \"agent-{at}\", // number {at}\n        \"name\": 'Agent {at}',\n        \"workspace\": \"~/.openclaw/workspace-{at}\",\n        \"model\": {{ \"primary\": \"anthropic/claude-opus-4-5\", \"fallbacks\": [\"openai/gpt-5.2\", \"google/gemini-3-pro\"] }},\n        tools: {{ allow: [\"read\", \"write\"], \"deny\": [] }},\n        \"heartbeat\": {{ \"every\": \"30m\", \"limit\": {at} }},\n      }},\n"
        ));
        at += 1;
    }
    text.push_str("    ],\n  },\n}\n");
    text
}
