// Dropped files become one paste, and each that cannot has its sentence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LARGEST, decode, join, read } from "../../www/files.js";

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

test("files are announced by their names, as head prints them", () => {
  assert.equal(join([{ name: "openclaw.json", text: "{}" }, { name: ".env", text: "A=1\n" }]), "==> openclaw.json <==\n{}\n\n==> .env <==\nA=1\n");
});

test("UTF-8 is read with and without its mark", () => {
  assert.equal(decode(bytes("🦞"))?.text, "🦞");
  assert.equal(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b))?.text, "{");
});

test("UTF-16, as Windows PowerShell writes it, is read", () => {
  const units = (/** @type {string} */ text) => new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
  assert.deepEqual(decode(units("\ufeff{ gateway }")), { text: "{ gateway }", encoding: "UTF-16LE", guessed: false });
  assert.deepEqual(decode(units("{ gateway }")), { text: "{ gateway }", encoding: "UTF-16LE", guessed: true });
});

test("Chinese text in GB 18030 is read, and said to be guessed", () => {
  assert.deepEqual(decode(Uint8Array.of(0xc5, 0xe4, 0xd6, 0xc3)), { text: "配置", encoding: "GB18030", guessed: true });
});

test("a picture is no text", () => {
  assert.equal(decode(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52)), null);
});

test("colours of a terminal are text", () => {
  assert.equal(decode(bytes("\x1b[31mred\x1b[0m"))?.text, "\x1b[31mred\x1b[0m");
});

test("of several files, those that can be read are, and the others are named", async () => {
  const folder = /** @type {any} */ ({ name: "dir", size: 4096, type: "", arrayBuffer: () => Promise.reject(new Error("folder")) });
  const huge = /** @type {any} */ ({ name: "big.log", size: LARGEST + 1, type: "text/plain" });
  const { text, troubles } = await read([new File(["{}"], "openclaw.json"), new File([Uint8Array.of(0, 1, 2, 3)], "x.bin"), folder, huge]);
  assert.equal(text, "==> openclaw.json <==\n{}\n");
  assert.deepEqual(troubles.map(({ key, values }) => [key, values["name"]]), [["files.binary", "x.bin"], ["files.folder", "dir"], ["files.large", "big.log"]]);
});

test("a picture is told to be one, whatever its bytes", async () => {
  const { text, troubles } = await read([new File(["<svg/>"], "screen.svg", { type: "image/svg+xml" })], ["folder"]);
  assert.equal(text, "");
  assert.deepEqual(troubles.map(({ key, values }) => [key, values["name"]]), [["files.folder", "folder"], ["files.picture", "screen.svg"]]);
});

test("nine files are taken beside one of 50 MB, which is named", async () => {
  const small = Array.from({ length: 9 }, (_, n) => new File(["{}"], `${n}.json`));
  const huge = /** @type {any} */ ({ name: "gateway.log", size: 50 * 1024 * 1024, type: "text/plain" });
  const { text, troubles } = await read([...small.slice(0, 4), huge, ...small.slice(4)]);
  assert.equal(text.match(/==> \d\.json <==/g)?.length, 9);
  assert.deepEqual(troubles, [{ key: "files.large", values: { name: "gateway.log", size: "50.0" } }]);
});
