//! What OpenClaw's `doctor` has ever migrated in a config, and how it did: one row each in
//! `table.txt`, with the releases that have it. Start there.
//!
//! Migrations that upstream has dropped are still made here. A key without successor is left out
//! only with consent; every value that goes is told ([`Step`]).

mod agents;
mod channels;
mod media;
mod models;
mod needed;
mod old;
mod refs;
mod settings;
mod table;
mod tools;
mod work;

pub use needed::{Group, known, needed, within};
pub use table::{Row, rows};
pub use work::{Kind, Step};

use crate::catalogue::{Place, Release, Standing};
use crate::finding::Change;
use crate::json5::{Path, Segment, Value};
use crate::version::Version;
use table::Op;
use work::{Work, fits};

/// A migrated config.
#[derive(Clone, Debug)]
pub struct Migrated {
    /// The config as it is then.
    pub value: Value<'static>,
    /// What leads there.
    pub changes: Vec<Change>,
    /// What was done, place by place, in order.
    pub steps: Vec<Step>,
}

/// Migrates a config to `target`. With `consent` what has no successor is left out.
pub fn migrate(value: &Value<'_>, target: &Version, consent: bool) -> Migrated {
    let mut work = Work::new(value.clone().into_owned(), consent);
    for row in rows().iter().filter(|row| row.applies(target)) {
        make(&mut work, row, target);
    }
    let (value, changes, steps) = work.done();
    Migrated {
        value,
        changes,
        steps,
    }
}

/// The way back to an older release.
pub struct Back<'a> {
    /// The release that the config was written for.
    pub from: Option<Version>,
    /// The release that it is to work with.
    pub to: Option<Version>,
    /// Whether that release declares a path.
    pub knows: &'a dyn Fn(&Path) -> bool,
    /// Whether what the older release does not know is left out.
    pub consent: bool,
}

/// Takes a config back to an older release: what was moved since goes where that release reads it.
pub fn back(value: &Value<'_>, back: &Back<'_>) -> Migrated {
    let mut work = Work::new(value.clone().into_owned(), back.consent);
    let since = |row: &&Row| Version::parse(row.when.since.unwrap_or_default());
    for row in rows().iter().rev().filter(|row| {
        let since = since(row);
        since > back.to && since <= back.from
    }) {
        work.begin(row);
        for op in row.ops.iter().rev() {
            match op {
                Op::Move(old, new, _) | Op::Merge(old, new, _) | Op::Over(old, new) => {
                    for (path, stars) in found(&work, new) {
                        let there = filled(old, &stars);
                        if !(back.knows)(&path) && (back.knows)(&there) {
                            work.merge(&path, &there);
                            if let Some(above) = path.parent() {
                                work.prune(&above, 0);
                            }
                        }
                    }
                }
                Op::Code("agents-entries") => agents::entries_back(&mut work, back.knows),
                Op::Code("tts-owner") => {
                    let (new, old) = (Path::of(["tts"]), Path::of(["messages", "tts"]));
                    if !(back.knows)(&new) && (back.knows)(&old) {
                        work.merge(&new, &old);
                    }
                }
                _ => {}
            }
        }
    }
    if let Some(row) = rows()
        .iter()
        .find(|row| row.id == "channels.streaming-keys->channels.streaming")
    {
        work.begin(row);
        channels::streaming_back(&mut work, back.knows);
    }
    let (value, changes, steps) = work.done();
    Migrated {
        value,
        changes,
        steps,
    }
}

/// What one migration alone makes of a config, as a release that has it does; `None` where there is no
/// such migration.
pub fn alone(value: &Value<'_>, id: &str, target: &Version) -> Option<Migrated> {
    let row = rows().iter().find(|row| row.id == id)?;
    let mut work = Work::new(value.clone().into_owned(), true);
    make(&mut work, row, target);
    let (value, changes, steps) = work.done();
    Some(Migrated {
        value,
        changes,
        steps,
    })
}

fn make(work: &mut Work, row: &'static Row, target: &Version) {
    let release = Release::nearest(target).0;
    let keeps =
        |path: &Path| row.by_schema && Place::of(release, path).standing == Standing::Declared;
    work.begin(row);
    for op in &row.ops {
        run(work, op, target, &keeps);
    }
}

fn run(work: &mut Work, op: &Op, target: &Version, keeps: &dyn Fn(&Path) -> bool) {
    match op {
        Op::Move(from, to, test) => {
            for (from, to) in pairs(work, from, to, *test, keeps) {
                work.relocate(&from, &to);
            }
        }
        Op::Over(from, to) => {
            for (from, to) in pairs(work, from, to, table::Test::Any, keeps) {
                work.replace(&from, &to);
            }
        }
        Op::Merge(from, to, test) => {
            for (from, to) in pairs(work, from, to, *test, keeps) {
                work.merge(&from, &to);
            }
        }
        Op::Turn(from, to, words) => {
            for (from, to) in pairs(work, from, to, table::Test::Any, keeps) {
                if let Some(new) = work.get(&from).and_then(|old| mapped(old, words)) {
                    work.turn(&from, &to, new);
                }
            }
        }
        Op::Map(path, words) => {
            for path in found(work, path).into_iter().map(|(path, _)| path) {
                if let Some(new) = work.get(&path).and_then(|old| mapped(old, words)) {
                    work.set(&path, new);
                }
            }
        }
        Op::Drop(path, test) => {
            for (path, _) in found(work, path) {
                let wanted = work.get(&path).is_some_and(|value| fits(test, value));
                if wanted && !keeps(&path) {
                    work.retire(&path);
                }
            }
        }
        Op::Purge(path) => {
            for (path, stars) in found(work, path) {
                if !keeps(&path) {
                    work.retire(&path);
                    if let Some(above) = path.parent().filter(|_| !work.has(&path)) {
                        work.prune(&above, stars.owner.map_or(0, |owner| owner.0.len()));
                    }
                }
            }
        }
        Op::Code(name) => code(work, name, target),
    }
}

fn code(work: &mut Work, name: &str, target: &Version) {
    let run: fn(&mut Work, &Version) = match name {
        "routing-allow-from" => old::routing_allow_from,
        "routing-require-mention" => old::routing_require_mention,
        "gateway-token" => old::gateway_token,
        "telegram-require-mention" => old::telegram_require_mention,
        "telegram-mentions-only" => old::telegram_mentions_only,
        "agent-models" => old::agent_models,
        "routing-agents" => old::routing_agents,
        "routing-audio" => media::routing_audio,
        "routing-empty" => old::routing_empty,
        "agent-defaults" => old::agent_defaults,
        "identity" => old::identity,
        "audio" => media::audio,
        "streaming" => channels::streaming,
        "spawn-sessions" => channels::spawn_sessions,
        "allowed-origins" => settings::allowed_origins,
        "heartbeat" => agents::heartbeat,
        "x-search" => tools::x_search,
        "web-search" => tools::web_search,
        "embedded-harness" => agents::embedded_harness,
        "tts-enabled" => media::tts_enabled,
        "bundled-discovery" => tools::bundled_discovery,
        "agent-runtime" => agents::agent_runtime,
        "memory-pressure" => settings::memory_pressure,
        "thinking-format" => models::thinking_format,
        "model-refs" => refs::model_refs,
        "context-window" => models::context_window,
        "vllm" => models::vllm,
        "tts-providers" => media::tts_providers,
        "tts-speaker" => media::tts_speaker,
        "codex-provider" => models::codex_provider,
        "codex-plugin" => tools::codex_plugin,
        "browser-network" => agents::browser_network,
        "otel-grpc" => settings::otel_grpc,
        "tailscale-service" => settings::tailscale_service,
        "gateway-port" => settings::gateway_port,
        "mcp" => tools::mcp,
        "mcp-type" => tools::mcp_type,
        "model-policy" => models::model_policy,
        "codex-supervisor" => tools::codex_supervisor,
        "tts-owner" => media::tts_owner,
        "memory-qmd" => agents::memory_qmd,
        "hook-handlers" => settings::hook_handlers,
        "tts-persona-prompts" => media::tts_persona_prompts,
        "wide-area" => settings::wide_area,
        "signal-endpoint" => channels::signal_endpoint,
        "session-idle" => settings::session_idle,
        "exec-mode" => tools::exec_mode,
        "web-enabled" => channels::web_enabled,
        "response-prefix" => channels::response_prefix,
        "env-vars" => settings::env_vars,
        "hostname-allowlist" => settings::hostname_allowlist,
        "diagnostics" => settings::diagnostics,
        "deepgram" => media::deepgram,
        "media-models" => media::media_models,
        "whatsapp-debounce" => channels::whatsapp_debounce,
        "truncate-compaction" => agents::truncate_compaction,
        "cross-context" => tools::cross_context,
        "egress-hosts" => settings::egress_hosts,
        "zero-retention" => settings::zero_retention,
        "tool-suggest-task" => tools::suggest_task,
        "tool-view-image" => tools::view_image,
        "model-lean" => agents::model_lean,
        "utility-model" => models::utility_model,
        "agents-entries" => agents::entries,
        "agents-ownership" => agents::ownership,
        "system-agent" => agents::system_agent,
        // Left to `doctor --fix`, which the plan names: it needs what no config holds.
        _ => return,
    };
    run(work, target);
}

/// The places of `from`, each with where it belongs, those that pass the test and are not kept.
fn pairs(
    work: &Work,
    from: &str,
    to: &str,
    test: table::Test,
    keeps: &dyn Fn(&Path) -> bool,
) -> Vec<(Path, Path)> {
    found(work, from)
        .into_iter()
        .filter(|(path, _)| work.get(path).is_some_and(|value| fits(&test, value)) && !keeps(path))
        .map(|(path, stars)| (path, filled(to, &stars)))
        .collect()
}

/// What the stars of a pattern stand for; the first is the owner, where the pattern names one.
struct Stars {
    owner: Option<Path>,
    entries: Vec<Segment>,
}

/// The places that a pattern fits, each with its stars.
fn found(work: &Work, pattern: &str) -> Vec<(Path, Stars)> {
    let (owners, rest) = match pattern.strip_prefix('@') {
        None => (vec![None], pattern),
        Some(named) => {
            let (name, rest) = named.split_once('.').unwrap_or((named, ""));
            let owners = match name {
                "agent" => work.scopes(),
                "each" => work.agents(),
                channel => work.channel(channel),
            };
            (owners.into_iter().map(Some).collect(), rest)
        }
    };
    let mut all = Vec::new();
    for owner in owners {
        let start = owner.clone().unwrap_or_default();
        let mut here: Vec<(Path, Vec<Segment>)> = vec![(start, Vec::new())];
        for segment in Path::parse(rest).0 {
            let mut next = Vec::new();
            for (path, stars) in here {
                if segment.text() == "*" {
                    for entry in work.entries(&path) {
                        let mut stars = stars.clone();
                        stars.extend(entry.last().cloned());
                        next.push((entry, stars));
                    }
                } else if work.has(&path.join(segment.clone())) {
                    next.push((path.join(segment.clone()), stars));
                }
            }
            here = next;
        }
        all.extend(here.into_iter().map(|(path, entries)| {
            let owner = owner.clone();
            (path, Stars { owner, entries })
        }));
    }
    all
}

/// The pattern with what its stars stand for.
fn filled(pattern: &str, stars: &Stars) -> Path {
    let (mut path, rest) = match (pattern.strip_prefix('@'), &stars.owner) {
        (Some(named), Some(owner)) => (owner.clone(), named.split_once('.').map_or("", |it| it.1)),
        _ => (Path::root(), pattern),
    };
    let mut entries = stars.entries.iter();
    for segment in Path::parse(rest).0 {
        let star = segment.text() == "*";
        path = path.join(match star {
            true => entries.next().cloned().unwrap_or(segment),
            false => segment,
        });
    }
    path
}

/// What the words make of a value; `any` is any value that no other word names.
fn mapped(old: &Value<'_>, words: &[(&'static str, &'static str)]) -> Option<Value<'static>> {
    let shown = match old {
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::String(text) => text.trim().to_lowercase(),
        _ => String::new(),
    };
    let word = words
        .iter()
        .find(|(from, _)| *from == shown)
        .or_else(|| words.iter().find(|(from, _)| *from == "any"))?;
    Some(Value::String(word.1.into()))
}
