//! Where the reader is: the operating system, and the config file of a profile or a state folder.

use crate::cli::Outputs;
use crate::cli::version::Shell;
use crate::intake::Paste;
use crate::setup::System;
use crate::span::{Seen, Span};

/// Words that only one system prints. The first that is found decides: WSL shows paths of Windows
/// too, a container those of Linux.
const SIGNS: &[(&str, System)] = &[
    ("microsoft-standard-WSL", System::Wsl),
    ("WSL_DISTRO_NAME", System::Wsl),
    ("/mnt/c/", System::Wsl),
    ("wsl --", System::Wsl),
    ("LaunchAgent", System::MacOs),
    ("launchctl", System::MacOs),
    ("launchd", System::MacOs),
    ("/Users/", System::MacOs),
    ("docker compose ", System::Container),
    ("docker exec ", System::Container),
    ("docker-compose", System::Container),
    ("openclaw-gateway-1", System::Container),
    ("/home/node/.openclaw", System::Container),
    ("C:\\Users\\", System::Windows),
    ("\\.openclaw\\", System::Windows),
    ("Scheduled Task", System::Windows),
    ("schtasks", System::Windows),
    ("systemctl", System::Linux),
    ("systemd", System::Linux),
    ("/home/", System::Linux),
    ("/root/", System::Linux),
];

/// Only the beginning of a long paste is looked at: every sign stands in many lines.
const LOOKED_AT: usize = 256 * 1024;

/// The system that the paste speaks of.
pub fn system(paste: &Paste<'_>, outputs: &Outputs) -> Option<Seen<System>> {
    let text = &paste.cleaned.text;
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or("");
    let seen = |words: &str, system: System| {
        let at = text.find(words)?;
        let place = paste.cleaned.original(Span::new(at, at + words.len()));
        Some(Seen::new(system, place))
    };
    let sign = |only: fn(System) -> bool| {
        let mut signs = SIGNS.iter().filter(move |(_, system)| only(*system));
        signs.find_map(|(words, system)| seen(words, *system))
    };
    if let Some(wsl) = sign(|system| system == System::Wsl) {
        return Some(wsl);
    }
    let mut prompts = outputs.commands.iter();
    let windows = prompts.find(|command| matches!(command.shell, Shell::PowerShell | Shell::Cmd));
    if let Some(command) = windows {
        return Some(Seen::new(System::Windows, command.prompt.span));
    }
    // `C:/Users/` is no path of macOS.
    let drive = text.contains(":/Users/");
    let mut signs = SIGNS
        .iter()
        .filter(|(words, _)| !drive || *words != "/Users/");
    signs.find_map(|(words, system)| seen(words, *system))
}

/// The config file that a profile or a variable in the paste names.
pub fn config_file(outputs: &Outputs) -> Option<Seen<String>> {
    let variable = |name: &str| {
        let mut entries = outputs.env_files.iter().flat_map(|file| &file.entries);
        let entry = entries.find(|entry| entry.name.value == name)?;
        Some(entry.value.clone()).filter(|value| !value.value.is_empty())
    };
    let typed = |name: &str| {
        let mut commands = outputs.commands.iter();
        commands.find_map(|command| {
            let (_, rest) = command.command.value.split_once(name)?;
            let value = rest
                .trim_start_matches(['=', ' '])
                .split_whitespace()
                .next()?;
            let value = value.trim_matches(['"', '\'']);
            (!value.is_empty() && !value.starts_with('-'))
                .then(|| Seen::new(value.to_owned(), command.command.span))
        })
    };
    if let Some(path) = variable("OPENCLAW_CONFIG_PATH").or_else(|| typed("OPENCLAW_CONFIG_PATH")) {
        return Some(path);
    }
    if let Some(folder) = variable("OPENCLAW_STATE_DIR").or_else(|| typed("OPENCLAW_STATE_DIR")) {
        let end = match folder.value.contains('\\') {
            true => "\\openclaw.json",
            false => "/openclaw.json",
        };
        let folder_name = folder.value.trim_end_matches(['/', '\\']);
        return Some(Seen::new(format!("{folder_name}{end}"), folder.span));
    }
    let profile = typed("--profile ").or_else(|| typed("--profile="))?;
    let known = profile.value != "default"
        && profile
            .value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    known.then(|| {
        Seen::new(
            format!("~/.openclaw-{}/openclaw.json", profile.value),
            profile.span,
        )
    })
}
