/**
 * Findings in the text: an underline for each, and a light on the places that the reader asked to see.
 */

import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** @typedef {import("@codemirror/state").EditorState} EditorState */
/** @typedef {import("@codemirror/view").DecorationSet} DecorationSet */

/**
 * @typedef {object} Mark
 * @property {number} start
 * @property {number} end
 * @property {import("./report.d.ts").Severity} severity
 * @property {number} finding its index in the report
 */

/** @type {import("@codemirror/state").StateEffectType<readonly Mark[]>} */
export const showMarks = StateEffect.define();

/** @type {import("@codemirror/state").StateEffectType<readonly { from: number, to: number }[]>} */
export const lightUp = StateEffect.define();

/** @type {StateField<DecorationSet>} */
export const marks = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    let set = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(showMarks)) set = underlines(transaction.state, effect.value);
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** @type {StateField<DecorationSet>} */
export const lit = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    let set = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(lightUp)) set = lights(transaction.state, effect.value);
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {EditorState} state
 * @param {readonly Mark[]} found
 */
function underlines({ doc }, found) {
  const visible = found
    .map((mark) => ({ mark, ...seen(doc, mark.start, mark.end) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  for (const { mark, from, to } of visible) {
    builder.add(from, to, Decoration.mark({ class: `mark ${mark.severity}`, mark }));
  }
  return builder.finish();
}

/**
 * What shows a place on the screen: where nothing stands (a missing comma), the character beside it.
 *
 * @param {import("@codemirror/state").Text} doc
 * @param {number} start
 * @param {number} end
 */
function seen(doc, start, end) {
  const from = Math.min(start, doc.length);
  const to = Math.min(Math.max(end, from), doc.length);
  if (to > from) return { from, to };
  const line = doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}

/**
 * @param {EditorState} state
 * @param {readonly { from: number, to: number }[]} places
 */
function lights({ doc }, places) {
  /** @type {Set<number>} */
  const lines = new Set();
  for (const { from, to } of places) {
    const last = doc.lineAt(Math.min(Math.max(from, to), doc.length)).number;
    // A place that spans the whole file is shown by its first lines.
    for (let n = doc.lineAt(Math.min(from, doc.length)).number, shown = 0; n <= last && shown < 12; n++, shown++) lines.add(n);
  }
  return Decoration.set([...lines].sort((a, b) => a - b).map((n) => litLine.range(doc.line(n).from)));
}

const litLine = Decoration.line({ class: "lit" });

/**
 * The findings at a position, the innermost first.
 *
 * @param {EditorState} state
 * @param {number} at
 * @param {number} [side]
 * @returns {number[]}
 */
export function marksAt(state, at, side = 0) {
  /** @type {{ finding: number, length: number }[]} */
  const found = [];
  state.field(marks).between(at, at, (from, to, { spec }) => {
    if ((from === at && side < 0) || (to === at && side > 0)) return;
    found.push({ finding: spec.mark.finding, length: to - from });
  });
  return [...new Set(found.sort((a, b) => a.length - b.length).map(({ finding }) => finding))];
}
