// The cases as scripts and page tests read them (tests/cases/README.md says what is in one).

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup/run.mjs";

/** @returns {string[]} what each case pastes, in the order of the files; several blocks are joined */
export function pastes() {
  const folder = join(ROOT, "tests/cases");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return [...text.matchAll(/^(`{3,})paste\n([\s\S]*?)^\1$/gm)].map((block) => block[2] ?? "").join("\n");
    })
    .filter((paste) => paste !== "");
}
