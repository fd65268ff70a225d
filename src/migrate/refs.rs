//! Model references that left the catalogs: `models.canonical-model-refs` of 2026.8.1 and later.
//!
//! Names of Together are left to upstream's doctor.

use super::old::string;
use super::work::{Work, at};
use crate::json5::{Path, Segment, Value};
use crate::version::Version;

/// New name, then the old ones.
type Table = &'static [(&'static str, &'static str)];

const GROQ: Table = &[
    (
        "llama-3.3-70b-versatile",
        "deepseek-r1-distill-llama-70b llama3-70b-8192",
    ),
    ("llama-3.1-8b-instant", "gemma2-9b-it llama3-8b-8192"),
    (
        "openai/gpt-oss-120b",
        "meta-llama/llama-4-maverick-17b-128e-instruct moonshotai/kimi-k2-instruct moonshotai/kimi-k2-instruct-0905",
    ),
    ("qwen/qwen3-32b", "mistral-saba-24b qwen-qwq-32b"),
];
const XAI: Table = &[
    (
        "grok-build-0.1",
        "grok-code-fast grok-code-fast-1 grok-code-fast-1-0825",
    ),
    (
        "grok-4.3",
        "grok-4-fast-reasoning grok-4-1-fast-reasoning grok-4-0709",
    ),
    ("grok-imagine-image-quality", "grok-imagine-image-pro"),
];
const OPENAI: Table = &[
    ("gpt-5.3-codex", "gpt-5.2-codex gpt-5.1-codex gpt-5-codex"),
    ("gpt-5.5-pro", "gpt-5-pro gpt-5.2-pro"),
    ("gpt-5.4-nano", "gpt-4.1-nano gpt-5-nano"),
    (
        "gpt-5.4-mini",
        "gpt-4.1-mini gpt-4o-mini gpt-5.1-codex-mini gpt-5-mini",
    ),
    (
        "gpt-5.5",
        "gpt-4 gpt-4-turbo gpt-4.1 gpt-4o gpt-4o-2024-05-13 gpt-4o-2024-08-06 gpt-4o-2024-11-20 gpt-5 gpt-5-chat-latest gpt-5.1 gpt-5.1-chat-latest gpt-5.1-codex-max gpt-5.2 gpt-5.2-chat-latest",
    ),
];
const CODEX: Table = &[
    ("gpt-5.5", "gpt-5.2 gpt-5.2-codex gpt-5.1-codex gpt-5-codex"),
    ("gpt-5.4-mini", "gpt-4.1-nano gpt-5-nano"),
];

const GOOGLE: Table = &[
    (
        "gemini-3.1-pro-preview",
        "gemini-3-pro gemini-3-pro-preview gemini-3.1-pro",
    ),
    (
        "gemini-3-flash-preview",
        "gemini-3-flash gemini-3.1-flash gemini-3.1-flash-preview",
    ),
    ("gemini-3.1-flash-lite", "gemini-3.1-flash-lite-preview"),
    ("gemma-4-26b-a4b-it", "gemma-4-26b"),
];

fn find(table: Table, model: &str) -> Option<&'static str> {
    let row = table
        .iter()
        .find(|(_, old)| old.split(' ').any(|old| old == model));
    row.map(|(new, _)| *new)
}

/// What a Claude model of an older generation is called now.
fn claude(model: &str, provider: &str) -> Option<String> {
    let name = model.trim().to_lowercase();
    let dotted = provider == "github-copilot" || provider == "copilot-proxy";
    let target = |family: &str, dotted: bool| {
        let newest = family == "opus" && provider != "venice" && provider != "vercel-ai-gateway";
        let minor = if newest { "7" } else { "6" };
        let dot = if dotted { "." } else { "-" };
        format!("claude-{family}-4{dot}{minor}")
    };
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    if starts(&[
        "claude-opus-4-7",
        "claude-opus-4.7",
        "claude-opus-4-6",
        "claude-opus-4.6",
        "claude-sonnet-4-6",
        "claude-sonnet-4.6",
        "claude-haiku-4-5",
        "claude-haiku-4.5",
    ]) {
        return None;
    }
    let old = |family: &str| {
        let base = format!("claude-{family}-4");
        let dated = name.strip_prefix(&format!("{base}-20"));
        name == base
            || dated.is_some_and(|rest| {
                rest.get(..6)
                    .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
            })
            || ["-5", ".5", "-1", ".1", "-0", ".0"].iter().any(|minor| {
                let rest = name.strip_prefix(&format!("{base}{minor}"));
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.', ':', '@']))
            })
    };
    if old("opus") {
        return Some(target("opus", dotted));
    }
    if old("sonnet") {
        return Some(target("sonnet", dotted));
    }
    if name.starts_with("claude-3") {
        if name.contains("opus") {
            return Some(target("opus", dotted));
        }
        if name.contains("sonnet") || name.contains("haiku") {
            return Some(target("sonnet", dotted));
        }
    }
    if name.starts_with("anthropic.claude-opus-") {
        let new = starts(&["anthropic.claude-opus-4-7", "anthropic.claude-opus-4-6"]);
        return (!new).then(|| format!("anthropic.{}", target("opus", false)));
    }
    if starts(&["anthropic.claude-sonnet-", "anthropic.claude-haiku-"]) {
        let new = starts(&["anthropic.claude-sonnet-4-6"]);
        return (!new).then(|| format!("anthropic.{}", target("sonnet", false)));
    }
    match name.as_str() {
        "opus-4.5" | "opus-4.1" | "opus-4" | "opus-3" => Some(target("opus", dotted)),
        "sonnet-4.5" | "sonnet-4.1" | "sonnet-4.0" | "sonnet-4" | "sonnet-3.7" | "sonnet-3.5"
        | "sonnet-3" | "haiku-3.5" | "haiku-3" => Some(target("sonnet", dotted)),
        _ => None,
    }
}

/// The reference as it is called now; `None` where it is called so already.
pub(super) fn canonical(reference: &str) -> Option<String> {
    let trimmed = reference.trim();
    if trimmed.is_empty() {
        return None;
    }
    // A profile stands behind the last `@`; one in front of a date belongs to the model.
    let tail = trimmed.rfind('/').map_or(0, |slash| slash + 1);
    let profile = trimmed
        .get(tail..)
        .and_then(|name| name.find('@'))
        .map(|at| tail + at);
    let profile = profile.filter(|at| {
        let rest = trimmed.get(at + 1..).unwrap_or("");
        !rest.is_empty()
            && !rest.starts_with(|c: char| c.is_ascii_digit())
            && !rest.starts_with(['q', 'i'])
    });
    let (body, rest) = trimmed.split_at(profile.unwrap_or(trimmed.len()));
    let (written, model) = match body.split_once('/') {
        Some((provider, model)) if !provider.is_empty() => (Some(provider.trim()), model.trim()),
        _ => (None, body),
    };
    let provider = written.map(str::to_lowercase).unwrap_or_default();
    let name = model.to_lowercase();
    let own = match provider.as_str() {
        "openai" if name == "gpt-5.6" => Some("gpt-5.6-sol"),
        "groq" => find(GROQ, &name),
        "xai" => find(XAI, &name),
        "google" | "google-gemini-cli" | "google-vertex" => find(GOOGLE, model),
        "openai-codex" => find(CODEX, &name).or_else(|| find(OPENAI, &name)),
        "github-copilot" | "copilot-proxy" if name == "grok-code-fast-1" => Some("gpt-5.4-mini"),
        "openai" | "github-copilot" => find(OPENAI, &name),
        _ => None,
    };
    let new = own.map(str::to_owned).or_else(|| {
        let known = [
            "",
            "anthropic",
            "github-copilot",
            "copilot-proxy",
            "venice",
            "vercel-ai-gateway",
        ];
        if !known.contains(&provider.as_str()) {
            return None;
        }
        let (head, last) = match model.rsplit_once('/') {
            Some((head, last)) => (format!("{head}/"), last),
            None => (String::new(), model),
        };
        claude(last, &provider).map(|new| format!("{head}{new}"))
    });
    let shown = match new {
        Some(new) if new != model => match written {
            Some(provider) => format!("{provider}/{new}{rest}"),
            None => format!("{new}{rest}"),
        },
        _ => trimmed.to_owned(),
    };
    (shown != reference).then_some(shown)
}

const WORDS: &[&str] = &[
    "model",
    "primary",
    "summaryModel",
    "imageModel",
    "utilityModel",
    "voiceModel",
    "imageGenerationModel",
    "musicGenerationModel",
    "pdfModel",
    "videoGenerationModel",
    "preferredModel",
];
const LISTS: &[&str] = &[
    "fallback",
    "fallbacks",
    "allowedModels",
    "modelFallbacks",
    "imageModelFallbacks",
];

pub(super) fn model_refs(work: &mut Work, _: &Version) {
    let mut places: Vec<Path> = work.entries(&Path::root());
    while let Some(path) = places.pop() {
        let names: Vec<String> = path.0.iter().map(|it| it.text().into_owned()).collect();
        let key = names.last().map_or("", String::as_str);
        let above = |name: &str| names.iter().rev().nth(1).is_some_and(|it| it == name);
        match work.get(&path).cloned() {
            Some(Value::String(text)) => {
                let by_channel = names.iter().rev().skip(1).any(|it| it == "modelByChannel");
                let media = ["image", "video", "music"].contains(&key) && above("mediaModels");
                let listed = matches!(path.last(), Some(Segment::Index(_)))
                    && (LISTS.iter().any(|list| above(list))
                        || (above("allow")
                            && names
                                .iter()
                                .rev()
                                .nth(2)
                                .is_some_and(|it| it == "modelPolicy")));
                if (WORDS.contains(&key) || by_channel || media || listed)
                    && let Some(new) = canonical(&text)
                {
                    work.set(&path, string(new));
                }
            }
            Some(Value::Object(object)) => {
                let text = |key| object.get(key).and_then(Value::as_str);
                if let (Some(provider), Some(model)) = (text("provider"), text("model")) {
                    let both = format!("{provider}/{model}");
                    if !provider.trim().is_empty()
                        && let Some(new) = canonical(&both)
                        && let Some((provider, model)) = new.split_once('/')
                    {
                        work.set(&path.join("provider"), string(provider));
                        work.set(&path.join("model"), string(model));
                    }
                    places.extend(
                        work.entries(&path)
                            .into_iter()
                            .filter(|it| *it != path.join("model")),
                    );
                    continue;
                }
                if path == at("models.providers") {
                    catalogs(work, &path);
                }
                if key == "models" {
                    for name in work.keys(&path) {
                        if let Some(new) = canonical(&name) {
                            work.merge(&path.join(name), &path.join(new));
                        }
                    }
                }
                places.extend(work.entries(&path));
            }
            Some(Value::Array(_)) => places.extend(work.entries(&path)),
            _ => {}
        }
    }
}

/// Models that a provider's own list names by an old id.
fn catalogs(work: &mut Work, providers: &Path) {
    for provider in work.entries(providers) {
        let Some(owner) = provider.last().map(|it| it.text().into_owned()) else {
            continue;
        };
        let models = work.entries(&provider.join("models"));
        let ids: Vec<Option<String>> = models
            .iter()
            .map(|model| work.text(&model.join("id")))
            .collect();
        for (model, id) in models.iter().zip(&ids) {
            let Some(id) = id else {
                continue;
            };
            let Some(new) = canonical(&format!("{owner}/{id}")) else {
                continue;
            };
            let Some((_, new)) = new.split_once('/') else {
                continue;
            };
            // Two entries of one model are put together by upstream's own doctor.
            if new != id && !ids.iter().flatten().any(|own| own == new) {
                work.set(&model.join("id"), string(new));
            }
        }
    }
}
