/** Runs the core off the main thread. Every call is answered, also when it fails. */
export class Engine {
  /** @type {Promise<Worker>} */
  #worker = import("clawlens:engine").then(({ workerSource }) => {
    const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = ({ data: { id, report, error } }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      error === undefined ? resolve(report) : reject(new Error(error));
    };
    worker.onerror = (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message));
      this.#waiting.clear();
    };
    return worker;
  });
  #waiting = new Map();
  #next = 0;

  /** @param {string} text */
  async diagnose(text) {
    const worker = await this.#worker;
    const id = this.#next++;
    worker.postMessage({ id, text });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }
}
