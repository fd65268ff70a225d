//! `answer-timed-out`: the model gave no answer in time, or OpenClaw says so of something else.

use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::json5::Path;
use crate::lang::Text;
use crate::rules::blocks::{self, Block};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "answer-timed-out",
    layer: Layer::Provider,
    patterns: &[
        Pattern {
            id: "timed out",
            text: "LLM request timed out",
        },
        Pattern {
            id: "timed out",
            text: "LLM request timeout",
        },
        Pattern {
            id: "timed out",
            text: "Request timed out before a response was generated",
        },
        Pattern {
            id: "timed out",
            text: "LLM idle timeout",
        },
        Pattern {
            id: "run timed out",
            text: "embedded run timeout: {run} timeoutMs={ms}",
        },
        Pattern {
            id: "run timed out",
            text: "silently falls back to {model} after 60s",
        },
        Pattern {
            id: "duration",
            text: "durationMs={ms}",
        },
        Pattern {
            id: "duration",
            text: "\"durationMs\":{ms}",
        },
    ],
    check: Check::Code(check),
};

/// From so long on the time was really waited for; OpenClaw waits a minute at least.
const WAITED: u64 = 30_000;
/// Below this nothing was waited for: the address was not reached.
const AT_ONCE: u64 = 5_000;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let whole = blocks::heard(ctx, &["run timed out"]);
    let Some(span) = blocks::heard(ctx, &["timed out"]).or(whole) else {
        return;
    };
    let text = &ctx.paste.cleaned.text;
    let longest = ctx
        .signals
        .iter()
        .filter(|hit| hit.id == "duration")
        .filter_map(|hit| {
            let word = hit.capture(text, "ms")?.trim_start();
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            Some((digits.parse::<u64>().ok()?, ctx.place(hit.span)))
        })
        .max();
    let local = blocks::blocks(ctx).iter().any(Block::is_local)
        || ctx
            .setup
            .default_model()
            .is_some_and(|model| ["ollama", "lmstudio", "vllm"].contains(&model.provider.as_str()));
    let waited = whole.is_some() || longest.is_some_and(|(ms, _)| ms >= WAITED);
    let at_once = longest.is_some_and(|(ms, _)| ms < AT_ONCE) && !waited;
    let (message, certainty) = match (waited, at_once) {
        (true, _) => (text!("answer-timed-out.slow"), Certainty::Likely),
        (_, true) => (text!("answer-timed-out.at-once"), Certainty::Likely),
        _ => (text!("answer-timed-out.unclear"), Certainty::Possible),
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, certainty, message)
        .at(None, Some(span))
        .symptom("provider-failed ?")
        .symptom("timeout")
        .symptom("unexplained")
        .explains("cooldown")
        .headline(text!("answer-timed-out.headline"))
        .quote(span, text!("config.printed"));
    if let Some((ms, span)) = longest {
        finding = finding.quote(
            span,
            text!(
                "answer-timed-out.duration",
                seconds = (ms / 1000).to_string()
            ),
        );
    }
    if waited {
        finding = finding.step(longer(ctx));
    } else {
        finding = finding.ask("openclaw logs", text!("answer-timed-out.ask"));
        if !local {
            finding = finding.ask("openclaw models status", text!("common.models-ask"));
        }
    }
    if local || waited {
        finding = finding.step(reach());
    }
    findings.push(finding);
}

/// Waiting longer, by the key that the release has.
fn longer(ctx: &Context<'_>) -> Step {
    let release = ctx.release.release;
    let provider = ctx
        .setup
        .default_model()
        .map(|model| model.provider.as_str())
        .filter(|id| !id.is_empty())
        .unwrap_or("<id>");
    let has =
        |path: &[&str], key: &str| blocks::declares(release, &Path::of(path.iter().copied()), key);
    let key = if has(&["models", "providers", "x"], "timeoutSeconds") {
        format!("models.providers.{provider}.timeoutSeconds")
    } else if has(&["agents", "defaults", "llm"], "idleTimeoutSeconds") {
        "agents.defaults.llm.idleTimeoutSeconds".to_owned()
    } else {
        "agents.defaults.timeoutSeconds".to_owned()
    };
    let why: Text = text!("answer-timed-out.longer-why");
    Step {
        phase: Phase::Set,
        title: text!("answer-timed-out.longer", key = key.as_str()),
        why,
        commands: vec![Command::any(
            format!("openclaw config set {key} 300"),
            text!("common.sets"),
        )],
        expect: text!("common.answered"),
        if_not: text!(
            "answer-timed-out.longer-if-not",
            command = "openclaw hooks disable session-memory"
        ),
        done: None,
    }
}

fn reach() -> Step {
    Step {
        phase: Phase::Check,
        title: text!("answer-timed-out.reach"),
        why: text!("answer-timed-out.reach-why"),
        commands: vec![Command::any(
            "curl -sS -m 10 <baseUrl>/models",
            text!("answer-timed-out.reach-purpose"),
        )],
        expect: text!("answer-timed-out.reach-expect"),
        if_not: text!("local-server-unreachable.address-why"),
        done: None,
    }
}
