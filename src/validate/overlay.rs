//! What the real zod schema knows and a JSON Schema cannot say: refinements, messages of checks,
//! trimming before a check, `preprocess`.
//!
//! `overlay.txt` is generated from the real packages (`scripts/validate/`): one row per list of
//! checks, the releases that have it, and the schema paths. Path steps: `.key`, `.*` (any other
//! key), `.#` (the key itself), `[]`, `[0]`, `|1` (alternative), `&0` (operand of an intersection);
//! `@secret|env.id` stands for every SecretRef object.

use std::rc::Rc;

use crate::catalogue::Release;

const TABLE: &str = include_str!("overlay.txt");

/// One check of the real schema, in its order.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Check {
    /// `min`: length of a text or a list.
    Min(f64, Option<String>),
    /// `max`: length.
    Max(f64, Option<String>),
    /// A regular expression: source and flags.
    Pattern(String, String, Option<String>),
    /// A string format such as `url`.
    Format(String, Option<String>),
    /// `startsWith`.
    Starts(String),
    /// A safe integer.
    Int,
    /// A bound: value, inclusive.
    Above(f64, bool),
    /// A bound: value, inclusive.
    Below(f64, bool),
    /// Rewrites the value (trims it); the hash of the function.
    Rewrite(String),
    /// `refine`: hash, message, whether it stops later checks, and where below the value it points.
    Refine(String, Option<String>, bool, Vec<String>),
    /// `superRefine`: hash.
    SuperRefine(String),
    /// A pipe: what follows runs only where nothing before failed.
    Pipe,
    /// A function before the schema (`preprocess`).
    Before(String),
    /// A function after the schema (`transform`).
    After(String),
    /// Accepts `null` first.
    Nullable,
    /// The schema's own error text or function.
    Error(String),
}

/// The rows of one release as a tree of path steps.
#[derive(Debug)]
pub(super) struct Overlay {
    nodes: Vec<Step>,
}

#[derive(Debug, Default)]
struct Step {
    name: &'static str,
    children: Vec<u32>,
    checks: Option<Rc<[Check]>>,
}

/// A row of the table, read.
struct Row {
    checks: Rc<[Check]>,
    // Releases by index: from, and the first without.
    when: Vec<(usize, usize)>,
    paths: &'static str,
}

thread_local! {
    // Read once, whatever the release.
    static ROWS: Rc<[Row]> = TABLE.lines().filter_map(read_row).collect();
}

fn read_row(line: &'static str) -> Option<Row> {
    let mut fields = line.split('\t');
    let (checks, interval, paths) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Row {
        checks: read_checks(checks)?.into(),
        when: interval.split(',').filter_map(range).collect(),
        paths,
    })
}

/// Which releases `part` of an interval means, by index.
fn range(part: &str) -> Option<(usize, usize)> {
    let (since, until) = part.split_once("..")?;
    let until = Release::named(until).map_or(usize::MAX, Release::index);
    Some((Release::named(since)?.index(), until))
}

/// A place in the tree; `None` where no row lies below.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor(Option<u32>);

impl Cursor {
    /// Nothing lies below.
    pub(super) const NONE: Cursor = Cursor(None);
}

impl Overlay {
    /// The rows that hold for `release`.
    pub(super) fn of(release: Release) -> Overlay {
        let mut overlay = Overlay {
            nodes: vec![Step::default()],
        };
        let at = release.index();
        for row in ROWS.with(Rc::clone).iter() {
            if row
                .when
                .iter()
                .any(|(since, until)| (*since..*until).contains(&at))
            {
                for path in row.paths.split(' ') {
                    overlay.insert(path, row.checks.clone());
                }
            }
        }
        overlay
    }

    /// Releases of one epoch have the same rows.
    pub(super) fn epoch(release: Release) -> usize {
        let at = release.index();
        let bounds = |row: &Row| {
            let passed = |(since, until): &(usize, usize)| {
                usize::from(*since <= at) + usize::from(*until <= at)
            };
            row.when.iter().map(passed).sum::<usize>()
        };
        ROWS.with(|rows| rows.iter().map(bounds).sum())
    }

    /// The root of the config.
    pub(super) fn root(&self) -> Cursor {
        Cursor(Some(0))
    }

    /// The place below `cursor` that `step` (`.gateway`, `[]`, `|1`) leads to.
    pub(super) fn down(&self, cursor: Cursor, kind: char, name: &str) -> Cursor {
        let Some(node) = cursor.0.and_then(|at| self.nodes.get(at as usize)) else {
            return Cursor::NONE;
        };
        let length = name.len() + kind.len_utf8();
        let found = node.children.iter().copied().find(|child| {
            let step = self.nodes.get(*child as usize).map_or("", |step| step.name);
            step.len() == length && step.ends_with(name) && step.starts_with(kind)
        });
        Cursor(found)
    }

    /// The place below `cursor` for element `index` of a tuple, alternative or operand.
    pub(super) fn down_index(&self, cursor: Cursor, kind: char, index: usize) -> Cursor {
        let leads_on = |at: u32| {
            let node = self.nodes.get(at as usize);
            node.is_some_and(|node| !node.children.is_empty())
        };
        if !cursor.0.is_some_and(leads_on) {
            return Cursor::NONE;
        }
        if kind == '[' {
            return self.down(cursor, kind, &format!("{index}]"));
        }
        self.down(cursor, kind, &index.to_string())
    }

    /// The place that stands for every SecretRef object of this source.
    pub(super) fn secret(&self, source: &str) -> Cursor {
        let root = self.down(self.root(), '@', "secret");
        self.down(root, '|', source)
    }

    /// The checks at `cursor`, in order; `None` where the JSON Schema says it all.
    pub(super) fn checks(&self, cursor: Cursor) -> Option<&[Check]> {
        self.nodes.get(cursor.0? as usize)?.checks.as_deref()
    }

    fn insert(&mut self, path: &'static str, checks: Rc<[Check]>) {
        let mut at = 0_usize;
        if path != "." {
            let mut rest = path;
            while !rest.is_empty() {
                let length = step_length(rest);
                let (step, after) = rest.split_at(length);
                rest = after;
                let known = self.nodes.get(at).and_then(|node| {
                    node.children.iter().copied().find(|child| {
                        self.nodes
                            .get(*child as usize)
                            .is_some_and(|known| known.name == step)
                    })
                });
                at = match known {
                    Some(child) => child as usize,
                    None => {
                        let child = self.nodes.len();
                        self.nodes.push(Step {
                            name: step,
                            ..Step::default()
                        });
                        if let Some(parent) = self.nodes.get_mut(at) {
                            parent.children.push(u32::try_from(child).unwrap_or(0));
                        }
                        child
                    }
                };
            }
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.checks = Some(checks);
        }
    }
}

/// Bytes of the first step of a path.
fn step_length(path: &str) -> usize {
    let mut chars = path.char_indices();
    let first = chars.next().map(|(_, first)| first);
    if first == Some('[') {
        return path.find(']').map_or(path.len(), |end| end + 1);
    }
    chars
        .find(|(_, next)| matches!(next, '.' | '[' | '|' | '&'))
        .map_or(path.len(), |(end, _)| end)
}

/// Whether `part` (`2026.2.26..2026.5.20`, open at the end where the last name is missing) holds.
pub(super) fn holds(part: &str, release: Release) -> bool {
    let Some((since, until)) = part.split_once("..") else {
        return false;
    };
    let reached = Release::named(since).is_some_and(|since| since <= release);
    let passed = !until.is_empty() && Release::named(until).is_none_or(|until| until <= release);
    reached && !passed
}

fn read_checks(text: &str) -> Option<Vec<Check>> {
    let rows: Vec<Vec<serde_json::Value>> = serde_json::from_str(text).ok()?;
    rows.iter().map(|row| read_check(row)).collect()
}

fn read_check(row: &[serde_json::Value]) -> Option<Check> {
    let text = |at: usize| {
        row.get(at)
            .and_then(|value| value.as_str())
            .map(str::to_string)
    };
    let number = |at: usize| row.get(at).and_then(serde_json::Value::as_f64);
    Some(match row.first()?.as_str()? {
        "min" => Check::Min(number(1)?, text(2)),
        "max" => Check::Max(number(1)?, text(2)),
        "re" => Check::Pattern(text(1)?, text(2)?, text(3)),
        "fmt" => Check::Format(text(1)?, text(2)),
        "starts" => Check::Starts(text(1)?),
        "int" => Check::Int,
        "gt" => Check::Above(number(1)?, false),
        "ge" => Check::Above(number(1)?, true),
        "lt" => Check::Below(number(1)?, false),
        "le" => Check::Below(number(1)?, true),
        "tx" => Check::Rewrite(text(1)?),
        "fn" => {
            let below = row
                .get(4)
                .and_then(serde_json::Value::as_array)
                .into_iter()
                .flatten();
            let below = below
                .filter_map(|step| step.as_str().map(str::to_string))
                .collect();
            Check::Refine(
                text(1)?,
                text(2),
                text(3).as_deref() == Some("abort"),
                below,
            )
        }
        "super" => Check::SuperRefine(text(1)?),
        "|" => Check::Pipe,
        "pre" => Check::Before(text(1)?),
        "post" => Check::After(text(1)?),
        "nullable" => Check::Nullable,
        "err" => Check::Error(text(1)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_overlay_can_be_read() {
        for line in TABLE.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(read_checks(fields[0]).is_some(), "{line}");
        }
    }

    #[test]
    fn a_path_splits_at_its_steps() {
        assert_eq!(step_length(".agents.list[]"), 7);
        assert_eq!(step_length("[].id"), 2);
        assert_eq!(step_length("|1|0.id"), 2);
        assert_eq!(step_length("@secret|exec.id"), 7);
        assert_eq!(step_length(".#"), 2);
    }
}
