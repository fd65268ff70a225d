//! `openclaw gateway probe`, plain and `--json`.

use super::source::{self, Json, Source};
use crate::span::Seen;

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct GatewayProbe {
    /// The artifact.
    pub artifact: usize,
    /// `Reachable`.
    pub reachable: Option<Seen<bool>>,
    /// `Capability`, 2026.6 and later.
    pub capability: Option<Seen<String>>,
    /// `Warning:`.
    pub warnings: Vec<Seen<String>>,
    /// The targets.
    pub targets: Vec<ProbeTarget>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// One target.
#[derive(Clone, Debug)]
pub struct ProbeTarget {
    /// `Local loopback`, with its address.
    pub name: Seen<String>,
    /// `ok (57ms)`, `failed - connect failed: …`.
    pub connect: Option<Seen<String>>,
    /// Behind `RPC:` or `Read probe:`.
    pub read: Option<Seen<String>>,
    /// `app 2026.6.11` of the gateway's own words.
    pub app: Option<Seen<String>>,
}

/// Reads one answer.
pub(super) fn read(source: &Source<'_>) -> GatewayProbe {
    let mut probe = match source.artifact.json {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    probe.artifact = source.artifact.id;
    probe
}

fn from_text(source: &Source<'_>) -> GatewayProbe {
    let mut probe = GatewayProbe::default();
    let mut in_targets = false;
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if text == "Targets" {
            in_targets = true;
            continue;
        }
        if let Some(rest) = text.strip_prefix("Connect:") {
            let mut parts = rest.split(" · ");
            let connect = parts.next().map(|part| source.seen(part));
            let mut read = None;
            for part in parts {
                if let Some(value) = part
                    .trim()
                    .strip_prefix("RPC:")
                    .or_else(|| part.trim().strip_prefix("Read probe:"))
                {
                    read = Some(source.seen(value));
                }
            }
            match probe.targets.last_mut() {
                Some(target) if target.connect.is_none() => {
                    target.connect = connect;
                    target.read = read;
                }
                _ => probe.targets.push(ProbeTarget {
                    name: source.seen(""),
                    connect,
                    read,
                    app: None,
                }),
            }
            continue;
        }
        match source::label(line) {
            Some(("Reachable", value)) => {
                probe.reachable = Some(Seen::new(value.starts_with("yes"), source.span(value)))
            }
            Some(("Capability", value)) => probe.capability = Some(source.seen(value)),
            Some(("Gateway", value)) if in_targets => {
                if let (Some(target), Some((_, app))) =
                    (probe.targets.last_mut(), value.split_once(" app "))
                {
                    target.app = Some(source.seen(app));
                } else if let (Some(target), Some((_, app))) =
                    (probe.targets.last_mut(), value.split_once("· app "))
                {
                    target.app = Some(source.seen(app));
                }
            }
            _ if text.starts_with("- ") => probe.warnings.push(source.seen(source::bare(text))),
            _ if in_targets && !line.starts_with(' ') => probe.targets.push(ProbeTarget {
                name: source.seen(text),
                connect: None,
                read: None,
                app: None,
            }),
            _ if in_targets && line.starts_with(' ') => {}
            _ if is_known(text) => {}
            _ => probe.unknown.push(source.seen(text)),
        }
    }
    probe
}

fn is_known(text: &str) -> bool {
    [
        "Gateway Status",
        "Probe budget",
        "Warning",
        "Discovery",
        "Found ",
        "Tip:",
        "Multiple",
        "Next",
        "Fix",
        "openclaw ",
    ]
    .iter()
    .any(|known| text.starts_with(known))
}

fn from_json(source: &Source<'_>) -> Option<GatewayProbe> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut probe = GatewayProbe {
        reachable: root.flag("ok"),
        capability: root.text("capability"),
        ..GatewayProbe::default()
    };
    for warning in root.list("warnings") {
        probe.warnings.extend(warning.text("message"));
    }
    for target in root.list("targets") {
        let connect = target.get("connect");
        let word = |ok: Seen<bool>| ok.map(|ok| if ok { "ok" } else { "failed" }.to_owned());
        probe.targets.push(ProbeTarget {
            name: target
                .text("url")
                .unwrap_or_else(|| Seen::new(String::new(), target.span())),
            connect: connect
                .and_then(|node| node.text("error").or_else(|| node.flag("ok").map(word))),
            read: connect.and_then(|node| node.flag("rpcOk").map(word)),
            app: target.get("self").and_then(|node| node.text("version")),
        });
    }
    Some(probe)
}
