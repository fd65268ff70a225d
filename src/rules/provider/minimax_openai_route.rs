//! `minimax-openai-route`: MiniMax refuses the key at its OpenAI address.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Value;
use crate::rules::blocks;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "minimax-openai-route",
    layer: Layer::Provider,
    patterns: &[Pattern {
        id: "minimax refused",
        text: "invalid api key (2049)",
    }],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(refused) = blocks::heard(ctx, &["minimax refused"]) else {
        return;
    };
    let blocks = blocks::blocks(ctx);
    let Some(block) = blocks
        .iter()
        .find(|block| block.host().contains("minimax") && block.route() == "/v1")
    else {
        return;
    };
    let wanted = format!("https://{}/anthropic", block.host());
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Likely,
        text!(
            "minimax-openai-route.message",
            url = block.url.as_str(),
            wanted = wanted.as_str()
        ),
    )
    .at(block.key("baseUrl"), Some(block.span))
    .headline(text!("minimax-openai-route.headline"))
    .explains("provider-refused *")
    .explains("provider-failed *")
    .explains("unexplained")
    .quote(block.span, text!("config.quote"))
    .quote(refused, text!("common.provider-says"));
    if let (Some(url), Some(api)) = (block.key("baseUrl"), block.key("api")) {
        finding = finding.fix(Fix::new(
            text!("minimax-openai-route.fix", wanted = wanted.as_str()),
            Applicability::Unsafe,
            text!("minimax-openai-route.fix-why"),
            vec![
                Change::Set {
                    path: url,
                    value: Value::String(wanted.into()),
                },
                Change::Set {
                    path: api,
                    value: Value::String("anthropic-messages".into()),
                },
            ],
        ));
    }
    findings.push(finding);
}
