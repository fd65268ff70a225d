// Applying what a report says to a text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, applySafe, inOrder, lineEdits } from "../../www/edits.js";

test("edits are applied in the order of the text, whatever order they come in", () => {
  assert.equal(apply("0123456789", [{ start: 8, end: 9, text: "!" }, { start: 1, end: 3, text: "" }, { start: 0, end: 0, text: ">" }]), ">034567!9");
});

test("edits that overlap or lie outside the text are refused as a whole", () => {
  assert.equal(apply("abc", [{ start: 0, end: 2, text: "" }, { start: 1, end: 3, text: "" }]), null);
  assert.equal(apply("abc", [{ start: 2, end: 4, text: "" }]), null);
  assert.equal(inOrder([{ start: 2, end: 1, text: "" }], 5), null);
});

test("edits by lines turn one text into the other, at every end", () => {
  const texts = ["", "a", "a\n", "a\nb", "b", "x\na\nb\ny", "x\na\nb\ny\n", "\n", "a\n\nb", "q\nb\ny", "a\nb\nc\n"];
  for (const before of texts) {
    for (const after of texts) {
      const edits = lineEdits(before, after);
      assert.equal(apply(before, edits), after, JSON.stringify([before, after, edits]));
    }
  }
});

/**
 * @param {string} rule
 * @param {import("../../www/report.d.ts").Edit[]} edits
 */
const finding = (rule, edits, applicability = "safe") =>
  /** @type {any} */ ({ rule, path: null, message: rule, fix: { title: `mend ${rule}`, applicability, edits } });

/** @param {any[]} findings @returns {any} */
const report = (findings) => ({ findings });

test("each safe fix is applied to the text that the one before left", async () => {
  const diagnose = async (/** @type {string} */ text) =>
    report([
      ...(text.includes("a") ? [finding("a", [{ start: text.indexOf("a"), end: text.indexOf("a") + 1, text: "" }])] : []),
      ...(text.includes("b") ? [finding("b", [{ start: text.indexOf("b"), end: text.indexOf("b") + 1, text: "BBB" }])] : []),
      finding("c", [{ start: 0, end: 1, text: "?" }], "unsafe"),
    ]);
  const result = await applySafe("xayb", await diagnose("xayb"), diagnose);
  assert.deepEqual(result, { text: "xyBBB", titles: ["mend a", "mend b"] });
});

test("a fix that does not remove its finding is applied once", async () => {
  const diagnose = async () => report([finding("stubborn", [{ start: 0, end: 0, text: "+" }])]);
  assert.equal((await applySafe("x", await diagnose(), diagnose)).text, "+x");
});
