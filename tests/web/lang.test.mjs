// Every language says everything, with the same placeholders, and no sentence is hard-coded.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { choose, count, fill, languages, say, speak } from "../../www/lang.js";

const www = new URL("../../www/", import.meta.url);
const english = languages.en;
const placeholders = (/** @type {string} */ sentence) => (sentence.match(/\{\w+\}/g) ?? []).sort();
const spans = (/** @type {string} */ sentence) => (sentence.match(/`[^`]*`/g) ?? []).sort();

for (const [tag, sentences] of Object.entries(languages)) {
  test(`${tag} has the keys of English, sorted`, () => {
    assert.deepEqual(Object.keys(sentences), Object.keys(english).sort());
  });

  test(`${tag} has the placeholders and code of English in every sentence`, () => {
    for (const [key, sentence] of Object.entries(english)) {
      const other = sentences[/** @type {keyof typeof english} */ (key)];
      assert.notEqual(other.trim(), "", key);
      assert.deepEqual(placeholders(other), placeholders(sentence), key);
      assert.deepEqual(spans(other), spans(sentence), key);
    }
  });
}

test("another language than English repeats English only where a name or a sign is meant", () => {
  const same = Object.entries(languages["zh-CN"]).filter(([key, sentence]) => sentence === english[/** @type {keyof typeof english} */ (key)]);
  assert.deepEqual(same.map(([key]) => key), ["app.name", "artifact.auth-profiles", "artifact.env", "artifact.json", "artifact.models-json", "intro.docker", "intro.linux", "intro.macos", "intro.windows", "plan.shell.powershell", "upgrade.to"]);
});

test("every key is used, and every key that is used is there", () => {
  const code = readdirSync(www)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(new URL(name, www), "utf8"))
    .join("\n");
  const used = new Set([...code.matchAll(/["`]([a-z]+(?:\.[\w$\{}]+)+)["`]/g)].map(([, key]) => key ?? ""));
  const patterns = [...used].map((key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{\w+\}|\$\{[^}]*\}/g, "[\\w-]+")}(\\.(one|other))?$`));
  const unused = Object.keys(english).filter((key) => !patterns.some((pattern) => pattern.test(key)));
  assert.deepEqual(unused, []);
});

test("no sentence stands in the code: text reaches the page through its key", () => {
  for (const name of readdirSync(www).filter((name) => name.endsWith("-view.js") || name === "shell.js" || name === "page.js")) {
    const source = readFileSync(new URL(name, www), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    // Two words in one string, other than class names, selectors and commands.
    const found = [...source.matchAll(/"([A-Z][a-z]+ [a-z]+[^"]*)"/g)].map(([, text]) => text);
    assert.deepEqual(found, [], name);
  }
});

test("the language is the first wish that is there, by family if need be", () => {
  assert.equal(choose(["fr-FR", "zh-TW", "en"]), "zh-CN");
  assert.equal(choose(["en-GB", "zh-CN"]), "en");
  assert.equal(choose(["de"]), "en");
  assert.equal(choose([]), "en");
});

test("one and many are told apart, and an unknown placeholder stays visible", () => {
  speak("en");
  assert.equal(count("count.errors", 1), "1 error");
  assert.equal(count("count.errors", 1234), "1,234 errors");
  assert.equal(fill("{a} {b}", { a: 1 }), "1 {b}");
  speak("zh-CN");
  assert.equal(say("lang.name"), "简体中文");
  speak("en");
});
