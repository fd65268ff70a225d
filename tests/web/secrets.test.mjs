// Masks on the screen never move a line and never leave a piece of a secret.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DOTS, byLine, maskedSlice, masker, suspects } from "../../www/secrets.js";

test("a secret of several lines is masked line by line", () => {
  const text = "key: -----BEGIN\nabc\r\ndef\n-----END;";
  const end = text.indexOf(";");
  const ranges = byLine(text, [{ start: 5, end, mask: "-----BEGIN\n•\n•\n-----END" }]);
  assert.deepEqual(ranges.map(({ start, end: to, mask }) => [text.slice(start, to), mask]), [
    ["-----BEGIN", "-----BEGIN"],
    ["abc", "•"],
    ["def", "•"],
    ["-----END", "-----END"],
  ]);
});

test("a secret is masked wherever its value stands", () => {
  const text = 'token: "hunter2-hunter2"';
  const mask = masker(text, [{ start: 8, end: 23, mask: "hun…" }]);
  assert.equal(mask("{ token: 'hunter2-hunter2' } // hunter2-hunter2"), "{ token: 'hun…' } // hun…");
});

test("a secret that lies within another one does not keep the longer one from being masked", () => {
  const text = "short-secret short-secret-and-more";
  const mask = masker(text, [{ start: 0, end: 12, mask: "A" }, { start: 13, end: 34, mask: "B" }]);
  assert.equal(mask("short-secret-and-more short-secret"), "B A");
});

test("a part of the paste is copied masked, also where a secret reaches over its edge", () => {
  const text = "a SECRET b";
  const secrets = [{ start: 2, end: 8, mask: "•" }];
  assert.equal(maskedSlice(text, secrets, 0, 10), "a • b");
  assert.equal(maskedSlice(text, secrets, 4, 10), "• b");
  assert.equal(maskedSlice(text, secrets, 0, 5), "a •");
});

test("until the first report, long runs of letters and digits are hidden and words are not", () => {
  const text = "sk-kimi-FAKE1234FAKE1234 requiresOpenAiAnthropicToolPayload 2026-03-11T10:00:00 openclaw.json ws://127.0.0.1:18789";
  assert.deepEqual(suspects(text).map(({ start, end, mask }) => [text.slice(start, end), mask]), [["sk-kimi-FAKE1234FAKE1234", DOTS]]);
});
