//! `key-region-unclear`: a product keeps the keys of two regions apart, the provider refuses the
//! key, and the key cannot tell which region issued it.

use crate::context::Context;
use crate::facts::endpoints::endpoint;
use crate::facts::keys::key_prefix;
use crate::facts::providers;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::{Path, Value};
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "key-region-unclear",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "host",
            text: "api.moonshot.ai",
        },
        Pattern {
            id: "host",
            text: "api.moonshot.cn",
        },
        Pattern {
            id: "host",
            text: "platform.moonshot.cn",
        },
        Pattern {
            id: "host",
            text: "platform.moonshot.ai",
        },
        Pattern {
            id: "host",
            text: "api.minimax.io",
        },
        Pattern {
            id: "host",
            text: "api.minimaxi.com",
        },
        Pattern {
            id: "host",
            text: "dashscope.aliyuncs.com",
        },
        Pattern {
            id: "host",
            text: "dashscope-intl.aliyuncs.com",
        },
        Pattern {
            id: "host",
            text: "api.z.ai",
        },
        Pattern {
            id: "host",
            text: "open.bigmodel.cn",
        },
        Pattern {
            id: "host",
            text: "api.stepfun.ai",
        },
        Pattern {
            id: "host",
            text: "api.stepfun.com",
        },
        Pattern {
            id: "region sign",
            text: "401 ",
        },
        Pattern {
            id: "region sign",
            text: "fail auth",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let refusal = ctx.setup.refusals.first();
    let provider = refusal.and_then(|refusal| refusal.provider.as_deref());
    let (Some(refusal), Some(provider)) = (refusal, provider) else {
        two_hosts(ctx, findings);
        return;
    };
    let Some(base_url) = ctx.setup.base_url(provider, ctx.release.release) else {
        two_hosts(ctx, findings);
        return;
    };
    let Some(row) = endpoint(&base_url.value) else {
        return;
    };
    let (Some(region), Some(twin)) = (row.region, row.twin) else {
        return;
    };
    let region = region_name(region);
    let told = |key: &str| key_prefix(key).is_some();
    let of_provider = || {
        ctx.setup
            .credentials
            .iter()
            .filter(|credential| credential.provider == provider)
    };
    if of_provider().any(|credential| told(&credential.shown.value)) {
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

/// Addresses of both regions in one text about a refusal: the key is of the one, the request goes to the other.
fn two_hosts(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let sign = |id: &str| ctx.signals.iter().any(|hit| hit.id == id);
    if !sign("region sign") && ctx.setup.refusals.is_empty() {
        return;
    }
    let hosts = ctx.signals.iter().filter(|hit| hit.id == "host").take(40);
    let rows: Vec<_> = hosts
        .filter_map(|hit| {
            // A console's host names the region of its keys.
            let host = hit.span.of(text).replace("platform.", "api.");
            Some((hit, endpoint(&host)?))
        })
        .collect();
    let pair = rows.iter().enumerate().find_map(|(index, (hit, row))| {
        let rest = rows.iter().skip(index + 1);
        let mut others = rest.filter(|(_, other)| other.region != row.region);
        let (other_hit, other) = others.find(|(_, other)| same_vendor(row.host, other.host))?;
        Some((hit, row, other_hit, other))
    });
    let Some((hit, row, other_hit, other)) = pair else {
        return;
    };
    let place = ctx.place(hit.span);
    findings.push(
        Finding::new(
            RULE.id,
            Severity::Error,
            Certainty::Likely,
            text!(
                "key-region-unclear.message",
                product = providers::label_of(row.product),
                host = row.host,
                region = region_name(row.region.unwrap_or("")),
                other = other.host
            ),
        )
        .at(None, Some(place))
        .explains("provider-refused *")
        .quote(place, text!("key-region-unclear.host"))
        .quote(ctx.place(other_hit.span), text!("key-region-unclear.host"))
        .fact(
            format!("endpoint {}", row.host),
            row.source,
            text!(
                "key-region-unclear.fact",
                host = row.host,
                other = other.host
            ),
        )
        .ask(
            "openclaw models status",
            text!("provider-refused.ask-status"),
        ),
    );
}

fn region_name(region: &str) -> Text {
    match region {
        "China" => text!("region.china"),
        _ => text!("region.international"),
    }
}

/// Whether the hosts are one vendor's in two regions.
fn same_vendor(one: &str, other: &str) -> bool {
    endpoint(one)
        .and_then(|row| row.twin)
        .is_some_and(|twin| twin.contains(other))
}
