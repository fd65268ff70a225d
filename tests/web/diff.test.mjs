// The comparison of two texts: right, shortest where that is affordable, and fast.

import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, ends, hunks, pairs } from "../../www/diff.js";

/** @param {import("../../www/diff.js").Row[]} rows @param {"removed" | "added"} without */
const side = (rows, without) => rows.filter(({ kind }) => kind !== without).map(({ text }) => text).join("\n");

test("both texts can be read back from the rows, whatever they are", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n;
  for (let round = 0; round < 400; round++) {
    const text = () => Array.from({ length: random(12) }, () => "abc"[random(3)]).join("\n");
    const [before, after] = [text(), text()];
    const rows = diff(before, after);
    assert.equal(side(rows, "added"), before);
    assert.equal(side(rows, "removed"), after);
    for (const row of rows) {
      if (row.before) assert.equal(before.split("\n")[row.before - 1], row.text);
      if (row.after) assert.equal(after.split("\n")[row.after - 1], row.text);
    }
  }
});

test("only the lines that differ are marked", () => {
  const rows = diff("a\nb\nc\nd\ne", "a\nc\nx\nd\ne");
  assert.deepEqual(rows.filter(({ kind }) => kind !== "equal").map(({ kind, text }) => [kind, text]), [["removed", "b"], ["added", "x"]]);
});

test("line ends of Windows are no difference", () => {
  assert.deepEqual(diff("a\r\nb", "a\nb").map(({ kind }) => kind), ["equal", "equal"]);
});

test("what goes stands before what comes", () => {
  assert.deepEqual(diff("a\nb\nz", "c\nd\nz").map(({ kind }) => kind), ["removed", "removed", "added", "added", "equal"]);
});

test("two long texts without a line in common are compared at once", () => {
  const text = (/** @type {string} */ word) => Array.from({ length: 20_000 }, (_, n) => word + n).join("\n");
  const started = performance.now();
  const rows = diff(text("a"), text("b"));
  assert.equal(rows.length, 40_000);
  assert.ok(performance.now() - started < 2_000);
});

test("far from any change, lines are left out and counted", () => {
  const lines = Array.from({ length: 50 }, (_, n) => `line ${n}`);
  const parts = hunks(diff(lines.join("\n"), lines.with(25, "changed").join("\n")), 2);
  assert.deepEqual(parts.map(({ skipped, rows }) => [skipped, rows.length]), [[23, 6], [22, 0]]);
});

test("a changed line stands beside its new form", () => {
  const rows = diff("a\nb\nc", "a\nB\nnew\nc");
  assert.deepEqual(pairs(rows).map(([left, right]) => [left?.text, right?.text]), [["a", "a"], ["b", "B"], [undefined, "new"], ["c", "c"]]);
});

test("the equal ends of a changed line never overlap, and end where a word ends", () => {
  assert.deepEqual(ends("a a", "a a a"), [3, 0]);
  assert.deepEqual(ends('model: "x/a",', 'model: "y/a",'), [8, 2]);
  assert.deepEqual(ends('"moonshot/kimi-k2.5": {', '"kimi-coding/k2p5": {'), [1, 4]);
});
