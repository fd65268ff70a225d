//! `clawlens completions SHELL`, from the table.

use super::arguments::Arguments;
use super::help::about;
use super::table::{COMMANDS, Command, Operands, Opt, SHELLS};
use super::{CLEAN, Failure, print};
use clawlens::text;

/// Prints the script for one shell.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let shell = arguments.operand().to_string_lossy();
    let script = match shell.as_ref() {
        "bash" => bash(),
        "zsh" => zsh(),
        "fish" => fish(),
        "powershell" | "pwsh" => powershell(),
        _ => {
            return Err(text!(
                "command.shell-unknown",
                shell = shell.into_owned(),
                shells = SHELLS.join(", ")
            ));
        }
    };
    print(&script);
    Ok(CLEAN)
}

fn names() -> Vec<&'static str> {
    COMMANDS.iter().map(|command| command.name).collect()
}

fn flags(command: &'static Command) -> String {
    let flags: Vec<String> = command
        .all_options()
        .map(|option| format!("--{}", option.name))
        .collect();
    flags.join(" ")
}

fn takes_files(command: &Command) -> bool {
    matches!(
        command.operands,
        Operands::Inputs | Operands::Files | Operands::File
    )
}

/// Words to offer behind a command beside files and options.
fn words(command: &Command) -> String {
    match command.operands {
        Operands::Shell => SHELLS.join(" "),
        Operands::Rule => "$(clawlens rules 2>/dev/null | cut -d' ' -f1)".to_owned(),
        _ => String::new(),
    }
}

/// Shell words that give the values of an option.
fn values(option: &Opt) -> Option<String> {
    match option.value? {
        "VERSION" => Some("$(clawlens releases 2>/dev/null | cut -d' ' -f1)".to_owned()),
        _ if !option.choices.is_empty() => Some(option.choices.join(" ")),
        _ => None,
    }
}

fn bash() -> String {
    let mut script = String::from(
        "# bash completion for clawlens\n_clawlens() {\n    local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n",
    );
    script.push_str(&format!(
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        COMPREPLY=($(compgen -W \"{} --help --version\" -- \"$current\"))\n        return\n    fi\n",
        names().join(" ")
    ));
    script.push_str("    case \"${COMP_WORDS[1]} $previous\" in\n");
    for command in COMMANDS {
        for option in command.options {
            if let Some(values) = values(option) {
                script.push_str(&format!(
                    "        \"{} --{}\") COMPREPLY=($(compgen -W \"{values}\" -- \"$current\")); return ;;\n",
                    command.name, option.name
                ));
            }
        }
    }
    script.push_str("    esac\n    case \"${COMP_WORDS[1]}\" in\n");
    for command in COMMANDS {
        let offered = [flags(command), words(command)].join(" ");
        let files = if takes_files(command) { " -f" } else { "" };
        script.push_str(&format!(
            "        {}) COMPREPLY=($(compgen{files} -W \"{}\" -- \"$current\")) ;;\n",
            command.name,
            offered.trim_end()
        ));
    }
    script.push_str("    esac\n}\ncomplete -o filenames -F _clawlens clawlens\n");
    script
}

fn zsh() -> String {
    // In a specification a colon and a bracket have a meaning of their own, a quote ends the string.
    let quote = |text: &str| {
        text.replace('\'', "'\\''")
            .replace(':', "\\:")
            .replace('[', "\\[")
            .replace(']', "\\]")
    };
    let mut script =
        String::from("#compdef clawlens\n_clawlens() {\n    local -a commands\n    commands=(\n");
    for command in COMMANDS {
        script.push_str(&format!(
            "        '{}:{}'\n",
            command.name,
            quote(&about(command.about))
        ));
    }
    script.push_str("    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n    case \"$words[2]\" in\n");
    for command in COMMANDS {
        script.push_str(&format!("        {}) _arguments", command.name));
        for option in command.all_options() {
            let tail = match (option.value, values(option)) {
                (None, _) => String::new(),
                (Some(value), Some(values)) => format!(":{}:({values})", quote(value)),
                (Some(value), None) => format!(":{}:", quote(value)),
            };
            // Words that a command prints must be asked for when completing, not when loading.
            let mark = if tail.contains("$(") { '"' } else { '\'' };
            let spec = format!("--{}[{}]{tail}", option.name, quote(&about(option.about)));
            let spec = if mark == '"' {
                spec.replace('`', "\\`").replace("'\\''", "'")
            } else {
                spec
            };
            script.push_str(&format!(" \\\n            {mark}{spec}{mark}"));
        }
        let rest = match command.operands {
            Operands::None => "",
            Operands::Shell | Operands::Rule => " \\\n            ",
            _ => " \\\n            '*:file:_files'",
        };
        script.push_str(rest);
        if matches!(command.operands, Operands::Shell | Operands::Rule) {
            script.push_str(&format!("\"1:word:({})\"", words(command)));
        }
        script.push_str(" ;;\n");
    }
    script.push_str("    esac\n}\n_clawlens \"$@\"\n");
    script
}

fn fish() -> String {
    let quote = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
    let mut script = String::from("# fish completion for clawlens\ncomplete -c clawlens -f\n");
    for command in COMMANDS {
        script.push_str(&format!(
            "complete -c clawlens -n __fish_use_subcommand -a {} -d '{}'\n",
            command.name,
            quote(&about(command.about))
        ));
    }
    for command in COMMANDS {
        let when = format!("-n '__fish_seen_subcommand_from {}'", command.name);
        for option in command.all_options() {
            let tail = match (option.value, values(option)) {
                (None, _) => String::new(),
                (Some(_), Some(values)) => {
                    format!(" -x -a '{}'", quote(&values).replace("$(", "("))
                }
                (Some(_), None) => " -x".to_owned(),
            };
            script.push_str(&format!(
                "complete -c clawlens {when} -l {}{tail} -d '{}'\n",
                option.name,
                quote(&about(option.about))
            ));
        }
        if takes_files(command) {
            script.push_str(&format!("complete -c clawlens {when} -F\n"));
        }
        let words = words(command);
        if !words.is_empty() {
            script.push_str(&format!(
                "complete -c clawlens {when} -a '{}'\n",
                quote(&words).replace("$(", "(")
            ));
        }
    }
    script
}

fn powershell() -> String {
    let mut script = String::from(
        "# PowerShell completion for clawlens\nRegister-ArgumentCompleter -Native -CommandName clawlens -ScriptBlock {\n    param($word, $ast, $position)\n    $words = @($ast.CommandElements | ForEach-Object { $_.ToString() })\n    $offered = switch ($words[1]) {\n",
    );
    for command in COMMANDS {
        let mut offered: Vec<String> = command
            .all_options()
            .map(|option| format!("'--{}'", option.name))
            .collect();
        if command.operands == Operands::Shell {
            offered.extend(SHELLS.iter().map(|shell| format!("'{shell}'")));
        }
        script.push_str(&format!(
            "        '{}' {{ @({}) }}\n",
            command.name,
            offered.join(", ")
        ));
    }
    let commands: Vec<String> = names().iter().map(|name| format!("'{name}'")).collect();
    script.push_str(&format!(
        "        default {{ @({}) }}\n    }}\n",
        commands.join(", ")
    ));
    script.push_str(&format!(
        "    if ($words.Count -le 1 -or ($words.Count -eq 2 -and $word)) {{ $offered = @({}) }}\n",
        commands.join(", ")
    ));
    script.push_str("    $offered | Where-Object { $_ -like \"$word*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }\n}\n");
    script
}
