//! By what a line is recognised: data, and the few shapes that are no fixed text.

use super::ArtifactKind::{self, *};
use super::line::{bare, is_banner, log_start, prompt};
use std::sync::OnceLock;

/// Top-level keys of the config in every release from 2026.1.29 to 2026.9.6, and those of earlier ones
/// that people still have. Sorted.
pub const ROOT_KEYS: &[&str] = &[
    "$include",
    "$schema",
    "accessGroups",
    "acp",
    "agent",
    "agents",
    "approvals",
    "attachments",
    "audio",
    "audit",
    "auth",
    "bindings",
    "broadcast",
    "browser",
    "canvasHost",
    "channels",
    "cli",
    "cloudWorkers",
    "commands",
    "commitments",
    "crestodian",
    "cron",
    "desktop",
    "diagnostics",
    "discovery",
    "env",
    "gateway",
    "hooks",
    "identity",
    "logging",
    "marketplaces",
    "mcp",
    "media",
    "memory",
    "messages",
    "meta",
    "models",
    "nodeHost",
    "plugins",
    "proxy",
    "routing",
    "secrets",
    "security",
    "session",
    "skills",
    "surfaces",
    "talk",
    "telemetry",
    "tools",
    "transcripts",
    "tts",
    "tui",
    "ui",
    "update",
    "web",
    "wizard",
    "worktreeAcceleration",
    "worktreeRoot",
];

/// Whether `key` stands, or once stood, at the top of a config.
pub fn is_root_key(key: &str) -> bool {
    ROOT_KEYS.binary_search(&key).is_ok()
}

/// Whether `name` (a path or a file name) is OpenClaw's config file, today's or of its earlier lives, or
/// a copy of it.
pub fn config_name(name: &str) -> bool {
    let file = file_name(name);
    [
        "openclaw.json",
        "clawdbot.json",
        "moltbot.json",
        "openclaw-dev.json",
    ]
    .iter()
    .any(|known| file.starts_with(known))
}

/// The last part of a path of either system.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether a file of this name holds JSON.
pub(super) fn is_json_name(name: &str) -> bool {
    config_name(name) || name.ends_with(".json") || name.ends_with(".json5")
}

/// The name in `==> name <==`.
pub(super) fn file_header(line: &str) -> Option<&str> {
    let name = line.strip_prefix("==>")?.strip_suffix("<==")?.trim();
    (!name.is_empty()).then_some(name)
}

/// How much a line says about where it comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Weight {
    /// Goes with the kind if that kind is already open.
    Belongs,
    /// Means this kind wherever it stands.
    Claims,
    /// Starts a new output of this kind.
    Starts,
}

struct Cue(&'static str, ArtifactKind, Weight);

use Weight::{Belongs, Claims, Starts};

/// Beginnings of lines, without indentation and list marks.
#[rustfmt::skip]
const BEGINNINGS: &[Cue] = &[
    // models status
    Cue("Config        :", ModelsStatus, Starts), Cue("Config :", ModelsStatus, Starts), Cue("Agent dir     :", ModelsStatus, Claims), Cue("Agent dir :", ModelsStatus, Claims),
    Cue("Default       :", ModelsStatus, Claims), Cue("Default :", ModelsStatus, Claims), Cue("Default (agent)", ModelsStatus, Claims), Cue("Default:", ModelsStatus, Claims),
    Cue("Default (defaults)", ModelsStatus, Claims), Cue("Fallbacks (", ModelsStatus, Claims), Cue("Utility model", ModelsStatus, Claims),
    Cue("Image model", ModelsStatus, Claims), Cue("Image fallbacks (", ModelsStatus, Claims), Cue("Aliases (", ModelsStatus, Claims),
    Cue("Configured models (", ModelsStatus, Claims), Cue("Allowed models (", ModelsStatus, Claims), Cue("Auth overview", ModelsStatus, Claims),
    Cue("Auth store    :", ModelsStatus, Claims), Cue("Auth store :", ModelsStatus, Claims), Cue("Auth store:", ModelsStatus, Belongs), Cue("Shell env", ModelsStatus, Claims),
    Cue("Providers w/ OAuth", ModelsStatus, Claims), Cue("Runtime auth", ModelsStatus, Claims), Cue("Missing auth", ModelsStatus, Claims),
    Cue("Model route issues", ModelsStatus, Claims), Cue("Unavailable auth profiles", ModelsStatus, Claims), Cue("OAuth/token status", ModelsStatus, Claims),
    Cue("Auth probes", ModelsStatus, Claims), Cue("Probed ", ModelsStatus, Belongs), Cue("Config:", ModelsStatus, Belongs), Cue("Agent dir:", ModelsStatus, Belongs),
    Cue("[secrets] models status", ModelsStatus, Claims),
    // models list
    Cue("Model                                      Input", ModelsList, Starts), Cue("Model Input Ctx", ModelsList, Starts), Cue("No models found.", ModelsList, Starts),
    Cue("Gateway is not running. Showing the local cached model catalog", ModelsList, Claims),
    // gateway status
    Cue("Service: systemd", GatewayStatus, Starts), Cue("Service: LaunchAgent", GatewayStatus, Starts), Cue("Service: Scheduled Task", GatewayStatus, Starts),
    Cue("Service: no supported", GatewayStatus, Starts), Cue("Service: ", GatewayStatus, Claims), Cue("File logs:", GatewayStatus, Claims), Cue("Command:", GatewayStatus, Belongs),
    Cue("Service file:", GatewayStatus, Claims), Cue("Working dir:", GatewayStatus, Claims), Cue("Service env:", GatewayStatus, Claims),
    Cue("Gateway heap:", GatewayStatus, Claims), Cue("Host desktop:", GatewayStatus, Claims), Cue("Service config looks out of date", GatewayStatus, Claims),
    Cue("Service config issue:", GatewayStatus, Claims), Cue("Recommendation:", GatewayStatus, Claims), Cue("Config (cli):", GatewayStatus, Claims),
    Cue("Config (service):", GatewayStatus, Claims), Cue("Config issue:", GatewayStatus, Claims), Cue("Config warning:", GatewayStatus, Claims), Cue("Root cause: CLI and service", GatewayStatus, Claims),
    Cue("Fix: rerun `openclaw gateway install", GatewayStatus, Claims), Cue("Gateway: bind=", GatewayStatus, Claims), Cue("Probe target:", GatewayStatus, Claims),
    Cue("Dashboard:", GatewayStatus, Claims), Cue("Probe note:", GatewayStatus, Claims), Cue("CLI version:", GatewayStatus, Claims), Cue("Gateway version:", GatewayStatus, Claims),
    Cue("Warning: this OpenClaw command is version", GatewayStatus, Claims), Cue("Warning: the running Gateway", GatewayStatus, Claims), Cue("Runtime:", GatewayStatus, Claims), Cue("Warm-up:", GatewayStatus, Claims), Cue("RPC probe:", GatewayStatus, Claims),
    Cue("Connectivity probe:", GatewayStatus, Claims), Cue("Read probe:", GatewayStatus, Claims), Cue("RPC target:", GatewayStatus, Claims), Cue("Capability:", GatewayStatus, Belongs),
    Cue("Capability:", GatewayProbe, Belongs), Cue("systemd user services", GatewayStatus, Claims), Cue("If you're in a container, run the gateway", GatewayStatus, Claims),
    Cue("On a headless server", GatewayStatus, Claims), Cue("Also ensure XDG_RUNTIME_DIR", GatewayStatus, Claims), Cue("WSL2 needs systemd", GatewayStatus, Claims), Cue("Then run: wsl --shutdown", GatewayStatus, Claims), Cue("Verify: systemctl", GatewayStatus, Claims), Cue("[boot]", GatewayStatus, Belongs), Cue("systemd=true", GatewayStatus, Belongs),
    Cue("Service inspection failed", GatewayStatus, Claims), Cue("Service unit not found.", GatewayStatus, Claims), Cue("Service not installed", GatewayStatus, Claims),
    Cue("Service is loaded but not running", GatewayStatus, Claims), Cue("systemd stopped restarting", GatewayStatus, Claims), Cue("LaunchAgent label cached", GatewayStatus, Claims),
    Cue("Clear the cached label", GatewayStatus, Claims), Cue("Then reinstall:", GatewayStatus, Claims), Cue("Gateway port ", GatewayStatus, Claims), Cue("Last gateway error:", GatewayStatus, Claims), Cue("Logs:", GatewayStatus, Claims),
    Cue("Restart log", GatewayStatus, Claims), Cue("Restart attempts:", GatewayStatus, Belongs), Cue("Errors:", GatewayStatus, Belongs), Cue("Note: CLI config resolves gateway port", GatewayStatus, Claims), Cue("Listening:", GatewayStatus, Claims), Cue("Other gateway-like services detected", GatewayStatus, Claims),
    Cue("Cleanup hint:", GatewayStatus, Claims), Cue("Plugin version drift:", GatewayStatus, Claims), Cue("Troubles:", GatewayStatus, Claims), Cue("Troubleshooting:", GatewayStatus, Belongs),
    Cue("Gateway status failed:", GatewayStatus, Claims), Cue("Retry: openclaw gateway status", GatewayStatus, Claims), Cue("Recommendation: run a single gateway", GatewayStatus, Claims),
    Cue("If you need multiple gateways", GatewayStatus, Claims), Cue("Port ", GatewayStatus, Belongs), Cue("Failed to read server status", GatewayStatus, Belongs), Cue("Fix:", GatewayStatus, Belongs), Cue("Start with:", GatewayStatus, Belongs), Cue("Run: openclaw gateway", GatewayStatus, Belongs), Cue("Warning:", GatewayStatus, Belongs), Cue("Note:", GatewayStatus, Belongs),
    // gateway probe
    Cue("Gateway Status", GatewayProbe, Starts), Cue("Reachable:", GatewayProbe, Claims), Cue("Probe budget:", GatewayProbe, Claims), Cue("Discovery (this machine)", GatewayProbe, Claims),
    Cue("Found ", GatewayProbe, Belongs), Cue("Tip:", GatewayProbe, Belongs), Cue("Targets", GatewayProbe, Belongs), Cue("Local loopback", GatewayProbe, Belongs), Cue("Connect:", GatewayProbe, Claims), Cue("Warning:", GatewayProbe, Belongs), Cue("Remote ", GatewayProbe, Belongs),
    Cue("URL override", GatewayProbe, Belongs), Cue("Multiple reachable gateways", GatewayProbe, Claims),
    // status
    Cue("OpenClaw status --all", StatusAll, Starts), Cue("OpenClaw update status", Status, Starts), Cue("OpenClaw status", Status, Starts), Cue("Overview", Status, Belongs), Cue("Overview", StatusAll, Belongs),
    Cue("Security audit", Status, Belongs), Cue("Summary:", Status, Belongs), Cue("Skipped in fast status", Status, Claims), Cue("Full report:", Status, Claims), Cue("Deep probe:", Status, Claims),
    Cue("Channels", Status, Belongs), Cue("No channels configured", Status, Claims), Cue("Sessions", Status, Belongs), Cue("System events", Status, Belongs), Cue("Health", Status, Belongs), Cue("Usage", Status, Belongs),
    Cue("FAQ:", Status, Claims), Cue("Troubleshooting:", Status, Belongs), Cue("Next steps:", Status, Claims), Cue("Need to share?", Status, Claims), Cue("Need to debug live?", Status, Claims), Cue("Need to test channels?", Status, Claims), Cue("Fix reachability first", Status, Claims),
    Cue("Update available", Status, Claims), Cue("Gateway pairing approval required", Status, Claims), Cue("Recovery:", Status, Belongs), Cue("Fallback:", Status, Belongs), Cue("Inspect:", Status, Belongs), Cue("WARN ", Status, Belongs), Cue("CRITICAL ", Status, Belongs), Cue("No critical or warn", Status, Claims), Cue("Update:", Status, Belongs), Cue("Model selection", Status, Belongs),
    Cue("Channels", StatusAll, Belongs), Cue("Agents", StatusAll, Belongs), Cue("Diagnosis (read-only)", StatusAll, Claims), Cue("Gateway connection details:", StatusAll, Claims), Cue("Gateway connection details:", Status, Belongs), Cue("Pasteable debug report", StatusAll, Claims),
    Cue("✓ ", StatusAll, Belongs), Cue("✗ ", StatusAll, Belongs), Cue("! ", StatusAll, Belongs), Cue("# ", StatusAll, Belongs), Cue("Gateway target:", StatusAll, Belongs), Cue("Source:", StatusAll, Belongs), Cue("Config:", StatusAll, Belongs), Cue("Bind:", StatusAll, Belongs), Cue("Gateway last log line:", StatusAll, Claims), Cue("Gateway health:", StatusAll, Claims), Cue("Gateway logs (tail", StatusAll, Claims),
    Cue("✓ Config:", StatusAll, Claims), Cue("! Config:", StatusAll, Claims), Cue("✗ Config:", StatusAll, Claims), Cue("✓ Port ", StatusAll, Claims), Cue("! Port ", StatusAll, Claims), Cue("✓ Restart sentinel", StatusAll, Claims), Cue("! Restart sentinel", StatusAll, Claims), Cue("! Tailscale:", StatusAll, Claims), Cue("✓ Skills:", StatusAll, Claims), Cue("! Skills:", StatusAll, Claims), Cue("✓ Channel issues", StatusAll, Claims), Cue("! Channel issues", StatusAll, Claims),
    Cue("Agent activity", StatusAll, Belongs), Cue("Secret diagnostics", StatusAll, Claims), Cue("Tailscale exposure", StatusAll, Belongs), Cue("Plugin compatibility", StatusAll, Belongs), Cue("Recommendation", StatusAll, Belongs),
    // health
    Cue("Agents: ", Health, Claims), Cue("Heartbeat interval:", Health, Claims), Cue("Session store (", Health, Claims), Cue("Gateway event loop:", Health, Claims), Cue("Gateway probe duration:", Health, Claims), Cue("Plugin errors", Health, Belongs), Cue("Gateway Health", Health, Starts),
    // doctor
    Cue("┌  OpenClaw doctor", Doctor, Starts), Cue("┌  OpenClaw", Doctor, Starts), Cue("◇ ", Doctor, Claims), Cue("◆ ", Doctor, Claims), Cue("◒ ", Doctor, Belongs), Cue("╯", Doctor, Claims), Cue("└  Doctor complete", Doctor, Claims), Cue("└ ", Doctor, Belongs), Cue("▄▄▄▄▄▄", Doctor, Claims), Cue("██", Doctor, Belongs), Cue("▀▀▀▀▀▀", Doctor, Claims), Cue("🦞 OPENCLAW 🦞", Doctor, Claims), Cue("Doctor complete", Doctor, Claims), Cue("OPENCLAW", Doctor, Belongs),
    Cue("Run \"openclaw doctor --fix\" to apply", Doctor, Claims), Cue("Agents: ", Doctor, Belongs), Cue("Heartbeat interval:", Doctor, Belongs), Cue("Session store (", Doctor, Belongs), Cue("Gateway event loop:", Doctor, Belongs), Cue("[warning] core/doctor", Doctor, Claims), Cue("[error] core/doctor", Doctor, Claims), Cue("[info] core/doctor", Doctor, Claims), Cue("State integrity", Doctor, Claims),
    Cue("Config overwrite:", Doctor, Belongs), Cue("Run \"openclaw doctor --fix\"", Doctor, Belongs), Cue("Skills status", Doctor, Belongs), Cue("No channel security warnings detected", Doctor, Claims), Cue("Doctor warnings", Doctor, Claims), Cue("Doctor changes", Doctor, Claims), Cue("Memory search", Doctor, Belongs), Cue("Legacy config keys detected", Doctor, Belongs), Cue("Updated ", Doctor, Belongs), Cue("Backup:", Doctor, Belongs), Cue("Unknown config keys", Doctor, Claims), Cue("Compatibility config keys detected", Doctor, Claims),
    // config check
    Cue("Config invalid at ", ConfigCheck, Starts), Cue("Config invalid", ConfigCheck, Starts), Cue("Config valid:", ConfigCheck, Starts), Cue("OpenClaw config is invalid", ConfigCheck, Starts), Cue("Invalid config at ", ConfigCheck, Starts), Cue("Invalid config ", ConfigCheck, Claims), Cue("Config validation failed:", ConfigCheck, Starts), Cue("Error: Config validation failed:", ConfigCheck, Starts), Cue("Config file not found:", ConfigCheck, Starts), Cue("Failed to read config at ", ConfigCheck, Starts),
    Cue("File:", ConfigCheck, Claims), Cue("Problem:", ConfigCheck, Claims), Cue("Legacy config keys detected:", ConfigCheck, Claims), Cue("Run: openclaw doctor", ConfigCheck, Claims), Cue("Fix: openclaw doctor", ConfigCheck, Claims), Cue("Inspect: openclaw config validate", ConfigCheck, Claims), Cue("Inspect with openclaw config validate", ConfigCheck, Claims), Cue("Run `openclaw doctor", ConfigCheck, Claims), Cue("Run \"openclaw doctor --fix\" to repair", ConfigCheck, Claims), Cue("If startup is still blocked", ConfigCheck, Claims),
    Cue("Audit, status, health", ConfigCheck, Claims), Cue("× ", ConfigCheck, Claims), Cue("Create one with openclaw onboard", ConfigCheck, Claims), Cue("lineNumber:", ConfigCheck, Belongs), Cue("columnNumber:", ConfigCheck, Belongs), Cue("varName:", ConfigCheck, Belongs), Cue("configPath:", ConfigCheck, Belongs), Cue("}", ConfigCheck, Belongs), Cue("at ", ConfigCheck, Belongs),
    Cue("Gateway failed to start: Invalid config", ConfigCheck, Starts), Cue("openclaw.json:", ConfigCheck, Claims), Cue("<root>:", ConfigCheck, Claims), Cue("Config (/", ConfigCheck, Claims), Cue("Config warnings", ConfigCheck, Claims), Cue("! ", ConfigCheck, Belongs), Cue("Config uses \"", ConfigCheck, Claims), Cue("Config was last written by a newer OpenClaw", ConfigCheck, Claims), Cue("Your OpenClaw config was written by version", ConfigCheck, Claims),
    // answers of writing commands
    Cue("Updated ", Action, Claims), Cue("Config overwrite:", Action, Claims), Cue("Config write anomaly:", Action, Claims), Cue("Config observe anomaly:", Action, Claims), Cue("Config write rejected:", Action, Claims), Cue("Config auto-restored", Action, Claims), Cue("Config write audit:", Action, Claims), Cue("Default model:", Action, Claims), Cue("Backup:", Action, Claims), Cue("Restarted ", Action, Claims), Cue("Installed ", Action, Claims), Cue("Gateway service ", Action, Claims), Cue("Removed ", Action, Belongs), Cue("Config path not found:", Action, Claims), Cue("Warning: Model \"", Action, Claims), Cue("Note: Provider \"", Action, Claims), Cue("Unknown model provider \"", Action, Claims), Cue("Stopped ", Action, Belongs), Cue("Gateway restart", Action, Claims),
    // channels
    Cue("Checking channel status", ChannelsStatus, Starts), Cue("Gateway reachable.", ChannelsStatus, Claims), Cue("Gateway not reachable; showing config-only status", ChannelsStatus, Claims), Cue("Config:", ChannelsStatus, Belongs), Cue("Mode:", ChannelsStatus, Belongs), Cue("Warnings:", ChannelsStatus, Belongs), Cue("Tip:", ChannelsStatus, Belongs), Cue("Run: openclaw doctor", ChannelsStatus, Belongs), Cue("Gateway event loop degraded", ChannelsStatus, Claims), Cue("no configured chat channels", ChannelsStatus, Belongs),
    Cue("Chat channels:", ChannelsList, Starts), Cue("Auth providers (OAuth", ChannelsList, Claims), Cue("Usage:", ChannelsList, Belongs), Cue("Docs:", ChannelsList, Belongs), Cue("Model provider usage moved out", ChannelsList, Claims), Cue("no configured chat channels", ChannelsList, Belongs),
    // plugins, audit, memory, cron, devices, nodes, agents, sessions, skills
    Cue("Plugins (", PluginsList, Starts), Cue("Source roots:", PluginsList, Claims), Cue("stock:", PluginsList, Belongs), Cue("workspace:", PluginsList, Belongs), Cue("global:", PluginsList, Belongs), Cue("No plugins found", PluginsList, Starts),
    Cue("OpenClaw security audit", SecurityAudit, Starts), Cue("Run deeper: openclaw security audit", SecurityAudit, Claims), Cue("Summary:", SecurityAudit, Claims), Cue("CRITICAL", SecurityAudit, Belongs), Cue("WARN", SecurityAudit, Belongs), Cue("INFO", SecurityAudit, Belongs), Cue("Fix:", SecurityAudit, Belongs),
    Cue("summary.attack_surface", SecurityAudit, Claims), Cue("gateway.", SecurityAudit, Belongs), Cue("config.", SecurityAudit, Belongs), Cue("fs.", SecurityAudit, Belongs), Cue("channels.", SecurityAudit, Belongs), Cue("tools.", SecurityAudit, Belongs), Cue("models.", SecurityAudit, Belongs), Cue("plugins.", SecurityAudit, Belongs), Cue("security.", SecurityAudit, Belongs), Cue("sandbox.", SecurityAudit, Belongs), Cue("hooks.", SecurityAudit, Belongs), Cue("skills.", SecurityAudit, Belongs), Cue("browser.", SecurityAudit, Belongs), Cue("logging.", SecurityAudit, Belongs), Cue("discovery.", SecurityAudit, Belongs), Cue("hint", SecurityAudit, Belongs), Cue("Likely impact", SecurityAudit, Belongs),
    Cue("Memory Search (", MemoryStatus, Starts), Cue("Provider:", MemoryStatus, Belongs), Cue("Model:", MemoryStatus, Belongs), Cue("Sources:", MemoryStatus, Belongs), Cue("Extra paths:", MemoryStatus, Belongs), Cue("Indexed:", MemoryStatus, Claims), Cue("Dirty:", MemoryStatus, Claims), Cue("Store:", MemoryStatus, Belongs), Cue("Workspace:", MemoryStatus, Belongs), Cue("Dreaming:", MemoryStatus, Claims), Cue("By source:", MemoryStatus, Belongs), Cue("Vector", MemoryStatus, Belongs), Cue("FTS", MemoryStatus, Belongs), Cue("Embedding", MemoryStatus, Belongs), Cue("Issues:", MemoryStatus, Belongs), Cue("Agent database:", MemoryStatus, Claims), Cue("Stored embedding cache", MemoryStatus, Claims), Cue("Database includes", MemoryStatus, Belongs), Cue("Index identity:", MemoryStatus, Claims), Cue("Fix:", MemoryStatus, Belongs), Cue("Batch:", MemoryStatus, Belongs), Cue("Fallback:", MemoryStatus, Belongs), Cue("Semantic vectors:", MemoryStatus, Belongs), Cue("Recall store", MemoryStatus, Belongs), Cue("Dream", MemoryStatus, Belongs), Cue("memory/", MemoryStatus, Belongs), Cue("Cache", MemoryStatus, Belongs),
    Cue("ID                                   Name", CronList, Starts), Cue("ID                                   Declaration", CronList, Starts), Cue("ID Name Schedule", CronList, Starts), Cue("No cron jobs.", CronList, Starts), Cue("No automations", CronList, Starts),
    Cue("Pending (", DevicesList, Claims), Cue("Paired (", DevicesList, Claims), Cue("No device pairing entries", DevicesList, Starts), Cue("No pending", DevicesList, Claims),
    Cue("Known: ", NodesStatus, Starts), Cue("Agents:", AgentsList, Starts), Cue("Identity:", AgentsList, Belongs), Cue("Workspace:", AgentsList, Belongs), Cue("Agent dir:", AgentsList, Belongs), Cue("Model:", AgentsList, Belongs), Cue("Routing", AgentsList, Claims), Cue("Providers:", AgentsList, Belongs), Cue("Channel status reflects local", AgentsList, Claims),
    Cue("Session store:", Sessions, Starts), Cue("Sessions listed:", Sessions, Claims), Cue("Filtered to last", Sessions, Belongs), Cue("Kind   Key", Sessions, Claims), Cue("No sessions found", Sessions, Claims),
    Cue("Skills Status Check", SkillsCheck, Starts), Cue("Total:", SkillsCheck, Belongs), Cue("✓ Eligible", SkillsCheck, Claims), Cue("✓ ", SkillsCheck, Belongs), Cue("⏸ ", SkillsCheck, Belongs), Cue("🚫 ", SkillsCheck, Belongs), Cue("✗ Missing requirements", SkillsCheck, Claims), Cue("✗ ", SkillsCheck, Belongs), Cue("Ready", SkillsCheck, Belongs), Cue("Missing requirements", SkillsCheck, Belongs), Cue("Tip:", SkillsCheck, Belongs), Cue("Agent:", SkillsCheck, Belongs), Cue("What this means", SkillsCheck, Belongs), Cue("Disabled:", SkillsCheck, Belongs), Cue("Blocked by", SkillsCheck, Belongs), Cue("Excluded by", SkillsCheck, Belongs),
    // logs
    Cue("Log file: ", Log, Starts), Cue("Log file:", Log, Starts), Cue("Log tail truncated", Log, Claims), Cue("[state-migrations]", Log, Claims),
    // units
    Cue("[Unit]", Unit, Starts), Cue("[Service]", Unit, Claims), Cue("[Install]", Unit, Claims), Cue("ExecStart=", Unit, Claims), Cue("Environment=", Unit, Claims), Cue("EnvironmentFile=", Unit, Claims), Cue("Description=", Unit, Belongs), Cue("After=", Unit, Belongs), Cue("Wants=", Unit, Belongs), Cue("Restart", Unit, Belongs), Cue("KillMode=", Unit, Belongs), Cue("WantedBy=", Unit, Belongs), Cue("<?xml", Unit, Starts), Cue("<plist", Unit, Claims), Cue("<key>", Unit, Claims), Cue("<string>", Unit, Claims), Cue("<dict>", Unit, Claims), Cue("</", Unit, Claims), Cue("<array>", Unit, Claims), Cue("<true/>", Unit, Claims), Cue("WorkingDirectory=", Unit, Belongs), Cue("Type=", Unit, Belongs), Cue("TimeoutS", Unit, Belongs), Cue("StartLimit", Unit, Belongs), Cue("SuccessExitStatus", Unit, Belongs),
    // installation
    Cue("npm error", Install, Claims), Cue("npm ERR!", Install, Claims), Cue("npm warn", Install, Claims), Cue("npm WARN", Install, Claims), Cue("npm notice", Install, Claims), Cue("openclaw: Node.js", Install, Claims), Cue("openclaw requires Node", Install, Claims), Cue("clawdbot requires Node", Install, Claims), Cue("Detected: node", Install, Claims), Cue("Upgrade Node", Install, Claims), Cue("Install Node", Install, Claims), Cue("gyp ERR!", Install, Claims), Cue("Unsupported engine", Install, Claims), Cue("pnpm ", Install, Belongs), Cue("ERR_PNPM", Install, Claims), Cue("Node.js v", Install, Belongs), Cue("zsh: command not found", Install, Claims), Cue("bash: openclaw", Install, Claims), Cue("-bash: openclaw", Install, Claims), Cue("[openclaw] Node", Install, Claims), Cue("changed ", Install, Belongs), Cue("added ", Install, Belongs), Cue("openclaw: command not found", Install, Claims), Cue("Failed phase:", Install, Claims), Cue("error   package.json", Install, Belongs), Cue("required:", Install, Belongs), Cue("current:", Install, Belongs), Cue("Engine:", Install, Belongs), Cue("Search PATH:", Install, Belongs), Cue("PATH searched:", Install, Claims), Cue("Exec path:", Install, Claims),
    // errors
    Cue("[openclaw] Failed to start CLI:", Errors, Starts), Cue("[openclaw] Could not start the CLI.", Errors, Starts), Cue("[openclaw] The CLI command failed.", Errors, Starts), Cue("[openclaw] ", Errors, Claims), Cue("error: ", Errors, Claims), Cue("(Did you mean", Errors, Claims), Cue("Gateway target:", Errors, Belongs), Cue("Source:", Errors, Belongs), Cue("Bind:", Errors, Belongs), Cue("Config:", Errors, Belongs), Cue("Possible causes:", Errors, Belongs), Cue("Hint:", Errors, Belongs), Cue("Warn:", Errors, Belongs), Cue("at ", Errors, Belongs), Cue("gateway connect failed:", Errors, Claims), Cue("Gateway not reachable", Errors, Claims), Cue("Start it with", Errors, Belongs), Cue("Run openclaw gateway status", Errors, Belongs), Cue("waiting for managed service", Errors, Claims), Cue("Run `openclaw doctor` for diagnostics", Errors, Belongs), Cue("[cause]:", Errors, Belongs), Cue("errno:", Errors, Belongs), Cue("code:", Errors, Belongs), Cue("syscall:", Errors, Belongs), Cue("hostname:", Errors, Belongs), Cue("}", Errors, Belongs), Cue("Gateway agent failed;", Errors, Claims), Cue("[model-selection]", Errors, Claims), Cue("[secrets]", Errors, Claims), Cue("No reply from agent.", Errors, Claims), Cue("Error:", Errors, Claims), Cue("Uncaught ", Errors, Claims), Cue("TypeError:", Errors, Claims), Cue("SyntaxError:", Errors, Claims), Cue("FailoverError:", Errors, Claims), Cue("FallbackSummaryError:", Errors, Claims), Cue("Gateway failed to start:", Errors, Starts), Cue("Missing config.", Errors, Claims), Cue("Gateway start blocked:", Errors, Claims), Cue("Refusing to bind gateway", Errors, Claims), Cue("Gateway auth is set to", Errors, Claims), Cue("Set gateway.auth", Errors, Belongs), Cue("If the gateway is supervised", Errors, Claims), Cue("Port ", Errors, Belongs), Cue("Doctor could not enter maintenance", Errors, Claims), Cue("Gateway service appears", Errors, Claims), Cue("Tip:", Errors, Belongs), Cue("Or:", Errors, Belongs), Cue("Config write audit:", Errors, Belongs), Cue("Container environment detected", Errors, Claims), Cue("pass --token", Errors, Belongs),
];

/// The cues that begin with `first`.
fn beginning_with(first: u8) -> impl Iterator<Item = &'static Cue> {
    static BY_FIRST: OnceLock<Vec<Vec<&'static Cue>>> = OnceLock::new();
    let lists = BY_FIRST.get_or_init(|| {
        let mut lists: Vec<Vec<&'static Cue>> = (0..256).map(|_| Vec::new()).collect();
        for cue in BEGINNINGS {
            let first = cue.0.as_bytes().first().copied().unwrap_or(0);
            if let Some(list) = lists.get_mut(usize::from(first)) {
                list.push(cue);
            }
        }
        lists
    });
    lists.get(usize::from(first)).into_iter().flatten().copied()
}

/// What the line says about its origin: the weight under `current`, if any, and the best other kind.
pub(super) struct Said {
    /// How much it belongs to the kind that is open.
    pub(super) here: Option<Weight>,
    /// The kind that claims it, if one does.
    pub(super) other: Option<(ArtifactKind, Weight)>,
}

/// Asks the cues about a line.
pub(super) fn ask(line: &str, current: ArtifactKind) -> Said {
    let text = bare(line);
    let mut said = Said {
        here: None,
        other: None,
    };
    let Some(first) = text.as_bytes().first() else {
        return said;
    };
    let mut longest = 0;
    for Cue(beginning, kind, weight) in beginning_with(*first) {
        if !text.starts_with(beginning) {
            continue;
        }
        if *kind == current {
            said.here = said.here.max(Some(*weight));
        } else if *weight > Belongs && beginning.len() > longest {
            longest = beginning.len();
            said.other = Some((*kind, *weight));
        }
    }
    if said.here.is_none() && said.other.is_none() && text.contains(" effective=") {
        match current {
            ModelsStatus => said.here = Some(Claims),
            _ => said.other = Some((ModelsStatus, Claims)),
        }
    }
    said
}

/// Whether a line within what looked like an object says that the object is over.
pub(super) fn is_strong(line: &str) -> bool {
    let text = line.trim_start();
    if text.starts_with(['"', '{', '\'', '/', '*', ',', ']']) || text.is_empty() {
        return false;
    }
    if is_banner(text).is_some() || prompt(text).is_some() || log_start(text).is_some() {
        return true;
    }
    let said = ask(text, Unknown);
    // Keys of objects look like labels; only those with a capital or a blank before the colon count.
    said.other.is_some_and(|(kind, weight)| {
        weight >= Claims && !matches!(kind, Env) && !text.starts_with('}') && {
            let head = text.split([':', '=']).next().unwrap_or("");
            head.contains(' ') || head.chars().next().is_some_and(char::is_uppercase)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_keys_are_sorted() {
        assert!(ROOT_KEYS.is_sorted());
    }
}
