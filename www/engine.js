/**
 * The diagnosis, off the main thread.
 *
 * Every call is answered, also when it fails: a worker that throws, dies or hangs is ended,
 * its callers are told, and the next call starts a new one.
 */

/** Why a call was not answered with a result. */
export class EngineError extends Error {
  /**
   * @param {"wasm" | "worker" | "crash" | "timeout"} reason
   * @param {string} detail
   */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * @typedef {object} Port what the engine needs of a `Worker`
 * @property {(message: unknown) => void} postMessage
 * @property {() => void} terminate
 * @property {((event: MessageEvent) => void) | null} onmessage
 * @property {((event: ErrorEvent) => void) | null} onerror
 */

/**
 * @typedef {object} Waiting
 * @property {(value: any) => void} resolve
 * @property {(error: EngineError) => void} reject
 * @property {ReturnType<typeof setTimeout>} timer
 */

export class Engine {
  /** @type {Promise<Port> | null} */
  #port = null;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #next = 0;
  #spawn;
  #patience;

  /**
   * @param {() => Port | Promise<Port>} spawn starts a worker; called again after one died
   * @param {number} [patience] milliseconds after which a call is given up
   */
  constructor(spawn, patience = 20_000) {
    this.#spawn = spawn;
    this.#patience = patience;
  }

  /** Starts the worker ahead of the first call. A failure is told to that call. */
  warm() {
    this.#start().catch(() => {});
  }

  /**
   * @param {string} name a function of the core
   * @param {...unknown} args
   * @returns {Promise<any>} rejects only with an {@link EngineError}
   */
  async call(name, ...args) {
    const port = await this.#start();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end("timeout", `${name}: ${this.#patience} ms`), this.#patience);
      this.#waiting.set(id, { resolve, reject, timer });
      try {
        port.postMessage({ id, name, args });
      } catch (error) {
        this.#end("crash", String(error));
      }
    });
  }

  /** @returns {Promise<Port>} */
  #start() {
    if (!this.#port) {
      const opened = this.#open();
      this.#port = opened;
      opened.catch(() => {
        if (this.#port === opened) this.#port = null;
      });
    }
    return this.#port;
  }

  /** @returns {Promise<Port>} */
  async #open() {
    if (typeof WebAssembly !== "object") throw new EngineError("wasm", "no WebAssembly");
    try {
      const port = await this.#spawn();
      const opened = this.#port;
      // A worker that was given up may still have an answer under way.
      port.onmessage = ({ data }) => {
        if (this.#port === opened) this.#answer(data);
      };
      port.onerror = (event) => {
        event.preventDefault?.();
        if (this.#port === opened) this.#end("crash", event.message ?? "worker error");
      };
      return port;
    } catch (error) {
      throw error instanceof EngineError ? error : new EngineError("worker", String(error));
    }
  }

  /** @param {{ id: number, value?: unknown, error?: string, reason?: "crash" | "wasm" }} message */
  #answer({ id, value, error, reason }) {
    if (error !== undefined) {
      // An instance that trapped once is in an unknown state: it never answers again.
      this.#end(reason ?? "crash", error);
      return;
    }
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.resolve(value);
  }

  /**
   * @param {EngineError["reason"]} reason
   * @param {string} detail
   */
  #end(reason, detail) {
    const port = this.#port;
    this.#port = null;
    port?.then((worker) => worker.terminate(), () => {});
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new EngineError(reason, detail));
    }
    this.#waiting.clear();
  }
}
