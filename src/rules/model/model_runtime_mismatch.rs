//! `model-runtime-mismatch`: the Codex runtime is forced on models of another provider, or a reference
//! still names the retired provider `openai-codex`.

use crate::context::Context;
use crate::facts::Interval;
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Step,
};
use crate::json5::Path;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "model-runtime-mismatch",
    layer: Layer::Model,
    patterns: &[
        Pattern {
            id: "codex-forced",
            text: "agentRuntime.id codex forced",
        },
        Pattern {
            id: "codex-legacy",
            text: "openai-codex/* refs are legacy",
        },
        Pattern {
            id: "codex-legacy",
            text: "Legacy `openai-codex/*`",
        },
    ],
    check: Check::Code(check),
};

/// OPENAI_CODEX_DEFAULT_MODEL names `openai/…` from this release on.
const RETIRED: Interval = Interval::since("2026.5.26");

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let hit = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    let path = Path::of(["agents", "defaults", "agentRuntime", "id"]);
    let forced = ctx.config.as_ref().and_then(|config| {
        let node = config.at(&path)?;
        (node.as_str()? == "codex").then(|| config.place(ctx.paste, node.span()))
    });
    let stranger = ctx.setup.models.iter().find(|model| {
        !model.provider.is_empty() && !["openai", "openai-codex"].contains(&model.provider.as_str())
    });
    let place = match (forced, stranger, hit("codex-forced")) {
        (Some(place), Some(_), _) => Some(place),
        (_, _, Some(hit)) => Some(ctx.place(hit.span)),
        _ => None,
    };
    if let Some(place) = place {
        let mut finding = Finding::new(
            RULE.id,
            Severity::Error,
            Certainty::Likely,
            text!("model-runtime-mismatch.message", path = path.to_string()),
        )
        .at(forced.map(|_| path.clone()), Some(place))
        .quote(place, text!("model-runtime-mismatch.quote"))
        .explains("model-unresolved *");
        if forced.is_some() {
            finding = finding.fix(Fix::new(
                text!("model-runtime-mismatch.fix", path = path.to_string()),
                Applicability::Unsafe,
                text!("model-runtime-mismatch.fix-why"),
                vec![Change::Remove { path: path.clone() }],
            ));
        }
        findings.push(finding.step(Step {
            phase: Phase::Set,
            title: text!("model-runtime-mismatch.step"),
            why: text!("model-runtime-mismatch.why"),
            commands: vec![Command::any(
                format!("openclaw config unset {path}"),
                text!("model-runtime-mismatch.fix", path = path.to_string()),
            )],
            expect: text!("model-unknown.expect"),
            if_not: text!("step.look.if-not", command = "openclaw models status"),
            done: None,
        }));
        return;
    }
    let retired = RETIRED.holds(ctx.version()) && ctx.release_is_known();
    let mut models = ctx.setup.models.iter();
    let written = models.find(|model| retired && model.provider == "openai-codex");
    let place = match (written, hit("codex-legacy")) {
        (Some(model), _) => model.name.span,
        (None, Some(hit)) => ctx.place(hit.span),
        (None, None) => return,
    };
    findings.push(
        Finding::new(
            RULE.id,
            Severity::Warning,
            Certainty::Likely,
            text!("model-runtime-mismatch.legacy"),
        )
        .at(written.and_then(|model| model.path.clone()), Some(place))
        .quote(place, text!("model-runtime-mismatch.legacy-quote"))
        .explains("model-unresolved openai-codex/*")
        .explains("no-credentials openai-codex")
        .step(Step {
            phase: Phase::Set,
            title: text!("model-runtime-mismatch.doctor"),
            why: text!("model-runtime-mismatch.doctor-why"),
            commands: vec![Command::any(
                "openclaw doctor --fix",
                text!("model-runtime-mismatch.doctor-purpose"),
            )],
            expect: text!("model-unknown.expect"),
            if_not: text!("step.look.if-not", command = "openclaw models status"),
            done: None,
        }),
    );
}
