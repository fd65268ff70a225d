//! Cuts the clean text into artifacts.
//!
//! Line by line: an object is judged by its keys, a line by the cues; a line that says nothing stays
//! with what is open if it can belong there. Whatever is left is prose or unknown, so that nothing of
//! the paste is lost.

use super::cue::{self, Weight};
use super::wash::{self, Object, Washed};
use super::words::Words;
use super::{Artifact, ArtifactKind, Parent, Paste, State};
use crate::span::Span;
use std::sync::OnceLock;

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
        if let Some(length) = cue::log_start(line)
            && !(self.in_box && length == 0)
        {
            self.in_box = false;
            return self.add(Log, at, span, false);
        }
        let indent = line.len() - line.trim_start().len();
        if let Some((start, command)) = cue::prompt(line)
            && !(self.in_box && start == indent)
        {
            self.in_box = false;
            let span = Span::new(at + start, at + start + command.len());
            return self.command(at, span, command);
        }
        if cue::is_banner(line).is_some() && !self.in_box {
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
        if is_box_title(text)
            && (current == Doctor || said.other.is_some_and(|(kind, _)| kind == Doctor))
        {
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
            let row = text.starts_with(['┌', '│', '├', '└']);
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
            run.file = run.file.take().or(file);
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

/// What an object is, and where it belongs in a config if its keys alone tell.
fn kind_of(
    object: &Object,
    content: &str,
    file: Option<&str>,
    asked: bool,
) -> (ArtifactKind, Option<String>) {
    use ArtifactKind::*;
    let has = |key: &str| object.keys.iter().any(|known| known == key);
    let inner = |key: &str| object.inner.iter().any(|known| known == key);
    let name = file.map(cue::file_name).unwrap_or("");
    if has("_meta") && (has("0") || has("1"))
        || has("type") && has("time") && has("message")
        || has("type") && has("file") && has("cursor")
        || has("level") && (has("msg") || has("message")) && has("time")
    {
        return (Log, None);
    }
    if cue::config_name(name) {
        return (Config, None);
    }
    if name.starts_with("auth-profiles.json") {
        return (AuthProfiles, None);
    }
    if name == "models.json" {
        return (ModelsJson, None);
    }
    if asked {
        return (Config, None);
    }
    let all = |keys: &[&str]| keys.iter().all(|key| has(key));
    let command_output = [
        (&["configPath", "auth"][..], ModelsStatus),
        (&["defaultModel", "resolvedDefault"], ModelsStatus),
        (&["service", "gateway", "config"], GatewayStatus),
        (&["service", "rpc"], GatewayStatus),
        (&["valid", "path"], ConfigCheck),
        (&["valid", "issues"], ConfigCheck),
        (&["summary", "findings"], SecurityAudit),
        (&["count", "models"], ModelsList),
        (&["targets", "discovery"], GatewayProbe),
        (&["channelOrder", "heartbeatSeconds"], Health),
        (&["channelOrder", "channelAccounts"], ChannelsStatus),
        (&["checksRun", "findings"], DoctorLint),
        (&["ok", "findings"], DoctorLint),
        (&["heartbeat", "gatewayService"], Status),
        (&["pending", "paired"], DevicesList),
        (&["ts", "nodes"], NodesStatus),
        (&["chat", "auth"], ChannelsList),
        (&["ok", "error"], Errors),
    ];
    for (keys, kind) in command_output {
        if all(keys) {
            return (kind, None);
        }
    }
    if has("jobs") && !has("agents") {
        return (CronList, None);
    }
    if has("profiles")
        && !has("agents")
        && !has("gateway")
        && (inner("provider") || has("version") || content.contains("\"provider\""))
    {
        return (AuthProfiles, None);
    }
    let known = object
        .keys
        .iter()
        .filter(|key| cue::is_root_key(key))
        .count();
    let only = |key: &str| object.keys.len() == 1 && has(key);
    if only("providers") {
        return (ModelsJson, None);
    }
    if has("plugins") && has("diagnostics") && has("workspaceDir") {
        return (PluginsList, None);
    }
    let package =
        has("name") && has("version") && (has("dependencies") || has("main") || has("scripts"));
    if known > 0 && known * 2 >= object.keys.len() && !package && is_settings(object, content) {
        return (Config, None);
    }
    if !object.braced
        && object.keys.first().is_some_and(|key| cue::is_root_key(key))
        && is_settings(object, content)
    {
        return (Config, None);
    }
    if let Some(path) = guess(object) {
        return (Config, Some(path.to_owned()));
    }
    (OtherJson, None)
}

/// Whether root keys hold objects, as they do in a config; a provider's answer may be called `models`.
fn is_settings(object: &Object, content: &str) -> bool {
    if object.keys.len() >= 3 {
        return true;
    }
    let only_weak = object.keys.iter().all(|key| {
        matches!(
            key.as_str(),
            "models"
                | "memory"
                | "audio"
                | "session"
                | "identity"
                | "agent"
                | "update"
                | "web"
                | "media"
                | "meta"
                | "audit"
                | "env"
        )
    });
    !only_weak
        || object.inner.iter().any(|key| {
            matches!(
                key.as_str(),
                "providers"
                    | "mode"
                    | "backend"
                    | "vars"
                    | "scope"
                    | "dmScope"
                    | "channel"
                    | "checkOnStart"
                    | "transcription"
                    | "lastTouchedVersion"
                    | "lastTouchedAt"
                    | "name"
                    | "model"
                    | "whatsapp"
                    | "search"
            )
        })
        || content.contains("_API_KEY")
}

/// Where a nameless part belongs, for keys that stand in one place only.
fn guess(object: &Object) -> Option<&'static str> {
    let has = |key: &str| object.keys.iter().any(|known| known == key);
    let inner = |key: &str| object.inner.iter().any(|known| known == key);
    if inner("baseUrl") && (inner("models") || inner("apiKey") || inner("api")) && !has("baseUrl") {
        return Some("models.providers");
    }
    if has("baseUrl") && (has("models") || has("apiKey") || has("api")) {
        return Some("models.providers.*");
    }
    if has("providers") && has("mode") {
        return Some("models");
    }
    if has("defaults") && (inner("model") || inner("workspace") || inner("models") || has("list")) {
        return Some("agents");
    }
    if has("primary")
        && object
            .keys
            .iter()
            .all(|key| key == "primary" || key == "fallbacks" || key == "timeoutMs")
    {
        return Some("agents.defaults.model");
    }
    if has("port") && has("bind")
        || has("auth") && has("mode") && (has("bind") || has("controlUi") || has("tailscale"))
    {
        return Some("gateway");
    }
    if has("model") && has("workspace") && !has("id") {
        return Some("agents.defaults");
    }
    None
}

fn is_box_title(text: &str) -> bool {
    text.starts_with('◇')
        && text.chars().nth(1) == Some(' ')
        && text.trim_start_matches('◇').trim().len() > 1
        && !text.contains(['◒', '◐', '◓', '◑'])
}

/// Where the frame of the box closes whose title ends at `from`; 0 where it came without one.
fn box_end(text: &str, from: usize) -> usize {
    // Longer boxes exist only in theory; the limit keeps unframed pastes linear.
    let mut to = text.len().min(from + 16_384);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let body = text.get(from..to).unwrap_or("");
    match (body.find("\n╯"), body.find("\n◇ ")) {
        (Some(end), Some(next)) if next < end => 0,
        (Some(end), _) => from + end + "\n╯".len(),
        (None, _) => 0,
    }
}

/// What a line is by its shape, where no cue knows it.
fn shape(line: &str) -> Option<ArtifactKind> {
    use ArtifactKind::*;
    let text = line.trim();
    if text.starts_with(['┌', '│', '├', '└']) && text.contains(['─', '│']) {
        let row = text;
        return Some(match () {
            _ if row.contains("│ Name") && row.contains("│ ID") => PluginsList,
            _ if row.contains("│ Kind") && row.contains("│ Key") => Sessions,
            _ if row.contains("│ Request") || row.contains("│ Device") => DevicesList,
            _ => Status,
        });
    }
    if is_env_line(text) {
        return Some(Env);
    }
    if is_listing_line(text) {
        return Some(Listing);
    }
    if looks_like_error(text) {
        return Some(Errors);
    }
    None
}

fn is_env_line(text: &str) -> bool {
    let body = text
        .strip_prefix("export ")
        .or_else(|| text.strip_prefix("set "))
        .or_else(|| text.strip_prefix("$env:"))
        .or_else(|| text.strip_prefix("- "))
        .unwrap_or(text);
    if let Some(rest) = text.strip_prefix("setx ") {
        return rest.starts_with(|c: char| c.is_ascii_uppercase());
    }
    let Some((name, value)) = body.split_once('=') else {
        return false;
    };
    let name = name.trim_end();
    name.len() >= 3
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        && !value.starts_with('=')
}

/// `-rw------- 1 user user 812 Nov 22 12:00 openclaw.json`, `total 48`, and the columns of `dir`.
fn is_listing_line(text: &str) -> bool {
    let mode = text.split_whitespace().next().unwrap_or("");
    let permissions = mode.len() >= 10
        && mode.len() <= 11
        && mode.starts_with(['-', 'd', 'l'])
        && mode
            .bytes()
            .skip(1)
            .take(9)
            .all(|b| matches!(b, b'r' | b'w' | b'x' | b'-' | b's' | b'S' | b't' | b'T'));
    if permissions {
        return text.split_whitespace().count() >= 6;
    }
    if let Some(rest) = text.strip_prefix("total ") {
        return !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    }
    let bytes = mode.as_bytes();
    // -a---  11/22/2026  12:00 PM  812 openclaw.json
    (bytes.len() == 5 || bytes.len() == 6)
        && mode
            .bytes()
            .all(|b| matches!(b, b'-' | b'a' | b'd' | b'r' | b'h' | b's' | b'l'))
        && mode.contains('-')
        && text
            .split_whitespace()
            .nth(1)
            .is_some_and(|date| date.contains('/') || date.contains('.') || date.contains('-'))
        && text.split_whitespace().count() >= 4
}

const ERROR_WORDS: &[&str] = &[
    "HTTP 4",
    "HTTP 5",
    "HTTP/1.1 4",
    "Invalid Authentication",
    "Incorrect API key",
    "invalid x-api-key",
    "authentication_error",
    "API key",
    "request failed (",
    "gateway closed (",
    "unauthorized",
    "No API key found",
    "Unknown model",
    "is not allowed",
    "model not allowed",
    "rate limit",
    "billing error",
    "timed out",
    "pairing required",
    "ECONNREFUSED",
    "EADDRINUSE",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EACCES",
    "ENOENT",
    "Error:",
    "Context overflow",
    "issing env var",
    "Unrecognized key",
    "does not support tools",
    "not_found_error",
    "model_not_found",
    "Invalid input",
    "Invalid option",
    "status code",
    "fetch failed",
    "overloaded",
    "Failed to",
    "failed:",
    "FailoverError",
    "no auth profile",
    "No available auth profile",
    "All models failed",
    "disconnected (1008",
    "code 1008",
    "1006",
    "(1008)",
    "403 ",
    "401 ",
    "404 ",
    "429 ",
    "402 ",
    "quota",
    "余额",
    "credit balance",
    "token mismatch",
    "token missing",
    "missing scope",
    "device identity",
    "origin not allowed",
    "access not configured",
    "Pairing code:",
    "command not found",
    "is not recognized",
    "Bootstrap failed",
    "schtasks",
    "No active WhatsApp",
    "Conflict: terminated",
    "was not found by the provider",
];

fn looks_like_error(text: &str) -> bool {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::new(ERROR_WORDS)).is_in(text)
        || text.starts_with("⚠️")
        || text.starts_with('⚠')
}

fn is_tabular(kind: ArtifactKind) -> bool {
    use ArtifactKind::*;
    matches!(
        kind,
        Status
            | StatusAll
            | PluginsList
            | DevicesList
            | Sessions
            | ModelsStatus
            | NodesStatus
            | ChannelsStatus
            | CronList
            | Doctor
            | Health
    )
}

/// Whether an unclaimed line can be a further line of what is open: indented, a list item, a table row.
fn goes_on(kind: ArtifactKind, line: &str) -> bool {
    use ArtifactKind::*;
    if matches!(
        kind,
        Prose | Unknown | Command | Config | Version | Env | Listing | ConfigValue
    ) {
        return matches!(kind, Prose) && !line.trim().is_empty();
    }
    let text = line.trim_start();
    let indented = line.starts_with([' ', '\t']);
    let item = text.starts_with("- ") || text.starts_with("↳") || text.starts_with("… ");
    indented
        || item
        || matches!(kind, ModelsList | CronList | Sessions | DevicesList) && text.contains("  ")
}

/// Kinds whose lines may say anything, up to the next blank line.
fn is_loose(kind: ArtifactKind) -> bool {
    use ArtifactKind::*;
    matches!(
        kind,
        Doctor
            | SecurityAudit
            | Errors
            | Install
            | ConfigCheck
            | Log
            | StatusAll
            | Status
            | GatewayStatus
            | Action
            | Version
            | SkillsCheck
            | MemoryStatus
    )
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 2 && letters * 2 > word.chars().count()
    })
}
