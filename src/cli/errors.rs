//! Error sentences: what a provider answered, what the gateway said to a client, why a start was
//! refused. They stand anywhere: alone, in logs, below `RPC probe: failed`, in a chat's prose.
//!
//! Read for their form and their parts only. Repeats of one sentence in one artifact are one line with
//! a count.

use super::source::{Json, Source};
use super::{LogEntry, Outputs};
use crate::intake::{ArtifactKind, Paste, Words};
use crate::span::{Seen, Span};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One error sentence.
#[derive(Clone, Debug)]
pub struct ErrorLine {
    /// The artifact.
    pub artifact: usize,
    /// Which form it has.
    pub kind: ErrorKind,
    /// The whole sentence, as far as it belongs.
    pub text: Seen<String>,
    /// The HTTP status, or the close code of a connection.
    pub status: Option<Seen<u16>>,
    /// The provider, where named.
    pub provider: Option<Seen<String>>,
    /// The model or the whole reference, where named.
    pub model: Option<Seen<String>>,
    /// A reason word: `auth`, `billing`, `rate_limit`; the text behind a close code.
    pub reason: Option<Seen<String>>,
    /// What the provider itself said (`rawError=`, `detail=`), or another part: the variable, the bind
    /// mode, the address.
    pub detail: Option<Seen<String>>,
    /// Stands in a log, so it may be old.
    pub in_log: bool,
    /// The time of its first and last log entry.
    pub first_time: Option<Seen<String>>,
    /// As above.
    pub last_time: Option<Seen<String>>,
    /// How often.
    pub count: usize,
}

/// The form of a sentence. Not its cause.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ErrorKind {
    /// `HTTP 401: …`, `401 …`, `Kimi API error (401): …`.
    Http,
    /// 2026.9: `… request failed (authentication failed, HTTP 401).`
    RequestFailed,
    /// `… returned a billing error`, `credit balance is too low`.
    Billing,
    /// `API rate limit reached`.
    RateLimit,
    /// `temporarily overloaded`, `temporarily unavailable`.
    Overloaded,
    /// `LLM request timed out.`, `Request timed out before …`.
    Timeout,
    /// `LLM request failed: …`, `Connection error.`, `fetch failed`.
    Network,
    /// `Context overflow`.
    Context,
    /// `The selected model was not found by the provider.`
    ModelNotFound,
    /// `Unknown model: …`.
    UnknownModel,
    /// `Model "…" is not allowed`.
    ModelNotAllowed,
    /// `No API key found for provider "…"`, `Missing API key for provider "…"`.
    NoApiKey,
    /// `No available auth profile for …`, `Provider … is in cooldown`.
    Cooldown,
    /// `All models failed (3): …`.
    AllModelsFailed,
    /// `No reply from agent.`
    NoReply,
    /// `gateway closed (1006 …)`, `disconnected (1008): …`.
    GatewayClosed,
    /// `unauthorized: gateway token mismatch …` without a close code.
    GatewayUnauthorized,
    /// `pairing required`.
    Pairing,
    /// `missing scope: …`.
    Scope,
    /// `Gateway not reachable …`, `connect ECONNREFUSED …`.
    Unreachable,
    /// `Missing env var "X" …`.
    MissingVariable,
    /// `Missing config.`, `Gateway start blocked: …`, `Refusing to bind …`.
    StartRefused,
    /// `EADDRINUSE`, `Port … is already in use`, `another gateway instance is already listening`.
    PortInUse,
    /// `gateway already running (pid …)`.
    AlreadyRunning,
    /// `Failed to install missing configured plugin "…"`.
    PluginInstall,
    /// `… requires legacy credential migration …`.
    Migration,
    /// `[openclaw] Reason: …`, `[openclaw] Failed to start CLI: …`.
    Crash,
    /// `error: unknown command '…'`.
    Usage,
    /// A sentence that says `error` or `failed` and no more that is known here.
    Other,
}

struct Draft<'a> {
    kind: ErrorKind,
    text: &'a str,
    status: Option<&'a str>,
    provider: Option<&'a str>,
    model: Option<&'a str>,
    reason: Option<&'a str>,
    detail: Option<&'a str>,
}

impl<'a> Draft<'a> {
    fn new(kind: ErrorKind, text: &'a str) -> Draft<'a> {
        Draft {
            kind,
            text,
            status: None,
            provider: None,
            model: None,
            reason: None,
            detail: None,
        }
    }
}

/// Fills `outputs.errors`.
pub(super) fn collect(paste: &Paste<'_>, outputs: &mut Outputs) {
    use ArtifactKind::*;
    let mut found = Found::default();
    for artifact in &paste.artifacts {
        let source = Source::new(paste, artifact);
        match artifact.kind {
            Config | AuthProfiles | ModelsJson | Env | Listing | Unit | Command | ConfigValue
            | ModelsList | PluginsList | SkillsCheck | ConfigCheck | Action => {}
            // Tables and boxes are read from what was put together again.
            Status | StatusAll => {
                for status in outputs
                    .status
                    .iter()
                    .filter(|status| status.artifact == artifact.id)
                {
                    let cells = status.overview.iter().map(|(_, value)| value);
                    let details = status.channels.iter().filter_map(|row| row.detail.as_ref());
                    let checks = status
                        .checks
                        .iter()
                        .flat_map(|check| std::iter::once(&check.text).chain(&check.below));
                    for text in cells
                        .chain(details)
                        .chain(checks)
                        .chain(&status.pairing)
                        .chain(&status.unknown)
                    {
                        found.whole(artifact.id, text);
                    }
                }
            }
            Doctor | DoctorLint => {
                for doctor in outputs
                    .doctors
                    .iter()
                    .filter(|doctor| doctor.artifact == artifact.id)
                {
                    let boxed = doctor.boxes.iter().flat_map(|note| &note.entries);
                    let lint = doctor.lint.iter().map(|finding| &finding.message);
                    for text in boxed.chain(&doctor.plain).chain(lint) {
                        found.whole(artifact.id, text);
                    }
                }
            }
            Log => {
                let logs = outputs
                    .logs
                    .iter()
                    .filter(|log| log.artifact == artifact.id);
                for entry in logs.flat_map(|log| &log.entries) {
                    found.entry(artifact.id, entry);
                }
            }
            Errors if artifact.json => {
                let document = source.document();
                let message = Json::root(source, &document)
                    .and_then(|root| root.at(&["error", "message"]))
                    .and_then(|message| message.as_text());
                if let Some(text) = message {
                    found.whole(artifact.id, &text);
                }
            }
            _ if artifact.json => {}
            _ => {
                for line in source.lines() {
                    if let Some(draft) = draft(line.trim()) {
                        found.add(artifact.id, &draft, |part| source.seen(part), None);
                    }
                }
            }
        }
    }
    outputs.errors = found.lines;
}

#[derive(Default)]
struct Found {
    lines: Vec<ErrorLine>,
    known: BTreeMap<(usize, String), usize>,
}

impl Found {
    /// A sentence that stands for itself.
    fn whole(&mut self, artifact: usize, text: &Seen<String>) {
        if let Some(draft) = draft(&text.value)
            && draft.kind != ErrorKind::Other
        {
            self.add(artifact, &draft, |part| within(text, part), None);
        }
    }

    fn entry(&mut self, artifact: usize, entry: &LogEntry) {
        let message = &entry.message;
        let at = |part: &str| within(message, part);
        for line in message.value.lines().take(40) {
            if let Some(draft) = draft(line.trim()) {
                self.add(artifact, &draft, at, Some(entry));
            }
        }
    }

    fn add(
        &mut self,
        artifact: usize,
        draft: &Draft<'_>,
        seen: impl Fn(&str) -> Seen<String>,
        entry: Option<&LogEntry>,
    ) {
        let time = entry.and_then(|entry| entry.time.clone());
        if let Some(before) = self
            .known
            .get(&(artifact, draft.text.to_owned()))
            .and_then(|index| self.lines.get_mut(*index))
        {
            before.count += 1;
            before.last_time = time.or(before.last_time.take());
            return;
        }
        let field = |name: &str| {
            let (_, value) = entry?.fields.iter().find(|(known, _)| known == name)?;
            Some(value.clone())
        };
        let line = ErrorLine {
            artifact,
            kind: draft.kind,
            text: seen(draft.text),
            status: draft.status.and_then(|text| {
                let place = seen(text);
                Some(Seen::new(text.parse().ok()?, place.span))
            }),
            provider: draft.provider.map(&seen).or_else(|| field("provider")),
            model: draft.model.map(&seen).or_else(|| field("model")),
            reason: draft.reason.map(&seen).or_else(|| field("failoverReason")),
            detail: draft.detail.map(&seen).or_else(|| field("rawErrorPreview")),
            in_log: entry.is_some(),
            first_time: time.clone(),
            last_time: time,
            count: 1,
        };
        self.known
            .insert((artifact, draft.text.to_owned()), self.lines.len());
        self.lines.push(line);
    }
}

/// `part` of `whole`; where `whole` is not what stands in the paste byte for byte (escapes of JSON,
/// joined lines), its parts stand for all of it.
fn within(whole: &Seen<String>, part: &str) -> Seen<String> {
    let offset = (part.as_ptr() as usize).wrapping_sub(whole.value.as_ptr() as usize);
    let span = match offset.checked_add(part.len()) {
        Some(end) if end <= whole.value.len() && whole.span.len() == whole.value.len() => {
            Span::new(offset, end).shift(whole.span.start as usize)
        }
        _ => whole.span,
    };
    Seen::new(part.to_owned(), span)
}

static HINT: OnceLock<Words> = OnceLock::new();

/// Words without which no line is looked at closer.
const HINTS: &[&str] = &[
    "rate limit",
    "billing",
    "exceeded",
    "Context",
    "credit",
    "余额",
    "HTTP ",
    "401",
    "402",
    "403",
    "404",
    "429",
    "500",
    "502",
    "503",
    "529",
    "400 ",
    "error",
    "Error",
    "ERROR",
    "fail",
    "Fail",
    "timed out",
    "timeout",
    "closed",
    "unauthorized",
    "refus",
    "Refus",
    "REFUSED",
    "EADDR",
    "ENOT",
    "EAI_",
    "not allowed",
    "No API key",
    "API key",
    "Unknown model",
    "cooldown",
    "auth profile",
    "overload",
    "overflow",
    "pairing",
    "scope",
    "reachable",
    "env var",
    "blocked",
    "Missing config",
    "already",
    "not found",
    "No reply",
    "disconnected",
    "quota",
    "balance",
    "is set to",
];

/// Reads one line. `None` where it is no error sentence.
fn draft(line: &str) -> Option<Draft<'_>> {
    if line.len() > 20_000 || !HINT.get_or_init(|| Words::new(HINTS)).is_in(line) {
        return None;
    }
    let line = line.strip_prefix("- ").unwrap_or(line);
    let mut draft = sentence(core_of(line))?;
    // What the provider itself said, and the parts that log lines name.
    let value = |name: &str| -> Option<&str> {
        let (_, rest) = line.split_once(name)?;
        let word = rest.split([' ', ',']).next()?;
        (!word.is_empty() && word != "-").then_some(word)
    };
    if let Some((_, raw)) = line.split_once(" rawError=") {
        draft.detail = Some(raw.trim());
        draft.status = draft.status.or_else(|| status_in(raw));
    } else if let Some((_, raw)) = line.split_once(" detail=") {
        draft.detail = Some(raw.trim());
        draft.status = draft.status.or_else(|| status_in(raw));
    }
    if draft.kind == ErrorKind::Other && draft.status.is_some() {
        draft.kind = ErrorKind::Http;
        draft.reason = None;
    }
    if draft.kind != ErrorKind::GatewayClosed && line.contains("reason=") && draft.reason.is_none()
    {
        draft.reason = value(" reason=");
    }
    if draft.provider.is_none() {
        draft.provider = value(" provider=")
            .or_else(|| value(" from=").and_then(|reference| reference.split('/').next()));
    }
    if draft.model.is_none() {
        draft.model = value(" model=")
            .or_else(|| value(" from="))
            .or_else(|| value(" candidate="));
    }
    Some(draft)
}

/// The sentence inside a log message: behind `error=`, without quotes and class names.
fn core_of(line: &str) -> &str {
    let mut text = line;
    if let Some((_, rest)) = text.split_once(" error=\"") {
        text = rest.trim_end().strip_suffix('"').unwrap_or(rest);
    } else if let Some((_, rest)) = text.split_once(" error=") {
        text = rest;
    }
    for tail in ["\" errorName=", " rawError="] {
        if let Some((head, _)) = text.split_once(tail) {
            text = head;
        }
    }
    text = text.trim();
    loop {
        let before = text;
        for class in [
            "FailoverError: ",
            "FallbackSummaryError: ",
            "Error: ",
            "GatewayClientRequestError: ",
            "[openclaw] Reason: ",
            "Uncaught exception: ",
        ] {
            text = text.strip_prefix(class).unwrap_or(text);
        }
        if text.len() == before.len() {
            return text;
        }
    }
}

fn sentence(text: &str) -> Option<Draft<'_>> {
    use ErrorKind::*;
    let new = |kind| Draft::new(kind, text);
    let quoted = |text: &'_ str, mark: &str| -> Option<(usize, usize)> {
        let at = text.find(mark)? + mark.len();
        let rest = text.get(at..)?;
        let open = rest.find('"')?;
        let close = rest.get(open + 1..)?.find('"')?;
        Some((at + open + 1, at + open + 1 + close))
    };
    let cut = |place: Option<(usize, usize)>| place.and_then(|(from, to)| text.get(from..to));
    let has = |mark: &str| text.contains(mark);

    if has("Failed to install missing configured plugin") {
        return Some(Draft {
            detail: cut(quoted(text, "configured plugin")),
            ..new(PluginInstall)
        });
    }
    if has("requires legacy credential migration") {
        return Some(new(Migration));
    }
    if has("npm error ") || has("npm ERR!") || has("Failed to read server status") {
        return None;
    }
    if has("All models failed") {
        let detail = text.split_once("): ").map(|(_, rest)| rest);
        return Some(Draft {
            detail,
            ..new(AllModelsFailed)
        });
    }
    if has("request failed (") {
        let inside = text
            .split_once("request failed (")
            .and_then(|(_, rest)| rest.split_once(')'));
        let reference = text
            .trim_start_matches("⚠️ ")
            .split(" request failed")
            .next();
        let reference =
            reference.filter(|reference| reference.contains('/') && !reference.contains(' '));
        return Some(Draft {
            status: inside.and_then(|(inside, _)| status_in(inside)),
            reason: inside.map(|(inside, _)| inside.split(',').next().unwrap_or(inside)),
            model: reference,
            provider: reference.and_then(|reference| reference.split('/').next()),
            ..new(RequestFailed)
        });
    }
    if has("returned a billing error") {
        let head = text
            .trim_start_matches("⚠️ ")
            .split(" returned a billing error")
            .next()
            .unwrap_or("");
        let (provider, model) = match head.split_once(" (") {
            Some((provider, model)) => (Some(provider), Some(model.trim_end_matches(')'))),
            None => (None, None),
        };
        return Some(Draft {
            provider,
            model,
            ..new(Billing)
        });
    }
    if has("credit balance is too low")
        || has("insufficient_quota")
        || has("exceeded_current_quota")
        || has("Insufficient credits")
        || has("余额不足")
    {
        return Some(Draft {
            status: status_in(text),
            ..new(Billing)
        });
    }
    if has("No API key found for provider")
        || has("Missing API key for provider")
        || has("No credentials found for")
    {
        return Some(Draft {
            provider: cut(quoted(text, "provider")),
            ..new(NoApiKey)
        });
    }
    if let Some((_, rest)) = text.split_once("Unknown model: ") {
        let model = rest
            .split([' ', ',', '"'])
            .next()
            .map(|model| model.trim_end_matches('.'));
        return Some(Draft {
            model,
            provider: model
                .and_then(|model| model.split_once('/'))
                .map(|(provider, _)| provider),
            ..new(UnknownModel)
        });
    }
    if has("is not allowed") && (has("Model ") || has("model ")) || has("model not allowed") {
        let model = cut(quoted(text, "odel")).or_else(|| {
            text.split_once("not allowed: ")
                .map(|(_, rest)| rest.trim())
        });
        return Some(Draft {
            model,
            ..new(ModelNotAllowed)
        });
    }
    if has("No available auth profile for ") || has("is in cooldown") || has("all in cooldown") {
        let provider = text
            .split_once("auth profile for ")
            .or_else(|| text.split_once("Provider "))
            .and_then(|(_, rest)| rest.split([' ', '(']).next());
        return Some(Draft {
            provider,
            ..new(Cooldown)
        });
    }
    if let Some((_, rest)) = text.split_once("closed before connect ") {
        let part = |name: &str| rest.split_once(name).map(|(_, value)| value);
        return Some(Draft {
            status: part("code=").and_then(|code| code.split(' ').next()),
            reason: part("reason="),
            ..new(GatewayClosed)
        });
    }
    if let Some((_, rest)) = text
        .split_once("gateway closed (")
        .or_else(|| text.split_once("disconnected ("))
    {
        let code = rest
            .get(..4)
            .filter(|code| code.bytes().all(|b| b.is_ascii_digit()));
        let reason = rest.split_once("): ").map(|(_, reason)| reason.trim());
        return Some(Draft {
            status: code,
            reason,
            ..new(GatewayClosed)
        });
    }
    if has("pairing required")
        || has("needs pairing approval")
        || has("pairing approval required")
        || has("pending approval (requestId")
    {
        return Some(new(Pairing));
    }
    if let Some((_, rest)) = text.split_once("missing scope: ") {
        return Some(Draft {
            detail: rest.split([' ', ')', ',']).next(),
            ..new(Scope)
        });
    }
    if has("unauthorized: ") && (has("gateway") || has("device") || has("origin")) {
        let reason = text.split_once("unauthorized: ").map(|(_, reason)| reason);
        return Some(Draft {
            reason,
            ..new(GatewayUnauthorized)
        });
    }
    if has("EADDRINUSE")
        || has("is already in use")
        || has("another gateway instance is already listening")
    {
        return Some(new(PortInUse));
    }
    if has("gateway already running (pid") {
        let pid = text
            .split_once("(pid ")
            .and_then(|(_, rest)| rest.split(')').next());
        return Some(Draft {
            detail: pid,
            ..new(AlreadyRunning)
        });
    }
    if has("Missing config. Run")
        || has("Gateway start blocked:")
        || has("Refusing to bind gateway")
        || has("Gateway auth is set to")
        || has("gateway.bind=custom requires")
        || text.starts_with("Gateway failed to start")
        || has("existing config is missing gateway.mode")
    {
        let detail = text
            .split_once("(current: ")
            .and_then(|(_, rest)| rest.split(')').next());
        return Some(Draft {
            detail,
            ..new(StartRefused)
        });
    }
    if has("issing env var \"") || has("*** env var \"") {
        return Some(Draft {
            detail: cut(quoted(text, "env var")),
            ..new(MissingVariable)
        });
    }
    if has("Gateway not reachable") || has("ECONNREFUSED") {
        return Some(new(Unreachable));
    }
    if has("Context overflow") || has("context length exceeded") || has("prompt is too long") {
        return Some(new(Context));
    }
    if has("API rate limit reached") || has("rate_limit") || has("request reached organization") {
        return Some(Draft {
            status: status_in(text),
            ..new(RateLimit)
        });
    }
    if has("temporarily overloaded") || has("temporarily unavailable") {
        return Some(Draft {
            status: status_in(text),
            ..new(Overloaded)
        });
    }
    if has("LLM request timed out")
        || has("Request timed out before")
        || has("gateway timeout after")
        || has("embedded run timeout")
    {
        return Some(new(Timeout));
    }
    if text.trim_end() == "LLM request failed." {
        // The provider's own words decide, where the line has them.
        return Some(new(Other));
    }
    if has("LLM request failed")
        || has("Connection error.")
        || has("fetch failed")
        || has("ENOTFOUND")
        || has("EAI_AGAIN")
    {
        return Some(Draft {
            status: status_in(text),
            ..new(Network)
        });
    }
    if has("selected model was not found by the provider") {
        return Some(new(ModelNotFound));
    }
    if has("[model-fetch]") || has("contentType=") {
        // A log of the transport: the status stands among other values.
        let status = status_in(text)?;
        return Some(Draft {
            status: Some(status),
            detail: text
                .split_once(" url=")
                .map(|(_, url)| url.split(' ').next().unwrap_or(url)),
            ..new(Http)
        });
    }
    if let Some(status) = http_status(text) {
        let reason = text
            .split_once(status)
            .map(|(_, rest)| rest.trim_start_matches([':', ' ', ')', '.']))
            .filter(|rest| !rest.is_empty());
        // A sentence of the user's own may lead up to it.
        let text = match text.find("HTTP ") {
            Some(at) if text.get(at + 5..at + 8) == Some(status) => text.get(at..).unwrap_or(text),
            _ => text,
        };
        return Some(Draft {
            status: Some(status),
            reason,
            ..Draft::new(Http, text)
        });
    }
    if text.starts_with("No reply from agent") {
        return Some(new(NoReply));
    }
    if text.starts_with("[openclaw] ") {
        let useful =
            !text.contains("] Debug:") && !text.contains("] Try:") && !text.contains("] Help:");
        return useful.then(|| new(Crash));
    }
    if text.starts_with("error: ") {
        return Some(new(Usage));
    }
    // These are config checks.
    if has("Config validation failed")
        || has("nvalid config")
        || has("onfig invalid")
        || has("config is invalid")
        || has("Failed to read config")
    {
        return None;
    }
    let general = has("Authentication failed")
        || has("invalid x-api-key")
        || has("Invalid Authentication")
        || has("Incorrect API key")
        || text.contains("Error: ")
        || text.starts_with("Error")
        || text.contains(" failed: ")
        || text.contains("failed to ")
        || text.starts_with("Failed to ");
    general.then(|| Draft {
        status: status_in(text),
        ..new(Other)
    })
}

/// `HTTP 401`, `(401)`, `status 401`, `status=401`, `returned HTTP 401`.
fn status_in(text: &str) -> Option<&str> {
    for mark in [
        "HTTP ",
        "HTTP/1.1 ",
        "HTTP/2 ",
        "status code ",
        "status=",
        "status: ",
        "status ",
        "error (",
    ] {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(mark)) {
            let start = from + at + mark.len();
            if let Some(code) = code_at(text, start) {
                return Some(code);
            }
            from = start;
        }
    }
    code_at(text, 0)
}

/// The status of a line that is a provider's answer: at its start, or behind a word for it.
fn http_status(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(['⚠', '\u{fe0f}', ' ', '"', '`']);
    if let Some(code) = code_at(bare, 0)
        && bare
            .as_bytes()
            .get(3)
            .is_none_or(|next| matches!(next, b' ' | b':' | b',' | b'.'))
    {
        return Some(code);
    }
    status_in(text)
}

/// Three digits from 400 to 599 that stand alone at `at`.
fn code_at(text: &str, at: usize) -> Option<&str> {
    let code = text.get(at..at + 3)?;
    let bytes = code.as_bytes();
    let shaped = matches!(bytes.first(), Some(b'4' | b'5')) && bytes.iter().all(u8::is_ascii_digit);
    let alone = text
        .as_bytes()
        .get(at + 3)
        .is_none_or(|next| !next.is_ascii_alphanumeric());
    (shaped && alone).then_some(code)
}
