//! `key-out-of-reach`: a key is there for the shell, but not for the gateway's service.

use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::rules::{Check, Rule};
use crate::setup::Source;
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "key-out-of-reach",
    layer: Layer::Credentials,
    patterns: &[
        Pattern {
            id: "shell-key",
            text: "exported {variable} in the shell",
        },
        Pattern {
            id: "shell-key",
            text: "env | grep {variable}",
        },
        Pattern {
            id: "shell-key",
            text: "printenv {variable}",
        },
        Pattern {
            id: "local-works",
            text: "--local succeeds",
        },
        Pattern {
            id: "managed-keys",
            text: "OPENCLAW_SERVICE_MANAGED_ENV_KEYS",
        },
        Pattern {
            id: "config-env",
            text: "env.{variable} in config",
        },
        Pattern {
            id: "config-env",
            text: "env.{variable} in openclaw.json",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let hit = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    let refused = ctx.setup.refusals.first().map(|refusal| refusal.line.span);
    let trouble = refused
        .or_else(|| hit("no-key-found").map(|hit| ctx.place(hit.span)))
        .or_else(|| hit("no-credentials").map(|hit| ctx.place(hit.span)));
    let shell = ctx.setup.credentials.iter().find(|credential| {
        let only = |other: &&crate::setup::Credential| {
            other.provider == credential.provider && !matches!(other.source, Source::Shell(_))
        };
        matches!(credential.source, Source::Shell(_))
            && !ctx.setup.credentials.iter().any(|other| only(&other))
    });
    if let (Some(shell), Some(trouble)) = (shell, trouble) {
        let place = shell.shown.span;
        findings.push(finding(Certainty::Likely, place, Some(trouble), false));
    } else if let (Some(hit), Some(trouble)) = (hit("shell-key"), trouble) {
        findings.push(finding(
            Certainty::Likely,
            ctx.place(hit.span),
            Some(trouble),
            false,
        ));
    } else if let Some(hit) = hit("local-works") {
        findings.push(finding(Certainty::Likely, ctx.place(hit.span), None, false));
    } else if let Some(config) = hit("config-env") {
        // Read by the command line; the service of some releases does not get it.
        let managed = hit("managed-keys").map(|hit| ctx.place(hit.span));
        let other = managed.or(trouble);
        findings.push(finding(
            Certainty::Likely,
            ctx.place(config.span),
            other,
            true,
        ));
    }
}

fn finding(certainty: Certainty, place: Span, trouble: Option<Span>, config: bool) -> Finding {
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        certainty,
        match config {
            true => text!("key-out-of-reach.config"),
            false => text!("key-out-of-reach.message"),
        },
    )
    .at(None, Some(place))
    .quote(place, text!("key-out-of-reach.quote"))
    .explains("no-credentials *")
    .explains("provider-refused *")
    .headline(text!("key-out-of-reach.headline"))
    .fact(
        "service-environment",
        "openclaw 2026.3.8 buildGatewayInstallPlan; issue 95586 for 2026.6.9",
        text!("key-out-of-reach.fact"),
    )
    .ask(
        "openclaw gateway status --deep",
        text!("common.ask-gateway"),
    );
    if let Some(trouble) = trouble {
        finding = finding.quote(trouble, text!("key-out-of-reach.trouble"));
    }
    finding
        .step(Step {
            phase: Phase::Key,
            title: text!("key-out-of-reach.step"),
            why: text!("key-out-of-reach.why"),
            commands: Vec::new(),
            expect: text!("key-out-of-reach.expect"),
            if_not: text!("common.if-not-gateway"),
            done: None,
        })
        .step(Step {
            phase: Phase::Restart,
            title: text!("gateway-token-mismatch.service"),
            why: text!("key-out-of-reach.service-why"),
            commands: vec![
                Command::any(
                    "openclaw gateway install --force",
                    text!("common.reinstall-purpose"),
                ),
                Command::any("openclaw gateway restart", text!("plan.restart.purpose")),
            ],
            expect: text!("key-out-of-reach.works"),
            if_not: text!("common.if-not-gateway"),
            done: None,
        })
}
