// Pictures of the page's main states, to look at; two of them for the README.
//
//   node scripts/screenshots.mjs            all, in tests/output/screenshots/
//   node scripts/screenshots.mjs --readme   the two of docs/screenshots/

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { serve } from "./serve.mjs";
import { BROWSER_FLAGS, browser as findBrowser } from "./setup/browser.mjs";
import { ROOT, say, script } from "./setup/run.mjs";

const example = readFileSync(join(ROOT, "www/examples/kimi-code-key.txt"), "utf8");

/** What is pasted for each state. @type {Record<string, string>} */
const STATES = {
  empty: "",
  broken: example,
  "only-config": example.slice(example.indexOf("{\n"), example.lastIndexOf("}") + 1),
  "no-release": "Gateway failed to start: HTTP 401: Invalid Authentication",
  clean: "OpenClaw 2026.3.8 (3caab92)\n\n==> openclaw.json <==\n{ gateway: { mode: \"local\" } }\n",
  unclear: "hello, my bot does not answer",
  large: `${example}\n${"2026-03-12T10:15:00.000Z [gateway] a line of a long log\n".repeat(6_000)}`,
  rule: example,
  key: example,
  upgrade: example,
};

/** What is clicked before some pictures. @type {Record<string, string[]>} */
const CLICKS = {
  rule: ['[data-key="finding-0-rule"]', ".prose"],
  key: ['.path', "#key-title"],
  upgrade: ['[data-key="upgrade-ask"]', ".upgrade-steps"],
};

const SIZES = [
  [360, 780],
  [768, 1024],
  [1440, 900],
];

async function screenshots() {
  await build();
  const readme = process.argv.includes("--readme");
  const folder = join(ROOT, readme ? "docs/screenshots" : "tests/output/screenshots");
  mkdirSync(folder, { recursive: true });
  const { chromium: executablePath } = await findBrowser();
  const { chromium } = await import("playwright-core");
  const server = await serve({ port: 0 });
  const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });

  /**
   * @param {{ name: string, text: string, width: number, height: number, theme: "light" | "dark", lang: string, full: boolean }} picture
   */
  const take = async ({ name, text, width, height, theme, lang, full }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: lang, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForSelector(".intro h2");
    if (text) {
      await page.evaluate((pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", pasted);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, text);
      await page.waitForSelector(".verdict");
      // Shows the first finding in the text, as a reader would after F8.
      await page.keyboard.press("F8");
      await page.evaluate(() => scrollTo(0, 0));
    }
    const [click, then] = CLICKS[name.split("-")[0] ?? ""] ?? [];
    if (click && then) {
      await page.locator(click).first().click();
      await page.waitForSelector(then);
    }
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
    await context.close();
    say(`${name}.png`);
  };

  try {
    if (readme) {
      await take({ name: "wide", text: example, width: 1280, height: 800, theme: "light", lang: "en", full: false });
      await take({ name: "phone", text: example, width: 390, height: 800, theme: "dark", lang: "en", full: false });
      return;
    }
    for (const [name, text] of Object.entries(STATES)) {
      for (const [width = 0, height = 0] of SIZES) {
        for (const theme of /** @type {const} */ (["light", "dark"])) {
          for (const lang of ["en", "zh-CN"]) {
            await take({ name: `${name}-${width}-${theme}-${lang}`, text, width, height, theme, lang, full: true });
          }
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

await script(screenshots);
