#!/usr/bin/env node
// Stands in for Firefox where Playwright starts it: runs the real one and passes its WebDriver BiDi on.
//
// Playwright's BiDi driver sets the colour scheme of every page with a command that Debian's Firefox does
// not know yet, and gives up there. That command is answered here with "done"; every other one is passed on.
// What follows: a test cannot choose light or dark in Firefox.

import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";

const NOT_KNOWN = /"method":"emulation\.setMediaFeaturesOverride"/;

const firefox = spawn(process.env["CLAWLENS_FIREFOX"] ?? "firefox", process.argv.slice(2), { stdio: ["inherit", "inherit", "pipe"] });
firefox.on("exit", (code) => process.exit(code ?? 1));
for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"])) process.on(signal, () => firefox.kill(signal));

let said = "";
firefox.stderr.on("data", (/** @type {Buffer} */ chunk) => {
  const found = /ws:\/\/([\d.]+):(\d+)/.exec((said += chunk));
  if (!found || said === "done") return void process.stderr.write(chunk);
  said = "done";
  const [, host = "", port = ""] = found;
  const server = createServer((client) => passOn(client, host, Number(port)));
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address === "object") process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${address.port}\n`);
  });
});

/**
 * @param {import("node:net").Socket} client
 * @param {string} host
 * @param {number} port
 */
function passOn(client, host, port) {
  const server = connect(port, host);
  let open = false;
  /** @type {Buffer} */
  let waiting = Buffer.alloc(0);
  client.on("data", (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    if (!open) {
      const end = waiting.indexOf("\r\n\r\n");
      if (end === -1) return;
      // Compressed frames could not be read.
      const head = waiting.subarray(0, end).toString("latin1").replace(/\r\nsec-websocket-extensions:[^\r]*/i, "").replace(/\r\nhost:[^\r]*/i, `\r\nHost: ${host}:${port}`);
      server.write(`${head}\r\n\r\n`);
      waiting = waiting.subarray(end + 4);
      open = true;
    }
    for (let length = frame(waiting); length !== null; length = frame(waiting)) {
      const taken = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      const text = unmasked(taken);
      const id = NOT_KNOWN.test(text) && /"id":(\d+)/.exec(text)?.[1];
      if (id) client.write(answer(`{"type":"success","id":${id},"result":{}}`));
      else server.write(taken);
    }
  });
  server.on("data", (chunk) => client.write(chunk));
  for (const [one, other] of [[client, server], [server, client]]) {
    one?.on("close", () => other?.destroy());
    one?.on("error", () => other?.destroy());
  }
}

/**
 * The length of the whole frame at the start, head included; null where it is not there yet.
 *
 * @param {Buffer} bytes
 */
function frame(bytes) {
  if (bytes.length < 2) return null;
  const { head, length } = sizes(bytes);
  return head === null || bytes.length < head + length ? null : head + length;
}

/** @param {Buffer} bytes */
function sizes(bytes) {
  const short = (bytes[1] ?? 0) & 0x7f;
  const mask = (bytes[1] ?? 0) & 0x80 ? 4 : 0;
  if (short < 126) return { head: 2 + mask, length: short };
  const more = short === 126 ? 2 : 8;
  if (bytes.length < 2 + more) return { head: null, length: 0 };
  return { head: 2 + more + mask, length: more === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)) };
}

/** @param {Buffer} bytes one frame of a client */
function unmasked(bytes) {
  const { head, length } = sizes(bytes);
  if (head === null) return "";
  const mask = bytes.subarray(head - 4, head);
  return Buffer.from(bytes.subarray(head, head + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0))).toString("utf8");
}

/** @param {string} text shorter than 126 bytes */
function answer(text) {
  return Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);
}
