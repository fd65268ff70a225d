// Starting programs and saying what is missing: what every other script builds on.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Tools that outlive a clone, by version: `$XDG_CACHE_HOME/clawlens`, else `~/.cache/clawlens`. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "clawlens");

/** Something that only the reader can put right; printed as one sentence, without a stack. */
export class Missing extends Error {}

/**
 * Runs a program to its end.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, output?: "show" | "hide" | "both" | "stdout" }} [options]
 *   `output`: shown (and not returned), returned and shown only when it fails, both, or shown but
 *   for standard output, which is returned.
 * @returns {Promise<string>} the output that was kept
 */
export function run(program, args, { env = {}, cwd = ROOT, output = "show" } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", output === "show" ? "inherit" : "pipe", output === "show" || output === "stdout" ? "inherit" : "pipe"],
    });
    let kept = "";
    const take = (/** @type {Buffer} */ data) => {
      kept += data;
      if (output === "both") process.stdout.write(data);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.on("error", (error) => fail(new Missing(`${program} cannot be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) return done(kept);
      if (output === "hide") process.stderr.write(kept);
      fail(Object.assign(new Failed(`${program} ${args.join(" ")}: ${signal ?? `exit status ${code}`}`), { output: kept }));
    });
  });
}

/** A program that ran and did not succeed. */
export class Failed extends Error {
  output = "";
}

/**
 * What a program prints, or null when it fails or is not there.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export function answer(program, args, env = {}) {
  const ran = spawnSync(program, args, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return ran.status === 0 ? ran.stdout.trim() : null;
}

/**
 * Where a program is on PATH, or null.
 *
 * @param {string} name
 */
export function which(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const ending of process.platform === "win32" ? [".exe", ".cmd", ""] : [""]) {
      const file = join(folder || ".", name + ending);
      if (existsSync(file) && statSync(file).isFile()) return file;
    }
  }
  return null;
}

/**
 * One hash over files, folders (all files below, by name) and literal texts.
 *
 * @param {string[]} paths relative to the repository; a missing one counts as empty
 * @param {string[]} [texts]
 */
export function contentHash(paths, texts = []) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ path) => {
    const file = resolve(ROOT, path);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(join(path, name));
    } else {
      hash.update(path).update("\0").update(readFileSync(file)).update("\0");
    }
  };
  paths.forEach(add);
  texts.forEach((text) => hash.update(text).update("\0"));
  return hash.digest("hex").slice(0, 32);
}

/**
 * Does `work` unless it was done for the same content before. The stamp is written last, so a
 * broken-off run is done again.
 *
 * @param {string} file the stamp, relative to the repository
 * @param {string} content from {@link contentHash}
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function once(file, content, work) {
  const stamp = resolve(ROOT, file);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === content) return false;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, content);
  return true;
}

/**
 * Runs a script's main function: one sentence for what only the reader can put right.
 *
 * @param {() => Promise<void>} main
 */
export async function script(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Missing) && !(error instanceof Failed)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stdout.write(`\x1b[2m${sentence}\x1b[0m\n`.replace(/\x1b\[\d+m/g, process.stdout.isTTY ? "$&" : ""));
}
