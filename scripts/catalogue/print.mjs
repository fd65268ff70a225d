// Prints a release file so that it can be reviewed: what fits stands on one line, one change a line.

/** @typedef {import("./delta.mjs").Json} Json */

const WIDTH = 120;

/**
 * JSON text, ended by a line break; containers that fit the width stand on one line.
 * @param {Json} value
 */
export function print(value) {
  return `${printed(value, "", 0)}\n`;
}

/**
 * @param {Json} value
 * @param {string} indent
 * @param {number} used characters before the value on its line
 * @returns {string}
 */
function printed(value, indent, used) {
  const line = oneLine(value);
  if (value === null || typeof value !== "object" || (used + line.length <= WIDTH && indent !== "")) return line;
  const inner = `${indent} `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + printed(item, inner, inner.length)).join(",\n")}\n${indent}]`;
  const entries = Object.entries(value).map(([key, item]) => {
    const head = `${inner}${JSON.stringify(key)}: `;
    return head + printed(item, inner, head.length);
  });
  return `{\n${entries.join(",\n")}\n${indent}}`;
}

/**
 * @param {Json} value
 * @returns {string}
 */
function oneLine(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
