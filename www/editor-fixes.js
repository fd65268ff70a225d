/**
 * Which fixes are in the text, each with the change that takes it out again.
 *
 * The list follows the editor's own undo and redo.
 */

import { invertedEffects } from "@codemirror/commands";
import { StateEffect, StateField } from "@codemirror/state";

/** @typedef {{ id: number, title: string }} Named */
/** @typedef {Named & { inverse: import("@codemirror/state").ChangeSet }} AppliedFix */

/** @type {import("@codemirror/state").StateEffectType<Named>} */
export const fixApplied = StateEffect.define();

/** @type {import("@codemirror/state").StateEffectType<Named>} */
export const fixUndone = StateEffect.define();

/** @type {StateField<AppliedFix[]>} */
const field = StateField.define({
  create: () => /** @type {AppliedFix[]} */ ([]),
  update(value, transaction) {
    let fixes = value;
    if (transaction.docChanged) {
      // A text that was emptied holds no fix.
      fixes = transaction.newDoc.length === 0
        ? []
        : fixes.map((fix) => ({ ...fix, inverse: fix.inverse.map(transaction.changes) }));
    }
    for (const effect of transaction.effects) {
      if (effect.is(fixUndone)) fixes = fixes.filter(({ id }) => id !== effect.value.id);
      if (effect.is(fixApplied)) {
        fixes = [...fixes, { ...effect.value, inverse: transaction.changes.invert(transaction.startState.doc) }];
      }
    }
    return fixes;
  },
});

const undoable = invertedEffects.of((transaction) =>
  transaction.effects.flatMap((effect) => {
    if (effect.is(fixApplied)) return [fixUndone.of(effect.value)];
    if (effect.is(fixUndone)) return [fixApplied.of(effect.value)];
    return [];
  }),
);

export const appliedFixes = { field, extension: [field, undoable] };
