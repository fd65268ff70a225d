//! `version-skew`: the command line, the running gateway, its service and the config come from
//! different releases.

use crate::cli::version::VersionOf;
use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::json5::Path;
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::{Seen, Span};
use crate::text;
use crate::version::Version;

/// The rule.
pub static RULE: Rule = Rule {
    id: "version-skew",
    layer: Layer::Version,
    patterns: &[
        Pattern {
            id: "config-newer",
            text: "Config was last written by a newer OpenClaw ({written}); current version is {running}",
        },
        Pattern {
            id: "config-newer",
            text: "Your OpenClaw config was written by version {written}, but this command is running {running}",
        },
        Pattern {
            id: "config-newer-bare",
            text: "config was written by a newer OpenClaw",
        },
        Pattern {
            id: "protocol-mismatch",
            text: "protocol mismatch",
        },
        Pattern {
            id: "service-version",
            text: "OPENCLAW_SERVICE_VERSION={version}",
        },
        Pattern {
            id: "service-version",
            text: "OpenClaw Gateway (v{version})",
        },
        Pattern {
            id: "gateway-version",
            text: "Gateway: app {version}",
        },
        Pattern {
            id: "cli-version",
            text: "CLI: 20{version}",
        },
        Pattern {
            id: "update-current",
            text: "update available (latest): {newest} (current {version})",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let cli = last(ctx, VersionOf::Cli, "cli-version");
    let gateway = last(ctx, VersionOf::Gateway, "gateway-version")
        .or_else(|| last(ctx, VersionOf::Gateway, "update-current"));
    let service = last(ctx, VersionOf::Service, "service-version");
    if let Some(mut found) = written_by_newer(ctx, cli.as_ref()) {
        // Keys of the newer release are what is refused.
        if ctx.issues().next().is_some() || !ctx.setup.rejections.is_empty() {
            found.severity = Severity::Error;
        }
        findings.push(found);
    } else if let Some((one, other)) = apart(&cli, &gateway) {
        let message = text!(
            "version-skew.gateway",
            cli = one.value.to_string(),
            other = other.value.to_string()
        );
        findings.push(two(ctx, one, other, Certainty::Certain, message));
    } else if let Some((one, other)) = apart(&cli, &service).or_else(|| apart(&gateway, &service)) {
        let message = text!(
            "version-skew.service",
            cli = one.value.to_string(),
            other = other.value.to_string()
        );
        findings.push(two(ctx, one, other, Certainty::Likely, message));
    } else if let Some(hit) = ctx.signals.iter().find(|hit| hit.id == "protocol-mismatch") {
        let place = ctx.place(hit.span);
        findings.push(remedy(
            base(place, Certainty::Likely, text!("version-skew.protocol"))
                .quote(place, text!("common.line"))
                .explains("client-refused")
                .ask("openclaw gateway status --deep", text!("version-skew.ask")),
        ));
    }
}

/// The last version of that kind that the paste names: an earlier one may be from before an update.
fn last(ctx: &Context<'_>, of: VersionOf, pattern: &str) -> Option<Seen<Version>> {
    let mut said = ctx.outputs.versions.iter().filter(|seen| seen.of == of);
    if let Some(seen) = said.next_back() {
        return Some(seen.version.clone());
    }
    let text = &ctx.paste.cleaned.text;
    let read = |hit: &crate::signals::Hit| {
        let written = hit.span.of(text);
        let from = written.find("20")?;
        let words = written.get(from..)?.split([' ', '"', '\'', ')', ';', ',']);
        let version = match pattern {
            "update-current" => hit
                .capture(text, "version")
                .map(|word| word.trim_start_matches('v')),
            _ => words.into_iter().next(),
        };
        Some(Seen::new(Version::parse(version?)?, ctx.place(hit.span)))
    };
    ctx.signals
        .iter()
        .filter(|hit| hit.id == pattern)
        .filter_map(read)
        .last()
}

/// Both, where they are named and are not the same.
fn apart<'a>(
    one: &'a Option<Seen<Version>>,
    other: &'a Option<Seen<Version>>,
) -> Option<(&'a Seen<Version>, &'a Seen<Version>)> {
    let (one, other) = (one.as_ref()?, other.as_ref()?);
    (one.value != other.value).then_some((one, other))
}

/// The config was written by a release newer than the one that reads it.
fn written_by_newer(ctx: &Context<'_>, cli: Option<&Seen<Version>>) -> Option<Finding> {
    let text = &ctx.paste.cleaned.text;
    let said = |id: &str| ctx.signals.iter().find(|hit| hit.id == id);
    if let Some(hit) = said("config-newer").or_else(|| said("config-newer-bare")) {
        let place = ctx.place(hit.span);
        let message = match (hit.capture(text, "written"), hit.capture(text, "running")) {
            (Some(written), Some(running)) => text!(
                "version-skew.config",
                written = written,
                running = running.trim_end_matches('.')
            ),
            _ => text!("version-skew.config-bare"),
        };
        return Some(remedy(
            base(place, Certainty::Certain, message).quote(place, text!("common.said")),
        ));
    }
    let cli = cli?;
    let config = ctx.config.as_ref()?;
    let node = config.at(&Path::of(["meta", "lastTouchedVersion"]))?;
    let written = Version::parse(&node.as_str()?)?;
    if written <= cli.value {
        return None;
    }
    let place = config.place(ctx.paste, node.span());
    let message = text!(
        "version-skew.config",
        written = written.to_string(),
        running = cli.value.to_string()
    );
    Some(remedy(
        base(place, Certainty::Certain, message)
            .quote(place, text!("version-skew.written"))
            .quote(cli.span, text!("version-skew.runs")),
    ))
}

fn two(
    ctx: &Context<'_>,
    cli: &Seen<Version>,
    other: &Seen<Version>,
    certainty: Certainty,
    message: Text,
) -> Finding {
    let asked = ctx.outputs.gateway_status.is_empty();
    let finding = remedy(
        base(other.span, certainty, message)
            .quote(other.span, text!("version-skew.other"))
            .quote(cli.span, text!("version-skew.runs")),
    );
    match asked {
        true => finding.ask("openclaw gateway status --deep", text!("version-skew.ask")),
        false => finding,
    }
}

fn base(place: Span, certainty: Certainty, message: Text) -> Finding {
    Finding::new(RULE.id, Severity::Warning, certainty, message)
        .at(None, Some(place))
        .headline(text!("version-skew.headline"))
}

fn remedy(finding: Finding) -> Finding {
    finding
        .step(Step {
            phase: Phase::Install,
            title: text!("version-skew.one"),
            why: text!("version-skew.one-why"),
            commands: vec![
                Command::any("npm ls -g openclaw", text!("version-skew.one-purpose")),
                Command::any("openclaw --version", text!("version-skew.one-purpose2")),
            ],
            expect: text!("version-skew.one-expect"),
            if_not: text!("version-skew.one-if-not"),
            done: None,
        })
        .step(Step {
            phase: Phase::Restart,
            title: text!("version-skew.install"),
            why: text!("version-skew.install-why"),
            commands: vec![
                Command::any(
                    "openclaw gateway install --force",
                    text!("node-too-old.service-purpose"),
                ),
                Command::any("openclaw gateway restart", text!("plan.restart.purpose")),
            ],
            expect: text!("common.gateway-runs"),
            if_not: text!("common.paste-status"),
            done: None,
        })
}
