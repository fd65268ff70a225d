/**
 * A stand-in for the core: answers the report that the contract asks for on the example paste.
 * For looking at the page and for tests of its states; never built into it.
 */

/** @param {string} paste */
function on(paste) {
  /** @param {string} text @param {string} [after] */
  const at = (text, after) => {
    const start = paste.indexOf(text, after ? paste.indexOf(after) : 0);
    const before = paste.slice(0, start);
    const line = before.split("\n").length;
    return { artifact: 0, start, end: start + text.length, line, column: start - before.lastIndexOf("\n") };
  };
  /** @param {string} text @param {string} note @param {string} [after] */
  const quote = (text, note, after) => {
    const place = at(text, after);
    const from = paste.lastIndexOf("\n", place.start) + 1;
    const to = paste.indexOf("\n", place.start);
    return { kind: "quote", ...place, text: paste.slice(from, to).trim().replace(/\b[0-9a-f]{48}\b/, "••••••"), note };
  };
  return { at, quote };
}

/**
 * @param {string} paste
 * @param {{ openclaw?: string | null, lang?: string }} [options]
 */
export function diagnose(paste, { openclaw = null } = {}) {
  if (paste.includes("CRASH")) throw new Error("unreachable executed");
  const { at, quote } = on(paste);
  const token = paste.match(/\b[0-9a-f]{48}\b/)?.[0];
  const redacted = token ? paste.replace(token, "••••••") : paste;
  const known = paste.includes("2026.3.8");
  const base = {
    report: 1,
    openclaw: {
      version: known ? "2026.3.8" : null,
      in_catalogue: known,
      judged_as: openclaw ?? (known ? "2026.3.8" : "2026.9.6"),
      evidence: known ? [quote("OpenClaw 2026.3.8", "the version banner")] : [],
    },
    verdict: { level: "unclear", sentence: "Nothing of OpenClaw was recognised in this paste." },
    artifacts: /** @type {unknown[]} */ ([]),
    findings: /** @type {any[]} */ ([]),
    plan: /** @type {any[]} */ ([]),
    corrected: /** @type {unknown} */ (null),
    missing: !known ? [] : [
      { command: "openclaw gateway status", why: "Whether the gateway runs, and with which config file." },
      { command: "openclaw models status", why: "Which model and which key are in effect." },
    ],
    redacted,
    secrets: token ? [{ start: paste.indexOf(token), end: paste.indexOf(token) + token.length, mask: "••••••" }] : [],
  };
  if (!paste.includes("moonshot/kimi-k2.5")) {
    if (known) {
      base.verdict = { level: "clean", sentence: "No problem found in what you pasted." };
      base.artifacts = [{ id: 0, kind: "version", ...at("OpenClaw 2026.3.8"), label: "openclaw --version" }];
    }
    return base;
  }
  const compat = 'compat: { requiresOpenAiAnthropicToolPayload: true },';
  const model = 'primary: "moonshot/kimi-k2.5"';
  const removal = `            ${compat}\n`;
  const start = paste.indexOf("{\n  //");
  const end = paste.lastIndexOf("}") + 1;
  const config = paste.slice(start, end);
  const block = config.slice(config.indexOf("  models: {\n    mode"), config.indexOf("  gateway:"));
  const corrected = config.replace(block, "").replace(model, 'primary: "kimi-coding/k2p5"')
    .replace('"moonshot/kimi-k2.5": { alias', '"kimi-coding/k2p5": { alias');
  base.verdict = {
    level: "broken",
    sentence: "The gateway runs, but every Kimi request is refused: a Kimi Code key is sent to Moonshot.",
  };
  base.artifacts = [
    { id: 0, kind: "version", ...at("🦞 OpenClaw 2026.3.8 (3caab92)"), label: "openclaw --version" },
    { id: 1, kind: "models-status", ...at("Config        : ~/"), label: "openclaw models status" },
    { id: 2, kind: "gateway-status", ...at("Service: systemd (enabled)"), label: "openclaw gateway status" },
    { id: 3, kind: "error", ...at("HTTP 401: Invalid Authentication"), label: "error line" },
    { id: 4, kind: "config", start, end, label: "openclaw.json" },
  ].map((artifact) => ({ ...artifact }));
  base.findings = [
    {
      rule: "provider-key-mismatch", severity: "error", certainty: "certain",
      message: "The default model is `moonshot/kimi-k2.5`, but `MOONSHOT_API_KEY` holds a Kimi Code key (`sk-kimi-…`): Moonshot does not know it.",
      path: "agents.defaults.model.primary", where: at('"moonshot/kimi-k2.5"', "primary:"),
      evidence: [
        quote("sk-kimi-...xxxxx", "`sk-kimi-` is the prefix of Kimi Code keys; the variable belongs to Moonshot."),
        quote("Default       : moonshot/kimi-k2.5", "Requests go to Moonshot."),
        { kind: "fact", id: "kimi-code-key", source: "https://github.com/MoonshotAI/Kimi-K2/issues/109", note: "A Kimi Code key is refused by `api.moonshot.ai`." },
        { kind: "absent", path: "env.KIMI_API_KEY", note: "Kimi Code reads its key from this variable." },
      ],
      explains: [1],
      fix: {
        title: "Use `kimi-coding/k2p5` as the default model", applicability: "safe",
        why: "The key you have is for Kimi Code, and 2026.3.8 has this provider built in.",
        changes: [{ op: "set", path: "agents.defaults.model.primary", value: "kimi-coding/k2p5" }],
        edits: [{ ...at('"moonshot/kimi-k2.5"', "primary:"), text: '"kimi-coding/k2p5"' }],
      },
      commands: [{ run: "openclaw models set kimi-coding/k2p5", purpose: "Does the same on the machine.", shell: "any", destructive: false }],
      docs: "https://docs.openclaw.ai/providers/moonshot",
    },
    {
      rule: "http-401", severity: "error", certainty: "likely",
      message: "Every message ends with `HTTP 401: Invalid Authentication`.", path: null, where: at("HTTP 401: Invalid Authentication"),
      evidence: [quote("HTTP 401: Invalid Authentication", "The provider refused the key.")],
      explains: [], fix: null, commands: [], docs: null,
    },
    {
      rule: "unknown-key", severity: "error", certainty: "certain",
      message: "OpenClaw 2026.3.8 does not know `requiresOpenAiAnthropicToolPayload`, so it refuses the whole file.",
      path: "models.providers.kimi-coding.models.0.compat", where: at("requiresOpenAiAnthropicToolPayload: true"),
      evidence: [quote("Config validation failed:", "OpenClaw says so itself.")],
      explains: [],
      fix: {
        title: "Remove the `compat` block", applicability: "safe", why: "It holds nothing else, and 2026.3.8 sets the right payload itself.",
        changes: [{ op: "remove", path: "models.providers.kimi-coding.models.0.compat" }],
        edits: paste.includes(removal) ? [{ start: paste.indexOf(removal), end: paste.indexOf(removal) + removal.length, text: "" }] : [],
      },
      commands: [], docs: null,
    },
    {
      rule: "builtin-provider-shadowed", severity: "warning", certainty: "likely",
      message: "The hand-made `models.providers.kimi-coding` is not needed: this provider is built in.",
      path: "models.providers.kimi-coding", where: at('"kimi-coding": {'),
      evidence: [quote('"kimi-coding": {', "Yours replaces the built-in one.")],
      explains: [],
      fix: {
        title: "Remove the hand-made provider", applicability: "unsafe", why: "If you changed the address or a model on purpose, keep it.",
        changes: [{ op: "remove", path: "models.providers.kimi-coding" }],
        edits: block ? [{ start: start + config.indexOf(block), end: start + config.indexOf(block) + block.length, text: "" }] : [],
      },
      commands: [], docs: null,
    },
    {
      rule: "gateway-token-in-file", severity: "info", certainty: "possible",
      message: "The gateway’s token stands in the file in clear text.", path: "gateway.auth.token", where: at(token ?? "gateway"),
      evidence: [quote("auth: { mode", "Anyone who can read the file can use the gateway.")],
      explains: [], fix: null, commands: [], docs: null,
    },
  ];
  base.findings = base.findings.filter(({ where }) => where.start >= 0);
  const command = (/** @type {string} */ run, /** @type {string} */ purpose, shell = "any", destructive = false) => ({ run, purpose, shell, destructive });
  base.plan = [
    { title: "Put the key where the gateway reads it", why: "A gateway that runs as a service does not see what your shell exports.", fixes: [],
      commands: [
        command("nano ~/.openclaw/.env", "Add the line `KIMI_API_KEY=` and your key.", "posix"),
        command("notepad $HOME\\.openclaw\\.env", "Add the line `KIMI_API_KEY=` and your key.", "powershell"),
      ], expect: "", if_not: "" },
    { title: "Correct `~/.openclaw/openclaw.json`", why: "The path is the one that `gateway status` shows.", fixes: [0, 2],
      commands: [command("openclaw models set kimi-coding/k2p5", "")], expect: "`Default: kimi-coding/k2p5`", if_not: "If the model is not allowed, add it to `agents.defaults.models`." },
    { title: "Restart the gateway", why: "", fixes: [], commands: [command("openclaw gateway restart", "")], expect: "`RPC probe: ok`", if_not: "Paste `openclaw gateway status` here." },
    { title: "Look whether it worked", why: "", fixes: [], commands: [command("openclaw models status", "")],
      expect: "`Default : kimi-coding/k2p5` and a line `kimi-coding effective=env:sk-kimi-…`", if_not: "If Kimi Code still refuses: 2026.3.8 does not send the client header that later releases send. Update OpenClaw." },
  ];
  base.corrected = {
    text: corrected, applied: [0, 2], left: [3], artifact: 4, file: "openclaw.json",
    verified: { parses: true, valid: true, release: "2026.3.8", remaining: [] },
  };
  base.missing = [{ command: "openclaw doctor", why: "Whether anything else was left behind by the hand-made provider." }];
  return base;
}

export function releases() {
  return ["2026.2.9", "2026.3.7", "2026.3.8", "2026.3.12", "2026.6.11", "2026.9.6"];
}

/**
 * @param {string} paste
 * @param {{ form: string }} options
 */
export function markdown(paste, { form }) {
  return `**${form}** of ${paste.length} characters`;
}

/**
 * @param {string} path
 * @param {{ openclaw?: string | null }} [options]
 */
export function explain_key(path, { openclaw } = {}) {
  const always = [{ since: "2026.2.9", until: null }];
  const page = {
    path, release: openclaw ?? "2026.9.6", standing: "declared", types: /** @type {string[]} */ ([]), values: /** @type {unknown[]} */ ([]),
    minimum: null, maximum: null, default: null, secret: false, known: always, keys: /** @type {unknown[]} */ ([]),
    moved: /** @type {unknown} */ (null), near: /** @type {string | null} */ (null), elsewhere: /** @type {string[]} */ ([]),
  };
  if (path === "") {
    page.keys = ["agents", "gateway"].map((name) => ({ name, here: true, known: always }));
    page.keys.push({ name: "memory", here: false, known: [{ since: "2026.6.11", until: null }] });
  } else if (path === "gateway.mode") {
    page.types = ["string"];
    page.values = [{ name: '"local"', here: true, known: always }, { name: '"remote"', here: false, known: [{ since: "2026.3.7", until: "2026.3.12" }] }];
  } else if (path.startsWith("env.")) {
    Object.assign(page, { standing: "unknown", known: [{ since: "2026.2.9", until: "2026.6.11" }], moved: { to: `env.vars.${path.slice(4)}`, source: "openclaw 2026.8.1" } });
  } else {
    Object.assign(page, { standing: "unknown", known: [], near: "model", elsewhere: ["agents.defaults.compat"] });
  }
  return page;
}

/**
 * @param {string} text
 * @param {{ from: string, to: string, drop?: boolean }} options
 */
export function upgrade(text, { from, to, drop = false }) {
  const item = (/** @type {Record<string, unknown>} */ fields) => ({ kind: "moved", path: "", to: null, old: null, new: null, message: "", left_out: false, source: "openclaw 2026.8.1: doctor", ...fields });
  return {
    upgrade: 1, from, to, parses: true, accepted_before: true, accepted: drop, newest_accepting: "2026.6.11",
    text: text.replace("gateway:", drop ? "gateways:" : "gateway :"), diff: "",
    changed: [item({ message: "`env.KIMI_API_KEY` is now `env.vars.KIMI_API_KEY`.", path: "env.KIMI_API_KEY", old: '"••••••"', new: '"••••••"' })],
    lost: [item({ kind: "unknown", message: `${to} does not know \`gateway.old\`.`, path: "gateway.old", old: "true", left_out: drop })],
    remaining: drop ? [] : ["gateway: Unrecognized key: \"old\""],
    silent: [{ message: "Beyond loopback the gateway no longer makes up a token.", source: "openclaw 2026.8.1" }],
    plugins: [{ id: "kimi", package: "@openclaw/kimi", because: "models.providers.kimi", run: "openclaw plugins install @openclaw/kimi" }],
    node: { message: `${to} needs Node 22.19.`, source: "package.json" },
    steps: [{ title: "Stop the gateway and keep a copy", run: ["openclaw gateway stop", "cp ~/.openclaw/openclaw.json ~/openclaw.json.old"] }, { title: "Install OpenClaw", run: [`npm install -g openclaw@${to}`] }],
  };
}
