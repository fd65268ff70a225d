//! `secret-overwritten`: a mask or a word for "nothing" was written where a secret belongs.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{Certainty, Finding, Layer, Phase, Severity};
use crate::rules::sentence;
use crate::rules::{Check, Rule, Sentence, StepRow};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-overwritten",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "sentinel",
            text: "reserved redaction sentinel",
        },
        Pattern {
            id: "sentinel",
            text: "\"__OPENCLAW_REDACTED__\" is not valid config data",
        },
    ],
    check: Check::Code(check),
};

static ROWS: &[Sentence] = &[Sentence {
    hits: &[],
    unless: &[],
    when: Interval::ALWAYS,
    severity: Severity::Error,
    certainty: Certainty::Certain,
    message: "secret-overwritten.message",
    note: "common.said",
    headline: Some("secret-overwritten.headline"),
    fact: None,
    symptoms: &[],
    explains: &["no-credentials*", "provider-refused*", "config-rejected*"],
    asks: &[],
    steps: &[StepRow {
        phase: Phase::Key,
        title: "secret-overwritten.again",
        why: "secret-overwritten.again-why",
        commands: &[],
        expect: "secret-overwritten.again-expect",
        if_not: "common.paste-status",
    }],
    docs: None,
}];

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = ROWS
        .iter()
        .find_map(|row| sentence::finding(ctx, &RULE, row));
    findings.extend(said);
    let words = ["undefined", "null", "[object Object]", "NaN"];
    for found in ctx.secret_texts() {
        // The gateway's own token has a rule of its own.
        let own = found
            .path
            .0
            .first()
            .is_some_and(|first| first.text() == "gateway");
        if own || !words.contains(&found.value.value.as_str()) {
            continue;
        }
        let place = found.value.span;
        findings.push(
            Finding::new(
                RULE.id,
                Severity::Warning,
                Certainty::Likely,
                text!(
                    "secret-overwritten.word",
                    path = found.path.to_string(),
                    value = found.value.value.as_str()
                ),
            )
            .at(Some(found.path), Some(place))
            .quote(place, text!("config.quote"))
            .headline(text!("secret-overwritten.word-headline"))
            .explains("provider-refused*")
            .explains("chat-silent*"),
        );
    }
}
