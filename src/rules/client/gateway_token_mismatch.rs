//! `gateway-token-mismatch`: a client sends another token than the gateway's, or a token is the word
//! `undefined`.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::Path;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::{Seen, Span};
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "gateway-token-mismatch",
    layer: Layer::Client,
    patterns: &[
        Pattern {
            id: "token-mismatch",
            text: "gateway token mismatch",
        },
        Pattern {
            id: "token-mismatch",
            text: "gateway password mismatch",
        },
        Pattern {
            id: "token-mismatch",
            text: "reason=token_mismatch",
        },
        Pattern {
            id: "token-mismatch",
            text: "AUTH_TOKEN_MISMATCH",
        },
        Pattern {
            id: "token-mismatch",
            text: "token_mismatch error",
        },
        Pattern {
            id: "token-mismatch browser",
            text: "gateway token mismatch (open the dashboard URL",
        },
        Pattern {
            id: "token-mismatch remote",
            text: "set gateway.remote.token to match gateway.auth.token",
        },
        Pattern {
            id: "token-mismatch service",
            text: "Config token differs from service token",
        },
        Pattern {
            id: "token-undefined",
            text: "OPENCLAW_GATEWAY_TOKEN=undefined",
        },
        Pattern {
            id: "token-undefined",
            text: "\"token\": \"undefined\"",
        },
    ],
    check: Check::Code(check),
};

const VARIABLE: &str = "OPENCLAW_GATEWAY_TOKEN";

/// The command line took the variable before the config (localTokenPrecedence, last in 2026.7.35).
const VARIABLE_FIRST: Interval = Interval::until("2026.8.1");

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let hit = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    let missing = |id: &str| id.starts_with("sent-no-token");
    // The word may stand for another token too.
    let of_gateway = || match &ctx.config {
        Some(config) => [["gateway", "auth", "token"], ["gateway", "remote", "token"]]
            .iter()
            .any(|path| {
                let node = config.at(&Path::of(*path));
                node.and_then(|node| node.as_str()).as_deref() == Some("undefined")
            }),
        None => true,
    };
    if let Some(undefined) = hit("token-undefined").filter(|_| of_gateway()) {
        findings.push(undefined_token(ctx, ctx.place(undefined.span)));
        return;
    }
    let plain = hit("token-mismatch");
    let remote = hit("token-mismatch remote");
    // A hint in brackets belongs to the sentence before it.
    let of_missing = plain.is_none() && ctx.signals.iter().any(|hit| missing(hit.id));
    let first = match (plain, remote, hit("token-mismatch service")) {
        (Some(hit), _, _) | (None, Some(hit), _) | (None, None, Some(hit)) if !of_missing => hit,
        _ => return,
    };
    let place = ctx.place(first.span);
    let copies = copies(ctx);
    let differ = |one: &Seen<String>| {
        copies
            .iter()
            .any(|other| other.value != one.value && whole(&other.value) && whole(&one.value))
    };
    let proven = copies.iter().any(differ);
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Certain,
        match proven {
            true => text!("gateway-token-mismatch.message-proven"),
            false => text!("gateway-token-mismatch.message"),
        },
    )
    .at(None, Some(place))
    .quote(place, text!("common.own-words"))
    .headline(text!("gateway-token-mismatch.headline"))
    .symptom("client-refused")
    .explains("client-refused")
    .explains("gateway-unreachable");
    for copy in copies.iter().filter(|copy| copy.span != place).take(4) {
        finding = finding.quote(copy.span, text!("gateway-token-mismatch.copy"));
    }
    let fact = match VARIABLE_FIRST.holds(ctx.version()) {
        true => text!("gateway-token-mismatch.order-old", variable = VARIABLE),
        false => text!("gateway-token-mismatch.order", variable = VARIABLE),
    };
    let finding = finding.fact(
        "gateway-token-order",
        "openclaw 2026.3.8 to 2026.9.6: resolveGatewayAuth, localTokenPrecedence",
        fact,
    );
    let finding = match proven {
        true => finding,
        false => finding.ask(
            "openclaw gateway status --deep",
            text!("common.ask-gateway"),
        ),
    };
    let browser = ctx
        .signals
        .iter()
        .any(|hit| hit.id == "token-mismatch browser");
    findings.push(if browser {
        finding.step(browser_step())
    } else {
        finding.step(one_token(ctx)).step(service())
    });
}

/// Every place of the paste that gives the gateway's token.
fn copies(ctx: &Context<'_>) -> Vec<Seen<String>> {
    let mut copies = Vec::new();
    if let Some(config) = &ctx.config {
        for path in [
            ["gateway", "auth", "token"],
            ["gateway", "remote", "token"],
            ["env", "vars", VARIABLE],
        ] {
            if let Some(node) = config.at(&Path::of(path))
                && let Some(value) = node.as_str()
            {
                let place = config.place(ctx.paste, node.span());
                copies.push(Seen::new(value.into_owned(), place));
            }
        }
    }
    let files = ctx.outputs.env_files.iter().flat_map(|file| &file.entries);
    let named = files.map(|entry| (&entry.name, &entry.value));
    let units = ctx.outputs.units.iter().flat_map(|unit| &unit.environment);
    let services = ctx
        .outputs
        .gateway_status
        .iter()
        .flat_map(|status| &status.service_env);
    let served = units.chain(services).map(|(name, value)| (name, value));
    let variables = named
        .chain(served)
        .filter(|(name, _)| name.value == VARIABLE);
    copies.extend(variables.map(|(_, value)| value.clone()));
    copies
}

/// Whether a value is shown as it is: neither masked nor a reference.
fn whole(value: &str) -> bool {
    !value.is_empty() && !value.contains(['*', '…', '<', '$']) && !value.contains("...")
}

fn undefined_token(ctx: &Context<'_>, place: Span) -> Finding {
    let path = Path::of(["gateway", "auth", "token"]);
    let written = ctx.config.as_ref().and_then(|config| {
        let node = config.at(&path)?;
        (node.as_str()? == "undefined").then_some(())
    });
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Certain,
        text!("gateway-token-mismatch.undefined", word = "undefined"),
    )
    .at(written.map(|()| path.clone()), Some(place))
    .quote(place, text!("gateway-token-mismatch.undefined-quote"))
    .symptom("client-refused")
    .explains("client-refused")
    .explains("gateway-unreachable")
    .step(Step {
        phase: Phase::Set,
        title: text!("gateway-token-missing.make"),
        why: text!("gateway-token-missing.make-why"),
        commands: vec![Command::any(
            "openclaw doctor --generate-gateway-token",
            text!("gateway-token-missing.make-purpose"),
        )],
        expect: text!("common.connects"),
        if_not: text!("common.if-not-gateway"),
        done: None,
    })
    .step(service());
    if written.is_some() {
        finding = finding.fix(Fix::new(
            text!("gateway-token-mismatch.fix"),
            Applicability::Unsafe,
            text!("gateway-token-mismatch.fix-why"),
            vec![Change::Remove { path }],
        ));
    }
    finding
}

fn browser_step() -> Step {
    Step {
        phase: Phase::Set,
        title: text!("gateway-token-missing.open"),
        why: text!("gateway-token-missing.open-why"),
        commands: vec![Command::any(
            "openclaw dashboard",
            text!("gateway-token-missing.open-purpose"),
        )],
        expect: text!("common.connects"),
        if_not: text!("gateway-token-missing.open-if-not"),
        done: None,
    }
}

fn one_token(ctx: &Context<'_>) -> Step {
    Step {
        phase: Phase::Key,
        title: text!("gateway-token-mismatch.one"),
        why: text!(
            "gateway-token-mismatch.one-why",
            variable = VARIABLE,
            env = ctx.state_file(".env")
        ),
        commands: vec![Command::any(
            "openclaw config get gateway.remote.token",
            text!("gateway-token-mismatch.remote"),
        )],
        expect: text!("gateway-token-mismatch.one-expect"),
        if_not: text!("common.if-not-gateway"),
        done: None,
    }
}

fn service() -> Step {
    Step {
        phase: Phase::Restart,
        title: text!("gateway-token-mismatch.service"),
        why: text!("gateway-token-mismatch.service-why"),
        commands: vec![
            Command::any(
                "openclaw gateway install --force",
                text!("common.reinstall-purpose"),
            ),
            Command::any("openclaw gateway restart", text!("plan.restart.purpose")),
        ],
        expect: text!("common.connects"),
        if_not: text!("common.if-not-gateway"),
        done: None,
    }
}
