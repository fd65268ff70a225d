//! The words of a fault: zod's English texts, and what OpenClaw adds to them in each release.

use super::allowed;
use super::fault::{Code, Fault};
use super::issue::{Issue, IssueKind, Stage};
use crate::catalogue::{Release, Scalar};
use crate::json5::Segment;

/// What one release does with zod's texts. Found by comparing the functions of all packages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    /// zod is bundled without its English texts: every default text is `Invalid input`.
    pub(super) bare: bool,
    /// ` (allowed: …)` is added.
    pub(super) allowed: bool,
    /// ` (maximum: …)` is added.
    pub(super) bounds: bool,
    /// A fault of `bindings` names the deeper fault of the one fitting alternative.
    pub(super) bindings: bool,
    /// Texts of refinements are searched for accepted values.
    pub(super) custom: bool,
}

impl Wording {
    /// What `release` does.
    pub(super) fn of(release: Release) -> Wording {
        let since = |name: &str| Release::named(name).is_some_and(|first| first <= release);
        Wording {
            bare: since("2026.5.18") && !since("2026.8.1"),
            allowed: since("2026.3.2"),
            bounds: since("2026.5.20"),
            bindings: since("2026.4.10"),
            custom: since("2026.3.28") && !since("2026.9.5"),
        }
    }
}

/// The issue that the release makes of a fault.
pub(super) fn issue(fault: &Fault, release: Release) -> Issue {
    let wording = Wording::of(release);
    let mut message = words(fault, wording.bare);
    if wording.bounds
        && let Code::Size {
            origin: "number",
            bound,
            over,
            inclusive,
        } = fault.code
    {
        let hint = match (over, inclusive) {
            (true, true) => "maximum: ",
            (true, false) => "must be less than ",
            (false, true) => "minimum: ",
            (false, false) => "must be greater than ",
        };
        message = format!("{message} ({hint}{})", number(bound));
    }
    let values = if wording.allowed {
        {
            let found = allowed::of(fault, &message, wording.custom);
            let by_place = found.is_empty() && wording.custom && matches!(fault.code, Code::Custom);
            if by_place {
                allowed::of_place(&fault.path, release)
            } else {
                found
            }
        }
    } else {
        Vec::new()
    };
    let summary = allowed::summary(&values);
    if let (Code::Union { errors, depth }, true, None) = (&fault.code, wording.bindings, &summary)
        && let Some(deeper) = deeper_binding(&fault.path, errors, *depth)
    {
        let mut issue = Issue::new(
            Stage::Schema,
            deeper.path.clone(),
            words(deeper, wording.bare),
            kind(deeper, release),
        );
        issue.allowed = Vec::new();
        return issue;
    }
    let mut issue = Issue::new(
        Stage::Schema,
        fault.path.clone(),
        message,
        kind(fault, release),
    );
    if let Some(summary) = summary {
        let lower = issue.message.to_ascii_lowercase();
        if !lower.contains("(allowed:") && !lower.contains("expected one of") {
            issue.message = format!("{} (allowed: {})", issue.message, summary.text);
        }
        issue.allowed = summary.values;
        issue.allowed_hidden = summary.hidden;
    } else if !wording.allowed {
        issue.allowed = allowed::summary(&allowed::of(fault, "", false))
            .map(|summary| summary.values)
            .unwrap_or_default();
    }
    issue
}

/// zod's own text of a fault in this release.
pub(super) fn text(fault: &Fault, release: Release) -> String {
    words(fault, Wording::of(release).bare)
}

fn words(fault: &Fault, bare: bool) -> String {
    if let Some(message) = &fault.message {
        return message.clone();
    }
    if bare {
        return "Invalid input".to_string();
    }
    match &fault.code {
        Code::Type { expected, received } => {
            format!("Invalid input: expected {expected}, received {received}")
        }
        Code::Value { values } => match values.as_slice() {
            [only] => format!("Invalid input: expected {}", primitive(*only)),
            many => format!(
                "Invalid option: expected one of {}",
                joined(many.iter().map(|value| primitive(*value)), "|")
            ),
        },
        Code::Size {
            origin,
            bound,
            over,
            inclusive,
        } => {
            let (word, sign) = match (over, inclusive) {
                (true, true) => ("Too big", "<="),
                (true, false) => ("Too big", "<"),
                (false, true) => ("Too small", ">="),
                (false, false) => ("Too small", ">"),
            };
            let bound = number(*bound);
            match *origin {
                "string" => format!("{word}: expected string to have {sign}{bound} characters"),
                "array" => format!("{word}: expected array to have {sign}{bound} items"),
                origin => format!("{word}: expected {origin} to be {sign}{bound}"),
            }
        }
        Code::Format { format, pattern } => match format.as_str() {
            "regex" => format!("Invalid string: must match pattern {pattern}"),
            "starts_with" => format!("Invalid string: must start with \"{pattern}\""),
            "url" => "Invalid URL".to_string(),
            "ipv4" => "Invalid IPv4 address".to_string(),
            "ipv6" => "Invalid IPv6 address".to_string(),
            "datetime" => "Invalid ISO datetime".to_string(),
            "email" => "Invalid email address".to_string(),
            other => format!("Invalid {other}"),
        },
        Code::Keys { keys } => {
            let plural = if keys.len() > 1 { "s" } else { "" };
            format!(
                "Unrecognized key{plural}: {}",
                joined(keys.iter().map(|key| quoted(key)), ", ")
            )
        }
        Code::Key => "Invalid key in record".to_string(),
        Code::Discriminator { options } => {
            let options = options
                .iter()
                .map(|option| format!("'{}'", bare_text(*option)));
            format!(
                "Invalid discriminator value. Expected {}",
                joined(options, " | ")
            )
        }
        Code::Union { .. } | Code::Custom => "Invalid input".to_string(),
    }
}

/// What a fault means, whatever the release prints.
pub(super) fn kind(fault: &Fault, release: Release) -> IssueKind {
    match &fault.code {
        Code::Type { expected, received } if received == "undefined" => IssueKind::Missing {
            expected: (*expected).to_string(),
        },
        Code::Type { expected, received } => IssueKind::WrongType {
            expected: (*expected).to_string(),
            received: received.clone(),
        },
        Code::Value { .. } | Code::Discriminator { .. } => IssueKind::NotAllowed,
        Code::Size {
            bound,
            over,
            inclusive,
            ..
        } => IssueKind::OutOfRange {
            bound: *bound,
            over: *over,
            inclusive: *inclusive,
        },
        Code::Format { format, .. } => IssueKind::Format {
            format: format.clone(),
        },
        Code::Keys { keys } => IssueKind::UnknownKeys { keys: keys.clone() },
        Code::Key => IssueKind::BadKey,
        Code::Union { errors, .. } => IssueKind::NoAlternative {
            branches: errors
                .iter()
                .map(|branch| branch.iter().map(|fault| issue(fault, release)).collect())
                .collect(),
        },
        Code::Custom => IssueKind::Custom,
    }
}

/// The one fault of the alternative that a binding was meant for (`extractBindingsSpecificUnionIssue`).
fn deeper_binding<'f>(
    path: &[Segment],
    errors: &'f [Vec<Fault>],
    depth: usize,
) -> Option<&'f Fault> {
    let in_bindings =
        matches!(path, [Segment::Key(key), Segment::Index(_), ..] if key == "bindings");
    if !in_bindings {
        return None;
    }
    let below = |fault: &Fault| fault.path.len().saturating_sub(depth);
    let is_route = |fault: &Fault| {
        let at_type = below(fault) == 1
            && matches!(fault.path.last(), Some(Segment::Key(key)) if key == "type");
        at_type
            && matches!(&fault.code, Code::Value { values } if values.contains(&Scalar::String("route")))
    };
    let mut saw_route = false;
    let mut chosen: Option<(&Fault, usize, bool)> = None;
    for branch in errors {
        if branch.is_empty() {
            continue;
        }
        if branch.iter().any(is_route) {
            saw_route = true;
            continue;
        }
        let mut best: Option<(&Fault, usize, bool)> = None;
        for fault in branch {
            let rank = (below(fault), matches!(fault.code, Code::Keys { .. }));
            let better = best.is_none_or(|(_, length, unknown)| {
                rank.0 > length || (rank.0 == length && rank.1 && !unknown)
            });
            if better {
                best = Some((fault, rank.0, rank.1));
            }
        }
        if chosen.is_some() {
            return None;
        }
        chosen = best;
    }
    let (fault, length, unknown) = chosen?;
    (saw_route && (length > 0 || unknown)).then_some(fault)
}

/// A scalar as zod quotes it.
fn primitive(value: Scalar) -> String {
    match value {
        Scalar::String(text) => quoted_plain(text),
        other => bare_text(other),
    }
}

fn bare_text(value: Scalar) -> String {
    match value {
        Scalar::Null => "null".to_string(),
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(value) => number(value),
        Scalar::String(text) => text.to_string(),
    }
}

/// zod puts quotes around a key and escapes nothing.
fn quoted(text: &str) -> String {
    quoted_plain(text)
}

fn quoted_plain(text: &str) -> String {
    format!("\"{text}\"")
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// A number as JavaScript prints it.
pub(super) fn number(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_string();
    }
    if value == 0.0 {
        return "0".to_string();
    }
    if value.abs() < 1e21 && value.abs() >= 1e-6 {
        return format!("{value}");
    }
    // JavaScript writes an exponent with a sign.
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}
