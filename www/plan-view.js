/** The plan: what to do, in order, to tick off. */

import { commandRow, forShell } from "./command-view.js";
import { h, icon, prose } from "./dom.js";
import { say } from "./lang.js";

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./report.d.ts").Step} Step */
/** @typedef {import("./report.d.ts").Finding} Finding */
/** @typedef {import("./page.js").Actions} Actions */
/** @typedef {import("./command-view.js").Shell} Shell */

/**
 * @param {Report} report
 * @param {ReadonlySet<string>} ticked names of the steps that the reader ticked
 * @param {Shell} shell
 * @param {Actions} actions
 */
export function planView({ plan, findings, corrected }, ticked, shell, actions) {
  if (plan.length === 0) return [];
  const done = plan.filter((step) => step.done || ticked.has(nameOf(step))).length;
  const choice = plan.some(({ commands }) => commands.some((command) => command.shell !== "any"));
  return [
    h(
      "div",
      { class: "title-row" },
      h("h2", { id: "plan", tabindex: "-1" }, say("plan.title")),
      h("p", { class: "muted" }, say("plan.done", { n: done, total: plan.length })),
    ),
    choice && shellView(shell, actions),
    h(
      "ol",
      { class: "plan bare-list" },
      plan.map((step, index) =>
        stepView(step, index, { checked: Boolean(step.done) || ticked.has(nameOf(step)), findings, shell, corrected: corrected !== null }, actions),
      ),
    ),
  ];
}

/**
 * @param {Step} step
 * @param {number} index
 * @param {{ checked: boolean, findings: readonly Finding[], shell: Shell, corrected: boolean }} scene
 * @param {Actions} actions
 */
function stepView(step, index, { checked, findings, shell, corrected }, actions) {
  const { title, why, commands, expect, if_not: ifNot, done } = step;
  const fixes = step.fixes.filter((n) => findings[n]?.fix?.edits.length);
  const id = `step-${index}`;
  return h(
    "li",
    { class: checked ? "step done" : "step" },
    h(
      "label",
      { class: "step-title" },
      h("input", {
        type: "checkbox",
        checked,
        "data-key": id,
        "aria-describedby": why ? `${id}-why` : null,
        onchange: (/** @type {Event} */ event) =>
          actions.tick(nameOf(step), /** @type {HTMLInputElement} */ (event.target).checked),
      }),
      h("span", null, prose(title)),
    ),
    h(
      "div",
      { class: "step-body" },
      why && h("p", { id: `${id}-why` }, prose(why)),
      done && h("p", { class: "note" }, provenView(done, index, actions)),
      fixes.length > 0 &&
        h(
          "div",
          { class: "actions" },
          // The whole file is there with all of them: no need to go through them one by one.
          corrected && h("a", { class: "button small", href: "#corrected", "data-key": `${id}-corrected` }, say("jump.corrected")),
          !corrected && fixes.map((n) =>
            h(
              "button",
              { type: "button", class: "button small", "data-key": `${id}-fix-${n}`, onclick: () => actions.apply(n) },
              h("span", null, prose(say("finding.apply.named", { title: findings[n]?.fix?.title ?? "" }))),
            ),
          ),
        ),
      h(
        "div",
        { class: "stack tight" },
        forShell(commands, shell).map((command, n) =>
          commandRow({ ...command, key: `${id}-command-${n}`, copied: actions.copied }),
        ),
      ),
      expect && outcome("ok", say("plan.expect"), expect),
      ifNot && outcome("unclear", say("plan.if_not"), ifNot),
    ),
  );
}

/**
 * @param {import("./report.d.ts").Place} place
 * @param {number} index
 * @param {Actions} actions
 */
function provenView(place, index, actions) {
  return h(
    "button",
    {
      type: "button",
      class: "link",
      "data-key": `step-${index}-proof`,
      onclick: (/** @type {MouseEvent} */ event) => actions.jump(place, event),
    },
    say("plan.proven", { line: place.line }),
  );
}

/**
 * @param {import("./dom.js").Shape} shape
 * @param {string} label
 * @param {string} sentence
 */
function outcome(shape, label, sentence) {
  return h("p", { class: `outcome ${shape}` }, icon(shape), h("span", null, h("strong", null, label), " ", prose(sentence)));
}

/**
 * @param {Shell} shell
 * @param {Actions} actions
 */
function shellView(shell, actions) {
  return h(
    "fieldset",
    { class: "segments" },
    h("legend", { class: "visually-hidden" }, say("plan.shell")),
    /** @type {Shell[]} */ (["posix", "powershell"]).map((value) =>
      h(
        "label",
        null,
        h("input", {
          type: "radio",
          name: "shell",
          value,
          checked: value === shell,
          "data-key": `shell-${value}`,
          onchange: () => actions.chooseShell(value),
        }),
        h("span", null, say(`plan.shell.${value}`)),
      ),
    ),
  );
}

/**
 * The same in every language, so that a tick stays.
 *
 * @param {Step} step
 */
function nameOf({ commands, title }) {
  return commands.length > 0 ? commands.map(({ run }) => run).join("\n") : title;
}
