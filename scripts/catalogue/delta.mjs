// The delta between two catalogue documents: JSON trees in which the order of keys matters.
// A delta is a list of changes, applied one after the other:
//   {"at": pointer, "remove": true}            the key goes
//   {"at": pointer, "order": [keys]}           the keys that stay get this order
//   {"at": pointer, "add": value}              a new key behind the last one, or with "after": key
//                                              behind that one ("after": null puts it first)
//   {"at": pointer, "set": value, "was": old}  another value; "was" stands where the old one is short
// Inside "add" and "set", {"$same": pointer} stands for what the document had there before all changes.
// Invariant: fold(before, diff(before, after)) prints the same JSON as `after`.

/** @typedef {null | boolean | number | string | Json[] | {[key: string]: Json}} Json */
/** @typedef {{at: string, add?: Json, after?: string | null, set?: Json, was?: Json, remove?: true, order?: string[]}} Change */

/** A subtree shorter than this is written out where it comes again. */
const WORTH_SHARING = 160;

/**
 * @param {Json} before
 * @param {Json} after
 * @returns {Change[]}
 */
export function diff(before, after) {
  const known = subtrees(before);
  const share = (/** @type {Json} */ value) => shared(value, known);
  return changes(before, after, "", share);
}

/**
 * @param {Json} document changed in place where it is an object
 * @param {Change[]} list
 * @returns {Json}
 */
export function fold(document, list) {
  const before = list.some((change) => JSON.stringify(change).includes('"$same"'))
    ? structuredClone(document)
    : document;
  const root = { document };
  for (const change of list) apply(root, change, before);
  return root.document;
}

/**
 * @param {Json} before
 * @param {Json} after
 * @param {string} at
 * @param {(value: Json) => Json} share
 * @returns {Change[]}
 */
function changes(before, after, at, share) {
  const old = JSON.stringify(before);
  if (old === JSON.stringify(after)) return [];
  /** @type {Change} */
  const whole = { at, set: share(after), ...(old.length <= 100 ? { was: before } : {}) };
  let parts;
  if (isObject(before) && isObject(after)) parts = objectChanges(before, after, at, share);
  else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && after.some(isContainer))
    parts = after.flatMap((value, i) => changes(/** @type {Json} */ (before[i]), value, `${at}/${i}`, share));
  if (!parts) return [whole];
  const cost = (/** @type {Change[]} */ list) => list.reduce((sum, change) => sum + JSON.stringify(change).length + 20, 0);
  return cost(parts) <= cost([whole]) || at === "" ? parts : [whole];
}

/**
 * @param {{[key: string]: Json}} before
 * @param {{[key: string]: Json}} after
 * @param {string} at
 * @param {(value: Json) => Json} share
 * @returns {Change[]}
 */
function objectChanges(before, after, at, share) {
  /** @type {Change[]} */
  const list = [];
  const stays = Object.keys(before).filter((key) => Object.hasOwn(after, key));
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) list.push({ at: `${at}/${escape(key)}`, remove: true });
  const order = Object.keys(after).filter((key) => Object.hasOwn(before, key));
  if (order.join("\0") !== stays.join("\0")) list.push({ at, order });
  let present = order;
  let previous = null;
  for (const [key, value] of Object.entries(after)) {
    const path = `${at}/${escape(key)}`;
    if (Object.hasOwn(before, key)) {
      list.push(...changes(/** @type {Json} */ (before[key]), value, path, share));
    } else {
      const last = present.length > 0 ? present[present.length - 1] : null;
      list.push({ at: path, add: share(value), ...(previous === last ? {} : { after: previous }) });
      const index = previous === null ? 0 : present.indexOf(previous) + 1;
      present = [...present.slice(0, index), key, ...present.slice(index)];
    }
    previous = key;
  }
  return list;
}

/**
 * @param {{document: Json}} root
 * @param {Change} change
 * @param {Json} before
 */
function apply(root, change, before) {
  const keys = change.at === "" ? [] : change.at.split("/").slice(1).map(unescape);
  if (change.order) {
    const object = keys.reduce(child, root.document);
    if (!isObject(object)) throw new Error(`no object at ${change.at}`);
    const entries = change.order.map((key) => /** @type {const} */ ([key, child(object, key)]));
    if (entries.length !== Object.keys(object).length) throw new Error(`order at ${change.at} is not of all keys`);
    for (const key of Object.keys(object)) delete object[key];
    for (const [key, value] of entries) object[key] = value;
    return;
  }
  const key = keys.pop();
  if (key === undefined) {
    root.document = restored(/** @type {Json} */ (change.set), before);
    return;
  }
  const parent = keys.reduce(child, root.document);
  if (Array.isArray(parent)) {
    child(parent, key);
    parent[Number(key)] = restored(/** @type {Json} */ (change.set), before);
  } else if (!isObject(parent)) {
    throw new Error(`no object above ${change.at}`);
  } else if (change.remove) {
    child(parent, key);
    delete parent[key];
  } else if (change.set !== undefined) {
    const old = child(parent, key);
    if (change.was !== undefined && JSON.stringify(old) !== JSON.stringify(change.was)) throw new Error(`another value was at ${change.at}`);
    parent[key] = restored(change.set, before);
  } else {
    if (Object.hasOwn(parent, key)) throw new Error(`${change.at} is there already`);
    const entries = Object.entries(parent);
    const index = change.after === undefined ? entries.length : change.after === null ? 0 : entries.findIndex(([name]) => name === change.after) + 1;
    if (change.after && index === 0) throw new Error(`no ${change.after} beside ${change.at}`);
    for (const [name] of entries.slice(index)) delete parent[name];
    parent[key] = restored(/** @type {Json} */ (change.add), before);
    for (const [name, value] of entries.slice(index)) parent[name] = value;
  }
}

/**
 * Pointer of the first place of every subtree worth sharing, by its JSON.
 * @param {Json} document
 * @returns {Map<string, string>}
 */
function subtrees(document) {
  /** @type {Map<string, string>} */
  const known = new Map();
  const walk = (/** @type {Json} */ value, /** @type {string} */ at) => {
    if (!isContainer(value)) return;
    const text = JSON.stringify(value);
    if (text.length < WORTH_SHARING) return;
    if (!known.has(text)) known.set(text, at);
    for (const [key, inner] of Object.entries(value)) walk(inner, `${at}/${escape(key)}`);
  };
  walk(document, "");
  return known;
}

/**
 * @param {Json} value
 * @param {Map<string, string>} known
 * @returns {Json}
 */
function shared(value, known) {
  if (!isContainer(value)) return value;
  const text = JSON.stringify(value);
  if (text.length < WORTH_SHARING) return value;
  const at = known.get(text);
  if (at !== undefined) return { $same: at };
  if (Array.isArray(value)) return value.map((inner) => shared(inner, known));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shared(inner, known)]));
}

/**
 * @param {Json} value
 * @param {Json} before
 * @returns {Json}
 */
function restored(value, before) {
  if (Array.isArray(value)) return value.map((inner) => restored(inner, before));
  if (!isObject(value)) return value;
  const same = value.$same;
  if (typeof same === "string" && Object.keys(value).length === 1) return structuredClone(same.split("/").slice(1).map(unescape).reduce(child, before));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restored(inner, before)]));
}

/**
 * @param {Json} value
 * @param {string} key
 * @returns {Json}
 */
function child(value, key) {
  if (!isContainer(value) || !Object.hasOwn(value, key)) throw new Error(`no ${key} here`);
  return /** @type {any} */ (value)[key];
}

/** @param {Json} value @returns {value is {[key: string]: Json}} */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** @param {Json} value @returns {value is Json[] | {[key: string]: Json}} */
function isContainer(value) {
  return value !== null && typeof value === "object";
}

/** @param {string} key */
function escape(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** @param {string} part */
function unescape(part) {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
