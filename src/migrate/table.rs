//! The rows of `table.txt`.

use std::sync::OnceLock;

use crate::facts::Interval;
use crate::version::Version;

/// One migration of upstream's `doctor`.
#[derive(Debug)]
pub struct Row {
    /// Upstream's id.
    pub id: &'static str,
    /// The releases whose package has it.
    pub when: Interval,
    /// Made only for releases that have it; otherwise also for later ones, which no longer do it themselves.
    pub only_while: bool,
    /// A key that the target's own schema declares is left as it is.
    pub by_schema: bool,
    /// What it does, in order.
    pub ops: Vec<Op>,
}

impl Row {
    /// Where the row is known from.
    pub fn source(&self) -> String {
        let since = self.when.since.unwrap_or_default();
        format!("openclaw {since}: doctor migration {}", self.id)
    }

    /// Whether a config for `target` needs it.
    pub fn applies(&self, target: &Version) -> bool {
        match self.only_while {
            true => self.when.holds(target),
            false => Interval {
                until: None,
                ..self.when
            }
            .holds(target),
        }
    }
}

/// What a value has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// Anything.
    Any,
    /// An object.
    Object,
    /// A string.
    Text,
    /// A truth value.
    Bool,
    /// This string.
    Is(&'static str),
}

/// One operation. Paths are patterns as the head of `table.txt` says.
#[derive(Debug)]
pub enum Op {
    /// `move`
    Move(&'static str, &'static str, Test),
    /// `over`
    Over(&'static str, &'static str),
    /// `merge`
    Merge(&'static str, &'static str, Test),
    /// `turn`
    Turn(
        &'static str,
        &'static str,
        Vec<(&'static str, &'static str)>,
    ),
    /// `map`
    Map(&'static str, Vec<(&'static str, &'static str)>),
    /// `drop`
    Drop(&'static str, Test),
    /// `purge`
    Purge(&'static str),
    /// `code`
    Code(&'static str),
}

/// Every row, in the order in which they are made.
pub fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| read(include_str!("table.txt")))
}

fn read(text: &'static str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix('[') {
            // An id may hold a bracket, never one with a blank behind it.
            let (id, rest) = head.split_once("] ").unwrap_or((head, ""));
            let mut when = Interval::ALWAYS;
            let (mut only_while, mut by_schema) = (false, false);
            for word in rest.split_whitespace() {
                match word {
                    "while" => only_while = true,
                    "schema" => by_schema = true,
                    since if when.since.is_none() => when.since = Some(since),
                    until => when.until = Some(until),
                }
            }
            rows.push(Row {
                id,
                when,
                only_while,
                by_schema,
                ops: Vec::new(),
            });
        } else if let (Some(op), Some(row)) = (op(line), rows.last_mut()) {
            row.ops.push(op);
        }
    }
    rows
}

fn op(line: &'static str) -> Option<Op> {
    let (verb, rest) = line.split_once(' ')?;
    if verb.starts_with('#') {
        return None;
    }
    let mut words = rest.split_whitespace();
    let from = words.next()?;
    let mut to = "";
    let mut test = Test::Any;
    let mut pairs = Vec::new();
    while let Some(word) = words.next() {
        match word {
            "->" => to = words.next()?,
            "?object" => test = Test::Object,
            "?string" => test = Test::Text,
            "?bool" => test = Test::Bool,
            word => match word.strip_prefix('=') {
                Some(wanted) => test = Test::Is(wanted),
                None => pairs.push(word.split_once('=')?),
            },
        }
    }
    Some(match verb {
        "move" => Op::Move(from, to, test),
        "over" => Op::Over(from, to),
        "merge" => Op::Merge(from, to, test),
        "turn" => Op::Turn(from, to, pairs),
        "map" => Op::Map(from, pairs),
        "drop" => Op::Drop(from, test),
        "purge" => Op::Purge(from),
        "code" => Op::Code(from),
        _ => return None,
    })
}
