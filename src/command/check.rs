//! `clawlens validate`: what `openclaw config validate` of a release says on files.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use super::arguments::Arguments;
use super::{CLEAN, FOUND, Failure, UNUSABLE, complain, files, includes, print, say};
use clawlens::catalogue::Release;
use clawlens::text;
use clawlens::validate::{self, Environment, Verdict, output};
use clawlens::version::Version;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let release = match arguments.value("openclaw") {
        Some(name) => release(name)?,
        None => return Err(text!("command.validate.no-release")),
    };
    let form = arguments.one_of(&["json", "jsonl"])?;
    if arguments.operands.len() > 1 && form != Some("jsonl") {
        return Err(text!("command.validate.several"));
    }
    let mut environment = environment(arguments);
    let mut status = CLEAN;
    for name in &arguments.operands {
        let input = match files::read(name) {
            Ok(input) => input,
            Err(failure) if form == Some("jsonl") => {
                // One answer a line, also for a file that has none.
                let line = serde_json::json!({ "valid": false, "path": absolute(name), "error": say(&failure) });
                print(&format!("{line}\n"));
                complain(&failure);
                status = UNUSABLE;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        if input.name != "-" {
            let folder = Path::new(name).parent().unwrap_or(Path::new(""));
            environment.files = includes::read(&input.text, folder);
        }
        let verdict = validate::validate(&input.text, release, &environment);
        let path = absolute(name);
        print(&match form {
            Some("json") => format!("{}\n", output::json_text(&verdict, &path)),
            Some(_) => format!("{}\n", output::json_value(&verdict, &path)),
            None => plain(&verdict, &input.name),
        });
        if !verdict.valid {
            status = status.max(FOUND);
        }
    }
    Ok(status)
}

/// The release of exactly this name.
pub fn release(name: &str) -> Result<Release, Failure> {
    let version =
        Version::parse(name).ok_or_else(|| text!("command.version.unreadable", version = name))?;
    Release::of(&version).ok_or_else(|| {
        let (nearest, _) = Release::nearest(&version);
        text!(
            "command.version.unknown",
            version = name,
            nearest = nearest.name()
        )
    })
}

fn environment(arguments: &Arguments) -> Environment {
    let variables: BTreeMap<String, String> = arguments
        .values("env")
        .map(|variable| match variable.split_once('=') {
            Some((name, value)) => (name.to_owned(), value.to_owned()),
            // Its value plays no part; that it is set does.
            None => (variable.to_owned(), "set".to_owned()),
        })
        .collect();
    Environment {
        variables,
        home: arguments.value("home").map(str::to_owned),
        ..Environment::default()
    }
}

/// As the real command prints a path; standard input has none.
fn absolute(name: &OsStr) -> String {
    if name == "-" {
        return "-".to_owned();
    }
    let path = std::path::absolute(name).unwrap_or_else(|_| Path::new(name).to_path_buf());
    path.to_string_lossy().into_owned()
}

fn plain(verdict: &Verdict, name: &str) -> String {
    let release = verdict.release.name();
    let mut shown = if verdict.valid {
        say(&text!(
            "command.validate.valid",
            name = name,
            release = release
        ))
    } else {
        say(&text!(
            "command.validate.invalid",
            name = name,
            release = release
        ))
    };
    shown.push('\n');
    for issue in verdict.issues.iter().chain(&verdict.warnings) {
        let mark = if verdict.valid { "!" } else { "×" };
        shown.push_str(&format!(
            "  {mark} {}: {}\n",
            issue.path_text(),
            issue.message
        ));
    }
    shown
}
