/** What opens above the page: a rule's page, a key looked up, a text to copy by hand. */

import { h, icon } from "./dom.js";
import { keyView } from "./key-view.js";
import { say } from "./lang.js";
import { markdown } from "./markdown.js";

/** @typedef {import("./page.js").Actions} Actions */

/**
 * What the sheet shows. `text` of a rule is null while it is fetched, and false where that failed;
 * `page` of a key is null before one was looked up.
 *
 * @typedef {{ kind: "rule", rule: string, text: string | null | false }
 *   | { kind: "key", path: string, page: import("./report.d.ts").KeyPage | null }
 *   | { kind: "copy", text: string }} Sheet
 */

/**
 * @param {Sheet} sheet
 * @param {readonly string[]} releases the newest first
 * @param {Actions} actions
 */
export function sheetView(sheet, releases, actions) {
  return [
    h(
      "div",
      { class: "title-row" },
      h("h2", { id: "sheet-title", tabindex: "-1" }, sheet.kind === "rule" ? h("code", { translate: "no" }, sheet.rule) : say(`sheet.${sheet.kind}`)),
      h(
        "button",
        { type: "button", class: "button bare", "data-key": "sheet-close", title: say("sheet.close"), onclick: actions.closeSheet },
        icon("clear"),
        h("span", { class: "visually-hidden" }, say("sheet.close")),
      ),
    ),
    ...bodyOf(sheet, releases, actions),
  ];
}

/**
 * @param {Sheet} sheet
 * @param {readonly string[]} releases
 * @param {Actions} actions
 */
function bodyOf(sheet, releases, actions) {
  switch (sheet.kind) {
    case "rule":
      if (sheet.text === null) return [h("p", { class: "muted" }, say("state.loading"))];
      if (sheet.text === false) return [h("p", null, say("sheet.rule.failed")), h("pre", null, h("code", null, `clawlens explain ${sheet.rule}`))];
      return [h("div", { class: "prose" }, markdown(sheet.text))];
    case "key":
      return keyView(sheet.path, sheet.page, releases, actions);
    case "copy": {
      const area = h("textarea", { readonly: true, class: "by-hand", "aria-label": say("sheet.copy"), "data-key": "by-hand", rows: 12, onfocus: () => area.select() });
      area.value = sheet.text;
      return [h("p", null, say("sheet.copy.intro")), area];
    }
  }
}
