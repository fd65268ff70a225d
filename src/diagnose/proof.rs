//! Which steps are done: lines of the paste that a command prints when it has worked.
//!
//! Invariants: a proof stands after what the step mends; a line of a log proves nothing, for a log
//! repeats what earlier commands printed.

use crate::context::Context;
use crate::finding::Step;
use crate::intake::ArtifactKind;
use crate::span::Span;

/// More lines are not looked at.
const LINES: usize = 2_000;

/// Lines of the paste that may prove something: place in the paste, words.
pub struct Lines<'p>(Vec<(Span, &'p str)>);

impl<'p> Lines<'p> {
    /// The lines of everything but logs and configs.
    pub fn new(ctx: &'p Context<'_>) -> Lines<'p> {
        use ArtifactKind::*;
        let text = &ctx.paste.cleaned.text;
        let mut lines = Vec::new();
        for artifact in &ctx.paste.artifacts {
            if matches!(artifact.kind, Log | Config | ModelsJson) {
                continue;
            }
            let mut at = artifact.clean.start as usize;
            for line in artifact.clean.of(text).split_inclusive('\n') {
                let words = line.trim();
                let span = Span::new(at, at + line.trim_end().len());
                at += line.len();
                if !words.is_empty() && lines.len() < LINES {
                    let words = words.trim_start_matches(['✓', '✔', '-', '•', ' ', '│']);
                    lines.push((ctx.place(span), words));
                }
            }
        }
        Lines(lines)
    }

    fn last(&self, after: u32, says: impl Fn(&str) -> bool) -> Option<Span> {
        let mut lines = self.0.iter().rev();
        lines
            .find(|(span, line)| span.start > after && says(line))
            .map(|(span, _)| *span)
    }

    /// The line that proves `step` done; it stands after byte `after` of the paste.
    pub fn prove(&self, ctx: &Context<'_>, step: &Step, after: u32) -> Option<Span> {
        if let Some(line) = step.title.arg("line")
            && let Some((variable, _)) = line.split_once('=')
            && step.commands.is_empty()
        {
            let entries = ctx.outputs.env_files.iter().flat_map(|file| &file.entries);
            return entries
                .filter(|entry| !entry.shell && entry.name.value == variable)
                .map(|entry| entry.name.span)
                .find(|span| span.start > after);
        }
        self.proves(&step.commands.last()?.run, after)
    }

    /// The line by which the command `run` says that it has worked.
    fn proves(&self, run: &str, after: u32) -> Option<Span> {
        let words: Vec<&str> = run.split_whitespace().collect();
        let word = |at: usize| words.get(at).copied().unwrap_or("");
        let begins = |start: String| self.last(after, |line| line.starts_with(&start));
        match (word(1), word(2)) {
            ("config", "validate") => begins("Config valid:".to_owned()),
            ("config", "set") => begins(format!("Updated {}.", word(3))),
            ("config", "unset") => begins(format!("Removed {}.", word(3))),
            ("models", "set") => begins(format!("Default model: {}", word(3))),
            ("plugins", "install") => begins("Installed plugin".to_owned()),
            ("plugins", "enable") => begins(format!("Enabled plugin \"{}\"", word(3))),
            ("pairing", "approve") => begins(format!("Approved {} sender", word(3))),
            ("devices", "approve") => begins("Approved ".to_owned()),
            ("doctor", "--fix") => {
                let ran = self.last(after, |line| line.ends_with("openclaw doctor --fix"))?;
                self.last(ran.start, |line| line.contains("Doctor complete."))
            }
            ("gateway", "install") => ["systemd service:", "LaunchAgent:", "Scheduled Task:"]
                .iter()
                .find_map(|kind| begins(format!("Installed {kind}"))),
            ("gateway", "restart" | "start") => {
                let ran = self.last(after, |line| {
                    line.starts_with("Restarted ")
                        || line.starts_with("Started ")
                        || line.ends_with("openclaw gateway restart")
                        || line.ends_with("openclaw gateway start")
                })?;
                // That the service was told to start does not prove that it runs.
                self.last(ran.start, |line| {
                    line == "RPC probe: ok" || line == "Connectivity probe: ok"
                })
            }
            _ => None,
        }
    }
}
