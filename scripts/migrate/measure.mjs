/**
 * What the real validators say of our repairs and upgrades.
 *
 *   node scripts/migrate/measure.mjs repair RELEASE [--count N] [--configs DIR] [--ready FILE]
 *     needs `cargo build --example repair`; FILE: what it printed, in place of running it
 *   node scripts/migrate/measure.mjs upgrade TO FILE.jsonl                        FILE: what `examples/upgrade` prints
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { configsIn, generate } from "../oracle/corpus.mjs";
import { contentHash, realAnswers } from "../oracle/real.mjs";
import { releaseSchema } from "../oracle/releases.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values, positionals: [mode, release = "", file = ""] } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "500" }, configs: { type: "string" }, seed: { type: "string", default: "1" }, show: { type: "string", default: "10" }, ready: { type: "string" } },
});

/** A comment line above each top-level key that begins a line. @param {string} text */
const commented = (text) => text.replace(/^ {2}"([\w-]+)":/gm, '  // about $1\n  "$1":');

/** @param {{ path: string, message: string }} issue @param {string} place a key's path */
function speaksOf(issue, place) {
  const cut = place.lastIndexOf(".");
  const [parent, key] = cut < 0 ? ["", place] : [place.slice(0, cut), place.slice(cut + 1)];
  const said = issue.path === "<root>" ? "" : issue.path;
  return said === place || (said === parent && issue.message.includes(`"${key}"`));
}

/** @param {number} part @param {number} all */
const share = (part, all) => `${part} of ${all} (${all === 0 ? "-" : ((100 * part) / all).toFixed(1)} %)`;

/** @param {string} name @param {unknown[]} list */
function show(name, list) {
  for (const one of list.slice(0, Number(values.show))) console.log(`  ${name}: ${JSON.stringify(one).slice(0, 400)}`);
}

if (mode === "repair") {
  const wanted = Number(values.count);
  const real = values.configs ? configsIn(values.configs) : [];
  const generated = generate(release, releaseSchema(release), { count: wanted * 3, seed: values.seed }).filter((config) => !config.files);
  const configs = [...real, ...generated].map(({ name, text }) => ({ id: name, text: commented(text) }));
  const printed = values.ready ? fs.readFileSync(values.ready, "utf8") : execFileSync(path.join(root, "target", fs.existsSync(path.join(root, "target/release/examples/repair")) ? "release" : "debug", "examples/repair"), [release], {
    input: configs.map((config) => JSON.stringify(config)).join("\n"), maxBuffer: 1 << 30,
  }).toString();
  const repaired = printed.split("\n").filter(Boolean).map((line) => JSON.parse(line)).slice(0, wanted);
  const ask = repaired.flatMap(({ before, after }) => [{ name: "", text: before }, { name: "", text: after }]);
  const answers = await realAnswers(release, ask);
  const answer = (/** @type {string} */ text) => answers.get(contentHash({ name: "", text }))?.issues ?? [];
  /** @type {object[]} */
  const still = [];
  /** @type {object[]} */
  const comments = [];
  let accepted = 0;
  for (const { id, before, after, fixed } of repaired) {
    const now = answer(after);
    if (answers.get(contentHash({ name: "", text: after }))?.valid) accepted += 1;
    for (const place of fixed) {
      const same = now.find((issue) => speaksOf(issue, place) && answer(before).some((old) => old.path === issue.path && old.message === issue.message));
      if (same) still.push({ id, place, same });
    }
    for (const [comment, key] of before.matchAll(/\/\/ about ([\w-]+)/g)) {
      if (!after.includes(comment) && new RegExp(`^ {2}"${key}":`, "m").test(after)) comments.push({ id, comment });
    }
  }
  const undeclared = repaired.filter((one) => one.undeclared.length > 0).map(({ id, undeclared: places, fixed }) => ({ id, places, fixed }));
  console.log(`${release}: ${repaired.length} corrected; a fixed finding is still refused in ${new Set(still.map((one) => JSON.stringify(one))).size} places, accepted whole ${share(accepted, repaired.length)}, comments lost ${comments.length}, with undeclared changes ${undeclared.length}`);
  show("still", still);
  show("comment", comments);
  show("undeclared", undeclared);
} else if (mode === "upgrade") {
  const rows = fs.readFileSync(file, "utf8").split("\n").filter((line) => line.endsWith("}")).map((line) => JSON.parse(line));
  const answers = await realAnswers(release, rows.map(({ text }) => ({ name: "", text })));
  const answer = (/** @type {string} */ text) => answers.get(contentHash({ name: "", text }));
  const accepted = rows.filter(({ text }) => answer(text)?.valid);
  const differ = rows.filter(({ text, accepted: ours }) => Boolean(answer(text)?.valid) !== ours);
  const lost = rows.reduce((sum, row) => sum + row.lost.length, 0);
  console.log(`${release}: ${rows.length} migrated, accepted as they were ${share(rows.filter((row) => row.before).length, rows.length)}, accepted after ${share(accepted.length, rows.length)}, listed losses ${lost}, our validator differs ${differ.length}`);
  show("refused", rows.filter((row) => !accepted.includes(row)).map(({ id, text }) => ({ id, issues: answer(text)?.issues.slice(0, 3) })));
  show("differs", differ.map(({ id, text }) => ({ id, issues: answer(text)?.issues.slice(0, 3) })));
} else {
  console.log("node scripts/migrate/measure.mjs repair RELEASE | upgrade TO FILE.jsonl");
  process.exit(2);
}
