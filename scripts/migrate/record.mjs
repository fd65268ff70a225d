/**
 * `node scripts/migrate/record.mjs`: asks the real releases what their migrations make of the configs in
 * tests/migrate/cases.jsonl, and writes the answers into that file. `--ids` prints instead, for table.txt,
 * every migration with the first and the last of the releases that have it.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { hostNode, packageDirectory } from "../oracle/cache.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");
const cases = path.join(root, "tests", "migrate", "cases.jsonl");

/**
 * @param {string} release
 * @param {object[]} tasks
 * @returns {Promise<{ ids: string[], answers: { config: object, said: string[] }[] }>}
 */
async function ask(release, tasks) {
  const folder = packageDirectory(release);
  if (folder === undefined) throw new Error(`${release} is not unpacked: npm run oracle -- ${release}`);
  const child = spawn(hostNode(), [path.join(here, "host.mjs"), folder], { stdio: ["pipe", "pipe", "inherit"] });
  let printed = "";
  child.stdout.on("data", (part) => { printed += part; });
  child.stdin.end(tasks.map((task) => `${JSON.stringify(task)}\n`).join(""));
  await new Promise((resolve) => { child.on("close", resolve); });
  const [ids, ...answers] = printed.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  if (!ids || answers.length !== tasks.length) throw new Error(`${release}: ${answers.length} answers for ${tasks.length} tasks`);
  return { ids, answers };
}

if (process.argv.includes("--ids")) {
  const releases = fs.readdirSync(path.join(root, "src", "catalogue", "releases")).map((name) => name.replace(".json", ""))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  /** @type {Map<string, string[]>} */
  const seen = new Map();
  for (const release of releases) {
    for (const id of (await ask(release, [])).ids) seen.set(id, [...seen.get(id) ?? [], release]);
  }
  for (const [id, having] of seen) console.log(`[${id}] ${having[0]} ${releases[releases.indexOf(having.at(-1) ?? "") + 1] ?? ""}`.trim());
} else {
  const lines = fs.readFileSync(cases, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  for (const release of new Set(lines.map((line) => line.release))) {
    const own = lines.filter((line) => line.release === release);
    const { ids, answers } = await ask(release, own.map(({ migration, config }) => ({ migration, config })));
    own.forEach((line, index) => {
      if (!ids.includes(line.migration)) throw new Error(`${release} has no migration ${line.migration}`);
      line.real = answers[index]?.config;
    });
  }
  fs.writeFileSync(cases, lines.map(({ migration, release, config, real }) => `${JSON.stringify({ migration, release, config, real })}\n`).join(""));
}
