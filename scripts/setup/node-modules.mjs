// The npm packages of the lock file.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, contentHash, once, run, say } from "./run.mjs";

/** Installs what package-lock.json says, unless it is installed. No package's script is run. */
export async function nodeModules() {
  await once("node_modules/.clawlens", contentHash(["package.json", "package-lock.json"]), async () => {
    say("Installing the npm packages …");
    rmSync(join(ROOT, "node_modules"), { recursive: true, force: true });
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { output: "hide" });
  });
}
