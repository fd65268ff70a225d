//! Keys of a config that the judged release has retired, for the rules that speak of refused keys.

use crate::context::Context;
use crate::json5::{Path, Value};
use crate::migrate::{Group, needed, within};
use crate::validate::IssueKind;

/// Sections that the message of an old key names as a whole.
const SECTIONS: &[&str] = &[
    "", "agents", "channels", "plugins", "tools", "gateway", "models", "session", "surfaces", "tts",
];

/// In a longer config old keys are refused keys like others: trying every migration on it takes long.
const LONGEST: usize = 64 * 1024;

/// What answers the refused keys of the config; found once for all rules.
pub fn groups<'c>(ctx: &'c Context<'_>) -> &'c [Group] {
    ctx.retired.get_or_init(|| found(ctx))
}

fn found(ctx: &Context<'_>) -> Vec<Group> {
    let Some(config) = &ctx.config else {
        return Vec::new();
    };
    if config.document.text().len() > LONGEST {
        return Vec::new();
    }
    let mut refused: Vec<Path> = Vec::new();
    for issue in ctx.issues() {
        let path = Path(issue.path.clone());
        match &issue.kind {
            IssueKind::UnknownKeys { keys } => {
                refused.extend(keys.iter().map(|key| path.join(key.as_str())));
            }
            IssueKind::Legacy if !SECTIONS.contains(&path.dotted().as_str()) => refused.push(path),
            _ => {}
        }
    }
    if refused.is_empty() {
        return Vec::new();
    }
    let value = config.document.value().map(Value::into_owned);
    let Some(whole) = value.and_then(|value| within(&config.prefix, value)) else {
        return Vec::new();
    };
    let written: Vec<Path> = refused
        .iter()
        .map(|path| as_written(path, &whole))
        .collect();
    let mut groups = needed(&whole, &written, ctx.version());
    for group in &mut groups {
        let named = refused.iter().zip(&written);
        let named: Vec<Path> = named
            .filter(|(said, own)| said != own && group.answers.contains(own))
            .map(|(said, _)| said.clone())
            .collect();
        group.answers.extend(named);
    }
    groups
}

/// The path in the reader's file: a release that reads a list of agents as keyed entries names those.
fn as_written(path: &Path, whole: &Value<'_>) -> Path {
    let [agents, entries, id, rest @ ..] = path.0.as_slice() else {
        return path.clone();
    };
    let list = whole
        .get("agents")
        .and_then(|agents| agents.get("list"))
        .and_then(Value::as_array);
    let (Some(list), "agents", "entries") = (list, &*agents.text(), &*entries.text()) else {
        return path.clone();
    };
    let is = |agent: &Value<'_>| {
        let own = agent.get("id").and_then(Value::as_str);
        own.is_some_and(|own| own.trim().eq_ignore_ascii_case(&id.text()))
    };
    match list.iter().position(is) {
        None => path.clone(),
        Some(index) => {
            let agent = Path::of(["agents", "list"]).join(index);
            Path(agent.0.into_iter().chain(rest.iter().cloned()).collect())
        }
    }
}

/// The refused keys that have an answer.
pub fn answered(ctx: &Context<'_>) -> Vec<Path> {
    groups(ctx)
        .iter()
        .flat_map(|group| group.answers.iter().cloned())
        .collect()
}
