//! `clawlens COMMAND …`: reads arguments and files, asks the core, prints.
//!
//! Invariants: `table` is the only place that names commands and options; help, completions and the
//! manual are made of it. Every sentence is a keyed text.

mod arguments;
mod check;
mod completions;
mod diagnose;
mod files;
mod fix;
mod help;
mod includes;
mod list;
mod man;
mod table;
mod upgrade;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use arguments::Arguments;
use clawlens::lang::{Lang, Text};
use clawlens::text;

/// Nothing is wrong with what was read.
const CLEAN: u8 = 0;
/// Errors were found.
const FOUND: u8 = 1;
/// Wrong usage, or something that could not be read.
const UNUSABLE: u8 = 2;

/// Why a command ends early: a sentence for standard error.
type Failure = Text;

/// The language of everything that is printed. Set once, before anything is said: what is wrong with
/// a command line must be said in its language too.
static SPOKEN: OnceLock<Lang> = OnceLock::new();

/// Runs one command line, program name left out.
pub fn run(words: Vec<OsString>) -> ExitCode {
    SPOKEN.get_or_init(|| asked(&words));
    let status = match start(words) {
        Ok(status) => status,
        Err(failure) => {
            complain(&failure);
            UNUSABLE
        }
    };
    ExitCode::from(status)
}

/// The language that `--lang` names; English without it, or where it names none.
fn asked(words: &[OsString]) -> Lang {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    let mut named = None;
    while let Some(word) = words.next() {
        match word.as_ref() {
            "--" => break,
            "--lang" => named = words.next().map(|tag| tag.into_owned()),
            word => named = word.strip_prefix("--lang=").map(str::to_owned).or(named),
        }
    }
    named.as_deref().and_then(Lang::of).unwrap_or(Lang::EN)
}

/// The language of everything that is printed.
fn spoken() -> Lang {
    *SPOKEN.get().unwrap_or(&Lang::EN)
}

fn start(words: Vec<OsString>) -> Result<u8, Failure> {
    let (command, rest) = match arguments::command(words)? {
        arguments::Asked::Command(command, rest) => (command, rest),
        arguments::Asked::Help => {
            print(&help::overview());
            return Ok(CLEAN);
        }
        arguments::Asked::Nothing => {
            complain_plainly(&help::overview());
            return Ok(UNUSABLE);
        }
        arguments::Asked::Version => {
            print(concat!("clawlens ", env!("CARGO_PKG_VERSION"), "\n"));
            return Ok(CLEAN);
        }
    };
    let arguments = Arguments::parse(command, rest)?;
    if arguments.has("help") {
        print(&help::of(command));
        return Ok(CLEAN);
    }
    match command.name {
        "diagnose" => diagnose::run(&arguments),
        "validate" => check::run(&arguments),
        "fix" => fix::run(&arguments),
        "upgrade" => upgrade::run(&arguments),
        "redact" => list::redact(&arguments),
        "releases" => list::releases(&arguments),
        "rules" => list::rules(&arguments),
        "explain" => list::explain(&arguments),
        "completions" => completions::run(&arguments),
        "man" => {
            print(&man::page());
            Ok(CLEAN)
        }
        _ => Err(text!("command.unknown", name = command.name)),
    }
}

/// Writes to standard output. A reader that has gone away, as `head` does, is no fault.
fn print(shown: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(shown.as_bytes()).and_then(|()| out.flush());
}

/// Says `failure` on standard error.
fn complain(failure: &Text) {
    complain_plainly(&format!("clawlens: {}\n", say(failure)));
}

fn complain_plainly(shown: &str) {
    let _ = io::stderr().lock().write_all(shown.as_bytes());
}

/// A sentence of the command line.
fn say(text: &Text) -> String {
    spoken().say(text)
}
