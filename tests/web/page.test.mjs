// Every control and state of the page, in Chromium (in Firefox: firefox.test.mjs), with a stand-in for the
// core (mock-core.js).
// What the core itself says is tested elsewhere; here it only has to have the shape of a report.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { writePage } from "../../scripts/build.mjs";
import { ROOT } from "../../scripts/setup/run.mjs";
import { isFirefox, launch, launchFirefox, visit } from "./browser.mjs";

const inFirefox = process.env["BROWSER"] === "firefox";
const folder = join(ROOT, `tests/output/mock-page${inFirefox ? "-firefox" : ""}`);
const example = readFileSync(join(ROOT, "www/examples/kimi-code-key.txt"), "utf8");
const token = "4f7c2a90d1e86b35c7a4f09e2b6d8131f5c3a7e09b1d2468";

/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  const core = JSON.stringify(join(ROOT, "tests/web/mock-core.js"));
  await writePage(folder, () => `import * as core from ${core}; export const load = async () => core;`);
  browser = await (inFirefox ? launchFirefox() : launch());
});

after(() => browser.close());

/** @typedef {import("playwright-core").Page} Page */

/**
 * @param {string} name
 * @param {(page: Page, visit: import("./browser.mjs").Visit) => Promise<void>} use
 * @param {Omit<NonNullable<Parameters<typeof visit>[1]>, "folder" | "browser"> & { problems?: boolean, onlyChromium?: string }} [options]
 *   `onlyChromium`: why it cannot be tested in Firefox
 */
function onPage(name, use, { problems = false, onlyChromium, ...options } = {}) {
  test(name, { skip: inFirefox && onlyChromium }, () =>
    visit(
      async (visited) => {
        await visited.page.waitForSelector(".intro h2, .verdict");
        await use(visited.page, visited);
        if (!problems) assert.deepEqual(visited.problems(), []);
      },
      { ...options, folder, browser },
    ),
  );
}

/** Pastes with the focus nowhere. @param {Page} page @param {string} text */
async function paste(page, text) {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    // Firefox takes the text itself instead of a DataTransfer.
    const init = /** @type {ClipboardEventInit} */ ({ clipboardData, data: pasted, dataType: "text/plain", bubbles: true, cancelable: true });
    document.body.dispatchEvent(new ClipboardEvent("paste", init));
  }, text);
}

/** @param {Page} page */
async function showExample(page) {
  await page.getByRole("button", { name: "Try an example" }).click();
  await page.waitForSelector(".verdict");
}

/** @param {Page} page */
const shown = (page) => page.locator(".cm-content").innerText();

/** The text of the editor through its own clipboard. @param {Page} page */
async function copyAll(page) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  return page.evaluate(() => navigator.clipboard.readText());
}

onPage("the first view says what to paste and copies the command for each system", async (page) => {
  for (const [system, part] of [["macOS", "pbcopy"], ["Linux", "tee openclaw-report.txt"], ["Windows", "Set-Clipboard"], ["Docker", "docker compose"]]) {
    await page.getByRole("radio", { name: system ?? "" }).check();
    await page.getByRole("button", { name: "Copy command" }).click();
    assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes(part ?? ""), system);
  }
});

onPage("a paste anywhere is diagnosed, and the root cause comes first with what it explains folded beneath", async (page) => {
  await paste(page, example);
  await page.waitForSelector(".verdict.broken");
  assert.match(await page.locator(".verdict h2").innerText(), /a Kimi Code key is sent to Moonshot/);
  assert.match(await page.locator(".finding h3").first().innerText(), /MOONSHOT_API_KEY/);
  assert.equal(await page.locator("article.finding h3").count(), 4);
  assert.equal(await page.locator(".beneath article").first().isVisible(), false);
  await page.getByText("Explains 1 further problem").click();
  assert.match(await page.locator(".beneath article").first().innerText(), /HTTP 401/);
});

onPage("evidence jumps to its line and lights it up", async (page) => {
  await showExample(page);
  await page.locator(".quote").first().click();
  await page.waitForSelector(".cm-line.lit");
  assert.match((await page.locator(".cm-line.lit").allInnerTexts()).join("\n"), /sk-kimi-\.\.\.xxxxx/);
  await page.locator(".release .link").click();
  assert.match(await page.locator(".cm-line.lit").innerText(), /OpenClaw 2026\.3\.8/);
});

onPage("findings are marked in the text, with a sign at the line and a hint over the words", async (page) => {
  await showExample(page);
  await page.keyboard.press("F8");
  await page.waitForSelector(".mark.error");
  assert.equal(await page.locator(".gutter-mark.error").first().isVisible(), true);
  await page.locator(".mark.error", { hasText: "moonshot/kimi-k2.5" }).hover();
  await page.waitForSelector(".hint");
  assert.match(await page.locator(".hint").innerText(), /MOONSHOT_API_KEY/);
});

onPage("F8 and Shift+F8 go from finding to finding and say which", async (page) => {
  await showExample(page);
  const live = page.locator("[aria-live=polite]").first();
  await page.keyboard.press("F8");
  assert.match(await live.innerText(), /^Problem 1 of 5\. Error: The default model/);
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /The default model/);
  await page.keyboard.press("F8");
  assert.match(await live.innerText(), /^Problem 2 of 5\. Error: Every message ends/);
  assert.equal(await page.locator(".beneath article").first().isVisible(), true);
  await page.keyboard.press("Shift+F8");
  await page.keyboard.press("Shift+F8");
  assert.match(await live.innerText(), /^Problem 5 of 5\. Note/);
  await page.getByRole("button", { name: "Next problem" }).click();
  assert.match(await live.innerText(), /^Problem 1 of 5/);
  await page.getByRole("button", { name: "Previous problem" }).click();
  assert.match(await live.innerText(), /^Problem 5 of 5/);
});

onPage("a fix is applied and undone on its own, and the editor's undo takes it back too", async (page) => {
  await showExample(page);
  await page.getByRole("button", { name: "Apply : Remove the `compat` block" }).click();
  await page.waitForSelector(".applied");
  assert.doesNotMatch(await copyAll(page), /requiresOpenAiAnthropicToolPayload: true/);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.waitForSelector(".applied", { state: "detached" });
  assert.match(await copyAll(page), /requiresOpenAiAnthropicToolPayload: true/);

  await page.getByRole("button", { name: "Apply : Remove the `compat` block" }).click();
  await page.waitForSelector(".applied");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".applied", { state: "detached" });
});

onPage("all safe fixes are applied at once, and those that need a decision are not", async (page) => {
  await showExample(page);
  await page.getByRole("button", { name: "Apply all 2 safe fixes" }).click();
  await page.waitForSelector(".applied");
  assert.equal(await page.getByRole("button", { name: "Copy with your secrets" }).isVisible(), true);
  const text = await copyAll(page);
  assert.match(text, /primary: "kimi-coding\/k2p5"/);
  assert.match(text, /"kimi-coding": \{/);
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".applied") !== null || document.activeElement?.matches(".editor")), true);
});

onPage("the page shows no secret and copies none out of the text, until it is asked to", async (page) => {
  await showExample(page);
  await page.keyboard.press("Shift+F8");
  await page.waitForSelector(".mask");
  for (const element of await page.locator("details summary").all()) await element.click();
  await page.getByRole("radio", { name: "Whole file" }).check();
  const everything = (await page.locator("body").innerText()) + (await shown(page)) + (await page.content());
  assert.ok(!everything.includes(token));
  const copied = await copyAll(page);
  assert.ok(!copied.includes(token) && copied.includes("••••••"));
  await page.getByRole("button", { name: "Show secrets" }).click();
  assert.ok((await copyAll(page)).includes(token));
  await page.getByRole("button", { name: "Mask secrets" }).click();
  assert.ok(!(await copyAll(page)).includes(token));
});

onPage("what was copied masked becomes the secret again when it is pasted back", async (page) => {
  await showExample(page);
  await copyAll(page);
  await page.keyboard.press("Delete");
  await page.waitForSelector(".intro h2");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+v");
  await page.waitForSelector(".verdict");
  await page.getByRole("button", { name: "Show secrets" }).click();
  assert.equal(await copyAll(page), example);
});

onPage("the corrected file is copied and downloaded with the reader's own secrets, and says so", async (page) => {
  await showExample(page);
  await page.getByRole("button", { name: "Copy with your secrets" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /primary: "kimi-coding\/k2p5"/);
  assert.ok(copied.includes(token));
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download openclaw.json" }).click()]);
  assert.equal(download.suggestedFilename(), "openclaw.json");
  assert.equal(readFileSync(await download.path(), "utf8"), copied);
}, { onlyChromium: "a download is not told of" });

onPage("the report is copied for a chat and for an issue", async (page) => {
  await showExample(page);
  for (const [name, form] of [["Copy for a chat", "chat"], ["Copy for an issue", "tracker"]]) {
    await page.getByRole("button", { name: name ?? "" }).click();
    await page.waitForFunction(() => /Report copied/.test(document.querySelector("[aria-live=polite]")?.textContent ?? ""));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `**${form}** of ${example.length} characters`);
    await page.evaluate(() => document.querySelector("[aria-live=polite]")?.replaceChildren());
  }
});

onPage("a refused clipboard is said, and the command is selected for the keyboard", async (page) => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
    document.execCommand = () => false;
  });
  await page.getByRole("button", { name: "Copy command" }).click();
  await page.waitForFunction(() => /refused/.test(document.querySelector("[aria-live=polite]")?.textContent ?? ""));
  assert.match(await page.evaluate(() => String(getSelection())), /openclaw --version/);
});

onPage("where nothing on the page could be selected, a refused text is shown to copy by hand", async (page) => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
    navigator.clipboard.write = () => Promise.reject(new Error("refused"));
    document.execCommand = () => false;
  });
  await showExample(page);
  await page.getByRole("button", { name: "Copy with your secrets" }).click();
  const area = page.getByRole("textbox", { name: "Copy by hand" });
  assert.match(await area.inputValue(), /kimi-coding\/k2p5/);
  assert.ok(await area.evaluate((element) => element instanceof HTMLTextAreaElement && element.selectionEnd === element.value.length));
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Copy for a chat" }).click();
  assert.match(await area.inputValue(), /chat/);
  await page.keyboard.press("Escape");
  assert.equal(await area.isVisible(), false);
});

onPage("a rule's page opens from its finding, and the focus comes back", async (page) => {
  await showExample(page);
  const open = page.getByRole("button", { name: "About this rule : provider-key-mismatch" });
  await open.click();
  const sheet = page.getByRole("dialog", { name: "provider-key-mismatch" });
  await sheet.getByRole("heading", { name: "What it finds" }).waitFor();
  assert.match(await sheet.innerText(), /the first characters of a key/i);
  await page.keyboard.press("Escape");
  assert.equal(await sheet.isVisible(), false);
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.dataset?.["key"]), "finding-0-rule");
});

onPage("a rule's page is in the language of the page", async (page) => {
  await paste(page, example);
  await page.getByRole("button", { name: /关于此规则.*unknown-key/ }).first().click();
  await page.getByRole("heading", { name: "发现什么" }).waitFor();
}, { context: { locale: "zh-CN" } });

onPage("a rule without a page, or one that cannot be fetched, is said", async (page) => {
  await showExample(page);
  await page.getByRole("button", { name: "About this rule : builtin-provider-shadowed" }).click();
  await page.getByText("clawlens explain builtin-provider-shadowed").waitFor();
});

onPage("keys are looked up: from the header, from a finding, and on from key to key", async (page) => {
  await page.getByRole("button", { name: "Keys" }).click();
  const sheet = page.getByRole("dialog", { name: "Look up a config key" });
  await sheet.getByRole("heading", { name: "All keys" }).waitFor();
  const field = sheet.getByRole("textbox", { name: "Key of the config" });
  assert.ok(await field.evaluate((element) => element === document.activeElement));
  await field.fill("gateway.mode");
  await page.keyboard.press("Enter");
  await sheet.getByText("OpenClaw 2026.9.6 knows this key.").waitFor();
  assert.match(await sheet.innerText(), /"remote"\s+2026\.3\.7 – 2026\.3\.12/);
  await field.fill("env.KIMI_API_KEY");
  await sheet.getByRole("button", { name: "Look up" }).click();
  await sheet.getByText("reads it here instead").waitFor();
  await sheet.getByRole("button", { name: "env.vars.KIMI_API_KEY" }).click();
  await sheet.getByRole("heading", { name: "env.vars.KIMI_API_KEY" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "key-title");
  await sheet.getByRole("button", { name: "Close" }).click();

  await showExample(page);
  await page.getByRole("button", { name: /^models\.providers\.kimi-coding\.models\.0\.compat/ }).click();
  await sheet.getByText("OpenClaw 2026.3.8 does not know this key.").waitFor();
  await sheet.getByText("Spelled almost the same").waitFor();
  await page.mouse.click(5, 5);
  assert.equal(await sheet.isVisible(), false);
});

onPage("a folder and a picture that are dropped have their sentences, and the files beside them are taken", async (page) => {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["OpenClaw 2026.3.8"], "status.txt"));
    dataTransfer.items.add(new File(["x"], "screen.png", { type: "image/png" }));
    dataTransfer.items.add(new File(["x"], "logs"));
    // A folder cannot be made by a script.
    const entries = [false, false, true];
    const { webkitGetAsEntry } = DataTransferItem.prototype;
    let at = 0;
    DataTransferItem.prototype.webkitGetAsEntry = function () {
      return entries[at++ % 3] ? /** @type {any} */ ({ isDirectory: true, name: "logs" }) : webkitGetAsEntry.call(this);
    };
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector(".verdict.clean");
  await page.getByText("logs is a folder").waitFor();
  await page.getByText("screen.png is a picture").waitFor();
  assert.match(await shown(page), /^==> status\.txt <==/);
});

onPage("another release is looked at: what changes, what goes with consent only, and the migrated file", async (page) => {
  await showExample(page);
  const part = page.getByRole("region", { name: "Another release" });
  await part.getByRole("button", { name: "Show what changes" }).click();
  await part.getByText("OpenClaw 2026.9.6 would still refuse the migrated file").waitFor();
  assert.match(await part.innerText(), /As it is, the file works up to OpenClaw 2026\.6\.11/);
  assert.match(await part.innerText(), /openclaw plugins install @openclaw\/kimi/);
  await part.getByRole("checkbox", { name: "Leave these out of the migrated file" }).check();
  await part.getByText("OpenClaw 2026.9.6 accepts the migrated file.").waitFor();
  await part.getByText("left out", { exact: true }).waitFor();
  await part.getByLabel("OpenClaw").selectOption("2026.6.11");
  await part.getByText("OpenClaw 2026.6.11 accepts the migrated file.").waitFor();
  assert.ok(!(await part.innerText()).includes(token));
  await part.getByRole("button", { name: "Copy with your secrets" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.includes(token) && copied.includes("gateways:"));
  const [download] = await Promise.all([page.waitForEvent("download"), part.getByRole("button", { name: "Download openclaw.json" }).click()]);
  assert.equal(readFileSync(await download.path(), "utf8"), copied);
  // It follows the text.
  await page.getByRole("button", { name: "Apply : Remove the `compat` block" }).click();
  await page.waitForSelector(".applied");
  await part.getByText("OpenClaw 2026.6.11 accepts the migrated file.").waitFor();
}, { onlyChromium: "a download is not told of" });

onPage("steps are ticked off, and commands follow the chosen shell", async (page) => {
  await showExample(page);
  await page.getByRole("checkbox").first().check();
  assert.match(await page.locator(".plan ~ *, .card").filter({ hasText: "What to do" }).first().innerText(), /1 of 4 done/);
  const plan = page.locator(".plan");
  assert.match(await plan.innerText(), /nano/);
  await page.getByRole("radio", { name: "Windows" }).check();
  assert.match(await plan.innerText(), /notepad/);
  assert.doesNotMatch(await plan.innerText(), /nano/);
});

onPage("another release can be chosen, and the page says that it was", async (page) => {
  await showExample(page);
  await page.locator('[data-key="release"]').selectOption("2026.9.6");
  await page.getByText("as you chose; the paste says 2026.3.8").waitFor();
  await page.locator('[data-key="release"]').selectOption("");
  await page.getByText("OpenClaw 2026.3.8, as the paste says").waitFor();
});

onPage("several files are taken, each under its name, and one that is no text is named", async (page) => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open files" }).click();
  await (await chooser).setFiles([
    { name: "openclaw.json", mimeType: "application/json", buffer: Buffer.from("{}") },
    { name: "gateway.log", mimeType: "text/plain", buffer: Buffer.from("OpenClaw 2026.3.8\r\nline") },
    { name: "screen.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]) },
  ]);
  await page.waitForSelector(".verdict");
  assert.equal(await copyAll(page), "==> openclaw.json <==\n{}\n\n==> gateway.log <==\nOpenClaw 2026.3.8\nline\n");
  await page.getByText("screen.png is a picture").waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  assert.equal(await page.locator(".notice").count(), 0);
});

onPage("files can be dropped anywhere", async (page) => {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["OpenClaw 2026.3.8"], "status.txt"));
    for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector(".verdict.clean");
  assert.equal(await page.locator(".drop").isVisible(), false);
});

onPage("while typing, the last answer stays and the new one takes its place", async (page) => {
  await page.locator(".cm-content").click();
  await page.keyboard.type("OpenClaw 2026.3.8");
  await page.waitForSelector(".verdict.clean");
  await page.keyboard.type(" CRASH");
  await page.waitForSelector(".verdict.failed");
}, { problems: true });

onPage("where the core fails, the text is kept, and the next diagnosis has a new worker", async (page) => {
  await paste(page, "OpenClaw 2026.3.8 CRASH");
  await page.locator(".failed", { hasText: "The diagnosis failed. Your text is still here" }).waitFor();
  assert.match(await shown(page), /CRASH/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  for (let i = 0; i < " CRASH".length; i++) await page.keyboard.press("Backspace");
  await page.waitForSelector(".verdict.clean");
});

onPage("a browser without WebAssembly is told so, and the text is kept masked", async (page) => {
  await paste(page, example);
  await page.locator(".failed", { hasText: "cannot run WebAssembly" }).waitFor();
  await page.locator(".cm-scroller").evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.waitForSelector(".mask");
  assert.ok(!(await shown(page)).includes(token));
}, { init: () => Reflect.deleteProperty(globalThis, "WebAssembly"), problems: true });

onPage("a browser that lets no worker start is told so", async (page) => {
  await paste(page, example);
  await page.locator(".failed", { hasText: "does not let the page start a worker" }).waitFor();
}, { init: () => Reflect.deleteProperty(globalThis, "Worker"), problems: true });

onPage("the language is the browser's and can be changed, also with a report on the page", async (page) => {
  await page.getByText("粘贴什么").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await paste(page, example);
  await page.getByText("哪里有问题").first().waitFor();
  await page.getByLabel("语言").selectOption("en");
  await page.getByText("What is wrong").first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
}, { context: { locale: "zh-CN" } });

onPage("light and dark follow the system and can be set, and nothing is stored", async (page, { stored }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await ground();
  assert.notEqual(light, dark);
  await page.getByRole("button", { name: "Appearance: As the system" }).click();
  assert.equal(await ground(), light);
  await page.getByRole("button", { name: "Appearance: Light" }).click();
  assert.equal(await ground(), dark);
  await page.getByRole("button", { name: "Appearance: Dark" }).click();
  assert.deepEqual(await stored(), []);
}, { onlyChromium: "the colour scheme cannot be chosen" });

onPage("the whole page can be walked with Tab, in and out of the text", async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to your paste");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "editor");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement?.className), "editor");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "editor");
  await showExample(page);
  const seen = new Set();
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press("Tab");
    const key = await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.dataset?.["key"] ?? "");
    if (key) seen.add(key);
  }
  for (const key of ["apply-safe", "release", "finding-0-evidence-0", "apply-0", "step-0", "copy-corrected", "download", "whole-false"]) {
    assert.ok(seen.has(key), `${key} is not reached`);
  }
});

onPage("an accidental reload is asked about, but not where only the example is shown", async (page) => {
  /** @type {string[]} */
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await showExample(page);
  await page.reload();
  assert.deepEqual(asked, []);
  await page.waitForSelector(".intro h2");
  await page.locator(".cm-content").click();
  await page.keyboard.type("my own words");
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
});

onPage("a whole use sends nothing, stores nothing and leaves the address as it was", async (page, { url, requests, stored, forget }) => {
  forget();
  await paste(page, example);
  await page.waitForSelector(".verdict");
  await page.getByRole("button", { name: "Apply all 2 safe fixes" }).click();
  await page.waitForSelector(".applied");
  await page.getByRole("button", { name: "Copy with your secrets" }).click();
  assert.deepEqual(requests().filter((address) => !/engine\.[A-Z0-9]+\.js$/.test(address)), []);
  assert.deepEqual(await stored(), []);
  assert.equal(page.url(), url);
});

const states = /** @type {[string, string][]} */ ([
  ["empty", ""],
  ["broken", example],
  ["clean", "OpenClaw 2026.3.8"],
  ["unclear", "nothing of interest"],
  ["failed", "CRASH"],
]);

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  // In the dark only those that between them show every colour: each look takes axe its time.
  for (const [state, text] of states.slice(0, colorScheme === "light" ? states.length : 2)) {
    onPage(`axe finds nothing in the ${colorScheme} page, ${state}`, async (page) => {
      if (text) {
        await paste(page, text);
        await page.waitForSelector(`.verdict`);
        for (const element of await page.locator("details summary").all()) await element.click();
        for (const button of await page.getByRole("button", { name: "Show what changes" }).all()) {
          await button.click();
          await page.getByText("How to upgrade").waitFor();
        }
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]), []);
    }, { context: { colorScheme }, problems: true, ...(colorScheme === "dark" && { onlyChromium: "the colour scheme cannot be chosen" }) });
  }
}

for (const [sheet, open] of /** @type {[string, (page: Page) => Promise<void>][]} */ ([
  ["a rule's page", (page) => page.getByRole("button", { name: /About this rule/ }).first().click()],
  ["a key", (page) => page.getByRole("button", { name: /: What is this key/ }).first().click()],
  ["all keys", (page) => page.getByRole("button", { name: "Keys" }).click()],
])) {
  onPage(`axe finds nothing where the sheet shows ${sheet}`, async (page) => {
    await showExample(page);
    await open(page);
    await page.locator(".prose h3, .key-page h3").first().waitFor();
    const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]), []);
  });
}

for (const width of [320, 768, 1440]) {
  onPage(`at ${width} px nothing overflows and nothing that was there moves`, async (page) => {
    await page.waitForTimeout(300);
    // A real click, as the browser counts no shift that answers the reader.
    await showExample(page);
    await page.waitForTimeout(700);
    const { overflow, shift } = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      shift: /** @type {any} */ (globalThis).shift,
    }));
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    assert.equal(shift, 0);
  }, {
    context: { viewport: { width, height: 800 } },
    onlyChromium: "Firefox does not report layout shifts",
    init: () => {
      Object.assign(globalThis, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of /** @type {any[]} */ (list.getEntries())) {
          if (!entry.hadRecentInput) /** @type {any} */ (globalThis).shift += entry.value;
        }
      }).observe({ type: "layout-shift", buffered: true });
    },
  });
}
