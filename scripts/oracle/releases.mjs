/**
 * The releases that the catalogue knows, and the schema of each.
 */
import fs from "node:fs";
import path from "node:path";

/** Where the schemas are read from until the catalogue's own reader is there. */
const directory = process.env.CLAWLENS_SCHEMAS ?? "/work/shared/schemas";

export const RELEASES = fs.readdirSync(directory).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort(byNumber);

/** @param {string} left @param {string} right */
function byNumber(left, right) {
  const numbers = (/** @type {string} */ text) => text.split(/[.-]/).map(Number);
  const [a, b] = [numbers(left), numbers(right)];
  for (let index = 0; index < 4; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @param {string} release */
export const releaseSchema = (release) => JSON.parse(fs.readFileSync(path.join(directory, `${release}.json`), "utf8"));
