//! `model-not-allowed`: the list of models that may be chosen does not hold the one that was chosen.

use crate::context::Context;
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::{Object, Path, Value};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-not-allowed",
    layer: Layer::Model,
    patterns: &[
        Pattern {
            id: "model-not-allowed",
            text: "Model \"{model}\" is not allowed",
        },
        Pattern {
            id: "model-not-allowed",
            text: "Model '{model}' is not allowed",
        },
        Pattern {
            id: "model-not-allowed",
            text: "model not allowed: {model}",
        },
        Pattern {
            id: "model-not-allowed",
            text: "Model override \"{model}\" is not allowed",
        },
        Pattern {
            id: "model-not-allowed",
            text: "Model override {model} is not allowed",
        },
        Pattern {
            id: "model-not-allowed",
            text: "model \"{model}\" is not allowed by agents.defaults.model",
        },
        Pattern {
            id: "model-not-allowed unnamed",
            text: "model not allowed despite",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &ctx.paste.cleaned.text;
    let hit = |hit: &&crate::signals::Hit| hit.id.starts_with("model-not-allowed");
    let Some(hit) = ctx.signals.iter().find(hit) else {
        return;
    };
    let ends: &[char] = &['.', ',', ';', ')', '"', '\'', '`', '\\'];
    let word = hit.capture(text, "model").unwrap_or("");
    let model = word
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_matches(ends);
    let place = ctx.place(hit.span);
    let policy = Path::of(["agents", "defaults", "modelPolicy", "allow"]);
    let map = Path::of(["agents", "defaults", "models"]);
    // A file that was not migrated yet still restricts by the map (run on 2026.9.6).
    let has = |path: &Path| {
        let config = ctx.config.as_ref();
        config.is_some_and(|config| config.at(path).is_some())
    };
    let by_policy = ctx.has_model_policy() && (has(&policy) || !has(&map));
    let path = if by_policy { &policy } else { &map };
    let shown = path.to_string();
    let message = match model {
        "" => text!("model-not-allowed.unnamed", path = shown.as_str()),
        model => text!(
            "model-not-allowed.message",
            model = model,
            path = shown.as_str()
        ),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, Certainty::Certain, message)
        .at(None, Some(place))
        .quote(place, text!("common.own-words"))
        .symptom(format!("model-unresolved {model}"))
        .explains(format!("model-unresolved {model}"))
        .headline(text!("model-not-allowed.headline", path = shown.as_str()));
    let (id, source) = (
        "allowlist",
        "openclaw 2026.8.1 docs concepts/models.md; 2026.3.8 buildAllowedModelSet",
    );
    finding = match by_policy {
        true => finding.fact(
            id,
            source,
            text!("model-not-allowed.policy-fact", path = shown.as_str()),
        ),
        false => finding.fact(
            id,
            source,
            text!("model-not-allowed.map-fact", path = shown.as_str()),
        ),
    };
    if !ctx.release_is_known() {
        finding = finding.ask("openclaw --version", text!("model-not-allowed.ask-version"));
    }
    if let (Some(config), false) = (&ctx.config, model.is_empty()) {
        let change = match by_policy {
            true => config.at(&policy).map(|list| Change::Insert {
                path: policy.join(list.elements().count()),
                value: Value::String(model.to_owned().into()),
            }),
            false => config.at(&map).map(|_| Change::Insert {
                path: map.join(model),
                value: Value::Object(Object::default()),
            }),
        };
        let taken = !by_policy && has(&map.join(model));
        if let Some(change) = change.filter(|_| !taken) {
            finding = finding.fix(Fix::new(
                text!(
                    "model-not-allowed.fix",
                    model = model,
                    path = shown.as_str()
                ),
                Applicability::Safe,
                text!("model-not-allowed.fix-why"),
                vec![change],
            ));
        }
    }
    findings.push(finding.step(Step {
        phase: Phase::Set,
        title: text!("model-not-allowed.step", path = shown.as_str()),
        why: text!("model-not-allowed.step-why"),
        commands: vec![Command::any(
            format!("openclaw config get {shown}"),
            text!("model-not-allowed.get"),
        )],
        expect: text!("model-not-allowed.expect"),
        if_not: text!("step.look.if-not", command = "openclaw models status"),
        done: None,
    }));
}
