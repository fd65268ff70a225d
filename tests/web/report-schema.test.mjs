// docs/report.schema.json describes the real reports: a wrong type fails, a missing field, and a
// field that the schema does not know.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { ROOT } from "../../scripts/setup/run.mjs";
import { pastes } from "../../scripts/cases.mjs";
import { engine } from "./engine.mjs";

/** @returns {any} */
const published = () => JSON.parse(readFileSync(join(ROOT, "docs/report.schema.json"), "utf8"));

/**
 * The same schema without the room that it leaves for later fields.
 * @param {any} schema
 */
function closed(schema) {
  if (schema.properties) schema.additionalProperties = false;
  for (const part of Object.values(schema)) if (typeof part === "object" && part !== null) closed(part);
  return schema;
}

test("every case's report is what the published schema says, and nothing more", async () => {
  const core = await engine();
  const check = new Ajv2020({ allErrors: true, strictTypes: false }).compile(closed(published()));
  const texts = pastes();
  assert.ok(texts.length > 5, "the cases are found");
  for (const text of ["", ...texts]) {
    const report = core.diagnose(text);
    assert.ok(check(report), `${text.slice(0, 200)}\n${JSON.stringify(check.errors, null, 1)}`);
  }
});

test("a later report with one more field is still read", async () => {
  const core = await engine();
  const check = new Ajv2020({ strictTypes: false }).compile(published());
  assert.ok(check({ ...core.diagnose(""), later: 1 }));
  assert.ok(!check({ ...core.diagnose(""), verdict: { level: "fine", sentence: "" } }));
});
