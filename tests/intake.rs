//! A paste is cleaned and cut: what people's terminals and chats do to a text, and the laws that hold
//! for every text.

use clawlens::cli;
use clawlens::intake::{Artifact, ArtifactKind, Parent, Paste, State};
use std::fs;

fn kinds(paste: &Paste<'_>) -> Vec<&'static str> {
    paste
        .artifacts
        .iter()
        .map(|artifact| artifact.kind.name())
        .collect()
}

fn only(paste: &Paste<'_>, kind: ArtifactKind) -> Artifact {
    let found: Vec<_> = paste.of_kind(kind).cloned().collect();
    assert_eq!(found.len(), 1, "{:?}", kinds(paste));
    found[0].clone()
}

/// Tiles cover the paste, spans fit it, copied text is the same on both sides.
fn laws(text: &str) {
    let paste = Paste::read(text);
    let mut at = 0;
    for (id, artifact) in paste.artifacts.iter().enumerate() {
        assert_eq!(artifact.id, id);
        assert_eq!(artifact.span.start, at, "a gap before {}", artifact.label);
        at = artifact.span.end;
        assert!(text.is_char_boundary(at as usize));
        let content = paste.cleaned.original(artifact.clean);
        assert!(text.get(content.range()).is_some());
        if paste.cleaned.is_verbatim(artifact.clean) {
            assert_eq!(content.of(text), paste.content(artifact));
        }
        for line in paste.content(artifact).lines() {
            for word in line.split(' ') {
                let span = paste.span_of(word);
                assert!(text.get(span.range()).is_some(), "{word}");
                let clean = paste.clean_span_of(word);
                if paste.cleaned.is_verbatim(clean) {
                    assert_eq!(span.of(text), word);
                }
                if !word.is_empty() {
                    let back = paste.cleaned.clean(span);
                    assert!(
                        back.start <= clean.start && clean.end <= back.end,
                        "{word}: {back:?} {clean:?}"
                    );
                }
            }
        }
    }
    assert_eq!(at as usize, text.len());
    let outputs = cli::read(&paste);
    for error in &outputs.errors {
        assert!(text.get(error.text.span.range()).is_some());
    }
    for line in &outputs.unknown {
        assert!(text.get(line.span.range()).is_some());
    }
}

fn outputs() -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir("tests/outputs")
        .expect("the folder is there")
        .map(|entry| entry.expect("its entries can be read").path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).expect("an output is text");
            (file.display().to_string(), text)
        })
        .collect()
}

const DECORATED: &str = "hi, it fails:\r\n```\r\n\u{1b}[1m🦞 OpenClaw 2026.3.8 (3caab92)\u{1b}[0m\r\n```\r\n> • Default : moonshot/kimi-k2.5\r\n> • moonshot effective=env:sk-kimi-...fake1234 | source=env: MOONSHOT_API_KEY\r\n\u{200b}HTTP 401:\u{a0}Invalid Authentication\r\nInvalid config at /root/.openclaw/openclaw.json:\\n- models: Unrecognized key: \\\"x\\\"\r\nPS C:\\new> openclaw gateway status\r\nRuntime: running (pid 1)\0\r\n“agents”: {\r\n  “defaults”: {} \r\n";

#[test]
fn every_prefix_of_a_decorated_paste_is_tiled() {
    for (end, _) in DECORATED.char_indices() {
        laws(&DECORATED[..end]);
    }
    laws(DECORATED);
}

#[test]
fn every_output_and_many_of_its_prefixes_are_tiled() {
    let outputs = outputs();
    assert!(outputs.len() > 20);
    for (_, text) in &outputs {
        laws(text);
        let step = text.len() / 24 + 1;
        for end in (0..text.len())
            .step_by(step)
            .filter(|end| text.is_char_boundary(*end))
        {
            laws(&text[..end]);
            laws(&text[end..]);
        }
    }
}

#[test]
fn decoration_is_undone_and_what_is_inside_is_found() {
    let paste = Paste::read(DECORATED);
    assert_eq!(
        kinds(&paste),
        [
            "prose",
            "version",
            "models-status",
            "errors",
            "config-check",
            "command",
            "gateway-status",
            "config"
        ]
    );
    let outputs = cli::read(&paste);
    let row = &outputs.models_status[0].providers[0];
    assert_eq!(
        row.env_variable.as_ref().map(|seen| seen.value.as_str()),
        Some("MOONSHOT_API_KEY")
    );
    assert_eq!(row.provider.span.of(DECORATED), "moonshot");
    let issue = &outputs.config_checks[0].issues[0];
    assert_eq!(issue.message.value, "Unrecognized key: \"x\"");
    assert_eq!(
        issue.message.span.of(DECORATED),
        "Unrecognized key: \\\"x\\\""
    );
    assert_eq!(
        outputs.errors[0].text.value,
        "HTTP 401: Invalid Authentication"
    );
}

#[test]
fn a_config_is_byte_for_byte_the_users() {
    let config = "{\r\n\t// \u{200b}note \\n\r\n  agents: { defaults: { model: \"a/b\\n\" } },\r\n  gateway: {},\r\n}";
    let text = format!("my config:\r\n\r\n{config}\r\n\r\nand then?\r\n");
    let paste = Paste::read(&text);
    let artifact = only(&paste, ArtifactKind::Config);
    assert_eq!(paste.content(&artifact), config);
    assert!(paste.cleaned.is_verbatim(artifact.clean));
    assert_eq!(paste.cleaned.original(artifact.clean).of(&text), config);
}

#[test]
fn marks_that_run_down_a_config_are_taken_away() {
    for text in [
        "> {\n>   \"gateway\": { \"mode\": \"local\" },\n> }\n",
        "│  {\n│    \"gateway\": { \"mode\": \"local\" },\n│  }\n",
        "  1 | {\n  2 |   \"gateway\": { \"mode\": \"local\" },\n  3 | }\n",
    ] {
        let paste = Paste::read(text);
        let artifact = only(&paste, ArtifactKind::Config);
        assert_eq!(
            paste.content(&artifact),
            "{\n  \"gateway\": { \"mode\": \"local\" },\n}",
            "{text}"
        );
        let at = paste
            .content(&artifact)
            .find("local")
            .expect("the value is there");
        let span = paste.place(&artifact, clawlens::span::Span::new(at, at + 5));
        assert_eq!(span.of(text), "local");
    }
}

#[test]
fn broken_configs_end_where_the_next_output_begins() {
    let text = "{\n  \"agents\": { \"defaults\": { \"model\": \"a/b\n  \"gateway\": { \"port\": 1\nConfig        : ~/.openclaw/openclaw.json\nDefault       : a/b\n";
    let paste = Paste::read(text);
    assert_eq!(kinds(&paste), ["config", "models-status"]);
    let text = "{ \"gateway\": {} }\n}\n\"models\": { \"mode\": \"merge\" }\nHTTP 404: 404 page not found\n";
    let paste = Paste::read(text);
    assert_eq!(kinds(&paste), ["config", "errors"]);
    assert!(paste.content(&paste.artifacts[0]).ends_with("\"merge\" }"));
}

#[test]
fn parts_without_braces_are_configs() {
    for text in [
        "\"models\": {\n  \"providers\": {}\n}\n",
        "gateway: {\n  mode: 'local',\n},\nagents: {\n}\n",
        "“channels”: {\n “telegram”: { “enabled”: true }\n}\n",
    ] {
        let paste = Paste::read(text);
        let artifact = only(&paste, ArtifactKind::Config);
        assert!(artifact.braceless);
        assert_eq!(paste.content(&artifact), text.trim_end());
    }
}

#[test]
fn json_that_is_no_config_is_none() {
    for (text, kind) in [
        (
            "{\"0\":\"{\\\"subsystem\\\":\\\"gateway\\\"}\",\"1\":\"x\",\"_meta\":{\"logLevelName\":\"INFO\"},\"time\":\"2026-11-22T12:46:35Z\"}",
            ArtifactKind::Log,
        ),
        (
            "{\"type\":\"log\",\"time\":\"2026-11-22T12:46:35Z\",\"level\":\"info\",\"message\":\"x\"}",
            ArtifactKind::Log,
        ),
        (
            "{\"valid\":true,\"path\":\"/x/openclaw.json\"}",
            ArtifactKind::ConfigCheck,
        ),
        ("{ \"count\": 1, \"models\": [] }", ArtifactKind::ModelsList),
        (
            "{\"configPath\":\"/x\",\"auth\":{}}",
            ArtifactKind::ModelsStatus,
        ),
        (
            "{\"service\":{},\"config\":{},\"gateway\":{},\"rpc\":{}}",
            ArtifactKind::GatewayStatus,
        ),
        (
            "{\"version\":1,\"profiles\":{\"a:b\":{\"type\":\"api_key\",\"provider\":\"a\"}}}",
            ArtifactKind::AuthProfiles,
        ),
        (
            "{\n  \"name\": \"x\",\n  \"version\": \"1.0.0\",\n  \"dependencies\": {}\n}",
            ArtifactKind::OtherJson,
        ),
        (
            "{\"object\":\"list\",\"data\":[{\"id\":\"kimi-k2.5\"}]}",
            ArtifactKind::OtherJson,
        ),
    ] {
        let paste = Paste::read(text);
        assert_eq!(only(&paste, kind).clean.len(), text.len(), "{text}");
    }
}

#[test]
fn file_names_come_from_headers_and_commands() {
    let text = "==> clawdbot.json <==\n{ // mine\n\"x\": 1 }\n==> .env <==\nMOONSHOT_API_KEY=sk-fake\n==> notes.txt <==\n$ cat ~/.openclaw/openclaw.json.bak\n{}\n";
    let paste = Paste::read(text);
    assert_eq!(kinds(&paste), ["config", "env", "command", "config"]);
    assert_eq!(paste.artifacts[0].label, "clawdbot.json");
    assert_eq!(paste.artifacts[3].label, "openclaw.json.bak");
    assert_eq!(paste.artifacts[3].command, Some(2));
}

#[test]
fn what_config_get_prints_knows_its_parent() {
    let text = "$ openclaw config get agents.defaults\n{\n  \"model\": { \"primary\": \"a/b\" }\n}\n$ openclaw config get gateway.port\n18789\n";
    let paste = Paste::read(text);
    assert_eq!(
        kinds(&paste),
        ["command", "config", "command", "config-value"]
    );
    assert_eq!(
        paste.artifacts[1].parent,
        Some(Parent::Asked("agents.defaults".to_owned()))
    );
    let outputs = cli::read(&paste);
    assert_eq!(outputs.config_values[0].path, "gateway.port");
    assert_eq!(outputs.config_values[0].value.value, "18789");
}

#[test]
fn a_nameless_provider_block_is_placed_by_its_keys() {
    let text = "{ \"kimi-coding\": { \"baseUrl\": \"https://api.kimi.com/coding/\", \"apiKey\": \"x\", \"models\": [] } }";
    let paste = Paste::read(text);
    let artifact = only(&paste, ArtifactKind::Config);
    assert_eq!(
        artifact.parent,
        Some(Parent::Guessed("models.providers".to_owned()))
    );
}

#[test]
fn text_escaped_as_a_whole_is_read_as_the_config_it_is() {
    let text = "\"{\\n  \\\"gateway\\\": { \\\"mode\\\": \\\"local\\\" }\\n}\"";
    let paste = Paste::read(text);
    let artifact = only(&paste, ArtifactKind::Config);
    assert_eq!(
        paste.content(&artifact),
        "{\n  \"gateway\": { \"mode\": \"local\" }\n}"
    );
    laws(text);
}

#[test]
fn sentences_broken_by_a_box_are_whole_again() {
    let text = "◇  Doctor warnings ───────────────────────────────────────────────────────╮\n│                                                                          │\n│  - channels.telegram.groupPolicy is \"allowlist\" but groupAllowFrom (and  │\n│    allowFrom) is empty — all group messages will be silently dropped.    │\n│                                                                          │\n├──────────────────────────────────────────────────────────────────────────╯\n";
    let paste = Paste::read(text);
    let outputs = cli::read(&paste);
    let entries = &outputs.doctors[0].boxes[0].entries;
    assert_eq!(entries.len(), 1);
    assert_eq!(
        entries[0].value,
        "channels.telegram.groupPolicy is \"allowlist\" but groupAllowFrom (and allowFrom) is empty — all group messages will be silently dropped."
    );
    laws(text);
}

#[test]
fn a_paste_that_holds_nothing_says_which_kind_of_nothing() {
    for (text, state) in [
        ("", State::Empty),
        (" \r\n\t\n", State::Empty),
        ("\0\0\0", State::Binary),
        (
            "\u{1}\u{2}\u{fffd}PNG\u{fffd}\u{0}\n\u{fffd}\u{3}\n",
            State::Binary,
        ),
        ("please help me, my bot does not talk", State::NoArtifact),
        ("HTTP 401: Invalid Authentication", State::Read),
    ] {
        assert_eq!(Paste::read(text).state, state, "{text:?}");
        laws(text);
    }
}

#[test]
fn deep_and_long_pastes_end_in_time() {
    laws(&"[".repeat(20_000));
    laws(&"{\n".repeat(5_000));
    laws(&"│  x\n".repeat(2_000));
    laws(&"> ".repeat(10_000));
    laws(&"\\n".repeat(10_000));
    laws(&"\u{1b}[".repeat(5_000));
}
