// npm start: sets up what is needed, builds the page and serves it on this machine.

import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { serve } from "./serve.mjs";
import { Missing, script } from "./setup/run.mjs";

await script(async () => {
  const port = readPort();
  await build();
  const { url } = await serve({ port });
  process.stdout.write(`\nClawlens is at ${url} (Ctrl+C ends it)\n`);
});

/** @returns {number | undefined} */
function readPort() {
  let port;
  try {
    ({ port } = parseArgs({ options: { port: { type: "string" } } }).values);
  } catch (error) {
    throw new Missing(`${/** @type {Error} */ (error).message} (npm start -- --port 8081)`);
  }
  if (port === undefined) return undefined;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new Missing(`--port takes a number up to 65535, not "${port}".`);
  return Number(port);
}
