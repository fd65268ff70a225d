// The engine answers every call, and the diagnosis shows only answers to the present text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Diagnosis } from "../../www/diagnosis.js";
import { Engine, EngineError } from "../../www/engine.js";

/** A worker that does what `answer` says with each message. */
class FakeWorker {
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  /** @type {((event: any) => void) | null} */
  onerror = null;
  ended = false;

  /** @param {(worker: FakeWorker, message: any) => void} answer */
  constructor(answer) {
    this.answer = answer;
  }

  /** @param {any} message */
  postMessage(message) {
    setTimeout(() => this.answer(this, message));
  }

  terminate() {
    this.ended = true;
  }
}

const echo = (/** @type {FakeWorker} */ worker, /** @type {any} */ { id, name, args }) =>
  worker.onmessage?.({ data: { id, value: [name, ...args] } });

test("a call is answered with its own result", async () => {
  const engine = new Engine(() => new FakeWorker(echo));
  assert.deepEqual(await Promise.all([engine.call("a", 1), engine.call("b", 2)]), [["a", 1], ["b", 2]]);
});

for (const [what, answer, reason] of /** @type {[string, (worker: FakeWorker, message: any) => void, string][]} */ ([
  ["reports an error", (worker, { id }) => worker.onmessage?.({ data: { id, error: "unreachable" } }), "crash"],
  ["cannot load the core", (worker, { id }) => worker.onmessage?.({ data: { id, error: "refused", reason: "wasm" } }), "wasm"],
  ["dies", (worker) => worker.onerror?.({ message: "out of memory" }), "crash"],
  ["never answers", () => {}, "timeout"],
])) {
  test(`where the worker ${what}, all callers are told and the next call starts a new one`, async () => {
    /** @type {FakeWorker[]} */
    const workers = [];
    const engine = new Engine(() => {
      const worker = new FakeWorker(workers.length === 0 ? answer : echo);
      workers.push(worker);
      return worker;
    }, 30);
    const results = await Promise.allSettled([engine.call("a"), engine.call("b")]);
    for (const result of results) {
      assert.equal(result.status, "rejected");
      assert.ok(result.reason instanceof EngineError);
      assert.equal(result.reason.reason, reason);
    }
    assert.equal(workers[0]?.ended, true);
    assert.deepEqual(await engine.call("again"), ["again"]);
  });
}

test("where no worker can be started, the caller is told and may try again", async () => {
  let refused = true;
  const engine = new Engine(() => {
    if (refused) throw new Error("SecurityError");
    return new FakeWorker(echo);
  });
  await assert.rejects(engine.call("a"), { reason: "worker" });
  refused = false;
  assert.deepEqual(await engine.call("a"), ["a"]);
});

/** An engine whose answers are given by hand, and what was shown of them. */
function byHand() {
  /** @type {{ text: string, answer: (report: any) => void, fail: (error: any) => void }[]} */
  const calls = [];
  /** @type {string[]} */
  const shown = [];
  const diagnosis = new Diagnosis(
    { call: (_name, text) => new Promise((answer, fail) => calls.push({ text: String(text), answer, fail })) },
    {
      answered: (_report, { text }) => shown.push(text),
      failed: ({ message }) => shown.push(`failed: ${message}`),
      working: () => {},
    },
  );
  return { calls, shown, diagnosis };
}

const question = (/** @type {string} */ text) => () => ({ text, openclaw: null, lang: "en" });
const tick = () => new Promise((done) => setTimeout(done));

test("an answer to a text that was replaced meanwhile is dropped", async () => {
  const { calls, shown, diagnosis } = byHand();
  const done = diagnosis.now(question("old"));
  await tick();
  void diagnosis.now(question("middle"));
  void diagnosis.now(question("new"));
  calls[0]?.answer({});
  await tick();
  assert.deepEqual(calls.map(({ text }) => text), ["old", "new"]);
  calls[1]?.answer({});
  await done;
  assert.deepEqual(shown, ["new"]);
});

test("a failure on an old text is not shown either", async () => {
  const { calls, shown, diagnosis } = byHand();
  const done = diagnosis.now(question("old"));
  await tick();
  void diagnosis.now(question("new"));
  calls[0]?.fail(new EngineError("crash", "old"));
  await tick();
  calls[1]?.fail(new EngineError("crash", "new"));
  await done;
  assert.deepEqual(shown, ["failed: new"]);
});

test("after the paste was emptied, an answer that is still under way is dropped", async () => {
  const { calls, shown, diagnosis } = byHand();
  const done = diagnosis.now(question("text"));
  await tick();
  diagnosis.forget();
  calls[0]?.answer({});
  await done;
  assert.deepEqual(shown, []);
});

test("while typing, only the text of the pause is asked about", async () => {
  const { calls, diagnosis } = byHand();
  for (const text of ["a", "ab", "abc"]) diagnosis.later(question(text), text.length);
  void diagnosis.settle();
  await tick();
  assert.deepEqual(calls.map(({ text }) => text), ["abc"]);
});
