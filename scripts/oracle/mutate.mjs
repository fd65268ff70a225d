/**
 * Configs made from a release's schema by one to three faults each.
 */
import { Members, merge, print, Raw } from "./print.mjs";
import { branches, Schema } from "./schema.mjs";

/**
 * @typedef {import("./real.mjs").Config} Config
 * @typedef {import("./random.mjs").Random} Random
 * @typedef {import("./schema.mjs").Place} Place
 * @typedef {{ name: string, schema: Schema, places: Place[], wrap: (value: any) => any }} Part
 */

const PALETTE = [null, true, false, 0, 1, -1, 1.5, 1e21, "", " ", "x", "true", "1", "on", [], {}, [1], ["x"], [[]], { a: 1 }, [{}],
  new Raw("NaN"), new Raw("Infinity"), new Raw("-Infinity"), new Raw("0x1F"), new Raw("+1"), new Raw(".5"), "${MISSING_VALUE}"];

const UNKNOWN_KEYS = ["bogus", "zzz", "_comment", "enable", "a.b", "with space", "constructor", "12", "Enabled", "tokens", "$schema", "ключ", "__x__"];

/**
 * The mutations of one place; each gives a value for it or undefined where it does not apply.
 *
 * @type {Record<string, (fault: Fault) => any>}
 */
const MUTATIONS = {
  wrongType: ({ random }) => random.pick(PALETTE),
  unknownKey: ({ node, schema, random }) => {
    if (node.type !== "object" && !node.properties) return undefined;
    const value = { ...schema.minimal(node) };
    for (const key of random.some(UNKNOWN_KEYS, 1 + random.below(2))) value[key] = random.pick([1, true, "x", {}, null]);
    return value;
  },
  typoKey: ({ node, schema, random }) => {
    const keys = Object.keys(node.properties ?? {});
    if (keys.length === 0) return undefined;
    const key = random.pick(keys);
    const value = { ...schema.minimal(node) };
    const typo = random.pick([`${key}s`, key.slice(0, -1) || "x", key.toUpperCase(), key.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`), ` ${key}`]);
    return { ...value, [typo]: schema.minimal(node.properties[key]) };
  },
  missingRequired: ({ node, schema, random }) => {
    const required = node.required ?? [];
    if (required.length === 0) return undefined;
    const value = { ...schema.minimal(node) };
    for (const key of random.some(required, 1 + random.below(2))) delete value[key];
    return value;
  },
  range: ({ node, random }) => {
    if (node.type === "string") {
      if (node.minLength === undefined && node.maxLength === undefined && !node.pattern) return undefined;
      return random.pick(["", " ", "y".repeat((node.maxLength ?? 300) + 1), "../x", "/abs", "a b", "A"]);
    }
    if (node.type === "array") return random.pick([[], Array.from({ length: (node.maxItems ?? 30) + 1 }, () => "x")]);
    if (node.type !== "integer" && node.type !== "number") return undefined;
    const low = node.minimum ?? node.exclusiveMinimum ?? 0;
    const high = node.maximum ?? node.exclusiveMaximum ?? 1e9;
    return random.pick([low - 1, low, low + 0.5, high + 1, high, -0.5, 2 ** 53, 1e300]);
  },
  wrongEnum: ({ node, random }) => {
    const options = node.enum ?? (typeof node.const === "string" ? [node.const] : undefined);
    if (!options) return undefined;
    const option = String(random.pick(options));
    return random.pick([option.toUpperCase(), `${option}x`, ` ${option}`, "none", "default", "", 1, true, null]);
  },
  valid: ({ node, schema, random }) => schema.sample(node, random),
  validPlus: ({ node, schema, random }) => {
    const value = schema.sample(node, random);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return { ...value, [random.pick(UNKNOWN_KEYS)]: 1 };
  },
  broken: ({ node, schema, random }) => breakInside(schema.sample(node, random), random, 0),
  variable: ({ random }) => random.pick(["${MISSING_VALUE}", "a${MISSING_VALUE}b", "$${ESCAPED}", "${lower_case}", "${env:NAME}", "$NAME", "${}", "${A}${B}", "${MISSING_VALUE:-x}"]),
  item: ({ node, schema, random }) => {
    if (node.type !== "array") return undefined;
    return [schema.minimal(node.items ?? {}), random.pick(PALETTE), schema.minimal(node.items ?? {})];
  },
  union: ({ node, schema, random }) => {
    if (branches(node).length < 2) return undefined;
    const value = schema.sample(random.pick(branches(node)), random);
    if (typeof value !== "object" || value === null) return random.pick(PALETTE);
    return random.chance(0.5) ? breakInside(value, random, 0) : Array.isArray(value) ? [...value, random.pick(PALETTE)] : { ...value, bogus: 1 };
  },
};
/** @typedef {{ node: any, schema: { minimal: (node: any) => any } & Schema, random: Random }} Fault */

/** A value with one member changed. @param {any} value @param {Random} random @param {number} depth @returns {any} */
function breakInside(value, random, depth) {
  if (typeof value !== "object" || value === null || depth > 6 || random.chance(0.25)) return random.pick(PALETTE);
  const keys = Object.keys(value);
  if (keys.length === 0) return Array.isArray(value) ? [random.pick(PALETTE)] : { bogus: 1 };
  const key = random.pick(keys);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[/** @type {any} */ (key)] = breakInside(value[key], random, depth + 1);
  return copy;
}

/**
 * @param {string} name @param {any} schema @param {(value: any) => any} wrap
 * @returns {Part}
 */
export function part(name, schema, wrap) {
  const walker = new Schema(schema);
  return { name, schema: walker, places: walker.places(), wrap };
}

/** One config with one to three faults in a part. @param {Part} target @param {Random} random @returns {Config} */
export function mutated(target, random) {
  const faults = random.pick([1, 1, 1, 2, 2, 3]);
  let config = {};
  const names = [];
  for (let count = 0; count < faults; count += 1) {
    const place = random.pick(target.places);
    const kinds = Object.entries(MUTATIONS);
    for (let tries = 0; tries < 12; tries += 1) {
      const [kind, change] = random.pick(kinds);
      const value = change({ node: place.node, schema: target.schema, random });
      if (value === undefined) continue;
      const built = target.schema.build(place, value);
      config = merge(config, target.wrap(wrongLevel(place, built, value, random)));
      names.push(kind);
      break;
    }
  }
  return { name: `${target.name}/${names.join("+")}`, text: print(config) };
}

/** Now and then the same member one level too high or at the root. @param {Place} place @param {any} built @param {any} value @param {Random} random */
function wrongLevel(place, built, value, random) {
  const last = place.steps.at(-1);
  if (!last?.key || place.steps.length < 2 || !random.chance(0.06)) return built;
  if (typeof built !== "object" || built === null || Array.isArray(built)) return built;
  return random.chance(0.5) ? { ...built, [last.key]: value } : merge(built, { [String(place.steps[0]?.key ?? "x")]: { [last.key]: value } });
}

/** Text-level faults of a valid or broken config. @param {Config} config @param {Random} random @returns {Config} */
export function mangled(config, random) {
  const text = config.text;
  const at = random.below(text.length + 1);
  const kinds = {
    cut: () => text.slice(0, at),
    drop: () => text.slice(0, at) + text.slice(at + 1),
    insert: () => text.slice(0, at) + random.pick(["x", ",", "}", "]", "{", "[", '"', "'", "\\", "\n", "/", "//", "/*", ":", "é", "\u2028", "0x", "-", "+", "\u201c", "#"]) + text.slice(at),
    double: () => text.slice(0, at) + text.slice(Math.max(0, at - 5)),
    comments: () => text.replace(/\n/g, () => random.pick(["\n", " // note\n", " /* note */\n", ",\n", "\r\n"])),
    unquoted: () => text.replace(/"([A-Za-z_$][\w$]*)":/g, "$1:"),
    single: () => text.replace(/"([^"'\\]*)"/g, "'$1'"),
    trailing: () => text.replace(/([}\]"\de])\n(\s*[}\]])/g, "$1,\n$2"),
    byteOrderMark: () => `\ufeff${text}`,
    fence: () => `\`\`\`json\n${text}\n\`\`\``,
    env: () => text.replace(/"[^"\n]*"(?=,?\n)/, '"${MISSING_VALUE}"'),
  };
  const [kind, change] = random.pick(Object.entries(kinds));
  return { name: `text/${kind}`, text: change() };
}

export { Members, Raw };
