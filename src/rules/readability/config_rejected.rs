//! `config-rejected`: the release refuses the config for a reason that no closer rule names, or an
//! output says that it was refused and the config itself is not in the paste.

use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::json5::Path;
use crate::rules::{Check, Rule, issue, retired};
use crate::text;
use crate::validate::{Issue, IssueKind};

/// The rule.
pub static RULE: Rule = Rule {
    id: "config-rejected",
    layer: Layer::Readability,
    patterns: &[],
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
    for line in ctx.setup.rejections.iter().take(issue::LISTED) {
        if !line.unknown_keys().is_empty() {
            continue;
        }
        let known = ctx
            .issues()
            .any(|found| found.path_text() == line.path && found.message == line.message);
        if known {
            continue;
        }
        let mut finding = Finding::new(
            RULE.id,
            Severity::Error,
            Certainty::Certain,
            text!(
                "config-rejected.printed",
                path = line.path.as_str(),
                message = line.message.as_str()
            ),
        )
        .at(Some(Path::parse(&line.path)), Some(line.span))
        .symptom(format!("config-rejected {}", line.path))
        .explains("gateway-not-running")
        .headline(text!("config-rejected.headline", path = line.path.as_str()))
        .quote(line.span, text!("config-rejected.quote"));
        if ctx.config.is_none() {
            finding = finding.ask(
                "openclaw config get ".to_owned() + &line.section(),
                text!("config-rejected.ask"),
            );
        }
        findings.push(finding);
    }
}
