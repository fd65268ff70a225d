//! Migrations of gateway, session, diagnostics, environment.

use super::old::string;
use super::work::{Work, at};
use crate::catalogue::Release;
use crate::json5::{Path, Value};
use crate::version::Version;

pub(super) fn allowed_origins(work: &mut Work, target: &Version) {
    let gateway = at("gateway");
    let bind = work.text(&gateway.join("bind")).unwrap_or_default();
    if !["lan", "tailnet", "custom"].contains(&bind.as_str()) {
        return;
    }
    let ui = gateway.join("controlUi");
    let origins = ui.join("allowedOrigins");
    let named = work
        .get(&origins)
        .and_then(Value::as_array)
        .is_some_and(|list| {
            list.iter()
                .any(|it| it.as_str().is_some_and(|it| !it.trim().is_empty()))
        });
    let open = ui.join("dangerouslyAllowHostHeaderOriginFallback");
    if named || work.flag(&open) == Some(true) {
        return;
    }
    let port = work.get(&gateway.join("port")).and_then(Value::as_f64);
    let default = f64::from(Release::nearest(target).0.facts().default_port());
    let port = port.filter(|port| *port > 0.0).unwrap_or(default);
    let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let custom = work
        .text(&gateway.join("customBindHost"))
        .unwrap_or_default();
    let custom = custom.trim().to_owned();
    if bind == "custom" && !custom.is_empty() && !hosts.contains(&custom) {
        hosts.push(custom);
    }
    let list = hosts
        .iter()
        .map(|host| string(format!("http://{host}:{port}")));
    work.set(&origins, Value::Array(list.collect()));
}

pub(super) fn memory_pressure(work: &mut Work, _: &Version) {
    let old = at("diagnostics.memoryPressureBundle");
    let on = match work.get(&old) {
        Some(Value::Bool(on)) => *on,
        Some(Value::Object(object)) => {
            object.get("enabled").and_then(Value::as_bool) != Some(false)
        }
        _ => return,
    };
    work.turn(
        &old,
        &at("diagnostics.memoryPressureSnapshot"),
        Value::Bool(on),
    );
}

pub(super) fn otel_grpc(work: &mut Work, _: &Version) {
    let otel = at("diagnostics.otel");
    let protocol = otel.join("protocol");
    if work.text(&protocol).as_deref() != Some("grpc") {
        return;
    }
    work.retire(&protocol);
    let on = |work: &Work, key: &str| work.flag(&otel.join(key));
    let stdout = work.text(&otel.join("logsExporter")).as_deref() == Some("stdout");
    let signals = on(work, "traces") != Some(false)
        || on(work, "metrics") != Some(false)
        || (on(work, "logs") == Some(true) && !stdout);
    if on(work, "enabled") == Some(true) && signals {
        work.set(&otel.join("enabled"), Value::Bool(false));
    }
}

pub(super) fn tailscale_service(work: &mut Work, _: &Version) {
    let tailscale = at("gateway.tailscale");
    let name = tailscale.join("serviceName");
    if !work.has(&name) {
        return;
    }
    work.retire(&name);
    let mode = tailscale.join("mode");
    if work.text(&mode).as_deref() == Some("serve") {
        work.set(&mode, string("off"));
    }
}

pub(super) fn gateway_port(work: &mut Work, _: &Version) {
    let port = at("gateway.port");
    let number = work.get(&port).and_then(Value::as_f64);
    if number.is_some_and(|number| !(1.0..=65535.0).contains(&number)) {
        work.retire(&port);
        work.prune_one(&at("gateway"));
    }
}

pub(super) fn hook_handlers(work: &mut Work, _: &Version) {
    let internal = at("hooks.internal");
    let old = internal.join("handlers");
    if !work.has(&old) {
        return;
    }
    work.retire(&old);
    let enabled = internal.join("enabled");
    let named = !work.keys(&internal.join("entries")).is_empty();
    let dirs = work
        .get(&internal.join("load").join("extraDirs"))
        .and_then(Value::as_array);
    let dirs = dirs.is_some_and(|dirs| {
        dirs.iter()
            .any(|dir| dir.as_str().is_some_and(|dir| !dir.trim().is_empty()))
    });
    if work.flag(&enabled) == Some(true) && !named && !dirs {
        work.retire(&enabled);
    }
}

pub(super) fn wide_area(work: &mut Work, _: &Version) {
    let area = at("discovery.wideArea");
    let enabled = area.join("enabled");
    if !work.has(&enabled) {
        return;
    }
    let domain = work
        .text(&area.join("domain"))
        .is_some_and(|it| !it.trim().is_empty());
    if work.flag(&enabled) == Some(false) && domain {
        work.retire(&area.join("domain"));
    }
    // That the domain is there says what the switch said.
    work.fold(&enabled, &area.join("domain"));
}

pub(super) fn session_idle(work: &mut Work, _: &Version) {
    let (old, reset) = (at("session.idleMinutes"), at("session.reset"));
    if !work.has(&old) {
        return;
    }
    let fresh = work.object(&reset).is_none();
    work.relocate(&old, &reset.join("idleMinutes"));
    if fresh {
        work.set(&reset.join("mode"), string("idle"));
    }
}

pub(super) fn env_vars(work: &mut Work, _: &Version) {
    let env = at("env");
    for key in work.keys(&env) {
        let old = env.join(key.as_str());
        if key != "vars" && key != "shellEnv" && work.text(&old).is_some() {
            work.relocate(&old, &at("env.vars").join(key));
        }
    }
}

pub(super) fn hostname_allowlist(work: &mut Work, _: &Version) {
    let policy = at("browser.ssrfPolicy");
    let (old, new) = (
        policy.join("hostnameAllowlist"),
        policy.join("allowedHostnames"),
    );
    let Some(listed) = work.get(&old).and_then(Value::as_array).map(<[_]>::to_vec) else {
        return;
    };
    let Some(there) = work.get(&new).and_then(Value::as_array).map(<[_]>::to_vec) else {
        work.relocate(&old, &new);
        return;
    };
    let mut all: Vec<Value<'static>> = Vec::new();
    for host in there.into_iter().chain(listed) {
        if host.as_str().is_some() && !all.iter().any(|known| known.same(&host)) {
            all.push(host);
        }
    }
    work.set(&new, Value::Array(all));
    work.fold(&old, &new);
}

pub(super) fn diagnostics(work: &mut Work, _: &Version) {
    let content = at("diagnostics.otel.captureContent");
    if let Some(object) = work.object(&content) {
        let on = object.get("enabled").and_then(Value::as_bool);
        let any = object
            .iter()
            .any(|(key, it)| key != "enabled" && it.as_bool() == Some(true));
        work.set(&content, Value::Bool(on.unwrap_or(any)));
    }
    let trace = at("diagnostics.cacheTrace");
    for key in work.keys(&trace) {
        if key != "enabled" {
            work.retire(&trace.join(key));
        }
    }
}

/// Whether the text is an exact host name, as the egress proxy takes them.
fn is_host(text: &str) -> bool {
    let host = text.trim().to_lowercase();
    let host = host.trim_end_matches('.');
    let bare = host
        .strip_prefix('[')
        .and_then(|it| it.strip_suffix(']'))
        .unwrap_or(host);
    if bare.parse::<std::net::IpAddr>().is_ok() {
        return true;
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            // Names outside of ASCII are written in it by upstream; they are usable.
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
    };
    !bare.is_empty() && bare.len() <= 253 && bare.split('.').all(label)
}

pub(super) fn egress_hosts(work: &mut Work, _: &Version) {
    for key in ["bypassHosts", "allowedHosts"] {
        let path = at("secrets.egressProxy").join(key);
        let Some(listed) = work.get(&path).and_then(Value::as_array).map(<[_]>::to_vec) else {
            continue;
        };
        let usable = |host: &Value<'static>| host.as_str().is_some_and(is_host);
        let kept: Vec<_> = listed.iter().filter(|host| usable(host)).cloned().collect();
        if kept.is_empty() && !listed.is_empty() {
            work.retire(&path);
        } else {
            work.set(&path, Value::Array(kept));
        }
    }
}

/// Whether the value is a time of nothing: `0`, `"0d"`, `"0h0m"`.
fn is_zero(value: &Value<'_>) -> bool {
    match value {
        Value::Number(number) => *number == 0.0,
        Value::String(text) => {
            let digits = text.chars().filter(char::is_ascii_digit);
            let plain = text
                .trim()
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '.');
            let mut digits = digits.peekable();
            plain && digits.peek().is_some() && digits.all(|digit| digit == '0')
        }
        _ => false,
    }
}

pub(super) fn zero_retention(work: &mut Work, _: &Version) {
    for key in ["resetArchiveRetention", "pruneAfter"] {
        let path: Path = at("session.maintenance").join(key);
        if work.get(&path).is_some_and(is_zero) {
            work.retire(&path);
        }
    }
}
