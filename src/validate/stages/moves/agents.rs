//! Old keys of agents, gateway, session.

use super::{below, each, merge_missing, within, word};
use crate::json5::{Object, Value};

/// `memorySearch` and its like at the root become defaults.
pub(super) fn to_defaults<'t>(
    root: &mut Object<'t>,
    owner: &'static str,
    old: &str,
    field: &'static str,
) {
    if !matches!(root.get(old), Some(Value::Object(_))) {
        return;
    }
    if let Some(Value::Object(value)) = root.remove(old) {
        defaults(root, owner, field, value);
    }
}

fn defaults<'t>(
    root: &mut Object<'t>,
    owner: &'static str,
    field: &'static str,
    value: Object<'t>,
) {
    within(root, owner, |owner| {
        within(owner, "defaults", |defaults| {
            match defaults.get_mut(field) {
                Some(Value::Object(known)) => merge_missing(known, value),
                _ => {
                    defaults.insert(field, Value::Object(value));
                }
            }
        });
    });
}

/// `heartbeat` at the root: what is shown in channels goes there, the rest to the agents.
pub(super) fn heartbeat(root: &mut Object<'_>) {
    if !matches!(root.get("heartbeat"), Some(Value::Object(_))) {
        return;
    }
    let Some(Value::Object(mut of_agents)) = root.remove("heartbeat") else {
        return;
    };
    let mut of_channels = Object::new();
    for key in ["showOk", "showAlerts", "useIndicator"] {
        if let Some(value) = of_agents.remove(key) {
            of_channels.insert(key, value);
        }
    }
    for key in ["__proto__", "prototype", "constructor"] {
        of_agents.remove(key);
    }
    if !of_agents.is_empty() {
        defaults(root, "agents", "heartbeat", of_agents);
    }
    if !of_channels.is_empty() {
        defaults(root, "channels", "heartbeat", of_channels);
    }
}

/// Hosts in `gateway.bind` become modes.
pub(super) fn bind(root: &mut Object<'_>) {
    let Some(gateway) = below(root, &["gateway"]) else {
        return;
    };
    let mode = match word(gateway.get("bind")).as_deref() {
        Some("0.0.0.0" | "::" | "[::]" | "*") => "lan",
        Some("127.0.0.1" | "localhost" | "::1" | "[::1]") => "loopback",
        _ => return,
    };
    gateway.insert("bind", Value::String(mode.into()));
}

/// A gateway beyond loopback gets origins of its control page, which replaces what stood there.
pub(super) fn gateway_origins(root: &mut Object<'_>) {
    let Some(gateway) = below(root, &["gateway"]) else {
        return;
    };
    if !matches!(
        gateway.get("bind").and_then(Value::as_str),
        Some("lan" | "tailnet" | "custom")
    ) {
        return;
    }
    if let Some(control) = below(gateway, &["controlUi"]) {
        let named = matches!(control.get("allowedOrigins"), Some(Value::Array(origins))
            if origins.iter().any(|origin| word(Some(origin)).is_some()));
        let free =
            control.get("dangerouslyAllowHostHeaderOriginFallback") == Some(&Value::Bool(true));
        if named || free {
            return;
        }
    }
    within(gateway, "controlUi", |control| {
        control.insert("allowedOrigins", Value::Array(Vec::new()));
    });
}

/// `sandbox.perSession` is `sandbox.scope`.
pub(super) fn sandbox_scope(root: &mut Object<'_>) {
    each_agent(root, |agent| {
        let Some(sandbox) = below(agent, &["sandbox"]) else {
            return;
        };
        if let Some(Value::Bool(per_session)) = sandbox.get("perSession") {
            let scope = if *per_session { "session" } else { "shared" };
            sandbox.remove("perSession");
            if sandbox.get("scope").is_none() {
                sandbox.insert("scope", Value::String(scope.into()));
            }
        }
    });
}

/// `embeddedHarness` is `agentRuntime`.
pub(super) fn runtimes(root: &mut Object<'_>) {
    each_agent(root, |agent| {
        if !matches!(agent.get("embeddedHarness"), Some(Value::Object(_))) {
            return;
        }
        let Some(Value::Object(mut old)) = agent.remove("embeddedHarness") else {
            return;
        };
        let mut next = match agent.get("agentRuntime") {
            Some(Value::Object(known)) => known.clone(),
            _ => Object::new(),
        };
        for (from, to) in [("runtime", "id"), ("fallback", "fallback")] {
            if let (None, Some(value)) = (next.get(to), old.remove(from)) {
                next.insert(to, value);
            }
        }
        if !next.is_empty() {
            agent.insert("agentRuntime", Value::Object(next));
        }
    });
}

fn each_agent<'t>(root: &mut Object<'t>, mut work: impl FnMut(&mut Object<'t>)) {
    if let Some(defaults) = below(root, &["agents", "defaults"]) {
        work(defaults);
    }
    if let Some(agents) = below(root, &["agents"])
        && matches!(agents.get("list"), Some(Value::Array(_)))
    {
        each(agents.get_mut("list"), work);
    }
}

/// `agents.defaults.llm` is gone.
pub(super) fn model_timeout(root: &mut Object<'_>) {
    if let Some(defaults) = below(root, &["agents", "defaults"])
        && matches!(defaults.get("llm"), Some(Value::Object(_)))
    {
        defaults.remove("llm");
    }
}

/// `session.maintenance.rotateBytes` is gone.
pub(super) fn rotation(root: &mut Object<'_>) {
    if let Some(maintenance) = below(root, &["session", "maintenance"]) {
        maintenance.remove("rotateBytes");
    }
}
