/**
 * Looking into an unpacked release without running it: files, top-level bindings, literals.
 *
 * The bundler keeps the names that bindings had in the source, and renames only exports, so a binding is found by name
 * in whichever chunk it landed. Whatever is not found where it must be is an error: the package has another shape.
 */
import fs from "node:fs";
import path from "node:path";

/** Parts that carry copies of the core's code or foreign code. */
const ASIDE = /\/(plugin-sdk|worker|control-ui|extensions|bundled|canvas-host|config-doctor|native-hook-relay)\//;

export class Unpacked {
  /** @param {string} directory */
  constructor(directory) {
    this.directory = path.resolve(directory);
    this.manifest = this.json("package.json");
    /** @type {string} */
    this.version = this.manifest.version;
    /** @type {string[]} chunks of the core, relative */
    this.chunks = walk(path.join(this.directory, "dist"), 2)
      .filter((file) => /\.m?js$/.test(file) && !ASIDE.test(file))
      .map((file) => path.relative(this.directory, file))
      .sort();
    /** @type {Map<string, string>} */
    this.texts = new Map();
  }

  /** @param {string} file relative */
  text(file) {
    let text = this.texts.get(file);
    if (text === undefined) {
      text = fs.readFileSync(path.join(this.directory, file), "utf8");
      this.texts.set(file, text);
    }
    return text;
  }

  /** @param {string} file relative */
  json(file) {
    return JSON.parse(fs.readFileSync(path.join(this.directory, file), "utf8"));
  }

  /** @param {string} file relative */
  has(file) {
    return fs.existsSync(path.join(this.directory, file));
  }

  /** @param {string} directory relative @returns {string[]} names, sorted; none where there is no such directory */
  names(directory) {
    const full = path.join(this.directory, directory);
    return fs.existsSync(full) ? fs.readdirSync(full).sort() : [];
  }

  /**
   * Chunks with a top-level binding of this name, smallest first.
   * @param {string} name
   */
  declaring(name) {
    const declared = new RegExp(`(^|\\n)\\s*(export\\s+)?((const|let|var)\\s+${name}\\s*=|(async\\s+)?function\\s+${name}\\()`);
    return this.chunks
      .filter((file) => this.text(file).includes(name) && declared.test(this.text(file)))
      .sort((a, b) => this.text(a).length - this.text(b).length || (a < b ? -1 : 1));
  }

  /**
   * The value of a binding that is written as a literal; every copy in the package must have the same one.
   * @param {string} name
   * @param {RegExp} [beside] text that must follow in the same chunk, to tell bindings of one name apart
   * @returns {{ value: any, source: string } | undefined}
   */
  literal(name, beside) {
    let found;
    for (const file of this.declaring(name)) {
      const text = this.text(file);
      const start = new RegExp(`(?:^|\\n)\\s*(?:export\\s+)?(?:const|let|var)\\s+${name}\\s*=\\s*`).exec(text);
      if (!start) continue;
      const from = start.index + start[0].length;
      if (beside && !beside.test(text.slice(from, from + 400))) continue;
      const value = evaluated(text, from);
      if (found && JSON.stringify(found.value) !== JSON.stringify(value)) {
        throw new Error(`${name} has several values: ${found.source} and ${file}`);
      }
      found ??= { value, source: `${file} ${name}` };
    }
    return found;
  }
}

/**
 * The literal (string, number, list or object of these) that starts at `from`; anything else is refused.
 * @param {string} text
 * @param {number} from
 * @returns {any}
 */
export function evaluated(text, from) {
  const token = /\s*("[^"\\\n]*"|[\w$.]+|[[\]{}:,])/y;
  token.lastIndex = from;
  const next = () => {
    const found = token.exec(text)?.[1];
    if (found === undefined) throw new Error(`code where a literal was expected: ${text.slice(from, from + 60)}`);
    return found;
  };
  const value = (/** @type {string} */ first) => {
    if (first.startsWith('"')) return first.slice(1, -1);
    if (/^\d/.test(first)) return Number(first.replaceAll("_", ""));
    if (first === "[") {
      /** @type {any[]} */
      const list = [];
      for (let part = next(); part !== "]"; part = next()) if (part !== ",") list.push(value(part));
      return list;
    }
    if (first === "{") {
      /** @type {{[key: string]: any}} */
      const object = {};
      for (let key = next(); key !== "}"; key = next()) {
        if (key === ",") continue;
        if (next() !== ":") throw new Error(`code where a literal was expected: ${text.slice(from, from + 60)}`);
        object[key.replaceAll('"', "")] = value(next());
      }
      return object;
    }
    throw new Error(`code where a literal was expected: ${text.slice(from, from + 60)}`);
  };
  return value(next());
}

/** @param {string} directory @param {number} depth @returns {string[]} */
function walk(directory, depth) {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(directory, entry.name);
    if (!entry.isDirectory()) return [full];
    return depth > 0 && entry.name !== "node_modules" ? walk(full, depth - 1) : [];
  });
}
