//! `openclaw gateway status`, plain, `--deep` and `--json`.
//!
//! Its problems go to standard error and come before, after or among the rest; order means nothing.

use super::config_check::{self, CheckIssue};
use super::source::{self, Json, Source};
use crate::span::{Seen, Span};

/// One answer of `gateway status`, or a part of it.
#[derive(Clone, Debug, Default)]
pub struct GatewayStatus {
    /// The artifact.
    pub artifact: usize,
    /// What runs the service: `systemd`, `systemd user`, `LaunchAgent`, `Scheduled Task`.
    pub service: Option<Seen<String>>,
    /// `enabled`, `disabled`, `loaded`, `not loaded`, `registered`, `missing`.
    pub service_state: Option<Seen<String>>,
    /// `File logs`.
    pub file_logs: Option<Seen<String>>,
    /// `Command`.
    pub command: Option<Seen<String>>,
    /// `Service file`.
    pub service_file: Option<Seen<String>>,
    /// `Working dir`.
    pub working_dir: Option<Seen<String>>,
    /// `Service env`: names and values that the service itself was given.
    pub service_env: Vec<(Seen<String>, Seen<String>)>,
    /// `Service config issue` about the service's own file, with its code where JSON gives one.
    pub service_issues: Vec<ServiceIssue>,
    /// `Config (cli)`.
    pub config_cli: Option<ConfigPlace>,
    /// `Config (service)`.
    pub config_service: Option<ConfigPlace>,
    /// `Config issue`, and `Service config issue` where it names a config key.
    pub config_issues: Vec<CheckIssue>,
    /// `Root cause: CLI and service are using different config paths`.
    pub config_mismatch: Option<Span>,
    /// `bind=`.
    pub bind: Option<Seen<String>>,
    /// The address behind it.
    pub bind_host: Option<Seen<String>>,
    /// `port=`.
    pub port: Option<Seen<u16>>,
    /// `env/config` or `service args`.
    pub port_source: Option<Seen<String>>,
    /// `Probe target` or `RPC target`.
    pub probe_target: Option<Seen<String>>,
    /// `Dashboard`.
    pub dashboard: Option<Seen<String>>,
    /// `Probe note`.
    pub probe_note: Option<Seen<String>>,
    /// `CLI version`, 2026.6 and later.
    pub cli_version: Option<Seen<String>>,
    /// `Gateway version`, 2026.6 and later.
    pub gateway_version: Option<Seen<String>>,
    /// `Runtime`.
    pub runtime: Option<Runtime>,
    /// `RPC probe`, `Connectivity probe`, `Read probe`.
    pub probe: Option<Probe>,
    /// `Capability`, 2026.6 and later.
    pub capability: Option<Seen<String>>,
    /// `Listening`.
    pub listening: Vec<Seen<String>>,
    /// `Port 18789 is already in use.` and the lines below it.
    pub port_busy: Vec<Seen<String>>,
    /// `Gateway port 18789 is not listening …`.
    pub not_listening: Option<Seen<String>>,
    /// `Last gateway error`.
    pub last_error: Option<Seen<String>>,
    /// `Logs`, as a command or a path.
    pub logs: Vec<Seen<String>>,
    /// `Other gateway-like services detected`.
    pub other_services: Vec<Seen<String>>,
    /// `systemd user services unavailable.` and what belongs to it; `Service unit not found.` and
    /// other remarks on the service.
    pub service_notes: Vec<Seen<String>>,
    /// `Gateway status failed: …`.
    pub failed: Option<Seen<String>>,
    /// Other warnings: version differences, plugin drift.
    pub warnings: Vec<Seen<String>>,
    /// `Listening on …` for people: `Troubles`, `Troubleshooting` and the like are known and dropped.
    pub unknown: Vec<Seen<String>>,
}

/// A problem of the service's own file.
#[derive(Clone, Debug)]
pub struct ServiceIssue {
    /// The code, only in JSON: `gateway-token-mismatch`.
    pub code: Option<Seen<String>>,
    /// The sentence.
    pub message: Seen<String>,
}

/// A config file as one side sees it.
#[derive(Clone, Debug)]
pub struct ConfigPlace {
    /// The path.
    pub path: Seen<String>,
    /// `(missing)`.
    pub missing: bool,
    /// `(invalid)`.
    pub invalid: bool,
}

/// The `Runtime` line.
#[derive(Clone, Debug)]
pub struct Runtime {
    /// The whole line.
    pub span: Span,
    /// `running`, `stopped`, `unknown`.
    pub status: Seen<String>,
    /// `pid`.
    pub pid: Option<Seen<u32>>,
    /// `state`.
    pub state: Option<Seen<String>>,
    /// `sub`.
    pub sub_state: Option<Seen<String>>,
    /// `last exit`.
    pub last_exit: Option<Seen<i32>>,
    /// `reason`.
    pub reason: Option<Seen<String>>,
    /// Anything else in the parentheses.
    pub detail: Option<Seen<String>>,
}

/// The probe and why it failed.
#[derive(Clone, Debug)]
pub struct Probe {
    /// `RPC probe`, `Connectivity probe`, `Read probe`; empty from JSON.
    pub label: Seen<String>,
    /// Whether it says `ok`.
    pub ok: bool,
    /// `ok`, `failed`, `timed out …`.
    pub result: Seen<String>,
    /// The lines below `failed`.
    pub errors: Vec<Seen<String>>,
}

/// Reads one answer.
pub(super) fn read(source: &Source<'_>) -> GatewayStatus {
    let mut status = match source.artifact.json {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    status.artifact = source.artifact.id;
    status
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Probe,
    Port,
    Services,
    Notes,
    Runtime,
    Warnings,
}

fn from_text(source: &Source<'_>) -> GatewayStatus {
    let mut status = GatewayStatus::default();
    let mut below = Below::Nothing;
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() {
            if below != Below::Runtime {
                below = Below::Nothing;
            }
            continue;
        }
        let item = line.starts_with("  ") || text.starts_with("- ");
        if below == Below::Runtime {
            // The detail may hold a line break before its closing parenthesis.
            below = Below::Nothing;
            if source::label(line).is_none_or(|(name, _)| !is_label(name))
                && let Some(runtime) = &mut status.runtime
            {
                runtime.span = runtime.span.join(source.span(text));
                if let Some(detail) = &mut runtime.detail {
                    detail.value.push(' ');
                    detail.value.push_str(text.trim_end_matches(')'));
                    detail.span = detail.span.join(source.span(text));
                }
                continue;
            }
        }
        if labelled(source, line, &mut status, &mut below)
            || sentence(source, text, &mut status, &mut below)
        {
            continue;
        }
        let seen = source.seen(source::bare(text));
        match below {
            Below::Probe if item => match &mut status.probe {
                Some(probe) => probe.errors.push(seen),
                None => status.unknown.push(seen),
            },
            Below::Port if item => status.port_busy.push(seen),
            Below::Services if item => status.other_services.push(seen),
            Below::Warnings if item => status.warnings.push(seen),
            Below::Notes => status.service_notes.push(seen),
            _ => status.unknown.push(source.seen(text)),
        }
    }
    status
}

fn is_label(name: &str) -> bool {
    matches!(
        source::plain_label(name),
        "Service"
            | "File logs"
            | "Command"
            | "Service file"
            | "Working dir"
            | "Service env"
            | "Gateway heap"
            | "Host desktop"
            | "Config"
            | "Gateway"
            | "Probe target"
            | "Dashboard"
            | "Probe note"
            | "CLI version"
            | "Gateway version"
            | "Runtime"
            | "Warm-up"
            | "RPC probe"
            | "Connectivity probe"
            | "Read probe"
            | "RPC target"
            | "Capability"
            | "Listening"
            | "Troubles"
            | "Troubleshooting"
            | "Service config issue"
            | "Recommendation"
            | "Config issue"
            | "Config warning"
            | "Last gateway error"
            | "Logs"
    )
}

fn labelled(
    source: &Source<'_>,
    line: &str,
    status: &mut GatewayStatus,
    below: &mut Below,
) -> bool {
    let Some((name, value)) = source::label(line) else {
        return false;
    };
    let some = || (!value.is_empty()).then(|| source.seen(value));
    let indented = line.starts_with("  ");
    if indented
        && *below == Below::Probe
        && !matches!(
            name,
            "RPC probe" | "Runtime" | "Capability" | "RPC target" | "Probe target"
        )
    {
        return false;
    }
    let before = *below;
    *below = Below::Nothing;
    match name {
        "Service" => {
            let value = value.trim_end_matches(" (diagnostic only, not the probe target)");
            match value.rsplit_once(" (") {
                Some((service, state)) => {
                    status.service = Some(source.seen(service));
                    status.service_state = Some(source.seen(state.trim_end_matches(')')));
                }
                None => status.service = some(),
            }
        }
        "File logs" => status.file_logs = some(),
        "Command" => status.command = some(),
        "Service file" => status.service_file = some(),
        "Working dir" => status.working_dir = some(),
        "Service env" => status.service_env = environment(source, value),
        "Config (cli)" => status.config_cli = Some(config_place(source, value)),
        "Config (service)" => status.config_service = Some(config_place(source, value)),
        "Config issue" | "Config warning" => {
            status
                .config_issues
                .extend(config_check::issue(source, value));
        }
        "Service config issue" => match config_check::issue(source, value).filter(is_key_issue) {
            Some(issue) => status.config_issues.push(issue),
            None => status.service_issues.push(ServiceIssue {
                code: None,
                message: source.seen(value),
            }),
        },
        "Root cause" => status.config_mismatch = Some(source.span(line.trim())),
        "Gateway" => {
            let (bind, rest) = value
                .strip_prefix("bind=")
                .unwrap_or(value)
                .split_once(" (")
                .unwrap_or((value, ""));
            status.bind = Some(source.seen(bind.split(',').next().unwrap_or(bind)));
            if let Some((host, rest)) = rest.split_once(')') {
                status.bind_host = Some(source.seen(host));
                if let Some((_, port)) = rest.split_once("port=") {
                    let (number, from) = port.split_once(' ').unwrap_or((port, ""));
                    status.port = source.number(number);
                    let from = from.trim_matches(['(', ')']);
                    status.port_source = (!from.is_empty()).then(|| source.seen(from));
                }
            }
        }
        "Probe target" | "RPC target" => {
            status.probe_target = some();
            if before == Below::Probe {
                *below = Below::Probe;
            }
        }
        "Dashboard" => status.dashboard = some(),
        "Probe note" => status.probe_note = some(),
        "CLI version" => status.cli_version = some(),
        "Gateway version" => status.gateway_version = some(),
        "Runtime" => {
            status.runtime = Some(runtime(source, line, value));
            if value.contains('(') && !value.ends_with(')') {
                *below = Below::Runtime;
            }
        }
        "RPC probe" | "Connectivity probe" | "Read probe" => {
            status.probe = Some(Probe {
                label: source.seen(name),
                ok: value == "ok" || value.starts_with("ok "),
                result: source.seen(value),
                errors: Vec::new(),
            });
            *below = Below::Probe;
        }
        "Capability" => status.capability = some(),
        "Listening" => {
            status.listening = value
                .split(',')
                .map(|address| source.seen(address))
                .collect()
        }
        "Last gateway error" => status.last_error = some(),
        "Logs" | "Restart log" | "Restart logs" | "Errors" | "Restart attempts" => {
            status.logs.push(source.seen(value))
        }
        "Gateway status failed" => {
            status.failed = some();
        }
        "Plugin version drift" | "Warning" | "Note" => {
            status.warnings.push(source.seen(line.trim()));
            *below = Below::Warnings;
        }
        "Service inspection failed" => {
            status.service_notes.push(source.seen(line.trim()));
            *below = Below::Notes;
        }
        "Recommendation" | "Troubles" | "Troubleshooting" | "Warm-up" | "Gateway heap"
        | "Host desktop" | "Retry" | "Fix" | "Start with" | "Run" => {}
        "Cleanup hint" => *below = Below::Services,
        "Other gateway-like services detected (best effort)" => *below = Below::Services,
        "Then run" | "Then reinstall" | "Verify" | "Clear the cached label with" => {
            status.service_notes.push(source.seen(line.trim()));
        }
        _ => {
            *below = before;
            return false;
        }
    }
    true
}

/// Sentences without a label.
fn sentence(
    source: &Source<'_>,
    text: &str,
    status: &mut GatewayStatus,
    below: &mut Below,
) -> bool {
    let seen = || source.seen(text);
    if text.starts_with("Service config looks out of date") {
        return true;
    }
    if text.starts_with("Port ") && text.contains(" is already in use") {
        status.port_busy.push(seen());
        *below = Below::Port;
    } else if text.starts_with("Gateway port ") {
        status.not_listening = Some(seen());
    } else if text.starts_with("Other gateway-like services detected") {
        *below = Below::Services;
    } else if text.starts_with("systemd user services")
        || text.starts_with("Service unit not found")
        || text.starts_with("Service not installed")
        || text.starts_with("Service is loaded but not running")
        || text.starts_with("systemd stopped restarting")
        || text.starts_with("No supported service manager")
        || text.starts_with("LaunchAgent label cached")
        || text.starts_with("If you're in a container")
        || text.starts_with("On a headless server")
        || text.starts_with("Also ensure XDG")
        || text.starts_with("WSL2 needs systemd")
    {
        status.service_notes.push(seen());
        *below = Below::Notes;
    } else {
        return false;
    }
    true
}

/// Whether an issue is about a key of the config rather than about the service's file.
fn is_key_issue(issue: &CheckIssue) -> bool {
    let path = &issue.path.value;
    path == "<root>"
        || path.contains('.')
        || !path.contains(' ') && crate::intake::is_root_key(path)
}

fn environment(source: &Source<'_>, value: &str) -> Vec<(Seen<String>, Seen<String>)> {
    value
        .split(' ')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (source.seen(name), source.seen(value)))
        .collect()
}

fn config_place(source: &Source<'_>, value: &str) -> ConfigPlace {
    let path = value
        .trim_end_matches(" (invalid)")
        .trim_end_matches(" (missing)")
        .trim_end_matches(" (invalid)");
    ConfigPlace {
        path: source.seen(path),
        missing: value.contains("(missing)"),
        invalid: value.contains("(invalid)"),
    }
}

fn runtime(source: &Source<'_>, line: &str, value: &str) -> Runtime {
    let (status, inside) = value.split_once(" (").unwrap_or((value, ""));
    let inside = inside.strip_suffix(')').unwrap_or(inside);
    let mut runtime = Runtime {
        span: source.span(line.trim()),
        status: source.seen(status),
        pid: None,
        state: None,
        sub_state: None,
        last_exit: None,
        reason: None,
        detail: None,
    };
    let mut rest = inside;
    while !rest.is_empty() {
        let (part, next) = rest.split_once(", ").unwrap_or((rest, ""));
        let word = |prefix: &str| part.strip_prefix(prefix).map(str::trim);
        if let Some(value) = word("pid ") {
            runtime.pid = source.number(value);
        } else if let Some(value) = word("state ") {
            runtime.state = Some(source.seen(value));
        } else if let Some(value) = word("sub ") {
            runtime.sub_state = Some(source.seen(value));
        } else if let Some(value) = word("last exit ") {
            runtime.last_exit = source.number(value.split(' ').next().unwrap_or(value));
        } else if let Some(value) = word("reason ") {
            runtime.reason = Some(source.seen(value));
        } else if word("last run").is_none() {
            // Free text, which may hold commas itself.
            runtime.detail = Some(source.seen(rest));
            break;
        }
        rest = next;
    }
    runtime
}

fn from_json(source: &Source<'_>) -> Option<GatewayStatus> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut status = GatewayStatus::default();
    if let Some(service) = root.get("service") {
        status.service = service.text("label");
        let loaded = service.flag("loaded").is_some_and(|seen| seen.value);
        status.service_state = service.text(if loaded {
            "loadedText"
        } else {
            "notLoadedText"
        });
        if let Some(command) = service.get("command") {
            status.command = command
                .get("programArguments")
                .map(|node| {
                    let words: Vec<String> = node
                        .elements()
                        .iter()
                        .filter_map(Json::as_text)
                        .map(|seen| seen.value)
                        .collect();
                    Seen::new(words.join(" "), node.span())
                })
                .filter(|seen| !seen.value.is_empty());
            status.working_dir = command.text("workingDirectory");
            status.service_file = command.text("sourcePath");
            if let Some(environment) = command.get("environment") {
                status.service_env = environment
                    .members()
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value.as_text()?)))
                    .collect();
            }
        }
        if let Some(node) = service.get("runtime") {
            status.runtime = node.text("status").map(|state| Runtime {
                span: node.span(),
                status: state,
                pid: node
                    .number("pid")
                    .map(|pid| pid.map(|pid| u32::try_from(pid).unwrap_or(0))),
                state: node.text("state"),
                sub_state: node.text("subState"),
                last_exit: node
                    .number("lastExitStatus")
                    .map(|code| code.map(|code| i32::try_from(code).unwrap_or(0))),
                reason: node.text("lastExitReason"),
                detail: node.text("detail"),
            });
        }
        for issue in service
            .get("configAudit")
            .map(|node| node.list("issues"))
            .unwrap_or_default()
        {
            if let Some(message) = issue.text("message") {
                status.service_issues.push(ServiceIssue {
                    code: issue.text("code"),
                    message,
                });
            }
        }
    }
    if let Some(config) = root.get("config") {
        status.config_cli = config
            .get("cli")
            .and_then(|node| place_json(&node, &mut status.config_issues));
        status.config_service = config
            .get("daemon")
            .and_then(|node| place_json(&node, &mut status.config_issues));
        status.config_mismatch = config
            .get("mismatch")
            .filter(|node| node.node.as_bool() == Some(true))
            .map(|node| node.span());
    }
    if let Some(gateway) = root.get("gateway") {
        status.bind = gateway.text("bindMode");
        status.bind_host = gateway.text("bindHost");
        status.port = gateway
            .number("port")
            .map(|port| port.map(|port| u16::try_from(port).unwrap_or(0)));
        status.port_source = gateway.text("portSource");
        status.probe_target = gateway.text("probeUrl");
        status.probe_note = gateway.text("probeNote");
        status.gateway_version = gateway.text("version");
    }
    if let Some(port) = root.get("port") {
        let busy = port.text("status").is_some_and(|seen| seen.value == "busy");
        for listener in port.list("listeners") {
            let place = listener
                .text("address")
                .or_else(|| listener.text("commandLine"))
                .or_else(|| listener.text("command"));
            match (busy, place) {
                (_, Some(place)) => status.listening.push(place),
                (true, None) => status.port_busy.push(Seen::new(
                    listener.node.source().to_owned(),
                    listener.span(),
                )),
                (false, None) => {}
            }
        }
        status.port_busy.extend(port.texts("hints"));
    }
    status.last_error = root.text("lastError");
    if let Some(rpc) = root.get("rpc") {
        let error = rpc.text("error");
        status.probe = rpc.flag("ok").map(|ok| Probe {
            label: Seen::new(
                rpc.text("kind").map(|kind| kind.value).unwrap_or_default(),
                ok.span,
            ),
            ok: ok.value,
            result: ok.map(|ok| if ok { "ok" } else { "failed" }.to_owned()),
            errors: error.into_iter().collect(),
        });
        status.capability = rpc.text("capability");
        if status.gateway_version.is_none() {
            status.gateway_version = rpc
                .at(&["server", "version"])
                .and_then(|node| node.as_text())
                .or_else(|| rpc.text("version"));
        }
    }
    status.cli_version = root.at(&["cli", "version"]).and_then(|node| node.as_text());
    status.file_logs = root.text("logFile");
    for service in root.list("extraServices") {
        status
            .other_services
            .push(Seen::new(service.node.source().to_owned(), service.span()));
    }
    Some(status)
}

fn place_json(node: &Json<'_, '_>, issues: &mut Vec<CheckIssue>) -> Option<ConfigPlace> {
    issues.extend(config_check::issues_json(node, "issues", false));
    Some(ConfigPlace {
        path: node.text("path")?,
        missing: node.flag("exists").is_some_and(|seen| !seen.value),
        invalid: node.flag("valid").is_some_and(|seen| !seen.value),
    })
}
