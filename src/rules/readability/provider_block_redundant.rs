//! `provider-block-redundant`: a hand-made provider block breaks the config although the release
//! brings this provider itself.
//!
//! A block that is accepted is left alone: it may carry settings of the reader's own.

use crate::context::Context;
use crate::facts::providers::{self, Supply};
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::{Kind, Node, Path, Value};
use crate::rules::{Check, Rule};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "provider-block-redundant",
    layer: Layer::Readability,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(config) = &ctx.config else { return };
    let blocks = Path::of(["models", "providers"]);
    let Some(providers) = config.at(&blocks) else {
        return;
    };
    for member in providers.members() {
        let path = blocks.join(member.key.as_ref());
        let broken = ctx
            .issues()
            .any(|issue| path.covers(&Path(issue.path.clone())));
        if broken
            && let Some(finding) = finding(
                ctx,
                &path,
                &member.key,
                member.value,
                config.place(ctx.paste, member.key_span),
            )
        {
            findings.push(finding);
        }
    }
}

fn finding(
    ctx: &Context<'_>,
    path: &Path,
    id: &str,
    block: Node<'_, '_>,
    place: crate::span::Span,
) -> Option<Finding> {
    let provided = providers::provider(id, ctx.release.release)?;
    let row = provided.row;
    if provided.supply() != Supply::Here || row.base_url.is_empty() || !ctx.release_is_known() {
        return None;
    }
    // The same service, or the block is no copy of the built-in one.
    if ctx.product_of(id) != Some(row.product) {
        return None;
    }
    let shown = path.to_string();
    let mut finding = Finding::new(
        RULE.id,
        Severity::Warning,
        Certainty::Certain,
        text!(
            "provider-block-redundant.message",
            path = shown.as_str(),
            provider = row.id,
            version = ctx.judged_name()
        ),
    )
    .at(Some(path.clone()), Some(place))
    .quote(place, text!("provider-block-redundant.quote"))
    .fact(
        format!("provider {}", row.id),
        row.source,
        text!(
            "provider-block-redundant.fact",
            provider = row.id,
            version = ctx.judged_name(),
            variable = provided.variable(),
            url = row.base_url
        ),
    );
    let mut changes = Vec::new();
    let key = block.get("apiKey");
    if let Some(key) = key.filter(|key| key.kind() == Kind::String)
        && let Some(text) = key.as_str()
        && !provided.variable().is_empty()
    {
        let variable = Path::of(["env", "vars", provided.variable()]);
        let reference = text.starts_with("${") || text.is_empty();
        let taken = ctx
            .config
            .as_ref()
            .is_some_and(|config| config.at(&variable).is_some());
        if !reference && !taken {
            changes.push(Change::Set {
                path: variable,
                value: Value::String(text.into_owned().into()),
            });
        }
    }
    changes.push(Change::Remove {
        path: alone(ctx, path),
    });
    finding = finding.fix(Fix::new(
        text!("provider-block-redundant.fix", path = shown.as_str()),
        Applicability::Safe,
        text!(
            "provider-block-redundant.fix-why",
            provider = row.id,
            url = row.base_url
        ),
        changes,
    ));
    Some(finding)
}

/// The block, or `models.providers` where nothing else is in it.
fn alone(ctx: &Context<'_>, block: &Path) -> Path {
    let parent = block.parent().unwrap_or_default();
    let others = ctx
        .config
        .as_ref()
        .and_then(|config| config.at(&parent))
        .map_or(0, |providers| providers.members().count());
    if others == 1 { parent } else { block.clone() }
}
