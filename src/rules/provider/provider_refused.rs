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
        // Where only one product words it so, its name stands in the id.
        Pattern {
            id: "refused moonshot",
            text: "HTTP 401: Invalid Authentication",
        },
        Pattern {
            id: "refused moonshot",
            text: "401 Invalid Authentication",
        },
        Pattern {
            id: "refused moonshot",
            text: "Kimi API error (401)",
        },
        Pattern {
            id: "refused",
            text: "{model} request failed (authentication failed, HTTP 401)",
        },
        Pattern {
            id: "refused",
            text: "Incorrect API key provided",
        },
        Pattern {
            id: "refused anthropic",
            text: "invalid x-api-key",
        },
        Pattern {
            id: "refused",
            text: "authentication_error: invalid api key",
        },
        Pattern {
            id: "refused minimax",
            text: "invalid api key (2049)",
        },
        Pattern {
            id: "refused minimax",
            text: "login fail: Please carry the API secret key",
        },
        Pattern {
            id: "refused google",
            text: "API key not valid",
        },
        Pattern {
            id: "refused openrouter",
            text: "401: User not found",
        },
        Pattern {
            id: "refused openrouter",
            text: "401 User not found",
        },
        Pattern {
            id: "refused",
            text: "Missing Authentication header",
        },
        Pattern {
            id: "refused",
            text: "No auth credentials found",
        },
        Pattern {
            id: "refused",
            text: "401 Authentication Failed",
        },
        Pattern {
            id: "refused deepseek",
            text: "Authentication Fails",
        },
        Pattern {
            id: "refused",
            text: "Invalid API-key provided",
        },
        Pattern {
            id: "refused",
            text: "\"code\": \"InvalidApiKey\"",
        },
        Pattern {
            id: "refused",
            text: "\"code\":\"InvalidApiKey\"",
        },
        Pattern {
            id: "refused",
            text: "invalid access token or token expired",
        },
        Pattern {
            id: "refused",
            text: "reason=auth provider={model}",
        },
        Pattern {
            id: "refused",
            text: "HTTP 401 authentication_error",
        },
        Pattern {
            id: "refused",
            text: "401 Unauthorized - ",
        },
        Pattern {
            id: "refused",
            text: "PERMISSION_DENIED",
        },
        Pattern {
            id: "refused",
            text: "401 with a",
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
    // The answer is there; what is wrong with the key it does not say.
    let open = ctx.setup.credentials.is_empty() || provider.is_none();
    let certainty = match open {
        true => Certainty::Possible,
        false => Certainty::Likely,
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, certainty, message)
        .at(None, Some(refusal.line.span))
        .explains("cooldown")
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
    if open {
        finding = finding.ask(
            "openclaw models status",
            text!("provider-refused.ask-status"),
        );
    }
    findings.push(finding);
}
