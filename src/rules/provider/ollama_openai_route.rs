//! `ollama-openai-route`: Ollama is called by its OpenAI address, or without the version it needs.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Value;
use crate::rules::blocks::{self, Block};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "ollama-openai-route",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "ollama v1",
            text: ":11434/v1",
        },
        Pattern {
            id: "ollama v1",
            text: "Ollama model with /v1",
        },
        Pattern {
            id: "ollama not found",
            text: "404 page not found (http{url}:11434",
        },
        Pattern {
            id: "ollama trouble",
            text: "loading forever",
        },
    ],
    check: Check::Code(check),
};

/// The adapter `ollama` exists from here on (schemas of 2026.2.12 and 2026.2.17).
const SINCE: &str = "2026.2.17";

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let blocks = blocks::blocks(ctx);
    let native = |block: &Block| block.api.as_deref() == Some("ollama");
    let of_ollama = |block: &&Block| block.port() == Some("11434") && block.route() == "/v1";
    // From 2026.3.8 on the adapter itself takes `/v1` away.
    let block = blocks
        .iter()
        .filter(of_ollama)
        .find(|block| !native(block) || ctx.is_before("2026.3.8"));
    let harmless = blocks
        .iter()
        .any(|block| of_ollama(&block) && native(block));
    let not_found = blocks::heard(ctx, &["ollama not found"]);
    let heard = not_found.or_else(|| blocks::heard(ctx, &["ollama v1"]).filter(|_| !harmless));
    let Some(span) = block.map(|block| block.span).or(heard) else {
        return;
    };
    let trouble = blocks::heard(
        ctx,
        &[
            "tool-calls-as-text",
            "model-without-tools",
            "page answered",
            "ollama trouble",
        ],
    );
    let mut finding = Finding::new(
        RULE.id,
        match trouble.or(not_found) {
            Some(_) => Severity::Error,
            None => Severity::Warning,
        },
        match not_found {
            Some(_) => Certainty::Certain,
            None => Certainty::Likely,
        },
        text!("ollama-openai-route.message"),
    )
    .at(block.and_then(|block| block.key("baseUrl")), Some(span))
    .headline(text!("ollama-openai-route.headline"))
    .explains("provider-failed *")
    .explains("not-found")
    .quote(span, text!("config.quote"));
    if let Some(span) = trouble {
        finding = finding.quote(span, text!("ollama-openai-route.trouble"));
    }
    let keys = block.and_then(|block| Some((block, block.key("baseUrl")?, block.key("api")?)));
    if let Some((block, url, api)) = keys
        && !ctx.is_before(SINCE)
    {
        let root = block
            .url
            .trim_end_matches('/')
            .trim_end_matches("/v1")
            .to_owned();
        finding = finding.fix(Fix::new(
            text!("ollama-openai-route.fix", url = root.as_str()),
            Applicability::Unsafe,
            text!("ollama-openai-route.fix-why"),
            vec![
                Change::Set {
                    path: url,
                    value: Value::String(root.into()),
                },
                Change::Set {
                    path: api,
                    value: Value::String("ollama".into()),
                },
            ],
        ));
    }
    findings.push(finding);
}
