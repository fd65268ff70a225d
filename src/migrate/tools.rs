//! Migrations of tools, plugins and MCP servers.

use super::old::string;
use super::work::{Work, at};
use crate::json5::{Path, Segment, Value};
use crate::version::Version;

/// Search services whose settings went to a plugin, with the plugin.
const SEARCH: &[(&str, &str)] = &[
    ("brave", "brave"),
    ("duckduckgo", "duckduckgo"),
    ("exa", "exa"),
    ("firecrawl", "firecrawl"),
    ("gemini", "google"),
    ("grok", "xai"),
    ("kimi", "moonshot"),
    ("minimax", "minimax"),
    ("ollama", "ollama"),
    ("perplexity", "perplexity"),
    ("searxng", "searxng"),
];

fn plugin(id: &str) -> Path {
    at("plugins.entries").join(id)
}

/// A plugin that takes over settings is switched on, where nothing says otherwise.
fn switch_on(work: &mut Work, id: &str) {
    let enabled = plugin(id).join("enabled");
    if !work.has(&enabled) {
        work.set(&enabled, Value::Bool(true));
    }
}

pub(super) fn web_search(work: &mut Work, _: &Version) {
    let search = at("tools.web.search");
    for (service, id) in SEARCH {
        let (old, new) = (
            search.join(*service),
            plugin(id).join("config").join("webSearch"),
        );
        if *service == "brave" && work.has(&search.join("apiKey")) {
            let own = work
                .object(&old)
                .is_some_and(|own| own.contains_key("apiKey"));
            if own {
                // The key beside the services is the one that counted.
                work.retire(&old.join("apiKey"));
            }
            work.relocate(&search.join("apiKey"), &new.join("apiKey"));
            switch_on(work, id);
        }
        match work.object(&old).map(crate::json5::Object::is_empty) {
            None => {}
            Some(true) => work.prune_one(&old),
            Some(false) => {
                if *service == "grok" {
                    grok(work, &old.join("model"), false);
                }
                work.merge(&old, &new);
                switch_on(work, id);
            }
        }
    }
}

/// A retired Grok model gets the one that upstream chose for it.
fn grok(work: &mut Work, path: &Path, x_search: bool) {
    let Some(model) = work.text(path) else {
        return;
    };
    let model = model.trim().to_lowercase();
    let retired: &[&str] = match x_search {
        true => &[
            "grok-4-1-fast-non-reasoning",
            "grok-4-fast-non-reasoning",
            "grok-3",
        ],
        false => &[
            "grok-4-1-fast",
            "grok-4-1-fast-reasoning",
            "grok-4-fast",
            "grok-4-fast-reasoning",
            "grok-4-0709",
        ],
    };
    if retired.contains(&model.as_str()) {
        work.set(path, string("grok-4.3"));
    } else if [
        "grok-code-fast-1",
        "grok-code-fast",
        "grok-code-fast-1-0825",
    ]
    .contains(&model.as_str())
    {
        work.set(path, string("grok-build-0.1"));
    }
}

pub(super) fn x_search(work: &mut Work, target: &Version) {
    let old = at("tools.web.x_search");
    if Version::parse("2026.8.1").is_some_and(|since| since <= *target) {
        grok(work, &old.join("model"), true);
    }
    if work.has(&old.join("apiKey")) {
        let new = plugin("xai")
            .join("config")
            .join("webSearch")
            .join("apiKey");
        work.relocate(&old.join("apiKey"), &new);
        switch_on(work, "xai");
        work.prune_one(&old);
    }
}

pub(super) fn bundled_discovery(work: &mut Work, _: &Version) {
    let new = at("plugins.bundledDiscovery");
    let allow = work.get(&at("plugins.allow")).and_then(Value::as_array);
    if !work.has(&new) && allow.is_some_and(|allow| !allow.is_empty()) {
        work.set(&new, string("compat"));
    }
}

/// The list with one id replaced, or left out, and none twice.
fn renamed(work: &Work, list: &Path, old: &str, new: Option<&str>) -> Option<Value<'static>> {
    let listed = work.get(list).and_then(Value::as_array)?;
    let id = |value: &Value<'_>| value.as_str().map(|it| it.trim().to_lowercase());
    if !listed.iter().any(|value| id(value).as_deref() == Some(old)) {
        return None;
    }
    let mut all: Vec<Value<'static>> = Vec::new();
    for value in listed {
        let value = match (id(value).as_deref() == Some(old), new) {
            (true, None) => continue,
            (true, Some(new)) => string(new),
            (false, _) => value.clone(),
        };
        if !all
            .iter()
            .any(|known| id(known).is_some() && id(known) == id(&value))
        {
            all.push(value);
        }
    }
    Some(Value::Array(all))
}

pub(super) fn codex_plugin(work: &mut Work, _: &Version) {
    for key in ["allow", "deny"] {
        let list = at("plugins").join(key);
        if let Some(new) = renamed(work, &list, "openai-codex", Some("openai")) {
            work.set(&list, new);
        }
    }
    work.relocate(&plugin("openai-codex"), &plugin("openai"));
    for slot in work.entries(&at("plugins.slots")) {
        if work.text(&slot).as_deref() == Some("openai-codex") {
            work.set(&slot, string("openai"));
        }
    }
}

pub(super) fn codex_supervisor(work: &mut Work, _: &Version) {
    let id = "codex-supervisor";
    let deny = at("plugins.deny");
    let denied = renamed(work, &deny, id, None);
    let old = plugin(id);
    if work.object(&old).is_some() {
        let on = work.flag(&old.join("enabled")) == Some(true) && denied.is_none();
        let codex = plugin("codex");
        if on && !work.has(&codex.join("enabled")) {
            work.set(&codex.join("enabled"), Value::Bool(true));
        }
        let supervision = codex.join("config").join("supervision");
        let enabled = supervision.join("enabled");
        if !work.has(&enabled) {
            work.set(&enabled, Value::Bool(on));
        }
        for key in ["endpoints", "allowRawTranscripts", "allowWriteControls"] {
            work.relocate(&old.join("config").join(key), &supervision.join(key));
        }
        work.prune_one(&old.join("config"));
        work.fold(&old.join("enabled"), &enabled);
        work.prune_one(&old);
    }
    work.retire(&old);
    let allow = at("plugins.allow");
    if let Some(new) = renamed(work, &allow, id, Some("codex")) {
        work.set(&allow, new);
    }
    if let Some(new) = denied {
        work.set(&deny, new);
    }
}

fn transport(work: &mut Work, server: &Path) {
    let (old, new) = (server.join("type"), server.join("transport"));
    let kind = work.text(&old).map(|kind| kind.trim().to_lowercase());
    let name = match kind.as_deref() {
        Some("http" | "streamable-http") => "streamable-http",
        Some("sse") => "sse",
        // A server with a command needs no transport.
        Some("stdio") => {
            work.fold(&old, server);
            return;
        }
        _ => return,
    };
    match work.text(&new) {
        Some(_) => work.fold(&old, &new),
        None => work.turn(&old, &new, string(name)),
    }
}

pub(super) fn mcp_type(work: &mut Work, _: &Version) {
    for server in work.entries(&at("mcp.servers")) {
        transport(work, &server);
    }
}

pub(super) fn mcp(work: &mut Work, _: &Version) {
    let own = at("mcp.servers");
    for server in [
        work.entries(&own),
        work.entries(&at("nodeHost.mcp.servers")),
    ]
    .concat()
    {
        if work.object(&server).is_none() {
            continue;
        }
        let disabled = server.join("disabled");
        if let Some(off) = work.flag(&disabled) {
            let enabled = server.join("enabled");
            match work.flag(&enabled) {
                None => work.turn(&disabled, &enabled, Value::Bool(!off)),
                Some(on) if on != off => work.fold(&disabled, &enabled),
                Some(_) => work.retire(&disabled),
            }
        }
        for (old, new) in [
            ("connectTimeout", "connectionTimeoutMs"),
            ("connect_timeout", "connectionTimeoutMs"),
            ("timeout", "requestTimeoutMs"),
        ] {
            let (old, new) = (server.join(old), server.join(new));
            match work.get(&old).and_then(Value::as_f64) {
                Some(seconds) if seconds > 0.0 && (seconds * 1000.0).is_finite() => {
                    work.turn(&old, &new, Value::Number(seconds * 1000.0));
                }
                _ => work.retire(&old),
            }
        }
        let aliases = [
            ("workingDirectory", "cwd"),
            ("supports_parallel_tool_calls", "supportsParallelToolCalls"),
            ("ssl_verify", "sslVerify"),
            ("client_cert", "clientCert"),
            ("client_key", "clientKey"),
        ];
        let codex = server.join("codex");
        let approval = (
            codex.join("default_tools_approval_mode"),
            codex.join("defaultToolsApprovalMode"),
        );
        let aliased =
            aliases.iter().any(|(old, _)| work.has(&server.join(*old))) || work.has(&approval.0);
        for (old, new) in aliases {
            work.relocate(&server.join(old), &server.join(new));
        }
        work.relocate(&approval.0, &approval.1);
        if server.parent() == Some(own.clone()) || aliased {
            transport(work, &server);
        }
    }
}

/// `tools.exec.security` and `ask` as one mode.
pub(super) fn exec_mode(work: &mut Work, _: &Version) {
    let global = policy(work, &at("tools.exec"));
    merge_exec(work, &at("tools.exec"), (None, None));
    for agent in work.agents() {
        merge_exec(work, &agent.join("tools").join("exec"), global.clone());
    }
}

type Policy = (Option<String>, Option<String>);

fn policy(work: &Work, exec: &Path) -> Policy {
    let both = |security: &str, ask: &str| (Some(security.to_owned()), Some(ask.to_owned()));
    match work.text(&exec.join("mode")).as_deref() {
        Some("deny") => both("deny", "off"),
        Some("allowlist") => both("allowlist", "off"),
        Some("ask" | "auto") => both("allowlist", "on-miss"),
        Some("full") => both("full", "off"),
        _ => match own_policy(work, exec) {
            (Some(security), Some(ask)) => (Some(security), Some(ask)),
            _ => (None, None),
        },
    }
}

fn own_policy(work: &Work, exec: &Path) -> Policy {
    let known = |key: &str, words: &[&str]| {
        work.text(&exec.join(key))
            .filter(|text| words.contains(&text.as_str()))
    };
    (
        known("security", &["deny", "allowlist", "full"]),
        known("ask", &["on-miss", "always", "off"]),
    )
}

fn merge_exec(work: &mut Work, exec: &Path, inherited: Policy) {
    let (security, ask) = (exec.join("security"), exec.join("ask"));
    if !work.has(&security) && !work.has(&ask) {
        return;
    }
    if work.has(&exec.join("mode")) {
        work.retire(&security);
        work.retire(&ask);
        return;
    }
    let own = own_policy(work, exec);
    if (work.has(&security) && own.0.is_none()) || (work.has(&ask) && own.1.is_none()) {
        return;
    }
    let (Some(wanted), Some(asks)) = (own.0.or(inherited.0), own.1.or(inherited.1)) else {
        return;
    };
    let mode = match (wanted.as_str(), asks.as_str()) {
        (_, "always") | ("full", "on-miss") => return,
        ("deny", _) => "deny",
        ("allowlist", "off") => "allowlist",
        ("full", _) => "full",
        _ => "ask",
    };
    let first = if work.has(&security) { &security } else { &ask };
    let new = exec.join("mode");
    work.turn(first, &new, string(mode));
    work.fold(&security, &new);
    work.fold(&ask, &new);
}

pub(super) fn cross_context(work: &mut Work, _: &Version) {
    let global = at("tools.message");
    let bypass = work.flag(&global.join("allowCrossContextSend")) == Some(true);
    let shared = global.join("crossContext");
    let within = work.flag(&shared.join("allowWithinProvider"));
    let across = work.flag(&shared.join("allowAcrossProviders"));
    for agent in work.agents() {
        let message = agent.join("tools").join("message");
        if work.object(&message).is_none() {
            continue;
        }
        let old = message.join("allowCrossContextSend");
        if !work.has(&old) && !bypass {
            continue;
        }
        let own = message.join("crossContext");
        let (a, b) = (
            own.join("allowWithinProvider"),
            own.join("allowAcrossProviders"),
        );
        if work.flag(&old).unwrap_or(bypass) {
            work.set(&a, Value::Bool(true));
            work.set(&b, Value::Bool(true));
        } else if bypass {
            let a_now = work.flag(&a).or(within) != Some(false);
            let b_now = work.flag(&b).or(across) == Some(true);
            work.set(&a, Value::Bool(a_now));
            work.set(&b, Value::Bool(b_now));
        }
        work.fold(&old, &own);
    }
    let old = global.join("allowCrossContextSend");
    if bypass {
        work.set(&shared.join("allowWithinProvider"), Value::Bool(true));
        work.set(&shared.join("allowAcrossProviders"), Value::Bool(true));
    }
    work.fold(&old, &shared);
}

pub(super) fn suggest_task(work: &mut Work, _: &Version) {
    rename_tool(work, "spawn_task", "suggest_task");
}

pub(super) fn view_image(work: &mut Work, _: &Version) {
    rename_tool(work, "image", "view_image");
}

/// Renames a tool in every list of tools. Where only a pattern named it, the new name is added.
fn rename_tool(work: &mut Work, old: &str, new: &str) {
    let mut places: Vec<Path> = ["tools", "agents", "channels", "gateway"].map(at).to_vec();
    let mut lists = Vec::new();
    while let Some(path) = places.pop() {
        if work.object(&path).is_some() {
            let mut keys = Vec::new();
            if is_policy(&path) {
                keys.extend(["allow", "alsoAllow", "deny"]);
            }
            keys.push("toolsAllow");
            lists.extend(keys.into_iter().map(|key| path.join(key)));
        }
        places.extend(work.entries(&path));
    }
    crate::sorted::plainly(&mut lists);
    for list in lists {
        let Some(listed) = work.get(&list).and_then(Value::as_array).map(<[_]>::to_vec) else {
            continue;
        };
        let names = |wanted: &str| {
            let is = |value: &Value<'_>| {
                value
                    .as_str()
                    .is_some_and(|it| it.trim().to_lowercase() == wanted)
            };
            listed.iter().any(is)
        };
        let covers = |wanted: &str| {
            let is = |value: &Value<'_>| {
                value
                    .as_str()
                    .is_some_and(|it| glob(&it.trim().to_lowercase(), wanted))
            };
            listed.iter().any(is)
        };
        let mut all = listed.clone();
        if names(old) {
            for value in &mut all {
                if value
                    .as_str()
                    .is_some_and(|it| it.trim().to_lowercase() == old)
                {
                    *value = string(new);
                }
            }
        } else if covers(old) && !covers(new) {
            all.push(string(new));
        }
        work.set(&list, Value::Array(all));
    }
}

fn is_policy(path: &Path) -> bool {
    let names: Vec<_> = path.0.iter().map(Segment::text).collect();
    let by_provider = names.iter().rposition(|name| name == "byProvider");
    names.last().is_some_and(|last| last == "tools")
        || names.iter().any(|name| name == "toolsBySender")
        || by_provider.is_some_and(|end| names.iter().take(end).any(|name| name == "tools"))
}

/// Whether a pattern with `*` fits the whole word.
fn glob(pattern: &str, word: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == word;
    };
    let Some(mut left) = word.strip_prefix(first) else {
        return false;
    };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return left.ends_with(part);
        }
        match left.find(part) {
            Some(at) => left = left.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    true
}
