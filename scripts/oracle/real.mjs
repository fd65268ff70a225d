/**
 * Real answers of one release for many configs, remembered by content so that a second run asks nothing twice.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { cacheDirectory, hostNode, packageDirectory } from "./cache.mjs";

/** Raised when the way of asking changes, so that old answers are not taken for new ones. */
const METHOD = "1";

/** One config may take this long (2026.4.7 to 2026.4.21 compile a channel plugin at its first use: minutes on a busy machine). */
const LIMIT_MS = 900_000;

/**
 * @typedef {{ name: string, text: string, files?: Record<string, string> }} Config
 * @typedef {{ path: string, message: string }} Issue
 * @typedef {{ valid: boolean, issues: Issue[], warnings: Issue[], crash?: string }} Answer
 */

/** @param {Config} config */
export const contentHash = (config) =>
  createHash("sha256").update(METHOD).update("\0").update(config.text).update(config.files ? JSON.stringify(config.files) : "").digest("hex").slice(0, 24);

/** @param {string} release */
const answersFile = (release) => path.join(cacheDirectory(), "answers", `${release}.jsonl`);

/**
 * The answers that are remembered, by content hash. One that failed for our reasons is asked again.
 * @param {string} release
 * @returns {Map<string, Answer>}
 */
export function knownAnswers(release) {
  const file = answersFile(release);
  const answers = new Map();
  if (fs.existsSync(file)) {
    for (const line of fs.readFileSync(file, "utf8").split("\n")) {
      if (!line.endsWith("}")) continue; // a run that was stopped may leave half a line
      const { id, ...answer } = JSON.parse(line);
      if (answer.crash && /^(no answer in time|ended: )/.test(answer.crash)) answers.delete(id);
      else answers.set(id, answer);
    }
  }
  return answers;
}

/**
 * @param {string} release
 * @param {Config[]} configs
 * @param {(done: number, of: number) => void} [progress]
 * @returns {Promise<Map<string, Answer>>} answers by content hash
 */
export async function realAnswers(release, configs, progress = () => {}) {
  const file = answersFile(release);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const answers = knownAnswers(release);
  let open = uniqueBy(configs.filter((config) => !answers.has(contentHash(config))), contentHash);
  const total = open.length;
  const store = fs.openSync(file, "a");
  try {
    while (open.length > 0) {
      const before = open.length;
      await askOnce(release, open, (id, answer) => {
        answers.set(id, answer);
        fs.writeSync(store, `${JSON.stringify({ id, ...answer })}\n`);
        progress(total - open.length + 1, total);
      });
      open = open.filter((config) => !answers.has(contentHash(config)));
      if (open.length === before) throw new Error(`${release}: the real validator gave no answer`);
    }
  } finally {
    fs.closeSync(store);
  }
  return answers;
}

/** JSON on one line for readline, which also ends lines at U+2028 and U+2029. @param {unknown} value */
export const oneLine = (value) => JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/**
 * Runs one host process; a config that outlasts the limit is recorded as such and ends the process.
 * @param {string} release
 * @param {Config[]} configs
 * @param {(id: string, answer: Answer) => void} take
 */
async function askOnce(release, configs, take) {
  const directory = packageDirectory(release);
  if (!directory) throw new Error(`${release}: not unpacked`);
  const host = fileURLToPath(new URL("host.mjs", import.meta.url));
  const child = spawn(hostNode(), ["--no-warnings", host, directory], { stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (chunk) => { complaint = (complaint + chunk).slice(-2000); });
  child.stdin.on("error", () => {}); // the host's end is reported below
  const ended = new Promise((resolve) => child.on("close", resolve));
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  try {
    const first = await lines.next();
    if (first.done) throw new Error(`${release}: ${complaint}`);
    for (const config of configs) {
      const id = contentHash(config);
      child.stdin.write(`${oneLine({ id, text: config.text, files: config.files })}\n`);
      let timer;
      const limit = new Promise((resolve) => { timer = setTimeout(() => resolve("late"), LIMIT_MS); });
      const line = await Promise.race([lines.next(), limit]);
      clearTimeout(timer);
      if (line === "late" || line.done) {
        take(id, { valid: false, issues: [], warnings: [], crash: line === "late" ? "no answer in time" : `ended: ${complaint.slice(-300)}` });
        return;
      }
      const { id: answered, ms: _, ...answer } = JSON.parse(line.value);
      take(answered, answer);
    }
  } finally {
    child.stdin.end();
    child.kill();
    await ended;
  }
}

/**
 * @template T
 * @param {T[]} list
 * @param {(item: T) => string} key
 */
function uniqueBy(list, key) {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}
