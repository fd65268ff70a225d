/**
 * Module loader hooks that let an unpacked release run without its ~60 heavy dependencies:
 * a bare import that the release's own node_modules cannot resolve becomes a stub that exports exactly the names its
 * importer asks for, and a chosen chunk can be made to export top-level bindings that the bundler did not export.
 */
import fs from "node:fs";
import { isBuiltin, registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Names of the packages replaced by stubs in this process, for the record. */
export const stubbed = new Set();

/** Wanted bindings by file URL. @type {Map<string, string[]>} */
const wanted = new Map();

/**
 * Makes `file` export the listed top-level bindings as `peek_<name>` (those it has).
 * @param {string} file
 * @param {string[]} names
 */
export function peek(file, names) {
  const url = pathToFileURL(file).href;
  wanted.set(url, [...new Set([...(wanted.get(url) ?? []), ...names])]);
}

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * The export names that `source` takes from module `specifier`.
 * @param {string} source
 * @param {string} specifier
 */
function namesTaken(source, specifier) {
  const names = new Set();
  const quoted = `["']${escaped(specifier)}["']`;
  const clauses = [
    ...source.matchAll(new RegExp(`import\\s*([^;"']*?)\\s*from\\s*${quoted}`, "g")),
    ...source.matchAll(new RegExp(`export\\s*(\\{[^}]*\\})\\s*from\\s*${quoted}`, "g")),
  ];
  for (const [, clause = ""] of clauses) {
    for (const part of (/\{([^}]*)\}/.exec(clause)?.[1] ?? "").split(",")) {
      const name = (part.trim().replace(/^type\s+/, "").split(/\s+as\s+/)[0] ?? "").trim();
      if (name && name !== "default") names.add(name);
    }
    const whole = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
    if (whole) {
      for (const [, name] of source.matchAll(new RegExp(`(?<![\\w$.])${escaped(whole)}\\.([A-Za-z_$][\\w$]*)`, "g"))) {
        if (name !== "default") names.add(name);
      }
    }
  }
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
}

const STUB = `const make = () => new Proxy(function () {}, {
  get(target, key) {
    if (key === "then") return undefined;
    if (key === "prototype" || key === "name" || key === "length") return Reflect.get(target, key);
    if (key === Symbol.toPrimitive) return () => "";
    if (key === Symbol.iterator) return function* () {};
    return make();
  },
  apply: () => make(),
  construct: () => make(),
});`;

/** @param {string} specifier @param {string} parent @param {boolean} commonjs */
function stub(specifier, parent, commonjs) {
  stubbed.add(specifier);
  // A loader of its own (jiti, in 2026.4.7 to 2026.4.21) opens what was resolved as a file, so this one is a file.
  if (commonjs) return { url: new URL("stub.cjs", import.meta.url).href, format: "commonjs", shortCircuit: true };
  return { url: `stub:${encodeURIComponent(specifier)}?parent=${encodeURIComponent(parent)}`, format: "module", shortCircuit: true };
}

/**
 * Installs the hooks for this process.
 * @param {Record<string, string>} [pinned] packages (by name) to take from another directory's node_modules
 * @param {{ module: RegExp, source?: string }[]} [replaced] modules (by specifier) that get another source, or keep theirs
 */
export function installHooks(pinned = {}, replaced = []) {
  registerHooks({
    resolve(specifier, context, next) {
      // `next` may change context.parentURL, so it is read first.
      const parent = context.parentURL ?? "";
      const local = /^[./#]/.test(specifier);
      const url = /^(file|node|data|stub):/.test(specifier);
      if (url || isBuiltin(specifier)) return next(specifier, context);
      if (specifier === "jiti" && !replaced.some(({ module }) => module.test("jiti")) && !/\/node_modules\/(?!openclaw\/)/.test(parent)) return { url: new URL("jiti.cjs", import.meta.url).href, format: "commonjs", shortCircuit: true };
      // To 2026.3.13 the reader shares a chunk with the entry point, which would run the command line on being loaded.
      if (/^\.\/run-main-[\w-]+\.js$/.test(specifier) && parent.endsWith("/dist/entry.js")) {
        return { url: "data:text/javascript,export const runCli = async () => {};", format: "module", shortCircuit: true };
      }
      const other = replaced.find(({ module }) => module.test(specifier));
      if (other?.source) return { url: `data:text/javascript,${encodeURIComponent(other.source)}`, format: "module", shortCircuit: true };
      const thirdParty = /\/node_modules\/(?!openclaw\/)/.test(parent);
      const pin = pinned[specifier.split("/")[0] ?? ""];
      if (pin && !thirdParty) return next(specifier, { ...context, parentURL: pathToFileURL(`${pin}/package.json`).href });
      try {
        return next(specifier, context);
      } catch (error) {
        if (thirdParty || (local && !parent.includes("/dist/"))) throw error;
        const commonjs = context.conditions.includes("require") && !context.conditions.includes("import");
        return stub(specifier, parent, commonjs);
      }
    },
    load(url, context, next) {
      if (url.startsWith("stub:")) {
        const parsed = new URL(url);
        let names = /** @type {string[]} */ ([]);
        try {
          const source = fs.readFileSync(fileURLToPath(parsed.searchParams.get("parent") ?? ""), "utf8");
          names = namesTaken(source, decodeURIComponent(parsed.pathname));
        } catch {
          // An importer that is no file takes nothing by name.
        }
        const source = `${STUB}\nexport default make();\n${names.map((name) => `export const ${name} = make();`).join("\n")}`;
        return { format: "module", source, shortCircuit: true };
      }
      const names = wanted.get(url);
      if (!names) return next(url, context);
      const source = fs.readFileSync(fileURLToPath(url), "utf8");
      const present = names.filter((name) => new RegExp(
        `(^|\\n)\\s*(export\\s+)?((async\\s+)?function\\*?|const|let|var|class)\\s+${escaped(name)}(?![\\w$])`).test(source));
      const tail = present.map((name) => `${name} as peek_${name}`).join(", ");
      return { format: "module", source: `${source}\nexport { ${tail} };\n`, shortCircuit: true };
    },
  });
}
