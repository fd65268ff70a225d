/** Lines for the terminal, each with its purpose and a button that copies it. Nothing is ever run for the reader. */

import { copyButton } from "./clipboard.js";
import { h, icon, prose } from "./dom.js";
import { say } from "./lang.js";

/** @typedef {import("./report.d.ts").Command} Command */
/** @typedef {"posix" | "powershell"} Shell */

/** @returns {Shell} what the reader's own machine most likely has */
export function likelyShell() {
  return /windows/i.test(navigator.userAgent) ? "powershell" : "posix";
}

/**
 * The commands for one shell; all of them where none is for it.
 *
 * @param {readonly Command[]} commands
 * @param {Shell} shell
 */
export function forShell(commands, shell) {
  return commands.filter((command) => command.shell === "any" || command.shell === shell);
}

/**
 * @param {object} what
 * @param {string} what.run
 * @param {string} what.key
 * @param {string} [what.purpose]
 * @param {boolean} [what.destructive]
 * @param {(done: boolean) => void} what.copied
 */
export function commandRow({ run, key, purpose = "", destructive = false, copied }) {
  const code = h("code", { translate: "no" }, run);
  return h(
    "div",
    { class: destructive ? "command destructive" : "command" },
    purpose && h("p", { class: "purpose" }, prose(purpose)),
    destructive && h("p", { class: "caution" }, icon("warning"), say("plan.destructive")),
    h(
      "div",
      { class: "run" },
      h("pre", null, code),
      copyButton({
        label: say("copy.command"),
        key,
        bare: true,
        text: () => run,
        done: (done) => {
          // What cannot be copied is selected, so that the keyboard can.
          if (!done) getSelection()?.selectAllChildren(code);
          copied(done);
        },
      }),
    ),
  );
}
