//! Words by which an output tells the releases that can have printed it.
//!
//! Each bound was read from all packages: the first that has the words, or the first without them.

use super::Interval;
use crate::cli::Outputs;
use crate::span::Span;

/// A sign of the release.
#[derive(Clone, Debug)]
pub struct Sign {
    /// The releases that print it.
    pub when: Interval,
    /// Where it stands.
    pub span: Span,
}

/// The signs in the outputs of a paste.
pub fn signs(outputs: &Outputs) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut add = |when: Interval, span: Span| signs.push(Sign { when, span });
    for status in &outputs.models_status {
        if let Some(allowed) = &status.allowed {
            // `Configured models (n)` up to 2026.7.35, `Allowed models (n)` from 2026.8.1 on.
            let when = match allowed.named_allowed {
                true => Interval::since("2026.8.1"),
                false => Interval::until("2026.8.1"),
            };
            add(when, allowed.span);
        }
        if let Some(store) = &status.auth_store {
            // resolveAuthStorePathForDisplay: the JSON file up to 2026.6.1, the database from 2026.6.5 on.
            if store.value.ends_with(".sqlite") {
                add(Interval::since("2026.6.5"), store.span);
            } else if store.value.ends_with(".json") {
                add(Interval::until("2026.6.5"), store.span);
            }
        }
        if let Some(model) = &status.utility_model {
            add(Interval::since("2026.8.1"), model.span);
        }
    }
    for status in &outputs.gateway_status {
        if let Some(probe) = &status.probe {
            // The last with `RPC probe` is 2026.4.15, the first with `Connectivity probe` 2026.4.20.
            match probe.label.value.as_str() {
                "RPC probe" => add(Interval::until("2026.4.20"), probe.label.span),
                "Connectivity probe" => add(Interval::since("2026.4.20"), probe.label.span),
                _ => {}
            }
        }
    }
    signs
}
