/**
 * Runs the real validator of one release over many configs in one process. Started by real.mjs under a Node that has
 * module hooks; not for use by hand.
 *
 * In: one JSON line a config, `{ "id", "text", "files"? }` (files: other files beside the config, by name).
 * Out: one JSON line a config, `{ "id", "valid", "issues", "warnings", "crash"?, "ms" }`, after a first line that says
 * what was loaded. Machine paths are rewritten: the config stands at /home/user/.openclaw/openclaw.json.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";
import { installHooks, peek, stubbed } from "./hooks.mjs";

const packageDirectory = path.resolve(process.argv[2] ?? ".");
const dist = path.join(packageDirectory, "dist");

/** Where the config is said to stand, in answers. */
const SAID_HOME = "/home/user";

const home = fs.mkdtempSync(path.join(os.tmpdir(), "clawlens-oracle-"));
const state = path.join(home, ".openclaw");
fs.mkdirSync(state);
process.on("exit", () => fs.rmSync(home, { recursive: true, force: true }));

// Nothing of the caller's environment may reach a release: `${VAR}` in a config would read it.
for (const name of Object.keys(process.env)) if (!["PATH", "LANG", "TZ", "TMPDIR"].includes(name)) delete process.env[name];
Object.assign(process.env, {
  HOME: home, OPENCLAW_NO_RESPAWN: "1", NO_COLOR: "1", OPENCLAW_DISABLE_CONFIG_CACHE: "1", TZ: "UTC",
  // The bundled plugins stay the same while the process runs; to 2026.5 each config would read them all again.
  OPENCLAW_PLUGIN_DISCOVERY_CACHE_MS: "86400000", OPENCLAW_PLUGIN_MANIFEST_CACHE_MS: "86400000",
});
const environment = { ...process.env };
process.argv = [process.argv[0] ?? "node", path.join(packageDirectory, "openclaw.mjs"), "config", "validate", "--json"];

// The channel plugins of 2026.4.5 import each other in a circle, which Node's own loader refuses: it keeps the real jiti.
const { version } = JSON.parse(fs.readFileSync(path.join(packageDirectory, "package.json"), "utf8"));
installHooks({}, version === "2026.4.5" ? [{ module: /^jiti$/ }] : []);
// Relative paths in a config are taken from where the command runs.
process.chdir(home);

/** @typedef {{ valid: boolean, issues: { path: string, message: string }[], warnings: { path: string, message: string }[], crash?: string }} Answer */
class Exit extends Error {}
const write = process.stdout.write.bind(process.stdout);
const leave = process.exit.bind(process);

/** @param {string} directory @param {RegExp} name @param {number} depth @returns {string[]} */
function filesBelow(directory, name, depth) {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(directory, entry.name);
    if (entry.isDirectory()) return depth > 0 ? filesBelow(full, name, depth - 1) : [];
    return name.test(entry.name) ? [full] : [];
  });
}

/** @returns {Promise<{ how: string, validate: () => Promise<Answer> }>} */
async function load() {
  for (const file of filesBelow(dist, /^config-cli(-[\w-]+)?\.m?js$/, 1)) {
    if (!fs.readFileSync(file, "utf8").includes("async function runConfigValidate(")) continue;
    peek(file, ["runConfigValidate"]);
    const module = await import(pathToFileURL(file).href);
    const command = module.peek_runConfigValidate;
    if (command) return { how: `runConfigValidate in ${path.basename(file)}`, validate: () => throughCommand(command) };
  }
  // Before 2026.3.2 there is no such command; this is the reader that the gateway and `config get` use.
  const chunks = filesBelow(dist, /\.m?js$/, 1)
    .filter((file) => !/\/(plugin-sdk|worker|extensions)\//.test(file) && !/(daemon-cli|\/(entry|index|extensionAPI)\.)/.test(file))
    .filter((file) => /function createConfigIO\(/.test(fs.readFileSync(file, "utf8")))
    .sort((a, b) => fs.statSync(a).size - fs.statSync(b).size);
  for (const file of chunks) {
    peek(file, ["createConfigIO"]);
    try {
      const module = await import(pathToFileURL(file).href);
      if (module.peek_createConfigIO) {
        return { how: `createConfigIO in ${path.basename(file)}`, validate: () => throughSnapshot(module.peek_createConfigIO) };
      }
    } catch {
      // A chunk that starts the command line cannot be imported; its copies can.
    }
  }
  throw new Error("no validator found: the package has another shape");
}

/** @param {(options: object) => Promise<void>} command @returns {Promise<Answer>} */
async function throughCommand(command) {
  let printed = "";
  const print = (/** @type {unknown[]} */ ...parts) => { printed += `${parts.join(" ")}\n`; return true; };
  const runtime = {
    log: print, error: print, writeStdout: (/** @type {string} */ text) => print(text),
    writeJson: (/** @type {unknown} */ value) => print(JSON.stringify(value)),
    exit: () => { throw new Exit("exit"); },
  };
  try {
    await command({ json: true, runtime });
  } catch (error) {
    if (!(error instanceof Exit) && !/exit/i.test(String(error))) throw error;
  }
  const report = JSON.parse(firstObject(printed.trim()));
  return { valid: Boolean(report.valid), issues: plain(report.issues), warnings: plain(report.warnings) };
}

/** @param {() => { readConfigFileSnapshot(): Promise<any> }} create @returns {Promise<Answer>} */
async function throughSnapshot(create) {
  const snapshot = await create().readConfigFileSnapshot();
  return { valid: Boolean(snapshot.valid), issues: plain(snapshot.issues), warnings: plain(snapshot.warnings) };
}

/** @param {{ path?: string, message: string }[] | undefined} list */
const plain = (list) => (list ?? []).map((issue) => ({ path: issue.path || "<root>", message: issue.message }));

/** The first JSON object in a text that may go on. @param {string} text */
function firstObject(text) {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{") depth += 1;
    else if (character === "}" && (depth -= 1) === 0) return text.slice(0, index + 1);
  }
  return text;
}

function restoreEnvironment() {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (process.env[name] !== value) process.env[name] = value;
}

/** @param {() => Promise<Answer>} validate @returns {Promise<Answer>} */
async function quietly(validate) {
  const real = { out: process.stdout.write, err: process.stderr.write, log: console.log, warn: console.warn, error: console.error };
  process.stdout.write = process.stderr.write = /** @type {any} */ (() => true);
  console.log = console.warn = console.error = () => {};
  process.exit = /** @type {any} */ (() => { throw new Exit("exit"); });
  try {
    return await validate();
  } catch (error) {
    return { valid: false, issues: [], warnings: [], crash: String(error).slice(0, 300) };
  } finally {
    process.stdout.write = real.out;
    process.stderr.write = real.err;
    Object.assign(console, { log: real.log, warn: real.warn, error: real.error });
    process.exit = leave;
  }
}

const started = Date.now();
const { how, validate } = await load();
write(`${JSON.stringify({ how, loadMs: Date.now() - started, stubbed: [...stubbed] })}\n`);

let count = 0;
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line) continue;
  const task = JSON.parse(line);
  const directory = path.join(home, "configs", String(count += 1));
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "openclaw.json");
  fs.writeFileSync(file, task.text);
  for (const [name, text] of Object.entries(task.files ?? {})) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), String(text));
  }
  restoreEnvironment();
  process.env.OPENCLAW_CONFIG_PATH = file;
  const begun = performance.now();
  const answer = await quietly(validate);
  const ms = Math.round(performance.now() - begun);
  const said = JSON.stringify({ id: task.id, ...answer, ms })
    .replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")
    .replaceAll(directory, `${SAID_HOME}/.openclaw`).replaceAll(home, SAID_HOME).replaceAll(packageDirectory, "<package>");
  write(`${said}\n`);
  fs.rmSync(directory, { recursive: true, force: true });
}
leave(0);
