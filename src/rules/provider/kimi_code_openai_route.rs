//! `kimi-code-openai-route`: Kimi Code is called by its OpenAI address, which refuses agents.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Value;
use crate::rules::blocks::{self, Block};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "kimi-code-openai-route",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "kimi openai route",
            text: "api.kimi.com/coding/v1",
        },
        Pattern {
            id: "kimi openai route",
            text: "/coding/v1/chat/completions",
        },
    ],
    check: Check::Code(check),
};

const WANTED: &str = "https://api.kimi.com/coding/";

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let wrong = |block: &Block| {
        block.host() == "api.kimi.com"
            && block.route().starts_with("/coding")
            && (block.speaks_openai()
                || (block.route().ends_with("/v1")
                    && block.api.as_deref() != Some("anthropic-messages")))
    };
    let blocks = blocks::blocks(ctx);
    let block = blocks.iter().find(|block| wrong(block));
    let right = blocks
        .iter()
        .any(|block| block.host() == "api.kimi.com" && !wrong(block));
    let heard = blocks::heard(ctx, &["kimi openai route"]).filter(|_| !right);
    let Some(span) = block.map(|block| block.span).or(heard) else {
        return;
    };
    let refused = blocks::heard(ctx, &["kimi-code-client-refused"]);
    // In 2026.9 a request by this address is answered with the client header that Kimi Code asks for.
    let certainty = match refused {
        Some(_) => Certainty::Certain,
        None => Certainty::Likely,
    };
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        certainty,
        text!("kimi-code-openai-route.message"),
    )
    .at(block.and_then(|block| block.key("baseUrl")), Some(span))
    .headline(text!("kimi-code-openai-route.headline"))
    .explains("provider-refused *")
    .explains("provider-failed *")
    .explains("unexplained")
    .quote(span, text!("config.quote"));
    if let Some(span) = refused {
        finding = finding.quote(span, text!("common.provider-says"));
    }
    let keys = block.and_then(|block| Some((block.key("baseUrl")?, block.key("api")?)));
    match keys {
        Some((url, api)) => {
            finding = finding.fix(Fix::new(
                text!("kimi-code-openai-route.fix", url = WANTED),
                Applicability::Safe,
                text!("kimi-code-openai-route.fix-why"),
                vec![
                    Change::Set {
                        path: url,
                        value: Value::String(WANTED.into()),
                    },
                    Change::Set {
                        path: api,
                        value: Value::String("anthropic-messages".into()),
                    },
                ],
            ));
        }
        None => {
            finding = finding.ask(
                "openclaw config get models.providers",
                text!("common.block-ask"),
            );
        }
    }
    findings.push(finding);
}
