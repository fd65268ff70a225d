// The whole way in a real browser: paste, read, apply, copy; and nothing leaves.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { engine } from "./engine.mjs";
import { visit } from "./browser.mjs";

const core = await engine();
const CASE = readFileSync(new URL("../../www/examples/kimi-code-key.txt", import.meta.url), "utf8");
const GATEWAY_TOKEN = "4f7c2a90d1e86b35c7a4f09e2b6d8131f5c3a7e09b1d2468";

/**
 * Pastes as a person does: from the clipboard, into the editor.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+V");
}

/** @param {import("playwright-core").Page} page */
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test("a pasted case is explained, corrected and copied, and no request leaves the page", async () => {
  await visit(async ({ page, url, forget, requests, arrived, problems, stored }) => {
    await page.locator(".cm-content").waitFor();
    await page.waitForLoadState("networkidle");
    forget();

    await paste(page, CASE);
    const report = core.diagnose(CASE);
    await page.locator(".verdict-place", { hasText: report.verdict.sentence }).waitFor();

    // Every finding, root cause first, in the words of the report.
    const findings = page.locator(".findings");
    for (const { message } of report.findings) {
      assert.ok((await words(findings)).includes(spoken(message)), message);
    }
    assert.equal(report.findings[0]?.rule, "provider-key-mismatch");

    // The plan names the commands.
    for (const run of ["openclaw models set kimi-coding/k2p5", "openclaw gateway restart", "openclaw models status"]) {
      assert.ok((await words(page.locator("main"))).includes(run), run);
    }

    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), []);

    // The secret stands nowhere on the page until the reader asks for it.
    assert.ok(!(await words(page.locator("body"))).includes(GATEWAY_TOKEN));

    // The corrected file holds it, and the real release accepts that file.
    await page.locator('[data-key="copy-corrected"]').click();
    await waitFor(async () => (await copied(page)).includes("kimi-coding/k2p5"));
    const corrected = await copied(page);
    assert.equal(corrected, report.corrected?.text);
    assert.ok(corrected.includes(GATEWAY_TOKEN));
    assert.equal(core.validate(corrected, { openclaw: "2026.3.8" }).valid, true);

    // The copied report does not.
    await page.locator('[data-key="copy-report"]').first().click();
    await waitFor(async () => (await copied(page)) !== corrected);
    assert.ok(!(await copied(page)).includes(GATEWAY_TOKEN));

    // Applying the safe fixes changes the paste, which is then diagnosed again.
    await page.locator('[data-key="apply-safe"]').first().click();
    await page.locator('[data-key="apply-safe"]').waitFor({ state: "detached" });
    const first = report.findings[0]?.message ?? "";
    await waitFor(async () => !(await words(page.locator(".verdict-place"))).includes(spoken(first)));

    assert.deepEqual(requests(), []);
    assert.deepEqual(arrived(), []);
    assert.deepEqual(problems(), []);
    assert.deepEqual(await stored(), []);
    assert.equal(page.url(), url);
  });
});

test("in Chinese: the report, a key, another release and a rule's page, all from the real core", async () => {
  await visit(
    async ({ page, forget, requests, problems }) => {
      await page.locator(".cm-content").waitFor();
      await page.waitForLoadState("networkidle");
      forget();
      await paste(page, CASE);
      const report = core.diagnose(CASE, { lang: "zh-CN" });
      await page.locator(".verdict-place", { hasText: spoken(report.verdict.sentence) }).waitFor();
      assert.match(report.verdict.sentence, /根本原因|网关/);
      for (const { message } of report.findings) assert.ok((await words(page.locator(".findings"))).includes(spoken(message)), message);

      await page.locator('[data-key="upgrade-ask"]').click();
      await page.locator(".upgrade-steps").waitFor();
      const preview = core.upgrade(report.corrected?.text ?? "", { from: "2026.3.8", to: "2026.9.6", lang: "zh-CN" });
      for (const { title } of preview.steps) assert.ok((await words(page.locator(".upgrade-steps"))).includes(spoken(title)), title);

      await page.locator(".path").first().click();
      await page.locator("#key-title").waitFor();
      assert.match(await words(page.locator(".key-page")), /OpenClaw 2026\.3\.8/);
      await page.keyboard.press("Escape");
      assert.deepEqual(requests(), []);

      // The pages of all rules in one file: which one is read is not told.
      await page.locator('[data-key="finding-0-rule"]').click();
      await page.getByRole("heading", { name: "怎么办" }).waitFor();
      assert.equal(requests().length, 1);
      assert.match(requests()[0] ?? "", /rules-zh-CN\.[A-Z0-9]+\.js$/);
      assert.deepEqual(problems(), []);
    },
    { context: { locale: "zh-CN" } },
  );
});

/**
 * Text as it is read, without the marks that the page turns into style.
 *
 * @param {import("playwright-core").Locator} place
 */
const words = async (place) => ((await place.textContent()) ?? "").replace(/\s+/g, " ");

/** @param {string} sentence */
const spoken = (sentence) => sentence.replaceAll("`", "").replace(/\s+/g, " ");

/** @param {() => Promise<boolean>} holds */
async function waitFor(holds) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`not within 10 s: ${holds}`);
}
