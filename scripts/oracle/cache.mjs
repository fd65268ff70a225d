/**
 * The cache of real OpenClaw releases: everything the comparison needs from the package registry, unpacked once.
 *
 * Layout (`$CLAWLENS_CACHE`, else `$XDG_CACHE_HOME/clawlens`, else `~/.cache/clawlens`):
 *   packages/<release>/   the released package and the few small dependencies its config code needs
 *   node/                 the npm package `node`, when the running Node cannot host the releases
 *   answers/<release>.jsonl   real answers, by content hash
 * `CLAWLENS_PACKAGES=DIR` names a tree of already unpacked releases to use before downloading.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Small dependencies that the config code of some release imports; everything else is replaced by a stub. */
const NEEDED = new Set([
  "zod", "json5", "ajv", "typebox", "@sinclair/typebox", "dotenv", "ipaddr.js", "chalk", "tslog", "semver", "yaml",
  "jiti", "commander", "minimatch", "@openclaw/fs-safe", "@openclaw/proxyline", "@clack/prompts", "chokidar",
  "proper-lockfile", "kysely", "ms", "import-meta-resolve", "entities", "picomatch", "ignore", "uuid",
  "zod-to-json-schema", "is-unsafe-regex", "safe-regex", "long", "file-type", "mime", "nanoid", "fast-uri",
]);

/** Parts of the package that no config code reads. */
const SKIPPED = ["*.d.ts", "*.d.mts", "*.map", "package/docs/*", "package/dist/control-ui/*", "package/assets/*",
  "package/skills/*", "*.png", "*.svg", "package/dist/canvas-host/*"];

/** @returns {string} the cache directory, made if it is not there */
export function cacheDirectory() {
  const base = process.env.CLAWLENS_CACHE
    ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "clawlens");
  fs.mkdirSync(base, { recursive: true });
  return base;
}

/**
 * The directory of one unpacked, runnable release.
 * @param {string} release
 * @param {{ offline?: boolean }} [options] offline: only what is there already
 * @returns {string | undefined} undefined when it is not there and may not be fetched
 */
export function packageDirectory(release, options = {}) {
  const given = process.env.CLAWLENS_PACKAGES;
  const places = [path.join(cacheDirectory(), "packages", release)];
  if (given) places.unshift(path.join(given, release));
  for (const place of places) {
    if (fs.existsSync(path.join(place, "package.json")) && fs.existsSync(path.join(place, "node_modules", "zod"))) return place;
  }
  if (options.offline) return undefined;
  return unpack(release, /** @type {string} */ (places.at(-1)));
}

/**
 * @param {string} release
 * @param {string} target
 */
function unpack(release, target) {
  const work = fs.mkdtempSync(path.join(cacheDirectory(), "unpack-"));
  try {
    run("npm", ["pack", "--silent", `openclaw@${release}`], work);
    const archive = fs.readdirSync(work).find((name) => name.endsWith(".tgz"));
    if (!archive) throw new Error(`openclaw@${release}: npm pack left no archive`);
    const tree = path.join(work, "tree");
    fs.mkdirSync(tree);
    run("tar", ["-xzf", archive, "-C", tree, "--strip-components=1", ...SKIPPED.map((glob) => `--exclude=${glob}`)], work);
    const manifest = JSON.parse(fs.readFileSync(path.join(tree, "package.json"), "utf8"));
    const dependencies = Object.fromEntries(Object.entries(manifest.dependencies ?? {}).filter(([name]) => NEEDED.has(name)));
    const install = path.join(work, "install");
    fs.mkdirSync(install);
    fs.writeFileSync(path.join(install, "package.json"), JSON.stringify({ private: true, dependencies }));
    run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--omit=optional"], install);
    fs.rmSync(path.join(tree, "node_modules"), { recursive: true, force: true });
    fs.renameSync(path.join(install, "node_modules"), path.join(tree, "node_modules"));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(tree, target);
    fs.symlinkSync(target, path.join(target, "node_modules", "openclaw"));
    return target;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * A Node that can host every release: module.registerHooks needs 23.5; newer than 24 is untried.
 * `CLAWLENS_ORACLE_NODE` names one; else the running one if it fits; else the npm package `node` in the cache.
 * @returns {string}
 */
export function hostNode() {
  const given = process.env.CLAWLENS_ORACLE_NODE;
  if (given) return given;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major === 24 || (major === 23 && minor >= 5)) return process.execPath;
  const place = path.join(cacheDirectory(), "node");
  const binary = path.join(place, "node_modules", "node", "bin", "node");
  if (!fs.existsSync(binary)) {
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, "package.json"), JSON.stringify({ private: true }));
    // The package `node` fetches its binary package in an install script, so scripts stay on for this one.
    run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "node@24"], place);
  }
  return binary;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  execFileSync(command, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
}
