/**
 * When to ask the engine, and which answers count.
 *
 * One question is under way at most; while it is, only the newest further one is kept.
 * An answer to a text that has been replaced is dropped.
 */

/**
 * @typedef {object} Question
 * @property {string} text
 * @property {string | null} openclaw the release to judge by; null as detected
 * @property {string} lang
 */

/**
 * @typedef {object} Listener
 * @property {(report: import("./report.d.ts").Report, question: Question) => void} answered
 * @property {(error: import("./engine.js").EngineError) => void} failed
 * @property {(working: boolean) => void} working true once an answer takes noticeably long, false when it is there
 */

/** After this many milliseconds, waiting is shown. */
const NOTICEABLE = 200;

export class Diagnosis {
  #engine;
  #listener;
  /** @type {(() => Question) | null} the newest question that is not under way */
  #asked = null;
  /** @type {Promise<void> | null} */
  #running = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  #version = 0;

  /**
   * @param {Pick<import("./engine.js").Engine, "call">} engine
   * @param {Listener} listener
   */
  constructor(engine, listener) {
    this.#engine = engine;
    this.#listener = listener;
  }

  /**
   * Asks after a pause that grows with the text; a newer question replaces it.
   *
   * @param {() => Question} question called when its time has come
   * @param {number} length of the text
   */
  later(question, length) {
    this.#version++;
    this.#asked = question;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#run(), pause(length));
  }

  /**
   * Asks at once.
   *
   * @param {() => Question} question
   * @returns {Promise<void>} when it has been answered, or has failed
   */
  now(question) {
    this.#version++;
    this.#asked = question;
    return this.settle();
  }

  /** Asks what was put off, and waits until nothing is under way. */
  async settle() {
    clearTimeout(this.#pause);
    await this.#run();
  }

  /** Drops everything: the paste is empty. */
  forget() {
    this.#version++;
    this.#asked = null;
    clearTimeout(this.#pause);
    this.#listener.working(false);
  }

  #run() {
    this.#running ??= this.#loop().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #loop() {
    const slow = setTimeout(() => this.#listener.working(true), NOTICEABLE);
    try {
      while (this.#asked) {
        const question = this.#asked();
        const version = this.#version;
        this.#asked = null;
        try {
          const { text, openclaw, lang } = question;
          const report = await this.#engine.call("diagnose", text, { openclaw, lang });
          if (version === this.#version) this.#listener.answered(report, question);
        } catch (error) {
          if (version === this.#version) {
            this.#listener.failed(/** @type {import("./engine.js").EngineError} */ (error));
          }
        }
      }
    } finally {
      clearTimeout(slow);
      this.#listener.working(false);
    }
  }
}

/**
 * Milliseconds of quiet before a text of this length is diagnosed.
 *
 * @param {number} length
 */
export function pause(length) {
  if (length < 100_000) return 120;
  return length < 1_000_000 ? 300 : 700;
}
