// Chromium and its driver for the tests that need a real browser.

import { existsSync } from "node:fs";
import { Missing, which } from "./run.mjs";
import { aptInstall } from "./debian.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Without a network, sandbox (refused to root in containers) or first-run pages. */
export const BROWSER_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Finds or provides Chromium (`CHROMIUM` names another) and ChromeDriver (`CHROMEDRIVER`).
 *
 * @returns {Promise<{ chromium: string, chromedriver: string }>}
 */
export async function browser() {
  const find = () => ({
    chromium: process.env.CHROMIUM ?? BROWSERS.map(which).find(Boolean) ?? (existsSync(MAC) ? MAC : null),
    chromedriver: process.env.CHROMEDRIVER ?? which("chromedriver"),
  });
  let found = find();
  if ((!found.chromium || !found.chromedriver) && (await aptInstall(["chromium", "chromium-driver"]))) found = find();
  const { chromium, chromedriver } = found;
  if (chromium && chromedriver) return { chromium, chromedriver };
  const missing = [chromium ? "" : "Chromium", chromedriver ? "" : "ChromeDriver"].filter(Boolean).join(" and ");
  throw new Missing(`${missing} not found: install it (on Debian "apt-get install chromium chromium-driver") and run this again.`);
}
