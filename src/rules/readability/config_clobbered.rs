//! `config-clobbered`: something overwrote the config with a smaller one, or put an older one back.

use crate::context::Context;
use crate::finding::{
    Applicability, Certainty, Change, Command, Finding, Fix, Layer, Phase, Severity, Shell, Step,
};
use crate::intake::{Artifact, ArtifactKind};
use crate::json5::{self, Path, Value};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;
use crate::validate::{Environment, judge};

/// The rule.
pub static RULE: Rule = Rule {
    id: "config-clobbered",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "clobbered-shrunk",
            text: "size-drop:{old}->{new}\"",
        },
        Pattern {
            id: "clobbered-shrunk",
            text: "size-drop:{old}->{new})",
        },
        Pattern {
            id: "clobbered-shrunk",
            text: "size-drop:{old}->{new},",
        },
        Pattern {
            id: "clobbered-shrunk",
            text: "size-drop-vs-last-good:{old}->{new},",
        },
        Pattern {
            id: "clobbered-shrunk",
            text: "size-drop-vs-last-good:{old}->{new})",
        },
        Pattern {
            id: "clobbered-mode",
            text: "gateway-mode-removed",
        },
        Pattern {
            id: "clobbered-mode",
            text: "gateway-mode-missing-vs-last-good",
        },
        Pattern {
            id: "clobbered-mode",
            text: "update-channel-only-root",
        },
        Pattern {
            id: "clobbered-rejected",
            text: "Config write rejected: {path} (",
        },
        Pattern {
            id: "clobbered-restored",
            text: "Config auto-restored from {source}:",
        },
        Pattern {
            id: "clobbered-restored",
            text: "restored last-known-good config after",
        },
        Pattern {
            id: "clobbered-restored",
            text: "restores last-known-good",
        },
        Pattern {
            id: "clobbered-copy",
            text: "openclaw.json.clobbered.",
        },
        Pattern {
            id: "clobbered-copy",
            text: ".clobbered.*",
        },
        Pattern {
            id: "clobbered-path",
            text: "Config path not found: {path}",
        },
        Pattern {
            id: "clobbered-mode-gone",
            text: "gateway.mode missing",
        },
        Pattern {
            id: "clobbered-told",
            text: "config wiped",
        },
        Pattern {
            id: "clobbered-told",
            text: "wiped config",
        },
        Pattern {
            id: "clobbered-told",
            text: "wiped my config",
        },
        Pattern {
            id: "clobbered-told",
            text: "wiped the config",
        },
        Pattern {
            id: "clobbered-told",
            text: "config got wiped",
        },
        Pattern {
            id: "clobbered-told",
            text: "corrupts openclaw.json",
        },
        Pattern {
            id: "clobbered-told",
            text: "corrupted openclaw.json",
        },
        Pattern {
            id: "clobbered-told",
            text: "openclaw.json contains only",
        },
        Pattern {
            id: "clobbered-told",
            text: "openclaw.json is empty",
        },
        Pattern {
            id: "clobbered-told",
            text: "openclaw.json was overwritten",
        },
        Pattern {
            id: "clobbered-told",
            text: "overwrote openclaw.json",
        },
        Pattern {
            id: "clobbered-told",
            text: "--json overwrote",
        },
        Pattern {
            id: "clobbered-told",
            text: ".bak .bak.1",
        },
        Pattern {
            id: "clobbered-told",
            text: " KB shrink",
        },
        Pattern {
            id: "clobbered-told",
            text: "配置被清空",
        },
        Pattern {
            id: "clobbered-told",
            text: "配置被覆盖",
        },
        Pattern {
            id: "clobbered-bytes",
            text: " bytes to {new} bytes",
        },
    ],
    check: Check::Code(check),
};

/// What marks the name of a copy of the config.
const COPIES: &[&str] = &[".bak", ".clobbered", ".last-good", ".rejected", ".before"];

/// A smaller file than this is none that something was lost from.
const SMALL: u64 = 300;

/// More lost keys are counted, not named.
const NAMED: usize = 6;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let copy = best_copy(ctx);
    let sizes = sizes(ctx);
    let name = match (&copy, &sizes) {
        (Some(copy), _) => copy.name.clone(),
        (None, Some(sizes)) => sizes.name.clone(),
        (None, None) => "openclaw.json.bak".to_owned(),
    };
    if let Some(copy) = copy {
        findings.push(compared(ctx, copy));
        return;
    }
    let logged = logged(ctx);
    let sure = |found: &Finding| found.certainty > Certainty::Possible;
    let found = match (logged, sizes) {
        (Some(logged), Some(sizes)) if !sure(&logged) => Some(listed(sizes)),
        (Some(logged), _) => Some(logged),
        (None, sizes) => sizes.map(listed),
    };
    if let Some(found) = found {
        findings.push(restore(ctx, found, &name));
    }
}

/// What the log says.
fn logged(ctx: &Context<'_>) -> Option<Finding> {
    let text = &ctx.paste.cleaned.text;
    let hit = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    let place = |span: Span| ctx.paste.cleaned.original(span);
    let number = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<u64>().ok()
    };
    let base = |severity, certainty, message| Finding::new(RULE.id, severity, certainty, message);
    let mut finding = None;
    let mut spans = Vec::new();
    if let Some(hit) = hit("clobbered-rejected") {
        spans.push(place(hit.span));
        finding = Some(base(
            Severity::Warning,
            Certainty::Certain,
            text!("config-clobbered.rejected"),
        ));
    } else if let Some(hit) = hit("clobbered-shrunk") {
        let size = |name| hit.capture(text, name).and_then(number);
        if let (Some(old), Some(new)) = (size("old"), size("new"))
            && new < old
        {
            spans.push(place(hit.span));
            finding = Some(base(
                Severity::Error,
                Certainty::Certain,
                text!(
                    "config-clobbered.shrunk",
                    old = old.to_string(),
                    new = new.to_string()
                ),
            ));
        }
    }
    if let (None, Some(hit)) = (&finding, hit("clobbered-bytes")) {
        let start = hit.span.start as usize;
        let before = text.get(..start).unwrap_or("");
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let old = before.get(start - digits..).and_then(number);
        let new = hit.capture(text, "new").and_then(number);
        if let (Some(old), Some(new)) = (old, new)
            && new < SMALL.max(old / 2)
            && old > SMALL
        {
            spans.push(place(Span::new(start - digits, hit.span.end as usize)));
            finding = Some(base(
                Severity::Error,
                Certainty::Likely,
                text!(
                    "config-clobbered.shrunk",
                    old = old.to_string(),
                    new = new.to_string()
                ),
            ));
        }
    }
    if let (None, Some(hit)) = (&finding, hit("clobbered-mode")) {
        spans.push(place(hit.span));
        finding = Some(base(
            Severity::Error,
            Certainty::Certain,
            text!("config-clobbered.mode"),
        ));
    }
    if let Some(hit) = hit("clobbered-restored") {
        spans.push(place(hit.span));
        finding = finding.or(Some(base(
            Severity::Warning,
            Certainty::Likely,
            text!("config-clobbered.restored"),
        )));
    }
    if let Some(hit) = hit("clobbered-copy") {
        spans.push(place(hit.span));
        finding = finding.or(Some(base(
            Severity::Warning,
            Certainty::Possible,
            text!("config-clobbered.copy"),
        )));
    }
    // Words of the reader, or two signs that each mean little.
    let both = hit("clobbered-path")
        .is_some()
        .then(|| hit("clobbered-mode-gone"))
        .flatten();
    if let (None, Some(hit)) = (&finding, hit("clobbered-told").or(both)) {
        let told = base(
            Severity::Warning,
            Certainty::Possible,
            text!("config-clobbered.told"),
        );
        return Some(
            told.at(None, Some(place(hit.span)))
                .quote(place(hit.span), text!("common.line")),
        );
    }
    let mut finding = finding?.at(None, spans.first().copied());
    for span in spans {
        finding = finding.quote(span, text!("common.own-words"));
    }
    Some(finding)
}

/// Sizes of the config and of its largest copy, as a listing shows them.
struct Sizes {
    own: (u64, Span),
    copy: (u64, Span),
    name: String,
}

fn sizes(ctx: &Context<'_>) -> Option<Sizes> {
    let entries = ctx
        .outputs
        .listings
        .iter()
        .flat_map(|listing| &listing.entries);
    let mut own = None;
    let mut copy: Option<(u64, Span, String)> = None;
    for entry in entries {
        let path = entry.name.value.as_str();
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let Some(size) = entry.size.as_ref().map(|size| size.value) else {
            continue;
        };
        if name == "openclaw.json" {
            own = Some((size, entry.span));
        } else if name.starts_with("openclaw.json.")
            && !name.contains(".rejected")
            && copy.as_ref().is_none_or(|known| known.0 < size)
        {
            copy = Some((size, entry.span, name.to_owned()));
        }
    }
    let (own, (size, span, name)) = (own?, copy?);
    (size > SMALL && own.0 < size / 2).then_some(Sizes {
        own,
        copy: (size, span),
        name,
    })
}

fn listed(sizes: Sizes) -> Finding {
    let message = text!(
        "config-clobbered.listed",
        name = &sizes.name,
        old = sizes.copy.0.to_string(),
        new = sizes.own.0.to_string()
    );
    Finding::new(RULE.id, Severity::Error, Certainty::Likely, message)
        .at(None, Some(sizes.own.1))
        .quote(sizes.own.1, text!("config-clobbered.own-size"))
        .quote(sizes.copy.1, text!("config-clobbered.copy-size"))
}

/// A copy that has what the config has lost.
struct Copied {
    name: String,
    span: Span,
    valid: bool,
    lost: Vec<(Path, Value<'static>)>,
}

fn file_name(artifact: &Artifact) -> &str {
    let file = artifact.file.as_deref().unwrap_or("");
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

fn best_copy(ctx: &Context<'_>) -> Option<Copied> {
    let config = ctx.config.as_ref().filter(|config| !config.is_part())?;
    let own = ctx
        .paste
        .artifacts
        .iter()
        .find(|it| it.id == config.artifact)?;
    let is_copy =
        |artifact: &Artifact| COPIES.iter().any(|mark| file_name(artifact).contains(mark));
    if is_copy(own) {
        return None;
    }
    let now = config.document.value()?;
    let mut best: Option<(bool, usize, Copied)> = None;
    let copies = ctx
        .paste
        .of_kind(ArtifactKind::Config)
        .filter(|it| is_copy(it) && it.parent.is_none());
    for artifact in copies.take(8) {
        let document = json5::parse(ctx.paste.content(artifact));
        let Some(value) = document.value().filter(|_| document.errors().is_empty()) else {
            continue;
        };
        let mut lost = Vec::new();
        missing(&value, &now, &Path::root(), &mut lost);
        let valid = judge(value.clone(), ctx.release.release, &Environment::default()).valid;
        let rank = (valid, leaves(&value));
        if best.as_ref().is_none_or(|known| (known.0, known.1) < rank) {
            let copied = Copied {
                name: file_name(artifact).to_owned(),
                span: artifact.span,
                valid,
                lost,
            };
            best = Some((rank.0, rank.1, copied));
        }
    }
    let (_, all, copy) = best?;
    let gone: usize = copy.lost.iter().map(|(_, value)| leaves(value)).sum();
    // A few keys less are somebody's own doing.
    (gone >= 3 && gone * 3 >= all).then_some(copy)
}

/// The topmost places that `copy` has and `now` has not.
// The parser bounds how deep a value is.
fn missing(copy: &Value<'_>, now: &Value<'_>, path: &Path, lost: &mut Vec<(Path, Value<'static>)>) {
    let (Some(old), Some(new)) = (copy.as_object(), now.as_object()) else {
        return;
    };
    for (key, value) in old.iter() {
        let here = path.join(key);
        match new.get(key) {
            _ if here.0.len() == 1 && key == "meta" => {}
            None => lost.push((here, value.clone().into_owned())),
            Some(there) => missing(value, there, &here, lost),
        }
    }
}

fn leaves(value: &Value<'_>) -> usize {
    match value {
        Value::Object(object) => object
            .iter()
            .map(|(_, value)| leaves(value))
            .sum::<usize>()
            .max(1),
        _ => 1,
    }
}

/// The config beside its fullest copy, with both put together as a proposal.
fn compared(ctx: &Context<'_>, copy: Copied) -> Finding {
    let named: Vec<String> = copy
        .lost
        .iter()
        .take(NAMED)
        .map(|(path, _)| path.to_string())
        .collect();
    let config = ctx.config.as_ref();
    let own = config.and_then(|config| {
        let span = config.document.root()?.span();
        Some(config.place(
            ctx.paste,
            Span::new(span.start as usize, span.start as usize + 1),
        ))
    });
    let first = Span::new(
        copy.span.start as usize,
        (copy.span.start as usize + 1).min(copy.span.end as usize),
    );
    let message = text!(
        "config-clobbered.lost",
        name = &copy.name,
        count = copy.lost.len(),
        keys = named.join(", ")
    );
    let mut finding = Finding::new(RULE.id, Severity::Error, Certainty::Likely, message)
        .at(None, own)
        .explains("gateway-not-running")
        .headline(text!("config-clobbered.headline"));
    if let Some(own) = own {
        finding = finding.quote(own, text!("config-clobbered.own"));
    }
    finding = match copy.valid {
        true => finding.quote(
            first,
            text!("config-clobbered.valid", version = ctx.judged_name()),
        ),
        false => finding.quote(first, text!("config-clobbered.fuller")),
    };
    if let Some(span) = logged(ctx).and_then(|found| found.span) {
        finding = finding.quote(span, text!("common.own-words"));
    }
    let changes = copy
        .lost
        .into_iter()
        .map(|(path, value)| Change::Set { path, value })
        .collect();
    finding.fix(Fix::new(
        text!("config-clobbered.merge", name = &copy.name),
        Applicability::Unsafe,
        text!("config-clobbered.merge-why"),
        changes,
    ))
}

/// How to get the copy back.
fn restore(ctx: &Context<'_>, finding: Finding, name: &str) -> Finding {
    let own = ctx.config_path();
    let copy = ctx.state_file(name);
    let intact = finding.severity == Severity::Warning;
    let mut finding = finding;
    if !intact {
        finding = finding
            .explains("gateway-not-running")
            .headline(text!("config-clobbered.headline"));
    }
    if ctx.outputs.listings.is_empty() {
        finding = finding.ask(format!("ls -la {own}*"), text!("config-clobbered.ask-list"));
    }
    if intact {
        return finding;
    }
    let (run, shell) = match ctx.on_windows() {
        true => (format!("Copy-Item \"{copy}\" \"{own}\""), Shell::PowerShell),
        false => (format!("cp {copy} {own}"), Shell::Posix),
    };
    finding
        .ask(
            format!("cat {own} {copy}"),
            text!("config-clobbered.ask-both"),
        )
        .step(Step {
            phase: Phase::Edit,
            title: text!("config-clobbered.restore"),
            why: text!("config-clobbered.restore-why"),
            commands: vec![Command {
                run,
                purpose: text!("config-clobbered.restore"),
                shell,
                destructive: true,
            }],
            expect: text!("config-clobbered.expect"),
            if_not: text!("config-clobbered.if-not"),
            done: None,
        })
}
