//! `unknown-key`: a key that the release does not know at this place; the gateway refuses the file.

use super::Rule;
use crate::context::Context;
use crate::facts::moved;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Path;
use crate::text;
use crate::validate::IssueKind;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-key",
    layer: Layer::Readability,
    check,
};

/// More unknown keys than this are counted, not listed.
const LISTED: usize = 100;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut keys = 0;
    for issue in ctx.issues() {
        let IssueKind::UnknownKeys { keys: unknown } = &issue.kind else {
            continue;
        };
        for key in unknown {
            keys += 1;
            if keys <= LISTED {
                findings.push(finding(ctx, &Path(issue.path.clone()), key));
            }
        }
    }
    if keys > LISTED
        && let Some(last) = findings.last_mut()
    {
        last.message = text!(
            "unknown-key.more",
            more = keys - LISTED + 1,
            version = ctx.judged_name()
        );
        last.fix = None;
    }
}

fn finding(ctx: &Context<'_>, parent: &Path, key: &str) -> Finding {
    let path = parent.join(key);
    let place = ctx.config.as_ref().and_then(|config| {
        let span = config.key_span(&path)?;
        Some(config.place(ctx.paste, span))
    });
    let version = ctx.judged_name();
    let certainty = match ctx.release_is_known() {
        true => Certainty::Certain,
        false => Certainty::Likely,
    };
    let shown = path.to_string();
    let message = match ctx.release_is_known() {
        true => text!(
            "unknown-key.message",
            path = shown.as_str(),
            version = version
        ),
        false => text!(
            "unknown-key.message-unsure",
            path = shown.as_str(),
            version = version
        ),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, certainty, message)
        .at(Some(path.clone()), place)
        .explains(format!("config-rejected {}", parent.dotted()))
        .headline(text!(
            "unknown-key.headline",
            path = shown.as_str(),
            version = version
        ));
    if let Some(place) = place {
        finding = finding.quote(place, text!("unknown-key.quote"));
    }
    for line in ctx.rejections_of(parent, key).take(2) {
        finding = finding.quote(line, text!("unknown-key.printed"));
    }
    finding = finding.fact(
        format!("schema {version}"),
        format!("openclaw {version}: config schema"),
        text!(
            "unknown-key.fact",
            parent = ctx.shown_parent(parent),
            version = version
        ),
    );
    fix(ctx, finding, parent, key, &path)
}

fn fix(ctx: &Context<'_>, finding: Finding, parent: &Path, key: &str, path: &Path) -> Finding {
    let shown = path.to_string();
    if let Some(to) = moved::successor(path, ctx.version()) {
        return finding.fix(Fix::new(
            text!(
                "unknown-key.move",
                from = shown.as_str(),
                to = to.path.to_string()
            ),
            Applicability::Safe,
            text!(
                "unknown-key.move-why",
                to = to.path.to_string(),
                source = to.source
            ),
            vec![Change::Move {
                path: path.clone(),
                to: to.path,
            }],
        ));
    }
    if let Some(near) = ctx.nearest_key(parent, key) {
        return finding.fix(Fix::new(
            text!("unknown-key.rename", from = key, to = near),
            Applicability::Unsafe,
            text!("unknown-key.rename-why", from = key, to = near),
            vec![Change::Rename {
                path: path.clone(),
                to: near.to_owned(),
            }],
        ));
    }
    finding.fix(Fix::new(
        text!("unknown-key.remove", path = shown.as_str()),
        Applicability::Safe,
        text!("unknown-key.remove-why", version = ctx.judged_name()),
        vec![Change::Remove { path: path.clone() }],
    ))
}
