/** The frame of the page: its landmarks, in the order in which they are read, and what always stands in them. */

import { h, icon } from "./dom.js";
import { count, language, languages, say } from "./lang.js";

/** @typedef {import("./page.js").Actions} Actions */
/** @typedef {"system" | "light" | "dark"} Theme */

/** The places that views are painted into. */
export function frame() {
  const section = (/** @type {string} */ name, /** @type {string | null} */ title) =>
    h("section", { class: name, "aria-labelledby": title });
  const places = {
    skip: h("nav", { class: "skip" }),
    top: h("header", { class: "top" }),
    live: h("p", { class: "visually-hidden", "aria-live": "polite" }),
    toolbar: h("div", { class: "title-row" }),
    editor: h("div", { class: "editor" }),
    progress: h("div", { class: "progress", hidden: true }),
    status: h("p", { class: "status" }),
    notices: h("div", { class: "notices", role: "status" }),
    failure: h("div", { role: "alert" }),
    intro: section("card intro", "intro"),
    verdict: section("verdict-place", "verdict"),
    jump: h("nav", { class: "jump" }),
    findings: section("findings", "findings"),
    plan: section("card", "plan"),
    missing: section("card", "missing"),
    recognised: section("recognised", "recognised"),
    share: section("recognised", "share"),
    corrected: section("card corrected", "corrected"),
    upgrade: section("card corrected", "upgrade"),
    footer: h("footer", { class: "foot" }),
    drop: h("div", { class: "drop", hidden: true }),
    sheet: h("dialog", { class: "sheet", "aria-labelledby": "sheet-title" }),
  };
  const result = h(
    "div",
    { class: "result", id: "result", tabindex: "-1" },
    places.notices,
    places.failure,
    places.verdict,
    places.intro,
    places.jump,
    places.findings,
    places.plan,
    places.missing,
    places.recognised,
    places.share,
  );
  document.body.append(
    places.skip,
    places.top,
    h(
      "main",
      { class: "work" },
      h(
        "section",
        { class: "paste", id: "paste", "aria-labelledby": "paste-title", tabindex: "-1" },
        places.toolbar,
        h("div", { class: "editor-frame" }, places.editor, places.progress),
        places.status,
      ),
      result,
      places.corrected,
      places.upgrade,
    ),
    places.footer,
    places.live,
    places.drop,
    places.sheet,
  );
  return { ...places, result };
}

/** @typedef {ReturnType<typeof frame>} Places */

/** @param {Actions} actions */
export function skipView(actions) {
  return [
    h("a", { href: "#paste", onclick: actions.toPaste }, say("skip.paste")),
    h("a", { href: "#result", onclick: actions.toResult }, say("skip.result")),
  ];
}

/**
 * @param {Theme} theme
 * @param {Actions} actions
 */
export function topView(theme, actions) {
  return [
    h("h1", null, h("span", { class: "lens", "aria-hidden": "true" }), say("app.name")),
    h("p", { class: "tagline" }, say("app.tagline")),
    h(
      "div",
      { class: "controls" },
      h(
        "button",
        { type: "button", class: "button bare named", "data-key": "open-key", title: say("sheet.key"), onclick: () => actions.openKey("") },
        icon("search"),
        h("span", null, say("key.open")),
      ),
      h(
        "label",
        null,
        h("span", { class: "visually-hidden" }, say("lang.label")),
        h(
          "select",
          {
            "data-key": "language",
            onchange: (/** @type {Event} */ event) =>
              actions.speak(/** @type {import("./lang.js").Tag} */ (/** @type {HTMLSelectElement} */ (event.target).value)),
          },
          Object.entries(languages).map(([tag, sentences]) =>
            h("option", { value: tag, lang: tag, selected: tag === language() }, sentences["lang.name"]),
          ),
        ),
      ),
      h(
        "button",
        { type: "button", class: "button bare", "data-key": "theme", title: themeName(theme), onclick: actions.nextTheme },
        icon(theme),
        h("span", { class: "visually-hidden" }, themeName(theme)),
      ),
    ),
  ];
}

/** @param {Theme} theme */
function themeName(theme) {
  return `${say("theme.label")}: ${say(`theme.${theme}`)}`;
}

/**
 * @param {{ empty: boolean, masked: boolean, secrets: number }} state
 * @param {Actions} actions
 */
export function toolbarView({ empty, masked, secrets }, actions) {
  const tool = (
    /** @type {string} */ key,
    /** @type {import("./dom.js").Shape} */ shape,
    /** @type {string} */ label,
    /** @type {() => void} */ onclick,
    pressed = /** @type {boolean | null} */ (null),
  ) =>
    h(
      "button",
      { type: "button", class: "button small", "data-key": key, title: label, onclick, "aria-pressed": pressed === null ? null : String(pressed) },
      icon(shape),
      h("span", { class: "tool-word" }, label),
    );
  return [
    h("h2", { id: "paste-title" }, say("editor.title")),
    h(
      "div",
      { class: "tools" },
      secrets > 0 && tool("mask", masked ? "eye" : "hidden", say(masked ? "editor.show" : "editor.hide"), actions.toggleMask),
      tool("files", "file", say("editor.files"), actions.pick),
      !empty && tool("clear", "clear", say("editor.clear"), actions.clear),
    ),
  ];
}

/**
 * @param {{ lines: number, empty: boolean, masked: boolean, secrets: number, large: boolean, working: boolean, ready: boolean }} state
 */
export function statusView({ lines, empty, masked, secrets, large, working, ready }) {
  const words = empty
    ? [say("app.promise")]
    : [
        count("editor.lines", lines),
        secrets > 0 && count(masked ? "editor.secrets" : "editor.secrets.shown", secrets),
        working ? say(ready ? "state.working" : "state.loading") : large && say("editor.large"),
      ].filter(Boolean);
  return [
    h("span", { class: "with-icon" }, icon("lock"), h("span", null, words.join(" · "))),
    h("span", { class: "keys" }, say("editor.help")),
  ];
}

/**
 * @param {readonly { id: number, text: string }[]} notices
 * @param {Actions} actions
 */
export function noticesView(notices, actions) {
  return notices.map(({ id, text }) =>
    h(
      "p",
      { class: "notice" },
      icon("info"),
      h("span", null, text),
      h(
        "button",
        { type: "button", class: "button bare small", "data-key": `notice-${id}`, title: say("notice.close"), onclick: () => actions.dismiss(id) },
        icon("clear"),
        h("span", { class: "visually-hidden" }, say("notice.close")),
      ),
    ),
  );
}

/**
 * @param {{ reason: import("./engine.js").EngineError["reason"], detail: string } | null} failure
 * @param {Actions} actions
 */
export function failureView(failure, actions) {
  if (!failure) return [];
  return [
    h(
      "div",
      { class: "verdict failed" },
      h("p", { class: "level" }, icon("error"), say("failed.title")),
      h("p", { class: "large" }, say(`failed.${failure.reason}`)),
      h("details", null, h("summary", null, say("failed.detail")), h("code", { class: "detail" }, failure.detail)),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "button primary", "data-key": "again", onclick: actions.again }, say("failed.again")),
      ),
    ),
  ];
}

/** @param {[string, string][]} targets id → name, those that are there */
export function jumpView(targets) {
  if (targets.length < 2) return [];
  return [h("ul", { class: "bare-list" }, targets.map(([id, name]) => h("li", null, h("a", { href: `#${id}` }, name))))];
}

export function footerView() {
  return [
    h("h2", null, icon("lock"), say("footer.title")),
    h("p", null, say("footer.how")),
    h("p", null, say("footer.source")),
  ];
}
