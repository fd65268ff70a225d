//! Answers of our validator for many files: `--openclaw RELEASE [--jsonl] [-] FILES…`, one JSON line
//! each with `file`, `valid`, `issues`, `warnings` (and `beyond` with `--beyond`). `-` reads file
//! names from standard input. Variables that stand in the environment as `HOME` count as set.

use std::io::{Read, Write};

use clawlens::catalogue::Release;
use clawlens::validate::{self, Environment, output};

fn main() {
    let mut release = None;
    let mut files: Vec<String> = Vec::new();
    let mut beyond = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--openclaw" => release = arguments.next().and_then(|name| Release::named(&name)),
            "--jsonl" => {}
            "--beyond" => beyond = true,
            "-" => {
                let mut names = String::new();
                let _ = std::io::stdin().read_to_string(&mut names);
                files.extend(
                    names
                        .lines()
                        .filter(|line| !line.is_empty())
                        .map(str::to_string),
                );
            }
            _ => files.push(argument),
        }
    }
    let Some(release) = release else {
        eprintln!("usage: validate --openclaw RELEASE [--jsonl] [--beyond] [-] FILES…");
        std::process::exit(2);
    };
    let variables = ["HOME", "PATH", "USER"]
        .into_iter()
        .filter_map(|name| Some((name.to_string(), std::env::var(name).ok()?)));
    let environment = Environment {
        variables: variables.collect(),
        home: std::env::var("HOME").ok(),
    };
    let mut out = std::io::stdout().lock();
    for file in files {
        let text = match std::fs::read(&file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                eprintln!("{file}: {error}");
                continue;
            }
        };
        let verdict = validate::validate(&text, release, &environment);
        let mut line = serde_json::json!({
            "file": file,
            "valid": verdict.valid,
            "issues": output::list(&verdict.issues),
            "warnings": output::list(&verdict.warnings),
        });
        if beyond {
            line["beyond"] = output::list(&verdict.beyond);
        }
        let _ = writeln!(out, "{line}");
    }
}
