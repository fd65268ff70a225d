// The core called from JavaScript: what its own tests, being Rust, cannot say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { engine } from "./engine.mjs";

const core = await engine();
const EXAMPLE = readFileSync(new URL("../../www/examples/kimi-code-key.txt", import.meta.url), "utf8");

/** @param {string} text */
const places = (text) => {
  const report = core.diagnose(text);
  return [
    ...report.secrets,
    ...(report.corrected ? [report.corrected] : []),
    ...report.findings.flatMap(({ where, evidence, fix }) => [
      ...(where ? [where] : []),
      ...evidence.filter((item) => item.kind === "quote"),
      ...(fix?.edits ?? []),
    ]),
  ];
};

test("artifacts tile the paste in UTF-16, whatever stands before them", () => {
  for (const before of ["", "é日本 🦞🦞\n", "\uD83E lone \uDD9E\n", "🦞".repeat(300) + "\n"]) {
    const text = before + EXAMPLE;
    let end = 0;
    for (const artifact of core.diagnose(text).artifacts) {
      assert.equal(artifact.start, end, artifact.label);
      end = artifact.end;
    }
    assert.equal(end, text.length);
  }
});

test("every place is shifted by exactly the UTF-16 length of what stands before", () => {
  const plain = places(EXAMPLE);
  assert.ok(plain.length > 10);
  for (const before of ["🦞x\n\n", "\uD83Ex\n\n", "x\uDD9E\n\n"]) {
    const ascii = places("x".repeat(before.length - 2) + "\n\n" + EXAMPLE);
    const moved = places(before + EXAMPLE);
    assert.deepEqual(
      moved.map(({ start, end }) => [start, end]),
      ascii.map(({ start, end }) => [start, end]),
      JSON.stringify(before),
    );
  }
});

test("a fix's edits, applied in JavaScript, give a config that the core accepts", () => {
  const text = '{ "//": "🦞", agents: { defaults: { modle: "x" } } }';
  const { findings } = core.diagnose(text, { openclaw: "2026.3.8" });
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  for (const { start, end } of edits) assert.ok(start <= end && end <= text.length);
  for (const { where } of findings) {
    if (where) assert.ok(where.end <= text.length);
  }
});

test("the worst pastes are answered", () => {
  const texts = ["", "\0", "\uFEFF", "\uD800", "[".repeat(100_000), "{".repeat(100_000), "🦞".repeat(100_000), "a:".repeat(100_000)];
  for (const text of texts) {
    const report = core.diagnose(text);
    assert.equal(report.report, 1);
    assert.notEqual(report.verdict.sentence, "");
    // A paste of control characters alone is in no artifact.
    if (report.artifacts.length > 0) assert.equal(report.artifacts.at(-1)?.end, text.length);
  }
});

test("the same paste always gets the same report", async () => {
  const other = await engine();
  assert.equal(JSON.stringify(core.diagnose(EXAMPLE)), JSON.stringify(other.diagnose(EXAMPLE)));
  assert.equal(JSON.stringify(core.diagnose(EXAMPLE)), JSON.stringify(core.diagnose(EXAMPLE)));
});

test("a chosen release is the one judged by", () => {
  assert.equal(core.diagnose(EXAMPLE).openclaw.judged_as, "2026.3.8");
  assert.equal(core.diagnose(EXAMPLE, { openclaw: "2026.9.6" }).openclaw.judged_as, "2026.9.6");
});

test("options that mean nothing are refused with an error that says so", () => {
  assert.throws(() => core.diagnose("", { openclaw: "newest" }), /not a version such as/);
  assert.throws(() => core.validate("{}", { openclaw: "2020.1.1" }), /not a release in the catalogue/);
  assert.throws(() => core.diagnose("", /** @type {any} */ (7)), /options is not an object/);
  // And the engine goes on.
  assert.equal(core.diagnose("").report, 1);
});

test("a config is validated as the named release does", () => {
  const text = '{ agents: { defaults: { modle: "x" } } }';
  const { valid, issues } = core.validate(text, { openclaw: "2026.3.8" });
  assert.equal(valid, false);
  assert.deepEqual(issues, [{ path: "agents.defaults", message: 'Unrecognized key: "modle"' }]);
  assert.equal(core.validate("{}", { openclaw: "2026.3.8" }).valid, true);
});

test("redacting hides what the report's places call secret", () => {
  const { secrets, redacted } = core.diagnose(EXAMPLE);
  assert.equal(core.redact(EXAMPLE), redacted);
  assert.equal(redacted.split("\n").length, EXAMPLE.split("\n").length);
  assert.ok(secrets.length > 0);
  for (const { start, end } of secrets) {
    const secret = EXAMPLE.slice(start, end);
    assert.ok(!redacted.includes(secret), "a secret stands in the redacted text");
  }
});

test("the catalogue's releases come oldest first", () => {
  const releases = core.releases();
  assert.equal(releases[0]?.version, "2026.1.29");
  assert.ok(releases.some(({ version }) => version === "2026.3.8"));
  assert.ok(core.rules().some(({ rule }) => rule === "provider-key-mismatch"));
});

test("the report as Markdown holds no secret, and for a chat fits one message", () => {
  for (const form of /** @type {const} */ (["chat", "tracker"])) {
    const text = core.markdown(EXAMPLE, { form });
    assert.match(text, /kimi-coding\/k2p5/);
    assert.ok(!text.includes("4f7c2a90d1e86b35c7a4f09e2b6d8131f5c3a7e09b1d2468"));
    if (form === "chat") assert.ok(text.length < 2_000);
  }
});
