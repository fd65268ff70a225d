// The report's types in www/report.d.ts are those of the real reports: a missing field fails, and so
// does one that the types do not know.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/setup/run.mjs";
import { pastes } from "../../scripts/cases.mjs";
import { engine } from "./engine.mjs";

test("every case's report has exactly the fields of its types", async () => {
  const core = await engine();
  const texts = pastes();
  assert.ok(texts.length > 5, "the cases are found");
  const reports = ["", ...texts].map((text) => core.diagnose(text));
  assert.ok(reports.some(({ corrected }) => corrected !== null));

  const folder = join(ROOT, "tests/output/report-types");
  mkdirSync(folder, { recursive: true });
  const types = JSON.stringify(join(ROOT, "www/report.d.ts"));
  // One literal each: TypeScript looks for unknown fields only in literals.
  const lines = reports.map((report, at) => `export const report${at}: Report = ${JSON.stringify(report)};`);
  writeFileSync(join(folder, "reports.ts"), `import type { Report } from ${types};\n${lines.join("\n")}\n`);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { strict: true, noEmit: true, allowImportingTsExtensions: true, types: [], module: "esnext", moduleResolution: "bundler", target: "es2022" }, files: ["reports.ts"] }),
  );
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "--project", folder], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});
