//! `unexplained-error`: an output says that something failed, and no rule names the cause yet.

use crate::cli::{ErrorKind, ErrorLine};
use crate::context::Context;
use crate::finding::{Certainty, Finding, Layer, Severity};
use crate::intake::ArtifactKind;
use crate::rules::{Check, Rule};
use crate::text;

/// The rule. It runs last and says nothing of a line that another finding quotes.
pub static RULE: Rule = Rule {
    id: "unexplained-error",
    layer: Layer::Tools,
    patterns: &[],
    check: Check::Code(check),
};

/// More sentences that nothing explains help nobody.
const SHOWN: usize = 3;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let quoted = |line: &ErrorLine| {
        findings.iter().any(|finding| {
            finding
                .span
                .is_some_and(|span| span.overlaps(line.text.span))
        })
    };
    // A command that finds no gateway to ask for secrets reads them itself and goes on.
    let beside = ["secrets.resolve unavailable", "spawn tailscale ENOENT"];
    // Doctor and memory name the keys that their search for embeddings looked for.
    let embeddings = |line: &ErrorLine| {
        let kind = ctx.paste.artifacts.get(line.artifact).map(|at| at.kind);
        let looked = matches!(
            kind,
            Some(ArtifactKind::Doctor | ArtifactKind::DoctorLint | ArtifactKind::MemoryStatus)
        );
        looked && line.kind == ErrorKind::NoApiKey
    };
    let probe = ctx.setup.gateway.probe.as_ref();
    let answers = probe.is_some_and(|probe| probe.value);
    let installs = "plugin-not-installed";
    let installs = findings.iter().any(|finding| finding.rule == installs);
    let aside = |line: &ErrorLine| match line.kind {
        // `status --all` names the port of the gateway that runs.
        ErrorKind::PortInUse => {
            let kind = ctx.paste.artifacts.get(line.artifact).map(|at| at.kind);
            answers || matches!(kind, Some(ArtifactKind::Status | ArtifactKind::StatusAll))
        }
        ErrorKind::PluginInstall => installs,
        _ => embeddings(line) || beside.iter().any(|words| line.text.value.contains(words)),
    };
    // What a log says may be over; a sentence of unknown form may be no error at all.
    let mut open: Vec<&ErrorLine> = ctx
        .outputs
        .errors
        .iter()
        .filter(|line| {
            line.kind != ErrorKind::Other && !line.in_log && !aside(line) && !quoted(line)
        })
        .take(SHOWN)
        .collect();
    // But where a log is all there is, its last failed answer is worth a question.
    let silent = findings
        .iter()
        .all(|finding| finding.severity == Severity::Info);
    if open.is_empty() && silent {
        let of_model = |line: &&ErrorLine| question(line.kind) == MODELS && !quoted(line);
        open.extend(ctx.outputs.errors.iter().rev().find(of_model));
    }
    for line in open {
        let of_model = question(line.kind) == MODELS && line.kind != ErrorKind::Cooldown;
        let mut finding = Finding::new(
            RULE.id,
            Severity::Error,
            Certainty::Possible,
            text!("unexplained-error.message", line = line.text.value.as_str()),
        )
        .at(None, Some(line.text.span))
        .symptom("unexplained")
        .quote(line.text.span, text!("unexplained-error.quote"))
        .ask(question(line.kind), text!("unexplained-error.ask"));
        // A pause of keys follows from the answer that came before it.
        if of_model {
            finding = finding.explains("cooldown");
        }
        findings.push(finding);
    }
}

const MODELS: &str = "openclaw models status";

/// The command whose output shows the part that the sentence is about.
fn question(kind: ErrorKind) -> &'static str {
    use ErrorKind::*;
    match kind {
        Http | RequestFailed | Billing | RateLimit | Overloaded | Timeout | Network | Context
        | ModelNotFound | UnknownModel | ModelNotAllowed | NoApiKey | Cooldown
        | AllModelsFailed | NoReply | MissingVariable => MODELS,
        GatewayClosed | GatewayUnauthorized | Pairing | Scope | Unreachable | StartRefused
        | PortInUse | AlreadyRunning => "openclaw gateway status --deep",
        PluginInstall => "openclaw plugins list",
        Migration | Crash | Usage | Other => "openclaw status --all",
    }
}
