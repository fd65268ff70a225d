import { Engine } from "./engine.js";

const engine = new Engine();
const main = document.querySelector("main");
if (main) main.textContent = String(await engine.diagnose("🦞x"));
