//! Runs every case of `tests/cases`: what is pasted, what is answered.
//!
//! `BLESS=1` writes the answers into the files; `CASE=word` runs those whose name holds the word.

mod cases_runner;

use cases_runner::{Case, answer, cases};

#[test]
fn every_case_is_answered_as_it_says() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    let cases = cases();
    assert!(!cases.is_empty(), "no case matches");
    for case in &cases {
        let report = case.diagnose();
        let answered = case.with_answers(&answer(&report));
        if answered == case.source {
            continue;
        }
        if bless {
            std::fs::write(&case.file, &answered).expect("the case file can be written");
        } else {
            failures.push(format!(
                "{}\n  {}\n{}",
                case.title,
                case.file.display(),
                difference(case, &answered)
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases differ:\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n\n")
    );
}

/// The lines that differ, those of the file with `-`, those of the answer with `+`.
fn difference(case: &Case, answered: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (case.source.lines().collect(), answered.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[same..]
        .iter()
        .rev()
        .zip(new[same..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let lines = |mark: &str, lines: &[&str]| -> String {
        lines
            .iter()
            .take(40)
            .map(|line| format!("  {mark} {line}\n"))
            .collect()
    };
    lines("-", &old[same..old.len() - tail]) + &lines("+", &new[same..new.len() - tail])
}
