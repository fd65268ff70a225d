//! Time grows with the length of a paste, not with its square, whatever it is made of.
//!
//! Each shape is read short and four times as long. Twice the ratio of the lengths is allowed, and
//! the fastest of several runs counts, so that what else the machine does matters little.

use std::time::{Duration, Instant};

use clawlens::diagnose::{Options, diagnose};

const SHORT: usize = 5_000;
const TIMES: u32 = 4;

/// `head`, as many rows as make `size` bytes, `tail`. `#` in a row is its number.
fn text(head: &str, row: &str, tail: &str, size: usize) -> String {
    // The release is stated: a config of an unknown one is judged by all.
    let mut text = format!("OpenClaw 2026.3.8 (3caab92)\n\n{head}");
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&row.replace('#', &number.to_string()));
    }
    text + tail
}

fn fastest(text: &str, runs: usize) -> Duration {
    let options = Options::default();
    let once = || {
        let start = Instant::now();
        let report = diagnose(text, &options);
        assert_eq!(report.report, 1);
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

/// Heads, rows and tails of pastes that have been slow, or look as if they could be.
const SHAPES: &[(&str, &str, &str)] = &[
    (
        "{ agents: { list: [\n",
        "{ id: \"a#\", model: { primary: \"x/y\" } },\n",
        "] } }\n",
    ),
    (
        "{ agents: { list: [\n",
        "{ id: \"a#\", bogus#: 1 },\n",
        "] } }\n",
    ),
    ("{ agents: { list: [\n", "{ id: # },\n", "] } }\n"),
    ("{\n", "\"unknown#\": #,\n", "}\n"),
    ("{ gateway: {\n", "\"prot#\": #,\n", "} }\n"),
    ("{ gateway: {\n", "\"port\": #,\n", "} }\n"),
    (
        "{ bindings: [\n",
        "{ agentId: \"a#\", match: { channel: \"x\" } },\n",
        "] }\n",
    ),
    ("{ env: { vars: {\n", "V#: \"${NOT_SET_#}\",\n", "} } }\n"),
    (
        "{ env: { vars: {\n",
        "KEY_#: \"sk-proj-abcdefghijklmnop#qrstuvwxyz\",\n",
        "} } }\n",
    ),
    (
        "{ channels: { telegram: { accounts: {\n",
        "a#: { dmPolicy: \"bogus\" },\n",
        "} } } }\n",
    ),
    (
        "{ plugins: { entries: {\n",
        "p#: { enabled: true },\n",
        "} } }\n",
    ),
    ("{ tools: { allow: [\n", "\"tool#\"\n", "] } }\n"),
    (
        "",
        "Config validation failed: agents.list.#: Unrecognized key: \"bogus#\"\n",
        "",
    ),
    (
        "",
        "2026-03-08T10:00:00.123Z [agent] HTTP 401: Invalid Authentication #\n",
        "",
    ),
    (
        "",
        "export OPENAI_API_KEY=sk-proj-abcdefghijklmnop#qrstuvwxyz\n",
        "",
    ),
    ("", "{ \"gateway\": { \"port\": # } }\n\n", ""),
];

#[test]
fn time_grows_linearly_with_the_paste() {
    let mut slow = Vec::new();
    for (head, row, tail) in SHAPES {
        let short = text(head, row, tail, SHORT);
        let long = text(head, row, tail, SHORT * TIMES as usize);
        let bound = |short: Duration| short * TIMES * 2 + Duration::from_millis(20);
        // A second look only at what seems slow: the machine may have been busy.
        let grows = |runs| fastest(&long, runs) > bound(fastest(&short, runs));
        if grows(2) && grows(6) {
            slow.push(format!("{head}{row}{tail}"));
        }
    }
    assert!(slow.is_empty(), "slower than linear:\n{}", slow.join("\n"));
}
