//! Gateway rules that join several keys.

use super::super::refine::look::{some, text};
use super::super::{Issue, IssueKind, Stage};
use super::{Flow, Input, Outcome};
use crate::json5::Segment;

fn add(path: &[&str], message: String, outcome: &mut Outcome) -> Flow {
    let path = path
        .iter()
        .map(|key| Segment::Key((*key).to_string()))
        .collect();
    outcome
        .issues
        .push(Issue::new(Stage::Gateway, path, message, IssueKind::Custom));
    Flow::Stop
}

/// Tailscale needs the gateway on the loopback address (2026.3.1).
pub fn tailscale_bind(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let Some(gateway) = some(&input.value, "gateway").filter(|_| input.since("2026.3.1")) else {
        return Flow::Next;
    };
    let mode = some(gateway, "tailscale")
        .and_then(|tailscale| text(tailscale, "mode"))
        .unwrap_or("off");
    let bind = text(gateway, "bind").unwrap_or("loopback");
    if !matches!(mode, "serve" | "funnel") || bind == "loopback" {
        return Flow::Next;
    }
    let host = text(gateway, "customBindHost").unwrap_or("");
    if bind == "custom"
        && host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
    {
        return Flow::Next;
    }
    let message = format!(
        "gateway.bind must resolve to loopback when gateway.tailscale.mode={mode} (use gateway.bind=\"loopback\" or gateway.bind=\"custom\" with gateway.customBindHost=\"127.0.0.1\")"
    );
    add(&["gateway", "bind"], message, outcome)
}

/// Tailscale without any sign-in (2026.5.27).
pub fn tailscale_auth(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let Some(gateway) = some(&input.value, "gateway").filter(|_| input.since("2026.5.27")) else {
        return Flow::Next;
    };
    let mode = some(gateway, "tailscale")
        .and_then(|tailscale| text(tailscale, "mode"))
        .unwrap_or("off");
    let auth = some(gateway, "auth").and_then(|auth| text(auth, "mode"));
    if auth != Some("none") || !matches!(mode, "serve" | "funnel") {
        return Flow::Next;
    }
    let message = if mode == "funnel" {
        "gateway.tailscale.mode=funnel requires gateway.auth.mode=password; auth.mode=none cannot be used when exposing the gateway through Tailscale Funnel"
    } else {
        "gateway.auth.mode=none cannot be used with gateway.tailscale.mode=serve; configure token, password, or trusted-proxy auth before exposing the gateway through Tailscale"
    };
    add(&["gateway", "auth", "mode"], message.to_string(), outcome)
}
