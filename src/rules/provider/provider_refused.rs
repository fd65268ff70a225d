//! `provider-refused`: the provider answered that it does not accept the key.

use crate::context::Context;
use crate::facts::providers;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "provider-refused",
    layer: Layer::Provider,
    patterns: &[
        // Moonshot's own wording.
        Pattern {
            id: "refused moonshot",
            text: "HTTP 401: Invalid Authentication",
        },
        Pattern {
            id: "refused",
            text: "{model} request failed (authentication failed, HTTP 401)",
        },
        Pattern {
            id: "refused",
            text: "HTTP 401: Incorrect API key provided",
        },
        Pattern {
            id: "refused",
            text: "HTTP 401: invalid x-api-key",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(refusal) = ctx.setup.refusals.first() else {
        return;
    };
    let provider = refusal.provider.as_deref();
    let product = provider.and_then(|id| ctx.product_of(id));
    let line = refusal.line.value.as_str();
    let message = match (provider, product) {
        (Some(provider), Some(product)) => {
            text!(
                "provider-refused.message",
                product = providers::label_of(product),
                provider = provider,
                line = line
            )
        }
        (Some(provider), None) => text!(
            "provider-refused.message-provider",
            provider = provider,
            line = line
        ),
        (None, _) => text!("provider-refused.message-unknown", line = line),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, Certainty::Certain, message)
        .at(None, Some(refusal.line.span))
        .symptom(format!("provider-refused {}", provider.unwrap_or("?")))
        .quote(refusal.line.span, text!("provider-refused.quote"));
    for again in ctx
        .setup
        .refusals
        .iter()
        .skip(1)
        .filter(|other| other.provider == refusal.provider)
        .take(2)
    {
        finding = finding.quote(again.line.span, text!("provider-refused.again"));
    }
    if let Some(product) = product {
        finding = finding.headline(text!(
            "provider-refused.headline",
            product = providers::label_of(product)
        ));
    }
    if ctx.setup.credentials.is_empty() || provider.is_none() {
        finding = finding.ask(
            "openclaw models status",
            text!("provider-refused.ask-status"),
        );
    }
    findings.push(finding);
}
