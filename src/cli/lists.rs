//! The smaller answers: `models list`, `plugins list`, `cron list`, `devices list`, `agents list`,
//! `memory status`, `health`, `nodes status`, `sessions`, `skills check`.

use super::source::{self, Json, Source};
use super::table::{self, Table};
use crate::span::{Seen, Span};

/// A row of `models list`.
#[derive(Clone, Debug)]
pub struct ModelRow {
    /// The row.
    pub span: Span,
    /// The reference; cut with `...` where it was too long.
    pub model: Seen<String>,
    /// `text`, `text+image`, `-`.
    pub input: Option<Seen<String>>,
    /// `250k`; a number in JSON.
    pub context: Option<Seen<String>>,
    /// `Local`.
    pub local: Option<bool>,
    /// `Auth`: a credential is there.
    pub available: Option<bool>,
    /// `default`, `fallback#1`, `configured`, `missing`, `alias:…`.
    pub tags: Vec<Seen<String>>,
}

/// One answer of `models list`.
#[derive(Clone, Debug, Default)]
pub struct ModelsList {
    /// The artifact.
    pub artifact: usize,
    /// The rows.
    pub rows: Vec<ModelRow>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// A plugin.
#[derive(Clone, Debug)]
pub struct PluginRow {
    /// The row.
    pub span: Span,
    /// Its id.
    pub id: Seen<String>,
    /// `loaded`, `enabled`, `disabled`, `error`.
    pub status: Option<Seen<String>>,
    /// Where it comes from, and its description.
    pub source: Option<Seen<String>>,
    /// Its version.
    pub version: Option<Seen<String>>,
}

/// One answer of `plugins list`.
#[derive(Clone, Debug, Default)]
pub struct PluginsList {
    /// The artifact.
    pub artifact: usize,
    /// `(4/38 loaded)`.
    pub summary: Option<Seen<String>>,
    /// The plugins.
    pub rows: Vec<PluginRow>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// An answer of names and values with further lines: `memory status`, `health`, `agents list` and
/// others.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The artifact.
    pub artifact: usize,
    /// Names and values in their order; an indented line's name is as printed.
    pub values: Vec<(Seen<String>, Seen<String>)>,
    /// Other lines: `Issues:` and what stands below, list items.
    pub lines: Vec<Seen<String>>,
    /// Tables, with the line above each.
    pub tables: Vec<(Option<Seen<String>>, Table)>,
}

impl Facts {
    /// The first value of `name`.
    pub fn value(&self, name: &str) -> Option<&Seen<String>> {
        self.values
            .iter()
            .find(|(known, _)| known.value == name)
            .map(|(_, value)| value)
    }
}

/// A scheduled job.
#[derive(Clone, Debug, Default)]
pub struct CronJob {
    /// The row or object.
    pub span: Span,
    /// By column name, or by JSON key: `Name`, `Status`; `name`, `enabled`, `state.lastStatus`.
    pub cells: Vec<(String, Seen<String>)>,
}

/// One answer of `cron list`.
#[derive(Clone, Debug, Default)]
pub struct CronList {
    /// The artifact.
    pub artifact: usize,
    /// The jobs.
    pub jobs: Vec<CronJob>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// One answer of `devices list`.
#[derive(Clone, Debug, Default)]
pub struct DevicesList {
    /// The artifact.
    pub artifact: usize,
    /// Requests that wait: their ids and the whole row.
    pub pending: Vec<(Seen<String>, Seen<String>)>,
    /// Paired devices, whole rows.
    pub paired: Vec<Seen<String>>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// Reads `models list`.
pub(super) fn models(source: &Source<'_>) -> ModelsList {
    let mut list = ModelsList {
        artifact: source.artifact.id,
        ..ModelsList::default()
    };
    if source.artifact.json {
        let document = source.document();
        let rows = Json::root(*source, &document)
            .map(|root| root.list("models"))
            .unwrap_or_default();
        for row in rows {
            let Some(model) = row.text("key") else {
                continue;
            };
            let mut tags = row.texts("tags");
            if let Some(missing) = row.flag("missing").filter(|seen| seen.value) {
                tags.push(missing.map(|_| "missing".to_owned()));
            }
            list.rows.push(ModelRow {
                span: row.span(),
                model,
                input: row.text("input"),
                context: row.text("contextWindow"),
                local: row.flag("local").map(|seen| seen.value),
                available: row.flag("available").map(|seen| seen.value),
                tags,
            });
        }
        return list;
    }
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty()
            || text.starts_with("Model ")
            || text.starts_with("No models found")
            || text.starts_with("Gateway is not running")
        {
            continue;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let &[model, input, context, local, available, ..] = words.as_slice() else {
            if words.len() == 1 && text.contains('/') {
                list.rows.push(ModelRow {
                    span: source.span(text),
                    model: source.seen(text),
                    input: None,
                    context: None,
                    local: None,
                    available: None,
                    tags: Vec::new(),
                });
            } else {
                list.unknown.push(source.seen(text));
            }
            continue;
        };
        if !model.contains(['/', '.']) {
            list.unknown.push(source.seen(text));
            continue;
        }
        let flag = |word: &str| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let rest = words.get(5).map_or("", |first| {
            let at = first.as_ptr() as usize - text.as_ptr() as usize;
            text.get(at..).unwrap_or("")
        });
        list.rows.push(ModelRow {
            span: source.span(text),
            model: source.seen(model),
            input: Some(source.seen(input)),
            context: Some(source.seen(context)),
            local: flag(local),
            available: flag(available),
            tags: rest
                .split(',')
                .filter(|tag| !tag.trim().is_empty())
                .map(|tag| source.seen(tag))
                .collect(),
        });
    }
    list
}

/// Reads `plugins list`.
pub(super) fn plugins(source: &Source<'_>) -> PluginsList {
    let mut list = PluginsList {
        artifact: source.artifact.id,
        ..PluginsList::default()
    };
    if source.artifact.json {
        let document = source.document();
        for row in Json::root(*source, &document)
            .map(|root| root.list("plugins"))
            .unwrap_or_default()
        {
            if let Some(id) = row.text("id") {
                list.rows.push(PluginRow {
                    span: row.span(),
                    id,
                    status: row.text("status"),
                    source: row.text("source"),
                    version: row.text("version"),
                });
            }
        }
        return list;
    }
    let mut rows = Vec::new();
    for line in source.lines() {
        let text = line.trim();
        if table::is_row(line) {
            rows.push(line);
        } else if let Some(summary) = text.strip_prefix("Plugins (") {
            list.summary = Some(source.seen(summary.trim_end_matches(')')));
        } else if !(text.is_empty()
            || text.starts_with("Source roots")
            || text.starts_with("stock:")
            || text.starts_with("global:")
            || text.starts_with("workspace:")
            || text.starts_with("No plugins"))
        {
            list.unknown.push(source.seen(text));
        }
    }
    let table = table::read(source, rows);
    for row in &table.rows {
        let get = |name: &str| {
            table
                .cell(row, name)
                .filter(|cell| !cell.value.is_empty())
                .cloned()
        };
        if let Some(id) = get("ID").or_else(|| get("Name")) {
            list.rows.push(PluginRow {
                span: row.span,
                id,
                status: get("Status"),
                source: get("Source"),
                version: get("Version"),
            });
        }
    }
    list
}

/// Reads `cron list`.
pub(super) fn cron(source: &Source<'_>) -> CronList {
    let mut list = CronList {
        artifact: source.artifact.id,
        ..CronList::default()
    };
    if source.artifact.json {
        let document = source.document();
        for job in Json::root(*source, &document)
            .map(|root| root.list("jobs"))
            .unwrap_or_default()
        {
            let mut cells = Vec::new();
            for (name, value) in job.members() {
                match value.as_text() {
                    Some(text) => cells.push((name.value, text)),
                    None => {
                        for (inner, value) in value.members() {
                            if let Some(text) = value.as_text() {
                                cells.push((format!("{}.{}", name.value, inner.value), text));
                            }
                        }
                    }
                }
            }
            list.jobs.push(CronJob {
                span: job.span(),
                cells,
            });
        }
        return list;
    }
    // Fixed columns, as wide as the header says.
    let mut columns: Vec<(usize, &str)> = Vec::new();
    for line in source.lines() {
        let text = line.trim_end();
        if text.trim().is_empty() || text.starts_with("No cron jobs") {
            continue;
        }
        if text.trim_start().starts_with("ID ") {
            columns = header_columns(text);
            continue;
        }
        if columns.is_empty() {
            list.unknown.push(source.seen(text));
            continue;
        }
        let mut cells = Vec::new();
        for (index, (start, name)) in columns.iter().enumerate() {
            let end = columns.get(index + 1).map_or(text.len(), |next| next.0);
            let cell = by_chars(text, *start, end).trim();
            if !cell.is_empty() {
                cells.push(((*name).to_owned(), source.seen(cell)));
            }
        }
        list.jobs.push(CronJob {
            span: source.span(text.trim()),
            cells,
        });
    }
    list
}

/// Where each column begins, in characters. Names may have a blank inside (`Agent ID`).
fn header_columns(line: &str) -> Vec<(usize, &str)> {
    let mut columns = Vec::new();
    let mut at = 0;
    for part in line.split("  ") {
        let name = part.trim();
        if !name.is_empty() {
            let lead = part.len() - part.trim_start().len();
            columns.push((at + lead, name));
        }
        at += part.len() + 2;
    }
    columns
}

fn by_chars(text: &str, start: usize, end: usize) -> &str {
    let at = |index: usize| {
        text.char_indices()
            .nth(index)
            .map_or(text.len(), |(at, _)| at)
    };
    text.get(at(start)..at(end).max(at(start))).unwrap_or("")
}

/// Reads `devices list`.
pub(super) fn devices(source: &Source<'_>) -> DevicesList {
    let mut list = DevicesList {
        artifact: source.artifact.id,
        ..DevicesList::default()
    };
    if source.artifact.json {
        let document = source.document();
        if let Some(root) = Json::root(*source, &document) {
            for row in root.list("pending") {
                if let Some(id) = row.text("requestId").or_else(|| row.text("id")) {
                    list.pending
                        .push((id, Seen::new(row.node.source().to_owned(), row.span())));
                }
            }
            for row in root.list("paired") {
                list.paired
                    .push(Seen::new(row.node.source().to_owned(), row.span()));
            }
        }
        return list;
    }
    let facts = facts(source);
    for (_, table) in &facts.tables {
        for row in &table.rows {
            let text: Vec<&str> = row.cells.iter().map(|cell| cell.value.as_str()).collect();
            let whole = Seen::new(text.join(" · "), row.span);
            match (table.header.first().map(String::as_str), row.cells.first()) {
                (Some("Request"), Some(id)) => list.pending.push((id.clone(), whole)),
                _ => list.paired.push(whole),
            }
        }
    }
    for line in facts.lines {
        let known = [
            "Pending (",
            "Paired (",
            "No device pairing",
            "No pending",
            "Direct scope access",
        ];
        if !known.iter().any(|known| line.value.starts_with(known)) {
            list.unknown.push(line);
        }
    }
    list
}

/// Reads an answer of names and values.
pub(super) fn facts(source: &Source<'_>) -> Facts {
    let mut facts = Facts {
        artifact: source.artifact.id,
        ..Facts::default()
    };
    if source.artifact.json {
        let document = source.document();
        if let Some(root) = Json::root(*source, &document) {
            for (name, value) in root.members() {
                let text = value
                    .as_text()
                    .unwrap_or_else(|| Seen::new(value.node.source().to_owned(), value.span()));
                facts.values.push((name, text));
            }
        }
        return facts;
    }
    let mut above = None;
    let mut rows: Vec<&str> = Vec::new();
    for line in source.lines() {
        if table::is_row(line) {
            rows.push(line);
            continue;
        }
        if !rows.is_empty() {
            facts
                .tables
                .push((above.take(), table::read(source, std::mem::take(&mut rows))));
        }
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        above = Some(source.seen(text));
        match source::label(line) {
            Some((name, value)) if !value.is_empty() && !text.starts_with("- ") => {
                facts.values.push((source.seen(name), source.seen(value)));
            }
            _ => facts.lines.push(source.seen(text)),
        }
    }
    if !rows.is_empty() {
        facts.tables.push((above, table::read(source, rows)));
    }
    facts
}
