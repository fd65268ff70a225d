/**
 * Prints what the catalogue takes from one unpacked release, as one JSON line. Started by main.mjs under a Node that
 * has module hooks; not for use by hand.
 *
 * node extract.mjs PACKAGE [DIRECTORY]   DIRECTORY: whose node_modules hold the zod to use instead of the installed one
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { installHooks } from "../oracle/hooks.mjs";
import { releaseFacts } from "./facts.mjs";
import { channelSchemas, coreSchemas, pluginManifests, prepare } from "./schema.mjs";
import { Unpacked } from "./unpacked.mjs";

const [directory = ".", zod] = process.argv.slice(2);
const home = fs.mkdtempSync(path.join(os.tmpdir(), "clawlens-catalogue-"));
process.on("exit", () => fs.rmSync(home, { recursive: true, force: true }));
Object.assign(process.env, { HOME: home, OPENCLAW_STATE_DIR: path.join(home, ".openclaw"), OPENCLAW_NO_RESPAWN: "1", NO_COLOR: "1" });
// Chunks print when they are loaded; only our line may reach stdout.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

// In some releases the chunk with the schema imports the command line's entry, which would start the command line.
const idle = { module: /\/run-main[-\w]*\.m?js$/, source: "export const runCli = () => new Promise(() => {});" };
installHooks(zod ? { zod } : {}, [idle]);
const unpacked = new Unpacked(directory);
prepare(unpacked);
const { core, zodChannels, source, sensitive } = await coreSchemas(unpacked);
const channels = await channelSchemas(unpacked);
const { plugins, manifests } = pluginManifests(unpacked);
const { facts, sources } = releaseFacts(unpacked, manifests);
const build = unpacked.json("dist/build-info.json");
const result = {
  built: build.builtAt ?? null,
  commit: build.commit ?? null,
  sources: {
    built: "dist/build-info.json",
    core: source,
    channels: channels.source ?? "checked by the core schema",
    plugins: "openclaw.plugin.json of each folder in dist/extensions, extensions",
    sensitive: sensitive ? "zod registry `sensitive`, uiHints" : "uiHints (no registry in the core schema)",
    ...sources,
  },
  document: { core, channels: channels.channels, zodChannels, plugins, unsupportedSecretRefs: channels.unsupportedSecretRefs, facts },
};
print(`${JSON.stringify(result)}\n`, () => process.exit(0));
