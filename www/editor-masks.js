/**
 * Secrets in the text stand behind masks until the reader asks to see them.
 *
 * The text itself keeps them, so offsets and the corrected config stay true. What is copied is what is seen;
 * copied masks that are pasted back here become the secrets again.
 */

import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { marks } from "./editor-marks.js";
import { byLine, masker, suspects } from "./secrets.js";

/** @typedef {import("./report.d.ts").Secret} Secret */

/** @type {import("@codemirror/state").StateEffectType<readonly Secret[]>} */
export const showSecrets = StateEffect.define();

/** @type {import("@codemirror/state").StateEffectType<boolean>} */
export const setMasked = StateEffect.define();

/** Guesses about text that was just pasted, until the report on it. */
/** @type {import("@codemirror/state").StateEffectType<readonly Secret[]>} */
const suspect = StateEffect.define();

class MaskWidget extends WidgetType {
  /**
   * @param {string} mask
   * @param {string} severity of a finding on the secret, or empty
   */
  constructor(mask, severity) {
    super();
    this.mask = mask;
    this.severity = severity;
  }

  /**
   * @override
   * @param {MaskWidget} other
   */
  eq(other) {
    return other.mask === this.mask && other.severity === this.severity;
  }

  /** @override */
  toDOM() {
    const element = document.createElement("span");
    element.className = `mask ${this.severity}`;
    element.textContent = this.mask;
    return element;
  }

  /** @override */
  ignoreEvent() {
    return false;
  }
}

/** @typedef {{ masked: boolean, set: import("@codemirror/view").DecorationSet }} Masks */

/** @type {StateField<Masks>} */
const field = StateField.define({
  create: () => /** @type {Masks} */ ({ masked: true, set: Decoration.none }),
  update(value, transaction) {
    let { masked, set } = value;
    set = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMasked)) masked = effect.value;
      if (effect.is(showSecrets)) set = widgets(transaction.state, effect.value);
      if (effect.is(suspect)) {
        set = set.update({ add: effect.value.map(({ start, end, mask }) => replaced(mask, "").range(start, end)), sort: true });
      }
    }
    return masked === value.masked && set === value.set ? value : { masked, set };
  },
  provide: (from) => [
    EditorView.decorations.from(from, ({ masked, set }) => (masked ? set : Decoration.none)),
    EditorView.atomicRanges.of((view) => {
      const { masked, set } = view.state.field(from);
      return masked ? set : Decoration.none;
    }),
  ],
});

/**
 * @param {string} mask
 * @param {string} severity
 */
function replaced(mask, severity) {
  return Decoration.replace({ widget: new MaskWidget(mask, severity), mask });
}

/**
 * @param {EditorState} state
 * @param {readonly Secret[]} secrets
 */
function widgets(state, secrets) {
  const found = state.field(marks);
  return Decoration.set(
    byLine(state.doc.toString(), secrets).map(({ start, end, mask }) => {
      let severity = "";
      found.between(start, end, (from, to, { spec }) => {
        if (from < end && to > start) severity = spec.mark.severity;
      });
      return replaced(mask, severity).range(start, end);
    }),
    true,
  );
}

/**
 * @param {EditorState} state
 * @returns {Secret[]} one for each line of a secret
 */
export function masksOf(state) {
  /** @type {Secret[]} */
  const secrets = [];
  state.field(field).set.between(0, state.doc.length, (start, end, { spec }) => {
    secrets.push({ start, end, mask: spec.mask });
  });
  return secrets;
}

const guess = EditorState.transactionExtender.of((transaction) => {
  const whole = ["input.paste", "input.drop", "fix", "undo", "redo"].some((event) => transaction.isUserEvent(event));
  if (!transaction.docChanged || !whole) return null;
  /** @type {Secret[]} */
  const found = [];
  transaction.changes.iterChanges((_fromA, _toA, fromB, _toB, inserted) => {
    for (const { start, end, mask } of suspects(inserted.toString())) {
      found.push({ start: fromB + start, end: fromB + end, mask });
    }
  });
  return found.length > 0 ? { effects: suspect.of(found) } : null;
});

/** What was last copied out masked, and what it stands for. */
const copied = { masked: "", text: "" };

const clipboard = [
  EditorView.clipboardOutputFilter.of((text, state) => {
    if (!state.field(field).masked) return text;
    const masked = masker(state.doc.toString(), masksOf(state))(text);
    if (masked !== text) Object.assign(copied, { masked, text });
    return masked;
  }),
  EditorView.clipboardInputFilter.of((text) => (copied.masked !== "" && text === copied.masked ? copied.text : text)),
];

/** @type {import("@codemirror/state").Extension} */
export const masks = [field, guess, clipboard];
