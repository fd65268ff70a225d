/**
 * The Markdown of a rule's page as elements: headings, paragraphs, lists, tables, fenced code; in a line `code`,
 * **strong** and [links](https://…). Whatever else is written stays as it is written.
 */

import { h } from "./dom.js";

/**
 * @param {string} text
 * @returns {HTMLElement[]} without the first heading, which names the page
 */
export function markdown(text) {
  /** @type {HTMLElement[]} */
  const blocks = [];
  const lines = text.split("\n");
  /** @param {(line: string) => boolean} is */
  const take = (is) => {
    /** @type {string[]} */
    const taken = [];
    while (lines.length > 0 && is(lines[0] ?? "")) taken.push(lines.shift() ?? "");
    return taken;
  };
  while (lines.length > 0) {
    const line = lines[0] ?? "";
    if (line.startsWith("```")) {
      lines.shift();
      blocks.push(h("pre", { tabindex: "0" }, h("code", { translate: "no" }, take((next) => !next.startsWith("```")).join("\n"))));
      lines.shift();
    } else if (line.startsWith("#")) {
      lines.shift();
      if (line.startsWith("##")) blocks.push(h("h3", null, inline(line.replace(/^#+\s*/, ""))));
    } else if (line.startsWith("- ")) {
      blocks.push(h("ul", null, take((next) => next.startsWith("- ")).map((item) => h("li", null, inline(item.slice(2))))));
    } else if (line.startsWith("|")) {
      blocks.push(table(take((next) => next.startsWith("|"))));
    } else if (line.trim() === "") {
      lines.shift();
    } else {
      blocks.push(h("p", null, inline(take((next) => next.trim() !== "" && !/^(```|#|- |\|)/.test(next)).join("\n"))));
    }
  }
  return blocks;
}

/** @param {string[]} rows */
function table(rows) {
  const cells = (/** @type {string} */ row) => row.replace(/^\||\|\s*$/g, "").split("|").map((cell) => cell.trim());
  const [head = "", ...body] = rows.filter((row) => !/^\|[\s:|-]+$/.test(row));
  return h(
    "table",
    null,
    h("thead", null, h("tr", null, cells(head).map((cell) => h("th", { scope: "col" }, inline(cell))))),
    h("tbody", null, body.map((row) => h("tr", null, cells(row).map((cell) => h("td", null, inline(cell)))))),
  );
}

/**
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
function inline(text) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g)) {
    const [whole, code, strong, label, address] = found;
    parts.push(text.slice(at, found.index));
    if (code !== undefined) parts.push(h("code", { translate: "no" }, code));
    else if (strong !== undefined) parts.push(h("strong", null, strong));
    else parts.push(h("a", { href: address, rel: "noreferrer" }, label));
    at = found.index + whole.length;
  }
  return [...parts, text.slice(at)].filter((part) => part !== "");
}
