/**
 * The release files: src/catalogue/releases/<release>.json, one base and one delta per later release in number order.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { diff, fold } from "./delta.mjs";
import { print } from "./print.mjs";

/** @typedef {import("./delta.mjs").Json} Json */
/** @typedef {{ built: string | null, commit: string | null, sources: {[fact: string]: string}, document: Json }} Extracted */

const folder = new URL("../../src/catalogue/releases/", import.meta.url);

/** Releases with a file, in number order. @returns {string[]} */
export function known() {
  return fs.readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort(byNumber);
}

/**
 * What was extracted from a release, as its file and those before it tell.
 * @param {string} release
 * @returns {Extracted}
 */
export function documentOf(release) {
  /** @type {Json} */
  let document = {};
  for (const name of known()) {
    if (byNumber(name, release) > 0) break;
    document = fold(document, file(name).changes);
  }
  const { built, commit, sources } = file(release);
  return { built, commit, sources, document };
}

/**
 * Writes a release's file.
 * @param {string} release
 * @param {Extracted} extracted
 * @param {boolean} dry only say what would change
 * @returns {string | undefined} what changed; undefined when the file is the same
 */
export function write(release, { built, commit, sources, document }, dry) {
  const before = known().filter((name) => byNumber(name, release) < 0).at(-1);
  const previous = before ? documentOf(before).document : {};
  const json = JSON.stringify(document);
  const changes = diff(previous, document);
  if (JSON.stringify(fold(structuredClone(previous), structuredClone(changes))) !== json) throw new Error(`${release}: the delta does not fold to the document`);
  const sha256 = crypto.createHash("sha256").update(json).digest("hex");
  const text = print(/** @type {any} */ ({ release, after: before ?? null, built, commit, sources, sha256, changes }));
  const place = new URL(`${release}.json`, folder);
  const old = fs.existsSync(place) ? fs.readFileSync(place, "utf8") : undefined;
  if (old === text) return undefined;
  if (!dry) fs.writeFileSync(place, text);
  if (old === undefined) return `new, ${changes.length} changes`;
  return JSON.parse(old).sha256 === sha256 ? "the document is the same, the file is not" : "CHANGED: the document is another one";
}

/** The file of a release. @param {string} name */
export function file(name) {
  return JSON.parse(fs.readFileSync(new URL(`${name}.json`, folder), "utf8"));
}

/** @param {string} left @param {string} right */
export function byNumber(left, right) {
  const [a, b] = [left, right].map((name) => name.split(/[.-]/).map(Number));
  for (let index = 0; index < 4; index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
