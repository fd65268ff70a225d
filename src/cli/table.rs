//! Tables drawn with `│`, as `status`, `plugins list` and others print them.
//!
//! A cell that did not fit goes on in the next row, whose first cell is empty; such rows are joined.

use super::source::Source;
use crate::span::{Seen, Span};

/// A table: the header's cells and the rows below.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Column names.
    pub header: Vec<String>,
    /// Rows, each with a cell per column.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// From its first to its last cell.
    pub span: Span,
    /// The cells.
    pub cells: Vec<Seen<String>>,
}

impl Table {
    /// The cell of `row` below the column `name`.
    pub fn cell<'t>(&self, row: &'t Row, name: &str) -> Option<&'t Seen<String>> {
        let at = self.header.iter().position(|known| known == name)?;
        row.cells.get(at)
    }
}

/// Whether a line is part of a table.
pub(super) fn is_row(line: &str) -> bool {
    let text = line.trim();
    text.starts_with(['┌', '├', '└']) && text.contains('─')
        || text.starts_with('│') && text.matches('│').count() >= 3
        || text.starts_with('|') && text.matches('|').count() >= 3
}

struct Part<'a> {
    text: &'a str,
    /// Whether nothing more would have fitted into the cell.
    full: bool,
}

/// Collects the rows of a table from its lines.
pub(super) fn read<'a>(source: &Source<'_>, lines: impl IntoIterator<Item = &'a str>) -> Table {
    let mut table = Table::default();
    let mut full: Vec<bool> = Vec::new();
    for line in lines {
        let text = line.trim();
        if text.starts_with(['┌', '├', '└', '+'])
            || text.trim_matches(['|', '-', ' ', ':']).is_empty()
        {
            continue;
        }
        let bar = if text.starts_with('│') { '│' } else { '|' };
        let parts: Vec<Part<'_>> = text
            .trim_start_matches(bar)
            .trim_end_matches(bar)
            .split(bar)
            .map(|cell| Part {
                text: cell.trim(),
                full: cell.trim().chars().count() + 2 >= cell.chars().count(),
            })
            .collect();
        if table.header.is_empty() {
            table.header = parts.iter().map(|part| part.text.to_owned()).collect();
            continue;
        }
        // Names wrap too; what every row has tells a new one from the rest of the one before.
        let always = ["Status", "State", "Enabled", "Kind", "Roles", "Age"];
        let lacks = table
            .header
            .iter()
            .zip(&parts)
            .any(|(name, part)| always.contains(&name.as_str()) && part.text.is_empty());
        let goes_on = lacks || parts.first().is_some_and(|part| part.text.is_empty());
        match table.rows.last_mut() {
            Some(row) if goes_on => join(source, row, &parts, &full),
            _ => table.rows.push(Row {
                span: source.span(text),
                cells: parts.iter().map(|part| source.seen(part.text)).collect(),
            }),
        }
        full = parts.iter().map(|part| part.full).collect();
    }
    table
}

fn join(source: &Source<'_>, row: &mut Row, parts: &[Part<'_>], full: &[bool]) {
    for (at, part) in parts.iter().enumerate() {
        let Some(cell) = row.cells.get_mut(at).filter(|_| !part.text.is_empty()) else {
            continue;
        };
        let was_full = full.get(at) == Some(&true);
        let last_word = cell.value.rsplit(' ').next().unwrap_or("");
        let word_cut = was_full && (last_word.len() == cell.value.len() || last_word.len() > 20);
        let at_mark = cell.value.ends_with(['/', '.', '-', '_', ':'])
            && part
                .text
                .starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && last_word.len() > 1;
        if !cell.value.is_empty() && !word_cut && !at_mark {
            cell.value.push(' ');
        }
        cell.value.push_str(part.text);
        let span = source.span(part.text);
        cell.span = cell.span.join(span);
        row.span = row.span.join(span);
    }
}
