/**
 * Runs the real config migrations of one release in one process. Started by record.mjs under a Node that has module
 * hooks; not for use by hand.
 *
 * In: one JSON line a task, `{ "migration"?, "config" }`; without `migration` all are made, as `doctor --fix` does.
 * Out: one JSON line a task, `{ "config", "said" }`, after a first line with the ids of all migrations.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";
import { installHooks, peek } from "../oracle/hooks.mjs";

const packageDirectory = path.resolve(process.argv[2] ?? ".");
const home = fs.mkdtempSync(path.join(os.tmpdir(), "clawlens-migrate-"));
process.on("exit", () => fs.rmSync(home, { recursive: true, force: true }));
for (const name of Object.keys(process.env)) if (!["PATH", "LANG", "TZ", "TMPDIR"].includes(name)) delete process.env[name];
Object.assign(process.env, { HOME: home, OPENCLAW_NO_RESPAWN: "1", NO_COLOR: "1" });
process.chdir(home);
installHooks();
const write = process.stdout.write.bind(process.stdout);

/** @param {string} directory @param {number} depth @returns {string[]} */
function chunks(directory, depth) {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(directory, entry.name);
    if (entry.isDirectory()) return depth > 0 && !/^(plugin-sdk|worker|extensions|control-ui)$/.test(entry.name) ? chunks(full, depth - 1) : [];
    return /\.m?js$/.test(entry.name) ? [full] : [];
  });
}

/** @returns {Promise<{ id: string, apply: (raw: object, changes: string[]) => void }[]>} */
async function load() {
  const files = chunks(path.join(packageDirectory, "dist"), 1)
    .filter((file) => !/(daemon-cli|\/(entry|index|extensionAPI)\.)/.test(file))
    .filter((file) => /\bconst LEGACY_CONFIG_MIGRATIONS = /.test(fs.readFileSync(file, "utf8")))
    .sort((a, b) => fs.statSync(a).size - fs.statSync(b).size);
  for (const file of files) {
    peek(file, ["LEGACY_CONFIG_MIGRATIONS"]);
    try {
      const found = (await import(pathToFileURL(file).href)).peek_LEGACY_CONFIG_MIGRATIONS;
      if (Array.isArray(found)) return found;
    } catch {
      // A chunk that starts the command line cannot be imported; its copies can.
    }
  }
  throw new Error("no migrations found: the package has another shape");
}

const migrations = await load();
write(`${JSON.stringify(migrations.map((migration) => migration.id))}\n`);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  const config = structuredClone(task.config);
  /** @type {string[]} */
  const said = [];
  for (const migration of migrations) {
    if (!task.migration || migration.id === task.migration) migration.apply(config, said);
  }
  write(`${JSON.stringify({ config, said }).replaceAll(home, "~")}\n`);
}
process.exit(0);
