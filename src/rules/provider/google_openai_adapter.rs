//! `google-openai-adapter`: Google's own address is called in OpenAI's language.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Value;
use crate::rules::blocks;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "google-openai-adapter",
    layer: Layer::Provider,
    patterns: &[Pattern {
        id: "google openai",
        text: "\"openai-completions\" for google",
    }],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let blocks = blocks::blocks(ctx);
    let block = blocks.iter().find(|block| {
        block.host() == "generativelanguage.googleapis.com"
            && block.speaks_openai()
            && block.route().contains("/v1")
            && !block.route().ends_with("/openai")
    });
    let heard = blocks::heard(ctx, &["google openai"]);
    let Some(span) = block.map(|block| block.span).or(heard) else {
        return;
    };
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Likely,
        text!("google-openai-adapter.message"),
    )
    .at(block.and_then(|block| block.key("api")), Some(span))
    .headline(text!("google-openai-adapter.headline"))
    .explains("provider-failed *")
    .explains("unexplained")
    .quote(span, text!("config.quote"));
    if let Some(path) = block.and_then(|block| block.key("api")) {
        finding = finding.fix(Fix::new(
            text!("google-openai-adapter.fix"),
            Applicability::Safe,
            text!("google-openai-adapter.fix-why"),
            vec![Change::Set {
                path,
                value: Value::String("google-generative-ai".into()),
            }],
        ));
    } else {
        finding = finding.ask(
            "openclaw config get models.providers",
            text!("common.block-ask"),
        );
    }
    findings.push(finding);
}
