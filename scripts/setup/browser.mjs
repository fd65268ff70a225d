// The browsers for the tests that need a real one: Chromium with its driver, and Firefox.

import { existsSync } from "node:fs";
import { Missing, which } from "./run.mjs";
import { aptInstall } from "./debian.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const MAC_FIREFOX = "/Applications/Firefox.app/Contents/MacOS/firefox";

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

/**
 * Finds or provides Firefox (`FIREFOX` names another).
 *
 * @returns {Promise<string>}
 */
export async function firefox() {
  const find = () => process.env.FIREFOX ?? which("firefox-esr") ?? which("firefox") ?? (existsSync(MAC_FIREFOX) ? MAC_FIREFOX : null);
  let found = find();
  if (!found && (await aptInstall(["firefox-esr"]))) found = find();
  if (found) return found;
  throw new Missing('Firefox not found: install it (on Debian "apt-get install firefox-esr") and run this again.');
}
