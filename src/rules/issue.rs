//! What the rules about the real validator's issues share: place, certainty, quotes, the fact.

use crate::catalogue::{Place, Scalar};
use crate::context::Context;
use crate::finding::{Certainty, Finding, Severity};
use crate::json5::Path;
use crate::lang::Text;
use crate::setup::Rejection;
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

/// What a line that refuses a value says, where the config itself does not show it.
pub enum Printed {
    /// One of these is wanted; none where the line does not list them.
    Choice(Vec<String>),
    /// Another type is wanted.
    Type {
        /// As the line names it.
        expected: String,
        /// As the line names it.
        received: String,
    },
    /// The value is not there.
    Missing {
        /// Its type.
        expected: String,
    },
    /// Anything else.
    Other,
}

/// Reads the message of a refusing line.
pub fn printed(ctx: &Context<'_>, line: &Rejection) -> Printed {
    let message = line.message.as_str();
    let typed = message
        .split_once("expected ")
        .and_then(|(_, rest)| rest.split_once(", received "));
    if let Some((expected, received)) = typed.filter(|(expected, _)| !expected.contains(' ')) {
        let expected = expected.to_owned();
        let received = received.split([' ', ',', '(']).next().unwrap_or(received);
        return match received {
            "undefined" => Printed::Missing { expected },
            _ => Printed::Type {
                expected,
                received: received.to_owned(),
            },
        };
    }
    let listed = message
        .split_once("expected one of ")
        .or_else(|| message.split_once("(allowed: "))
        .map(|(_, rest)| rest.split(')').next().unwrap_or(rest));
    if let Some(listed) = listed {
        let values = listed.split('"').skip(1).step_by(2);
        return Printed::Choice(values.take(20).map(str::to_owned).collect());
    }
    let bare = message.trim_end_matches('.') == "Invalid input";
    match bare.then(|| choices(ctx, &line.parent())) {
        Some(known) if !known.is_empty() => Printed::Choice(known),
        _ => Printed::Other,
    }
}

/// The texts that the judged release accepts at `path`, where it accepts nothing else.
fn choices(ctx: &Context<'_>, path: &Path) -> Vec<String> {
    let mut choices = Vec::new();
    for node in Place::of(ctx.release.release, path).nodes {
        let keywords = node.keywords();
        // The alternatives of a union stand beside it.
        if !keywords.any_of.is_empty() || !keywords.one_of.is_empty() {
            continue;
        }
        let constant = match keywords.constant {
            Some(Scalar::String(text)) => Some(text),
            _ => None,
        };
        if keywords.choices.is_empty() && constant.is_none() {
            return Vec::new();
        }
        choices.extend(
            keywords
                .choices
                .strings()
                .chain(constant)
                .map(str::to_owned),
        );
    }
    choices
}

/// The lines that refuse something which the judged config does not show, so that they stand for
/// themselves.
pub fn lines<'c>(ctx: &'c Context<'_>) -> impl Iterator<Item = &'c Rejection> {
    ctx.setup
        .rejections
        .iter()
        .take(LISTED)
        .filter(|line| line.unknown_keys().is_empty())
        .filter(|line| {
            !ctx.issues()
                .any(|found| found.path_text() == line.path && found.message == line.message)
        })
}

/// A finding for a refusing line.
pub fn of_line(ctx: &Context<'_>, rule: &'static str, line: &Rejection, message: Text) -> Finding {
    let finding = Finding::new(rule, Severity::Error, Certainty::Certain, message)
        .at(Some(Path::parse(&line.path)), Some(line.span))
        .symptom(format!("config-rejected {}", line.path))
        .explains("gateway-not-running")
        .headline(text!("config-rejected.headline", path = line.path.as_str()))
        .quote(line.span, text!("config-rejected.quote"));
    match ctx.config {
        None => finding.ask(
            "openclaw config get ".to_owned() + &line.section(),
            text!("config-rejected.ask"),
        ),
        Some(_) => finding,
    }
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
