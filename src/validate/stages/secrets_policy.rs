//! SecretRef objects where the release refuses them (2026.3.31): tokens that the gateway changes or
//! manages itself.

use super::super::refine::look::{members, text, trim};
use super::super::{Issue, IssueKind, Stage, Unknowable};
use super::{Flow, Input, Outcome};
use crate::json5::{Segment, Value};

const DISPLAY: &str = "commands.ownerDisplaySecret";

/// Where the core refuses them, from `CORE_UNSUPPORTED_SECRETREF_CONFIG_CANDIDATE_PATTERNS` of the
/// packages; channels state their own.
const CORE: &[&str] = &[
    DISPLAY,
    "hooks.token",
    "hooks.gmail.pushToken",
    "hooks.mappings[].sessionKey",
];

/// Deepest nesting that patterns reach.
const DEPTH: usize = 16;

/// Finds such objects; they are reported with what the next stages find.
pub fn collect(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    if !input.since("2026.3.31") {
        return Flow::Next;
    }
    let own = CORE
        .iter()
        .filter(|pattern| **pattern != DISPLAY || !input.since("2026.8.1"));
    let of_channels = input.schema.unsupported_secret_refs();
    for pattern in own.copied().chain(of_channels.strings()) {
        let steps: Vec<&str> = pattern.split('.').collect();
        walk(
            &input.value,
            &steps,
            input.since("2026.8.1"),
            &mut Vec::new(),
            outcome,
        );
    }
    Flow::Next
}

fn walk(
    value: &Value<'_>,
    steps: &[&str],
    stores: bool,
    path: &mut Vec<Segment>,
    outcome: &mut Outcome,
) {
    let Some((step, rest)) = steps.split_first() else {
        if is_reference(value, stores) {
            let at = super::super::dotted(path);
            let message = format!(
                "SecretRef objects are not supported at {at}. This credential is runtime-mutable or runtime-managed and must stay a plain string value. Use a plain string (env template strings like \"${{MY_VAR}}\" are allowed). See https://docs.openclaw.ai/reference/secretref-credential-surface."
            );
            outcome.policy.push(Issue::new(
                Stage::SecretPolicy,
                path.clone(),
                message,
                IssueKind::Custom,
            ));
        }
        return;
    };
    if path.len() > DEPTH {
        return;
    }
    let mut visit = |segments: Vec<Segment>, member: &Value<'_>| {
        let length = path.len();
        path.extend(segments);
        walk(member, rest, stores, path, outcome);
        path.truncate(length);
    };
    if *step == "*" {
        match value {
            Value::Array(items) => items
                .iter()
                .enumerate()
                .for_each(|(index, item)| visit(vec![Segment::Index(index)], item)),
            _ => members(Some(value))
                .into_iter()
                .for_each(|(key, member)| visit(vec![Segment::Key(key.to_string())], member)),
        }
    } else if let Some(key) = step.strip_suffix("[]") {
        if let Some(Value::Array(items)) = value.get(key) {
            for (index, item) in items.iter().enumerate() {
                visit(
                    vec![Segment::Key(key.to_string()), Segment::Index(index)],
                    item,
                );
            }
        }
    } else if let Some(member) = value.get(step) {
        visit(vec![Segment::Key((*step).to_string())], member);
    }
}

/// An object that names a secret.
pub(super) fn is_reference(value: &Value<'_>, stores: bool) -> bool {
    let Value::Object(object) = value else {
        return false;
    };
    let named = text(value, "id").is_some_and(|id| !trim(id).is_empty());
    let source = matches!(text(value, "source"), Some("env" | "file" | "exec"))
        || (stores && text(value, "source") == Some("store"));
    let provider = match object.get("provider") {
        None => true,
        Some(provider) => {
            object.len() == 3
                && provider
                    .as_str()
                    .is_some_and(|provider| !trim(provider).is_empty())
        }
    };
    named && source && provider
}

/// Reports what is left when nothing else failed.
pub fn report(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let _ = input;
    let policy = std::mem::take(&mut outcome.policy);
    if policy.is_empty() {
        return Flow::Next;
    }
    outcome.issues.extend(policy);
    Flow::Stop
}

/// 2026.9.6: the command of an `exec` provider is looked at on disk, where nothing else is wrong.
pub fn commands(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    if !input.since("2026.9.6") || !outcome.issues.is_empty() {
        return Flow::Next;
    }
    let providers = input
        .value
        .get("secrets")
        .and_then(|secrets| secrets.get("providers"));
    for (alias, provider) in members(providers) {
        let Some(command) = text(provider, "command") else {
            continue;
        };
        let key = format!("secrets.providers.{alias}.command");
        if input.environment.files.is_none() {
            outcome.unknowable.push(Unknowable::File { key });
            continue;
        }
        let place = super::agents::resolve(command, input.environment.home.as_deref());
        let path =
            ["secrets", "providers", alias, "command"].map(|key| Segment::Key(key.to_string()));
        let message = format!("{key} is not readable: {place}");
        let issue = Issue::new(Stage::SecretPolicy, path.into(), message, IssueKind::Custom);
        outcome.issues.push(issue);
    }
    if outcome.issues.is_empty() {
        Flow::Next
    } else {
        Flow::Stop
    }
}

/// Policy issues first, then the issues of the schema that they do not explain.
pub fn merge(policy: Vec<Issue>, issues: Vec<Issue>) -> Vec<Issue> {
    let explains = |policy: &Issue, issue: &Issue| {
        if policy.path == issue.path {
            return issue.message.contains("expected string, received object");
        }
        let below = policy.path.len() > issue.path.len()
            && policy.path.starts_with(&issue.path)
            && !issue.path.is_empty();
        let (Some(Segment::Key(child)), true) = (policy.path.get(issue.path.len()), below) else {
            return false;
        };
        matches!(&issue.kind, IssueKind::UnknownKeys { keys } if keys.len() == 1 && keys.first() == Some(child))
            && (issue.message.contains("Unrecognized key")
                || issue
                    .message
                    .contains("must not have additional properties"))
    };
    let kept: Vec<Issue> = issues
        .into_iter()
        .filter(|issue| !policy.iter().any(|policy| explains(policy, issue)))
        .collect();
    policy.into_iter().chain(kept).collect()
}
