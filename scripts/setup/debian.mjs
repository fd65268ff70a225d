// Packages of the distribution, where it is Debian and we may install them.

import { readFileSync } from "node:fs";
import { Failed, answer, run, say } from "./run.mjs";

let updated = false;

/** Whether this machine runs Debian itself (a derivative may lack the packages or hold others). */
export function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

/**
 * Installs packages if we are root or sudo asks for no password.
 *
 * @param {string[]} packages
 * @returns {Promise<boolean>} false where this machine or user can't, or apt refuses
 */
export async function aptInstall(packages) {
  if (!isDebian()) return false;
  const root = process.getuid?.() === 0;
  if (!root && answer("sudo", ["-n", "true"]) === null) return false;
  const apt = (/** @type {string[]} */ ...args) =>
    run(root ? "apt-get" : "sudo", root ? args : ["-n", "apt-get", ...args], {
      env: { DEBIAN_FRONTEND: "noninteractive" },
      output: "hide",
    });

  say(`Installing Debian's ${packages.join(", ")} …`);
  try {
    if (!updated) await apt("update");
    updated = true;
    // Never at the price of something that is installed: rustc-web and rustc exclude each other.
    await apt("install", "--yes", "--no-remove", "--no-install-recommends", ...packages);
    return true;
  } catch (error) {
    if (error instanceof Failed) return false;
    throw error;
  }
}
