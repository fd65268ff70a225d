//! The lines that two texts differ in, as hunks of a unified diff.
//!
//! Invariants: applying the hunks to the old text gives the new one; time and memory are bounded
//! also for texts that share nothing (the diff is then coarser, never wrong).

use std::collections::{HashMap, HashSet};

/// Lines of context around a change.
const CONTEXT: usize = 3;
/// How many steps the search for a shortest difference may take before it is cut short.
const EFFORT: usize = 400;
/// The same for all searches together.
const ALL_EFFORT: usize = 4_000_000;

/// A run of lines with changes in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hunk {
    /// Its first line in the old text, from 1; where it has no old lines, the line before.
    pub old_start: usize,
    /// How many lines of the old text it has.
    pub old_lines: usize,
    /// As `old_start`, in the new text.
    pub new_start: usize,
    /// How many lines of the new text it has.
    pub new_lines: usize,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line of a hunk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What became of it.
    pub kind: LineKind,
    /// Its text without the line end, a carriage return included.
    pub text: String,
    /// Whether the text ends with it, without a line end.
    pub ends_text: bool,
}

/// What became of a line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LineKind {
    /// In both texts.
    Same,
    /// Only in the old text.
    Removed,
    /// Only in the new text.
    Added,
}

/// The hunks that lead from `old` to `new`; none where they are equal.
pub fn diff(old: &str, new: &str) -> Vec<Hunk> {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let mut numbers = HashMap::new();
    let mut number = |line| {
        let next = numbers.len();
        *numbers.entry(line).or_insert(next)
    };
    let a: Vec<usize> = old.iter().map(|line| number(*line)).collect();
    let b: Vec<usize> = new.iter().map(|line| number(*line)).collect();
    hunks(&old, &new, &changes(&a, &b))
}

/// The diff as text, with these names in its head; empty where the texts are equal.
pub fn unified(old: &str, new: &str, old_name: &str, new_name: &str) -> String {
    let hunks = diff(old, new);
    if hunks.is_empty() {
        return String::new();
    }
    let mut out = format!("--- {old_name}\n+++ {new_name}\n");
    for hunk in hunks {
        let range = |start: usize, lines: usize| {
            if lines == 1 {
                start.to_string()
            } else {
                format!("{start},{lines}")
            }
        };
        out.push_str(&format!(
            "@@ -{} +{} @@\n",
            range(hunk.old_start, hunk.old_lines),
            range(hunk.new_start, hunk.new_lines)
        ));
        for line in hunk.lines {
            out.push(match line.kind {
                LineKind::Same => ' ',
                LineKind::Removed => '-',
                LineKind::Added => '+',
            });
            out.push_str(&line.text);
            out.push('\n');
            if line.ends_text {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// Old lines `old` are replaced by new lines `new`.
#[derive(Clone, Debug)]
struct Change {
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

/// The changes in order, with equal lines between each two.
fn changes(a: &[usize], b: &[usize]) -> Vec<Change> {
    // Lines that only one text has are changed whatever the rest: the search leaves them out.
    let kept = |lines: &[usize], others: &[usize]| -> Vec<usize> {
        let others: HashSet<usize> = others.iter().copied().collect();
        let shared = |at: &usize| lines.get(*at).is_some_and(|line| others.contains(line));
        (0..lines.len()).filter(shared).collect()
    };
    let (kept_a, kept_b) = (kept(a, b), kept(b, a));
    let list = |kept: &[usize], lines: &[usize]| -> Vec<usize> {
        kept.iter()
            .filter_map(|at| lines.get(*at).copied())
            .collect()
    };
    let pairs = matches(&list(&kept_a, a), &list(&kept_b, b));
    let mut found = Vec::new();
    let (mut old, mut new) = (0, 0);
    let ends = std::iter::once((a.len(), b.len()));
    let places = pairs
        .into_iter()
        .filter_map(|(x, y)| Some((*kept_a.get(x)?, *kept_b.get(y)?)));
    for (x, y) in places.chain(ends) {
        if x > old || y > new {
            found.push(Change {
                old: old..x,
                new: new..y,
            });
        }
        (old, new) = (x + 1, y + 1);
    }
    found
}

/// Pairs of equal lines, ascending in both lists.
fn matches(a: &[usize], b: &[usize]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut effort = ALL_EFFORT;
    // Boxes still to be compared, the first on top; a list instead of recursion.
    let mut boxes = vec![(0..a.len(), 0..b.len())];
    while let Some((mut old, mut new)) = boxes.pop() {
        let same = |x: usize, y: usize| a.get(x) == b.get(y);
        while !old.is_empty() && !new.is_empty() && same(old.start, new.start) {
            found.push((old.start, new.start));
            old.start += 1;
            new.start += 1;
        }
        let mut tail = 0;
        while !old.is_empty() && !new.is_empty() && same(old.end - 1, new.end - 1) {
            tail += 1;
            old.end -= 1;
            new.end -= 1;
        }
        if tail > 0 {
            // Looked at again, after what stands before it.
            boxes.push((old.end..old.end + tail, new.end..new.end + tail));
        }
        let (Some(lines_a), Some(lines_b)) = (a.get(old.clone()), b.get(new.clone())) else {
            continue;
        };
        if lines_a.is_empty() || lines_b.is_empty() {
            continue;
        }
        if let Some((x, y)) = middle(lines_a, lines_b, &mut effort) {
            let (x, y) = (old.start + x, new.start + y);
            boxes.push((x..old.end, y..new.end));
            boxes.push((old.start..x, new.start..y));
        }
    }
    found
}

/// A point on a shortest path between two lists that share neither first nor last line (Myers:
/// searched from both ends at once), or the furthest point reached where that takes too long.
/// `None` where they share nothing, or the point would be a corner.
fn middle(a: &[usize], b: &[usize], effort: &mut usize) -> Option<(usize, usize)> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let delta = n - m;
    let limit = ((n + m + 1) / 2).min(EFFORT as isize);
    let size = (2 * limit + 3) as usize;
    let at = |k: isize| (k + limit + 1) as usize; // OK because k is within ±(limit + 1).
    let get = |row: &[isize], k: isize| row.get(at(k)).copied().unwrap_or(-1);
    let mut forward = vec![-1_isize; size];
    let mut backward = vec![-1_isize; size];
    if let (Some(first), Some(last)) = (forward.get_mut(at(1)), backward.get_mut(at(1))) {
        *first = 0;
        *last = 0;
    }
    let mut best: (isize, isize, isize) = (0, 0, 0);
    for d in 0..=limit {
        *effort = effort.checked_sub(2 * d as usize + 2)?;
        for k in (-d..=d).step_by(2) {
            let down = k == -d || (k != d && get(&forward, k - 1) < get(&forward, k + 1));
            let mut x = if down {
                get(&forward, k + 1)
            } else {
                get(&forward, k - 1) + 1
            };
            let mut y = x - k;
            if x > n || y > m {
                continue;
            }
            while x < n && y < m && a.get(x as usize) == b.get(y as usize) {
                x += 1;
                y += 1;
            }
            if let Some(cell) = forward.get_mut(at(k)) {
                *cell = x;
            }
            if x + y > best.0 {
                best = (x + y, x, y);
            }
            let other = delta - k;
            if delta % 2 != 0
                && other.abs() < d
                && x + get(&backward, other) >= n
                && get(&backward, other) >= 0
            {
                return inner(x, y, n, m);
            }
        }
        for k in (-d..=d).step_by(2) {
            let down = k == -d || (k != d && get(&backward, k - 1) < get(&backward, k + 1));
            let mut x = if down {
                get(&backward, k + 1)
            } else {
                get(&backward, k - 1) + 1
            };
            let mut y = x - k;
            if x > n || y > m {
                continue;
            }
            while x < n && y < m && a.get((n - x - 1) as usize) == b.get((m - y - 1) as usize) {
                x += 1;
                y += 1;
            }
            if let Some(cell) = backward.get_mut(at(k)) {
                *cell = x;
            }
            let other = delta - k;
            if delta % 2 == 0
                && other.abs() <= d
                && x + get(&forward, other) >= n
                && get(&forward, other) >= 0
            {
                return inner(n - x, m - y, n, m);
            }
        }
    }
    inner(best.1, best.2, n, m)
}

/// The point, unless it is a corner: then nothing would get smaller.
fn inner(x: isize, y: isize, n: isize, m: isize) -> Option<(usize, usize)> {
    let corner = (x <= 0 && y <= 0) || (x >= n && y >= m);
    if corner || x < 0 || y < 0 || x > n || y > m {
        None
    } else {
        Some((x as usize, y as usize))
    }
}

fn hunks(old: &[&str], new: &[&str], changes: &[Change]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut rest = changes;
    while let Some(first) = rest.first() {
        // Changes whose contexts meet are one hunk.
        let together = rest.windows(2).take_while(|pair| match pair {
            [a, b] => b.old.start - a.old.end <= 2 * CONTEXT,
            _ => false,
        });
        let (group, after) = rest.split_at(together.count() + 1);
        rest = after;
        let before = first.old.start.min(CONTEXT);
        let mut hunk = Hunk {
            old_start: first.old.start - before,
            old_lines: 0,
            new_start: first.new.start - before,
            new_lines: 0,
            lines: Vec::new(),
        };
        let mut at = first.old.start - before;
        for change in group {
            hunk.take(LineKind::Same, old, at..change.old.start);
            hunk.take(LineKind::Removed, old, change.old.clone());
            hunk.take(LineKind::Added, new, change.new.clone());
            at = change.old.end;
        }
        hunk.take(LineKind::Same, old, at..(at + CONTEXT).min(old.len()));
        hunk.old_start += usize::from(hunk.old_lines > 0);
        hunk.new_start += usize::from(hunk.new_lines > 0);
        hunks.push(hunk);
    }
    hunks
}

impl Hunk {
    fn take(&mut self, kind: LineKind, lines: &[&str], range: std::ops::Range<usize>) {
        for line in lines.get(range).unwrap_or(&[]) {
            self.old_lines += usize::from(kind != LineKind::Added);
            self.new_lines += usize::from(kind != LineKind::Removed);
            let text = line.strip_suffix('\n');
            self.lines.push(Line {
                kind,
                text: text.unwrap_or(line).to_owned(),
                ends_text: text.is_none(),
            });
        }
    }
}
