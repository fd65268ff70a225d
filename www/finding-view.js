/** Findings as cards: what is wrong, what shows it, what would mend it; what one explains is folded beneath it. */

import { commandRow, forShell } from "./command-view.js";
import { diffTable } from "./diff-view.js";
import { h, icon, prose } from "./dom.js";
import { apply, identity, inOrder } from "./edits.js";
import { count, say } from "./lang.js";

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./report.d.ts").Finding} Finding */
/** @typedef {import("./page.js").Actions} Actions */

/**
 * @typedef {object} Scene what the cards read besides the findings
 * @property {string} text the paste
 * @property {(text: string) => string} mask
 * @property {import("./command-view.js").Shell} shell
 * @property {number} shown how many cards at most
 */

/** Cards shown before the reader asks for the rest. */
export const FIRST_CARDS = 40;

/**
 * The findings in the order of reading, with what each explains beneath it.
 *
 * @param {readonly Finding[]} findings
 * @returns {{ index: number, beneath: number[] }[]}
 */
export function tree(findings) {
  const explained = new Set(findings.flatMap(({ explains }, index) => explains.filter((other) => other !== index)));
  const roots = findings.map((_, index) => index).filter((index) => !explained.has(index));
  /** @type {Set<number>} */
  const placed = new Set(roots);
  const result = roots.map((index) => {
    /** @type {number[]} */
    const beneath = [];
    const open = [...(findings[index]?.explains ?? [])];
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const finding = findings[next];
      if (!finding || placed.has(next)) continue;
      placed.add(next);
      beneath.push(next);
      open.unshift(...finding.explains);
    }
    return { index, beneath };
  });
  // Findings that explain each other in a ring would otherwise be lost.
  findings.forEach((_, index) => {
    if (!placed.has(index)) result.push({ index, beneath: [] });
  });
  return result;
}

/**
 * @param {Report} report
 * @param {readonly { id: number, title: string }[]} applied
 * @param {Scene} scene
 * @param {Actions} actions
 */
export function findingsView(report, applied, scene, actions) {
  const { findings } = report;
  if (findings.length === 0 && applied.length === 0) return [];
  const nodes = tree(findings);
  const rest = nodes.length - scene.shown;
  return [
    h(
      "div",
      { class: "title-row" },
      h("h2", { id: "findings", tabindex: "-1" }, say("finding.title")),
      findings.length > 1 &&
        h(
          "div",
          { class: "stepper" },
          stepper("previous", actions.previous),
          stepper("next", actions.next),
        ),
    ),
    appliedView(applied, actions),
    h(
      "ol",
      { class: "stack bare-list" },
      nodes
        .slice(0, scene.shown)
        .map(({ index, beneath }) => card(report.findings, index, beneath, scene, actions)),
    ),
    rest > 0 &&
      h("button", { type: "button", class: "button", "data-key": "more", onclick: actions.more }, count("finding.more", rest)),
  ];
}

/**
 * @param {"previous" | "next"} way
 * @param {() => void} onclick
 */
function stepper(way, onclick) {
  return h(
    "button",
    { type: "button", class: "button bare", "data-key": way, title: say(`finding.${way}`), onclick },
    icon(way),
    h("span", { class: "visually-hidden" }, say(`finding.${way}`)),
  );
}

/**
 * @param {readonly { id: number, title: string }[]} applied
 * @param {Actions} actions
 */
function appliedView(applied, actions) {
  if (applied.length === 0) return null;
  return h(
    "ul",
    { class: "applied bare-list" },
    applied.map(({ id, title }) =>
      h(
        "li",
        null,
        icon("ok"),
        h("span", null, prose(say("applied.title", { title }))),
        h(
          "button",
          { type: "button", class: "button small", "data-key": `undo-${id}`, onclick: () => actions.undo(id) },
          icon("undo"),
          say("applied.undo"),
          h("span", { class: "visually-hidden" }, `: ${title}`),
        ),
      ),
    ),
  );
}

/**
 * @param {readonly Finding[]} findings
 * @param {number} index
 * @param {readonly number[]} beneath
 * @param {Scene} scene
 * @param {Actions} actions
 * @param {"h3" | "h4"} [level]
 * @returns {HTMLElement | null}
 */
function card(findings, index, beneath, scene, actions, level = "h3") {
  const finding = findings[index];
  if (!finding) return null;
  const { severity, certainty, path, docs } = finding;
  const shown = forShell(finding.commands, scene.shell);
  const key = `finding-${index}`;
  const article = h(
    "article",
    { class: `finding ${severity}`, id: key, "aria-labelledby": `${key}-title` },
    h(
      "p",
      { class: "badges" },
      h("span", { class: `badge ${severity}` }, icon(severity), say(`finding.severity.${severity}`)),
      certainty !== "certain" && h("span", { class: "badge" }, say(`finding.certainty.${certainty}`)),
      path &&
        h(
          "button",
          { type: "button", class: "path", "data-key": `${key}-path`, title: say("finding.path"), onclick: () => actions.openKey(path) },
          h("code", { translate: "no" }, path),
          h("span", { class: "visually-hidden" }, `: ${say("finding.path")}`),
        ),
    ),
    h(level, { id: `${key}-title`, tabindex: "-1", "data-key": key }, prose(finding.message)),
    evidenceView(finding, key, actions),
    fixView(finding, index, scene, actions),
    shown.length > 0 &&
      h(
        "div",
        { class: "stack tight" },
        shown.map((command, n) => commandRow({ ...command, key: `${key}-command-${n}`, copied: actions.copied })),
      ),
    h(
      "p",
      { class: "more" },
      h(
        "button",
        { type: "button", class: "link", "data-key": `${key}-rule`, onclick: () => actions.openRule(finding.rule) },
        say("finding.rule"),
        h("span", { class: "visually-hidden" }, `: ${finding.rule}`),
      ),
      docs && h("a", { href: docs, rel: "noreferrer", "data-key": `${key}-docs` }, say("finding.docs")),
    ),
    beneath.length > 0 &&
      h(
        "details",
        { class: "beneath", "data-key": `${identity(finding)}\nbeneath` },
        h("summary", { "data-key": `${key}-beneath` }, count("finding.explains", beneath.length)),
        h(
          "ol",
          { class: "stack bare-list" },
          beneath.map((other) => card(findings, other, [], scene, actions, "h4")),
        ),
      ),
  );
  return h("li", null, article);
}

/**
 * @param {Finding} finding
 * @param {string} key
 * @param {Actions} actions
 */
function evidenceView(finding, key, actions) {
  if (finding.evidence.length === 0) return null;
  return h(
    "ul",
    { class: "evidence bare-list", "aria-label": say("finding.evidence") },
    finding.evidence.map((item, n) => {
      switch (item.kind) {
        case "quote":
          return h(
            "li",
            null,
            h(
              "button",
              {
                type: "button",
                class: "quote",
                "data-key": `${key}-evidence-${n}`,
                onclick: (/** @type {MouseEvent} */ event) => actions.jump(item, event, finding),
              },
              h("span", { class: "no" }, h("span", { class: "visually-hidden" }, say("finding.line.jump", { line: item.line })), h("span", { "aria-hidden": "true" }, item.line)),
              h("code", { translate: "no" }, item.text),
            ),
            item.note && h("p", { class: "note" }, prose(item.note)),
          );
        case "absent":
          return h(
            "li",
            null,
            h("p", { class: "note" }, prose(say("finding.absent", { path: "`" + item.path + "`" }))),
            item.note && h("p", { class: "note" }, prose(item.note)),
          );
        case "fact":
          return h(
            "li",
            null,
            h("p", { class: "note" }, item.note ? prose(item.note) : say("finding.fact"), " ", sourceView(item.source)),
          );
      }
    }),
  );
}

/** @param {string | null | undefined} source */
function sourceView(source) {
  if (!source) return null;
  const link = /^https:\/\/\S+$/.test(source);
  return h(
    "span",
    { class: "source" },
    link
      ? h("a", { href: source, rel: "noreferrer" }, say("finding.source", { source: source.replace("https://", "") }))
      : say("finding.source", { source }),
  );
}

/**
 * @param {Finding} finding
 * @param {number} index
 * @param {Scene} scene
 * @param {Actions} actions
 */
function fixView(finding, index, scene, actions) {
  const { fix } = finding;
  if (!fix) return null;
  const key = identity(finding);
  const difference = fixDifference(scene.text, fix.edits);
  return h(
    "div",
    { class: `fix ${fix.applicability}` },
    h(
      "div",
      { class: "fix-head" },
      h(
        "p",
        { class: "fix-title" },
        h("strong", null, prose(fix.title)),
        " ",
        h("span", { class: `badge ${fix.applicability}` }, say(`finding.fix.${fix.applicability}`)),
      ),
      fix.edits.length > 0 &&
        h(
          "button",
          {
            type: "button",
            class: fix.applicability === "safe" ? "button small primary" : "button small",
            "data-key": `apply-${index}`,
            onclick: () => actions.apply(index),
          },
          say("finding.apply"),
          h("span", { class: "visually-hidden" }, `: ${fix.title}`),
        ),
    ),
    fix.why && h("p", { class: "note" }, prose(fix.why)),
    difference && differenceView(difference, key, scene),
  );
}

/** A change of more lines than this is folded. */
const LONG_CHANGE = 10;

/**
 * @param {{ before: string, after: string, line: number }} difference
 * @param {string} key
 * @param {Scene} scene
 */
function differenceView({ before, after, line }, key, { mask }) {
  const table = diffTable({
    before: mask(before),
    after: mask(after),
    caption: say("diff.fix"),
    side: false,
    context: 1,
    first: line,
  });
  const changed = table.querySelectorAll("del, ins").length;
  if (changed <= LONG_CHANGE) return table;
  return h(
    "details",
    { class: "long-change", "data-key": `${key}\nchange` },
    h("summary", { "data-key": `${key}-change` }, count("diff.long", changed)),
    table,
  );
}

/**
 * The lines that a fix touches, with one line around them, as they are and as they would be.
 *
 * @param {string} text
 * @param {readonly import("./report.d.ts").Edit[]} edits
 * @returns {{ before: string, after: string, line: number } | null}
 */
export function fixDifference(text, edits) {
  const sorted = inOrder(edits, text.length);
  if (!sorted || sorted.length === 0) return null;
  const around = (/** @type {number} */ at) => text.lastIndexOf("\n", at - 1) + 1;
  const first = around(sorted[0]?.start ?? 0);
  const start = first === 0 ? 0 : around(first - 1);
  let end = text.indexOf("\n", sorted.at(-1)?.end ?? 0);
  if (end !== -1) end = text.indexOf("\n", end + 1);
  if (end === -1) end = text.length;
  const before = text.slice(start, end);
  const after = apply(
    before,
    sorted.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  if (after === null) return null;
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < start; at = text.indexOf("\n", at + 1)) line++;
  return { before, after, line };
}
