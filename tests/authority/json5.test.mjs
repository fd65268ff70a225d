// npm's json5, which OpenClaw uses, is the judge of our parser: over seeds of every corner of the
// grammar and thousands of mutations of them, what it accepts we read as the same value and with
// no error, what it refuses we refuse with the same message, line and column.
//
//   node --test tests/authority/json5.test.mjs
//   ROUNDS=200000 SEED=7 node --test tests/authority/json5.test.mjs

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import JSON5 from "json5";
import { SEEDS } from "./json5-seeds.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const BINARY = process.env.JSON5_VALUE ?? join(ROOT, "target/debug/examples/json5_value");
const ROUNDS = Number(process.env.ROUNDS ?? 20_000);
const SEED = Number(process.env.SEED ?? 1);
/** Deeper texts npm's json5 reads and we refuse to: see MAX_DEPTH. */
const MAX_DEPTH = 512;

test("the parser agrees with npm's json5 on every text", async () => {
  assert.ok(existsSync(BINARY), "cargo build --example json5_value makes the binary that this test asks");
  const texts = [...new Set([...SEEDS, ...mutations(SEEDS, ROUNDS, SEED)])].map((text) => text.toWellFormed());
  const answers = await ask(texts);
  assert.equal(answers.length, texts.length);
  const wrong = [];
  let accepted = 0;
  for (const [at, text] of texts.entries()) {
    const theirs = judge(text);
    const ours = answers[at];
    assert.ok(ours);
    if (theirs.refusal === null) accepted += 1;
    const same =
      theirs.refusal === null
        ? ours.errors.length === 0 && ours.refusal === null && ours.value === theirs.value
        : ours.errors.length > 0 && JSON.stringify(ours.refusal) === JSON.stringify(theirs.refusal);
    if (!same) wrong.push({ text, theirs, ours });
  }
  console.log(`${texts.length} texts, ${accepted} accepted, ${wrong.length} differ`);
  for (const difference of wrong.slice(0, 20)) console.log(JSON.stringify(difference));
  assert.equal(wrong.length, 0);
  assert.ok(accepted > texts.length / 20 && accepted < texts.length * 0.9, "both kinds of text were tried");
});

/**
 * What npm's json5 makes of a text.
 *
 * @param {string} text
 * @returns {{ value: string, refusal: [string, number, number] | null }}
 */
function judge(text) {
  const warn = console.warn;
  console.warn = () => {};
  try {
    return { value: shown(JSON5.parse(text)), refusal: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { message, lineNumber, columnNumber } = /** @type {any} */ (error);
    return { value: "", refusal: [message, lineNumber, columnNumber] };
  } finally {
    console.warn = warn;
  }
}

/**
 * A value in the form of examples/json5_value.rs.
 *
 * @param {unknown} value
 * @returns {string}
 */
function shown(value) {
  if (value === null) return "n";
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "string") {
    const text = value.toWellFormed();
    return `${text.length}:${text}`;
  }
  if (typeof value === "number") {
    if (Number.isNaN(value)) return "NaN";
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value);
    return bits.getBigUint64(0).toString(16).padStart(16, "0");
  }
  if (Array.isArray(value)) return `[${value.map((element) => `${shown(element)},`).join("")}]`;
  const members = Object.entries(/** @type {object} */ (value));
  return `{${members.map(([key, member]) => `${shown(key)}:${shown(member)},`).join("")}}`;
}

/**
 * @param {string[]} texts
 * @returns {Promise<{ value: string, errors: string[], refusal: [string, number, number] | null }[]>}
 */
function ask(texts) {
  return new Promise((resolve, reject) => {
    const child = spawn(BINARY, { stdio: ["pipe", "pipe", "inherit"], timeout: 60_000 });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.stdin.on("error", () => {});
    child.on("close", (status) => {
      if (status !== 0) reject(new Error(`${BINARY} ended with status ${status}`));
      else resolve(output.trimEnd().split("\n").map((line) => JSON.parse(line)));
    });
    child.stdin.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(""));
  });
}

/** What a mutation puts in. */
const PIECES = [
  ..."{}[]:,\"'\\/*#;=`~<>|-+.eExX0123456789ntfINauU$_ \t\n\r\v\f\0\b\u0001\u007f\u0085\u00a0\ufeff\u1680\u2003\u2028\u2029\u202f\u205f\u3000",
  "//", "/*", "*/", "\r\n", "\\\n", "\\\r\n", "\\\u2028", "\\u", "\\u0041", "\\u00", "\\x4", "\\x41", "\\0", "\\01", "\\9", "\\'", "\\ud83d\\udc40", "\\ud800",
  "null", "true", "false", "Infinity", "NaN", "-Infinity", "+NaN", "0x", "0xfF", "1e", "1e5", "1E-5", ".5", "5.", "-0", "01", "undefined", "True", "None",
  "__proto__", "\u200c", "\u200d", "é", "ª", "ು", "ༀ", "𐊧", "𠮷", "🦞", "ⅷ", "٣", "\u0300", "“", "”", "‘", "’", "：", "，", "｛", "｝", "...", "<<<<<<< HEAD\n", "=======\n", "```\n", "{a:1}", "[1]", '"a":1', "\ufffd",
];

/**
 * Texts made of the seeds by putting in, taking out, doubling, swapping and joining.
 *
 * @param {string[]} seeds
 * @param {number} rounds
 * @param {number} seed
 */
function* mutations(seeds, rounds, seed) {
  let state = seed >>> 0 || 1;
  // xorshift32: the same texts in every run.
  const below = (/** @type {number} */ limit) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
  const any = (/** @type {string[]} */ list) => /** @type {string} */ (list[below(list.length)]);
  for (let round = 0; round < rounds; round += 1) {
    let text = any(seeds);
    for (let step = below(3); step >= 0; step -= 1) {
      const at = below(text.length + 1);
      const to = Math.min(text.length, at + 1 + below(4));
      switch (below(6)) {
        case 0:
        case 1:
          text = text.slice(0, at) + any(PIECES) + text.slice(at);
          break;
        case 2:
          text = text.slice(0, at) + text.slice(to);
          break;
        case 3:
          text = text.slice(0, at) + any(PIECES) + text.slice(to);
          break;
        case 4:
          text = text.slice(0, at) + text.slice(at, to) + text.slice(at);
          break;
        default: {
          const other = any(seeds);
          text = text.slice(0, at) + other.slice(below(other.length + 1));
        }
      }
    }
    if (depth(text) <= MAX_DEPTH) yield text;
  }
}

/** @param {string} text */
function depth(text) {
  return text.split(/[[{]/).length;
}
