// Builds the page into dist/: plain files for any host and any sub-path.
//
//   src/ -> wasm -> wasm-bindgen -> compressed text inside the worker's source
//   www/ + worker's source -> esbuild -> dist/ with names by content
//
// What www/ may rely on is in scripts/README.md.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import { ROOT, contentHash, once, run, say, script } from "./setup/run.mjs";
import { nodeModules } from "./setup/node-modules.mjs";
import { buildWasm, wasmBindgen } from "./setup/rust.mjs";

export const DIST = join(ROOT, "dist");

/** The engine before it is packed for the page: `clawlens.js` (glue) and `clawlens_bg.wasm`. */
export const ENGINE = join(ROOT, "target/web/engine");

/** The policy of the page, the same as meta tag and as header. Only a blob worker inherits it. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src data:",
  "worker-src blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Builds everything that has changed. */
export async function build() {
  await nodeModules();
  await buildEngine();
  await buildPage();
}

/** Compiles the core for browsers into {@link ENGINE}. */
export async function buildEngine() {
  say("Building the engine …");
  const { bindgen } = await wasmBindgen();
  const wasm = (await buildWasm(["build", "--profile", "wasm", "--lib"], { small: true }))[0];
  if (!wasm) throw new Error("cargo made no wasm file");

  const content = contentHash([relative(ROOT, wasm), "Cargo.lock", "package-lock.json", "scripts/build.mjs"]);
  await once("target/web/engine.stamp", content, async () => {
    rmSync(ENGINE, { recursive: true, force: true });
    const flags = ["--target", "web", "--out-dir", ENGINE, "--out-name", "clawlens"];
    await run(bindgen, [...flags, "--remove-name-section", "--remove-producers-section", wasm]);

    // Says here, not in the browser, when the module is one that engines reject.
    await WebAssembly.compile(readFileSync(join(ENGINE, "clawlens_bg.wasm")));
  });
}

/** Bundles www/ into {@link DIST}. */
export async function buildPage() {
  const content = contentHash(["www", "src/rules", relative(ROOT, ENGINE), "package-lock.json", "scripts/build.mjs"]);
  const build = () => {
    say("Building the page …");
    return writePage();
  };
  if (existsSync(DIST) && !(await once("target/web/page.stamp", content, build))) return;
  if (!existsSync(DIST)) await build();
}

/**
 * @param {string} [dist] the folder to write
 * @param {() => string} [core] the module `clawlens:core`; the page's own tests put a stand-in there
 */
export async function writePage(dist = DIST, core = coreModule) {
  const esbuild = await import("esbuild");
  const www = join(ROOT, "www");

  const shared = /** @satisfies {import("esbuild").BuildOptions} */ ({
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    target: ["chrome111", "firefox113", "safari16.4"],
    legalComments: "none",
    logLevel: "warning",
    charset: "utf8",
    write: false,
  });

  const worker = await esbuild.build({
    ...shared,
    entryPoints: [join(www, "worker.js")],
    format: "iife",
    // In the part of the glue that is dropped.
    logOverride: { "empty-import-meta": "silent" },
    plugins: [virtual("clawlens:core", core)],
  });
  const workerSource = worker.outputFiles[0]?.text ?? "";

  const page = await esbuild.build({
    ...shared,
    entryPoints: { main: join(www, "main.js"), style: join(www, "style.css") },
    outdir: dist,
    format: "esm",
    splitting: true,
    metafile: true,
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    loader: { ".txt": "text", ".svg": "file", ".png": "file", ".woff2": "file" },
    plugins: [virtual("clawlens:engine", () => `export const workerSource = ${JSON.stringify(workerSource)};`), ...rulePages()],
  });

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  /** @type {Record<string, string>} */
  const names = {};
  for (const { path, contents } of page.outputFiles) {
    writeFileSync(path, contents);
    const name = basename(path);
    names[name.replace(/\.[^.]+(\.[^.]+)$/, "$1")] = name;
  }
  for (const file of readdirSync(www).filter((name) => extname(name) === ".html")) {
    writeFileSync(join(dist, file), html(readFileSync(join(www, file), "utf8"), names));
  }
}

/**
 * A page with its policy first, so that it holds for all that follows, and with the names that the
 * bundler gave. The engine is asked for early, as nothing can be answered without it.
 *
 * @param {string} text
 * @param {Record<string, string>} names
 */
function html(text, names) {
  const named = text.replace(/(src|href)="(?:\.\/)?([\w-]+\.(?:js|css))"/g, (whole, attribute, name) =>
    names[name] ? `${attribute}="${names[name]}"` : whole,
  );
  const engine = names["engine.js"] && named.includes("<script") ? `\n<link rel="modulepreload" href="${names["engine.js"]}">` : "";
  return named.replace(
    /<head>\s*(<meta charset[^>]*>)?/i,
    (_, charset = "") => `<head>\n${charset}\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">${engine}\n`,
  );
}

/** The worker's side of the engine: the glue and the wasm as text, for `clawlens:core`. */
function coreModule() {
  const wasm = readFileSync(join(ENGINE, "clawlens_bg.wasm"));
  const glue = join(ENGINE, "clawlens.js");
  // By name, as the glue's default export would bring its code that fetches the wasm.
  const functions = [...readFileSync(glue, "utf8").matchAll(/^export function (\w+)/gm)].map((found) => found[1]);
  const packed = deflateRawSync(wasm, { level: 9 }).toString("base64");
  return `
    import { initSync, ${functions.join(", ")} } from ${JSON.stringify(glue)};
    const packed = "${packed}";
    export async function load() {
      const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      initSync({ module: await WebAssembly.compile(await new Response(stream).arrayBuffer()) });
      return { ${functions.join(", ")} };
    }`;
}

/**
 * The rules' pages for `clawlens:rules`: a chunk for each language, loaded when the first page is opened.
 *
 * @returns {import("esbuild").Plugin[]}
 */
function rulePages() {
  /** @type {Record<string, Record<string, string>>} */
  const pages = {};
  const folder = join(ROOT, "src/rules");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    // Beneath a layer: `unknown_key.md`, `unknown_key.zh-CN.md`.
    const found = /[\\/]([a-z0-9_]+)(?:\.([\w-]+))?\.md$/.exec(file);
    if (!found?.[1]) continue;
    const tag = found[2] ?? "en";
    (pages[tag] ??= {})[found[1].replaceAll("_", "-")] = readFileSync(join(folder, file), "utf8");
  }
  const tags = Object.keys(pages);
  const loaders = tags.map((tag) => `${JSON.stringify(tag)}: () => import("clawlens:rules-${tag}")`);
  return [
    virtual("clawlens:rules", () => `export const loaders = { ${loaders.join(", ")} };`),
    ...tags.map((tag) => virtual(`clawlens:rules-${tag}`, () => `export default ${JSON.stringify(pages[tag])};`)),
  ];
}

/**
 * A module that is made here instead of read from a file.
 *
 * @param {string} name what is imported
 * @param {() => string} contents
 * @returns {import("esbuild").Plugin}
 */
function virtual(name, contents) {
  // esbuild names a chunk after the path of its module.
  const path = name.replace(/^.*:/, "");
  return {
    name,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents: contents(), loader: "js", resolveDir: ROOT }));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await script(build);
