//! What the rules about safety share: every key of the pasted config, and the finding for one of them.
//!
//! The checks are those of the real `openclaw security audit` that a config alone decides; they work
//! on a broken file as far as it can be read.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Severity};
use crate::json5::{Node, Path};
use crate::lang::Text;
use crate::span::Span;
use crate::text;

/// At most so many findings of one rule.
const LISTED: usize = 20;

/// The keys of the pasted config that `wanted` takes, given their names from the root on, in the
/// order of the text.
pub fn found(
    ctx: &Context<'_>,
    wanted: impl Fn(&[&str], Node<'_, '_>) -> bool,
) -> Vec<(Path, Span)> {
    let mut found = Vec::new();
    let Some(config) = ctx.config.as_ref() else {
        return found;
    };
    let mut open = Vec::new();
    open.extend(
        config
            .document
            .root()
            .map(|root| (config.prefix.clone(), root)),
    );
    while let Some((path, node)) = open.pop() {
        let names: Vec<_> = path.0.iter().map(|segment| segment.text()).collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        if wanted(&names, node) {
            found.push((path.clone(), config.place(ctx.paste, node.span())));
        }
        for member in node.members() {
            open.push((path.join(member.key.as_ref()), member.value));
        }
        for (at, element) in node.elements().enumerate() {
            open.push((path.join(at), element));
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found.truncate(LISTED);
    found
}

/// Whether the channel that the key belongs to is switched off.
pub fn is_off(ctx: &Context<'_>, names: &[&str]) -> bool {
    let off = |path: &[&str]| {
        let config = ctx.config.as_ref();
        config
            .and_then(|config| config.at(&Path::of(path.iter().copied())))
            .is_some_and(|node| node.as_bool() == Some(false))
    };
    match names {
        ["channels", channel, "accounts", account, ..] => {
            off(&["channels", channel, "enabled"])
                || off(&["channels", channel, "accounts", account, "enabled"])
        }
        ["channels", channel, ..] => off(&["channels", channel, "enabled"]),
        _ => false,
    }
}

/// A finding for the key at `path`; `check` is the id of the real audit's check,
/// empty where it has none.
pub fn finding(
    rule: &'static str,
    severity: Severity,
    place: (&Path, Span),
    message: Text,
    check: &str,
) -> Finding {
    let (path, span) = place;
    let finding = Finding::new(rule, severity, Certainty::Certain, message)
        .at(Some(path.clone()), Some(span))
        .quote(span, text!("config.quote"));
    match check.is_empty() {
        true => finding,
        false => finding.fact(
            check,
            "openclaw 2026.3.8 and 2026.9.6: openclaw security audit",
            text!("audit.fact", check = check),
        ),
    }
}

/// A change that the reader has to agree to.
pub fn offer(title: Text, why: Text, change: Change) -> Fix {
    Fix::new(title, Applicability::Unsafe, why, vec![change])
}
