//! Versions and typed commands.

use super::source::Source;
use super::{LogEntry, Outputs};
use crate::intake::{ArtifactKind, Paste};
use crate::sorted;
use crate::span::{Seen, Span};
use crate::version::Version;

/// A version that the paste names.
#[derive(Clone, Debug)]
pub struct VersionSeen {
    /// The artifact that says so.
    pub artifact: usize,
    /// The version.
    pub version: Seen<Version>,
    /// The commit behind it, seven or more hex digits.
    pub commit: Option<Seen<String>>,
    /// Whose version it is.
    pub of: VersionOf,
}

/// Whose version a line names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionOf {
    /// The command line: banner, `--version`, `CLI version`.
    Cli,
    /// The running gateway: `Gateway version`, `app` in `status`.
    Gateway,
    /// The installed service: `OPENCLAW_SERVICE_VERSION`.
    Service,
    /// A log line's process.
    Log,
    /// The reader says so in a sentence; only where all sentences name the same.
    Told,
}

/// A command as typed, with what its prompt tells.
#[derive(Clone, Debug)]
pub struct EchoedCommand {
    /// The artifact.
    pub artifact: usize,
    /// The command.
    pub command: Seen<String>,
    /// The prompt before it, trimmed; empty where there is none.
    pub prompt: Seen<String>,
    /// The shell that the prompt belongs to.
    pub shell: Shell,
    /// The prompt or the command speaks of root.
    pub root: bool,
}

/// A command line's shell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shell {
    /// sh, bash, zsh and their like.
    Posix,
    /// PowerShell.
    PowerShell,
    /// The Windows command prompt.
    Cmd,
    /// The prompt does not tell.
    Unknown,
}

/// Reads a banner or the answer of `--version`.
pub(super) fn banner(source: &Source<'_>) -> Option<VersionSeen> {
    let line = source.lines().next()?;
    let words = line.split([' ', '\t', '`', '*', ',']);
    for word in words {
        let text = word
            .trim_start_matches("openclaw/")
            .trim_start_matches("openclaw@")
            .trim_end_matches(['.', ':', ')']);
        let Some(version) = Version::parse(text) else {
            continue;
        };
        let commit = line
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(commit, _)| commit)
            .filter(|commit| commit.len() >= 7 && commit.bytes().all(|b| b.is_ascii_hexdigit()));
        return Some(VersionSeen {
            artifact: source.artifact.id,
            version: Seen::new(version, source.span(text)),
            commit: commit.map(|commit| source.seen(commit)),
            of: VersionOf::Cli,
        });
    }
    None
}

/// Reads a typed command.
pub(super) fn command(source: &Source<'_>) -> Option<EchoedCommand> {
    let command = source.seen(source.text);
    let tile = source.artifact.span.of(source.paste.text);
    let offset = command
        .span
        .start
        .saturating_sub(source.artifact.span.start) as usize;
    let before = tile.get(..offset).unwrap_or("");
    let prompt = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let start = command.span.start as usize - prompt.len();
    let trimmed = prompt.trim();
    let at = start + (prompt.len() - prompt.trim_start().len());
    let shell = match trimmed {
        "" => Shell::Unknown,
        _ if trimmed.starts_with("PS ") => Shell::PowerShell,
        _ if trimmed.contains(":\\") => Shell::Cmd,
        ">" | "❯" => Shell::Unknown,
        _ => Shell::Posix,
    };
    let root = trimmed.ends_with('#')
        || trimmed.starts_with("root@")
        || command.value.starts_with("sudo ");
    Some(EchoedCommand {
        artifact: source.artifact.id,
        prompt: Seen::new(trimmed.to_owned(), Span::new(at, at + trimmed.len())),
        command,
        shell,
        root,
    })
}

/// Adds the version that the reader's own sentences name, if they name one only.
pub(super) fn told(paste: &Paste<'_>, outputs: &mut Outputs) {
    let mut found: Option<VersionSeen> = None;
    for artifact in &paste.artifacts {
        if !matches!(
            artifact.kind,
            ArtifactKind::Prose | ArtifactKind::Unknown | ArtifactKind::Errors
        ) || artifact.json
        {
            continue;
        }
        let words = paste
            .content(artifact)
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .map(|word| word.trim_matches(['.', '-']));
        for word in words.filter(|word| word.len() >= 8 && word.contains("20")) {
            let Some(version) = Version::parse(word) else {
                continue;
            };
            match &found {
                Some(before) if before.version.value != version => return,
                Some(_) => {}
                None => {
                    found = Some(VersionSeen {
                        artifact: artifact.id,
                        version: Seen::new(version, paste.span_of(word)),
                        commit: None,
                        of: VersionOf::Told,
                    });
                }
            }
        }
    }
    outputs.versions.extend(found);
}

/// Adds the versions that other outputs name.
pub(super) fn named_elsewhere(outputs: &mut Outputs) {
    let mut found = Vec::new();
    for status in &outputs.gateway_status {
        let named = [
            (&status.cli_version, VersionOf::Cli),
            (&status.gateway_version, VersionOf::Gateway),
        ];
        for (version, of) in named {
            found.extend(
                version
                    .as_ref()
                    .and_then(|seen| seen_version(status.artifact, seen, of)),
            );
        }
        for (name, value) in &status.service_env {
            if name.value == "OPENCLAW_SERVICE_VERSION" {
                found.extend(seen_version(status.artifact, value, VersionOf::Service));
            }
        }
    }
    for status in &outputs.status {
        let app = status.gateway.as_ref().and_then(|row| row.app.as_ref());
        found.extend(app.and_then(|seen| seen_version(status.artifact, seen, VersionOf::Gateway)));
        let own = status.row("Version");
        found.extend(own.and_then(|seen| seen_version(status.artifact, seen, VersionOf::Cli)));
    }
    for probe in &outputs.gateway_probes {
        let app = probe
            .targets
            .iter()
            .filter_map(|target| target.app.as_ref());
        found.extend(app.filter_map(|seen| seen_version(probe.artifact, seen, VersionOf::Gateway)));
    }
    for unit in &outputs.units {
        for (name, value) in &unit.environment {
            if name.value == "OPENCLAW_SERVICE_VERSION" {
                found.extend(seen_version(unit.artifact, value, VersionOf::Service));
            }
        }
    }
    for log in &outputs.logs {
        found.extend(
            log.entries
                .iter()
                .filter_map(|entry| from_log(log.artifact, entry))
                .take(4),
        );
    }
    outputs.versions.extend(found);
    sorted::by_key(&mut outputs.versions, |version| version.version.span);
}

/// The version in `seen`, which may have more around it.
pub(super) fn seen_version(
    artifact: usize,
    seen: &Seen<String>,
    of: VersionOf,
) -> Option<VersionSeen> {
    let version = seen
        .value
        .split([' ', '(', ')', ','])
        .find_map(Version::parse)?;
    Some(VersionSeen {
        artifact,
        version: Seen::new(version, seen.span),
        commit: None,
        of,
    })
}

fn from_log(artifact: usize, entry: &LogEntry) -> Option<VersionSeen> {
    let text = &entry.message.value;
    let rest = text
        .strip_prefix("🦞 OpenClaw ")
        .or_else(|| text.strip_prefix("OpenClaw "))?;
    let word = rest.split(' ').next()?;
    Some(VersionSeen {
        artifact,
        version: Seen::new(Version::parse(word)?, entry.message.span),
        commit: None,
        of: VersionOf::Log,
    })
}
