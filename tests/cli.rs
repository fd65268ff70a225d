//! What each command prints is read: real outputs in `tests/outputs`, and the shapes that people make
//! of them.

use clawlens::cli::config_check::CheckVerdict;
use clawlens::cli::models_status::Effective;
use clawlens::cli::version::{Shell, VersionOf};
use clawlens::cli::{self, ErrorKind, Level, Outputs};
use clawlens::intake::Paste;
use clawlens::span::Seen;
use std::fs;

fn text_of(name: &str) -> String {
    fs::read_to_string(format!("tests/outputs/{name}.txt")).expect("the output is there")
}

fn read(text: &str) -> Outputs {
    cli::read(&Paste::read(text))
}

fn value(seen: &Option<Seen<String>>) -> &str {
    seen.as_ref().map_or("", |seen| seen.value.as_str())
}

fn values(list: &[Seen<String>]) -> Vec<&str> {
    list.iter().map(|seen| seen.value.as_str()).collect()
}

#[test]
fn no_line_of_a_real_output_stays_unknown() {
    let mut unknown = Vec::new();
    for entry in fs::read_dir("tests/outputs").expect("the folder is there") {
        let path = entry.expect("its entries can be read").path();
        let text = fs::read_to_string(&path).expect("an output is text");
        for line in read(&text).unknown {
            unknown.push(format!("{}: {}", path.display(), line.value));
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn models_status_of_2026_3_8_gives_the_winning_source_and_all_copies() {
    let text = text_of("models-status@2026.3.8-kimi-key");
    let outputs = read(&text);
    let status = &outputs.models_status[0];
    assert_eq!(value(&status.default), "moonshot/kimi-k2.5");
    assert_eq!(
        values(&status.allowed.as_ref().expect("the line is there").models),
        ["moonshot/kimi-k2.5"]
    );
    let row = &status.providers[0];
    assert_eq!(row.effective.value, Effective::Env);
    assert_eq!(value(&row.env), "sk-kimi-...fake1234");
    assert_eq!(value(&row.env_variable), "MOONSHOT_API_KEY");
    assert_eq!(value(&row.models_json), "sk-kimi-...fake1234");
    for seen in [&row.provider, &row.detail]
        .into_iter()
        .chain(&row.env)
        .chain(&row.models_json)
    {
        assert_eq!(seen.span.of(&text), seen.value);
    }
}

#[test]
fn models_status_says_which_profiles_are_skipped() {
    let outputs = read(&text_of("models-status@2026.2.9-cooldown"));
    let row = &outputs.models_status[0].providers[0];
    assert_eq!(row.effective.value, Effective::Profiles);
    assert_eq!(row.profile_count.as_ref().map(|seen| seen.value), Some(2));
    assert_eq!(value(&row.profiles[0].unusable), "cooldown 23m");
    assert_eq!(row.profiles[1].id.value, "anthropic:second");
    assert_eq!(row.profiles[1].shown.value, "sk-ant-a...e-abczzz");
    assert_eq!(value(&row.profiles[1].unusable), "disabled:billing 5h");
}

#[test]
fn models_status_of_2026_9_has_routes_and_oauth_states() {
    let outputs = read(&text_of("models-status@2026.9.6-oauth-expired"));
    let status = &outputs.models_status[0];
    assert!(
        status
            .allowed
            .as_ref()
            .is_some_and(|allowed| allowed.named_allowed)
    );
    assert_eq!(status.route_issues[0].model.value, "openai/gpt-5.5");
    assert_eq!(status.missing_auth[0].provider.value, "openai");
    let states: Vec<_> = status
        .oauth
        .iter()
        .map(|row| {
            (
                row.label.value.as_str(),
                row.status.value.as_str(),
                value(&row.expires),
            )
        })
        .collect();
    assert_eq!(
        states,
        [
            ("anthropic:manual", "static", ""),
            ("openai:default (someone@example.com)", "expired", "unknown"),
            ("qwen-portal:default", "ok", "30d"),
        ]
    );
}

#[test]
fn models_status_reads_the_same_from_json() {
    let plain = read(&text_of("models-status@2026.3.8-kimi-key"));
    let json = read(&text_of("models-status-json@2026.3.8"));
    let (plain, json) = (&plain.models_status[0], &json.models_status[0]);
    assert_eq!(value(&plain.default), value(&json.default));
    assert_eq!(
        plain.providers[0].effective.value,
        json.providers[0].effective.value
    );
    assert_eq!(
        value(&plain.providers[0].env),
        value(&json.providers[0].env)
    );
    assert_eq!(
        value(&plain.providers[0].env_variable),
        value(&json.providers[0].env_variable)
    );
}

#[test]
fn a_row_that_a_narrow_terminal_broke_is_joined() {
    let text = "Default       : moonshot/kimi-k2.5\n- moonshot effective=env:sk-kimi-...fake1234 | env=sk-kimi-...fake1234 |\nsource=env: MOONSHOT_API_KEY\n";
    let outputs = read(text);
    assert_eq!(
        value(&outputs.models_status[0].providers[0].env_variable),
        "MOONSHOT_API_KEY"
    );
}

#[test]
fn gateway_status_gives_service_files_and_probe() {
    for name in [
        "gateway-status@2026.3.8-healthy",
        "gateway-status-json@2026.3.8-healthy",
    ] {
        let outputs = read(&text_of(name));
        let status = &outputs.gateway_status[0];
        assert_eq!(value(&status.service), "systemd", "{name}");
        assert_eq!(value(&status.service_state), "enabled");
        assert_eq!(status.port.as_ref().map(|seen| seen.value), Some(18789));
        assert_eq!(value(&status.bind), "loopback");
        let runtime = status.runtime.as_ref().expect("the line is there");
        assert_eq!(runtime.status.value, "running");
        assert_eq!(runtime.last_exit.as_ref().map(|seen| seen.value), Some(0));
        assert!(status.probe.as_ref().is_some_and(|probe| probe.ok));
        assert!(
            status.service_env.iter().any(
                |(name, value)| name.value == "OPENCLAW_GATEWAY_PORT" && value.value == "18789"
            )
        );
        assert!(status.config_cli.is_some() && status.config_service.is_some());
    }
}

#[test]
fn gateway_status_keeps_the_reason_of_a_failed_probe() {
    let outputs = read(&text_of("gateway-status@2026.3.8-wrong-token"));
    let status = &outputs.gateway_status[0];
    let probe = status.probe.as_ref().expect("the line is there");
    assert!(!probe.ok);
    assert!(
        probe.errors[0]
            .value
            .starts_with("gateway closed (1008): unauthorized")
    );
    let error = outputs
        .errors
        .iter()
        .find(|error| error.kind == ErrorKind::GatewayClosed)
        .expect("it is an error line");
    assert_eq!(error.status.as_ref().map(|seen| seen.value), Some(1008));
    assert_eq!(status.port_busy.len(), 3);
    assert_eq!(status.service_issues.len(), 1);
    assert_eq!(
        value(
            &status
                .runtime
                .as_ref()
                .and_then(|runtime| runtime.detail.clone())
        ),
        "systemctl --user unavailable: Failed to connect to bus: Permission denied Failed to read server status: Transport endpoint is not connected"
    );
}

#[test]
fn gateway_status_of_2026_9_names_versions_and_capability() {
    let outputs = read(&text_of("gateway-status@2026.9.6-ok"));
    let status = &outputs.gateway_status[0];
    assert_eq!(value(&status.capability), "connected-no-operator-scope");
    assert_eq!(
        value(&status.probe.as_ref().map(|probe| probe.label.clone())),
        "Connectivity probe"
    );
    let versions: Vec<_> = outputs
        .versions
        .iter()
        .map(|seen| (seen.version.value.to_string(), seen.of))
        .collect();
    assert_eq!(
        versions,
        [
            ("2026.9.6".to_owned(), VersionOf::Cli),
            ("2026.9.6".to_owned(), VersionOf::Gateway)
        ]
    );
}

#[test]
fn a_crash_loop_can_be_read_off_the_runtime_line() {
    let outputs = read(
        "Runtime: stopped (state activating, sub auto-restart, last exit 78, reason exited)\n",
    );
    let runtime = outputs.gateway_status[0]
        .runtime
        .clone()
        .expect("the line is there");
    assert_eq!(runtime.status.value, "stopped");
    assert_eq!(value(&runtime.sub_state), "auto-restart");
    assert_eq!(runtime.last_exit.map(|seen| seen.value), Some(78));
}

#[test]
fn config_checks_are_read_in_every_dialect() {
    let issues = |text: &str| -> Vec<(String, String)> {
        let outputs = read(text);
        let check = outputs
            .config_checks
            .first()
            .cloned()
            .unwrap_or_else(|| panic_free(text));
        check
            .issues
            .iter()
            .map(|issue| (issue.path.value.clone(), issue.message.value.clone()))
            .collect()
    };
    let both = [
        (
            "agents.defaults".to_owned(),
            "Unrecognized key: \"modell\"".to_owned(),
        ),
        (
            "<root>".to_owned(),
            "Unrecognized key: \"providers\"".to_owned(),
        ),
    ];
    for name in [
        "config-validate@2026.9.6-unknown-key",
        "config-validate-json@2026.3.8-unknown-key",
        "config-invalid@2026.3.8",
        "config-invalid@2026.9.6",
    ] {
        assert_eq!(issues(&text_of(name)), both, "{name}");
    }
    assert_eq!(
        issues(&text_of("config-validate@2026.3.8-wrong-type")).len(),
        6
    );
    // A chat took `<root>` for HTML.
    assert_eq!(
        issues(
            "Config invalid at ~/.openclaw/openclaw.json:\n  × : Unrecognized key: \"providers\"\n"
        ),
        both[1..]
    );
    // One line, in a chat's words.
    assert_eq!(
        issues(
            "it says Error: Config validation failed: models.providers.kimi-coding.models.0.compat: Unrecognized key: \"x\""
        ),
        [(
            "models.providers.kimi-coding.models.0.compat".to_owned(),
            "Unrecognized key: \"x\"".to_owned()
        )]
    );
}

fn panic_free(text: &str) -> cli::ConfigCheck {
    assert_eq!(text, "", "no check was read");
    unreachable!("the assertion above fails first")
}

#[test]
fn config_checks_tell_a_refused_write_from_a_broken_file() {
    let verdict = |text: &str| {
        read(text)
            .config_checks
            .first()
            .map(|check| check.verdict.value)
    };
    assert_eq!(
        verdict("Config validation failed: a.b: Invalid input"),
        Some(CheckVerdict::WriteRefused)
    );
    assert_eq!(
        verdict("Invalid config at /x/openclaw.json:\\n- a.b: Invalid input"),
        Some(CheckVerdict::Invalid)
    );
    assert_eq!(
        verdict("Config valid: ~/.openclaw/openclaw.json"),
        Some(CheckVerdict::Valid)
    );
    assert_eq!(
        verdict("Config file not found: ~/.openclaw/openclaw.json"),
        Some(CheckVerdict::Missing)
    );
    assert_eq!(
        verdict(
            "Failed to read config at /x/openclaw.json SyntaxError: JSON5: invalid character 'w' at 6:7"
        ),
        Some(CheckVerdict::Unreadable)
    );
    let check = &read(&text_of("config-validate@2026.9.6-unknown-key")).config_checks[0];
    assert_eq!(
        check.issues[0].line.as_ref().map(|seen| seen.value),
        Some(3)
    );
}

#[test]
fn provider_answers_are_taken_apart() {
    let first = |text: &str| read(text).errors.first().cloned();
    for (text, kind, status) in [
        (
            "HTTP 401: Invalid Authentication",
            ErrorKind::Http,
            Some(401),
        ),
        ("401 Incorrect API key provided", ErrorKind::Http, Some(401)),
        ("HTTP 404: 404 page not found", ErrorKind::Http, Some(404)),
        (
            "403 Kimi For Coding is currently only available for Coding Agents such as Kimi CLI",
            ErrorKind::Http,
            Some(403),
        ),
        (
            "⚠️ moonshot/m401 request failed (authentication failed, HTTP 401). Re-authenticate the provider and try again.",
            ErrorKind::RequestFailed,
            Some(401),
        ),
        (
            "⚠️ API rate limit reached. Please try again later.",
            ErrorKind::RateLimit,
            None,
        ),
        (
            "⚠️ moonshot (m402) returned a billing error — your API key has run out of credits",
            ErrorKind::Billing,
            None,
        ),
        ("LLM request timed out.", ErrorKind::Timeout, None),
        (
            "FailoverError: Unknown model: nosuchprovider/foo",
            ErrorKind::UnknownModel,
            None,
        ),
        (
            "Model \"google/gemini-3\" is not allowed. Use /models to list providers, or /models <provider> to list models.",
            ErrorKind::ModelNotAllowed,
            None,
        ),
        (
            "FailoverError: No API key found for provider \"anthropic\". Auth store: /x (agentDir: /y).",
            ErrorKind::NoApiKey,
            None,
        ),
        (
            "gateway closed (1006 abnormal closure (no close frame)): no close reason",
            ErrorKind::GatewayClosed,
            Some(1006),
        ),
        (
            "gateway connect failed: Error: unauthorized: gateway token mismatch (set gateway.remote.token to match gateway.auth.token)",
            ErrorKind::GatewayUnauthorized,
            None,
        ),
        (
            "Gateway not reachable at ws://127.0.0.1:18789 (ECONNREFUSED).",
            ErrorKind::Unreachable,
            None,
        ),
        (
            "Missing config. Run `openclaw setup` or set gateway.mode=local (or pass --allow-unconfigured).",
            ErrorKind::StartRefused,
            None,
        ),
        ("error: unknown command 'modles'", ErrorKind::Usage, None),
    ] {
        let error = first(text).unwrap_or_else(|| cannot_be_missing(text));
        assert_eq!(
            (error.kind, error.status.map(|seen| seen.value)),
            (kind, status),
            "{text}"
        );
    }
    let error = first("No API key found for provider \"anthropic\".")
        .unwrap_or_else(|| cannot_be_missing(""));
    assert_eq!(value(&error.provider), "anthropic");
    assert!(first("I set everything up yesterday and it was fine").is_none());
}

fn cannot_be_missing(text: &str) -> cli::ErrorLine {
    assert_eq!(text, "an error line", "no error line was read");
    unreachable!("the assertion above fails first")
}

#[test]
fn log_lines_carry_what_the_provider_said() {
    let text = text_of("agent@2026.6.11-all-failed");
    let outputs = read(&text);
    let error = outputs
        .errors
        .iter()
        .find(|error| value(&error.detail) == "401 Invalid Authentication")
        .expect("the raw answer is kept");
    assert_eq!(error.status.as_ref().map(|seen| seen.value), Some(401));
    assert_eq!(value(&error.provider), "moonshot");
    assert!(error.in_log);
    assert!(
        outputs
            .errors
            .iter()
            .any(|error| error.kind == ErrorKind::AllModelsFailed)
    );
}

#[test]
fn log_files_give_time_level_subsystem_and_message() {
    let outputs = read(&text_of("logfile@2026.3.8-401"));
    let entries: Vec<_> = outputs.logs.iter().flat_map(|log| &log.entries).collect();
    let warning = entries
        .iter()
        .find(|entry| entry.message.value.contains("isError=true"))
        .expect("the failed run is logged");
    assert_eq!(
        warning.level.as_ref().map(|seen| seen.value),
        Some(Level::Warn)
    );
    assert_eq!(value(&warning.subsystem), "agent/embedded");
    assert!(value(&warning.time).starts_with("2026-"));
    assert!(outputs.errors.iter().all(|error| error.in_log));

    let outputs = read(&text_of("logfile@2026.9.6-401"));
    let fields = outputs
        .logs
        .iter()
        .flat_map(|log| &log.entries)
        .flat_map(|entry| &entry.fields);
    assert!(
        fields
            .into_iter()
            .any(|(name, value)| name == "failoverReason" && value.value == "auth")
    );
}

#[test]
fn log_lines_are_read_behind_every_prefix() {
    for line in [
        "2026-11-22T12:55:05.716+00:00 [gateway] agent model: a/b",
        "12:55:05 [gateway] agent model: a/b",
        "[gateway] agent model: a/b",
        "Mar 09 10:11:12 host node[123]: [gateway] agent model: a/b",
        "openclaw-gateway-1  | 2026-11-22T12:55:05.716+00:00 [gateway] agent model: a/b",
        "2026-11-22T12:55:05.716Z info gateway {\"subsystem\":\"gateway\"} agent model: a/b",
        "openclaw-gateway-1  | {\"0\":\"{\\\"subsystem\\\":\\\"gateway\\\"}\",\"1\":\"agent model: a/b\",\"_meta\":{\"logLevelName\":\"INFO\"},\"time\":\"2026-11-22T12:55:05.716Z\"}",
    ] {
        let outputs = read(line);
        let entry = &outputs.logs[0].entries[0];
        assert_eq!(value(&entry.subsystem), "gateway", "{line}");
        assert_eq!(entry.message.value, "agent model: a/b", "{line}");
    }
}

#[test]
fn status_tables_are_put_together_again() {
    let outputs = read(&text_of("status@2026.3.8"));
    let status = &outputs.status[0];
    let gateway = status.gateway.as_ref().expect("the row is there");
    assert_eq!(gateway.mode.value, "local");
    assert_eq!(value(&gateway.url), "ws://127.0.0.1:18789");
    assert_eq!(gateway.reachable, Some(true));
    assert_eq!(value(&gateway.app), "2026.3.8");
    assert_eq!(status.security.len(), 1);
    assert!(
        status
            .row("Sessions")
            .is_some_and(|value| value.value.contains("sessions.json"))
    );
    assert!(
        outputs
            .versions
            .iter()
            .any(|version| version.of == VersionOf::Gateway)
    );

    let outputs = read(&text_of("status-all@2026.3.8"));
    let status = &outputs.status[0];
    assert!(status.all);
    let port = status
        .checks
        .iter()
        .find(|check| check.text.value.starts_with("Port"))
        .expect("the check is there");
    assert_eq!((port.mark, port.below.len()), ('!', 3));
}

#[test]
fn doctor_is_read_with_and_without_its_frames() {
    let text = text_of("doctor@2026.3.8");
    let outputs = read(&text);
    let framed = &outputs.doctors[0];
    assert!(framed.complete);
    assert!(
        framed
            .titled("Skills status")
            .any(|note| values(&note.entries).contains(&"Eligible: 4"))
    );
    let bare: String = text
        .lines()
        .map(|line| line.trim_matches(['│', '◇', '├', '╯', '╮', '─', '┌', '└', ' ']))
        .collect::<Vec<_>>()
        .join("\n");
    let outputs = read(&bare);
    assert!(outputs.doctors.iter().any(|doctor| {
        doctor
            .titled("Skills status")
            .any(|note| values(&note.entries).contains(&"Eligible: 4"))
    }));
}

#[test]
fn the_smaller_answers_are_read() {
    let audit = &read(&text_of("security-audit@2026.3.8-lan")).security_audits[0];
    assert_eq!(
        audit
            .findings
            .iter()
            .filter(|finding| finding.severity.value == "critical")
            .count(),
        4
    );
    assert_eq!(audit.findings[0].check.value, "gateway.bind_no_auth");
    assert!(audit.findings[0].fix.is_some());

    let channels = &read(&text_of("channels-list@2026.3.8")).channels_lists[0];
    assert_eq!(channels.accounts.len(), 4);
    assert!(channels.accounts[1].says("not linked"));
    assert_eq!(value(&channels.accounts[0].value("token")), "config");
    let channels = &read(&text_of("channels-status@2026.9.6")).channels_status[0];
    assert_eq!(
        channels.reachable.as_ref().map(|seen| seen.value),
        Some(true)
    );
    assert!(channels.accounts[0].says("disconnected"));

    let models = &read(&text_of("models-list@2026.3.8")).models_lists[0];
    assert!(
        models
            .rows
            .iter()
            .any(|row| values(&row.tags).contains(&"default"))
    );
    let plugins = &read(&text_of("plugins-list@2026.3.8")).plugins_lists[0];
    assert_eq!(plugins.rows[1].id.value, "bluebubbles");
    assert_eq!(value(&plugins.rows[1].status), "disabled");
    let probe = &read(&text_of("gateway-probe@2026.9.6")).gateway_probes[0];
    assert_eq!(probe.reachable.as_ref().map(|seen| seen.value), Some(true));
    assert_eq!(value(&probe.targets[0].connect), "ok (643ms)");
    let memory = &read(&text_of("memory-status@2026.3.8")).memory_status[0];
    assert_eq!(
        memory.value("Provider").map(|seen| seen.value.as_str()),
        Some("none (requested: auto)")
    );
    let cron = &read(&text_of("cron-list@2026.3.8")).cron_lists[0];
    assert!(
        cron.jobs[0]
            .cells
            .iter()
            .any(|(name, cell)| name == "Name" && cell.value == "Morning brief")
    );
    let devices = &read(&text_of("devices-list@2026.6.11")).devices_lists[0];
    assert_eq!(
        devices.pending[0].0.value,
        "fd6d787f-e4c1-490a-ade1-78539f80b856"
    );
    assert!(devices.pending[0].1.value.contains("scope upgrade, repair"));
    assert_eq!(devices.paired.len(), 1);
}

#[test]
fn files_beside_the_config_are_read() {
    let text = "==> auth-profiles.json <==\n{\"version\":1,\"profiles\":{\"moonshot:default\":{\"type\":\"api_key\",\"provider\":\"moonshot\",\"key\":\"sk-fake\"}},\"order\":{\"moonshot\":[\"moonshot:default\"]}}\n==> .env <==\n# keys\nexport MOONSHOT_API_KEY=\"sk-fake\" # mine\nKIMI_API_KEY=sk-kimi-fake\n==> ls.txt <==\ntotal 48\n-rw------- 1 user user  812 Nov 22 12:00 openclaw.json\n-rw-r--r-- 1 root root 4096 Nov 21 09:10 openclaw.json.bak\n";
    let outputs = read(text);
    let profile = &outputs.auth_profiles[0].profiles[0];
    assert_eq!(profile.id.value, "moonshot:default");
    assert_eq!(
        profile.secret.as_ref().map(|seen| seen.span.of(text)),
        Some("\"sk-fake\"")
    );
    let env = &outputs.env_files[0].entries;
    assert_eq!(
        (
            env[0].name.value.as_str(),
            env[0].value.value.as_str(),
            env[0].shell
        ),
        ("MOONSHOT_API_KEY", "sk-fake", true)
    );
    assert_eq!(
        (
            env[1].name.value.as_str(),
            env[1].value.value.as_str(),
            env[1].shell
        ),
        ("KIMI_API_KEY", "sk-kimi-fake", false)
    );
    let listing = &outputs.listings[0].entries;
    assert_eq!(listing[0].size.as_ref().map(|seen| seen.value), Some(812));
    assert_eq!(listing[1].name.value, "openclaw.json.bak");
    assert_eq!(value(&listing[1].owner), "root");
}

#[test]
fn installation_errors_name_code_and_node() {
    let outputs = read(
        "npm error code EBADENGINE\nnpm error engine Unsupported engine\nnpm error notsup Required: {\"node\":\">=22.12.0\"}\nnpm error notsup Actual:   {\"npm\":\"10.8.2\",\"node\":\"v20.18.1\"}\n",
    );
    let install = &outputs.installs[0];
    assert_eq!(values(&install.codes), ["EBADENGINE"]);
    assert_eq!(value(&install.node_required), ">=22.12.0");
    let outputs =
        read("openclaw requires Node >=22.12.0.\nDetected: node 20.18.1 (exec: /usr/bin/node).\n");
    assert_eq!(value(&outputs.installs[0].node_found), "20.18.1");
    let outputs = read("zsh: command not found: clawdbot\n");
    assert_eq!(value(&outputs.installs[0].not_found), "clawdbot");
}

#[test]
fn prompts_tell_the_shell() {
    let shell = |text: &str| {
        read(text)
            .commands
            .first()
            .map(|command| (command.shell, command.root))
    };
    assert_eq!(
        shell("PS C:\\Users\\x> openclaw doctor"),
        Some((Shell::PowerShell, false))
    );
    assert_eq!(
        shell("C:\\Users\\x>openclaw doctor"),
        Some((Shell::Cmd, false))
    );
    assert_eq!(
        shell("root@vps:~# openclaw doctor"),
        Some((Shell::Posix, true))
    );
    assert_eq!(shell("openclaw doctor"), Some((Shell::Unknown, false)));
}

#[test]
fn a_version_in_the_readers_own_words_counts_where_it_is_the_only_one() {
    let versions = |text: &str| -> Vec<(String, VersionOf)> {
        read(text)
            .versions
            .iter()
            .map(|seen| (seen.version.value.to_string(), seen.of))
            .collect()
    };
    assert_eq!(
        versions("I am on 2026.3.8, nothing works"),
        [("2026.3.8".to_owned(), VersionOf::Told)]
    );
    assert!(versions("since the update from 2026.2.9 to 2026.3.8 nothing works").is_empty());
    assert_eq!(
        versions("OpenClaw 2026.3.8 (3caab92)"),
        [("2026.3.8".to_owned(), VersionOf::Cli)]
    );
}

#[test]
fn errors_of_a_json_answer_are_read() {
    let outputs = read(
        "{\"ok\":false,\"error\":{\"type\":\"cli_error\",\"message\":\"gateway closed (1008): pairing required\"}}",
    );
    assert!(!outputs.errors.is_empty());
}

#[test]
fn a_config_check_behind_a_containers_prefix_keeps_its_issues() {
    let text = "openclaw-gateway-1  | Config invalid\nopenclaw-gateway-1  | File: ~/.openclaw/openclaw.json\nopenclaw-gateway-1  | Problem:\nopenclaw-gateway-1  |   - agents.defaults: Unrecognized key: \"modell\"\n";
    let outputs = read(text);
    let check = &outputs.config_checks[0];
    assert!(check.in_log);
    assert_eq!(value(&check.path), "~/.openclaw/openclaw.json");
    assert_eq!(check.issues[0].path.value, "agents.defaults");
    assert_eq!(check.issues[0].path.span.of(text), "agents.defaults");
}

#[test]
fn close_codes_are_read_in_each_of_their_forms() {
    for (text, reason) in [
        (
            "gateway closed (1008): pairing required",
            "pairing required",
        ),
        ("disconnected (1008): pairing required", "pairing required"),
        (
            "[ws] closed before connect conn=abc remote=127.0.0.1 code=1008 reason=unauthorized: gateway token mismatch",
            "unauthorized: gateway token mismatch",
        ),
    ] {
        let error = read(text)
            .errors
            .first()
            .cloned()
            .unwrap_or_else(|| cannot_be_missing(text));
        assert_eq!(error.status.map(|seen| seen.value), Some(1008), "{text}");
        assert_eq!(value(&error.reason), reason, "{text}");
    }
}

#[test]
fn a_table_that_a_chat_drew_with_pipes_is_read() {
    let outputs = read(
        "| Item | Value |\n|---|---|\n| Gateway | local · ws://127.0.0.1:18789 (local loopback) · unreachable (timeout) |\n",
    );
    let gateway = outputs.status[0].gateway.clone().expect("the row is there");
    assert_eq!(gateway.reachable, Some(false));
    assert_eq!(value(&gateway.error), "timeout");
}
