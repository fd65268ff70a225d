//! Migrations of speech, sound and pictures.

use super::old::string;
use super::work::{Work, at};
use crate::json5::{Object, Path, Value};
use crate::version::Version;

const SERVICES: &[&str] = &["openai", "elevenlabs", "microsoft", "edge"];

/// Every block of speech settings, those that are objects.
fn speech(work: &Work) -> Vec<Path> {
    let mut found = vec![at("tts"), at("messages.tts")];
    found.extend(work.scopes().iter().map(|scope| scope.join("tts")));
    for owner in work.channel("*") {
        let discord = owner.0.get(1).is_some_and(|name| name.text() == "discord");
        if !discord {
            found.push(owner.join("tts"));
        }
        found.push(owner.join("voice").join("tts"));
    }
    found.push(at("plugins.entries.voice-call.config.tts"));
    found.retain(|path| work.object(path).is_some());
    found
}

pub(super) fn tts_providers(work: &mut Work, _: &Version) {
    for tts in speech(work) {
        let provider = tts.join("provider");
        if work
            .text(&provider)
            .is_some_and(|it| it.trim().eq_ignore_ascii_case("edge"))
        {
            work.set(&provider, string("microsoft"));
        }
        let providers = tts.join("providers");
        for (owner, old, new) in [
            (&tts, "openai", "openai"),
            (&tts, "elevenlabs", "elevenlabs"),
            (&tts, "microsoft", "microsoft"),
            (&providers, "edge", "microsoft"),
            (&tts, "edge", "microsoft"),
        ] {
            let old = owner.join(old);
            if work.object(&old).is_some() {
                work.merge(&old, &providers.join(new));
            }
        }
    }
}

pub(super) fn tts_enabled(work: &mut Work, _: &Version) {
    for tts in speech(work) {
        let (old, new) = (tts.join("enabled"), tts.join("auto"));
        if let Some(on) = work.flag(&old) {
            work.turn(&old, &new, string(if on { "always" } else { "off" }));
        }
    }
}

pub(super) fn tts_speaker(work: &mut Work, _: &Version) {
    for tts in speech(work) {
        let mut owners = vec![tts.clone()];
        owners.extend(work.entries(&tts.join("personas")));
        for owner in owners {
            let mut configs = work.entries(&owner.join("providers"));
            configs.extend(SERVICES.iter().map(|name| owner.join(*name)));
            for config in configs {
                for (old, new) in [
                    ("voice", "speakerVoice"),
                    ("voiceName", "speakerVoice"),
                    ("voiceId", "speakerVoiceId"),
                ] {
                    work.relocate(&config.join(old), &config.join(new));
                }
            }
        }
    }
}

pub(super) fn tts_owner(work: &mut Work, _: &Version) {
    let old = at("messages.tts");
    if work.object(&old).is_none() {
        work.retire(&old);
        return;
    }
    let (realtime, voice) = (old.join("realtime"), at("talk.realtime.speakerVoice"));
    for key in ["speakerVoice", "voice"] {
        work.relocate(&realtime.join(key), &voice);
    }
    work.prune_one(&realtime);
    work.retire(&realtime);
    work.merge(&old, &at("tts"));
}

pub(super) fn tts_persona_prompts(work: &mut Work, _: &Version) {
    for tts in speech(work) {
        for persona in work.entries(&tts.join("personas")) {
            work.retire(&persona.join("prompt"));
        }
    }
}

/// The command of an old transcriber as a model entry; `None` where it is not one that may be run.
fn transcriber(value: &Value<'_>, placeholders: bool) -> Option<Object<'static>> {
    let command = value.get("command")?.as_array()?;
    let words: Option<Vec<&str>> = command.iter().map(Value::as_str).collect();
    let words = words?;
    let program = words.first()?.trim();
    let is_path = program.contains(['/', '\\']) || program.starts_with(['.', '~']);
    let bare = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
    let safe = !program.is_empty()
        && !program.contains([
            '\0', '\r', '\n', ';', '&', '|', '`', '$', '<', '>', '"', '\'',
        ])
        && (is_path || (!program.starts_with('-') && program.chars().all(bare)));
    if !safe {
        return None;
    }
    let mut model = Object::new();
    model.insert("command", string(program));
    model.insert("type", string("cli"));
    let arguments: Vec<_> = words
        .iter()
        .skip(1)
        .map(|word| match placeholders {
            true => string(word.replace("{input}", "{{AttachmentPath}}")),
            false => string(*word),
        })
        .collect();
    if !arguments.is_empty() {
        model.insert("args", Value::Array(arguments));
    }
    if let Some(seconds) = value.get("timeoutSeconds").and_then(Value::as_f64) {
        model.insert("timeoutSeconds", Value::Number(seconds));
    }
    Some(model)
}

pub(super) fn audio(work: &mut Work, target: &Version) {
    transcription(work, &at("audio.transcription"), target);
    work.prune_one(&at("audio"));
}

pub(super) fn routing_audio(work: &mut Work, target: &Version) {
    transcription(work, &at("routing.transcribeAudio"), target);
}

/// Since 2026.8.1 all media models stand in one list and say what they are for.
fn transcription(work: &mut Work, old: &Path, target: &Version) {
    let Some(source) = work.get(old).cloned() else {
        return;
    };
    let tagged = Version::parse("2026.8.1").is_some_and(|since| since <= *target);
    let Some(mut model) = transcriber(&source, tagged) else {
        work.retire(old);
        return;
    };
    let media = at("tools.media");
    let audio = media.join("audio");
    let elements = |work: &Work, path: &Path| {
        work.get(path)
            .and_then(Value::as_array)
            .map(<[_]>::to_vec)
            .unwrap_or_default()
    };
    let own = elements(work, &audio.join("models"));
    let shared = elements(work, &media.join("models"));
    let for_audio = |model: &Value<'_>| {
        let tags = model.get("capabilities").and_then(Value::as_array);
        model.as_object().is_some()
            && tags.is_none_or(|tags| tags.iter().any(|tag| tag.as_str() == Some("audio")))
    };
    let taken = match tagged {
        true => own.iter().chain(&shared).any(for_audio),
        false => !own.is_empty(),
    };
    if taken {
        work.retire(old);
        return;
    }
    work.set(&audio.join("enabled"), Value::Bool(true));
    let list = if tagged {
        media.join("models")
    } else {
        audio.join("models")
    };
    let mut all = if tagged { shared } else { own };
    if tagged {
        if let Some(command) = model.get("command").and_then(Value::as_str) {
            let name = format!("cli:{command}");
            work.set(&audio.join("preferredModel"), string(name));
        }
        model.insert("capabilities", Value::Array(vec![string("audio")]));
    }
    all.push(Value::Object(model));
    work.set(&list, Value::Array(all));
    work.fold(old, &list);
}

pub(super) fn deepgram(work: &mut Work, _: &Version) {
    let media = at("tools.media");
    let mut owners = work.entries(&media.join("models"));
    for capability in ["audio", "image", "video"] {
        let entry = media.join(capability);
        owners.extend(work.entries(&entry.join("models")));
        owners.push(entry);
    }
    for owner in owners {
        let (old, new) = (
            owner.join("deepgram"),
            owner.join("providerOptions").join("deepgram"),
        );
        if work.object(&old).is_none() {
            continue;
        }
        for (from, to) in [
            ("detectLanguage", "detect_language"),
            ("punctuate", "punctuate"),
            ("smartFormat", "smart_format"),
        ] {
            work.relocate(&old.join(from), &new.join(to));
        }
        work.prune_one(&old);
        work.retire(&old);
    }
}

pub(super) fn media_models(work: &mut Work, _: &Version) {
    let media = at("tools.media");
    let list = media.join("models");
    let shared = work.get(&list).and_then(Value::as_array).map(<[_]>::to_vec);
    let mut all: Vec<Value<'static>> = Vec::new();
    let mut sources = Vec::new();
    for capability in ["image", "audio", "video"] {
        let old = media.join(capability).join("models");
        let Some(models) = work.get(&old).and_then(Value::as_array).map(<[_]>::to_vec) else {
            continue;
        };
        let mut own: Vec<Value<'static>> = Vec::new();
        for model in models {
            let Value::Object(mut model) = model else {
                continue;
            };
            let other = model.get("capabilities").and_then(Value::as_array);
            if other.is_some_and(|tags| !tags.iter().any(|tag| tag.as_str() == Some(capability))) {
                continue;
            }
            model.remove("capabilities");
            model.insert("capabilities", Value::Array(vec![string(capability)]));
            let model = Value::Object(model);
            if !own.iter().any(|known| known.same(&model)) {
                own.push(model);
            }
        }
        all.extend(own);
        sources.push((old, media.join(capability)));
    }
    if sources.is_empty() {
        return;
    }
    all.extend(shared.unwrap_or_default());
    if !all.is_empty() {
        work.set(&list, Value::Array(all));
    }
    for (old, owner) in sources {
        work.fold(&old, &list);
        work.prune_one(&owner);
    }
}
