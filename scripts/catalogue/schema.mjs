/**
 * The config schema of a release, from the running code: zod's own JSON Schema of the input side, the JSON Schemas of
 * channels that the package carries, and those in the plugin manifests. Runs under a Node with module hooks.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { peek } from "../oracle/hooks.mjs";

/** @typedef {import("./unpacked.mjs").Unpacked} Unpacked */
/** @typedef {import("./delta.mjs").Json} Json */

/** Keywords for people, which decide nothing. */
const PROSE = new Set(["title", "description", "$comment", "examples", "markdownDescription"]);

const CHANNEL_METADATA = "GENERATED_BUNDLED_CHANNEL_CONFIG_METADATA";
/** The same as part of all that the package says of its plugins (2026.3.28 only). */
const PLUGIN_METADATA = "GENERATED_BUNDLED_PLUGIN_METADATA";

/**
 * Marks what must be exported; before any chunk is imported, because one chunk imports another.
 * @param {Unpacked} unpacked
 */
export function prepare(unpacked) {
  for (const name of ["OpenClawSchema", "sensitive", CHANNEL_METADATA, PLUGIN_METADATA, ...hiddenChannels(unpacked).map(([, schema]) => schema)]) {
    for (const file of unpacked.declaring(name)) peek(path.join(unpacked.directory, file), [name]);
  }
}

/**
 * Channels whose zod schemas are called from a transform (2026.3.28 to 2026.4.2), each with its schema's name.
 * @param {Unpacked} unpacked
 * @returns {[string, string][]}
 */
function hiddenChannels(unpacked) {
  const file = unpacked.declaring("directChannelRuntimeSchemas")[0];
  if (!file) return [];
  const pairs = unpacked.text(file).matchAll(/\["([^"]+)", \{ safeParse: \(value\) => (\w+)\.safeParse\(value\) \}\]/g);
  const found = [...pairs].map(([, id = "", schema = ""]) => /** @type {[string, string]} */ ([id, schema]));
  if (found.length === 0) throw new Error("directChannelRuntimeSchemas is something else: the package has another shape");
  return found;
}

/** @param {Unpacked} unpacked */
export async function coreSchemas(unpacked) {
  const { module, file } = await chunkWith(unpacked, "OpenClawSchema", (value) => typeof value?.toJSONSchema === "function");
  // A copy of the registry in another chunk knows nothing of this chunk's schemas.
  const registry = module.peek_sensitive ?? await sensitiveRegistry(unpacked);
  const convert = (/** @type {any} */ schema) => stripped(schema.toJSONSchema({
    io: "input",
    target: "draft-07",
    unrepresentable: "any",
    override: (/** @type {any} */ { zodSchema, jsonSchema }) => {
      if (registry?.has(zodSchema)) jsonSchema.sensitive = true;
    },
  }));
  const core = convert(module.peek_OpenClawSchema);
  /** @type {{[id: string]: Json}} */
  const zodChannels = {};
  for (const [id, name] of hiddenChannels(unpacked)) {
    const hidden = await chunkWith(unpacked, name, (value) => typeof value?.toJSONSchema === "function");
    zodChannels[id] = convert(hidden.module[`peek_${name}`]);
  }
  if (registry && !JSON.stringify(core).includes('"sensitive":true')) throw new Error("the registry of sensitive values is not the schema's: the package has another shape");
  return { core, zodChannels, source: `${file} OpenClawSchema`, sensitive: Boolean(registry) };
}

/** @param {Unpacked} unpacked */
export async function channelSchemas(unpacked) {
  /** @type {{[id: string]: Json}} */
  const channels = {};
  /** @type {string[]} */
  const unsupportedSecretRefs = [];
  if (unpacked.declaring(CHANNEL_METADATA).length === 0) {
    if (unpacked.declaring(PLUGIN_METADATA).length === 0) return { channels, unsupportedSecretRefs, source: null };
    const { module, file } = await chunkWith(unpacked, PLUGIN_METADATA, Array.isArray);
    for (const { manifest } of module[`peek_${PLUGIN_METADATA}`]) {
      for (const [id, config] of Object.entries(manifest.channelConfigs ?? {})) {
        const secrets = sensitivePaths(config.uiHints);
        channels[id] = { pluginId: manifest.id, ...(secrets.length > 0 ? { sensitive: secrets } : {}), schema: stripped(config.schema) };
      }
    }
    const found = Object.keys(channels).length > 0;
    return { channels, unsupportedSecretRefs, source: found ? `${file} ${PLUGIN_METADATA}` : null };
  }
  const { module, file } = await chunkWith(unpacked, CHANNEL_METADATA, Array.isArray);
  for (const entry of module[`peek_${CHANNEL_METADATA}`]) {
    const secrets = sensitivePaths(entry.uiHints);
    channels[entry.channelId] = {
      pluginId: entry.pluginId,
      ...(entry.aliases ? { aliases: entry.aliases } : {}),
      ...(entry.configurable === false ? { configurable: false } : {}),
      ...(secrets.length > 0 ? { sensitive: secrets } : {}),
      schema: stripped(entry.schema),
    };
    unsupportedSecretRefs.push(...(entry.unsupportedSecretRefSurfacePatterns ?? []));
  }
  return { channels, unsupportedSecretRefs, source: `${file} ${CHANNEL_METADATA}` };
}

/** @param {Unpacked} unpacked */
export function pluginManifests(unpacked) {
  /** @type {{[id: string]: {[field: string]: any}}} */
  const plugins = {};
  /** @type {{[id: string]: any}} */
  const manifests = {};
  for (const root of ["dist/extensions", "extensions"]) {
    for (const folder of unpacked.names(root)) {
      const file = `${root}/${folder}/openclaw.plugin.json`;
      if (!unpacked.has(file)) continue;
      const manifest = unpacked.json(file);
      const id = manifest.id ?? folder;
      if (plugins[id]) continue;
      const secrets = sensitivePaths(manifest.uiHints);
      const configs = Object.entries(manifest.channelConfigs ?? {});
      manifests[id] = manifest;
      plugins[id] = {
        ...(manifest.kind ? { kind: manifest.kind } : {}),
        ...(manifest.channels?.length ? { channels: manifest.channels } : {}),
        ...(manifest.providers?.length ? { providers: manifest.providers } : {}),
        ...(manifest.enabledByDefault ? { enabledByDefault: true } : {}),
        ...(manifest.legacyPluginIds ? { legacyPluginIds: manifest.legacyPluginIds } : {}),
        ...(secrets.length > 0 ? { sensitive: secrets } : {}),
        ...(configs.length > 0 ? { channelConfigs: Object.fromEntries(configs.map(([key, config]) => [key, stripped(config?.schema ?? null)])) } : {}),
        configSchema: stripped(manifest.configSchema ?? null),
      };
    }
  }
  if (Object.keys(plugins).length === 0) throw new Error("no plugin manifests: the package has another shape");
  return { plugins, manifests };
}

/**
 * Imports the first chunk that declares the binding and in which it is what it should be.
 * @param {Unpacked} unpacked
 * @param {string} name
 * @param {(value: any) => boolean} fits
 */
async function chunkWith(unpacked, name, fits) {
  const faults = [];
  const files = unpacked.declaring(name).filter((file) => !/(daemon-cli|(^|\/)(entry|index|extensionAPI|warning-filter)\.m?js$)/.test(file));
  for (const file of files.sort((a, b) => rank(a) - rank(b))) {
    const full = path.join(unpacked.directory, file);
    try {
      const module = await import(pathToFileURL(full).href);
      if (fits(module[`peek_${name}`])) return { module, file };
      faults.push(`${file}: it is something else`);
    } catch (fault) {
      faults.push(`${file}: ${String(fault).split("\n")[0]}`);
    }
  }
  throw new Error(`no usable ${name}: the package has another shape${faults.map((fault) => `\n  ${fault}`).join("")}`);
}

/** Chunks about the config load with fewest side effects. @param {string} file */
function rank(file) {
  const place = [/^zod-schema/, /^config-/, /^io-/, /^(auth-profiles|env)-/, /^model-selection/].findIndex((name) => name.test(path.basename(file)));
  return place < 0 ? 9 : place;
}

/**
 * The zod registry of values that must not be shown (2026.2.17 and later).
 * @param {Unpacked} unpacked
 */
async function sensitiveRegistry(unpacked) {
  if (unpacked.declaring("sensitive").length === 0) return undefined;
  const { module } = await chunkWith(unpacked, "sensitive", (value) => typeof value?.has === "function" && typeof value?.add === "function");
  return module.peek_sensitive;
}

/** @param {{[path: string]: {sensitive?: boolean}} | undefined} hints */
function sensitivePaths(hints) {
  return Object.entries(hints ?? {}).filter(([, hint]) => hint?.sensitive === true).map(([at]) => at);
}

/**
 * A schema without prose. Under `properties` a key is a name of the config, never a keyword.
 * @param {any} node
 * @param {boolean} [names]
 * @returns {any}
 */
function stripped(node, names = false) {
  if (Array.isArray(node)) return node.map((item) => stripped(item));
  if (node === null || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(([key, value]) => names || !PROSE.has(key) || (typeof value !== "string" && !Array.isArray(value)));
  return Object.fromEntries(kept.map(([key, value]) => {
    if (!names && ["properties", "patternProperties", "$defs", "definitions"].includes(key)) return [key, stripped(value, true)];
    if (!names && ["const", "enum", "default", "required"].includes(key)) return [key, value];
    return [key, stripped(value)];
  }));
}
