/**
 * Facts of a release beside its schema, read from the package's text: what it needs, what it falls back to, which
 * providers it knows and which variables hold their keys, which official plugins live in packages of their own.
 * Every fact is returned with the place it was read at; a fact that is not where it must be is an error.
 */
import { evaluated } from "./unpacked.mjs";

/** @typedef {import("./unpacked.mjs").Unpacked} Unpacked */

/**
 * @param {Unpacked} unpacked
 * @param {{[id: string]: any}} manifests plugin manifests by id
 */
export function releaseFacts(unpacked, manifests) {
  const provider = needed(unpacked.literal("DEFAULT_PROVIDER", /DEFAULT_MODEL\s*=/), "DEFAULT_PROVIDER beside DEFAULT_MODEL");
  const model = needed(unpacked.literal("DEFAULT_MODEL", /DEFAULT_CONTEXT_TOKENS\s*=/), "DEFAULT_MODEL beside DEFAULT_CONTEXT_TOKENS");
  const tokens = needed(unpacked.literal("DEFAULT_CONTEXT_TOKENS"), "DEFAULT_CONTEXT_TOKENS");
  const port = needed(unpacked.literal("DEFAULT_GATEWAY_PORT"), "DEFAULT_GATEWAY_PORT");
  const env = providerVariables(unpacked, manifests);
  const external = externalPlugins(unpacked);
  return {
    facts: {
      node: needed(unpacked.manifest.engines?.node, "engines.node"),
      zod: needed(unpacked.manifest.dependencies?.zod, "dependencies.zod"),
      defaultModel: `${provider.value}/${model.value}`,
      defaultContextTokens: tokens.value,
      defaultPort: port.value,
      providerVariables: env.value,
      externalPlugins: external.value,
    },
    sources: {
      node: "package.json engines.node",
      zod: "package.json dependencies.zod",
      defaultModel: `${provider.source}, DEFAULT_MODEL`,
      defaultContextTokens: tokens.source,
      defaultPort: port.source,
      providerVariables: env.source,
      externalPlugins: external.source,
    },
  };
}

/**
 * Which environment variables hold a provider's key, first one first.
 * @param {Unpacked} unpacked
 * @param {{[id: string]: any}} manifests
 */
function providerVariables(unpacked, manifests) {
  /** @type {{[provider: string]: string[]}} */
  const value = {};
  const sources = [];
  if (Object.values(manifests).some((manifest) => manifest.providerAuthEnvVars || manifest.setup?.providers)) {
    for (const manifest of Object.values(manifests)) {
      const setup = (manifest.setup?.providers ?? []).map((/** @type {any} */ entry) => [entry.id, entry.envVars]);
      for (const [id, names] of [...Object.entries(manifest.providerAuthEnvVars ?? {}), ...setup]) {
        if (Array.isArray(names) && names.length > 0) value[id] = [...new Set([...(value[id] ?? []), ...names])];
      }
    }
    sources.push("openclaw.plugin.json providerAuthEnvVars, setup.providers");
  }
  const maps = ["PROVIDER_ENV_API_KEY_CANDIDATES", "BUNDLED_PROVIDER_AUTH_ENV_VAR_CANDIDATES", "CORE_PROVIDER_AUTH_ENV_VAR_CANDIDATES"];
  const literals = maps.filter((name) => unpacked.declaring(name).length > 0)
    .filter((name) => name !== "PROVIDER_ENV_API_KEY_CANDIDATES" || unpacked.declaring("CORE_PROVIDER_AUTH_ENV_VAR_CANDIDATES").length === 0);
  for (const name of literals) {
    const map = needed(unpacked.literal(name), name);
    Object.assign(value, map.value);
    sources.push(map.source);
  }
  if (literals.length === 0) {
    const map = fromFunction(unpacked);
    Object.assign(value, map.value);
    sources.push(map.source);
  }
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (!sorted.some(([id]) => id === "anthropic")) throw new Error("no variables for anthropic: the package has another shape");
  return { value: Object.fromEntries(sorted), source: sources.join("; ") };
}

/**
 * Up to 2026.3.2 the variables stand in the body of a function: a chain of ifs and one map.
 * @param {Unpacked} unpacked
 */
function fromFunction(unpacked) {
  const file = needed(unpacked.declaring("resolveEnvApiKey")[0], "resolveEnvApiKey");
  const text = unpacked.text(file);
  const start = text.indexOf("function resolveEnvApiKey(");
  const body = text.slice(start, text.indexOf("\n}", start));
  /** @type {{[provider: string]: string[]}} */
  const value = {};
  const map = needed(/(?:envMap|envVar) = (?=\{)/.exec(body), "the map in resolveEnvApiKey");
  for (const [id, name] of Object.entries(evaluated(body, map.index + map[0].length))) value[id] = [String(name)];
  for (const [, conditions = "", picks = ""] of body.matchAll(/if \(((?:normalized === "[^"]+"(?: \|\| )?)+)\)\s*\{?\s*return ([^;]+);/g)) {
    const names = [...picks.matchAll(/pick\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    for (const [, id = ""] of conditions.matchAll(/"([^"]+)"/g)) if (names.length > 0) value[id] = names;
  }
  return { value, source: `${file} resolveEnvApiKey` };
}

/**
 * Official plugins that are packages of their own (2026.5.2 and later), by plugin id.
 * @param {Unpacked} unpacked
 */
function externalPlugins(unpacked) {
  /** @type {{[id: string]: any}} */
  const value = {};
  const files = unpacked.names("scripts/lib").filter((name) => /^official-external-[a-z]+-catalog\.json$/.test(name));
  if (files.length === 0 && unpacked.names("dist").some((name) => name.startsWith("official-external-"))) {
    throw new Error("no scripts/lib/official-external-*-catalog.json: the package has another shape");
  }
  for (const name of files) {
    for (const { name: npm, source, openclaw = {} } of unpacked.json(`scripts/lib/${name}`).entries) {
      const id = openclaw.plugin?.id ?? openclaw.channel?.id ?? openclaw.providers?.[0]?.id;
      if (!id) throw new Error(`${name}: an entry without an id`);
      const providers = (openclaw.providers ?? []).map((/** @type {any} */ provider) => provider.id);
      value[id] = {
        npm,
        ...(source && source !== "official" ? { source } : {}),
        ...(openclaw.install?.minHostVersion ? { minHostVersion: openclaw.install.minHostVersion } : {}),
        ...(openclaw.channel?.id ? { channel: openclaw.channel.id } : {}),
        ...(openclaw.channel?.aliases?.length ? { channelAliases: openclaw.channel.aliases } : {}),
        ...(providers.length > 0 ? { providers } : {}),
      };
    }
  }
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { value: Object.fromEntries(sorted), source: files.length > 0 ? `scripts/lib/${files.join(", ")}` : "no catalogue of external plugins in the package" };
}

/**
 * @template T
 * @param {T | undefined | null} value
 * @param {string} what
 * @returns {T}
 */
function needed(value, what) {
  if (value === undefined || value === null) throw new Error(`no ${what}: the package has another shape`);
  return value;
}
