/** The first view: what to paste, and the command that collects it on each system. */

import { commandRow } from "./command-view.js";
import { h, icon, prose } from "./dom.js";
import { say } from "./lang.js";

/** @typedef {import("./page.js").Actions} Actions */
/** @typedef {"macos" | "linux" | "windows" | "docker"} System */

const posix = `(
openclaw --version
openclaw models status
openclaw gateway status
echo '==> openclaw.json <=='
cat ~/.openclaw/openclaw.json
) 2>&1`;

/** @type {Record<System, string>} */
const collect = {
  macos: `${posix} | pbcopy`,
  linux: `${posix} | tee openclaw-report.txt`,
  windows: `& {
openclaw --version
openclaw models status
openclaw gateway status
'==> openclaw.json <=='
Get-Content -Encoding UTF8 ~\\.openclaw\\openclaw.json
} 2>&1 | Set-Clipboard`,
  docker: `docker compose run -T --rm openclaw-cli --version
docker compose run -T --rm openclaw-cli models status
docker compose logs --tail 60 openclaw-gateway
echo '==> openclaw.json <=='
cat ~/.openclaw/openclaw.json`,
};

/** @returns {System} */
export function likelySystem() {
  const agent = navigator.userAgent;
  if (/windows/i.test(agent)) return "windows";
  // A phone says nothing about the machine that OpenClaw runs on; most are Linux.
  return /macintosh/i.test(agent) ? "macos" : "linux";
}

/**
 * @param {System} system
 * @param {boolean} first nothing was pasted yet
 * @param {Actions} actions
 */
export function introView(system, first, actions) {
  return [
    h("h2", { id: "intro" }, say("intro.title")),
    h("p", null, say("intro.run")),
    h(
      "fieldset",
      { class: "segments" },
      h("legend", { class: "visually-hidden" }, say("intro.system")),
      /** @type {System[]} */ (["macos", "linux", "windows", "docker"]).map((value) =>
        h(
          "label",
          null,
          h("input", {
            type: "radio",
            name: "system",
            value,
            checked: value === system,
            "data-key": `system-${value}`,
            onchange: () => actions.chooseSystem(value),
          }),
          h("span", null, say(`intro.${value}`)),
        ),
      ),
    ),
    commandRow({ run: collect[system], key: "collect", copied: actions.copied }),
    h("p", { class: "muted" }, prose(say(`intro.note.${system}`))),
    h("p", null, say("intro.each")),
    first &&
      h(
        "p",
        null,
        h(
          "button",
          { type: "button", class: "button", "data-key": "example", onclick: actions.example },
          say("editor.example"),
        ),
      ),
    h("p", { class: "muted with-icon" }, icon("lock"), h("span", null, say("intro.safe"))),
  ];
}
