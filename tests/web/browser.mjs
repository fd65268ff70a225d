// The served page in a real browser, with everything watched that could leave it.

import { join } from "node:path";
import { chromium, firefox } from "playwright-core";
import { BROWSER_FLAGS, browser as findBrowser, firefox as findFirefox } from "../../scripts/setup/browser.mjs";
import { ROOT } from "../../scripts/setup/run.mjs";
import { serve } from "../../scripts/serve.mjs";

/**
 * A page and what happened on it.
 *
 * @typedef {object} Visit
 * @property {import("playwright-core").Page} page
 * @property {string} url
 * @property {() => string[]} requests addresses asked for since {@link Visit.forget}, refused ones too
 * @property {() => string[]} arrived those that reached the page's own server
 * @property {() => string[]} problems console errors, exceptions and broken policy, since then
 * @property {() => Promise<string[]>} stored what lies in storage, cookies, caches and databases
 * @property {() => void} forget forgets the requests of loading
 */

/**
 * Serves dist/ or another folder, opens it with an empty profile, and closes everything afterwards.
 *
 * @param {(visit: Visit) => Promise<void>} use
 * @param {object} [options]
 * @param {string} [options.path]
 * @param {string} [options.folder]
 * @param {import("playwright-core").Browser} [options.browser] one that is open already, and stays so
 * @param {import("playwright-core").BrowserContextOptions} [options.context]
 * @param {() => void} [options.init] runs in the page before its own scripts
 */
export async function visit(use, { path = "", folder, browser: open, context: contextOptions, init } = {}) {
  /** @type {string[]} */
  const arrived = [];
  const server = await serve({ port: 0, onRequest: (address) => arrived.push(address), ...(folder && { folder }) });
  const browser = open ?? (await launch());
  try {
    // Firefox is told by a preference instead.
    const permissions = isFirefox(browser) ? [] : ["clipboard-read", "clipboard-write"];
    const context = await browser.newContext({ permissions, ...contextOptions });
    if (init) await context.addInitScript(init);
    const page = await context.newPage();
    /** @type {string[]} */
    const requests = [];
    /** @type {string[]} */
    const problems = [];
    // Of the context, not of the page: so a worker's requests are seen too.
    context.on("request", (request) => {
      // A blob lives in this page; reading it asks nobody.
      if (!request.url().startsWith("blob:")) requests.push(request.url());
    });
    page.on("websocket", (socket) => requests.push(socket.url()));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));

    const url = server.url + path;
    await page.goto(url);
    await use({
      page,
      url,
      requests: () => [...requests],
      arrived: () => [...arrived],
      problems: () => [...problems],
      stored: () => stored(page),
      forget: () => {
        requests.length = 0;
        arrived.length = 0;
        problems.length = 0;
      },
    });
    await context.close();
  } finally {
    if (!open) await browser.close();
    await server.close();
  }
}

/** @param {import("playwright-core").Browser} browser */
export const isFirefox = (browser) => browser.browserType().name() === "firefox";

/** Firefox as the system has it, for several visits: `firefox-launcher.mjs` says how, and what cannot be tested in it. */
export async function launchFirefox() {
  return firefox.launch({
    channel: "moz-firefox",
    executablePath: join(ROOT, "tests/web/firefox-launcher.mjs"),
    env: { ...process.env, CLAWLENS_FIREFOX: await findFirefox() },
    // Reading the clipboard would ask, and nobody would answer.
    firefoxUserPrefs: { "dom.events.testing.asyncClipboard": true },
  });
}

/** Chromium, for several visits. */
export async function launch() {
  const { chromium: executablePath } = await findBrowser();
  return chromium.launch({ executablePath, args: BROWSER_FLAGS });
}

/**
 * Everything that the page left in the browser.
 *
 * @param {import("playwright-core").Page} page
 */
async function stored(page) {
  const cookies = await page.context().cookies();
  const kept = await page.evaluate(async () => [
    ...Object.entries(localStorage).map(([key, value]) => `localStorage ${key}=${value}`),
    ...Object.entries(sessionStorage).map(([key, value]) => `sessionStorage ${key}=${value}`),
    ...(await caches.keys()).map((key) => `cache ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
    ...(history.state === null ? [] : [`history.state ${JSON.stringify(history.state)}`]),
    ...(window.name === "" ? [] : [`window.name ${window.name}`]),
  ]);
  return [...cookies.map(({ name, value }) => `cookie ${name}=${value}`), ...kept];
}
