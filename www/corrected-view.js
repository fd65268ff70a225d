/** The corrected file beside the reader's own, to copy or download under its right name. */

import { copyButton } from "./clipboard.js";
import { trimmed } from "./diff.js";
import { diffTable } from "./diff-view.js";
import { h, icon, prose } from "./dom.js";
import { count, say } from "./lang.js";

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./page.js").Actions} Actions */

/**
 * @param {Report} report
 * @param {object} scene
 * @param {string} scene.text the paste
 * @param {(text: string) => string} scene.mask
 * @param {boolean} scene.side two columns
 * @param {boolean} scene.whole the whole file, not only what changes
 * @param {Actions} actions
 */
export function correctedView({ corrected, artifacts }, { text, mask, side, whole }, actions) {
  if (!corrected) return [];
  const { verified, applied, left, file } = corrected;
  const artifact = artifacts[corrected.artifact];
  const original = artifact ? text.slice(artifact.start, artifact.end) : "";
  return [
    h("h2", { id: "corrected", tabindex: "-1" }, say("corrected.title")),
    h(
      "div",
      { class: "corrected-head" },
      h(
        "ul",
        { class: "facts bare-list" },
        h("li", { class: verified.valid ? "ok" : "warning" }, icon(verified.valid ? "ok" : "warning"), h("span", null, verdictOf(verified))),
        applied.length > 0 && h("li", null, icon("info"), h("span", null, count("corrected.applied", applied.length))),
        left.length > 0 && h("li", { class: "warning" }, icon("warning"), h("span", null, count("corrected.left", left.length))),
        verified.remaining.map((issue) => h("li", { class: "warning" }, icon("warning"), h("code", { translate: "no" }, issue))),
      ),
      h(
        "div",
        { class: "actions" },
        copyButton({
          label: say("corrected.copy"),
          key: "copy-corrected",
          tone: "primary",
          text: () => corrected.text,
          done: (done, text) => actions.copiedUnseen(done, text, "corrected.copied"),
        }),
        h(
          "button",
          { type: "button", class: "button", "data-key": "download", onclick: () => actions.download(corrected.text, file) },
          icon("download"),
          say("corrected.download", { file }),
        ),
      ),
      h("p", { class: "muted with-icon" }, icon("lock"), h("span", null, prose(say("corrected.masked")))),
    ),
    h(
      "fieldset",
      { class: "segments" },
      h("legend", { class: "visually-hidden" }, say("corrected.view")),
      [false, true].map((value) =>
        h(
          "label",
          null,
          h("input", {
            type: "radio",
            name: "whole",
            checked: value === whole,
            "data-key": `whole-${value}`,
            onchange: () => actions.showWhole(value),
          }),
          h("span", null, say(value ? "corrected.all" : "corrected.changes")),
        ),
      ),
    ),
    diffTable({
      before: mask(trimmed(original)),
      after: mask(trimmed(corrected.text)),
      caption: say("diff.caption"),
      side,
      context: whole ? Infinity : 3,
    }),
  ];
}

/** @param {{ parses: boolean, valid: boolean, release: string }} verified */
function verdictOf({ parses, valid, release }) {
  if (!parses) return say("corrected.unparsed");
  return say(valid ? "corrected.valid" : "corrected.invalid", { release });
}
