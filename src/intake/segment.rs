//! Cuts the clean text into artifacts.
//!
//! Line by line: an object is judged by its keys, a line by the cues; a line that says nothing stays
//! with what is open if it can belong there. Whatever is left is prose or unknown, so that nothing of
//! the paste is lost.

use super::cue::{self, Weight};
use super::judge::{
    box_end, goes_on, is_box_title, is_loose, is_sentence, is_tabular, kind_of, shape,
};
use super::line::{is_banner, log_start, prompt};
use super::wash::{self, Object, Washed};
use super::{Artifact, ArtifactKind, Parent, Paste, State};
use crate::span::Span;

/// Reads a paste.
pub(super) fn segment(text: &str) -> Paste<'_> {
    let washed = wash::wash(text);
    let (runs, state) = {
        let mut cutter = Cutter::new(&washed);
        cutter.cut();
        let state = state_of(text, &washed, &cutter.runs);
        (cutter.runs, state)
    };
    let cleaned = washed.cleaned;
    let mut artifacts: Vec<Artifact> = Vec::with_capacity(runs.len());
    let starts: Vec<u32> = runs
        .iter()
        .map(|run| cleaned.tile_start(run.tile))
        .collect();
    let length = Span::at(text.len()).start;
    for (id, run) in runs.into_iter().enumerate() {
        let start = match id {
            0 => 0,
            _ => artifacts.last().map_or(0, |before| before.span.end),
        };
        let end = starts.get(id + 1).copied().unwrap_or(length).max(start);
        let label = match &run.file {
            Some(file) => cue::file_name(file).to_owned(),
            None => run.kind.name().to_owned(),
        };
        artifacts.push(Artifact {
            id,
            kind: run.kind,
            span: Span { start, end },
            clean: run.clean,
            label,
            file: run.file,
            command: run.command,
            parent: run.parent,
            json: run.json,
            braceless: run.braceless,
        });
    }
    if artifacts.is_empty() && !text.is_empty() {
        // Nothing but what was taken away.
        artifacts.push(Artifact {
            id: 0,
            kind: ArtifactKind::Unknown,
            span: Span::new(0, text.len()),
            clean: Span::new(0, cleaned.text.len()),
            label: ArtifactKind::Unknown.name().to_owned(),
            file: None,
            command: None,
            parent: None,
            json: false,
            braceless: false,
        });
    }
    Paste {
        text,
        cleaned,
        artifacts,
        state,
    }
}

fn state_of(text: &str, washed: &Washed, runs: &[Run]) -> State {
    if washed.cleaned.text.trim().is_empty() {
        return match text.bytes().any(|byte| byte < 9) {
            true => State::Binary,
            false => State::Empty,
        };
    }
    let known = |run: &Run| !matches!(run.kind, ArtifactKind::Prose | ArtifactKind::Unknown);
    if runs.iter().any(known) {
        return State::Read;
    }
    let lines = washed.cleaned.text.lines().count();
    match washed.binary * 4 >= lines {
        true => State::Binary,
        false => State::NoArtifact,
    }
}

/// The file that a short line names: `my openclaw.json:`.
fn mention(text: &str) -> Option<String> {
    if text.len() > 80 {
        return None;
    }
    let word = text.split_whitespace().rev().take(6).find_map(|word| {
        let word = word.trim_matches(['`', '"', '\'', ':', '(', ')', '*', ',', '.']);
        let known = cue::config_name(word)
            || word.ends_with("auth-profiles.json")
            || word.ends_with("models.json");
        known.then_some(word)
    })?;
    Some(word.to_owned())
}

struct Run {
    kind: ArtifactKind,
    /// Where its tile starts.
    tile: u32,
    clean: Span,
    file: Option<String>,
    command: Option<usize>,
    parent: Option<Parent>,
    json: bool,
    braceless: bool,
    /// A line that starts such an output was read.
    started: bool,
    /// Nothing can be added.
    closed: bool,
}

struct Cutter<'w> {
    text: &'w str,
    objects: &'w [Object],
    breaks: &'w [u32],
    runs: Vec<Run>,
    /// Start of a header line whose artifact is still to come.
    header: Option<u32>,
    file: Option<String>,
    /// A file that the sentence before speaks of.
    mention: Option<String>,
    /// The last command, as long as its output may follow.
    command: Option<usize>,
    parent: Option<String>,
    in_box: bool,
    /// Where the open note box ends, if its frame came along.
    box_end: usize,
    blank_before: bool,
}

impl<'w> Cutter<'w> {
    fn new(washed: &'w Washed) -> Cutter<'w> {
        Cutter {
            text: &washed.cleaned.text,
            objects: &washed.objects,
            breaks: &washed.breaks,
            runs: Vec::new(),
            header: None,
            file: None,
            mention: None,
            command: None,
            parent: None,
            in_box: false,
            box_end: 0,
            blank_before: true,
        }
    }

    fn cut(&mut self) {
        let mut at = 0;
        let mut object = 0;
        let mut stop = 0;
        while at < self.text.len() {
            while self
                .breaks
                .get(stop)
                .is_some_and(|place| *place as usize <= at)
            {
                stop += 1;
                self.close();
            }
            if let Some(next) = self.objects.get(object)
                && next.clean.start as usize <= at
            {
                object += 1;
                self.object(next);
                at = (next.clean.end as usize).max(at);
                // What is left of the last line, if only its end, is passed over.
                let rest = self.text.get(at..).unwrap_or("");
                let end = rest.find('\n').unwrap_or(rest.len());
                if rest
                    .get(..end)
                    .unwrap_or("")
                    .trim_matches([' ', '\t', ',', ';', '\r'])
                    .is_empty()
                {
                    at += (end + 1).min(rest.len());
                }
                continue;
            }
            let rest = self.text.get(at..).unwrap_or("");
            let limit = self
                .objects
                .get(object)
                .map_or(rest.len(), |next| next.clean.start as usize - at);
            let rest = rest.get(..limit).unwrap_or(rest);
            let end = rest.find('\n').unwrap_or(rest.len());
            let line = rest.get(..end).unwrap_or("");
            self.line(at, line);
            at += (end + 1).min(rest.len()).max(1);
        }
        if self.runs.is_empty() {
            if !self.text.is_empty() {
                self.open(ArtifactKind::Unknown, 0, Span::new(0, self.text.len()));
            }
        } else if let Some(start) = self.header.take() {
            self.open(
                ArtifactKind::Unknown,
                start as usize,
                Span::new(start as usize, self.text.len()),
            );
        }
    }

    fn line(&mut self, at: usize, line: &str) {
        let text = line.trim();
        // Frames of a spinner are as good as blank.
        if text
            .trim_matches(['│', '◇', '◒', '◐', '◓', '◑', ' '])
            .is_empty()
            || text.starts_with(['◒', '◐', '◓', '◑'])
        {
            self.blank_before = true;
            return;
        }
        let span = Span::new(at, at + line.trim_end().len());
        self.decide(at, line, span);
        self.blank_before = false;
    }

    fn decide(&mut self, at: usize, line: &str, span: Span) {
        use ArtifactKind::*;
        let text = line.trim();
        if let Some(name) = cue::file_header(text) {
            self.close();
            self.command = None;
            self.file = Some(name.to_owned());
            self.header = self.header.or(Some(Span::at(at).start));
            return;
        }
        let current = self.current();
        if at < self.box_end && current == Doctor && !self.is_closed() {
            self.in_box = false;
            return self.extend(span);
        }
        if self
            .file
            .as_deref()
            .is_some_and(|name| name.ends_with(".env"))
        {
            return self.add(Env, at, span, false);
        }
        if let Some(length) = log_start(line)
            && !(self.in_box && length == 0)
        {
            self.in_box = false;
            return self.add(Log, at, span, false);
        }
        let indent = line.len() - line.trim_start().len();
        if let Some((start, command)) = prompt(line)
            && !(self.in_box && start == indent)
        {
            self.in_box = false;
            let span = Span::new(at + start, at + start + command.len());
            return self.command(at, span, command);
        }
        if is_banner(line).is_some() && !self.in_box {
            self.open(Version, at, span);
            return;
        }
        let said = cue::ask(line, current);
        if self.in_box && current == Doctor {
            if text.starts_with('╯') {
                self.in_box = false;
            }
            if text.starts_with('╯') || !matches!(said.other, Some((_, Weight::Starts))) {
                return self.extend(span);
            }
            self.in_box = false;
        }
        if is_box_title(text, current == Doctor && !self.is_closed()) {
            self.add(Doctor, at, span, false);
            self.in_box = true;
            self.box_end = box_end(self.text, at + line.len());
            return;
        }
        let starts_other = matches!(said.other, Some((_, Weight::Starts)));
        if let Some(weight) = said.here
            && !(starts_other && weight == Weight::Belongs)
            && !self.is_closed()
        {
            return self.add(current, at, span, weight == Weight::Starts);
        }
        if current == Log && !self.is_closed() {
            // Messages of several lines: `openclaw logs` prints them as they are.
            let started = self.runs.last().is_some_and(|run| run.started);
            let joined = !self.blank_before && matches!(said.other, Some((Install, _)));
            if started || joined {
                return self.extend(span);
            }
        }
        if let Some((kind, weight)) = said.other {
            return self.add(kind, at, span, weight == Weight::Starts);
        }
        if said.here >= Some(Weight::Claims) {
            return self.add(current, at, span, false);
        }
        if let Some(kind) = shape(line) {
            let row = text.starts_with(['┌', '│', '├', '└', '|']);
            let keeps = row && is_tabular(current)
                || kind == Errors
                    && (goes_on(current, line) || is_loose(current) && !self.blank_before);
            return match keeps && !self.is_closed() {
                true => self.extend(span),
                false => self.add(kind, at, span, false),
            };
        }
        if self.parent.is_some() && self.awaits_answer() && !text.contains(' ') {
            let parent = self.parent.take().map(Parent::Asked);
            self.open(ConfigValue, at, span);
            if let Some(run) = self.runs.last_mut() {
                run.parent = parent;
                run.closed = true;
            }
            return;
        }
        if !self.is_closed() && goes_on(current, line) {
            return self.extend(span);
        }
        if !self.is_closed() && !self.blank_before && is_loose(current) {
            return self.extend(span);
        }
        let kind = match is_sentence(text) {
            true => Prose,
            false => Unknown,
        };
        self.command = None;
        self.mention = mention(text);
        self.add(kind, at, span, false);
    }

    fn command(&mut self, at: usize, span: Span, command: &str) {
        self.open(ArtifactKind::Command, at, span);
        let id = self.runs.len().saturating_sub(1);
        if let Some(run) = self.runs.last_mut() {
            run.closed = true;
            run.command = None;
        }
        self.command = Some(id);
        self.parent = None;
        self.file = None;
        let words: Vec<&str> = command.split_whitespace().collect();
        let after = |one: &str, two: &str| {
            words
                .windows(3)
                .find(|three| three.first() == Some(&one) && three.get(1) == Some(&two))
                .and_then(|three| three.get(2))
                .map(|word| word.trim_matches(['"', '\'', '`']).to_owned())
        };
        self.parent = after("config", "get").filter(|path| !path.starts_with('-'));
        let reads = [
            "cat",
            "type",
            "Get-Content",
            "less",
            "head",
            "tail",
            "bat",
            "more",
            "jq",
        ];
        if words.iter().any(|word| reads.contains(word)) {
            self.file = words
                .iter()
                .rev()
                .find(|word| word.contains('.') && !word.starts_with('-'))
                .map(|word| word.trim_matches(['"', '\'']).to_owned());
        }
    }

    fn object(&mut self, object: &Object) {
        let content = object.clean.of(self.text);
        let file = self.file.clone().or_else(|| object.named.clone());
        let (kind, guessed) = kind_of(object, content, file.as_deref(), self.parent.is_some());
        let spoken_of = self.mention.as_deref().is_some_and(cue::config_name);
        let kind = match kind {
            ArtifactKind::OtherJson if spoken_of && object.braced => ArtifactKind::Config,
            kind => kind,
        };
        if kind == ArtifactKind::Log {
            self.add(kind, object.clean.start as usize, object.clean, false);
            if let Some(run) = self.runs.last_mut() {
                run.json = true;
            }
            return;
        }
        if !object.closed && kind == ArtifactKind::OtherJson && content.lines().count() < 2 {
            // A line that only began like an object.
            let line = content.to_owned();
            self.decide(object.clean.start as usize, &line, object.clean);
            return;
        }
        let asked = self.parent.take();
        self.open(kind, object.clean.start as usize, object.clean);
        self.in_box = false;
        self.blank_before = false;
        if let Some(run) = self.runs.last_mut() {
            run.closed = true;
            run.json = true;
            run.braceless = !object.braced;
            run.file = run.file.take().or(file).or(self.mention.take());
            if kind == ArtifactKind::Config {
                run.parent = asked.map(Parent::Asked).or(guessed.map(Parent::Guessed));
            }
        }
        self.file = None;
    }

    fn add(&mut self, kind: ArtifactKind, at: usize, span: Span, starts: bool) {
        let same = self.current() == kind && !self.is_closed();
        let again = starts && self.runs.last().is_some_and(|run| run.started);
        if same && !again {
            if let Some(run) = self.runs.last_mut() {
                run.started |= starts;
            }
            return self.extend(span);
        }
        self.open(kind, at, span);
        if let Some(run) = self.runs.last_mut() {
            run.started = starts;
        }
    }

    fn extend(&mut self, span: Span) {
        if let Some(run) = self.runs.last_mut() {
            run.clean.end = span.end.max(run.clean.end);
        }
    }

    fn open(&mut self, kind: ArtifactKind, at: usize, clean: Span) {
        let tile = self.header.take().unwrap_or(Span::at(at).start);
        self.in_box = false;
        let command = match kind {
            ArtifactKind::Prose | ArtifactKind::Unknown | ArtifactKind::Command => None,
            // Other commands print these before their own answer.
            ArtifactKind::Doctor
            | ArtifactKind::Errors
            | ArtifactKind::ConfigCheck
            | ArtifactKind::Log
            | ArtifactKind::Version
            | ArtifactKind::Action => self.command,
            _ => self.command.take(),
        };
        let file = match kind {
            ArtifactKind::Command | ArtifactKind::Prose => None,
            _ => self.file.clone(),
        };
        self.runs.push(Run {
            kind,
            tile,
            clean,
            file,
            command,
            parent: None,
            json: false,
            braceless: false,
            started: false,
            closed: false,
        });
    }

    fn close(&mut self) {
        self.in_box = false;
        self.blank_before = true;
        if let Some(run) = self.runs.last_mut() {
            run.closed = true;
        }
    }

    fn current(&self) -> ArtifactKind {
        self.runs
            .last()
            .map_or(ArtifactKind::Unknown, |run| run.kind)
    }

    fn is_closed(&self) -> bool {
        self.runs.last().is_none_or(|run| run.closed)
    }

    /// Whether the last thing was the command whose answer is expected.
    fn awaits_answer(&self) -> bool {
        self.current() == ArtifactKind::Command
    }
}
