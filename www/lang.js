/**
 * The sentences of the page, in the reader's language.
 *
 * A language is one file of keyed sentences; English is complete by definition and the others hold the same keys
 * with the same {placeholders} (tests/web/lang.test.js). A third language is a new file and a line in `languages`.
 */

import en from "./lang/en.js";
import zhCN from "./lang/zh-CN.js";

/** @typedef {keyof typeof en} Key */

/** Language tag → its sentences. The tag is what the core is asked for, too. */
export const languages = { en, "zh-CN": zhCN };

/** @typedef {keyof typeof languages} Tag */

/** @type {Tag} */
let current = "en";

/**
 * The best language for a list of wishes such as `navigator.languages`.
 *
 * @param {readonly string[]} wishes
 * @returns {Tag}
 */
export function choose(wishes) {
  const tags = /** @type {Tag[]} */ (Object.keys(languages));
  for (const wish of wishes) {
    const [family] = wish.toLowerCase().split("-");
    const found = tags.find((tag) => tag.toLowerCase() === wish.toLowerCase())
      ?? tags.find((tag) => tag.toLowerCase().split("-")[0] === family);
    if (found) return found;
  }
  return "en";
}

/** @returns {Tag} */
export function language() {
  return current;
}

/** @param {Tag} tag */
export function speak(tag) {
  current = tag;
}

/**
 * @param {string} key
 * @returns {key is Key}
 */
export function has(key) {
  return key in languages.en;
}

/**
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  return fill(languages[current][key], values);
}

/**
 * The sentence for a number of things: `key.one` or `key.other`, as the language counts.
 *
 * @param {string} key without its ending
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function count(key, n, values = {}) {
  const ending = new Intl.PluralRules(current).select(n) === "one" ? "one" : "other";
  return say(/** @type {Key} */ (`${key}.${ending}`), { n: new Intl.NumberFormat(current).format(n), ...values });
}

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
