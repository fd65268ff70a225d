// How the built page loads and how it takes typing, in Chromium:
//
//   node scripts/page-speed.mjs
//
// What Lighthouse would measure of a page that loads nothing from elsewhere: first paint, largest paint, blocked
// time and shifts while loading with a processor slowed four times; then the longest task on the main thread while
// someone types into 100 KB. Prints one line a figure with its budget, and fails where one is broken.

import { build } from "./build.mjs";
import { serve } from "./serve.mjs";
import { BROWSER_FLAGS, browser as findBrowser } from "./setup/browser.mjs";
import { Failed, say, script } from "./setup/run.mjs";

const KEYS = 80;

/** A config of about so many characters that has findings. @param {number} size */
function config(size) {
  const provider = (/** @type {number} */ n) => `      "relay-${n}": { baseUrl: "https://relay-${n}.example/v1", api: "openai-completions", models: [{ id: "m${n}", name: "M", reasoning: true }] },\n`;
  let providers = "";
  for (let n = 0; providers.length < size; n++) providers += provider(n);
  return `OpenClaw 2026.3.8 (3caab92)\n\n{\n  models: {\n    mode: "merge",\n    providers: {\n${providers}    },\n  },\n  gateway: { mode: "local", nope: 1 },\n}\n`;
}

await script(async () => {
  await build();
  const { chromium: executablePath } = await findBrowser();
  const { chromium } = await import("playwright-core");
  const server = await serve({ port: 0 });
  const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  /** @type {string[]} */
  const broken = [];
  const figure = (/** @type {string} */ name, /** @type {number} */ value, /** @type {string} */ unit, /** @type {number} */ budget) => {
    const over = value > budget;
    if (over) broken.push(name);
    say(`${name.padEnd(58)}${value.toFixed(unit === "" ? 3 : 0).padStart(8)} ${unit.padEnd(3)} (${over ? "OVER " : ""}${budget}${unit && ` ${unit}`})`);
  };
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript(() => {
      const seen = { tasks: /** @type {[number, number][]} */ ([]), shift: 0, largest: 0 };
      Object.assign(globalThis, { seen });
      const watch = (/** @type {string} */ type, /** @type {(entry: any) => void} */ take) =>
        new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
      watch("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
      watch("layout-shift", ({ value, hadRecentInput }) => {
        if (!hadRecentInput) seen.shift += value;
      });
      watch("largest-contentful-paint", ({ startTime }) => {
        seen.largest = startTime;
      });
    });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    let transferred = 0;
    await devtools.send("Network.enable");
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
      transferred += encodedDataLength;
    });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.goto(server.url);
    await page.locator(".cm-content").click();
    await page.keyboard.type("x");
    const interactive = await page.evaluate(() => performance.now());
    await page.waitForTimeout(2_000);
    const loaded = await page.evaluate(() => {
      const { tasks, shift, largest } = /** @type {any} */ (globalThis).seen;
      const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
      return { first, largest, shift, blocked: tasks.reduce((/** @type {number} */ sum, /** @type {[number, number]} */ [, duration]) => sum + duration - 50, 0) };
    });
    figure("transferred, gzipped", transferred / 1024, "KB", 400);
    figure("first paint, processor slowed 4 times", loaded.first, "ms", 1_000);
    figure("largest paint, processor slowed 4 times", loaded.largest, "ms", 1_000);
    figure("text takes a key, processor slowed 4 times", interactive, "ms", 1_000);
    figure("blocked while loading, processor slowed 4 times", loaded.blocked, "ms", 200);
    figure("layout shift while loading", loaded.shift, "", 0);

    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.keyboard.press("Control+a");
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      document.querySelector(".editor")?.shadowRoot?.querySelector(".cm-content")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }));
    }, config(100_000));
    await page.waitForSelector(".verdict");
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).seen.tasks.length = 0;
      /** @type {any} */ (globalThis).seen.shift = 0;
    });
    for (let n = 0; n < KEYS; n++) await page.keyboard.type(n % 10 ? "a" : "\n", { delay: 60 });
    await page.waitForTimeout(1_500);
    const typed = await page.evaluate(() => /** @type {any} */ (globalThis).seen);
    const longest = Math.max(0, ...typed.tasks.map((/** @type {[number, number]} */ [, duration]) => duration));
    figure(`longest task while ${KEYS} keys go into 100 KB`, longest, "ms", 50);
    figure("layout shift while typing", typed.shift, "", 0);
  } finally {
    await browser.close();
    await server.close();
  }
  if (broken.length > 0) throw new Failed(`Over budget: ${broken.join("; ")}.`);
});
