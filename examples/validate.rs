//! Answers of our validator for many configs, one JSON line each with `valid`, `issues`, `warnings`
//! (and `beyond` with `--beyond`).
//!
//! `--openclaw RELEASE FILES…` judges files; `--openclaw RELEASE --jsonl FILE…` judges the lines
//! `{"id", "text", "files"}` of a file, `files` being what `$include` may name. `--home DIR` says
//! where the home directory is; no variable counts as set.

use std::collections::BTreeMap;
use std::io::Write;

use clawlens::catalogue::Release;
use clawlens::validate::{self, Environment, output};

fn main() {
    let mut release = None;
    let mut files: Vec<String> = Vec::new();
    let (mut beyond, mut lines) = (false, false);
    let mut environment = Environment {
        home: Some("/home/user".to_string()),
        ..Environment::default()
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--openclaw" => release = arguments.next().and_then(|name| Release::named(&name)),
            "--jsonl" => lines = true,
            "--beyond" => beyond = true,
            "--home" => environment.home = arguments.next(),
            _ => files.push(argument),
        }
    }
    let Some(release) = release else {
        eprintln!("usage: validate --openclaw RELEASE [--jsonl] [--beyond] [--home DIR] FILES…");
        std::process::exit(2);
    };
    let mut out = std::io::stdout().lock();
    let mut answer = |name: (&str, &str), text: &str, environment: &Environment| {
        let verdict = validate::validate(text, release, environment);
        let mut line = serde_json::json!({
            name.0: name.1,
            "valid": verdict.valid,
            "issues": output::list(&verdict.issues),
            "warnings": output::list(verdict.printed_warnings()),
        });
        if beyond {
            line["beyond"] = output::list(&verdict.beyond);
        }
        let _ = writeln!(out, "{line}");
    };
    for file in &files {
        let text = match std::fs::read(file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                eprintln!("{file}: {error}");
                continue;
            }
        };
        if !lines {
            answer(("file", file), &text, &environment);
            continue;
        }
        for line in text.lines() {
            let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else {
                continue;
            };
            let given: BTreeMap<String, String> = case["files"]
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_string())))
                .collect();
            let environment = Environment {
                files: Some(given),
                ..environment.clone()
            };
            answer(
                ("id", case["id"].as_str().unwrap_or("")),
                case["text"].as_str().unwrap_or(""),
                &environment,
            );
        }
    }
}
