//! `key-region-unclear`: a product keeps the keys of two regions apart, the provider refuses the
//! key, and the key cannot tell which region issued it.

use crate::context::Context;
use crate::facts::endpoints::endpoint;
use crate::facts::keys::key_prefix;
use crate::facts::providers;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::{Path, Value};
use crate::rules::{Check, Rule};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "key-region-unclear",
    layer: Layer::Provider,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(refusal) = ctx.setup.refusals.first() else {
        return;
    };
    let Some(provider) = refusal.provider.as_deref() else {
        return;
    };
    let Some(base_url) = ctx.setup.base_url(provider, ctx.release.release) else {
        return;
    };
    let Some(row) = endpoint(&base_url.value) else {
        return;
    };
    let (Some(region), Some(twin)) = (row.region, row.twin) else {
        return;
    };
    let region = match region {
        "China" => text!("region.china"),
        _ => text!("region.international"),
    };
    let told = |key: &str| key_prefix(key).is_some();
    let of_provider = || {
        ctx.setup
            .credentials
            .iter()
            .filter(|credential| credential.provider == provider)
    };
    if of_provider().next().is_none()
        || of_provider().any(|credential| told(&credential.shown.value))
    {
        return;
    }
    let other = twin.split('/').nth(2).unwrap_or(twin);
    let path = Path::of(["models", "providers", provider, "baseUrl"]);
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Possible,
        text!(
            "key-region-unclear.message",
            product = providers::label_of(row.product),
            host = row.host,
            region = region,
            other = other
        ),
    )
    .at(
        base_url.path.clone(),
        Some(base_url.span.unwrap_or(refusal.line.span)),
    )
    .explains(format!("provider-refused {provider}"))
    .symptom(format!("region-unclear {provider}"))
    .quote(refusal.line.span, text!("key-region-unclear.refused"))
    .fact(
        format!("endpoint {}", row.host),
        row.source,
        text!("key-region-unclear.fact", host = row.host, other = other),
    )
    .ask(
        format!("openclaw config get models.providers.{provider}.baseUrl"),
        text!("key-region-unclear.ask", host = row.host, other = other),
    );
    for credential in of_provider().take(2) {
        finding = finding.quote(credential.shown.span, text!("key-region-unclear.key"));
    }
    // Only where the block is there already: a new one would need models too in most releases.
    if base_url.path.is_some() {
        finding = finding.fix(Fix::new(
            text!("key-region-unclear.fix", host = other),
            Applicability::Unsafe,
            text!("key-region-unclear.fix-why", host = other),
            vec![Change::Set {
                path,
                value: Value::String(twin.into()),
            }],
        ));
    }
    findings.push(finding);
}
