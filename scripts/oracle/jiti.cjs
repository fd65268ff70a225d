"use strict";
/**
 * Stands for the package `jiti`, with which 2026.4.7 to 2026.4.21 load the code of channel plugins: the same files,
 * loaded by Node itself. The real one compiles each of them again, which takes minutes and changes no answer.
 */
const { createRequire } = require("node:module");

/** @param {string} from a path or file URL @returns {any} */
function createJiti(from) {
  const load = createRequire(from);
  const jiti = (/** @type {string} */ id) => load(id);
  return Object.assign(jiti, { import: async (/** @type {string} */ id) => load(id), resolve: load.resolve, cache: {} });
}
module.exports = { createJiti, default: createJiti };
