//! `openclaw status`, `status --all`, `--deep`, and `update status`.

use super::source::{self, Json, Source};
use super::table::{self, Row, Table};
use crate::intake::ArtifactKind;
use crate::span::{Seen, Span};

/// One answer of `status`.
#[derive(Clone, Debug, Default)]
pub struct Status {
    /// The artifact.
    pub artifact: usize,
    /// `status --all`.
    pub all: bool,
    /// Rows of the overview: name and value.
    pub overview: Vec<(Seen<String>, Seen<String>)>,
    /// The overview's `Gateway` row taken apart.
    pub gateway: Option<GatewayRow>,
    /// The channels table: channel, enabled, state, detail.
    pub channels: Vec<ChannelRow>,
    /// Sessions, agents, health and other tables, by the line above them.
    pub tables: Vec<(Option<Seen<String>>, Table)>,
    /// `1 critical · 2 warn · 1 info`, as printed.
    pub security_summary: Option<Seen<String>>,
    /// `CRITICAL …` and `WARN …` lines of the security section, with what stands below.
    pub security: Vec<Seen<String>>,
    /// Lines of the diagnosis of `--all`: mark and text.
    pub checks: Vec<CheckLine>,
    /// The request of `Gateway pairing approval required`, and its other lines.
    pub pairing: Vec<Seen<String>>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// The `Gateway` row.
#[derive(Clone, Debug)]
pub struct GatewayRow {
    /// The whole value.
    pub span: Span,
    /// `local`, `remote`.
    pub mode: Seen<String>,
    /// The address.
    pub url: Option<Seen<String>>,
    /// `reachable 66ms`, `unreachable (…)`, `misconfigured (…)`.
    pub reach: Option<Seen<String>>,
    /// Whether it was reached.
    pub reachable: Option<bool>,
    /// What stands in parentheses behind `unreachable`.
    pub error: Option<Seen<String>>,
    /// Behind `auth`.
    pub auth: Option<Seen<String>>,
    /// Behind `app`: the running gateway's version.
    pub app: Option<Seen<String>>,
}

/// A row of the channels table.
#[derive(Clone, Debug)]
pub struct ChannelRow {
    /// The row.
    pub span: Span,
    /// Its name.
    pub channel: Seen<String>,
    /// `ON`, `OFF`.
    pub enabled: Option<Seen<String>>,
    /// `OK`, `WARN`, `OFF`, `SETUP`.
    pub state: Option<Seen<String>>,
    /// The detail.
    pub detail: Option<Seen<String>>,
}

/// A line with a mark.
#[derive(Clone, Debug)]
pub struct CheckLine {
    /// `✓`, `!` or `✗`.
    pub mark: char,
    /// The text behind it.
    pub text: Seen<String>,
    /// Indented lines below.
    pub below: Vec<Seen<String>>,
}

impl Status {
    /// The overview's value for `name`.
    pub fn row(&self, name: &str) -> Option<&Seen<String>> {
        self.overview
            .iter()
            .find(|(known, _)| known.value == name)
            .map(|(_, value)| value)
    }
}

/// Reads one answer.
pub(super) fn read(source: &Source<'_>) -> Status {
    let mut status = match source.artifact.json {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    status.artifact = source.artifact.id;
    status.all = source.artifact.kind == ArtifactKind::StatusAll;
    status.gateway = status
        .row("Gateway")
        .cloned()
        .map(gateway_row)
        .or(status.gateway);
    status
}

fn from_text(source: &Source<'_>) -> Status {
    let mut status = Status::default();
    let mut above: Option<&str> = None;
    let mut rows: Vec<&str> = Vec::new();
    let mut section = "";
    for line in source.lines() {
        if table::is_row(line) {
            rows.push(line);
            continue;
        }
        if !rows.is_empty() {
            take_table(source, &mut status, above.take(), std::mem::take(&mut rows));
        }
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if !line.starts_with(' ')
            && text.len() < 40
            && !text.contains(':')
            && !text.starts_with(['✓', '✗', '!', '-'])
        {
            section = text;
        }
        above = Some(text);
        if !sentence(source, line, section, &mut status) {
            status.unknown.push(source.seen(text));
        }
    }
    take_table(source, &mut status, above, rows);
    status
}

fn take_table(source: &Source<'_>, status: &mut Status, above: Option<&str>, rows: Vec<&str>) {
    if rows.is_empty() {
        return;
    }
    let table = table::read(source, rows);
    let has = |name: &str| table.header.iter().any(|known| known == name);
    if has("Item") && has("Value") {
        for row in table.rows {
            if let [name, value, ..] = row.cells.as_slice() {
                status.overview.push((name.clone(), value.clone()));
            }
        }
    } else if has("Channel") && has("State") {
        for row in &table.rows {
            status.channels.extend(channel_row(&table, row));
        }
    } else {
        status
            .tables
            .push((above.map(|text| source.seen(text)), table));
    }
}

fn channel_row(table: &Table, row: &Row) -> Option<ChannelRow> {
    let get = |name: &str| {
        table
            .cell(row, name)
            .filter(|cell| !cell.value.is_empty())
            .cloned()
    };
    Some(ChannelRow {
        span: row.span,
        channel: get("Channel")?,
        enabled: get("Enabled"),
        state: get("State"),
        detail: get("Detail"),
    })
}

fn sentence(source: &Source<'_>, line: &str, section: &str, status: &mut Status) -> bool {
    let text = line.trim();
    let indented = line.starts_with(' ');
    if let Some(mark) = text.chars().next().filter(|c| matches!(c, '✓' | '✗' | '!'))
        && text.chars().nth(1) == Some(' ')
    {
        status.checks.push(CheckLine {
            mark,
            text: source.seen(text.trim_start_matches(mark)),
            below: Vec::new(),
        });
        return true;
    }
    if let Some(summary) = text.strip_prefix("Summary:") {
        status.security_summary = Some(source.seen(summary));
        return true;
    }
    if text.starts_with("CRITICAL ") || text.starts_with("WARN ") {
        status.security.push(source.seen(text));
        return true;
    }
    if section == "Security audit" && (indented || text.starts_with('…')) {
        if let Some(last) = status.security.last_mut() {
            last.value.push('\n');
            last.value.push_str(text);
            last.span = last.span.join(source.span(text));
        }
        return true;
    }
    if text.contains("pairing approval required")
        || text.starts_with("Recovery:")
        || text.starts_with("Fallback:")
        || text.starts_with("Inspect:")
    {
        status.pairing.push(source.seen(text));
        return true;
    }
    if (indented || text.starts_with("- "))
        && let Some(check) = status.checks.last_mut()
    {
        check.below.push(source.seen(text));
        return true;
    }
    if let Some((name, value)) = source::label(line)
        && matches!(
            name,
            "Gateway target"
                | "Source"
                | "Config"
                | "Bind"
                | "Gateway health"
                | "Gateway last log line"
                | "Tailscale exposure"
                | "Agent activity"
                | "Plugin compatibility"
        )
    {
        status
            .overview
            .push((source.seen(name), source.seen(value)));
        return true;
    }
    const KNOWN: &[&str] = &[
        "OpenClaw status",
        "OpenClaw update status",
        "Overview",
        "Security audit",
        "Channels",
        "Sessions",
        "System events",
        "Health",
        "Usage",
        "Agents",
        "Diagnosis (read-only)",
        "Gateway connection details:",
        "Full report:",
        "Deep probe:",
        "FAQ:",
        "Troubleshooting:",
        "Next steps:",
        "Need to ",
        "Fix reachability first",
        "Skipped in fast status",
        "No channels configured",
        "No sessions",
        "Pasteable debug report",
        "No critical or warn",
        "Update available",
        "Gateway logs",
        "# ",
        "Run:",
        "Run ",
        "Secret diagnostics",
        "Usage:",
        "Plugin compatibility",
        "No usage",
        "Model selection",
        "Gateway health:",
        "Gateway last log line:",
    ];
    KNOWN.iter().any(|known| text.starts_with(known))
}

/// `local · ws://… (local loopback) · reachable 66ms · auth token · host (ip) app 2026.3.8 linux`.
fn gateway_row(value: Seen<String>) -> GatewayRow {
    let text = value.value.clone();
    let span = value.span;
    // A joined cell has no exact places inside; all parts stand for the row.
    let exact = span.len() == text.len();
    let at = |part: &str| {
        let offset = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let place = match exact {
            true => Span::new(offset, offset + part.len()).shift(span.start as usize),
            false => span,
        };
        Seen::new(part.to_owned(), place)
    };
    let mut parts = text.split(" · ").map(str::trim);
    let mut row = GatewayRow {
        span,
        mode: at(parts.next().unwrap_or("")),
        url: None,
        reach: None,
        reachable: None,
        error: None,
        auth: None,
        app: None,
    };
    for part in parts {
        if part.contains("://") && row.url.is_none() {
            row.url = part.split(' ').next().map(at);
        } else if part.starts_with("reachable")
            || part.starts_with("unreachable")
            || part.starts_with("misconfigured")
        {
            row.reach = Some(at(part));
            row.reachable = Some(part.starts_with("reachable"));
            if let Some((_, error)) = part.split_once('(') {
                row.error = Some(at(error.strip_suffix(')').unwrap_or(error)));
            }
        } else if let Some(auth) = part.strip_prefix("auth ") {
            row.auth = Some(at(auth));
        }
        if let Some((_, app)) = part.split_once(" app ") {
            row.app = app.split(' ').next().map(at);
        }
    }
    row
}

fn from_json(source: &Source<'_>) -> Option<Status> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut status = Status::default();
    let mut row = |name: &str, value: Option<Seen<String>>| {
        if let Some(value) = value {
            status
                .overview
                .push((Seen::new(name.to_owned(), value.span), value));
        }
    };
    row("Version", root.text("runtimeVersion"));
    row("Channel", root.text("updateChannel"));
    row("OS", root.get("os").and_then(|os| os.text("label")));
    if let Some(gateway) = root.get("gateway") {
        let reachable = gateway.flag("reachable");
        status.gateway = Some(GatewayRow {
            span: gateway.span(),
            mode: gateway
                .text("mode")
                .unwrap_or_else(|| Seen::new(String::new(), gateway.span())),
            url: gateway.text("url"),
            reach: None,
            reachable: reachable.map(|seen| seen.value),
            error: gateway.text("error"),
            auth: gateway.text("authWarning"),
            app: gateway.get("self").and_then(|node| node.text("version")),
        });
    }
    Some(status)
}
