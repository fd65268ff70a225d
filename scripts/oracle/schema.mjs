/**
 * Walking a release's JSON Schema: the places in it, and small valid values.
 *
 * A place is a way from the root to one node: every step names the object (or array, or record) it goes through, so that
 * a config which reaches the node can be built with nothing but the required siblings around it.
 */

/**
 * @typedef {Record<string, any>} Node
 * @typedef {{ parent: Node, key: string | undefined }} Step  an undefined key is an array item
 * @typedef {{ steps: Step[], node: Node }} Place
 */

/** Objects below this depth are not visited: recursive schemas never end otherwise. */
const DEPTH = 14;

/** Strings that some pattern of some release accepts. */
const PATTERN_SAMPLES = ["abc", "a", "OPENAI_API_KEY", "/value", "#aabbcc", "aabbcc", "10m", "1h", "2mb", "12:00", "https://example.com",
  "http://example.com", "a/b", "a-b", "abc/def", "123", "1", "+15555550123", "user@host", "/tmp/x", "svc:abc", "*", "10%", "960px",
  "claude-opus-4", "abc.def", "abc:def", "oc_abc", "@abc:example.org", "0123456789abcdef0123456789abcdef", "2026-01-01"];

export class Schema {
  /** @param {Node} root */
  constructor(root) {
    this.root = root;
  }

  /** @param {Node | boolean | undefined} node @returns {Node} */
  follow(node) {
    let current = typeof node === "object" && node !== null ? node : {};
    for (let hops = 0; typeof current.$ref === "string" && hops < 20; hops += 1) {
      const target = current.$ref.replace(/^#\/?/, "").split("/").filter(Boolean)
        .reduce((/** @type {any} */ at, /** @type {string} */ part) => at?.[part.replaceAll("~1", "/").replaceAll("~0", "~")], this.root);
      current = typeof target === "object" && target !== null ? target : {};
    }
    return current;
  }

  /** All places, in schema order. @returns {Place[]} */
  places() {
    /** @type {Place[]} */
    const found = [];
    const visit = (/** @type {Node} */ raw, /** @type {Step[]} */ steps, nested = 0) => {
      const node = this.follow(raw);
      if (steps.length > DEPTH || nested > 4) return;
      found.push({ steps, node });
      for (const branch of branches(node)) visit(branch, steps, nested + 1);
      for (const [key, child] of Object.entries(node.properties ?? {})) visit(child, [...steps, { parent: node, key }]);
      if (isNode(node.additionalProperties)) visit(node.additionalProperties, [...steps, { parent: node, key: "sample" }]);
      if (isNode(node.items)) visit(node.items, [...steps, { parent: node, key: undefined }]);
    };
    visit(this.root, []);
    const seen = new Set();
    return found.filter((place) => {
      const name = JSON.stringify(place.steps.map((step) => step.key ?? 0)) + objectId(place.node);
      return seen.has(name) ? false : Boolean(seen.add(name));
    });
  }

  /** The smallest valid value of a node that is easily found. @param {Node} raw @returns {unknown} */
  minimal(raw, depth = 0) {
    const node = this.follow(raw);
    if (depth > DEPTH) return {};
    if ("const" in node) return node.const;
    if (Array.isArray(node.enum)) return node.enum[0];
    const type = Array.isArray(node.type) ? node.type[0] : node.type;
    if (type === "object" || node.properties) {
      return Object.fromEntries((node.required ?? []).map((/** @type {string} */ key) =>
        [key, this.minimal(node.properties?.[key] ?? {}, depth + 1)]));
    }
    if (type === "array") return Array.from({ length: node.minItems ?? 0 }, () => this.minimal(node.items ?? {}, depth + 1));
    if (type === "string") return sampleString(node);
    if (type === "integer" || type === "number") return sampleNumber(node);
    if (type === "boolean") return true;
    if (type === "null") return null;
    const [first] = branches(node);
    return first ? this.minimal(first, depth + 1) : "x";
  }

  /** The config that has `value` at a place. @param {Place} place @param {unknown} value */
  build(place, value) {
    return place.steps.reduceRight((inner, { parent, key }) => {
      if (key === undefined) return [inner];
      const around = /** @type {Record<string, unknown>} */ (this.minimal({ ...parent, type: "object" }));
      return { ...around, [key]: inner };
    }, value);
  }

  /**
   * `value` without most members that this schema does not know or whose type it refuses, so that a hand-written config
   * gets past the schema to the checks behind it.
   * @param {Node[]} nodes the alternatives at this place @param {any} value @param {import("./random.mjs").Random} random @returns {any}
   */
  fitted(nodes, value, random) {
    const open = nodes.flatMap((node) => this.alternatives(node));
    if (Array.isArray(value)) {
      const items = open.map((node) => node.items).filter(isNode);
      return items.length > 0 ? value.filter((item) => this.takes(items, item) || random.chance(0.1)).map((item) => this.fitted(items, item, random)) : value;
    }
    if (!isNode(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
    const objects = open.filter((node) => node.properties || isNode(node.additionalProperties));
    if (objects.length === 0) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => {
      const children = objects.flatMap((node) => (Object.hasOwn(node.properties ?? {}, key) ? [node.properties[key]] : isNode(node.additionalProperties) ? [node.additionalProperties] : node.additionalProperties === false ? [] : [{}]));
      if (!this.takes(children, member) && !random.chance(0.08)) return [];
      return [[key, this.fitted(children, member, random)]];
    }));
  }

  /** @param {Node[]} nodes @param {any} value whether its outermost type is right for one of them */
  takes(nodes, value) {
    const is = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    return nodes.flatMap((node) => this.alternatives(node)).some((node) => {
      if ("const" in node) return node.const === value;
      if (node.enum) return node.enum.includes(value);
      return node.type === undefined || node.type === is || (node.type === "integer" && is === "number") || (Array.isArray(node.type) && node.type.includes(is));
    });
  }

  /** @param {Node} raw @returns {Node[]} the node itself or the branches of its union */
  alternatives(raw, depth = 0) {
    const node = this.follow(raw);
    const inner = branches(node);
    return inner.length === 0 || depth > 4 ? [node] : [...(node.properties ? [node] : []), ...inner.flatMap((branch) => this.alternatives(branch, depth + 1))];
  }

  /**
   * A larger valid value: a random part of the optional properties.
   * @param {Node} raw @param {import("./random.mjs").Random} random @param {number} depth @returns {unknown}
   */
  sample(raw, random, depth = 0) {
    const node = this.follow(raw);
    const choices = branches(node);
    if (choices.length > 0 && !node.properties) return this.sample(random.pick(choices), random, depth + 1);
    if (Array.isArray(node.enum)) return random.pick(node.enum);
    if (node.type === "object" && depth < 7) {
      const keys = Object.keys(node.properties ?? {});
      const chosen = new Set([...(node.required ?? []), ...random.some(keys, 1 + random.below(4))]);
      const value = Object.fromEntries(keys.filter((key) => chosen.has(key)).map((key) => [key, this.sample(node.properties[key], random, depth + 1)]));
      if (isNode(node.additionalProperties) && random.chance(0.6)) {
        for (const key of random.some(["main", "ops", "*", "a.b", "12"], 1 + random.below(2))) value[key] = this.sample(node.additionalProperties, random, depth + 1);
      }
      return value;
    }
    if (node.type === "array" && isNode(node.items) && depth < 7) {
      return Array.from({ length: (node.minItems ?? 0) + random.below(3) }, () => this.sample(node.items, random, depth + 1));
    }
    return this.minimal(node, depth);
  }
}

/** @param {Node} node @returns {Node[]} */
export const branches = (node) => [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];

/** @param {unknown} value */
const isNode = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const ids = new WeakMap();
/** @param {object} value */
function objectId(value) {
  if (!ids.has(value)) ids.set(value, Math.random());
  return ids.get(value);
}

/** @param {Node} node */
function sampleString(node) {
  if (node.format === "uri") return "https://example.com";
  const fits = (/** @type {string} */ text) => {
    try {
      return (!node.pattern || new RegExp(node.pattern, "u").test(text)) && text.length >= (node.minLength ?? 0) && text.length <= (node.maxLength ?? 1e9);
    } catch {
      return true;
    }
  };
  return PATTERN_SAMPLES.find(fits) ?? "abcdefgh".repeat(8).slice(0, Math.max(node.minLength ?? 3, 3));
}

/** @param {Node} node */
function sampleNumber(node) {
  const low = node.minimum ?? (node.exclusiveMinimum !== undefined ? node.exclusiveMinimum + (node.type === "integer" ? 1 : 0.5) : 1);
  const high = node.maximum ?? (node.exclusiveMaximum !== undefined ? node.exclusiveMaximum - 1 : Infinity);
  return Math.min(Math.max(low, Math.min(1, high)), high);
}
