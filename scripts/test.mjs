// npm test: sets up what is needed and runs every test.
//
//   npm test                     everything
//   npm test -- rust page        only these steps, in their order below
//
// Every step runs, whatever the one before it said. The last line counts tests; a check without
// tests of its own (formatting, lints, types) counts as one.

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { BROWSER_FLAGS, browser } from "./setup/browser.mjs";
import { nodeModules } from "./setup/node-modules.mjs";
import { buildWasm, cargoCommands, hostRust, wasmBindgen } from "./setup/rust.mjs";
import { Failed, Missing, ROOT, run, script } from "./setup/run.mjs";

/**
 * A part of the tests: `run` answers what its runner printed, or nothing where it is one check.
 *
 * @typedef {{ name: string, about: string, run: () => Promise<string | void> }} Step
 */

/** @type {Step[]} */
const STEPS = [
  {
    name: "format",
    about: "cargo fmt",
    async run() {
      await hostRust();
      await cargoCommands([{ name: "fmt", component: "rustfmt", debian: "rustfmt-web" }]);
      await run("cargo", ["fmt", "--check"]);
    },
  },
  {
    name: "lint",
    about: "cargo clippy",
    async run() {
      await hostRust();
      await cargoCommands([{ name: "clippy", component: "clippy", debian: "rust-web-clippy" }]);
      await run("cargo", ["clippy", "--all-targets", "--quiet", "--", "-D", "warnings"]);
    },
  },
  {
    name: "rust",
    about: "cargo test",
    async run() {
      await hostRust();
      return run("cargo", ["test", "--no-fail-fast"], { output: "both" });
    },
  },
  {
    name: "json5",
    about: "the parser against npm's json5",
    async run() {
      await hostRust();
      await nodeModules();
      await run("cargo", ["build", "--quiet", "--example", "json5_value"]);
      return run(process.execPath, ["--test", "--test-reporter=spec", join(ROOT, "tests/authority/json5.test.mjs")], { output: "both" });
    },
  },
  {
    name: "authority",
    about: "npm's json5 as the judge of the parser",
    async run() {
      await nodeModules();
      await run("cargo", ["build", "--quiet", "--examples"]);
      return nodeTests("tests/authority");
    },
  },
  {
    name: "boundary",
    about: "the core's boundary to JavaScript, in Node and in a browser",
    run: boundary,
  },
  {
    name: "types",
    about: "tsc over www/, scripts/ and tests/web/",
    async run() {
      // Checks against the types of what the build makes.
      await build();
      await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "--project", ROOT]);
    },
  },
  {
    name: "page",
    about: "the page's modules in Node and the built page in a browser",
    async run() {
      await build();
      await browser();
      return nodeTests("tests/web");
    },
  },
];

/** tests/wasm.rs, compiled once, by wasm-bindgen's runner. */
async function boundary() {
  await nodeModules();
  const { testRunner } = await wasmBindgen();
  const { chromium, chromedriver } = await browser();
  const file = (await buildWasm(["test", "--no-run", "--test", "wasm"])).find((name) => /\bwasm-[0-9a-f]+\.wasm$/.test(name));
  if (!file) throw new Error("cargo made no wasm test");

  // The runner reads the browser's options from its working folder.
  const cwd = join(ROOT, "target/web/boundary");
  mkdirSync(cwd, { recursive: true });
  const chrome = { args: BROWSER_FLAGS, binary: chromium };
  writeFileSync(join(cwd, "webdriver.json"), JSON.stringify({ "goog:chromeOptions": chrome }));

  const inNode = await run(testRunner, [file], { cwd, output: "both" });
  const env = { WASM_BINDGEN_USE_BROWSER: "1", CHROMEDRIVER: chromedriver };
  return inNode + (await run(testRunner, [file], { cwd, env, output: "both" }));
}

/**
 * Every test file below a folder, by Node's runner.
 *
 * @param {string} folder
 */
function nodeTests(folder) {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.test\.m?js$/.test(name))
    .sort()
    .map((name) => join(folder, name));
  return run(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=2", ...files], { output: "both" });
}

/**
 * Adds up what the runners of Rust, Node and wasm-bindgen say at their ends.
 *
 * @param {string} output
 */
function count(output) {
  const plain = output.replace(/\x1b\[[0-9;]*m/g, "");
  let passed = 0;
  let failed = 0;
  for (const found of plain.matchAll(/^test result: .*? (\d+) passed; (\d+) failed/gm)) {
    passed += Number(found[1]);
    failed += Number(found[2]);
  }
  for (const found of plain.matchAll(/^(?:#|ℹ) (pass|fail|cancelled) (\d+)$/gm)) {
    if (found[1] === "pass") passed += Number(found[2]);
    else failed += Number(found[2]);
  }
  return { passed, failed };
}

await script(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Missing(`No step is named ${unknown.join(", ")}: choose from ${STEPS.map(({ name }) => name).join(", ")}.`);
  }

  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const lines = [];
  for (const step of STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    process.stdout.write(`\n== ${step.name}: ${step.about}\n`);
    const began = performance.now();
    let counted;
    try {
      const output = await step.run();
      counted = output === undefined ? { passed: 1, failed: 0 } : count(output);
      // A runner that found no test has tested nothing.
      if (counted.passed + counted.failed === 0) counted.failed = 1;
    } catch (error) {
      if (!(error instanceof Failed) && !(error instanceof Missing)) throw error;
      process.stdout.write(`${error.message}\n`);
      counted = count(error instanceof Failed ? error.output : "");
      if (counted.failed === 0) counted.failed = 1;
    }
    passed += counted.passed;
    failed += counted.failed;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    lines.push(`${step.name.padEnd(10)}${String(counted.passed).padStart(6)} passed ${String(counted.failed).padStart(4)} failed ${seconds.padStart(7)} s`);
  }
  process.stdout.write(`\n${lines.join("\n")}\n\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
});
