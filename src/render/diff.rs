//! A unified diff of two texts by lines.
//!
//! Invariants: applying it to the old text gives the new one; time is bounded by the size of the
//! texts times a constant: very different texts are shown as one replacement.

/// Lines of context around a change.
const CONTEXT: usize = 3;
/// More changed lines than this are not matched with each other.
const MOST_EDITS: usize = 400;

/// One line of the comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line<'t> {
    /// In both.
    Same(&'t str),
    /// Only in the old text.
    Removed(&'t str),
    /// Only in the new text.
    Added(&'t str),
}

/// The unified diff with its header; empty where the texts are equal.
pub fn unified(name: &str, old: &str, new: &str) -> String {
    let hunks = hunks(old, new);
    if hunks.is_empty() {
        return String::new();
    }
    format!("--- {name}\n+++ {name}\n{hunks}")
}

/// The hunks alone.
pub fn hunks(old: &str, new: &str) -> String {
    let lines = compare(old, new);
    let mut shown = String::new();
    let changed: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !matches!(line, Line::Same(_)))
        .map(|(at, _)| at)
        .collect();
    let mut next = 0;
    while let Some(first) = changed.get(next).copied() {
        let mut last = first;
        while let Some(after) = changed
            .get(next)
            .filter(|after| **after <= last + 2 * CONTEXT)
        {
            last = *after;
            next += 1;
        }
        let from = first.saturating_sub(CONTEXT);
        let to = (last + CONTEXT + 1).min(lines.len());
        push_hunk(&mut shown, &lines, from, to);
    }
    shown
}

fn push_hunk(shown: &mut String, lines: &[Line<'_>], from: usize, to: usize) {
    let count = |part: &[Line<'_>], old: bool| {
        let counts = |line: &&Line<'_>| match line {
            Line::Same(_) => true,
            Line::Removed(_) => old,
            Line::Added(_) => !old,
        };
        part.iter().filter(counts).count()
    };
    let (before, part) = (
        lines.get(..from).unwrap_or(&[]),
        lines.get(from..to).unwrap_or(&[]),
    );
    let range = |old: bool| {
        let (skipped, length) = (count(before, old), count(part, old));
        let start = if length == 0 { skipped } else { skipped + 1 };
        if length == 1 {
            start.to_string()
        } else {
            format!("{start},{length}")
        }
    };
    shown.push_str(&format!("@@ -{} +{} @@\n", range(true), range(false)));
    for line in part {
        let (mark, text) = match line {
            Line::Same(text) => (' ', text),
            Line::Removed(text) => ('-', text),
            Line::Added(text) => ('+', text),
        };
        shown.push(mark);
        shown.push_str(text);
        if !text.ends_with('\n') {
            shown.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Every line of both texts, with its end, in order.
pub fn compare<'t>(old: &'t str, new: &'t str) -> Vec<Line<'t>> {
    let (a, b): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(head..).unwrap_or(&[]), b.get(head..).unwrap_or(&[]));
    let tail = rest_a
        .iter()
        .rev()
        .zip(rest_b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let mid_a = rest_a.get(..rest_a.len() - tail).unwrap_or(&[]);
    let mid_b = rest_b.get(..rest_b.len() - tail).unwrap_or(&[]);

    let mut lines: Vec<Line<'t>> = a.iter().take(head).map(|line| Line::Same(line)).collect();
    match shortest(mid_a, mid_b) {
        Some(middle) => lines.extend(middle),
        None => {
            lines.extend(mid_a.iter().map(|line| Line::Removed(line)));
            lines.extend(mid_b.iter().map(|line| Line::Added(line)));
        }
    }
    lines.extend(
        rest_a
            .iter()
            .skip(rest_a.len() - tail)
            .map(|line| Line::Same(line)),
    );
    lines
}

/// The shortest edit script by Myers' greedy search; `None` where it is longer than `MOST_EDITS`.
fn shortest<'t>(a: &[&'t str], b: &[&'t str]) -> Option<Vec<Line<'t>>> {
    let most = (a.len() + b.len()).min(MOST_EDITS);
    let width = 2 * most + 3;
    let middle = most + 1;
    // For each diagonal, how far in `a` the search has come; one copy for each number of edits.
    let mut reach = vec![0usize; width];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for edits in 0..=most {
        trace.push(reach.clone());
        let mut diagonal = middle - edits;
        while diagonal <= middle + edits {
            let (below, above) = (at(&reach, diagonal - 1), at(&reach, diagonal + 1));
            let down = diagonal == middle - edits || (diagonal != middle + edits && below < above);
            let mut x = if down { above } else { below + 1 };
            let mut y = (x + middle).checked_sub(diagonal)?;
            while x < a.len() && y < b.len() && a.get(x) == b.get(y) {
                x += 1;
                y += 1;
            }
            if let Some(slot) = reach.get_mut(diagonal) {
                *slot = x;
            }
            if x >= a.len() && y >= b.len() {
                return Some(walk_back(a, b, &trace, middle));
            }
            diagonal += 2;
        }
    }
    None
}

fn walk_back<'t>(
    a: &[&'t str],
    b: &[&'t str],
    trace: &[Vec<usize>],
    middle: usize,
) -> Vec<Line<'t>> {
    let (mut x, mut y) = (a.len(), b.len());
    let mut lines = Vec::new();
    for (edits, reach) in trace.iter().enumerate().rev() {
        let diagonal = (x + middle).saturating_sub(y);
        let (below, above) = (
            at(reach, diagonal.saturating_sub(1)),
            at(reach, diagonal + 1),
        );
        let down = diagonal == middle - edits || (diagonal != middle + edits && below < above);
        let from = if down {
            diagonal + 1
        } else {
            diagonal.saturating_sub(1)
        };
        let from_x = if edits == 0 { 0 } else { at(reach, from) };
        let from_y = if edits == 0 {
            0
        } else {
            (from_x + middle).saturating_sub(from)
        };
        while x > from_x && y > from_y {
            x -= 1;
            y -= 1;
            lines.extend(a.get(x).map(|line| Line::Same(line)));
        }
        if edits == 0 {
            break;
        }
        if down {
            y = y.saturating_sub(1);
            lines.extend(b.get(y).map(|line| Line::Added(line)));
        } else {
            x = x.saturating_sub(1);
            lines.extend(a.get(x).map(|line| Line::Removed(line)));
        }
    }
    lines.reverse();
    lines
}

fn at(reach: &[usize], diagonal: usize) -> usize {
    reach.get(diagonal).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rebuilt(old: &str, new: &str) -> (String, String) {
        let (mut left, mut right) = (String::new(), String::new());
        for line in compare(old, new) {
            match line {
                Line::Same(text) => {
                    left.push_str(text);
                    right.push_str(text);
                }
                Line::Removed(text) => left.push_str(text),
                Line::Added(text) => right.push_str(text),
            }
        }
        (left, right)
    }

    #[test]
    fn a_diff_holds_both_texts() {
        let texts = [
            "",
            "a\n",
            "a\nb\nc\n",
            "b\nc\nd\n",
            "a\nx\nc",
            "c\nb\na\n",
            "a\na\nb\na\n",
            "x\ny\nz\na\nb\nc\n",
        ];
        for old in texts {
            for new in texts {
                assert_eq!(rebuilt(old, new), (old.to_owned(), new.to_owned()));
                assert_eq!(hunks(old, new).is_empty(), old == new);
            }
        }
    }

    #[test]
    fn only_what_changes_is_shown_with_three_lines_around() {
        let old: String = (1..=20).map(|line| format!("{line}\n")).collect();
        let new = old.replace("\n10\n", "\nten\n").replace("\n12\n", "\n");
        let shown = unified("f", &old, &new);
        assert_eq!(
            shown,
            "--- f\n+++ f\n@@ -7,9 +7,8 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n-12\n 13\n 14\n 15\n"
        );
    }

    #[test]
    fn very_different_texts_are_one_replacement() {
        let old: String = (0..3000).map(|line| format!("a{line}\n")).collect();
        let new: String = (0..3000).map(|line| format!("b{line}\n")).collect();
        assert_eq!(rebuilt(&old, &new), (old.clone(), new.clone()));
    }
}
