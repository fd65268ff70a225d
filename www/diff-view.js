/** Two texts compared, side by side where there is room. */

import { diff, ends, hunks, pairs } from "./diff.js";
import { h } from "./dom.js";
import { count, say } from "./lang.js";

/** @typedef {import("./diff.js").Row} Row */

/** More rows than this are not drawn; the copy and the download hold everything. */
const MOST_ROWS = 3_000;

/**
 * @param {object} what
 * @param {string} what.before
 * @param {string} what.after
 * @param {string} what.caption
 * @param {boolean} what.side two columns
 * @param {number} [what.context] equal lines around a change; all of them by default
 * @param {number} [what.first] the number of the first line
 * @param {[string, string]} [what.heads] what stands above the columns
 */
export function diffTable({ before, after, caption, side, context = Infinity, first = 1, heads = [say("diff.before"), say("diff.after")] }) {
  const parts = hunks(diff(before, after), context);
  const body = h("tbody", null);
  let drawn = 0;
  for (const { skipped, rows } of parts) {
    if (skipped > 0) body.append(skip(skipped, side));
    const shown = rows.slice(0, Math.max(0, MOST_ROWS - drawn));
    drawn += shown.length;
    body.append(...(side ? sideRows(shown, first - 1) : plainRows(shown, first - 1)));
    if (shown.length < rows.length) body.append(skip(rows.length - shown.length, side));
  }
  return h(
    "table",
    { class: side ? "diff side" : "diff plain", translate: "no" },
    h("caption", { class: "visually-hidden" }, caption),
    // The first row may span columns, so the widths stand here.
    h(
      "colgroup",
      null,
      (side ? ["no", "code", "no", "code"] : ["no", "sign", "code"]).map((name) => h("col", { class: name })),
    ),
    side &&
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          heads.map((head) => h("th", { scope: "col", colspan: 2 }, head)),
        ),
      ),
    body,
  );
}

/**
 * @param {number} skipped
 * @param {boolean} side
 */
function skip(skipped, side) {
  return h("tr", { class: "skip" }, h("td", { colspan: side ? 4 : 3 }, count("diff.equal", skipped)));
}

/**
 * @param {Row[]} rows
 * @param {number} offset
 */
function sideRows(rows, offset) {
  return pairs(rows).map(([left, right]) => {
    const changed = left && right && left !== right ? ends(left.text, right.text) : null;
    return h(
      "tr",
      null,
      h("td", { class: "no" }, left?.before ? left.before + offset : ""),
      cell(left, changed),
      h("td", { class: "no" }, right?.after ? right.after + offset : ""),
      cell(right, changed),
    );
  });
}

/**
 * @param {Row[]} rows
 * @param {number} offset
 */
function plainRows(rows, offset) {
  /** @type {Map<Row, [number, number]>} */
  const changes = new Map();
  for (const [left, right] of pairs(rows)) {
    if (!left || !right || left === right) continue;
    const changed = ends(left.text, right.text);
    changes.set(left, changed).set(right, changed);
  }
  return rows.map((row) =>
    h(
      "tr",
      null,
      h("td", { class: "no" }, (row.kind === "added" ? row.after ?? 0 : row.before ?? 0) + offset),
      h("td", { class: "sign", "aria-hidden": "true" }, { removed: "−", added: "+", equal: "" }[row.kind]),
      cell(row, changes.get(row) ?? null),
    ),
  );
}

/**
 * @param {Row | null} row
 * @param {[number, number] | null} changed the lengths of the parts that stay
 */
function cell(row, changed) {
  if (!row) return h("td", { class: "none" });
  if (row.kind === "equal") return h("td", { class: "equal" }, row.text);
  const tag = row.kind === "removed" ? "del" : "ins";
  const label = h("span", { class: "visually-hidden" }, say(`diff.${row.kind}`) + ": ");
  if (!changed || changed[0] + changed[1] === 0) return h("td", { class: row.kind }, label, h(tag, null, row.text));
  const [head, tail] = changed;
  const end = row.text.length - tail;
  return h(
    "td",
    { class: row.kind },
    label,
    h(tag, null, row.text.slice(0, head), head < end && h("b", null, row.text.slice(head, end)), row.text.slice(end)),
  );
}
