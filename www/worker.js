/** The core in a worker: every message is answered, with a value or with an error and its reason. */

import { load } from "clawlens:core";

const loading = load();
// A failure is told to every call; without this it would also be an unhandled rejection.
loading.catch(() => {});

self.onmessage = async ({ data: { id, name, args } }) => {
  let core;
  try {
    core = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (await loading));
  } catch (error) {
    self.postMessage({ id, error: String(error), reason: "wasm" });
    return;
  }
  try {
    self.postMessage({ id, value: core[name]?.(...args) });
  } catch (error) {
    self.postMessage({ id, error: String(error), reason: "crash" });
  }
};
