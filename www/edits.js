/**
 * Applying a report's edits to a text, without the editor.
 */

import { diff } from "./diff.js";

/** @typedef {import("./report.d.ts").Edit} Edit */
/** @typedef {import("./report.d.ts").Finding} Finding */
/** @typedef {import("./report.d.ts").Report} Report */

/**
 * The edits in the order of the text; null where they overlap or lie outside it.
 *
 * @param {readonly Edit[]} edits
 * @param {number} length of the text
 * @returns {Edit[] | null}
 */
export function inOrder(edits, length) {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let last = 0;
  for (const { start, end } of sorted) {
    if (start < last || end < start || end > length) return null;
    last = end;
  }
  return sorted;
}

/**
 * @param {string} text
 * @param {readonly Edit[]} edits
 * @returns {string | null} null where the edits overlap or lie outside the text
 */
export function apply(text, edits) {
  const sorted = inOrder(edits, text.length);
  if (!sorted) return null;
  let result = "";
  let last = 0;
  for (const { start, end, text: inserted } of sorted) {
    result += text.slice(last, start) + inserted;
    last = end;
  }
  return result + text.slice(last);
}

/**
 * What makes a finding the same one in the next report, although its place has moved.
 *
 * @param {Finding} finding
 */
export function identity(finding) {
  return `${finding.rule}\n${finding.path ?? ""}\n${finding.message}`;
}

/**
 * @param {Finding} finding
 * @returns {boolean} whether its fix can be applied without a decision of the reader
 */
export function isSafe(finding) {
  return finding.fix?.applicability === "safe" && finding.fix.edits.length > 0;
}

/**
 * Applies the safe fixes one after the other, each with a report on the text that the one before left,
 * since two fixes may each add the same missing block.
 *
 * @param {string} text
 * @param {Report} report on `text`
 * @param {(text: string) => Promise<Report>} diagnose
 * @returns {Promise<{ text: string, titles: string[] }>}
 */
export async function applySafe(text, report, diagnose) {
  /** @type {Set<string>} */
  const tried = new Set();
  const titles = [];
  let current = text;
  let known = report;
  for (;;) {
    const finding = known.findings.find((candidate) => isSafe(candidate) && !tried.has(identity(candidate)));
    if (!finding?.fix) return { text: current, titles };
    // Each finding once: a fix that does not remove its finding must not be repeated for ever.
    tried.add(identity(finding));
    const next = apply(current, finding.fix.edits);
    if (next === null || next === current) continue;
    current = next;
    titles.push(finding.fix.title);
    known = await diagnose(current);
  }
}

/**
 * Edits that turn one text into another, whole lines at a time.
 * Both must hold `\n` as their only line break.
 *
 * @param {string} before
 * @param {string} after
 * @returns {Edit[]}
 */
export function lineEdits(before, after) {
  /** @type {Edit[]} */
  const edits = [];
  // Each line with its break; an added one at the very end takes the break before it instead.
  let at = 0;
  /** @type {Edit | null} */
  let open = null;
  for (const { kind, text } of diff(before, after)) {
    if (kind === "equal") {
      at += text.length + 1;
      open = null;
      continue;
    }
    if (!open) {
      open = { start: at, end: at, text: "" };
      edits.push(open);
    }
    if (kind === "removed") {
      at += text.length + 1;
      open.end = at;
    } else {
      open.text += `${text}\n`;
    }
  }
  return edits.map((edit) => withinText(edit, before));
}

/**
 * The last line has no break: an edit that reaches beyond the end gives up one of its own.
 *
 * @param {Edit} edit
 * @param {string} before
 * @returns {Edit}
 */
function withinText({ start, end, text }, before) {
  if (end <= before.length && start < before.length) return { start, end, text };
  if (start > before.length) return { start: before.length, end: before.length, text: `\n${text.slice(0, -1)}` };
  if (end <= before.length) return { start, end, text };
  if (text !== "") return { start, end: before.length, text: text.slice(0, -1) };
  return { start: Math.max(0, start - 1), end: before.length, text };
}
