/**
 * A line diff: Myers' shortest edit script over whole lines, with the equal ends cut off first.
 */

/**
 * @typedef {object} Row one line of the comparison
 * @property {"equal" | "removed" | "added"} kind
 * @property {number | null} before its number in the first text, from 1
 * @property {number | null} after its number in the second text, from 1
 * @property {string} text
 */

/** Beyond this many changed lines the middle is shown as one block: still right, no longer shortest. */
const MOST = 1_000;

/**
 * @param {string} before
 * @param {string} after
 * @returns {Row[]}
 */
export function diff(before, after) {
  const a = before.split(/\r\n|\r|\n/);
  const b = after.split(/\r\n|\r|\n/);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;

  /** @type {Row[]} */
  const rows = [];
  for (let i = 0; i < head; i++) rows.push(equal(a, i, i));
  for (const row of middle(a, b, head, a.length - tail, b.length - tail)) rows.push(row);
  for (let i = tail; i > 0; i--) rows.push(equal(a, a.length - i, b.length - i));
  return rows;
}

/**
 * @param {string[]} a
 * @param {number} i
 * @param {number} j
 * @returns {Row}
 */
function equal(a, i, j) {
  return { kind: "equal", before: i + 1, after: j + 1, text: a[i] ?? "" };
}

/**
 * @param {string[]} a
 * @param {string[]} b
 * @param {number} from the first differing line of both
 * @param {number} aEnd
 * @param {number} bEnd
 * @returns {Row[]}
 */
function middle(a, b, from, aEnd, bEnd) {
  const n = aEnd - from;
  const m = bEnd - from;
  /** @type {Row[]} */
  const rows = [];
  const removed = (/** @type {number} */ i) =>
    rows.push({ kind: "removed", before: from + i + 1, after: null, text: a[from + i] ?? "" });
  const added = (/** @type {number} */ j) =>
    rows.push({ kind: "added", before: null, after: from + j + 1, text: b[from + j] ?? "" });

  const path = trace(a, b, from, n, m);
  if (!path) {
    for (let i = 0; i < n; i++) removed(i);
    for (let j = 0; j < m; j++) added(j);
    return rows;
  }

  let i = 0;
  let j = 0;
  const equalUpTo = (/** @type {number} */ x) => {
    for (; i < x; i++, j++) rows.push(equal(a, from + i, from + j));
  };
  for (const { insertion, x } of path) {
    equalUpTo(x);
    if (insertion) added(j++);
    else removed(i++);
  }
  equalUpTo(n);
  return ordered(rows);
}

/**
 * @typedef {object} Step one line inserted or removed
 * @property {boolean} insertion
 * @property {number} x lines of the first text passed before it
 */

/**
 * The shortest script; null where it has more than {@link MOST} steps.
 *
 * @param {string[]} a
 * @param {string[]} b
 * @param {number} from
 * @param {number} n
 * @param {number} m
 * @returns {Step[] | null}
 */
function trace(a, b, from, n, m) {
  const most = Math.min(n + m, MOST);
  const zero = most + 1;
  const reach = new Int32Array(2 * zero + 1);
  /** @type {Int32Array[]} for each depth d the reach of diagonals -d-1 … d+1 before it */
  const history = [];
  for (let d = 0; d <= most; d++) {
    history.push(reach.slice(zero - d - 1, zero + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const below = reach[zero + k - 1] ?? 0;
      const above = reach[zero + k + 1] ?? 0;
      const insertion = k === -d || (k !== d && below < above);
      let x = insertion ? above : below + 1;
      while (x < n && x - k < m && a[from + x] === b[from + x - k]) x++;
      reach[zero + k] = x;
      if (x >= n && x - k >= m) return steps(history, n - m);
    }
  }
  return null;
}

/**
 * @param {Int32Array[]} history
 * @param {number} diagonal on which the script ended
 * @returns {Step[]}
 */
function steps(history, diagonal) {
  /** @type {Step[]} */
  const result = [];
  let k = diagonal;
  for (let d = history.length - 1; d > 0; d--) {
    const reach = history[d];
    const below = reach?.[d + k] ?? 0;
    const above = reach?.[d + k + 2] ?? 0;
    const insertion = k === -d || (k !== d && below < above);
    result.push({ insertion, x: insertion ? above : below });
    k += insertion ? 1 : -1;
  }
  return result.reverse();
}

/**
 * Within each run of changes, what goes stands before what comes.
 *
 * @param {Row[]} rows
 * @returns {Row[]}
 */
function ordered(rows) {
  /** @type {Row[]} */
  const result = [];
  /** @type {Row[]} */
  let added = [];
  for (const row of rows) {
    if (row.kind === "added") {
      added.push(row);
      continue;
    }
    if (row.kind === "equal") {
      result.push(...added);
      added = [];
    }
    result.push(row);
  }
  return [...result, ...added];
}

/**
 * @typedef {object} Hunk
 * @property {number} skipped equal lines left out before it
 * @property {Row[]} rows
 */

/**
 * The changes with `context` equal lines around them. The last hunk may have no rows, only what was left out.
 *
 * @param {Row[]} rows
 * @param {number} context
 * @returns {Hunk[]}
 */
export function hunks(rows, context) {
  const keep = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    if (row.kind === "equal") return;
    const end = Math.min(rows.length, index + context + 1);
    for (let i = Math.max(0, index - context); i < end; i++) keep[i] = 1;
  });
  /** @type {Hunk[]} */
  const result = [];
  let skipped = 0;
  /** @type {Row[] | null} */
  let open = null;
  rows.forEach((row, index) => {
    if (!keep[index]) {
      skipped++;
      open = null;
      return;
    }
    if (!open) {
      open = [];
      result.push({ skipped, rows: open });
      skipped = 0;
    }
    open.push(row);
  });
  if (skipped > 0) result.push({ skipped, rows: [] });
  return result;
}

/**
 * Removed and added lines side by side.
 *
 * @param {Row[]} rows
 * @returns {[Row | null, Row | null][]}
 */
export function pairs(rows) {
  /** @type {[Row | null, Row | null][]} */
  const result = [];
  /** @type {Row[]} */
  let removed = [];
  /** @type {Row[]} */
  let added = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      result.push([removed[i] ?? null, added[i] ?? null]);
    }
    removed = [];
    added = [];
  };
  for (const row of rows) {
    if (row.kind === "added") {
      added.push(row);
      continue;
    }
    if (row.kind === "equal" || added.length > 0) flush();
    if (row.kind === "equal") result.push([row, row]);
    else removed.push(row);
  }
  flush();
  return result;
}

/**
 * Where two lines differ: the lengths of their equal head and tail, cut at the ends of words.
 *
 * @param {string} before
 * @param {string} after
 * @returns {[number, number]}
 */
export function ends(before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const inWord = (/** @type {string} */ text, /** @type {number} */ at) =>
    /^[\w./-]{2}$/.test(text.slice(at - 1, at + 1));
  while (head > 0 && (inWord(before, head) || inWord(after, head))) head--;
  while (tail > 0 && (inWord(before, before.length - tail) || inWord(after, after.length - tail))) tail--;
  return [head, tail];
}

/**
 * Without the empty lines around it.
 *
 * @param {string} text
 */
export function trimmed(text) {
  return text.trimEnd().replace(/^(?:[^\S\n]*\n)+/, "");
}
