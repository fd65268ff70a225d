/**
 * The page: what is known at this moment, what the reader can do, and what is shown of it.
 *
 * Invariants: what is shown follows from the fields alone; nothing here is stored, put into the address or sent.
 */

import example from "./examples/kimi-code-key.txt";
import { likelyShell } from "./command-view.js";
import { correctedView } from "./corrected-view.js";
import { Diagnosis } from "./diagnosis.js";
import { h, icon, paint, prose } from "./dom.js";
import { apply, applySafe, identity, inOrder, isSafe, lineEdits } from "./edits.js";
import { trimmed } from "./diff.js";
import { Editor } from "./editor.js";
import { dropped, read } from "./files.js";
import { FIRST_CARDS, findingsView, tree } from "./finding-view.js";
import { introView, likelySystem } from "./intro-view.js";
import { language, say, speak } from "./lang.js";
import { planView } from "./plan-view.js";
import { countsOf, isEvidence, missingView, recognisedView, shareView, verdictView } from "./result-view.js";
import { rulePage } from "./rule-pages.js";
import { masker } from "./secrets.js";
import { sheetView } from "./sheet-view.js";
import { upgradeView } from "./upgrade-view.js";
import {
  failureView,
  footerView,
  frame,
  jumpView,
  noticesView,
  skipView,
  statusView,
  toolbarView,
  topView,
} from "./shell.js";

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./report.d.ts").Finding} Finding */
/** @typedef {{ start: number, end: number }} Span */

/** A text longer than this is diagnosed with longer pauses, and the page says so. */
const LARGE = 300_000;

const wide = matchMedia("(min-width: 64rem)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * What the views can ask for.
 *
 * @typedef {Page["actions"]} Actions
 */

export class Page {
  #engine;
  #places = frame();
  #editor;
  #diagnosis;

  /** @type {Report | null} */
  #report = null;
  /** The text that `#report` is about. */
  #text = "";
  /** @type {(text: string) => string} */
  #mask = (text) => text;
  /**
   * The last corrected file and what it corrects: still offered once its fixes are in the text.
   *
   * @type {{ report: Report, text: string, mask: (text: string) => string } | null}
   */
  #offered = null;
  /** @type {(import("./report.d.ts").Artifact & { line: number })[]} */
  #recognised = [];
  /** @type {{ reason: import("./engine.js").EngineError["reason"], detail: string } | null} */
  #failure = null;
  #working = false;
  #ready = false;
  #masked = true;
  /** @type {string | null} */
  #release = null;
  /** @type {string[]} the newest first */
  #releases = [];
  /** @type {import("./shell.js").Theme} */
  #theme = "system";
  #system = likelySystem();
  #shell = likelyShell();
  #whole = false;
  #shown = FIRST_CARDS;
  /** @type {Set<string>} */
  #ticked = new Set();
  /** @type {{ id: number, text: string }[]} */
  #notices = [];
  #nextNotice = 0;
  /** The release to see the config in; the newest by default. */
  #upgradeTo = "";
  #upgradeDrop = false;
  /** @type {import("./upgrade-view.js").Upgrade | null} */
  #upgrade = null;
  /** @type {import("./sheet-view.js").Sheet | null} */
  #sheet = null;
  #active = -1;
  #said = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;

  /** @param {import("./engine.js").Engine} engine */
  constructor(engine) {
    this.#engine = engine;
    this.#editor = new Editor(this.#places.editor, this.#editorWords(), {
      changed: ({ pasted, fixed }) => {
        if (!fixed) this.#offered = null;
        this.#changed(pasted);
      },
      chosen: (finding, byGutter) => this.#choose(finding, { scroll: byGutter || wide.matches }),
      files: (files, folders) => void this.#take(files, folders),
      hint: (finding) => this.#hint(finding),
    });
    this.#diagnosis = new Diagnosis(engine, {
      answered: (report, { text }) => this.#answered(report, text),
      failed: (error) => this.#fail(error),
      working: (working) => {
        this.#working = working;
        this.#render();
      },
    });
    this.#listen();
    this.#render();
    engine.call("releases").then(
      (/** @type {(string | { version: string })[] | undefined} */ releases) => {
        this.#releases = (releases ?? []).map((release) => (typeof release === "string" ? release : release.version)).reverse();
        this.#ready = true;
        this.#render();
      },
      // Told where it matters: when a paste cannot be diagnosed.
      () => {},
    );
  }

  actions = {
    announce: (/** @type {string} */ sentence) => this.#announce(sentence),
    copied: (/** @type {boolean} */ done) => this.#announce(say(done ? "copy.copied" : "copy.refused")),
    /** @type {(done: boolean, text: string, sentence: import("./lang.js").Key) => void} */
    copiedUnseen: (done, text, sentence) => {
      if (done) this.#announce(say(sentence));
      // Nothing on the page could be selected instead.
      else this.#open({ kind: "copy", text });
    },
    openRule: (/** @type {string} */ rule) => void this.#openRule(rule),
    openKey: (/** @type {string} */ path) => {
      this.#open({ kind: "key", path, page: null });
      void this.#lookUp(path);
    },
    lookUp: (/** @type {string} */ path) => void this.#lookUp(path),
    closeSheet: () => this.#places.sheet.close(),
    /** @type {(form: "chat" | "tracker") => Promise<string>} */
    markdown: (form) =>
      this.#engine.call("markdown", this.#text, { openclaw: this.#release, lang: language(), form }),
    jump: (/** @type {Span} */ place, /** @type {MouseEvent} */ event, /** @type {Finding | undefined} */ finding = undefined) =>
      this.#jump(place, event, finding),
    apply: (/** @type {number} */ index) => void this.#apply(index),
    applySafe: () => void this.#applySafe(),
    undo: (/** @type {number} */ id) => {
      const title = this.#editor.undoFix(id);
      if (title === null) return;
      this.#announce(say("applied.undone", { title }));
      this.#focus("findings");
    },
    next: () => this.#step(1),
    previous: () => this.#step(-1),
    more: () => {
      this.#shown = Infinity;
      this.#render();
    },
    choose: (/** @type {string | null} */ release) => {
      this.#release = release;
      this.#offered = null;
      this.#ask();
    },
    chooseSystem: (/** @type {ReturnType<typeof likelySystem>} */ system) => {
      this.#system = system;
      this.#render();
    },
    chooseShell: (/** @type {ReturnType<typeof likelyShell>} */ shell) => {
      this.#shell = shell;
      this.#render();
    },
    tick: (/** @type {string} */ step, /** @type {boolean} */ done) => {
      if (done) this.#ticked.add(step);
      else this.#ticked.delete(step);
      this.#render();
    },
    showWhole: (/** @type {boolean} */ whole) => {
      this.#whole = whole;
      this.#render();
    },
    download: (/** @type {string} */ text, /** @type {string} */ file) => this.#download(text, file),
    upgradeTo: (/** @type {string} */ release) => {
      this.#upgradeTo = release;
      if (this.#upgrade) void this.#askUpgrade();
      this.#render();
    },
    upgradeDrop: (/** @type {boolean} */ drop) => {
      this.#upgradeDrop = drop;
      void this.#askUpgrade();
    },
    askUpgrade: () => void this.#askUpgrade(),
    example: () => {
      this.#editor.replace(example);
      this.#focus("result");
    },
    clear: () => {
      this.#editor.replace("");
      this.#editor.focus();
    },
    pick: () => {
      const input = h("input", { type: "file", multiple: true });
      input.onchange = () => void this.#take([...(input.files ?? [])]);
      input.click();
    },
    toggleMask: () => {
      this.#masked = !this.#masked;
      this.#editor.mask(this.#masked);
      this.#render();
    },
    dismiss: (/** @type {number} */ id) => {
      this.#notices = this.#notices.filter((notice) => notice.id !== id);
      this.#render();
    },
    again: () => this.#ask(),
    nextTheme: () => {
      const themes = /** @type {const} */ (["system", "light", "dark"]);
      this.#theme = themes[(themes.indexOf(this.#theme) + 1) % themes.length] ?? "system";
      if (this.#theme === "system") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = this.#theme;
      this.#render();
    },
    speak: (/** @type {import("./lang.js").Tag} */ tag) => {
      speak(tag);
      this.#editor.say(this.#editorWords());
      this.#render();
      if (this.#editor.length > 0) this.#ask();
    },
    toPaste: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#editor.focus();
    },
    toResult: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#focus("result");
    },
  };

  #editorWords() {
    return { label: say("editor.label"), help: say("editor.help"), empty: say("editor.empty") };
  }

  #listen() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.#step(event.shiftKey ? -1 : 1);
    });
    document.addEventListener("paste", (event) => this.#pasteAnywhere(event));
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#places.drop.hidden = false;
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) this.#places.drop.hidden = true;
    });
    document.addEventListener("drop", (event) => {
      this.#places.drop.hidden = true;
      const { files, folders } = dropped(event.dataTransfer);
      if (event.defaultPrevented || files.length + folders.length === 0) return;
      event.preventDefault();
      void this.#take(files, folders);
    }, { capture: false });
    addEventListener("beforeunload", (event) => {
      if (this.#editor.length > 0 && this.#editor.text !== example) event.preventDefault();
    });
    addEventListener("beforeprint", () => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    wide.addEventListener("change", () => this.#render());
    const { sheet } = this.#places;
    sheet.addEventListener("close", () => {
      this.#sheet = null;
      this.#render();
    });
    sheet.addEventListener("click", (event) => {
      // Beside the sheet: its own content never is the target there.
      if (event.target === sheet) sheet.close();
    });
  }

  /** @param {ClipboardEvent} event */
  #pasteAnywhere(event) {
    const target = /** @type {Element | null} */ (event.composedPath()[0] instanceof Element ? event.composedPath()[0] : null);
    if (event.defaultPrevented || target?.closest("input, textarea, select, [contenteditable]")) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text !== "") {
      event.preventDefault();
      this.#editor.append(text.replace(/\r\n?/g, "\n"));
    } else if (files.length > 0) {
      event.preventDefault();
      void this.#take(files);
    }
  }

  /**
   * @param {File[]} files
   * @param {readonly string[]} [folders] names of folders that came with them
   */
  async #take(files, folders = []) {
    this.#places.drop.hidden = true;
    const { text, troubles } = await read(files, folders);
    if (text !== "") this.#editor.append(text.replace(/\r\n?/g, "\n"));
    const notices = troubles.map(({ key, values }) => ({ id: this.#nextNotice++, text: say(key, values) }));
    this.#notices = [...this.#notices, ...notices];
    this.#render();
  }

  /** @param {boolean} pasted */
  #changed(pasted) {
    if (this.#editor.length === 0) {
      this.#diagnosis.forget();
      this.#report = null;
      this.#failure = null;
      this.#active = -1;
      this.#upgrade = null;
      this.#shown = FIRST_CARDS;
      this.#ticked.clear();
      this.#said = "";
      this.#render();
      return;
    }
    if (pasted) {
      this.#notices = [];
      this.#ask();
    } else {
      this.#diagnosis.later(this.#question, this.#editor.length);
    }
    this.#render();
  }

  #question = () => ({ text: this.#editor.text, openclaw: this.#release, lang: language() });

  #ask() {
    void this.#diagnosis.now(this.#question);
  }

  /**
   * @param {Report} report
   * @param {string} text
   */
  #answered(report, text) {
    this.#report = report;
    this.#text = text;
    this.#mask = masker(text, report.secrets);
    this.#recognised = withLines(text, report.artifacts);
    if (report.corrected) this.#offered = { report, text, mask: this.#mask };
    this.#failure = null;
    this.#active = -1;
    // A preview that is open is one of the present text, release and language.
    if (this.#upgrade) void this.#askUpgrade();
    this.#editor.show(
      report.findings.flatMap(({ where, severity }, finding) =>
        where ? [{ start: where.start, end: where.end, severity, finding }] : [],
      ),
      report.secrets,
    );
    this.#render();
    // Once the reader pauses, and only what is new.
    clearTimeout(this.#saying);
    const sentence = [report.verdict.sentence, countsOf(report)].filter(Boolean).join(" ");
    this.#saying = setTimeout(() => {
      if (sentence !== this.#said) this.#announce(sentence);
      this.#said = sentence;
    }, 700);
  }

  /** @param {import("./engine.js").EngineError} error */
  #fail({ reason, message }) {
    this.#failure = { reason: reason ?? "crash", detail: message };
    this.#report = null;
    this.#editor.show([], this.#editor.secrets);
    this.#render();
    this.#announce(say(`failed.${this.#failure.reason}`));
  }

  /** @param {string} sentence */
  #announce(sentence) {
    // What answers the reader is not talked over by a verdict that waits.
    clearTimeout(this.#saying);
    // Backticks would be read aloud.
    this.#places.live.textContent = sentence.replaceAll("`", "");
  }

  /**
   * @param {Span} place
   * @param {MouseEvent} event
   * @param {Finding} [finding]
   */
  #jump(place, event, finding) {
    const lights = finding ? lightsOf(finding) : [];
    // The keyboard goes along; a finger would only raise the screen keyboard.
    this.#editor.reveal(place, [...lights, place], { focus: event.detail === 0 });
    this.#scroll(this.#places.editor, "nearest");
  }

  /**
   * @param {number} index
   * @param {{ scroll: boolean, focus?: boolean }} how
   */
  #choose(index, { scroll, focus = false }) {
    this.#active = index;
    const nodes = this.#report ? tree(this.#report.findings) : [];
    if (nodes.findIndex((node) => node.index === index || node.beneath.includes(index)) >= this.#shown) this.actions.more();
    for (const element of document.querySelectorAll(".finding.active")) element.classList.remove("active");
    const card = document.getElementById(`finding-${index}`);
    if (!card) return;
    card.classList.add("active");
    const fold = card.parentElement?.closest("details");
    if (fold) fold.open = true;
    if (focus) document.getElementById(`finding-${index}-title`)?.focus({ preventScroll: true });
    if (scroll) this.#scroll(card, "nearest");
  }

  /** @param {1 | -1} way */
  #step(way) {
    const findings = this.#report?.findings ?? [];
    if (findings.length === 0) {
      this.#announce(say("state.clean"));
      return;
    }
    const order = tree(findings).flatMap(({ index, beneath }) => [index, ...beneath]);
    const at = order.indexOf(this.#active);
    const next = at === -1 ? (way === 1 ? 0 : order.length - 1) : (at + way + order.length) % order.length;
    const index = order[next] ?? 0;
    const finding = findings[index];
    if (!finding) return;
    const place = placeOf(finding);
    const inText = this.#editor.focused;
    if (place) this.#editor.reveal(place, lightsOf(finding), { focus: false });
    this.#choose(index, { scroll: !inText || wide.matches, focus: !inText });
    const severity = say(`finding.severity.${finding.severity}`);
    this.#announce(say("finding.position", { n: next + 1, total: order.length, severity, message: finding.message }));
  }

  /** @param {number} index */
  async #apply(index) {
    const wanted = this.#report?.findings[index];
    if (!wanted) return;
    // The reader may have typed since: the places must be those of the text as it is now.
    await this.#diagnosis.settle();
    const finding = this.#report?.findings.find((candidate) => identity(candidate) === identity(wanted));
    const edits = finding?.fix && inOrder(finding.fix.edits, this.#editor.length);
    if (!finding?.fix || !edits || apply(this.#text, edits) === null) return;
    await this.#put(finding.fix.title, edits);
    if (finding.fix.applicability === "placeholder") this.#toFill(edits);
  }

  /**
   * The caret goes to what the reader has to fill in.
   *
   * @param {readonly import("./report.d.ts").Edit[]} edits what was just applied, in order
   */
  #toFill(edits) {
    let moved = 0;
    for (const { start, end, text } of edits) {
      const hole = /<[^<>\n]+>/.exec(text);
      if (hole) {
        const from = start + moved + hole.index;
        this.#editor.select(from, from + hole[0].length);
        return;
      }
      moved += text.length - (end - start);
    }
  }

  async #applySafe() {
    await this.#diagnosis.settle();
    if (!this.#report) return;
    const options = { openclaw: this.#release, lang: language() };
    const before = this.#text;
    const { text, titles } = await applySafe(before, this.#report, (candidate) =>
      this.#engine.call("diagnose", candidate, options),
    );
    if (titles.length === 0 || this.#editor.text !== before) {
      this.#announce(say("applied.none"));
      return;
    }
    const title = titles.length === 1 ? titles[0] ?? "" : say("applied.all", { n: titles.length });
    await this.#put(title, lineEdits(before, text));
  }

  /**
   * @param {string} title
   * @param {import("./report.d.ts").Edit[]} edits
   */
  async #put(title, edits) {
    this.#editor.applyFix(title, edits);
    await this.#diagnosis.settle();
    this.#announce(say("applied.title", { title }));
    const last = this.#editor.applied.at(-1);
    const undo = last && document.querySelector(`[data-key="undo-${last.id}"]`);
    if (undo instanceof HTMLElement) undo.focus({ preventScroll: true });
  }

  /** @param {import("./sheet-view.js").Sheet} sheet */
  #open(sheet) {
    this.#sheet = sheet;
    this.#render();
    const { sheet: place } = this.#places;
    if (!place.open) place.showModal();
    const first = place.querySelector(sheet.kind === "rule" ? "#sheet-title" : "input, textarea");
    if (first instanceof HTMLElement) first.focus();
  }

  /** @param {string} rule */
  async #openRule(rule) {
    this.#open({ kind: "rule", rule, text: null });
    const text = await rulePage(rule, language());
    if (this.#sheet?.kind !== "rule" || this.#sheet.rule !== rule) return;
    this.#sheet = { kind: "rule", rule, text: text ?? false };
    this.#render();
  }

  /** @param {string} path */
  async #lookUp(path) {
    const followed = Boolean(document.activeElement?.closest(".key-page"));
    const openclaw = this.#release ?? this.#report?.openclaw.judged_as ?? null;
    try {
      const page = await this.#engine.call("explain_key", path.trim(), { openclaw });
      if (this.#sheet?.kind !== "key") return;
      this.#sheet = { kind: "key", path: page.path, page };
      this.#render();
      // The link that was followed is gone; reading goes on at what it led to.
      if (followed) document.getElementById("key-title")?.focus();
    } catch (error) {
      this.#places.sheet.close();
      this.#fail(/** @type {import("./engine.js").EngineError} */ (error));
    }
  }

  /** What an upgrade starts from: the corrected file where there is one, else the config of the paste. */
  get #config() {
    const report = this.#report;
    if (report?.corrected?.verified.parses) return report.corrected.text;
    const found = report?.artifacts.find(({ kind }) => kind === "config");
    return found ? trimmed(this.#text.slice(found.start, found.end)) : null;
  }

  async #askUpgrade() {
    const text = this.#config;
    const from = this.#report?.openclaw.judged_as;
    if (text === null || !from) return;
    const asked = { from, to: this.#upgradeTo || (this.#releases[0] ?? from), drop: this.#upgradeDrop, text, preview: null };
    this.#upgrade = asked;
    this.#render();
    try {
      const preview = await this.#engine.call("upgrade", text, { from, to: asked.to, drop: asked.drop, lang: language() });
      if (this.#upgrade !== asked) return;
      this.#upgrade = { ...asked, preview };
      this.#render();
    } catch (error) {
      this.#upgrade = null;
      this.#fail(/** @type {import("./engine.js").EngineError} */ (error));
    }
  }

  /**
   * @param {string} text
   * @param {string} file
   */
  #download(text, file) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    h("a", { href: address, download: file }).click();
    // After the browser has taken it.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /** @param {number} index */
  #hint(index) {
    const finding = this.#report?.findings[index];
    if (!finding) return null;
    return h("p", { class: finding.severity }, icon(finding.severity), h("span", null, prose(finding.message)));
  }

  /** @param {string} id */
  #focus(id) {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    if (element) this.#scroll(element, "nearest");
  }

  /**
   * @param {HTMLElement} element
   * @param {ScrollLogicalPosition} block
   */
  #scroll(element, block) {
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  }

  #render() {
    const { actions } = this;
    const at = this.#places;
    const lang = language();
    const report = this.#report;
    const empty = this.#editor.length === 0;
    const masked = this.#masked;
    const secrets = report?.secrets.length ?? 0;

    if (empty !== document.body.classList.contains("empty")) document.body.classList.toggle("empty", empty);
    if (at.progress.hidden === this.#working) at.progress.hidden = !this.#working;

    paint(at.skip, [lang], () => {
      document.documentElement.lang = lang;
      document.title = `${say("app.name")} – ${say("app.tagline")}`;
      at.jump.setAttribute("aria-label", say("jump.label"));
      return skipView(actions);
    });
    paint(at.top, [lang, this.#theme], () => topView(this.#theme, actions));
    paint(at.drop, [lang], () => [h("p", null, say("files.drop"))]);
    const sheet = this.#sheet;
    paint(at.sheet, [lang, sheet, this.#releases], () => (sheet ? sheetView(sheet, this.#releases, actions) : []));
    paint(at.footer, [lang], () => footerView());

    const tools = { empty, masked, secrets };
    paint(at.toolbar, [lang, tools], () => toolbarView(tools, actions));
    const status = { ...tools, lines: this.#editor.lines, large: this.#editor.length > LARGE, working: this.#working, ready: this.#ready };
    paint(at.status, [lang, status], () => statusView(status));
    paint(at.notices, [lang, this.#notices], () => noticesView(this.#notices, actions));
    paint(at.failure, [lang, this.#failure], () => failureView(this.#failure, actions));

    // Also where nothing was understood: it says what would be.
    const lost = report?.verdict.level === "unclear" && report.missing.length === 0;
    section(at.intro, empty || lost ? [lang, empty, this.#system] : null, () => introView(this.#system, empty, actions));

    const applied = this.#editor.applied;
    const safe = report?.findings.filter(isSafe).length ?? 0;
    const choice = { release: this.#release, releases: this.#releases, safe };
    section(at.verdict, report && [lang, report.verdict, report.openclaw, report.findings, report.corrected !== null, choice], () =>
      report ? verdictView(report, choice, actions) : [],
    );
    const scene = { text: this.#text, mask: this.#mask, shell: this.#shell, shown: this.#shown };
    section(at.findings, report && [lang, report.findings, applied, this.#shell, this.#shown], () =>
      report ? findingsView(report, applied, scene, actions) : [],
    );
    section(at.plan, report && [lang, report.plan, report.corrected !== null, report.findings.map(({ fix }) => fix?.title), [...this.#ticked], this.#shell], () =>
      report ? planView(report, this.#ticked, this.#shell, actions) : [],
    );
    section(at.missing, report && [lang, report.missing], () => (report ? missingView(report.missing, actions) : []));
    section(at.recognised, report && [lang, this.#recognised], () => (report ? recognisedView(this.#recognised, actions) : []));
    const known = this.#recognised.some(isEvidence);
    section(at.share, report && known ? [lang] : null, () => shareView(actions));
    const offered = report && (report.corrected || applied.length > 0) ? this.#offered : null;
    const view = { side: wide.matches, whole: this.#whole };
    section(at.corrected, offered && [lang, offered.report.corrected, offered.text, view], () =>
      offered ? correctedView(offered.report, { ...offered, ...view }, actions) : [],
    );

    const hasConfig = this.#releases.length > 0 && report?.artifacts.some(({ kind }) => kind === "config");
    const upgrade = !hasConfig || !report ? null : {
      from: report.openclaw.judged_as,
      to: this.#upgradeTo || (this.#releases[0] ?? ""),
      drop: this.#upgradeDrop,
      asked: this.#upgrade,
      file: report.corrected?.file ?? "openclaw.json",
    };
    section(at.upgrade, upgrade && [lang, upgrade.from, upgrade.to, upgrade.drop, upgrade.asked, upgrade.file, this.#releases, wide.matches], () =>
      upgrade ? upgradeView(upgrade, { releases: this.#releases, mask: this.#mask, side: wide.matches }, actions) : [],
    );

    /** @type {[string, HTMLElement, string][]} */
    const parts = [
      ["findings", at.findings, say("jump.findings")],
      ["plan", at.plan, say("jump.plan")],
      ["missing", at.missing, say("jump.missing")],
      ["corrected", at.corrected, say("jump.corrected")],
      ["upgrade", at.upgrade, say("upgrade.title")],
    ];
    const targets = parts.filter(([, place]) => !place.hidden).map(([id, , name]) => /** @type {[string, string]} */ ([id, name]));
    paint(at.jump, [lang, targets], () => jumpView(targets));
  }
}

/**
 * Paints a section and takes it away where it has nothing to show.
 *
 * @param {HTMLElement} place
 * @param {readonly unknown[] | null | undefined} state
 * @param {() => import("./dom.js").Child[]} build
 */
function section(place, state, build) {
  paint(place, state ?? [], () => (state ? build() : []));
  const empty = !place.hasChildNodes();
  if (place.hidden !== empty) place.hidden = empty;
}

/**
 * @param {Finding} finding
 * @returns {Span | null}
 */
function placeOf({ where, evidence }) {
  return where ?? evidence.find((item) => item.kind === "quote") ?? null;
}

/**
 * @param {Finding} finding
 * @returns {Span[]}
 */
function lightsOf({ where, evidence }) {
  /** @type {Span[]} */
  const quotes = evidence.filter((item) => item.kind === "quote");
  return where ? [where, ...quotes] : quotes;
}

/**
 * @param {string} text
 * @param {readonly import("./report.d.ts").Artifact[]} artifacts in order
 */
function withLines(text, artifacts) {
  let line = 1;
  let at = text.indexOf("\n");
  return artifacts.map((artifact) => {
    for (; at !== -1 && at < artifact.start; at = text.indexOf("\n", at + 1)) line++;
    return { ...artifact, line };
  });
}
