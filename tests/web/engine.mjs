// The core as JavaScript has it, in Node: the glue and the wasm before they are packed for a page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ENGINE } from "../../scripts/build.mjs";

/**
 * A new instance. (The glue holds one; a query makes it another module.)
 *
 * @returns {Promise<Core>}
 */
export async function engine() {
  instances += 1;
  const core = await import(`${pathToFileURL(join(ENGINE, "clawlens.js")).href}?${instances}`);
  core.initSync({ module: readFileSync(join(ENGINE, "clawlens_bg.wasm")) });
  return core;
}

let instances = 0;

/**
 * @typedef {import("clawlens:core").Core} Core
 */
