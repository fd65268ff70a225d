// @ts-nocheck: walks the private structures of zod and of minified chunks, which have no types.
/**
 * Reads from one unpacked release what no JSON Schema holds, and prints it as one line of JSON:
 * `{"overlay": [[checks, path]…], "registry": [[kind, key, value]…]}`.
 *
 * Usage: node read.mjs DIRECTORY, with a Node that has module.registerHooks.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { registerHooks } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { installHooks, peek } from "../oracle/hooks.mjs";

const directory = process.argv[2];
const dist = path.join(directory, "dist");
process.env.OPENCLAW_NO_RESPAWN = "1";
process.env.HOME = fs.mkdtempSync(path.join(os.tmpdir(), "clawlens-read-"));
installHooks();
// `superRefine` keeps its function in a closure; a property makes it visible.
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const source = loaded.source && loaded.format === "module" ? loaded.source.toString() : "";
    if (!source.includes("function _superRefine(fn")) return loaded;
    return { ...loaded, source: source.replace(/(return fn\(payload\.value, payload\);\s*\}, params\);)/g, "$1 ch.__function = fn;") };
  },
});

const chunks = fs.readdirSync(dist, { recursive: true }).map((name) => path.join(dist, String(name)))
  .filter((file) => /\.m?js$/.test(file) && !/\/(plugin-sdk|worker|control-ui|extensions|bundled|canvas-host|node_modules)\//.test(file)
    && !/managed-handoff|daemon-cli|\/(entry|index|extensionAPI|warning-filter)\.m?js$/.test(file));
const bySize = (files) => files.sort((a, b) => fs.statSync(a).size - fs.statSync(b).size);
const texts = new Map(chunks.map((file) => [file, fs.readFileSync(file, "utf8")]));
const defining = (name) => bySize(chunks.filter((file) => texts.get(file).includes(name) && new RegExp(`(^|\\n)\\s*(export\\s+)?(async )?(const|let|var|function) ${name}\\b`).test(texts.get(file))));

/** The bindings of the first chunk that defines `name` and can be loaded. */
async function bindings(name, names) {
  const rank = (file) => ["zod-schema", "config-", "io-", "auth-profiles", "model-selection"].findIndex((start) => path.basename(file).startsWith(start)) >>> 0;
  for (const file of defining(name).sort((a, b) => rank(a) - rank(b))) {
    peek(file, names);
    try {
      const loaded = await import(pathToFileURL(file).href);
      if (loaded[`peek_${name}`] ?? loaded[name]) return (wanted) => loaded[`peek_${wanted}`] ?? loaded[wanted];
    } catch {
      // Another copy may load.
    }
  }
  return undefined;
}

const CATALOG = ["listOfficialExternalPluginCatalogEntries", "getOfficialExternalPluginCatalogManifest", "getOfficialExternalPluginCatalogEntry", "resolveOfficialExternalPluginInstall", "resolveOfficialExternalPluginInstallSources"];
const LISTS = ["LEGACY_REMOVED_PLUGIN_IDS", "RETIRED_PLUGIN_IDS", "BUNDLED_ENABLED_BY_DEFAULT", "CHANNEL_IDS", "CHAT_CHANNEL_ALIASES", "resolveWebSearchInstallCatalogEntries"];
// Before anything is loaded: a chunk that another one has pulled in shows nothing more.
for (const name of [...LISTS, ...CATALOG]) for (const file of defining(name)) peek(file, [...LISTS, ...CATALOG]);

const CHANNELS = { BlueBubbles: "bluebubbles", Discord: "discord", GoogleChat: "googlechat", IMessage: "imessage", Irc: "irc", MSTeams: "msteams", Signal: "signal", Slack: "slack", Telegram: "telegram", WhatsApp: "whatsapp" };
const channelNames = Object.keys(CHANNELS).map((name) => `${name}ConfigSchema`);
const core = await bindings("OpenClawSchema", ["OpenClawSchema", ...channelNames]);
if (!core) throw new Error(`${directory}: no OpenClawSchema that can be loaded`);

/** Eight digits that stand for the text of a function. */
const hash = (fn) => createHash("sha1").update(fn.toString().replace(/\$\d+\b/g, "").replace(/\s+/g, " ")).digest("hex").slice(0, 8);
function errorOf(error) {
  try {
    const said = error({ code: "x", input: undefined, path: [] });
    return typeof said === "string" ? said : said?.message ?? `fn:${hash(error)}`;
  } catch {
    return `fn:${hash(error)}`;
  }
}

function check(item) {
  const def = item._zod.def;
  const said = def.error ? [errorOf(def.error)] : [];
  const fatal = def.abort ? ["abort"] : [];
  switch (def.check) {
    case "min_length": return ["min", def.minimum, ...said];
    case "max_length": return ["max", def.maximum, ...said];
    case "string_format":
      if (def.format === "regex") return ["re", def.pattern.source, def.pattern.flags, ...said];
      return def.format === "starts_with" ? ["starts", def.prefix, ...said] : ["fmt", def.format, ...said];
    case "number_format": return ["int", ...said];
    case "greater_than": return [def.inclusive ? "ge" : "gt", def.value, ...said];
    case "less_than": return [def.inclusive ? "le" : "lt", def.value, ...said];
    case "overwrite": return ["tx", hash(def.tx)];
    case "custom":
      if (!def.fn) return ["super", hash(item.__function ?? item._zod.check), ...fatal];
      if (def.path?.length) return ["fn", hash(def.fn), said[0] ?? null, fatal[0] ?? "", def.path];
      return ["fn", hash(def.fn), ...said, ...fatal];
    default: throw new Error(`unknown check: ${def.check}`);
  }
}

const WRAPPERS = new Set(["optional", "nullable", "default", "lazy", "readonly"]);
const inner = (def) => def.type === "lazy" ? def.getter() : def.innerType;

/** All checks of a schema, wrappers and pipes included, in the order in which zod runs them. */
function checksOf(schema) {
  const def = schema._zod.def;
  const list = [...(def.checks ?? [])];
  if (schema._zod.traits.has("$ZodCheck")) list.unshift(schema);
  const own = list.map(check);
  if (def.type === "pipe") {
    const half = (side, name) => side._zod.def.type === "transform" ? [[name, hash(side._zod.def.transform)]] : checksOf(side);
    return [...half(def.in, "pre"), ["|"], ...half(def.out, "post"), ...own];
  }
  if (WRAPPERS.has(def.type)) return [...(def.type === "nullable" ? [["nullable"]] : []), ...checksOf(inner(def)), ...own];
  return [...(def.error ? [["err", errorOf(def.error)]] : []), ...own];
}

/** The schema inside wrappers and pipes. */
function bare(schema) {
  const def = schema._zod.def;
  if (def.type === "pipe") return bare(def.in._zod.def.type === "transform" ? def.out : def.in);
  return WRAPPERS.has(def.type) ? bare(inner(def)) : schema;
}

/** Whether the JSON Schema says all this, in zod's usual order and with its usual words. */
function isPlain(checks, type) {
  const order = type === "number" ? [["int"], ["ge", "gt"], ["le", "lt"]] : [["min"], ["max"], ["re", "fmt"]];
  let at = 0;
  for (const item of checks) {
    while (at < order.length && !order[at].includes(item[0])) at += 1;
    if (at >= order.length) return false;
    at += 1;
    const usual = item[0] === "re" ? 3 : item[0] === "int" ? 1 : 2;
    if (item.length > usual || (item[0] === "re" && item[2] !== "")) return false;
  }
  return true;
}

const overlay = [];
function walk(schema, place) {
  const checks = checksOf(schema);
  const def = bare(schema)._zod.def;
  if (checks.length > 0 && !isPlain(checks, def.type)) overlay.push([JSON.stringify(checks), place || "."]);
  switch (def.type) {
    case "object":
      for (const [key, child] of Object.entries(def.shape)) walk(child, `${place}.${key}`);
      if (def.catchall && def.catchall._zod.def.type !== "never") walk(def.catchall, `${place}.*`);
      break;
    case "array": walk(def.element, `${place}[]`); break;
    case "record": walk(def.keyType, `${place}.#`); walk(def.valueType, `${place}.*`); break;
    case "intersection": walk(def.left, `${place}&0`); walk(def.right, `${place}&1`); break;
    case "tuple":
      def.items.forEach((child, index) => walk(child, `${place}[${index}]`));
      if (def.rest) walk(def.rest, `${place}[]`);
      break;
    case "union":
      def.options.forEach((option, index) => {
        const shape = bare(option)._zod.def.shape;
        const isSecret = def.discriminator === "source" && shape?.id && shape.provider;
        walk(option, isSecret ? `@secret|${bare(shape.source)._zod.def.values[0]}` : `${place}|${index}`);
      });
      break;
    default:
  }
}
walk(core("OpenClawSchema"), "");
if (!bare(core("OpenClawSchema"))._zod.def.shape.channels || !bare(bare(core("OpenClawSchema"))._zod.def.shape.channels)._zod.def.shape?.telegram) {
  for (const [name, id] of Object.entries(CHANNELS)) {
    const schema = core(`${name}ConfigSchema`);
    if (schema?._zod) walk(schema, `.channels.${id}`);
  }
}

const registry = [];
const add = (kind, key, value = "") => registry.push([kind, key, String(value).replace(/[\t\n]/g, " ")]);
for (const root of ["dist/extensions", "extensions"].map((name) => path.join(directory, name))) {
  for (const folder of fs.existsSync(root) ? fs.readdirSync(root).sort() : []) {
    const json = (name) => {
      try {
        return JSON.parse(fs.readFileSync(path.join(root, folder, name), "utf8"));
      } catch {
        return undefined;
      }
    };
    const manifest = json("openclaw.plugin.json");
    if (!manifest) continue;
    const id = manifest.id ?? folder;
    for (const provider of manifest.contracts?.webSearchProviders ?? []) add("web", provider.trim(), id);
    for (const gone of manifest.modelCatalog?.suppressions ?? []) if (!gone.when) add("gone", `${gone.provider}/${gone.model}`.toLowerCase(), gone.reason ?? "");
    for (const alias of manifest.commandAliases ?? []) add("alias", typeof alias === "string" ? alias : alias.name, id);
    if (Array.isArray(manifest.kind)) for (const kind of manifest.kind) add("kind", id, kind);
    const channel = json("package.json")?.openclaw?.channel;
    if (channel?.doctorCapabilities?.dmAllowFromMode) add("dm", channel.id, channel.doctorCapabilities.dmAllowFromMode);
    if (channel?.doctorCapabilities?.openDmRequiresAllowFromWildcard === false) add("dmopen", channel.id, "free");
  }
}
const each = async (name, use) => {
  const found = (await bindings(name, [name]))?.(name);
  if (found) use(found);
};
for (const name of ["LEGACY_REMOVED_PLUGIN_IDS", "RETIRED_PLUGIN_IDS"]) await each(name, (set) => { for (const id of set) add("retired", id); });
await each("BUNDLED_ENABLED_BY_DEFAULT", (set) => { for (const id of set) add("default", id); });
await each("CHANNEL_IDS", (list) => { for (const id of list) add("channel", id); });
await each("CHAT_CHANNEL_ALIASES", (map) => { for (const [alias, id] of Object.entries(map)) add("channelalias", alias, id); });
await each("resolveWebSearchInstallCatalogEntries", (list) => { for (const entry of list()) add("webout", entry.provider.id, entry.pluginId); });
const catalog = await bindings(CATALOG[0], CATALOG);
if (catalog?.("getOfficialExternalPluginCatalogEntry")) {
  const ids = new Set(catalog(CATALOG[0])().flatMap((entry) => {
    const manifest = catalog("getOfficialExternalPluginCatalogManifest")(entry) ?? {};
    return [manifest.plugin?.id, manifest.channel?.id, ...(manifest.providers ?? []).map((provider) => provider.id)];
  }).filter(Boolean));
  for (const id of ids) {
    const entry = catalog("getOfficialExternalPluginCatalogEntry")(id);
    const sources = entry && catalog("resolveOfficialExternalPluginInstallSources")?.(entry);
    const install = entry && catalog("resolveOfficialExternalPluginInstall")?.(entry);
    const [npm, hub] = [install?.npmSpec?.trim(), install?.clawhubSpec?.trim()];
    const spec = sources ? sources[0]?.spec : install?.defaultChoice === "clawhub" ? hub ?? npm : npm ?? hub;
    if (spec) add("external", id, spec);
  }
}
process.stdout.write(`${JSON.stringify({ overlay, registry })}\n`, () => process.exit(0));
