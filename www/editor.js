/**
 * The text the reader pasted: a code editor in a shadow root, so that its styles need no permission of the page's
 * policy. It shows where the findings are, stands masks before secrets and knows which fixes were applied.
 *
 * Places of a report stay right while the reader types on: they move with the text until the next report.
 */

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { ChangeSet, Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  GutterMarker,
  gutter,
  highlightSpecialChars,
  hoverTooltip,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { icon } from "./dom.js";
import { appliedFixes, fixApplied, fixUndone } from "./editor-fixes.js";
import { lightUp, lit, marks, marksAt, showMarks } from "./editor-marks.js";
import { masks, masksOf, setMasked, showSecrets } from "./editor-masks.js";
import { theme } from "./editor-theme.js";
import { dropped } from "./files.js";

/** @typedef {import("./editor-marks.js").Mark} Mark */
/** @typedef {import("./report.d.ts").Edit} Edit */
/** @typedef {import("./report.d.ts").Secret} Secret */

/**
 * @typedef {object} Listener
 * @property {(change: { pasted: boolean, fixed: boolean }) => void} changed `pasted`: at once; `fixed`: by a fix alone
 * @property {(finding: number, byGutter: boolean) => void} chosen a mark was clicked, in the text or by its sign
 * @property {(files: File[], folders: string[]) => void} files files or folders were dropped or pasted
 * @property {(finding: number) => HTMLElement | null} hint what to show over a mark
 */

/**
 * @typedef {object} Words the sentences the editor shows
 * @property {string} label
 * @property {string} help
 * @property {string} empty
 */

export class Editor {
  /** @type {EditorView} */
  #view;
  #words = new Compartment();
  #help;
  /** @type {ChangeSet} what happened to the text since the last report */
  #since;
  #next = 1;

  /**
   * @param {HTMLElement} host gets a shadow root
   * @param {Words} words
   * @param {Listener} listener
   */
  constructor(host, words, listener) {
    const root = host.attachShadow({ mode: "open" });
    this.#help = document.createElement("p");
    this.#help.id = "help";
    this.#help.hidden = true;
    const inner = document.createElement("div");
    inner.style.height = "100%";
    root.append(this.#help, inner);
    this.#view = new EditorView({
      root,
      parent: inner,
      state: EditorState.create({
        extensions: [
          this.#words.of(this.#said(words)),
          highlightSpecialChars(),
          history(),
          lineNumbers(),
          severityGutter(listener),
          marks,
          lit,
          masks,
          appliedFixes.extension,
          hints(listener),
          EditorView.lineWrapping,
          // Tab is not bound: it leaves the editor, as everywhere on the page.
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.domEventHandlers({
            click: (event, view) => {
              const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
              const [first] = at === null ? [] : marksAt(view.state, at);
              if (first !== undefined) listener.chosen(first, false);
              return false;
            },
            paste: (event) => taken(event, event.clipboardData, listener),
            drop: (event) => taken(event, event.dataTransfer, listener),
          }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            this.#since = this.#since.compose(update.changes);
            const pasted = update.transactions.some(
              (transaction) => transaction.isUserEvent("input.paste") || transaction.isUserEvent("input.drop") || transaction.isUserEvent("fix"),
            );
            listener.changed({ pasted, fixed: update.transactions.every((transaction) => transaction.isUserEvent("fix")) });
          }),
          theme,
        ],
      }),
    });
    this.#since = ChangeSet.empty(0);
    this.say(words);
  }

  /** @param {Words} words */
  say(words) {
    this.#help.textContent = words.help;
    this.#view.dispatch({ effects: this.#words.reconfigure(this.#said(words)) });
  }

  /** @param {Words} words */
  #said({ label, empty }) {
    return [
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-describedby": "help",
        autocapitalize: "off",
        autocorrect: "off",
        spellcheck: "false",
        tabindex: "0",
        translate: "no",
      }),
      placeholder(empty),
    ];
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  get length() {
    return this.#view.state.doc.length;
  }

  get lines() {
    return this.#view.state.doc.lines;
  }

  focus() {
    this.#view.focus();
  }

  get focused() {
    return this.#view.hasFocus;
  }

  /** Where the reader is in the text. */
  get cursor() {
    return this.#view.state.selection.main.from;
  }

  /**
   * Replaces the whole text, as a paste that can be undone.
   *
   * @param {string} text
   */
  replace(text) {
    this.#view.dispatch({
      changes: { from: 0, to: this.length, insert: text },
      selection: { anchor: 0 },
      userEvent: "input.paste",
      annotations: isolateHistory.of("full"),
      scrollIntoView: true,
    });
  }

  /**
   * Adds to the end, after an empty line.
   *
   * @param {string} text
   */
  append(text) {
    const { doc } = this.#view.state;
    if (doc.length === 0) {
      this.replace(text);
      return;
    }
    const last = doc.line(doc.lines).text;
    const gap = last === "" ? "\n" : "\n\n";
    this.#view.dispatch({
      changes: { from: doc.length, insert: gap + text },
      selection: { anchor: doc.length + gap.length },
      userEvent: "input.paste",
      annotations: isolateHistory.of("full"),
      scrollIntoView: true,
    });
  }

  /**
   * Shows what a report on exactly this text says.
   *
   * @param {readonly Mark[]} found
   * @param {readonly Secret[]} secrets
   */
  show(found, secrets) {
    this.#since = ChangeSet.empty(this.length);
    this.#view.dispatch({ effects: [showMarks.of(found), showSecrets.of(secrets), lightUp.of([])] });
  }

  /** @param {boolean} masked */
  mask(masked) {
    this.#view.dispatch({ effects: setMasked.of(masked) });
  }

  /** The secrets as they stand now, the guessed ones of a fresh paste among them. */
  get secrets() {
    return masksOf(this.#view.state);
  }

  /**
   * Where a place of the last report is now.
   *
   * @param {{ start: number, end: number }} place
   */
  #now({ start, end }) {
    const from = Math.min(start, this.#since.length);
    const to = Math.min(end, this.#since.length);
    return { from: this.#since.mapPos(from, 1), to: this.#since.mapPos(to, -1) };
  }

  /**
   * Selects a place of the last report, scrolls to it and lights up all places given.
   *
   * @param {{ start: number, end: number }} place
   * @param {readonly { start: number, end: number }[]} lights
   * @param {{ focus: boolean }} how
   */
  reveal(place, lights, { focus }) {
    const { from, to } = this.#now(place);
    this.#view.dispatch({
      selection: { anchor: from, head: Math.max(from, to) },
      effects: [
        lightUp.of(lights.map((light) => this.#now(light))),
        EditorView.scrollIntoView(from, { y: "center" }),
      ],
    });
    if (focus) this.focus();
  }

  /**
   * Selects a part of the present text and goes there.
   *
   * @param {number} from
   * @param {number} to
   */
  select(from, to) {
    const selection = { anchor: Math.min(from, this.length), head: Math.min(to, this.length) };
    this.#view.dispatch({ selection, scrollIntoView: true });
    this.focus();
  }

  /**
   * Changes the text and remembers the change under a title, so that it alone can be undone.
   *
   * @param {string} title
   * @param {readonly Edit[]} edits places in the present text, in order and apart from each other
   */
  applyFix(title, edits) {
    this.#view.dispatch({
      changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })),
      effects: fixApplied.of({ id: this.#next++, title }),
      userEvent: "fix",
      annotations: isolateHistory.of("full"),
    });
  }

  /** The fixes that are in the text, the oldest first. */
  get applied() {
    return this.#view.state.field(appliedFixes.field).map(({ id, title }) => ({ id, title }));
  }

  /**
   * @param {number} id
   * @returns {string | null} the title of what was undone
   */
  undoFix(id) {
    const fix = this.#view.state.field(appliedFixes.field).find((candidate) => candidate.id === id);
    if (!fix) return null;
    this.#view.dispatch({
      changes: fix.inverse,
      effects: fixUndone.of({ id, title: fix.title }),
      userEvent: "fix",
      annotations: isolateHistory.of("full"),
    });
    return fix.title;
  }
}

/**
 * Whether files came, and were handed over.
 *
 * @param {Event} event
 * @param {DataTransfer | null} transfer
 * @param {Listener} listener
 */
function taken(event, transfer, listener) {
  const { files, folders } = dropped(transfer);
  // An office program puts a picture of the text beside the text.
  if (files.length + folders.length === 0 || (event.type === "paste" && transfer?.types.includes("text/plain"))) return false;
  event.preventDefault();
  event.stopPropagation();
  listener.files(files, folders);
  return true;
}

class SeverityMarker extends GutterMarker {
  /** @param {Mark} mark */
  constructor(mark) {
    super();
    this.mark = mark;
  }

  /**
   * @override
   * @param {GutterMarker} other
   */
  eq(other) {
    return other instanceof SeverityMarker && other.mark.severity === this.mark.severity && other.mark.finding === this.mark.finding;
  }

  /** @override */
  toDOM() {
    const element = document.createElement("span");
    element.className = `gutter-mark ${this.mark.severity}`;
    element.append(icon(this.mark.severity));
    return element;
  }
}

/** @param {Listener} listener */
function severityGutter(listener) {
  return gutter({
    class: "severity-gutter",
    lineMarker: (view, line) => {
      const worst = worstIn(view.state, line.from, line.to);
      return worst ? new SeverityMarker(worst) : null;
    },
    lineMarkerChange: (update) =>
      update.docChanged || update.transactions.some(({ effects }) => effects.some((effect) => effect.is(showMarks))),
    initialSpacer: () => new SeverityMarker({ start: 0, end: 0, severity: "info", finding: -1 }),
    domEventHandlers: {
      mousedown: (view, line) => {
        const worst = worstIn(view.state, line.from, line.to);
        if (worst) listener.chosen(worst.finding, true);
        return worst !== null;
      },
    },
  });
}

/**
 * @param {EditorState} state
 * @param {number} from
 * @param {number} to
 * @returns {Mark | null}
 */
function worstIn(state, from, to) {
  const order = { error: 0, warning: 1, info: 2 };
  /** @type {Mark | null} */
  let worst = null;
  state.field(marks).between(from, to, (start, _end, { spec }) => {
    // A mark that began on an earlier line has its sign there.
    if (start < from) return;
    const mark = /** @type {Mark} */ (spec.mark);
    if (!worst || order[mark.severity] < order[worst.severity]) worst = mark;
  });
  return worst;
}

/** @param {Listener} listener */
function hints(listener) {
  return hoverTooltip(
    (view, at, side) => {
      const found = marksAt(view.state, at, side);
      if (found.length === 0) return null;
      return {
        pos: at,
        above: true,
        create: () => {
          const dom = document.createElement("div");
          dom.className = "hint";
          for (const finding of found) {
            const hint = listener.hint(finding);
            if (hint) dom.append(hint);
          }
          return { dom };
        },
      };
    },
    { hoverTime: 250 },
  );
}
