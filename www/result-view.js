/** The verdict, what was recognised and what would help: everything around the findings. */

import { commandRow } from "./command-view.js";
import { copyButton } from "./clipboard.js";
import { h, icon, prose } from "./dom.js";
import { count, has, say } from "./lang.js";

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./page.js").Actions} Actions */

/** @type {Record<import("./report.d.ts").Level, import("./dom.js").Shape>} */
const shape = { broken: "error", degraded: "warning", risky: "warning", clean: "ok", unclear: "unclear" };

/**
 * @param {Report} report
 * @param {object} choice
 * @param {string | null} choice.release chosen by the reader
 * @param {readonly string[]} choice.releases the newest first
 * @param {number} choice.safe how many fixes could be applied at once
 * @param {Actions} actions
 */
export function verdictView(report, { release, releases, safe }, actions) {
  const { level, sentence } = report.verdict;
  const counts = countsOf(report);
  return [
    h(
      "div",
      { class: `verdict ${level}` },
      h("p", { class: "level" }, icon(shape[level]), say(`verdict.${level}`)),
      h("h2", { id: "verdict" }, prose(sentence)),
      counts && h("p", { class: "counts" }, counts),
      releaseView(report, release, releases, actions),
      h(
        "div",
        { class: "actions" },
        safe > 0 &&
          h(
            "button",
            { type: "button", class: "button primary", "data-key": "apply-safe", onclick: actions.applySafe },
            count("finding.safe", safe),
          ),
        report.corrected &&
          h("a", { class: "button", href: "#corrected", "data-key": "to-corrected" }, icon("next"), say("jump.corrected")),
      ),
    ),
  ];
}

/** @param {Report} report */
export function countsOf(report) {
  const number = (/** @type {string} */ severity) =>
    report.findings.filter((finding) => finding.severity === severity).length;
  return [
    ["count.errors", number("error")],
    ["count.warnings", number("warning")],
    ["count.notes", number("info")],
  ]
    .filter(([, n]) => n)
    .map(([key, n]) => count(/** @type {string} */ (key), /** @type {number} */ (n)))
    .join(" · ");
}

/**
 * @param {Report} report
 * @param {string | null} chosen
 * @param {readonly string[]} releases
 * @param {Actions} actions
 */
function releaseView({ openclaw }, chosen, releases, actions) {
  const { version: detected, judged_as: judged, evidence } = openclaw;
  const values = { release: judged, detected: detected ?? "" };
  /** @type {import("./lang.js").Key} */
  const key = chosen
    ? detected && detected !== chosen ? "release.chosen.other" : "release.chosen"
    : !detected ? "release.unknown" : openclaw.in_catalogue ? "release.detected" : "release.unlisted";
  const quote = evidence.find((item) => item.kind === "quote");
  return h(
    "div",
    { class: "release" },
    h(
      "p",
      null,
      say(key, values),
      quote?.kind === "quote" && [
        " ",
        h(
          "button",
          {
            type: "button",
            class: "link",
            "data-key": "release-evidence",
            title: quote.text,
            onclick: (/** @type {MouseEvent} */ event) => actions.jump(quote, event),
          },
          h("span", { class: "visually-hidden" }, say("finding.line.jump", { line: quote.line })),
          h("span", { "aria-hidden": "true" }, say("finding.line", { line: quote.line })),
        ),
      ],
    ),
    h(
      "label",
      null,
      h("span", null, say("release.label")),
      h(
        "select",
        {
          "data-key": "release",
          onchange: (/** @type {Event} */ event) =>
            actions.choose(/** @type {HTMLSelectElement} */ (event.target).value || null),
        },
        h(
          "option",
          { value: "" },
          detected ? say("release.auto", { release: detected }) : say("release.auto.none"),
        ),
        releases.map((release) => h("option", { value: release, selected: release === chosen }, release)),
      ),
    ),
  );
}

/**
 * @param {Report["missing"]} missing
 * @param {Actions} actions
 */
export function missingView(missing, actions) {
  if (missing.length === 0) return [];
  return [
    h("h2", { id: "missing" }, say("missing.title")),
    h("p", { class: "muted" }, say("missing.intro")),
    h(
      "ul",
      { class: "stack bare-list" },
      missing.map(({ command, why }, index) =>
        h("li", null, commandRow({ run: command, purpose: why, key: `missing-${index}`, copied: actions.copied })),
      ),
    ),
  ];
}

/** Outputs that are no evidence by themselves. */
const UNNAMED = ["unknown", "prose", "command"];

/** @param {{ kind: string }} artifact */
export function isEvidence({ kind }) {
  return !UNNAMED.includes(kind);
}

/**
 * A name for people: the core's own, or the command that prints such a text, or what such a text is called.
 *
 * @param {{ kind: string, label: string }} artifact
 */
export function nameOf({ kind, label }) {
  if (label !== kind) return label;
  const key = `artifact.${kind}`;
  if (has(key)) return say(key);
  if (kind === "version") return "`openclaw --version`";
  const words = /** @type {Record<string, string>} */ ({ "status-all": "status --all", "doctor-lint": "doctor --lint" })[kind];
  return `\`openclaw ${words ?? kind.replaceAll("-", " ")}\``;
}

/**
 * @param {(import("./report.d.ts").Artifact & { line: number })[]} artifacts
 * @param {Actions} actions
 */
export function recognisedView(artifacts, actions) {
  const known = artifacts.filter(isEvidence);
  return [
    h("h2", { id: "recognised" }, say("recognised.title")),
    known.length === 0
      ? h("p", { class: "muted" }, say("recognised.none"))
      : h(
          "ul",
          { class: "chips bare-list" },
          known.map((artifact, index) =>
            h(
              "li",
              null,
              h(
                "button",
                {
                  type: "button",
                  class: "chip",
                  "data-key": `artifact-${index}`,
                  onclick: (/** @type {MouseEvent} */ event) => actions.jump(artifact, event),
                },
                h("span", null, prose(nameOf(artifact))),
                h("span", { class: "muted" }, say("finding.line", { line: artifact.line })),
              ),
            ),
          ),
        ),
  ];
}

/** @param {Actions} actions */
export function shareView(actions) {
  return [
    h("h2", { id: "share" }, say("share.title")),
    h("p", { class: "muted with-icon" }, icon("lock"), h("span", null, say("share.masked"))),
    h(
      "div",
      { class: "actions" },
      /** @type {const} */ (["chat", "tracker"]).map((form) =>
        copyButton({
          label: say(`share.${form}`),
          key: form === "tracker" ? "copy-report" : "copy-chat",
          text: () => actions.markdown(form),
          done: (done, text) => actions.copiedUnseen(done, text, "share.copied"),
        }),
      ),
    ),
  ];
}
