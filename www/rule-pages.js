/** The rules' pages: a file for each language, fetched when the first page is opened; which one is not told. */

import { loaders } from "clawlens:rules";

/** @type {Map<string, Promise<Record<string, string>>>} */
const fetched = new Map();

/**
 * @param {string} rule
 * @param {string} language
 * @returns {Promise<string | null>} Markdown in that language or else in English; null where it cannot be had
 */
export async function rulePage(rule, language) {
  for (const tag of new Set([language, "en"])) {
    try {
      const pages = await pagesOf(tag);
      if (pages[rule] !== undefined) return pages[rule];
    } catch {
      // Offline, or the site has changed since: asked again the next time.
      fetched.delete(tag);
    }
  }
  return null;
}

/** @param {string} tag */
function pagesOf(tag) {
  /** @type {Record<string, string>} */
  const none = {};
  const known = fetched.get(tag) ?? loaders[tag]?.().then((module) => module.default) ?? Promise.resolve(none);
  fetched.set(tag, known);
  return known;
}
