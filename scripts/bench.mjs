// npm run bench: speed and size against their budgets; fails when one is broken.
//
//   npm run bench                 everything
//   npm run bench -- --write      and records the table in docs/measurements.md
//
// Times are those of the fastest run: what the code costs, not what else the machine did.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { measured } from "./sizes.mjs";
import { Missing, ROOT, run, script } from "./setup/run.mjs";

const EXAMPLE = "www/examples/kimi-code-key.txt";
const KB = 1000;

/** In KB. @type {Record<string, number | undefined>} */
const SIZE_BUDGETS = { "engine (wasm and glue), gzipped": 250, "page with editor and engine, gzipped": 450 };
const SIZES = [10 * KB, 100 * KB, 1000 * KB, 8000 * KB];

/**
 * A measured number and the most it may be.
 *
 * @typedef {{ what: string, unit: string, value: number, budget?: number }} Row
 */

await script(async () => {
  const { write } = options();
  await build();

  const texts = writeTexts();
  const native = await nativeTimes(texts);
  const wasm = await wasmTimes(texts);
  /** @type {Row[]} */
  const rows = [
    { what: "the example, warm, native", unit: "ms", value: at(native, 0), budget: 1 },
    { what: "the example, warm, wasm in Node", unit: "ms", value: at(wasm, 0), budget: 3 },
    ...SIZES.flatMap((size, n) => [
      { what: `a config of ${size / KB} KB, native`, unit: "ms", value: at(native, n + 1) },
      { what: `a config of ${size / KB} KB, wasm in Node`, unit: "ms", value: at(wasm, n + 1), ...(size === 1000 * KB ? { budget: 30 } : {}) },
    ]),
    { what: "time per byte, 8 MB against 100 KB, native", unit: "times", value: perByte(native), budget: 2 },
    { what: "time per byte, 8 MB against 100 KB, wasm", unit: "times", value: perByte(wasm), budget: 2 },
    { what: "first report after opening the page, Chromium", unit: "ms", value: await firstReport(), budget: 300 },
    ...Object.entries(measured()).map(([what, bytes]) => ({ what, unit: "KB", value: bytes / KB, budget: SIZE_BUDGETS[what] })),
  ];

  const table = render(rows);
  process.stdout.write(`\n${table}\n`);
  if (write) record(table);
  const broken = rows.filter(({ value, budget }) => budget !== undefined && !(value <= budget));
  if (broken.length > 0) throw new Missing(`Over budget: ${broken.map(({ what }) => what).join("; ")}.`);
});

function options() {
  try {
    return parseArgs({ options: { write: { type: "boolean" } } }).values;
  } catch (error) {
    throw new Missing(`${/** @type {Error} */ (error).message} (npm run bench -- --write)`);
  }
}

/** The example and configs of growing size, as files; the same for native and wasm. */
function writeTexts() {
  const folder = join(ROOT, "target/bench");
  mkdirSync(folder, { recursive: true });
  const files = SIZES.map((size) => {
    const file = join(folder, `config-${size / KB}-kb.json5`);
    writeFileSync(file, config(size));
    return file;
  });
  return [join(ROOT, EXAMPLE), ...files];
}

/**
 * A config with as many agents as fill `size` bytes, with comments, both kinds of quotes and one
 * unknown key.
 *
 * @param {number} size
 */
function config(size) {
  const head = '// OpenClaw 2026.3.8\n{\n  gateway: { mode: "local", port: 18789, bogus: true },\n  agents: {\n    list: [\n';
  const tail = "    ],\n  },\n}\n";
  let body = "";
  for (let n = 0; head.length + body.length + tail.length < size; n += 1) {
    body += `      // agent ${n}\n      { id: "agent-${n}", name: 'Agent “${n}”', "workspace": "~/work/agent-${n}", model: { primary: "anthropic/claude-opus-4-6" } },\n`;
  }
  return head + body + tail;
}

/**
 * @param {string[]} files
 * @returns {Promise<number[]>} milliseconds
 */
async function nativeTimes(files) {
  const output = await run("cargo", ["bench", "--quiet", "--bench", "diagnose", "--", ...files], { output: "stdout" });
  const times = new Map(output.split("\n").map((line) => line.split("\t")).map(([file, , nanoseconds]) => [file, Number(nanoseconds) / 1e6]));
  return files.map((file) => times.get(file) ?? Number.NaN);
}

/**
 * @param {string[]} files
 * @returns {Promise<number[]>} milliseconds, the report as a JavaScript object included
 */
async function wasmTimes(files) {
  const { engine } = await import("../tests/web/engine.mjs");
  const core = await engine();
  return files.map((file) => {
    const text = readFileSync(file, "utf8");
    let best = Infinity;
    const began = performance.now();
    for (let runs = 0; runs < 3 || (runs < 300 && performance.now() - began < 2000); runs += 1) {
      const start = performance.now();
      core.diagnose(text);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  });
}

/**
 * @param {number[]} times
 * @param {number} index
 */
function at(times, index) {
  return times[index] ?? Number.NaN;
}

/** @param {number[]} times */
function perByte(times) {
  const each = (/** @type {number} */ size) => at(times, SIZES.indexOf(size) + 1) / size;
  return each(8000 * KB) / each(100 * KB);
}

/** From the navigation's start to a verdict on the page, with nothing cached; the fastest of nine. */
async function firstReport() {
  const { serve } = await import("./serve.mjs");
  const { BROWSER_FLAGS, browser: findBrowser } = await import("./setup/browser.mjs");
  const { chromium } = await import("playwright-core");
  const { chromium: executablePath } = await findBrowser();
  const server = await serve({ port: 0 });
  const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  const times = [];
  try {
    for (let visit = 0; visit < 9; visit += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(() => {
        let asked = false;
        new MutationObserver(() => {
          const example = /** @type {HTMLElement | null} */ (document.querySelector('[data-key="example"]'));
          if (!asked && example) {
            asked = true;
            example.click();
          }
          if (asked && document.querySelector(".verdict-place h2") && !("report" in window)) {
            Object.assign(window, { report: performance.now() });
          }
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto(server.url);
      const found = await page.waitForFunction(() => /** @type {any} */ (window).report, undefined, { timeout: 30_000 });
      times.push(Number(await found.jsonValue()));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return Math.min(...times);
}

/** @param {Row[]} rows */
function render(rows) {
  const number = (/** @type {number} */ value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const lines = rows.map(({ what, unit, value, budget }) => {
    const verdict = budget === undefined ? "" : value <= budget ? "kept" : "BROKEN";
    return `| ${what} | ${number(value)} ${unit} | ${budget === undefined ? "" : `${budget} ${unit}`} | ${verdict} |`;
  });
  return ["| what | measured | budget | |", "| --- | --: | --: | --- |", ...lines].join("\n");
}

/** @param {string} table */
function record(table) {
  const file = join(ROOT, "docs/measurements.md");
  const [from, to] = ["<!-- bench -->", "<!-- /bench -->"];
  const text = existsSync(file) ? readFileSync(file, "utf8") : `# Measurements\n\n${from}\n${to}\n`;
  const [before, rest] = text.split(from);
  const after = rest?.split(to)[1];
  if (after === undefined) throw new Missing(`docs/measurements.md has no place for the table: put ${from} and ${to} into it.`);
  const when = `Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.versions.node}.`;
  writeFileSync(file, `${before}${from}\n\n${when}\n\n${table}\n\n${to}${after}`);
}
