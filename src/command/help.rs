//! `--help`, from the table.

use super::say;
use super::table::{COMMANDS, Command};
use clawlens::lang::Text;
use clawlens::text;

/// What `clawlens --help` prints.
pub fn overview() -> String {
    let mut shown = format!("{}\n\n", say(&text!("command.about")));
    shown.push_str(&format!(
        "{} clawlens COMMAND\n\n",
        say(&text!("command.usage"))
    ));
    let rows: Vec<(String, String)> = COMMANDS
        .iter()
        .map(|command| (command.name.to_owned(), about(command.about)))
        .collect();
    shown.push_str(&columns(&rows));
    shown.push_str(&format!(
        "\n{}\n{}\n",
        say(&text!("command.more")),
        say(&text!("command.status"))
    ));
    shown
}

/// What `clawlens COMMAND --help` prints.
pub fn of(command: &'static Command) -> String {
    let mut shown = format!(
        "{}\n\n{} {}\n\n",
        about(command.about),
        say(&text!("command.usage")),
        usage(command)
    );
    let rows: Vec<(String, String)> = command
        .all_options()
        .map(|option| (option.shown(), about(option.about)))
        .collect();
    shown.push_str(&columns(&rows));
    shown
}

/// `clawlens fix [OPTIONS] FILE`.
pub fn usage(command: &Command) -> String {
    let options = if command.options.is_empty() {
        ""
    } else {
        " [OPTIONS]"
    };
    let operands = command.operands.shown();
    let space = if operands.is_empty() { "" } else { " " };
    format!("clawlens {}{options}{space}{operands}", command.name)
}

/// The sentence of a key that the table holds.
pub fn about(key: &'static str) -> String {
    say(&Text {
        key,
        args: Vec::new(),
    })
}

fn columns(rows: &[(String, String)]) -> String {
    let width = rows
        .iter()
        .map(|(left, _)| left.chars().count())
        .max()
        .unwrap_or(0);
    rows.iter()
        .map(|(left, right)| {
            let gap = width - left.chars().count();
            format!("  {left}{}  {right}\n", " ".repeat(gap))
        })
        .collect()
}
