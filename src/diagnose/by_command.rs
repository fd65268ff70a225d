//! A fix said by `openclaw config set` and `unset`, where these can do it without harm.
//!
//! They cannot where the file is refused (they refuse it too) or has comments (they write it without),
//! where a value is a secret (it would stand in the shell's history), and for elements of lists.

use crate::catalogue::history::sensitive_ever;
use crate::context::Context;
use crate::finding::{Applicability, Change, Command, Finding, Shell};
use crate::json5::{Path, Segment, Value};
use crate::text;

/// More changes than this are made in the file.
const FEW: usize = 4;

/// Longer values are set in the file.
const SHORT: usize = 200;

/// The commands that make the fix's changes; none where they would do harm.
pub fn commands(ctx: &Context<'_>, finding: &Finding) -> Vec<Command> {
    let none = Vec::new();
    let (Some(fix), Some(config)) = (&finding.fix, &ctx.config) else {
        return none;
    };
    let accepted = ctx.verdict.as_ref().is_some_and(|verdict| verdict.valid);
    let commented = config
        .document
        .tokens()
        .iter()
        .any(|token| token.kind.is_comment());
    let wanted = fix.applicability > Applicability::Placeholder
        && fix.repairs.is_empty()
        && !fix.changes.is_empty()
        && fix.changes.len() <= FEW;
    if !wanted || !accepted || commented || config.is_part() {
        return none;
    }
    let mut lines: Vec<(String, Shell)> = Vec::new();
    for change in &fix.changes {
        let value = |path: &Path| config.at(path).and_then(|node| node.value());
        let done = match change {
            Change::Set { path, value } => set(path, value, &mut lines),
            Change::Insert { path, value } => set(path, value, &mut lines),
            Change::Remove { path } => unset(path, &mut lines),
            Change::Rename { path, to } => {
                let new = path.parent().unwrap_or_default().join(to.as_str());
                value(path)
                    .and_then(|value| set(&new, &value, &mut lines))
                    .and_then(|()| unset(path, &mut lines))
            }
            Change::Move { path, to } => value(path)
                .and_then(|value| set(to, &value, &mut lines))
                .and_then(|()| unset(path, &mut lines)),
        };
        if done.is_none() {
            return none;
        }
    }
    let command = |(run, shell): (String, Shell)| Command {
        run,
        purpose: text!("plan.by-command"),
        shell,
        destructive: false,
    };
    lines.into_iter().map(command).collect()
}

/// A path as the commands take it; `None` where they would read it otherwise.
fn spelled(path: &Path) -> Option<String> {
    let plain = |segment: &Segment| {
        let text = segment.text();
        let bare = text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
        segment.index().is_none() && bare && !text.is_empty()
    };
    (!path.0.is_empty() && path.0.iter().all(plain)).then(|| path.dotted())
}

fn set(path: &Path, value: &Value<'_>, lines: &mut Vec<(String, Shell)>) -> Option<()> {
    let place = spelled(path)?;
    if sensitive_ever(path) {
        return None;
    }
    let (shown, shell) = match value {
        Value::Bool(value) => (value.to_string(), Shell::Any),
        Value::Number(number) if number.is_finite() => (number.to_string(), Shell::Any),
        Value::String(text) => {
            let bare = |c: char| c.is_ascii_alphanumeric() || "_-./:@".contains(c);
            // A word that is a number or a constant would be read as one.
            let word = text.starts_with(|c: char| c.is_ascii_alphabetic())
                && !["true", "false", "null", "Infinity", "NaN"].contains(&text.as_ref());
            if !word || !text.chars().all(bare) {
                return None;
            }
            (text.to_string(), Shell::Any)
        }
        // PowerShell loses the quotes within.
        Value::Array(elements) if elements.iter().all(|it| it.as_str().is_some()) => {
            let list: Vec<&str> = elements.iter().filter_map(|it| it.as_str()).collect();
            let json = serde_json::to_string(&list).ok()?;
            if json.contains('\'') {
                return None;
            }
            (format!("'{json}'"), Shell::Posix)
        }
        _ => return None,
    };
    if shown.len() > SHORT {
        return None;
    }
    lines.push((format!("openclaw config set {place} {shown}"), shell));
    Some(())
}

fn unset(path: &Path, lines: &mut Vec<(String, Shell)>) -> Option<()> {
    lines.push((
        format!("openclaw config unset {}", spelled(path)?),
        Shell::Any,
    ));
    Some(())
}
