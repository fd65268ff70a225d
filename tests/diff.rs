//! Laws of the line diff: it leads from one text to the other, and as `diff -u` prints it.

use clawlens::edit::diff::{Hunk, LineKind, diff, unified};

#[test]
fn equal_texts_have_no_diff() {
    assert_eq!(unified("a\nb\n", "a\nb\n", "x", "y"), "");
    assert_eq!(unified("", "", "x", "y"), "");
}

#[test]
fn a_change_is_shown_with_three_lines_around() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n";
    assert_eq!(
        unified(old, new, "a", "b"),
        "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    );
}

#[test]
fn a_missing_line_end_is_said() {
    assert_eq!(
        unified("a", "a\n", "x", "y"),
        "--- x\n+++ y\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
    );
    assert_eq!(
        unified("", "a\n", "x", "y"),
        "--- x\n+++ y\n@@ -0,0 +1 @@\n+a\n"
    );
}

#[test]
fn the_hunks_lead_from_the_old_text_to_the_new_one() {
    let mut state = 88_172_645_463_325_252_u64;
    let mut below = |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % limit
    };
    for _ in 0..3_000 {
        let lines = ["a\n", "b\n", "c\r\n", "\n", "d\n"];
        let old: Vec<&str> = (0..below(40)).map(|_| lines[below(5) as usize]).collect();
        let mut new = old.clone();
        for _ in 0..below(6) {
            let at = below(new.len() as u64 + 1) as usize;
            match below(3) {
                0 => new.insert(at, lines[below(5) as usize]),
                1 if at < new.len() => drop(new.remove(at)),
                _ => new.truncate(new.len().max(1) - usize::from(below(9) == 0)),
            }
        }
        let (old, mut new) = (old.concat(), new.concat());
        if below(5) == 0 {
            new.pop();
        }
        assert_eq!(patched(&old, &diff(&old, &new)), new, "{old:?} {new:?}");
    }
}

#[test]
fn texts_that_share_nothing_are_compared_in_no_time() {
    let text = |letter: char| {
        (0..50_000)
            .map(|at| format!("{letter}{at}\n"))
            .collect::<String>()
    };
    let (old, new) = (text('a'), text('b'));
    assert_eq!(patched(&old, &diff(&old, &new)), new);
    let mixed: String = old
        .lines()
        .zip(new.lines())
        .map(|(a, b)| format!("{a}\n{b}\n"))
        .collect();
    assert_eq!(patched(&old, &diff(&old, &mixed)), mixed);
}

fn patched(old: &str, hunks: &[Hunk]) -> String {
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let mut out = String::new();
    let mut at = 0;
    for hunk in hunks {
        let start = hunk.old_start - usize::from(hunk.old_lines > 0);
        out.extend(lines[at..start].iter().copied());
        at = start;
        for line in &hunk.lines {
            let whole = if line.ends_text {
                line.text.clone()
            } else {
                format!("{}\n", line.text)
            };
            if line.kind != LineKind::Added {
                assert_eq!(lines[at], whole);
                at += 1;
            }
            if line.kind != LineKind::Removed {
                out.push_str(&whole);
            }
        }
    }
    out.extend(lines[at..].iter().copied());
    out
}
