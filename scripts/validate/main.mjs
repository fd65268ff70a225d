/**
 * `node scripts/validate/main.mjs RELEASE… | all`: brings `src/validate/overlay.txt` and `registry.txt` up to date
 * from the real packages. Run again over known releases it changes nothing.
 *
 * Both tables hold rows with the releases that have them as half-open intervals (`2026.3.8..2026.4.5`, open at the
 * end where the newest release has the row). A function is named by a hash of its text: a new hash in the overlay
 * needs its counterpart in `src/validate/refine/`, which a unit test demands.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { hostNode, packageDirectory } from "../oracle/cache.mjs";
import { RELEASES } from "../oracle/releases.mjs";

const place = (/** @type {string} */ name) => fileURLToPath(new URL(`../../src/validate/${name}`, import.meta.url));
const asked = process.argv.slice(2);
if (asked.length === 0) {
  console.log("node scripts/validate/main.mjs RELEASE…|all");
  process.exit(2);
}
const releases = asked.includes("all") ? RELEASES : asked;

/** @typedef {Map<string, Set<string>>} Table rows (tab-separated fields) and the releases that have them */

/** @param {string} name @param {(fields: string[]) => string[]} split @returns {Table} */
function load(name, split) {
  /** @type {Table} */
  const table = new Map();
  const text = fs.existsSync(place(name)) ? fs.readFileSync(place(name), "utf8") : "";
  for (const line of text.split("\n").filter(Boolean)) {
    const [head = "", intervals = "", ...rest] = line.split("\t");
    const members = new Set(intervals.split(",").flatMap((interval) => {
      const [since = "", until = ""] = interval.split("..");
      const end = until ? RELEASES.indexOf(until) : RELEASES.length;
      return RELEASES.slice(RELEASES.indexOf(since), end);
    }));
    for (const row of split([head, ...rest])) table.set(row, new Set(members));
  }
  return table;
}

/** @param {Set<string>} members */
function intervalsOf(members) {
  const list = [];
  let since = "";
  for (const release of [...RELEASES, ""]) {
    const has = members.has(release);
    if (has && !since) since = release;
    if (!has && since) {
      list.push(`${since}..${release}`);
      since = "";
    }
  }
  return list.join(",");
}

/** @param {Table} table @param {(row: string) => [head: string, tail: string, key: string]} parts @param {string} between */
function print(table, parts, between) {
  /** @type {Map<string, string[]>} */
  const lines = new Map();
  for (const [row, members] of table) {
    if (members.size === 0) continue;
    const [head, tail, key] = parts(row);
    const line = [head, intervalsOf(members), ...(tail === "\0" ? [] : [tail])].join("\t");
    lines.set(line, [...(lines.get(line) ?? []), key]);
  }
  return [...lines].map(([line, keys]) => `${line}\t${keys.sort().join(between)}`).sort().map((line) => `${line}\n`).join("");
}

const overlay = load("overlay.txt", ([checks = "", paths = ""]) => paths.split(" ").map((path) => `${checks}\t${path}`));
const registry = load("registry.txt", ([kind = "", value = "", ...keys]) => keys.map((key) => `${kind}\t${value}\t${key}`));
for (const release of releases) {
  const directory = packageDirectory(release);
  if (!directory) throw new Error(`${release}: not unpacked`);
  const reader = fileURLToPath(new URL("read.mjs", import.meta.url));
  const printed = execFileSync(hostNode(), ["--no-warnings", reader, directory], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  const facts = /** @type {{ overlay: [string, string][], registry: [string, string, string][] }} */ (JSON.parse(printed.slice(printed.indexOf("{\"overlay\""))));
  for (const members of [...overlay.values(), ...registry.values()]) members.delete(release);
  const put = (/** @type {Table} */ table, /** @type {string} */ row) => table.set(row, (table.get(row) ?? new Set()).add(release));
  for (const [checks, path] of facts.overlay) put(overlay, `${checks}\t${path}`);
  for (const [kind, key, value] of facts.registry) put(registry, `${kind}\t${value}\t${key}`);
  console.log(`${release}: ${facts.overlay.length} places with checks, ${facts.registry.length} facts of plugins`);
}
fs.writeFileSync(place("overlay.txt"), print(overlay, (row) => {
  const [checks = "", path = ""] = row.split("\t");
  return [checks, "\0", path];
}, " "));
fs.writeFileSync(place("registry.txt"), print(registry, (row) => {
  const [kind = "", value = "", key = ""] = row.split("\t");
  return [kind, value, key];
}, "\t"));
