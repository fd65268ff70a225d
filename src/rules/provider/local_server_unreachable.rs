//! `local-server-unreachable`: a model server on this or another machine of the network does not answer.

use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::rules::blocks::{self, Block};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "local-server-unreachable",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "local-server-unreachable",
            text: "Ollama could not be reached at {url}",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "LM Studio could not be reached at {url}",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "ECONNREFUSED 127.0.0.1:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "ECONNREFUSED 127.0.0.1:1234",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "ECONNREFUSED ::1:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "127.0.0.1:11434{x}container",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "container{x}127.0.0.1:11434",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "localhost:11434{x}container",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "connection refused by the provider endpoint",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "container uses 172.17.0.1",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "Connection error to http://192.168.",
        },
        Pattern {
            id: "local-server-unreachable",
            text: "Connection error to http://10.",
        },
        Pattern {
            id: "not reached",
            text: "=fetch failed",
        },
        Pattern {
            id: "not reached",
            text: "Error: fetch failed",
        },
        Pattern {
            id: "not reached",
            text: "Connection error.",
        },
        Pattern {
            id: "not reached",
            text: "network connection error",
        },
        Pattern {
            id: "not reached",
            text: "is unreachable from this host",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = blocks::heard(ctx, &["local-server-unreachable"]);
    let blocks = blocks::blocks(ctx);
    let local = blocks.iter().find(|block| block.is_local());
    // A general sentence is of the local server where no other is set up.
    let general = blocks::heard(ctx, &["not reached"])
        .filter(|_| local.is_some() && blocks.iter().all(Block::is_local));
    let Some(span) = said.or(general) else {
        return;
    };
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Likely,
        text!("local-server-unreachable.message"),
    )
    .at(None, Some(span))
    .headline(text!("local-server-unreachable.headline"))
    .explains("network-failed")
    .explains("timeout")
    .explains("provider-failed *")
    .explains("unexplained")
    .quote(span, text!("local-server-unreachable.quote"));
    match local {
        Some(block) => finding = finding.quote(block.span, text!("config.quote")),
        None => {
            finding = finding.ask(
                "openclaw config get models.providers",
                text!("common.block-ask"),
            );
        }
    }
    let address = Step {
        phase: Phase::Edit,
        title: text!("local-server-unreachable.address"),
        why: text!("local-server-unreachable.address-why"),
        commands: vec![Command::any(
            "curl -sS http://host.docker.internal:11434/api/tags",
            text!("local-server-unreachable.address-purpose"),
        )],
        expect: text!("local-server-unreachable.address-expect"),
        if_not: text!("local-server-unreachable.listen-if-not"),
        done: None,
    };
    let listen = Step {
        phase: Phase::Set,
        title: text!("local-server-unreachable.listen"),
        why: text!("local-server-unreachable.listen-why"),
        commands: Vec::new(),
        expect: text!("local-server-unreachable.address-expect"),
        if_not: text!("local-server-unreachable.listen-if-not"),
        done: None,
    };
    findings.push(finding.step(address).step(listen));
}
