// The built page as it is served: policy, silence, no trace.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";

test("the page loads without an error and asks only its own server", async () => {
  await visit(async ({ page, url, requests, problems, stored }) => {
    await page.waitForLoadState("networkidle");
    assert.deepEqual(problems(), []);
    assert.notEqual(requests().length, 0);
    assert.deepEqual(requests().filter((address) => !address.startsWith(url)), []);
    assert.deepEqual(await stored(), []);
  });
});

for (const [what, attempt] of /** @type {[string, () => Promise<unknown>][]} */ ([
  ["the page", async () => (await fetch("/")).status],
  ["an image on the page", () => new Promise((done, fail) => Object.assign(new Image(), { src: "/x.png", onload: done, onerror: fail }))],
])) {
  test(`a request by ${what} is refused by the policy`, async () => {
    await visit(async ({ page, forget, arrived }) => {
      await page.waitForLoadState("networkidle");
      forget();
      await assert.rejects(page.evaluate(attempt));
      assert.deepEqual(arrived(), []);
    });
  });
}

test("a request by a blob worker is refused by the policy that it inherits", async () => {
  await visit(async ({ page, forget, arrived }) => {
    await page.waitForLoadState("networkidle");
    forget();
    const said = await page.evaluate(() => {
      const source = `fetch(${JSON.stringify(location.href)}).then(() => postMessage("sent"), () => postMessage("refused"))`;
      const worker = new Worker(URL.createObjectURL(new Blob([source])));
      return new Promise((done) => (worker.onmessage = ({ data }) => done(data)));
    });
    assert.equal(said, "refused");
    assert.deepEqual(arrived(), []);
  });
});
