//! `clawlens fix`: a corrected config, shown or written.

use super::arguments::Arguments;
use super::files::{self, Input};
use super::{CLEAN, FOUND, Failure, complain_plainly, diagnose as asked, print, say};
use clawlens::diagnose::{Options, diagnose};
use clawlens::edit::diff;
use clawlens::report::{Edit, Report};
use clawlens::secrets::Masker;
use clawlens::{secrets, text};

/// How often fixes may open the way for further ones.
const ROUNDS: usize = 64;

/// Runs `clawlens fix`.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let form = arguments.one_of(&["diff", "write"])?;
    let input = files::read(arguments.operand())?;
    let options = asked::options(arguments)?;
    let fixed = fixed(&input.text, &options, arguments.has("unsafe"));
    show(arguments, form, &input, &fixed)?;
    let report = diagnose(&fixed, &options);
    let remaining = wrong(&report);
    if remaining > 0 {
        note(&text!(
            "command.fix.remains",
            name = &input.name,
            count = remaining
        ));
    }
    Ok(if remaining > 0 { FOUND } else { CLEAN })
}

/// Prints the text or its difference, or writes it.
pub fn show(
    arguments: &Arguments,
    form: Option<&str>,
    input: &Input,
    new: &str,
) -> Result<(), Failure> {
    match form {
        Some("diff") => {
            let masker = Masker::new(&input.text, &secrets::find(&input.text, &[]));
            let old = masker.redacted(&input.text);
            print(&diff::unified(
                &old,
                &masker.mask(new),
                &input.name,
                &input.name,
            ));
        }
        Some("write") if input.name == "-" => return Err(text!("command.fix.stdin")),
        Some("write") if new == input.text => {
            note(&text!("command.fix.nothing", name = &input.name))
        }
        Some("write") => {
            let backup = files::replace(arguments.operand(), new)?;
            note(&text!(
                "command.fix.written",
                name = &input.name,
                backup = backup
            ));
        }
        _ => print(new),
    }
    Ok(())
}

/// What happened, on standard error: standard output is the file.
pub fn note(text: &clawlens::lang::Text) {
    complain_plainly(&format!("{}\n", say(text)));
}

/// The text with every safe fix, and with the unsafe ones where they are wanted.
fn fixed(text: &str, options: &Options, with_unsafe: bool) -> String {
    let mut best = text.to_owned();
    let mut report = diagnose(&best, options);
    for _ in 0..ROUNDS {
        let safe = corrected(&best, &report);
        let wanted = safe.or_else(|| {
            if with_unsafe {
                unsafe_fix(&best, &report, options)
            } else {
                None
            }
        });
        let Some(next) = wanted else {
            break;
        };
        report = diagnose(&next, options);
        best = next;
    }
    best
}

/// The text with its config corrected, where that changes anything.
fn corrected(text: &str, report: &Report) -> Option<String> {
    let corrected = report.corrected.as_ref()?;
    let (before, after) = (text.get(..corrected.start)?, text.get(corrected.end..)?);
    let new = [before, &corrected.text, after].concat();
    (new != text).then_some(new)
}

/// The text with the first unsafe fix that makes nothing worse.
fn unsafe_fix(text: &str, report: &Report, options: &Options) -> Option<String> {
    let fixes = report
        .findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref());
    let mut texts = fixes
        .filter(|fix| fix.applicability == "unsafe" && !fix.edits.is_empty())
        .filter_map(|fix| applied(text, &fix.edits))
        .filter(|next| next != text);
    texts.find(|next| wrong(&diagnose(next, options)) < wrong(report))
}

/// The text with the edits made; `None` where they do not fit it.
fn applied(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.start)?);
        new.push_str(&edit.text);
        at = edit.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

/// How many errors and warnings a report has.
fn wrong(report: &Report) -> usize {
    report
        .findings
        .iter()
        .filter(|finding| finding.severity != "info")
        .count()
}
