/**
 * Config values as text. `Raw` stands for JSON5 that no JavaScript value prints as (NaN, hex, a `__proto__` key).
 */

/** JSON5 text that is printed as it is. */
export class Raw {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** Keys of one object twice, or keys that JavaScript objects treat specially: printed in this order. */
export class Members {
  /** @param {[string, unknown][]} list */
  constructor(list) {
    this.list = list;
  }
}

/** @param {unknown} value @param {string} [indent] @returns {string} */
export function print(value, indent = "") {
  const inner = `${indent}  `;
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) {
    return value.length === 0 ? "[]" : `[\n${value.map((item) => inner + print(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const list = value instanceof Members ? value.list : Object.entries(value).filter(([, member]) => member !== undefined);
    if (list.length === 0) return "{}";
    return `{\n${list.map(([key, member]) => `${inner}${JSON.stringify(key)}: ${print(member, inner)}`).join(",\n")}\n${indent}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/**
 * `into` with `from` merged in: objects by key, arrays joined, the rest replaced.
 * @param {any} into @param {any} from @returns {any}
 */
export function merge(into, from) {
  if (Array.isArray(into) && Array.isArray(from)) return [...into, ...from];
  if (!plain(into) || !plain(from)) return from;
  const merged = { ...into };
  for (const [key, value] of Object.entries(from)) {
    merged[key] = Object.hasOwn(merged, key) ? merge(merged[key], value) : value;
  }
  return merged;
}

/** @param {unknown} value */
const plain = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Raw) && !(value instanceof Members);
