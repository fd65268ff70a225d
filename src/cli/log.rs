//! Log lines: the file's JSON lines, `openclaw logs` plain and `--json`, the gateway's console, with
//! journald and compose prefixes.
//!
//! A line is not proof of the present state: files hold what every command printed.

use super::source::{Json, Source};
use crate::json5::{self, Kind};
use crate::span::Seen;

/// A stretch of log.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The artifact.
    pub artifact: usize,
    /// `Log file: …` or the file that `--json` names.
    pub file: Option<Seen<String>>,
    /// The entries, in the order of the paste.
    pub entries: Vec<LogEntry>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// One entry; a message may have several lines.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// As printed; a clock time without a date stays one.
    pub time: Option<Seen<String>>,
    /// The level, where one is printed.
    pub level: Option<Seen<Level>>,
    /// `gateway`, `agent/embedded`, `ws`.
    pub subsystem: Option<Seen<String>>,
    /// The message.
    pub message: Seen<String>,
    /// Fields of a structured message, 2026.9: `failoverReason`, `provider`.
    pub fields: Vec<(String, Seen<String>)>,
    /// The container of a compose prefix or the unit of a journald prefix.
    pub origin: Option<Seen<String>>,
}

/// How grave an entry is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// `trace`, `silly`.
    Trace,
    /// `debug`.
    Debug,
    /// `info`.
    Info,
    /// `warn`.
    Warn,
    /// `error`.
    Error,
    /// `fatal`.
    Fatal,
}

impl Level {
    fn parse(word: &str) -> Option<Level> {
        let word = word.trim_matches(['[', ']', ':']);
        Some(match word.to_ascii_lowercase().as_str() {
            "trace" | "silly" => Level::Trace,
            "debug" => Level::Debug,
            "info" | "log" => Level::Info,
            "warn" | "warning" => Level::Warn,
            "error" | "err" => Level::Error,
            "fatal" => Level::Fatal,
            _ => return None,
        })
    }
}

/// Reads a stretch.
pub(super) fn read(source: &Source<'_>) -> Log {
    let mut log = Log {
        artifact: source.artifact.id,
        ..Log::default()
    };
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if let Some(file) = text.strip_prefix("Log file:") {
            log.file = Some(source.seen(file));
            continue;
        }
        let prefix = Prefix::read(line);
        let body = prefix.rest;
        if body.starts_with('{') {
            let inner = Source {
                text: body,
                ..*source
            };
            if json_entry(&inner, &prefix, source, &mut log) {
                continue;
            }
        }
        if prefix.is_empty() {
            // A further line of the message before.
            match log.entries.last_mut() {
                Some(entry) if entry.message.value.len() < 16_384 => {
                    entry.message.value.push('\n');
                    entry.message.value.push_str(line.trim_end());
                    entry.message.span = entry.message.span.join(source.span(text));
                }
                Some(_) => {}
                None => log.unknown.push(source.seen(text)),
            }
            continue;
        }
        log.entries.push(LogEntry {
            time: prefix.time.map(|time| source.seen(time)),
            level: prefix
                .level
                .and_then(|word| Some(Seen::new(Level::parse(word)?, source.span(word)))),
            subsystem: prefix.subsystem.map(|name| source.seen(name)),
            message: source.seen(body),
            fields: Vec::new(),
            origin: prefix.origin.map(|name| source.seen(name)),
        });
    }
    log
}

/// A line of a log without what stands before its message.
pub(super) fn message_of(line: &str) -> &str {
    Prefix::read(line).rest
}

/// What stands before the message.
#[derive(Default)]
struct Prefix<'a> {
    origin: Option<&'a str>,
    time: Option<&'a str>,
    level: Option<&'a str>,
    subsystem: Option<&'a str>,
    rest: &'a str,
}

impl<'a> Prefix<'a> {
    fn is_empty(&self) -> bool {
        self.origin.is_none()
            && self.time.is_none()
            && self.level.is_none()
            && self.subsystem.is_none()
    }

    fn read(line: &'a str) -> Prefix<'a> {
        let mut prefix = Prefix {
            rest: line.trim_end(),
            ..Prefix::default()
        };
        prefix.container();
        prefix.journald();
        prefix.time();
        if prefix.time.is_some() {
            prefix.level();
        }
        prefix.subsystem();
        prefix
    }

    fn container(&mut self) {
        let Some((name, rest)) = self.rest.split_once('|') else {
            return;
        };
        let plain = name.trim();
        let shaped = name.ends_with(' ')
            && name.len() <= 48
            && !plain.is_empty()
            && plain
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if shaped {
            self.origin = Some(plain);
            self.rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
    }

    fn journald(&mut self) {
        let text = self.rest;
        let month = text.get(..3).unwrap_or("");
        if ![
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        .contains(&month)
        {
            return;
        }
        let words: Vec<&str> = text
            .splitn(6, ' ')
            .filter(|word| !word.is_empty())
            .collect();
        let Some(clock) = words.get(2).filter(|word| word.contains(':')) else {
            return;
        };
        let after = text.find(clock).map_or(text.len(), |at| at + clock.len());
        let Some((head, rest)) = text.get(after..).unwrap_or("").split_once(": ") else {
            return;
        };
        self.time = text.get(..after);
        self.origin = head.split_whitespace().last();
        self.rest = rest;
    }

    fn time(&mut self) {
        let text = self.rest.trim_start();
        let (open, inner) = match text.strip_prefix('[') {
            Some(inner) => (true, inner),
            None => (false, text),
        };
        let length = inner
            .find(|c: char| {
                !(c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | ',' | '+' | 'T' | 'Z'))
            })
            .unwrap_or(inner.len());
        // A date and a time with a blank between them.
        let length = match inner.get(length..) {
            Some(rest) if length == 10 && rest.starts_with(' ') => {
                let more = rest.trim_start();
                more.find(|c: char| {
                    !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '+' | 'Z'))
                })
                .unwrap_or(more.len())
                    + length
                    + 1
            }
            _ => length,
        };
        let word = inner.get(..length).unwrap_or("");
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits < 6 || word.matches(':').count() < 2 {
            return;
        }
        let rest = inner.get(length..).unwrap_or("");
        let rest = match open {
            true => match rest.strip_prefix(']') {
                Some(rest) => rest,
                None => return,
            },
            false => rest,
        };
        self.time = Some(word);
        self.rest = rest.trim_start();
    }

    fn level(&mut self) {
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        if Level::parse(word).is_some() && !rest.is_empty() {
            self.level = Some(word);
            self.rest = rest;
        }
    }

    fn subsystem(&mut self) {
        if let Some((name, rest)) = self
            .rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
        {
            let shaped = !name.is_empty()
                && name.len() <= 48
                && name.starts_with(|c: char| c.is_ascii_alphabetic())
                && (rest.is_empty() || rest.starts_with([' ', '\t']));
            if shaped {
                self.subsystem = Some(name);
                self.rest = rest.trim_start();
            }
            return;
        }
        if self.level.is_none() {
            return;
        }
        // `gateway {"subsystem":"gateway"} text` and `gateway text`, as `logs` prints.
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        let shaped = word.len() > 1
            && word.bytes().all(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || matches!(b, b'/' | b'-' | b'_' | b':')
            });
        if !shaped {
            return;
        }
        if let Some(after) = rest.strip_prefix("{\"subsystem\"") {
            self.subsystem = Some(word);
            self.rest = after
                .split_once('}')
                .map_or(rest, |(_, rest)| rest.trim_start());
        } else if word.contains('/') || SUBSYSTEMS.contains(&word) {
            self.subsystem = Some(word);
            self.rest = rest;
        }
    }
}

const SUBSYSTEMS: &[&str] = &[
    "agent",
    "auth",
    "bonjour",
    "browser",
    "canvas",
    "channels",
    "compaction-safeguard",
    "cron",
    "diagnostic",
    "discord",
    "discovery",
    "gateway",
    "health-monitor",
    "heartbeat",
    "hooks",
    "mcp",
    "memory",
    "model-selection",
    "plugins",
    "sessions",
    "shutdown",
    "signal",
    "slack",
    "state-migrations",
    "tailscale",
    "telegram",
    "tools",
    "whatsapp",
    "ws",
];

/// Reads a JSON line; whether it was one.
fn json_entry(source: &Source<'_>, prefix: &Prefix<'_>, outer: &Source<'_>, log: &mut Log) -> bool {
    let document = json5::parse(source.text);
    let Some(root) = Json::root(*source, &document) else {
        return false;
    };
    if root.node.kind() != Kind::Object
        || !document.errors().is_empty() && root.get("_meta").is_none()
    {
        return false;
    }
    if root.text("type").is_some_and(|kind| kind.value == "meta") {
        log.file = root.text("file").or(log.file.take());
        return true;
    }
    let meta = root.get("_meta");
    let level = root
        .text("level")
        .or_else(|| meta.and_then(|meta| meta.text("logLevelName")))
        .and_then(|seen| Level::parse(&seen.value).map(|level| Seen::new(level, seen.span)));
    let time = root
        .text("time")
        .or_else(|| meta.and_then(|meta| meta.text("date")))
        .or_else(|| prefix.time.map(|time| outer.seen(time)));
    let mut subsystem = root.text("subsystem");
    let mut message = root.text("message").or_else(|| root.text("msg"));
    let mut fields = Vec::new();
    for key in ["0", "1", "2", "3"] {
        let Some(part) = root.get(key) else { continue };
        match part.node.kind() {
            Kind::String => {
                let Some(text) = part.as_text() else { continue };
                match subsystem_of(&text.value) {
                    Some(name) => subsystem = subsystem.or(Some(Seen::new(name, text.span))),
                    None => {
                        message = Some(match message {
                            Some(before) if before.value.contains(&text.value) => before,
                            Some(before)
                                if text.value.contains(&before.value)
                                    || before.value.is_empty() =>
                            {
                                text
                            }
                            Some(before) => Seen::new(
                                format!("{} {}", before.value, text.value),
                                before.span.join(text.span),
                            ),
                            None => text,
                        });
                    }
                }
            }
            Kind::Object => {
                for (name, value) in part.members() {
                    if let Some(value) = value.as_text() {
                        fields.push((name.value, value));
                    }
                }
            }
            _ => {}
        }
    }
    let Some(message) = message.or_else(|| {
        let (_, event) = fields.iter().find(|(name, _)| name == "event")?;
        Some(event.clone())
    }) else {
        return meta.is_some();
    };
    log.entries.push(LogEntry {
        time,
        level,
        subsystem,
        message,
        fields,
        origin: prefix.origin.map(|name| outer.seen(name)),
    });
    true
}

/// The name in `{"subsystem":"gateway"}`.
fn subsystem_of(text: &str) -> Option<String> {
    let rest = text.strip_prefix("{\"subsystem\":\"")?;
    Some(rest.split('"').next()?.to_owned())
}
