// The delta of the catalogue's release files: what diff writes, fold gives back, key order included.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { diff, fold } from "../../scripts/catalogue/delta.mjs";
import { documentOf, file, known } from "../../scripts/catalogue/files.mjs";
import { print } from "../../scripts/catalogue/print.mjs";

/** @typedef {import("../../scripts/catalogue/delta.mjs").Json} Json */

/** @type {{ name: string, before: Json, after: Json, changes: number }[]} */
const CASES = [
  { name: "nothing", before: { a: 1 }, after: { a: 1 }, changes: 0 },
  { name: "a key added at the end", before: { a: 1 }, after: { a: 1, b: 2 }, changes: 1 },
  { name: "a key added in front", before: { a: 1 }, after: { b: 2, a: 1 }, changes: 1 },
  { name: "two keys added between", before: { a: 1, d: 1 }, after: { a: 1, b: 2, c: 3, d: 1 }, changes: 2 },
  { name: "a key removed", before: { a: { x: 1, y: 2 }, b: 1 }, after: { a: { x: 1 }, b: 1 }, changes: 1 },
  { name: "keys in another order", before: { a: 1, b: 2, c: 3 }, after: { c: 3, a: 1, b: 2 }, changes: 1 },
  { name: "another value", before: { a: { b: "x" } }, after: { a: { b: "y" } }, changes: 1 },
  { name: "keys with slashes and tildes", before: { "a/b": { "c~d": 1 } }, after: { "a/b": { "c~d": 2, "": 3 } }, changes: 1 },
  { name: "a list of objects", before: { a: [{ x: 1, long: "a".repeat(200) }, { y: 1 }] }, after: { a: [{ x: 1, long: "a".repeat(200) }, { y: 2 }] }, changes: 1 },
  { name: "a list of another length", before: { a: [1, 2] }, after: { a: [1] }, changes: 1 },
  { name: "everything", before: {}, after: { a: { b: [{ c: null }] } }, changes: 1 },
];

for (const { name, before, after, changes } of CASES) {
  test(`${name}: diff and fold give the later document`, () => {
    const list = diff(before, after);
    assert.equal(list.length, changes);
    assert.equal(JSON.stringify(fold(structuredClone(before), list)), JSON.stringify(after));
  });
}

test("a part that was there before is pointed at", () => {
  const part = { type: "object", properties: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`key${index}`, { type: "string" }])) };
  const [change] = diff({ a: part }, { a: part, b: { c: part } });
  assert.deepEqual(change, { at: "/b", add: { c: { $same: "/a" } } });
});

test("a change that does not fit what is there is refused", () => {
  assert.throws(() => fold({ a: 1 }, [{ at: "/b", remove: true }]));
  assert.throws(() => fold({ a: 1 }, [{ at: "/a", set: 3, was: 2 }]));
  assert.throws(() => fold({ a: 1 }, [{ at: "/a", add: 2 }]));
  assert.throws(() => fold({ a: 1 }, [{ at: "/b", add: 2, after: "c" }]));
  assert.throws(() => fold({ a: 1, b: 2 }, [{ at: "", order: ["a"] }]));
});

test("every release file is printed as the command prints it", () => {
  for (const name of known()) {
    const text = readFileSync(new URL(`../../src/catalogue/releases/${name}.json`, import.meta.url), "utf8");
    assert.equal(print(JSON.parse(text)), text, name);
  }
});

test("the delta of a release can be made again from the documents", () => {
  for (const name of ["2026.3.8", "2026.9.6"]) {
    const before = known()[known().indexOf(name) - 1];
    assert.ok(before);
    assert.deepEqual(diff(documentOf(before).document, documentOf(name).document), file(name).changes);
  }
});

test("every release folds to the document its hash was made of", () => {
  /** @type {Json} */
  let document = {};
  for (const name of known()) {
    const { changes, sha256 } = file(name);
    document = fold(document, changes);
    assert.equal(createHash("sha256").update(JSON.stringify(document)).digest("hex"), sha256, name);
  }
});
