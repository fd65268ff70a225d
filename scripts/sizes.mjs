// What the engine and the page weigh, and what they weighed when it was last recorded.
//
//   node scripts/sizes.mjs            says both
//   node scripts/sizes.mjs --write    records what is in docs/sizes.json
//
// A build with its own standard library is smaller than one with rustup's, so each is recorded apart.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { DIST, ENGINE, build } from "./build.mjs";
import { ROOT, script } from "./setup/run.mjs";
import { wasmCargo } from "./setup/rust.mjs";

const FILE = join(ROOT, "docs/sizes.json");

/** A size may grow by so much before it has to be recorded again. */
export const GROWTH = 0.05;

/**
 * Bytes by what they are the size of.
 *
 * @typedef {Record<string, number>} Sizes
 */

/** @param {string} file */
const zipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/**
 * The sizes of what was built last.
 *
 * @returns {Sizes}
 */
export function measured() {
  const wasm = join(ENGINE, "clawlens_bg.wasm");
  const glue = join(ENGINE, "clawlens.js");
  return {
    "engine (wasm and glue), gzipped": zipped(wasm) + zipped(glue),
    "engine, as it is run": readFileSync(wasm).length,
    "page with editor and engine, gzipped": readdirSync(DIST).reduce((sum, name) => sum + zipped(join(DIST, name)), 0),
  };
}

/** How the engine was built here. */
export async function route() {
  return (await wasmCargo()).flags.length > 0 ? "with its own standard library" : "with the standard library of rustup";
}

/**
 * What was recorded for a build like that; nothing where there was none yet.
 *
 * @param {string} route
 * @returns {Sizes}
 */
export function recorded(route) {
  const all = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
  return all[route] ?? {};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await script(async () => {
    await build();
    const [now, how] = [measured(), await route()];
    const before = recorded(how);
    for (const [what, size] of Object.entries(now)) {
      process.stdout.write(`${what}: ${size} bytes, recorded ${before[what] ?? "never"}\n`);
    }
    if (!process.argv.includes("--write")) return;
    const all = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")) : {};
    writeFileSync(FILE, `${JSON.stringify({ ...all, [how]: now }, null, 2)}\n`);
  });
}
