/**
 * `npm run oracle -- RELEASE… | all [options]`: clawlens beside the real validators. See README.md here.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compare, percent } from "./compare.mjs";
import { configsIn, generate } from "./corpus.mjs";
import { contentHash, knownAnswers, realAnswers } from "./real.mjs";
import { releaseSchema, RELEASES } from "./releases.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    configs: { type: "string", multiple: true, default: [] },
    clawlens: { type: "string" },
    "real-only": { type: "boolean", default: false },
    known: { type: "boolean", default: false },
    only: { type: "string" },
    show: { type: "string", default: "40" },
    table: { type: "string" },
    sample: { type: "string" },
    quiet: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help || positionals.length === 0) {
  console.log("npm run oracle -- RELEASE…|all [--count N] [--seed S] [--configs DIR]… [--show N] [--only TEXT] [--real-only] [--known] [--table FILE] [--sample DIR] [--clawlens PROGRAM]");
  process.exit(positionals.length === 0 && !values.help ? 2 : 0);
}

const releases = positionals.includes("all") ? RELEASES : positionals;
const unknown = releases.filter((release) => !RELEASES.includes(release));
if (unknown.length > 0) {
  console.error(`no such release: ${unknown.join(", ")}`);
  process.exit(2);
}

/** @returns {string[]} the command that judges: the example program of a build, or the one given */
function program() {
  if (values.clawlens) return values.clawlens.split(" ");
  const built = ["target/release", "target/debug"].map((build) => path.join(root, build, "examples/validate")).filter((file) => fs.existsSync(file));
  const newest = built.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
  if (!newest) throw new Error("no build: cargo build --example validate, or --clawlens PROGRAM");
  return [newest];
}

/**
 * @param {string} release
 * @param {import("./real.mjs").Config[]} configs
 * @returns {Map<string, import("./real.mjs").Answer>}
 */
function ourAnswers(release, configs) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), "clawlens-ours-"));
  try {
    const file = path.join(work, "configs.jsonl");
    fs.writeFileSync(file, configs.map((config) => JSON.stringify({ id: contentHash(config), text: config.text, files: config.files })).join("\n"));
    const [command = "", ...args] = program();
    const printed = execFileSync(command, [...args, "--openclaw", release, "--jsonl", file], { encoding: "utf8", maxBuffer: 1 << 30 });
    return new Map(printed.split("\n").filter(Boolean).map((line) => {
      const { id, ...answer } = JSON.parse(line);
      return [id, { valid: answer.valid, issues: answer.issues ?? [], warnings: answer.valid && RELEASES.indexOf(release) >= RELEASES.indexOf("2026.6.9") ? answer.warnings ?? [] : [], crash: answer.crash }];
    }));
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

const NOTHING = { valid: true, issues: [], warnings: [], crash: "no answer" };
const rows = [];
let differences = 0;
for (const release of releases) {
  // Configs of the neighbour eras, so that every release sees keys that are not yet or no more its own.
  const place = RELEASES.indexOf(release);
  const other = /** @type {string} */ (RELEASES[(place + 37) % RELEASES.length]);
  let configs = [
    ...generate(release, releaseSchema(release), { count: Number(values.count), seed: values.seed, other: releaseSchema(other) }),
    ...values.configs.flatMap((directory) => configsIn(directory)),
  ];
  
  if (values.only) configs = configs.filter((config) => config.name.includes(String(values.only)) || config.text.includes(String(values.only)));
  if (values.known) {
    const known = knownAnswers(release);
    configs = configs.filter((config) => known.has(contentHash(config)));
  }
  const real = await realAnswers(release, configs, (done, of) => {
    if (!values.quiet && (done % 100 === 0 || done === of)) process.stderr.write(`\r${release}: real ${done}/${of} `);
  });
  if (!values.quiet) process.stderr.write("\r\u001b[K");
  if (values["real-only"]) {
    console.log(`${release}: ${configs.length} real answers`);
    continue;
  }
  // Before 2026.3.2 there is no command that could print warnings.
  if (place < RELEASES.indexOf("2026.3.2")) for (const answer of real.values()) answer.warnings = [];
  const ours = ourAnswers(release, configs);
  const result = compare(configs, (config) => real.get(contentHash(config)) ?? NOTHING, (config) => ours.get(contentHash(config)) ?? NOTHING);
  const row = [release, String(result.configs), percent(result.verdicts, result.configs), percent(result.lists, result.configs),
    percent(result.issuesSame, result.issuesAll), percent(result.warningsSame, result.warningsAll), String(result.groups.reduce((sum, group) => sum + group.count, 0))];
  rows.push(row);
  differences += result.groups.length;
  console.log(`${release}: ${row[1]} configs, verdict ${row[2]}, issue lists ${row[3]}, issues ${row[4]}, warnings ${row[5]}, ${result.groups.length} kinds of difference`);
  for (const group of result.groups.slice(0, Number(values.show))) {
    console.log(`\n  ${group.count} × ${group.kind}\n      ${group.detail.slice(0, 300)}\n      in ${group.config.name}: ${group.config.text.replace(/\s+/g, " ").slice(0, 300)}`);
    if (group.real.valid !== group.ours.valid) console.log(`      real ${group.real.valid ? "valid" : "invalid"}, ours ${group.ours.valid ? "valid" : "invalid"}`);
  }
  if (result.groups.length > Number(values.show)) console.log(`\n  … and ${result.groups.length - Number(values.show)} more kinds`);
  if (values.sample) {
    fs.mkdirSync(values.sample, { recursive: true });
    const lines = configs.filter((config) => config.name.startsWith("theme.") || !config.name.startsWith("file/"))
      .map((config) => JSON.stringify({ name: config.name, text: config.text, files: config.files, ...real.get(contentHash(config)) }));
    fs.writeFileSync(path.join(values.sample, `${release}.jsonl`), `${lines.join("\n")}\n`);
  }
}
if (values.table) {
  const head = ["Release", "Configs", "Verdict", "Issue lists", "Issues", "Warnings", "Differences"];
  fs.writeFileSync(values.table, [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n") + "\n");
}
process.exitCode = differences > 0 ? 1 : 0;
