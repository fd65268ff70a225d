// npm run fuzz -- SECONDS [TARGET…]: coverage-guided fuzzing of each target in tests/fuzz for so long.
//
// Seeds are the pastes of all cases and the small corpus in the repository; what is new and useful
// stays under target/, and `--keep` merges it into the repository's corpus. A find is printed with
// the file that holds it and the command that repeats it, and fails the run.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pastes } from "./cases.mjs";
import { ROOT as root } from "./setup/run.mjs";

const crate = path.join(root, "tests/fuzz");
const made = path.join(root, "target/fuzz");

/** The flags that put counters into the code; stable Rust has them. */
const COVERAGE = [
  "-Cpasses=sancov-module",
  "-Cllvm-args=-sanitizer-coverage-level=4",
  "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
  "-Cllvm-args=-sanitizer-coverage-pc-table",
  "-Cllvm-args=-sanitizer-coverage-trace-compares",
  "-Ccodegen-units=1",
];

/** The longest input a target gets, in bytes: long enough for every shape, short enough for many a second. */
const LONGEST = 4096;

/** @returns {string} the host's target triple; with it named, build scripts go without the counters */
function host() {
  const told = spawnSync("rustc", ["-vV"], { encoding: "utf8" }).stdout ?? "";
  const line = told.split("\n").find((line) => line.startsWith("host: "));
  if (!line) throw new Error("rustc is not installed; see README");
  return line.slice("host: ".length).trim();
}

/** @returns {string[]} the names of the targets */
function targets() {
  return readdirSync(path.join(crate, "targets"))
    .filter((name) => name.endsWith(".rs"))
    .map((name) => name.slice(0, -3))
    .sort();
}

/**
 * The pastes of all cases, each in a file named after its content.
 * @param {string} folder
 */
function seed(folder) {
  mkdirSync(folder, { recursive: true });
  for (const paste of pastes()) {
    writeFileSync(path.join(folder, createHash("sha1").update(paste).digest("hex")), paste);
  }
}

const asked = process.argv.slice(2);
const keep = asked.includes("--keep");
const seconds = Number(asked.find((word) => /^\d+$/.test(word)) ?? 60);
const wanted = asked.filter((word) => targets().includes(word));
const triple = host();
const built = spawnSync("cargo", ["build", "--release", "--target", triple], {
  cwd: crate,
  env: { ...process.env, RUSTFLAGS: COVERAGE.join(" ") },
  stdio: "inherit",
});
if (built.status !== 0) process.exit(1);

const seeds = path.join(made, "seeds");
seed(seeds);
let found = false;
for (const target of wanted.length ? wanted : targets()) {
  const corpus = path.join(made, "corpus", target);
  const kept = path.join(crate, "corpus", target);
  const finds = path.join(made, "finds", target) + path.sep;
  for (const folder of [corpus, kept, finds]) mkdirSync(folder, { recursive: true });
  const program = path.join(crate, "target", triple, "release", target);
  const run = spawnSync(
    program,
    [
      corpus, kept, seeds,
      `-max_total_time=${seconds}`, `-max_len=${LONGEST}`, "-timeout=10", "-rss_limit_mb=2048",
      `-artifact_prefix=${finds}`, "-print_final_stats=1", "-verbosity=1",
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const told = `${run.stdout}${run.stderr}`;
  const number = (/** @type {RegExp} */ form) => told.match(form)?.[1] ?? "?";
  const covered = [...told.matchAll(/ cov: (\d+) ft: (\d+)/g)].at(-1);
  console.log(
    `${target}: ${number(/number_of_executed_units: (\d+)/)} inputs, ` +
      `${number(/average_exec_per_sec: +(\d+)/)} a second, ` +
      `${covered?.[1] ?? "?"} edges, ${covered?.[2] ?? "?"} features, ` +
      `${number(/peak_rss_mb: +(\d+)/)} MB`,
  );
  if (run.status !== 0) {
    found = true;
    console.log(told.split("\n").filter((line) => !/^#\d+/.test(line)).slice(-40).join("\n"));
    const latest = readdirSync(finds).at(-1);
    if (latest) console.log(`repeat it: ${path.relative(root, program)} ${path.join(path.relative(root, finds), latest)}`);
  }
  if (keep && existsSync(corpus)) {
    spawnSync(program, ["-merge=1", `-max_len=${LONGEST}`, kept, corpus], { stdio: "ignore" });
  }
}
process.exit(found ? 1 : 0);
