//! `clawlens upgrade`: a migrated config on standard output, what became of it on standard error.

use std::fmt::Write as _;

use super::arguments::Arguments;
use super::{CLEAN, FOUND, Failure, check, complain_plainly, files, fix, print, spoken};
use clawlens::lang::Lang;
use clawlens::text;
use clawlens::upgrade::{Options, Preview, upgrade};

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let form = arguments.one_of(&["diff", "write", "json"])?;
    let (Some(from), Some(to)) = (arguments.value("from"), arguments.value("to")) else {
        return Err(text!("command.upgrade.needs"));
    };
    let (from, to) = (check::release(from)?, check::release(to)?);
    let lang = spoken();
    let input = files::read(arguments.operand())?;
    let options = Options {
        from,
        to,
        drop: arguments.has("drop"),
        lang,
    };
    let preview = upgrade(&input.text, &options);
    if !preview.parses {
        return Err(text!("command.upgrade.unread", name = &input.name));
    }
    if form == Some("json") {
        let json = serde_json::to_string_pretty(&preview).unwrap_or_default();
        print(&format!("{json}\n"));
    } else {
        fix::show(arguments, form, &input, &preview.text)?;
        complain_plainly(&told(&preview, lang));
    }
    let kept = preview.lost.iter().any(|item| !item.left_out);
    Ok(if preview.accepted && !kept {
        CLEAN
    } else {
        FOUND
    })
}

/// What became of the file, for a reader.
fn told(preview: &Preview, lang: Lang) -> String {
    let Preview { from, to, .. } = preview;
    let mut out = String::new();
    let head = |out: &mut String, text: clawlens::lang::Text| {
        let _ = writeln!(out, "{}", lang.say(&text));
    };
    if !preview.accepted_before {
        head(
            &mut out,
            text!("command.upgrade.not-before", version = *from),
        );
    }
    match preview.newest_accepting {
        Some(newest) => head(&mut out, text!("command.upgrade.newest", version = newest)),
        None => head(&mut out, text!("command.upgrade.none")),
    }
    if !preview.changed.is_empty() {
        head(&mut out, text!("command.upgrade.changed"));
        for item in &preview.changed {
            let value = match (&item.old, &item.new) {
                (Some(old), Some(new)) if item.kind == "changed" => format!(" ({old} → {new})"),
                (None, Some(new)) => format!(" ({new})"),
                _ => String::new(),
            };
            let _ = writeln!(out, "  {}{value}", item.message);
        }
    }
    if !preview.lost.is_empty() {
        head(&mut out, text!("command.upgrade.lost"));
        for item in &preview.lost {
            let _ = writeln!(out, "  {}", item.message);
            let _ = writeln!(out, "    {}", item.old.as_deref().unwrap_or(""));
        }
        if preview.lost.iter().any(|item| !item.left_out) {
            head(&mut out, text!("command.upgrade.consent"));
        }
    }
    if !preview.remaining.is_empty() {
        head(&mut out, text!("command.upgrade.remaining", version = *to));
        for line in &preview.remaining {
            let _ = writeln!(out, "  {line}");
        }
    }
    if !preview.silent.is_empty() || preview.node.is_some() {
        head(&mut out, text!("command.upgrade.silent"));
        for note in preview.silent.iter().chain(&preview.node) {
            let _ = writeln!(out, "  {}", note.message);
        }
    }
    if !preview.plugins.is_empty() {
        head(&mut out, text!("command.upgrade.plugins"));
        for plugin in &preview.plugins {
            let _ = writeln!(out, "  {} ({})", plugin.package, plugin.because);
        }
    }
    head(&mut out, text!("command.upgrade.steps"));
    for (number, step) in preview.steps.iter().enumerate() {
        let _ = writeln!(out, "  {}. {}", number + 1, step.title);
        for run in &step.run {
            let _ = writeln!(out, "     {run}");
        }
    }
    out
}
