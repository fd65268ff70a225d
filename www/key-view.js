/** A config key: what it takes, in which releases it is known, where it went. */

import { h, icon, prose } from "./dom.js";
import { count, say } from "./lang.js";

/** @typedef {import("./report.d.ts").KeyPage} KeyPage */
/** @typedef {import("./report.d.ts").Stretch} Stretch */
/** @typedef {import("./page.js").Actions} Actions */

/**
 * @param {string} path as it stands in the field
 * @param {KeyPage | null} page
 * @param {readonly string[]} releases the newest first
 * @param {Actions} actions
 */
export function keyView(path, page, releases, actions) {
  const input = h("input", {
    type: "text",
    id: "key-path",
    value: path,
    "data-key": "key-path",
    placeholder: "agents.defaults.model.primary",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    translate: "no",
  });
  return [
    h(
      "form",
      {
        class: "look-up",
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          actions.lookUp(input.value);
        },
      },
      h("label", { for: "key-path" }, say("key.label")),
      h("div", { class: "look-up-row" }, input, h("button", { type: "submit", class: "button primary", "data-key": "look-up" }, say("key.look-up"))),
    ),
    page ? h("div", { class: "key-page" }, pageView(page, releases, actions)) : h("p", { class: "muted" }, prose(say("key.intro"))),
  ];
}

/**
 * @param {KeyPage} page
 * @param {readonly string[]} releases
 * @param {Actions} actions
 */
function pageView(page, releases, actions) {
  const { release, path, standing } = page;
  const sign = standing === "unknown" ? "error" : "ok";
  return [
    path !== "" && h("h3", { id: "key-title", tabindex: "-1" }, h("code", { translate: "no" }, path)),
    path !== "" && h("p", { class: `with-icon ${sign}`, role: "status" }, icon(sign), h("span", null, say(`key.${standing}`, { release }))),
    page.moved &&
      h("div", null, h("p", null, say("key.moved", { release })), places([page.moved.to], "moved", actions), h("p", { class: "source" }, say("finding.source", { source: page.moved.source }))),
    page.near && h("div", null, h("p", null, say("key.near")), places([sibling(path, page.near)], "near", actions)),
    page.elsewhere.length > 0 && h("div", null, h("p", null, say("key.elsewhere", { release })), places(page.elsewhere, "elsewhere", actions)),
    path !== "" && standing !== "free" && timeline(page.known, releases),
    detailsView(page, releases.at(-1)),
    page.keys.length > 0 && keysView(page, releases.at(-1), actions),
  ];
}

/**
 * @param {KeyPage} page
 * @param {string | undefined} first
 */
function detailsView({ types, values, minimum, maximum, default: preset, secret, path }, first) {
  if (path === "") return null;
  /** @type {[string, import("./dom.js").Child | import("./dom.js").Child[]][]} */
  const rows = [];
  if (types.length > 0) rows.push([say("key.type"), types.flatMap((type, n) => [n > 0 && " · ", h("code", null, type)])]);
  if (minimum !== null || maximum !== null) rows.push([say("key.range"), [minimum, maximum].map((bound) => bound ?? "").join(" … ")]);
  if (preset) rows.push([say("key.default"), h("code", { translate: "no" }, preset)]);
  if (secret) rows.push([say("key.secret"), say("key.secret.yes")]);
  if (values.length > 0) {
    rows.push([
      say("key.values"),
      h("ul", { class: "bare-list known" }, values.map(({ name, here, known }) => h("li", { class: here ? "" : "gone" }, h("code", { translate: "no" }, name), " ", sinceView(known, here, first)))),
    ]);
  }
  if (rows.length === 0) return null;
  return h("dl", { class: "facts-list" }, rows.flatMap(([term, content]) => [h("dt", null, term), h("dd", null, content)]));
}

/**
 * @param {KeyPage} page
 * @param {string | undefined} first
 * @param {Actions} actions
 */
function keysView({ path, keys, release }, first, actions) {
  const known = keys.filter(({ here }) => here).length;
  return h(
    "div",
    { class: "stack tight" },
    h("h3", path === "" ? { id: "key-title", tabindex: "-1" } : null, path === "" ? say("key.all") : say("key.keys")),
    known < keys.length && h("p", { class: "muted" }, count("key.other", keys.length - known, { release })),
    h(
      "ul",
      { class: "bare-list known" },
      keys.map(({ name, here, known: when }, n) =>
        h(
          "li",
          { class: here ? "" : "gone" },
          h("button", { type: "button", class: "link", "data-key": `key-${n}`, translate: "no", onclick: () => actions.lookUp(path === "" ? name : `${path}.${name}`) }, h("code", null, name)),
          " ",
          sinceView(when, here, first),
        ),
      ),
    ),
  );
}

/**
 * Says nothing of what was always there.
 *
 * @param {readonly Stretch[]} known
 * @param {boolean} here
 * @param {string | undefined} first the oldest release in the catalogue
 */
function sinceView(known, here, first) {
  const always = known.length === 1 && known[0]?.until === null && known[0].since === first;
  return always && here ? null : h("span", { class: "muted" }, stretchesOf(known, first));
}

/**
 * @param {readonly Stretch[]} known
 * @param {string | undefined} first
 */
function stretchesOf(known, first) {
  return known
    .map(({ since, until }) => {
      if (until === null) return say(since === first ? "key.always" : "key.since", { since });
      if (since === until) return since;
      return since === first ? say("key.until", { until }) : `${since} – ${until}`;
    })
    .join(", ");
}

/**
 * The releases as a line, filled where the key is known.
 *
 * @param {readonly Stretch[]} known
 * @param {readonly string[]} releases the newest first
 */
function timeline(known, releases) {
  const oldestFirst = [...releases].reverse();
  const bar = h("div", { class: "timeline", "aria-hidden": "true" });
  for (const { since, until } of known) {
    const from = oldestFirst.indexOf(since);
    const to = until === null ? oldestFirst.length - 1 : oldestFirst.indexOf(until);
    if (from < 0 || to < from) continue;
    const part = h("span", null);
    part.style.insetInlineStart = `${(from / oldestFirst.length) * 100}%`;
    part.style.inlineSize = `${((to - from + 1) / oldestFirst.length) * 100}%`;
    bar.append(part);
  }
  return h(
    "div",
    { class: "stack tight" },
    h("p", null, h("strong", null, say("key.releases")), " ", known.length === 0 ? say("key.never", { first: oldestFirst[0] ?? "", last: releases[0] ?? "" }) : stretchesOf(known, oldestFirst[0])),
    bar,
    h("p", { class: "timeline-ends muted", "aria-hidden": "true" }, h("span", null, oldestFirst[0] ?? ""), h("span", null, releases[0] ?? "")),
  );
}

/**
 * @param {readonly string[]} paths
 * @param {string} key
 * @param {Actions} actions
 */
function places(paths, key, actions) {
  return h(
    "ul",
    { class: "bare-list known" },
    paths.map((path, n) =>
      h("li", null, h("button", { type: "button", class: "link", "data-key": `${key}-${n}`, translate: "no", onclick: () => actions.lookUp(path) }, h("code", null, path))),
    ),
  );
}

/**
 * @param {string} path
 * @param {string} name
 */
function sibling(path, name) {
  const dot = path.lastIndexOf(".");
  return dot === -1 ? name : `${path.slice(0, dot)}.${name}`;
}
