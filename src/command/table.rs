//! What the command line understands: commands, options, operands.
//!
//! Invariant: everything that names a command or an option elsewhere reads it from here.

use clawlens::lang::Lang;

/// One command.
#[derive(Debug)]
pub struct Command {
    /// As typed.
    pub name: &'static str,
    /// Key of the sentence that says what it does.
    pub about: &'static str,
    /// Its options, beside the general ones.
    pub options: &'static [Opt],
    /// What it takes beside them.
    pub operands: Operands,
}

/// One option.
#[derive(Debug)]
pub struct Opt {
    /// Without the hyphens.
    pub name: &'static str,
    /// What it takes, as help shows it; `None` where it takes nothing.
    pub value: Option<&'static str>,
    /// Values to choose from, where there are few.
    pub choices: &'static [&'static str],
    /// Key of the sentence that says what it does.
    pub about: &'static str,
}

/// What a command takes beside options.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operands {
    /// Nothing.
    None,
    /// Any number of files; none or `-` is standard input.
    Inputs,
    /// One file or more.
    Files,
    /// One file.
    File,
    /// The id of a rule.
    Rule,
    /// The name of a shell.
    Shell,
}

impl Operands {
    /// As usage lines show it.
    pub fn shown(self) -> &'static str {
        match self {
            Operands::None => "",
            Operands::Inputs => "[FILE… | -]",
            Operands::Files => "FILE…",
            Operands::File => "FILE",
            Operands::Rule => "RULE",
            Operands::Shell => "bash|zsh|fish|powershell",
        }
    }
}

const fn flag(name: &'static str, about: &'static str) -> Opt {
    Opt {
        name,
        value: None,
        choices: &[],
        about,
    }
}

const fn option(name: &'static str, value: &'static str, about: &'static str) -> Opt {
    Opt {
        name,
        value: Some(value),
        choices: &[],
        about,
    }
}

const OPENCLAW: Opt = option("openclaw", "VERSION", "command.option.openclaw");
const DIFF: Opt = flag("diff", "command.option.diff");
const WRITE: Opt = flag("write", "command.option.write");
const JSON: Opt = flag("json", "command.option.json");

/// Understood by every command.
pub static GENERAL: [Opt; 2] = [
    Opt {
        name: "lang",
        value: Some("LANGUAGE"),
        choices: Lang::TAGS,
        about: "command.option.lang",
    },
    flag("help", "command.option.help"),
];

/// Every command.
pub static COMMANDS: &[Command] = &[
    Command {
        name: "diagnose",
        about: "command.diagnose.about",
        options: &[
            flag("text", "command.option.text"),
            JSON,
            flag("pretty", "command.option.pretty"),
            flag("markdown", "command.option.markdown"),
            flag("tracker", "command.option.tracker"),
            flag("sarif", "command.option.sarif"),
            OPENCLAW,
        ],
        operands: Operands::Inputs,
    },
    Command {
        name: "validate",
        about: "command.validate.about",
        options: &[
            OPENCLAW,
            JSON,
            flag("jsonl", "command.option.jsonl"),
            option("env", "NAME[=VALUE]", "command.option.env"),
            option("home", "FOLDER", "command.option.home"),
        ],
        operands: Operands::Files,
    },
    Command {
        name: "fix",
        about: "command.fix.about",
        options: &[
            OPENCLAW,
            flag("unsafe", "command.option.unsafe"),
            DIFF,
            WRITE,
        ],
        operands: Operands::File,
    },
    Command {
        name: "upgrade",
        about: "command.upgrade.about",
        options: &[
            option("from", "VERSION", "command.option.from"),
            option("to", "VERSION", "command.option.to"),
            flag("drop", "command.option.drop"),
            JSON,
            DIFF,
            WRITE,
        ],
        operands: Operands::File,
    },
    Command {
        name: "redact",
        about: "command.redact.about",
        options: &[],
        operands: Operands::Inputs,
    },
    Command {
        name: "releases",
        about: "command.releases.about",
        options: &[JSON],
        operands: Operands::None,
    },
    Command {
        name: "rules",
        about: "command.rules.about",
        options: &[JSON],
        operands: Operands::None,
    },
    Command {
        name: "explain",
        about: "command.explain.about",
        options: &[],
        operands: Operands::Rule,
    },
    Command {
        name: "completions",
        about: "command.completions.about",
        options: &[],
        operands: Operands::Shell,
    },
    Command {
        name: "man",
        about: "command.man.about",
        options: &[],
        operands: Operands::None,
    },
];

/// The shells that completions are written for.
pub const SHELLS: &[&str] = &["bash", "zsh", "fish", "powershell"];

impl Command {
    /// Its options and the general ones.
    pub fn all_options(&self) -> impl Iterator<Item = &'static Opt> {
        self.options.iter().chain(&GENERAL)
    }
}

impl Opt {
    /// `--openclaw VERSION`.
    pub fn shown(&self) -> String {
        match self.value {
            Some(value) => format!("--{} {value}", self.name),
            None => format!("--{}", self.name),
        }
    }
}
