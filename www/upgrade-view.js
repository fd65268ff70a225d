/** What another release would make of the config: what moves, what goes, what else is to be done, the migrated file. */

import { copyButton } from "./clipboard.js";
import { commandRow } from "./command-view.js";
import { diffTable } from "./diff-view.js";
import { h, icon, prose } from "./dom.js";
import { say } from "./lang.js";

/** @typedef {import("./report.d.ts").Preview} Preview */
/** @typedef {import("./page.js").Actions} Actions */

/**
 * @typedef {object} Upgrade what the reader asked for
 * @property {string} from
 * @property {string} to
 * @property {boolean} drop whether what has no successor is left out
 * @property {string} text the config that is migrated
 * @property {Preview | null} preview null while it is made, or before it was asked for
 */

/**
 * @param {{ from: string, to: string, drop: boolean, asked: Upgrade | null, file: string }} state
 * @param {object} scene
 * @param {readonly string[]} scene.releases the newest first
 * @param {(text: string) => string} scene.mask
 * @param {boolean} scene.side two columns
 * @param {Actions} actions
 */
export function upgradeView({ from, to, drop, asked, file }, { releases, mask, side }, actions) {
  const preview = asked?.preview ?? null;
  return [
    h("h2", { id: "upgrade", tabindex: "-1" }, say("upgrade.title")),
    h("p", { class: "muted" }, say("upgrade.intro", { from })),
    h(
      "div",
      { class: "actions upgrade-choice" },
      h(
        "label",
        null,
        h("span", null, say("upgrade.to")),
        h(
          "select",
          { "data-key": "upgrade-to", onchange: (/** @type {Event} */ event) => actions.upgradeTo(/** @type {HTMLSelectElement} */ (event.target).value) },
          releases.map((release) => h("option", { value: release, selected: release === to }, release)),
        ),
      ),
      h("button", { type: "button", class: preview ? "button" : "button primary", "data-key": "upgrade-ask", onclick: actions.askUpgrade }, say("upgrade.ask")),
    ),
    h("div", { class: "upgrade-answer", role: "status" }, asked && !preview && h("p", { class: "muted" }, say("state.working")), preview && summaryView(preview)),
    preview?.parses && [
      ...partsOf(preview, drop, actions),
      ...fileView(preview, { before: asked?.text ?? "", file, mask, side }, actions),
    ],
  ].flat();
}

/** @param {Preview} preview */
function summaryView({ parses, accepted, to, from, newest_accepting: newest, remaining }) {
  if (!parses) return fact("warning", say("upgrade.unread"));
  return h(
    "ul",
    { class: "facts bare-list" },
    h("li", { class: accepted ? "ok" : "warning" }, icon(accepted ? "ok" : "warning"), h("span", null, say(accepted ? "upgrade.accepted" : "upgrade.refused", { to }))),
    remaining.map((line) => h("li", { class: "warning" }, icon("warning"), h("code", { translate: "no" }, line))),
    h("li", null, icon("info"), h("span", null, newest ? say("upgrade.newest", { newest }) : say("upgrade.none", { from }))),
  );
}

/**
 * @param {import("./dom.js").Shape} shape
 * @param {string} sentence
 */
function fact(shape, sentence) {
  return h("p", { class: `with-icon ${shape}` }, icon(shape), h("span", null, sentence));
}

/**
 * @param {Preview} preview
 * @param {boolean} drop
 * @param {Actions} actions
 */
function partsOf({ changed, lost, silent, node, plugins, steps }, drop, actions) {
  const notes = [...silent, ...(node ? [node] : [])];
  return [
    changed.length > 0 && part("upgrade.changed", h("ul", { class: "stack tight bare-list" }, changed.map(itemView))),
    lost.length > 0 &&
      part(
        "upgrade.lost",
        h("ul", { class: "stack tight bare-list" }, lost.map(itemView)),
        h(
          "label",
          { class: "consent" },
          h("input", {
            type: "checkbox",
            checked: drop,
            "data-key": "upgrade-drop",
            onchange: (/** @type {Event} */ event) => actions.upgradeDrop(/** @type {HTMLInputElement} */ (event.target).checked),
          }),
          h("span", null, say("upgrade.drop")),
        ),
      ),
    notes.length > 0 && part("upgrade.silent", h("ul", { class: "stack tight bare-list" }, notes.map(({ message, source }) => h("li", null, h("p", null, prose(message)), sourceOf(source))))),
    plugins.length > 0 &&
      part(
        "upgrade.plugins",
        h(
          "ul",
          { class: "stack tight bare-list" },
          plugins.map(({ because, run }, n) => h("li", null, commandRow({ run, purpose: `\`${because}\``, key: `upgrade-plugin-${n}`, copied: actions.copied }))),
        ),
      ),
    steps.length > 0 &&
      part(
        "upgrade.steps",
        h(
          "ol",
          { class: "upgrade-steps" },
          steps.map(({ title, run }, step) =>
            h("li", null, h("p", null, prose(title)), h("div", { class: "stack tight" }, run.map((line, n) => commandRow({ run: line, key: `upgrade-step-${step}-${n}`, copied: actions.copied })))),
          ),
        ),
      ),
  ];
}

/**
 * @param {import("./lang.js").Key} title
 * @param {...import("./dom.js").Child} content
 */
function part(title, ...content) {
  return h("div", { class: "stack tight" }, h("h3", null, say(title)), ...content);
}

/** @param {import("./report.d.ts").UpgradeItem} item */
function itemView({ message, old, new: next, left_out: leftOut, source }) {
  return h(
    "li",
    null,
    h("p", null, prose(message), leftOut && [" ", h("span", { class: "badge unsafe" }, say("upgrade.left_out"))]),
    (old !== null || next !== null) &&
      h(
        "p",
        { class: "values", translate: "no" },
        old !== null && h("code", null, old),
        old !== null && next !== null && h("span", { "aria-hidden": "true" }, " → "),
        next !== null && h("code", null, next),
      ),
    sourceOf(source),
  );
}

/** @param {string} source */
function sourceOf(source) {
  return source ? h("p", { class: "source" }, say("finding.source", { source })) : null;
}

/**
 * @param {Preview} preview
 * @param {{ before: string, file: string, mask: (text: string) => string, side: boolean }} scene
 * @param {Actions} actions
 */
function fileView({ text, from, to }, { before, file, mask, side }, actions) {
  if (text === before) return [h("p", null, say("upgrade.same"))];
  return [
    h(
      "div",
      { class: "title-row" },
      h("h3", null, say("upgrade.file")),
      h(
        "div",
        { class: "actions" },
        copyButton({
          label: say("corrected.copy"),
          key: "copy-upgraded",
          text: () => text,
          done: (done, refused) => actions.copiedUnseen(done, refused, "corrected.copied"),
        }),
        h(
          "button",
          { type: "button", class: "button", "data-key": "download-upgraded", onclick: () => actions.download(text, file) },
          icon("download"),
          say("corrected.download", { file }),
        ),
      ),
    ),
    diffTable({ before: mask(before), after: mask(text), caption: say("upgrade.diff", { from, to }), heads: [from, to], side, context: 3 }),
  ];
}
