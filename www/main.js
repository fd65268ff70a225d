/** Starts the page in the language of the browser, with the core in a worker. */

import { Engine, EngineError } from "./engine.js";
import { choose, speak } from "./lang.js";
import { Page } from "./page.js";

/** Only a blob worker inherits the policy of the page; one from a file could reach the network. */
async function spawn() {
  if (typeof Worker !== "function") throw new EngineError("worker", "no Worker");
  const { workerSource } = await import("clawlens:engine");
  const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

speak(choose(navigator.languages));
new Page(new Engine(spawn));
