/**
 * The corpus of one release: hand-written families, configs made from its schema by faults, broken texts, configs made
 * from another release's schema (a config that is right for another release is the commonest real fault), and files of a
 * directory the caller names. The same release, seed and count give the same corpus.
 */
import fs from "node:fs";
import path from "node:path";
import { mangled, mutated, part } from "./mutate.mjs";
import { print } from "./print.mjs";
import { hash32, Random } from "./random.mjs";
import { INCLUDED, resolve, THEMES } from "./themes.mjs";

/**
 * @typedef {import("./real.mjs").Config} Config
 * @typedef {{ core: any, channels?: Record<string, { schema: any }>, zodChannels?: Record<string, any>, plugins?: Record<string, { configSchema?: any }> }} ReleaseSchema
 */

/** @param {ReleaseSchema} schema */
function parts(schema) {
  const channels = Object.entries({
    ...Object.fromEntries(Object.entries(schema.channels ?? {}).map(([id, channel]) => [id, channel.schema])),
    ...(schema.zodChannels ?? {}),
  });
  return {
    core: part("core", schema.core, (value) => value),
    channels: channels.filter(([, channel]) => channel && typeof channel === "object")
      .map(([id, channel]) => part(`channel.${id}`, channel, (value) => ({ channels: { [id]: value } }))),
    plugins: Object.entries(schema.plugins ?? {}).filter(([, plugin]) => plugin.configSchema && Object.keys(plugin.configSchema.properties ?? {}).length > 0)
      .map(([id, plugin]) => part(`plugin.${id}`, plugin.configSchema, (value) => ({ plugins: { entries: { [id]: { enabled: true, config: value } } } }))),
  };
}

/**
 * @param {string} release
 * @param {ReleaseSchema} schema
 * @param {{ count: number, seed: string, other?: ReleaseSchema }} options other: the release whose configs are tried here
 * @returns {Config[]}
 */
export function generate(release, schema, { count, seed, other }) {
  const own = parts(schema);
  const foreign = other ? parts(other) : own;
  const themes = Object.entries(THEMES);
  /** @type {Config[]} */
  const corpus = INCLUDED.map(({ config, files }, index) => ({ name: `theme.included/${index}`, text: print(config), files: /** @type {any} */ (files) }));
  for (let index = corpus.length; index < count; index += 1) {
    // One generator a config: a longer run begins with the shorter run's configs.
    const random = new Random(`${seed}|${release}|${index}`);
    const draw = random.next();
    const themed = () => {
      const [name, grammar] = random.pick(themes);
      let value = resolve(grammar, random);
      if (!name.startsWith("legacy") && random.chance(0.75)) {
        value = own.core.schema.fitted([schema.core], value, random);
        for (const channel of own.channels) {
          const id = channel.name.slice("channel.".length);
          if (value?.channels?.[id]) value.channels[id] = channel.schema.fitted([channel.schema.root], value.channels[id], random);
        }
      }
      return { name: `theme.${name}`, text: print(value) };
    };
    const pick = (/** @type {import("./mutate.mjs").Part[]} */ list) => (list.length > 0 ? random.pick(list) : own.core);
    corpus.push(
      draw < 0.5 ? themed()
        : draw < 0.75 ? mutated(own.core, random)
          : draw < 0.84 ? mutated(pick(own.channels), random)
            : draw < 0.89 ? mutated(pick(own.plugins), random)
              : draw < 0.94 ? prefixed("other.", mutated(random.chance(0.6) ? foreign.core : pick(foreign.channels), random))
                : mangled(random.chance(0.5) ? themed() : mutated(own.core, random), random),
    );
  }
  return corpus;
}

/** @param {string} prefix @param {Config} config */
const prefixed = (prefix, config) => ({ ...config, name: prefix + config.name });

/**
 * Configs of a directory: `*.json`/`*.json5` whole, and `*.jsonl` whose lines have a `text`.
 * @param {string} directory @returns {Config[]}
 */
export function configsIn(directory) {
  return fs.readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) return configsIn(file);
    if (/\.json5?$/.test(entry.name)) return [{ name: `file/${entry.name}`, text: fs.readFileSync(file, "utf8") }];
    if (!entry.name.endsWith(".jsonl")) return [];
    return fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)).filter((row) => typeof row.text === "string")
      .map((row, index) => ({ name: `file/${entry.name}:${index + 1}`, text: row.text }));
  });
}

export { hash32 };
