//! `config-rejected`: the release refuses the config for a reason that no closer rule names, or an
//! output says that it was refused and the config itself is not in the paste.

use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::json5::Path;
use crate::rules::issue::{self, Printed};
use crate::rules::{Check, Rule, retired};
use crate::signals::Pattern;
use crate::text;
use crate::validate::{Issue, IssueKind};

/// The rule.
pub static RULE: Rule = Rule {
    id: "config-rejected",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "config-refused",
            text: "Config validation failed",
        },
        Pattern {
            id: "config-refused",
            text: "Config invalid",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let answered = retired::answered(ctx);
    let told = |issue: &Issue| {
        let old = issue.kind == IssueKind::Legacy;
        issue::is_choice(issue)
            || (old && answered.contains(&Path(issue.path.clone())))
            || matches!(
                issue.kind,
                IssueKind::UnknownKeys { .. }
                    | IssueKind::WrongType { .. }
                    | IssueKind::Missing { .. }
                    | IssueKind::Unreadable
            )
    };
    for found in ctx
        .issues()
        .filter(|found| !told(found))
        .take(issue::LISTED)
    {
        let path = Path(found.path.clone());
        let message = text!(
            "config-rejected.message",
            path = issue::shown(&path),
            message = found.message.as_str(),
            version = ctx.judged_name(),
        );
        findings.push(issue::finding(ctx, RULE.id, found, message));
    }
    for line in issue::lines(ctx) {
        if !matches!(issue::printed(ctx, line), Printed::Other) {
            continue;
        }
        let message = text!(
            "config-rejected.printed",
            path = line.path.as_str(),
            message = line.message.as_str()
        );
        findings.push(issue::of_line(ctx, RULE.id, line, message));
    }
    let bare = ctx.signals.iter().find(|hit| hit.id == "config-refused");
    if let Some(hit) = bare.filter(|_| ctx.setup.rejections.is_empty() && findings.is_empty()) {
        let place = ctx.place(hit.span);
        findings.push(
            Finding::new(
                RULE.id,
                Severity::Error,
                Certainty::Possible,
                text!("config-rejected.bare"),
            )
            .at(None, Some(place))
            .symptom("config-rejected")
            .quote(place, text!("config-rejected.quote"))
            .ask(
                "openclaw config validate",
                text!("config-rejected.ask-lines"),
            ),
        );
    }
}
