//! OpenClaw's own schema.

use super::super::refine::Site;
use super::super::zod::Zod;
use super::super::{Issue, IssueKind, Stage, messages, overlay};
use super::{Flow, Input, Outcome, secrets_policy, since};

/// Runs the schema; SecretRef policy issues come first and hide what they explain.
pub fn check(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let rows = overlay(input.release);
    let mut zod = Zod {
        overlay: &rows,
        schema: input.schema,
        site: Site {
            release: input.release,
            environment: input.environment,
        },
        modern: is_modern(input),
        crash: None,
    };
    let faults = zod.faults(&input.value);
    if let Some(crash) = zod.crash {
        outcome.issues.push(Issue::root(
            Stage::Crash,
            format!("read failed: {}", crash.0),
            IssueKind::Unreadable,
        ));
        return Flow::Stop;
    }
    if faults.is_empty() {
        return Flow::Next;
    }
    let issues = faults
        .iter()
        .map(|fault| messages::issue(fault, input.release))
        .collect();
    let policy = std::mem::take(&mut outcome.policy);
    outcome.issues.extend(secrets_policy::merge(policy, issues));
    Flow::Stop
}

/// Whether an installation today runs zod 4.5 or later: 2026.5.12 to 2026.9.4 bundle 4.4.3, earlier
/// releases ask for `^4.3` or `^4.4` and get the newest, later ones bundle newer.
fn is_modern(input: &Input<'_, '_>) -> bool {
    !since(input.release, "2026.5.12") || since(input.release, "2026.9.5")
}
