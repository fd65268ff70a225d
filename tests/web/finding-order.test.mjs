// Findings are read root cause first; nothing is lost and nothing is shown twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixDifference, tree } from "../../www/finding-view.js";

const findings = (/** @type {number[][]} */ explains) => /** @type {any[]} */ (explains.map((list) => ({ explains: list })));

test("what a finding explains stands beneath it, down to what that explains", () => {
  assert.deepEqual(tree(findings([[2], [], [3], []])), [{ index: 0, beneath: [2, 3] }, { index: 1, beneath: [] }]);
});

test("findings that explain each other, themselves or nothing that is there are all shown once", () => {
  for (const explains of [[[1], [0]], [[0]], [[7]], [[1, 1], []], [[2], [2], []]]) {
    const shown = tree(findings(explains)).flatMap(({ index, beneath }) => [index, ...beneath]);
    assert.deepEqual(shown.sort(), explains.map((_, index) => index), JSON.stringify(explains));
  }
});

test("a fix is shown by the lines that it touches and one around them", () => {
  const text = "1\n2\n3 bad\n4\n5\n6";
  assert.deepEqual(fixDifference(text, [{ start: 6, end: 9, text: "good" }]), { before: "2\n3 bad\n4", after: "2\n3 good\n4", line: 2 });
  assert.deepEqual(fixDifference(text, [{ start: 0, end: 1, text: "" }]), { before: "1\n2", after: "\n2", line: 1 });
  assert.equal(fixDifference(text, []), null);
});
