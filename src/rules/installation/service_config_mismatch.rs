//! `service-config-mismatch`: the service reads another config than the command line does.

use crate::context::Context;
use crate::finding::{Certainty, Command, Finding, Layer, Phase, Severity, Step};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "service-config-mismatch",
    layer: Layer::Installation,
    patterns: &[
        Pattern {
            id: "config-paths-differ",
            text: "CLI and service are using different config paths",
        },
        Pattern {
            id: "config-path",
            text: "/.openclaw",
        },
    ],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let said = ctx
        .signals
        .iter()
        .find(|hit| hit.id == "config-paths-differ");
    let shown = ctx.outputs.gateway_status.iter().find_map(|status| {
        let cli = status.config_cli.as_ref()?;
        let service = status.config_service.as_ref()?;
        (!same(&cli.path.value, &service.path.value)).then_some((cli.path.span, service.path.span))
    });
    let finding = match (said, shown) {
        (_, Some((cli, service))) => Finding::new(
            RULE.id,
            Severity::Error,
            Certainty::Certain,
            text!("service-config-mismatch.message"),
        )
        .at(None, Some(service))
        .quote(cli, text!("service-config-mismatch.cli"))
        .quote(service, text!("service-config-mismatch.service")),
        (Some(hit), None) => {
            let place = ctx.place(hit.span);
            Finding::new(
                RULE.id,
                Severity::Error,
                Certainty::Certain,
                text!("service-config-mismatch.message"),
            )
            .at(None, Some(place))
            .quote(place, text!("common.said"))
        }
        (None, None) => match two_places(ctx) {
            None => return,
            Some((one, other)) => Finding::new(
                RULE.id,
                Severity::Info,
                Certainty::Possible,
                text!("service-config-mismatch.two"),
            )
            .at(None, Some(other))
            .quote(one, text!("service-config-mismatch.place"))
            .quote(other, text!("service-config-mismatch.place"))
            .ask(
                "openclaw gateway status --deep",
                text!("service-config-mismatch.ask"),
            ),
        },
    };
    findings.push(
        finding
            .headline(text!("service-config-mismatch.headline"))
            .step(Step {
                phase: Phase::Set,
                title: text!("service-config-mismatch.same"),
                why: text!("service-config-mismatch.same-why"),
                commands: vec![
                    Command::any(
                        "openclaw config file",
                        text!("service-config-mismatch.file-purpose"),
                    ),
                    Command::any(
                        "openclaw gateway install --force",
                        text!("service-config-mismatch.install-purpose"),
                    ),
                ],
                expect: text!("service-config-mismatch.expect"),
                if_not: text!("common.paste-status"),
                done: None,
            }),
    );
}

/// Whether two spellings can be the same file: `~` stands for any home folder.
fn same(one: &str, other: &str) -> bool {
    let below = |path: &str, full: &str| {
        path.strip_prefix('~')
            .and_then(|rest| full.strip_suffix(rest))
            .is_some_and(|home| {
                ["/home/", "/Users/", "/root", "C:\\Users\\"]
                    .iter()
                    .any(|start| home.starts_with(start))
            })
    };
    one == other || below(one, other) || below(other, one)
}

/// Two state folders with absolute paths; the one inside a container is the other side of a mount.
fn two_places(ctx: &Context<'_>) -> Option<(Span, Span)> {
    let text = &ctx.paste.cleaned.text;
    let mut first: Option<(&str, Span)> = None;
    let hits = ctx.signals.iter().filter(|hit| hit.id == "config-path");
    for hit in hits.take(200) {
        let head = text.get(..hit.span.start as usize)?;
        let ends = |c: char| c.is_whitespace() || "\"'`(=:│,[".contains(c);
        let start = head
            .char_indices()
            .rev()
            .take(400)
            .find(|(_, c)| ends(*c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        let home = head.get(start..)?;
        let whole = text
            .get(hit.span.end as usize..)?
            .starts_with(|c: char| c == '/' || ends(c));
        let outside =
            home.starts_with('/') && home != "/home/node" && !home.contains("node_modules");
        if !outside || !whole {
            continue;
        }
        let place = ctx.place(Span::new(start, hit.span.end as usize));
        match first {
            None => first = Some((home, place)),
            Some((known, at)) if known != home => return Some((at, place)),
            Some(_) => {}
        }
    }
    None
}
