/**
 * What stands in for secrets on the screen.
 */

/** @typedef {import("./report.d.ts").Secret} Secret */

/**
 * A guess for the moment between a paste and the first report on it: long unbroken runs that mix letters and digits.
 * Hides too much rather than too little.
 *
 * @param {string} text
 * @returns {Secret[]}
 */
export function suspects(text) {
  /** @type {Secret[]} */
  const found = [];
  for (const match of text.matchAll(/[\w+\-]{16,}/g)) {
    const [run] = match;
    if (!/\d/.test(run) || !/[a-z]/i.test(run) || /^\d{4}-\d\d-\d\d/.test(run)) continue;
    found.push({ start: match.index, end: match.index + run.length, mask: DOTS });
  }
  return found;
}

/** Shown where the core has given no mask. */
export const DOTS = "••••••••";

/**
 * One range for each line of a secret, so that hiding it never joins lines.
 *
 * @param {string} text
 * @param {readonly Secret[]} secrets
 * @returns {Secret[]}
 */
export function byLine(text, secrets) {
  return secrets.flatMap(({ start, end, mask }) => {
    const value = text.slice(start, end);
    if (!/[\r\n]/.test(value)) return end > start ? [{ start, end, mask: mask || DOTS }] : [];
    const masks = mask.split("\n");
    /** @type {Secret[]} */
    const lines = [];
    let at = start;
    value.split(/(\r\n|\r|\n)/).forEach((piece, index) => {
      if (index % 2 === 0 && piece !== "") {
        lines.push({ start: at, end: at + piece.length, mask: masks[index / 2] || DOTS });
      }
      at += piece.length;
    });
    return lines;
  });
}

/**
 * A function that masks the secrets of a paste in any other text, such as the corrected config:
 * wherever one of the values stands, its mask stands instead.
 *
 * @param {string} text the paste
 * @param {readonly Secret[]} secrets
 * @returns {(other: string) => string}
 */
export function masker(text, secrets) {
  /** @type {Map<string, string>} */
  const masks = new Map();
  for (const { start, end, mask } of byLine(text, secrets)) masks.set(text.slice(start, end), mask);
  // The longest first, so that a secret within another one does not leave the rest of it visible.
  const values = [...masks.keys()].filter((value) => value.length > 1).sort((a, b) => b.length - a.length);
  return (other) => values.reduce((result, value) => result.split(value).join(masks.get(value)), other);
}

/**
 * A part of the paste as it may be copied: masked.
 *
 * @param {string} text the paste
 * @param {readonly Secret[]} secrets one for each line, sorted
 * @param {number} from
 * @param {number} to
 */
export function maskedSlice(text, secrets, from, to) {
  let result = "";
  let at = from;
  for (const { start, end, mask } of secrets) {
    if (end <= from || start >= to) continue;
    if (start > at) result += text.slice(at, start);
    result += mask;
    at = Math.min(end, to);
  }
  return result + text.slice(at, to);
}
