/**
 * Adds releases to the catalogue: `npm run catalogue -- 2026.9.7`. See docs/adding-a-release.md.
 *
 * Takes the release from the package registry (or the cache), reads schema and facts from the real package and writes
 * src/catalogue/releases/<release>.json. A known release is written again, byte for byte the same; where it is not,
 * the release after it gets a new delta too, and the command says so. `--check` writes nothing and fails where a file
 * would change. `all` names every release of the catalogue.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { cacheDirectory, hostNode, packageDirectory } from "../oracle/cache.mjs";
import { byNumber, documentOf, known, write } from "./files.mjs";

/** Until this release the schema is read with one zod: the range in package.json admits several, which print differently. */
const LAST_UNPINNED = "2026.5.12";
const PINNED_ZOD = "4.3.6";

const options = process.argv.slice(2);
const check = options.includes("--check");
const wanted = options.filter((option) => !option.startsWith("-")).flatMap((name) => (name === "all" ? known() : [name]));
if (wanted.length === 0 || wanted.some((name) => !/^\d{4}\.\d+\.\d+(-\d+)?$/.test(name))) {
  console.error("usage: npm run catalogue -- [--check] RELEASE...   (a release such as 2026.9.7, or: all)");
  process.exit(2);
}

let changed = 0;
for (const release of wanted) {
  const started = Date.now();
  const extracted = extract(release);
  const follower = known().find((name) => byNumber(name, release) > 0);
  const after = follower ? documentOf(follower) : undefined;
  const differs = write(release, extracted, check);
  if (differs) changed += 1;
  console.log(`${release}: ${differs ?? "the same"} (${Date.now() - started} ms)`);
  if (differs && follower && after && !check) {
    console.log(`${follower}: its delta follows from ${release} and is written again`);
    write(follower, after, false);
  }
}
if (check && changed > 0) process.exitCode = 1;

/** @param {string} release */
function extract(release) {
  const directory = packageDirectory(release);
  if (!directory) throw new Error(`${release} is not there`);
  const manifest = JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8"));
  if (manifest.version !== release) throw new Error(`${directory} holds ${manifest.version}, not ${release}`);
  const range = manifest.dependencies?.zod ?? "";
  const version = byNumber(release, LAST_UNPINNED) <= 0 || !/^\d/.test(range) ? PINNED_ZOD : range;
  const script = new URL("extract.mjs", import.meta.url).pathname;
  const line = execFileSync(hostNode(), [script, directory, zod(version)], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(line);
}

/** A directory whose node_modules hold exactly this zod. @param {string} version */
function zod(version) {
  const place = path.join(cacheDirectory(), "zod", version);
  if (!fs.existsSync(path.join(place, "node_modules", "zod", "package.json"))) {
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, "package.json"), JSON.stringify({ private: true }));
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", `zod@${version}`], { cwd: place, stdio: ["ignore", "ignore", "inherit"] });
  }
  return place;
}
