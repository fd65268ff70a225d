// A small static server for dist/, with the page's policy as a header too.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { DIST, POLICY } from "./build.mjs";
import { Missing, script } from "./setup/run.mjs";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const HASHED = /\.[A-Z0-9]{8}\.\w+$/;

/**
 * Serves a folder on this machine only.
 *
 * @param {{ folder?: string, port?: number, onRequest?: (address: string) => void }} [options]
 *   without a port 8080, or a free one where 8080 is taken; 0 is any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ folder = DIST, port, onRequest } = {}) {
  /** @type {Map<string, Buffer>} */
  const zipped = new Map();

  const server = createServer(async (request, response) => {
    const headers = {
      "content-security-policy": `${POLICY}; frame-ancestors 'self'`,
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    };
    const fail = (/** @type {number} */ status, /** @type {string} */ sentence) =>
      response.writeHead(status, { ...headers, "content-type": "text/plain; charset=utf-8" }).end(`${sentence}\n`);

    onRequest?.(request.url ?? "");
    if (request.method !== "GET" && request.method !== "HEAD") return fail(405, "Only GET and HEAD are answered.");
    let path;
    try {
      path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    } catch {
      return fail(400, "The address cannot be read.");
    }
    if (path.endsWith("/")) path += "index.html";
    const file = normalize(join(folder, path));
    if (!file.startsWith(folder + sep) || path.includes("\0")) return fail(404, "Not found.");

    let body;
    try {
      body = await readFile(file);
    } catch {
      return fail(404, "Not found.");
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    /** @type {Record<string, string>} */
    const more = {
      "content-type": type,
      "cache-control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      vary: "accept-encoding",
    };
    if (/text|json|svg|wasm/.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]))) {
      const key = `${file}\0${body.length}`;
      // Names by content never change what they hold, so only those are kept.
      const small = zipped.get(key) ?? gzipSync(body, { level: 9 });
      if (HASHED.test(file)) zipped.set(key, small);
      body = small;
      more["content-encoding"] = "gzip";
    }
    response.writeHead(200, { ...headers, ...more, "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  });

  const listen = (/** @type {number} */ wanted) =>
    new Promise((done, fail) => {
      server.once("error", fail);
      server.listen(wanted, "127.0.0.1", () => {
        server.off("error", fail);
        done(undefined);
      });
    });
  try {
    await listen(port ?? 8080);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    if (port !== undefined) throw new Missing(`Port ${port} is taken: choose another with --port, or leave it out.`);
    await listen(0);
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://localhost:${address.port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await script(async () => {
    const { url } = await serve();
    process.stdout.write(`${url}\n`);
  });
}
