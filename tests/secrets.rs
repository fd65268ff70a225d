//! Secrets of every kind, in every place that people paste them, are hidden; everything else stays.

use clawlens::secrets::{Masker, find, redact};
use clawlens::span::Span;

/// One made-up secret of each known form, and what its mask shows.
const FORMS: &[(&str, &str)] = &[
    ("sk-kimi-Zq81kd0Qp5vTn3XcW7yL2mBs", "sk-kimi-…"),
    ("sk-ant-api03-Zq81kd0Qp5vTn3XcW7yL2mBs-AA", "sk-ant-api03-…"),
    ("sk-ant-oat01-Zq81kd0Qp5vTn3XcW7yL2mBs", "sk-ant-oat01-…"),
    (
        "sk-ant-admin01-Zq81kd0Qp5vTn3XcW7yL2mBs",
        "sk-ant-admin01-…",
    ),
    ("sk-proj-Zq81kd0Qp5vTn3XcW7yL2mBs", "sk-proj-…"),
    ("sk-svcacct-Zq81kd0Qp5vTn3XcW7yL2mBs", "sk-svcacct-…"),
    ("sk-or-v1-0f9e8d7c6b5a49382716050403020100", "sk-or-v1-…"),
    ("sk-sp-Zq81kd0Qp5vTn3XcW7yL2mBs", "sk-sp-…"),
    ("sk-cp-Zq81kd0Qp5vTn3XcW7yL2mBs", "sk-cp-…"),
    ("sk-Zq81kd0Qp5vTn3XcW7yL2mBsRt4", "sk-…"),
    ("tp-Zq81kd0Qp5vTn3XcW7yL2mBs", "tp-…"),
    ("AIzaSyZq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6I", "AIza…"),
    ("ya29.Zq81kd0Qp5vTn3XcW7yL2mBs", "ya29.…"),
    ("gsk_Zq81kd0Qp5vTn3XcW7yL2mBs", "gsk_…"),
    ("xai-Zq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6Io9P", "xai-…"),
    ("nvapi-Zq81kd0Qp5vTn3XcW7yL2mBs", "nvapi-…"),
    ("hf_Zq81kd0Qp5vTn3XcW7yL2mBs", "hf_…"),
    ("pplx-Zq81kd0Qp5vTn3XcW7yL2mBs", "pplx-…"),
    ("tvly-Zq81kd0Qp5vTn3XcW7yL2mBs", "tvly-…"),
    ("BSAZq81kd0Qp5vTn3XcW7yL2mBsRt4", "BSA…"),
    ("fc-0f9e8d7c6b5a49382716050403020100", "fc-…"),
    ("r8_Zq81kd0Qp5vTn3XcW7yL2mBs", "r8_…"),
    ("AKIAZQ81KD0QP5VTN3XC", "AKIA…"),
    ("LTAIZq81kd0Qp5vTn3XcW7", "LTAI…"),
    ("ghp_Zq81kd0Qp5vTn3XcW7yL2mBs", "ghp_…"),
    ("github_pat_Zq81kd0Qp5vTn3XcW7yL2mBs", "github_pat_…"),
    ("gho_Zq81kd0Qp5vTn3XcW7yL2mBs", "gho_…"),
    ("ghs_Zq81kd0Qp5vTn3XcW7yL2mBs", "ghs_…"),
    ("xoxb-123456789012-Zq81kd0Qp5vTn3Xc", "xoxb-…"),
    ("xapp-1-A0123456789-Zq81kd0Qp5vTn3Xc", "xapp-…"),
    ("xoxp-123456789012-Zq81kd0Qp5vTn3Xc", "xoxp-…"),
    ("7123456789:AAZq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6Io", "…"),
    (
        "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.Zq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6Io",
        "…",
    ),
    (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjbGF3In0.Zq81kd0Qp5vTn3XcW7yL2mBs",
        "eyJ…",
    ),
];

/// Secrets that only their name gives away.
const PLAIN: &[&str] = &[
    "0f9e8d7c6b5a493827160504030201000f9e8d7c6b5a4938",
    "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "Zq81kd0Qp5vTn3Xc",
];

/// Where people paste them; `@` stands for the secret. The name must be enough.
const NAMED_PLACES: &[&str] = &[
    r#"{ "models": { "providers": { "x": { "apiKey": "@" } } } }"#,
    "{ apiKey: '@', }",
    "{\n  gateway: { auth: { mode: \"token\", token: \"@\" } },\n}",
    r#""botToken" : "@","#,
    "\"token\":\n    \"@\"",
    r#"{"text":"{\"apiKey\":\"@\",\"a\":1}"}"#,
    r#"{"a":"{\"b\":\"{\\\"clientSecret\\\":\\\"@\\\"}\"}"}"#,
    r#"config: \n{\n  \"appSecret\": \"@\"\n}"#,
    "MOONSHOT_API_KEY=@",
    "export OPENCLAW_GATEWAY_TOKEN=\"@\"",
    "export SLACK_BOT_TOKEN='@'",
    "$env:KIMI_API_KEY = \"@\"",
    "set MOONSHOT_API_KEY=@",
    "setx MOONSHOT_API_KEY \"@\"",
    "set -gx MOONSHOT_API_KEY @",
    "ENV MOONSHOT_API_KEY @",
    "[Environment]::SetEnvironmentVariable(\"MOONSHOT_API_KEY\", \"@\", \"User\")",
    "Environment=\"OPENCLAW_GATEWAY_TOKEN=@\"",
    "docker run -e TELEGRAM_BOT_TOKEN=@ openclaw",
    "      - DISCORD_BOT_TOKEN=@",
    "      DISCORD_BOT_TOKEN: @",
    "<key>OPENCLAW_GATEWAY_TOKEN</key>\n    <string>@</string>",
    "openclaw gateway --token @ --port 18789",
    "openclaw gateway --token=@",
    "openclaw onboard --moonshot-api-key '@'",
    r#"["openclaw", "gateway", "--token", "@", "--verbose"]"#,
    "openclaw config set models.providers.moonshot.apiKey @",
    "openclaw config set gateway.auth.token \"@\"",
    "openclaw config get gateway.auth.token\n@\n",
    "https://user:@@example.test/path",
    "wss://example.test/ws?a=1&token=@&b=2",
    "http://127.0.0.1:18789/#token=@",
    "https://maps.test/api?key=@",
    "curl -H \"Authorization: Bearer @\" https://api.moonshot.ai/v1/models",
    "Authorization: Basic @",
    "authorization: @",
    "x-api-key: @",
    "\"headers\": { \"Authorization\": \"Bearer @\" }",
    "curl -u admin:@ http://127.0.0.1:11434",
    "Gateway token: @",
    "token：@",
    "密钥：@",
    "API key: @",
    "**Token:** @",
    "the token is @ and it worked",
    "2026-03-08T10:00:00.000Z [gateway] connect token=@ client=cli",
    "clientSecret: |\n    @\n",
    "apiKeys: [\"@\", \"${OTHER}\"]",
    "│ token: @ │",
];

/// Where a known form is enough.
const FREE_PLACES: &[&str] = &[
    "@",
    "this is my key @, is it right?",
    "[gateway] request failed (@)",
    "a\\n@\\nb",
    "value%3D@",
    "\u{1b}[33m@\u{1b}[39m",
    "https://api.example.test/bot/@/getMe",
    "• `@`",
    "> @",
    "id=@;",
];

fn planted(place: &str, secret: &str) -> String {
    // The sign before a host stays: only the first one is a plant there.
    match place.split_once("@@") {
        Some((before, after)) => format!("{before}{secret}@{after}"),
        None => place.replace('@', secret),
    }
}

#[test]
fn every_form_is_hidden_in_every_place_and_keeps_its_known_prefix() {
    let mut wrong = Vec::new();
    for place in NAMED_PLACES.iter().chain(FREE_PLACES) {
        for (secret, mask) in FORMS {
            let paste = planted(place, secret);
            let shown = redact(&paste);
            if shown != planted(place, mask) {
                wrong.push(format!("{paste}\n  -> {shown}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_name_alone_gives_a_secret_away() {
    let mut wrong = Vec::new();
    for place in NAMED_PLACES {
        for secret in PLAIN {
            let paste = planted(place, secret);
            let shown = redact(&paste);
            if shown != planted(place, "…") {
                wrong.push(format!("{paste}\n  -> {shown}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn passwords_may_be_any_text() {
    for (paste, shown) in [
        (
            "{ password: \"correct horse battery\" }",
            "{ password: \"…\" }",
        ),
        ("\"appPassword\": \"letmein\"", "\"appPassword\": \"…\""),
        ("DB_PASSWORD=a,b;c!d", "DB_PASSWORD=…"),
        ("password: hunter2\n", "password: …\n"),
        ("redis://:s3cr3t@cache:6379/0", "redis://:…@cache:6379/0"),
        (
            "openclaw gateway --password hunter2",
            "openclaw gateway --password …",
        ),
    ] {
        assert_eq!(redact(paste), shown);
    }
}

#[test]
fn what_is_masked_or_a_placeholder_stays_as_it_stands() {
    for text in [
        "- moonshot effective=env:sk-kimi-...fake1234 | env=sk-kimi-...fake1234 | source=env: MOONSHOT_API_KEY",
        "  \"token\": \"__OPENCLAW_REDACTED__\"",
        "apiKey: \"${MOONSHOT_API_KEY}\"",
        "apiKey: \"<your key>\"",
        "MOONSHOT_API_KEY=YOUR_API_KEY",
        "token: \"****\"",
        "pass --token/--password *** start with auth.",
        "Telegram default: token config (1234…eFAK · len 45)",
        "- lmstudio effective=models.json:lm...io",
        "anthropic:manual=token:sk-ant-o...KEfakeAA",
        "export KIMI_API_KEY=sk-kimi-xxxxxxxxxxxxxxxxxxxx",
        "apiKey: { source: \"env\", provider: \"default\", id: \"KIMI_API_KEY\" }",
        "apiKey: \"ollama-local\"",
        "sk-kimi-…",
        "\"botToken\": \"8000000000:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
        "apiKey: \"OLLAMA_API_KEY\"",
        "accessToken: \"syt_assistant_***\"",
    ] {
        assert_eq!(redact(text), text);
    }
}

#[test]
fn ordinary_words_and_hashes_are_no_secrets() {
    for text in [
        "OpenClaw 2026.3.8 (3caab92)",
        "commit eb377ac59e6c9fd6c7705028034812becf00271b",
        "session 3fa85f64-5717-4562-b3fc-2c963f66afa6 started",
        "model moonshot/kimi-k2-0905-preview, anthropic/claude-sonnet-4-5-20250929",
        "profiles=2 (oauth=0, token=1, api_key=1)",
        "sessionKey=agent:main:main",
        "\"key\": \"agent:main:main\"",
        "\"integrity\": \"sha512-0f9e8d7c6b5a49382716050403020100==\"",
        "profile=sha256:1338495b8ea3",
        "unauthorized: gateway token mismatch (set gateway.remote.token)",
        "Refusing to bind gateway to lan without auth.",
        "Set gateway.auth.token/password (or OPENCLAW_GATEWAY_TOKEN/OPENCLAW_GATEWAY_PASSWORD) or pass --token/--password.",
        "auth: { mode: \"token\" }",
        "\"maxTokens\": 8192, \"contextTokens\": 262144",
        "Unrecognized key: \"requiresOpenAiAnthropicToolPayload\"",
        "/home/user/.openclaw/credentials/telegram-token-4f9a1c22d8e07b35.json",
        "tokenFile: \"/run/secrets/telegram_token_4f9a1c22\"",
        "npm_config_registry npm_lifecycle_event task-sk-loading-spinner",
        "wss://127.0.0.1:18789/ws?session=main",
        "skill sk-learn-toolkit-with-a-long-name installed",
        "2026-03-08T10:00:00.000Z INFO gateway listening on ws://127.0.0.1:18789 (PID 12345)",
        "publicKey: \"SX7-NQ6lNrQEGpFAPlA3vUbHu7xl49Yoz62wxkA1b2\"",
    ] {
        assert_eq!(redact(text), text);
    }
}

#[test]
fn a_private_key_keeps_its_lines() {
    let pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAZq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6Io\nZq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6IoZq81kd0Qp5vTn3Xc\n-----END RSA PRIVATE KEY-----\n";
    let hidden = "-----BEGIN RSA PRIVATE KEY-----\n…\n…\n-----END RSA PRIVATE KEY-----\n";
    assert_eq!(redact(pem), hidden);
    let quoted = pem.replace('\n', "\r\n> ");
    assert_eq!(redact(&quoted), hidden.replace('\n', "\r\n> "));
    let cut = pem.split("-----END").next().unwrap_or("");
    assert_eq!(
        redact(&format!("{cut}and then nothing happened\n")),
        "-----BEGIN RSA PRIVATE KEY-----\n…\n…\nand then nothing happened\n"
    );
    let string = format!(
        "\"private_key\": \"{}\",",
        pem.trim_end().replace('\n', "\\n")
    );
    let shown = redact(&string);
    assert!(
        !shown.contains("Zq81")
            && shown.starts_with("\"private_key\": \"")
            && shown.ends_with("\","),
        "{shown}"
    );
}

#[test]
fn a_secret_is_hidden_wherever_its_value_occurs() {
    let paste = "{ token: \"Zq81kd0Qp5vTn3Xc\" }\nlog: refused client Zq81kd0Qp5vTn3Xc-2 at /x/Zq81kd0Qp5vTn3Xc/y\n";
    let masker = Masker::new(paste, &find(paste, &[]));
    assert_eq!(
        masker.redacted(paste),
        "{ token: \"…\" }\nlog: refused client …-2 at /x/…/y\n"
    );
    assert_eq!(
        masker.mask("`token` is \"Zq81kd0Qp5vTn3Xc\""),
        "`token` is \"…\""
    );
    assert_eq!(masker.mask("nothing here"), "nothing here");
    let encoded = "{ token: \"Zq81kd0Qp5vTn3Xc/+=\" } https://x.test/Zq81kd0Qp5vTn3Xc%2F%2B%3D";
    assert_eq!(redact(encoded), "{ token: \"…\" } https://x.test/…");
    let weak = "{ password: \"openclaw\" }";
    let masker = Masker::new(weak, &find(weak, &[]));
    assert_eq!(
        masker.mask("openclaw gateway restart"),
        "openclaw gateway restart"
    );
    assert_eq!(
        masker.mask("`password` is \"openclaw\""),
        "`password` is \"…\""
    );
}

#[test]
fn a_part_of_the_paste_is_masked_by_place_even_where_it_cuts_a_secret() {
    let paste = "key sk-kimi-Zq81kd0Qp5vTn3XcW7yL2mBs end";
    let masker = Masker::new(paste, &find(paste, &[]));
    assert_eq!(masker.quote(paste, Span::new(0, 14)), "key sk-kimi-…");
    assert_eq!(masker.quote(paste, Span::new(20, 40)), "… end");
    assert_eq!(
        masker.quote(paste, Span::new(0, paste.len())),
        "key sk-kimi-… end"
    );
}

#[test]
fn what_the_schema_marks_is_hidden() {
    let paste = "{ custom: \"plain words\", other: 5 }";
    let hint = paste.find("\"plain").unwrap_or(0);
    let found = find(paste, &[Span::new(hint, hint + 13)]);
    assert_eq!(
        Masker::new(paste, &found).redacted(paste),
        "{ custom: \"…\", other: 5 }"
    );
}

#[test]
fn web_hook_addresses_are_secrets() {
    for (paste, shown) in [
        (
            "https://hooks.slack.com/services/T000/B000/Zq81kd0Qp5vTn3Xc",
            "https://hooks.slack.com/services/…",
        ),
        (
            "https://discord.com/api/webhooks/123456789012345678/Zq81kd0Qp5vTn3XcW7yL2mBs",
            "https://discord.com/api/webhooks/123456789012345678/…",
        ),
        (
            "https://open.feishu.cn/open-apis/bot/v2/hook/3fa85f64-5717-4562-b3fc-2c963f66afa6",
            "https://open.feishu.cn/open-apis/bot/v2/hook/…",
        ),
        (
            "https://oapi.dingtalk.com/robot/send?access_token=Zq81kd0Qp5vTn3Xc",
            "https://oapi.dingtalk.com/robot/send?access_token=…",
        ),
        (
            "https://api.telegram.org/bot7123456789:AAZq81kd0Qp5vTn3XcW7yL2mBsRt4Yu6Io/getMe",
            "https://api.telegram.org/bot…/getMe",
        ),
    ] {
        assert_eq!(redact(paste), shown);
    }
}

/// Texts made of pieces that matter, in every order a small generator comes up with.
fn shuffled(seed: u64) -> String {
    const PIECES: &[&str] = &[
        "token",
        "=",
        ": ",
        "\"",
        "'",
        "\\\"",
        "\\",
        "\n",
        " ",
        "sk-kimi-",
        "Zq81kd0Qp5vTn3Xc",
        "…",
        "...",
        "****",
        "xxxx",
        "Bearer ",
        "--token ",
        "https://",
        "user:",
        "@",
        "?key=",
        "&",
        "[",
        "]",
        "{",
        "}",
        "password",
        "API_KEY",
        "eyJ",
        "0f9e8d7c6b5a49382716050403020100",
        ".",
        "-",
        "_",
        "%3D",
        "\\n",
        "🦞",
        "：",
        "-----BEGIN PRIVATE KEY-----",
        "-----END",
        "7123456789:",
        "AAZq81kd0Qp5vTn3XcW7yL2mBs",
        "bot",
        "config set ",
        "<key>",
        "</key>",
        "<string>",
        "${",
        "$",
        ",",
        "|",
        "\r",
        "secret",
        "hooks.slack.com/services/",
        "is ",
        "hunter2",
        "\u{1b}[33m",
        "x",
        "your_",
        "openclaw",
        "Cookie",
        "abc",
        "1",
    ];
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut text = String::new();
    for _ in 0..(seed % 40 + 2) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
    }
    text
}

#[test]
fn masking_is_idempotent_keeps_lines_and_never_fails() {
    let rounds = std::env::var("ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(2_000);
    for seed in 0..rounds {
        let text = shuffled(seed);
        let once = redact(&text);
        assert_eq!(redact(&once), once, "of {text:?}");
        let ends = |text: &str| text.matches(['\n', '\r']).collect::<String>();
        assert_eq!(ends(&text), ends(&once), "of {text:?}");
        let found = find(&text, &[]);
        assert!(
            found
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
        let masker = Masker::new(&text, &found);
        let masked = masker.mask(&text).into_owned();
        assert_eq!(masker.mask(&masked), masked, "of {text:?}");
        for secret in masker.places() {
            assert!(
                text.get(secret.span.range())
                    .is_some_and(|value| !value.is_empty())
            );
        }
    }
}

#[test]
fn every_prefix_of_a_paste_can_be_masked() {
    let mut paste = String::from("🦞 ");
    for place in NAMED_PLACES {
        paste.push_str(&planted(place, FORMS[0].0));
        paste.push('\n');
    }
    // Every third: a debug build masks two million bytes a second.
    for (end, _) in paste.char_indices().step_by(3) {
        let prefix = &paste[..end];
        let once = redact(prefix);
        assert_eq!(redact(&once), once);
    }
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    let traps = [
        "token=${",
        "token:'${",
        "sk-aaaaaaaa-",
        "sk-kimi-xxxxxxxx-",
        "eyJ-",
        "MTIz-",
        "://a:b",
        "Cookie: ${",
        "token:“${",
        "token:\\\"a",
        "-----BEGIN PRIVATE KEY-----",
        "<key>token</key><string>${",
        "--token ${",
        "a",
        "token: \"Zq81kd0Qp5vTn3Xc\" ",
        "config set token ",
        "7123456789:",
    ];
    let seconds = |text: &str| {
        let start = std::time::Instant::now();
        std::hint::black_box(redact(text));
        start.elapsed().as_secs_f64()
    };
    for trap in traps {
        let small = trap.repeat(10_000 / trap.len());
        let large = trap.repeat(320_000 / trap.len());
        let (few, many) = (seconds(&small).max(0.0005), seconds(&large));
        // 32 times the text; a square would take 1,024 times as long.
        assert!(many < few * 250.0, "{trap:?}: {few} s, then {many} s");
    }
}
