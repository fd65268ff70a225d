//! Words of a command line, read by the table.

use std::ffi::{OsStr, OsString};

use super::Failure;
use super::table::{COMMANDS, Command, Operands};
use clawlens::text;

/// What the first word asks for.
pub enum Asked {
    /// A command and its words.
    Command(&'static Command, Vec<OsString>),
    /// `--help` or `help`.
    Help,
    /// `--version`.
    Version,
    /// No word at all.
    Nothing,
}

/// Reads the first word.
pub fn command(words: Vec<OsString>) -> Result<Asked, Failure> {
    let mut words = words.into_iter();
    let Some(first) = words.next() else {
        return Ok(Asked::Nothing);
    };
    let name = first.to_string_lossy();
    let mut rest: Vec<OsString> = words.collect();
    match name.as_ref() {
        "-h" | "--help" => return Ok(Asked::Help),
        "help" if rest.is_empty() => return Ok(Asked::Help),
        "-V" | "--version" | "version" => return Ok(Asked::Version),
        _ => {}
    }
    let (name, rest) = if name == "help" {
        (
            rest.remove(0).to_string_lossy().into_owned(),
            vec!["--help".into()],
        )
    } else {
        (name.into_owned(), rest)
    };
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => Ok(Asked::Command(command, rest)),
        None => Err(unknown(
            &name,
            COMMANDS.iter().map(|command| command.name),
            |near| text!("command.unknown-near", name = &name, near = near),
            text!("command.unknown", name = &name),
        )),
    }
}

/// The options and operands of one command.
pub struct Arguments {
    options: Vec<(&'static str, String)>,
    /// What is no option, in order.
    pub operands: Vec<OsString>,
}

impl Arguments {
    /// Reads the words behind `command`.
    pub fn parse(command: &'static Command, words: Vec<OsString>) -> Result<Arguments, Failure> {
        let mut arguments = Arguments {
            options: Vec::new(),
            operands: Vec::new(),
        };
        let mut words = words.into_iter();
        let mut only_operands = false;
        while let Some(word) = words.next() {
            let shown = word.to_string_lossy().into_owned();
            if only_operands || shown == "-" || !shown.starts_with('-') {
                arguments.operands.push(word);
            } else if shown == "--" {
                only_operands = true;
            } else {
                arguments.option(command, &shown, &mut words)?;
            }
        }
        if !arguments.has("help") {
            arguments.count(command)?;
        }
        Ok(arguments)
    }

    fn option(
        &mut self,
        command: &'static Command,
        shown: &str,
        words: &mut impl Iterator<Item = OsString>,
    ) -> Result<(), Failure> {
        let (name, inline) = match shown.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (shown, None),
        };
        let name = if name == "-h" { "--help" } else { name };
        let known = command
            .all_options()
            .find(|option| name.strip_prefix("--") == Some(option.name));
        let Some(option) = known else {
            return Err(unknown(
                name,
                command.all_options().map(|option| option.name),
                |near| {
                    text!(
                        "command.option-unknown-near",
                        name = name,
                        command = command.name,
                        near = near
                    )
                },
                text!(
                    "command.option-unknown",
                    name = name,
                    command = command.name
                ),
            ));
        };
        let value = match (option.value, inline) {
            (None, None) => String::new(),
            (None, Some(_)) => return Err(text!("command.option-takes-none", name = name)),
            (Some(_), Some(value)) => value,
            (Some(value), None) => match words.next() {
                Some(word) => word.to_string_lossy().into_owned(),
                None => return Err(text!("command.option-takes", name = name, value = value)),
            },
        };
        if !option.choices.is_empty() && !option.choices.contains(&value.as_str()) {
            let choices = option.choices.join(", ");
            return Err(text!(
                "command.option-choice",
                name = name,
                value = value,
                choices = choices
            ));
        }
        self.options.push((option.name, value));
        Ok(())
    }

    fn count(&self, command: &'static Command) -> Result<(), Failure> {
        let (least, most) = match command.operands {
            Operands::None => (0, 0),
            Operands::Inputs => (0, usize::MAX),
            Operands::Files => (1, usize::MAX),
            Operands::File | Operands::Rule | Operands::Shell => (1, 1),
        };
        let given = self.operands.len();
        if given < least {
            let wanted = command.operands.shown();
            return Err(text!(
                "command.operand-missing",
                command = command.name,
                wanted = wanted
            ));
        }
        if given > most {
            let extra = self
                .operands
                .get(most)
                .map(|word| word.to_string_lossy().into_owned());
            return Err(text!(
                "command.operand-extra",
                command = command.name,
                extra = extra.unwrap_or_default()
            ));
        }
        Ok(())
    }

    /// Whether the option was given.
    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(known, _)| *known == name)
    }

    /// The value of an option; the last one counts.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).last()
    }

    /// Every value of an option that may be repeated.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.options
            .iter()
            .filter(move |(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first operand.
    pub fn operand(&self) -> &OsStr {
        self.operands
            .first()
            .map_or(OsStr::new(""), OsString::as_os_str)
    }

    /// At most one of these options may be given.
    pub fn one_of(&self, names: &[&'static str]) -> Result<Option<&'static str>, Failure> {
        let mut given = names.iter().copied().filter(|name| self.has(name));
        let first = given.next();
        match (first, given.next()) {
            (Some(first), Some(second)) => Err(text!(
                "command.option-conflict",
                one = format!("--{first}"),
                other = format!("--{second}")
            )),
            _ => Ok(first),
        }
    }
}

fn unknown(
    name: &str,
    known: impl Iterator<Item = &'static str>,
    near: impl Fn(&str) -> Failure,
    far: Failure,
) -> Failure {
    let name = name.trim_start_matches('-');
    match nearest(name, known) {
        Some(best) => near(best),
        None => far,
    }
}

/// The known word that differs by at most two letters.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|word| (distance(name, word), word))
        .filter(|(steps, word)| *steps <= 2 && *steps < word.len())
        .min()
        .map(|(_, word)| word)
}

/// How many letters to change, add or remove; 3 for anything further.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 2 || a.len() > 64 {
        return 3;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, x) in a.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let best = (left + 1)
                .min(*cell + 1)
                .min(diagonal + usize::from(x != *y));
            diagonal = *cell;
            *cell = best;
            left = best;
        }
    }
    row.last().copied().unwrap_or(3).min(3)
}
