//! `release-unknown`: releases differ over the config, and the paste does not tell which one runs.

use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::rules::{Check, Rule};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "release-unknown",
    layer: Layer::Version,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(config) = &ctx.config else { return };
    let (Some(first), Some(last)) = (ctx.release.possible.first(), ctx.release.possible.last())
    else {
        return;
    };
    let all = ctx.accepting.as_slice() == [(*first, *last)];
    if ctx.release_is_known() || ctx.accepting.is_empty() || all {
        return;
    }
    let root = config
        .document
        .root()
        .map(|node| config.place(ctx.paste, node.span()));
    let Some(root) = root else { return };
    // The first line stands for the file.
    let head = root.of(ctx.paste.text).lines().next().map_or(0, str::len);
    let place = crate::span::Span::new(root.start as usize, root.start as usize + head);
    let accepting = ctx.accepting_text();
    findings.push(
        Finding::new(
            RULE.id,
            Severity::Info,
            Certainty::Certain,
            text!("release-unknown.message", accepting = accepting.as_str()),
        )
        .at(None, Some(place))
        .quote(place, text!("release-unknown.quote"))
        .fact(
            "validate all releases",
            format!(
                "openclaw {} to {}: config validate",
                first.name(),
                last.name()
            ),
            text!("release-unknown.fact", accepting = accepting),
        )
        .ask("openclaw --version", text!("release-unknown.ask")),
    );
}
