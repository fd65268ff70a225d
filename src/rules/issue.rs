//! What the rules about the real validator's issues share: place, certainty, quotes, the fact.

use crate::context::Context;
use crate::finding::{Finding, Severity};
use crate::json5::Path;
use crate::lang::Text;
use crate::text;
use crate::validate::{Issue, IssueKind};

/// At most so many findings of one rule; more say nothing new.
pub const LISTED: usize = 100;

/// A finding for `issue` at the value (or, where it is missing, at the nearest key above it).
pub fn finding(ctx: &Context<'_>, rule: &'static str, issue: &Issue, message: Text) -> Finding {
    let path = Path(issue.path.clone());
    let certainty = ctx.certainty();
    let version = ctx.judged_name();
    let mut finding = Finding::new(rule, Severity::Error, certainty, message)
        .explains(format!("config-rejected {}", issue.path_text()))
        .headline(text!(
            "config.headline",
            path = shown(&path),
            version = version
        ));
    if let Some(place) = ctx.nearest_place(&path) {
        finding = finding
            .at(Some(path.clone()), Some(place))
            .quote(place, text!("config.quote"));
    } else {
        finding.path = Some(path.clone());
    }
    for line in ctx.printed(issue).take(1) {
        finding = finding.quote(line, text!("config.printed"));
    }
    finding.fact(
        format!("validate {version}"),
        format!("openclaw {version}: config validate"),
        text!(
            "config.fact",
            version = version,
            path = issue.path_text(),
            message = issue.message.as_str()
        ),
    )
}

/// Whether a choice is offered that the value is not among: an enum, or a union of fixed values.
pub fn is_choice(issue: &Issue) -> bool {
    match issue.kind {
        IssueKind::NotAllowed => true,
        IssueKind::NoAlternative { .. } => !issue.allowed.is_empty(),
        _ => false,
    }
}

/// A path for people: `<root>` for the whole config.
pub fn shown(path: &Path) -> String {
    match path.0.is_empty() {
        true => "<root>".to_owned(),
        false => path.to_string(),
    }
}
