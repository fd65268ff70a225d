//! `plan-key-endpoint`: a key of a plan is sent to the address for keys that pay as they go, or the
//! other way round.

use crate::context::Context;
use crate::facts::endpoints::{self, Endpoint};
use crate::facts::keys::{KeyPrefix, key_prefix};
use crate::facts::providers;
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::{Path, Value};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "plan-key-endpoint",
    layer: Layer::Credentials,
    patterns: &[
        // Z.AI's answer to a plan's key at the general address: it speaks of the balance.
        Pattern {
            id: "plan zai",
            text: "余额不足或无可用资源包",
        },
        Pattern {
            id: "plan zai",
            text: "\"code\":\"1113\"",
        },
        Pattern {
            id: "plan zai",
            text: "\"code\": \"1113\"",
        },
        Pattern {
            id: "plan zai",
            text: "error 1113",
        },
        Pattern {
            id: "plan address",
            text: "dashscope.aliyuncs.com",
        },
        Pattern {
            id: "plan address",
            text: "ark.cn-beijing.volces.com",
        },
        Pattern {
            id: "plan address",
            text: "token-plan key",
        },
        Pattern {
            id: "plan key",
            text: "sk-sp-",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    // The key proves it: it belongs to the same vendor's other way of billing.
    for credential in &ctx.setup.credentials {
        let Some(prefix) = key_prefix(&credential.shown.value) else {
            continue;
        };
        let address = ctx
            .setup
            .base_url(&credential.provider, ctx.release.release);
        let Some(row) = address
            .as_ref()
            .and_then(|address| endpoints::endpoint(&address.value))
        else {
            continue;
        };
        if let Some(billing) = endpoints::other_billing(prefix, row) {
            let span = credential.shown.span;
            let written = address.and_then(|address| address.path.map(|path| (path, address.span)));
            let provider = credential.provider.as_str();
            let found = proven(ctx, prefix, row, (provider, billing), span, written);
            findings.push(found);
            return;
        }
    }
    let hit = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    let refused = ctx.setup.refusals.first();
    if let Some(hit) = hit("plan zai") {
        findings.push(zai(ctx, ctx.place(hit.span)));
    } else if let (Some(refused), Some(key)) = (refused, hit("plan key")) {
        let pay = "https://coding.dashscope.aliyuncs.com/v1";
        findings.push(open(ctx, refused.line.span, ctx.place(key.span), pay));
    } else if let (Some(refused), Some(address)) = (refused, hit("plan address")) {
        let text = &ctx.paste.cleaned.text;
        let line = text.get(address.span.start as usize..).unwrap_or("");
        let plan = line.starts_with("token-plan");
        let at_plan = text.contains("coding.dashscope") || text.contains("/api/coding");
        let known = !ctx.setup.credentials.is_empty() && !at_plan && !plan;
        if !known {
            let other = "https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1";
            findings.push(open(ctx, refused.line.span, ctx.place(address.span), other));
        }
    }
}

fn proven(
    ctx: &Context<'_>,
    prefix: &'static KeyPrefix,
    row: &Endpoint,
    (provider, billing): (&str, &'static str),
    key: Span,
    written: Option<(Path, Option<Span>)>,
) -> Finding {
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Certain,
        text!(
            "plan-key-endpoint.message",
            key = prefix.label,
            host = row.host,
            product = providers::label_of(row.product)
        ),
    )
    .at(None, Some(key))
    .quote(
        key,
        text!(
            "provider-key-mismatch.key",
            prefix = prefix.prefix,
            key = prefix.label
        ),
    )
    .fact(
        format!("endpoint {}", row.host),
        row.source,
        text!("plan-key-endpoint.fact", host = row.host, url = billing),
    )
    .explains("provider-refused *")
    .explains("provider-failed *")
    .explains("region-unclear *")
    .headline(text!(
        "plan-key-endpoint.headline",
        key = prefix.label,
        product = providers::label_of(row.product)
    ))
    .step(step(provider, billing));
    if let Some((path, span)) = written {
        finding = finding.at(Some(path.clone()), span.or(Some(key)));
        if ctx.config.is_some() {
            finding = finding.fix(Fix::new(
                text!("key-region-unclear.fix", host = billing),
                Applicability::Unsafe,
                text!("plan-key-endpoint.fix-why"),
                vec![Change::Set {
                    path,
                    value: Value::String(billing.into()),
                }],
            ));
        }
    }
    finding
}

/// Z.AI's words for a plan's key at the general address are those for an empty balance.
fn zai(ctx: &Context<'_>, place: Span) -> Finding {
    let text = &ctx.paste.cleaned.text;
    let general = text.contains("/api/paas/v4");
    let told = text.contains("coding endpoint") || general;
    let certainty = if told {
        Certainty::Likely
    } else {
        Certainty::Possible
    };
    let billing = match text.contains("bigmodel.cn") {
        true => "https://open.bigmodel.cn/api/coding/paas/v4",
        false => "https://api.z.ai/api/coding/paas/v4",
    };
    let written = ctx.setup.base_urls.iter().find(|base| {
        let row = endpoints::endpoint(&base.value.value);
        row.is_some_and(|row| row.product == "zai")
    });
    let mut finding = Finding::new(
        RULE.id,
        Severity::Error,
        certainty,
        text!("plan-key-endpoint.zai"),
    )
    .at(None, Some(place))
    .quote(place, text!("common.provider-says"))
    .fact(
        "endpoint api.z.ai",
        "openclaw: ZAI_CODING_GLOBAL_BASE_URL, ZAI_GLOBAL_BASE_URL; onboarding choices zai-coding-global, zai-coding-cn",
        text!("plan-key-endpoint.zai-fact", url = billing),
    )
    .explains("provider-refused *")
    .explains("provider-failed *")
    .explains("billing *")
    .headline(text!("plan-key-endpoint.zai-headline"))
    .ask(
        "openclaw config get models.providers.zai.baseUrl",
        text!("plan-key-endpoint.zai-ask"),
    )
    .step(step("zai", billing));
    if let Some(base) = written {
        finding = finding
            .at(Some(base.path.clone()), Some(base.value.span))
            .fix(Fix::new(
                text!("key-region-unclear.fix", host = billing),
                Applicability::Unsafe,
                text!("plan-key-endpoint.fix-why"),
                vec![Change::Set {
                    path: base.path.clone(),
                    value: Value::String(billing.into()),
                }],
            ));
    }
    finding
}

/// A refusal beside an address that has a twin for another way of billing.
fn open(_: &Context<'_>, refused: Span, address: Span, billing: &'static str) -> Finding {
    Finding::new(
        RULE.id,
        Severity::Error,
        Certainty::Possible,
        text!("plan-key-endpoint.open"),
    )
    .at(None, Some(refused))
    .quote(refused, text!("key-region-unclear.refused"))
    .quote(address, text!("plan-key-endpoint.address"))
    .explains("provider-refused *")
    .ask(
        "openclaw config get models.providers",
        text!("plan-key-endpoint.ask"),
    )
    .step(step("<id>", billing))
}

fn step(provider: &str, billing: &str) -> Step {
    Step {
        phase: Phase::Set,
        title: text!("plan-key-endpoint.step", url = billing),
        why: text!("plan-key-endpoint.why"),
        commands: vec![Command::any(
            format!("openclaw config set models.providers.{provider}.baseUrl {billing}"),
            text!("plan-key-endpoint.purpose"),
        )],
        expect: text!("plan-key-endpoint.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    }
}
