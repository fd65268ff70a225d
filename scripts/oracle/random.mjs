/**
 * Deterministic choice: the same seed gives the same corpus on every machine.
 */

/** 32-bit FNV-1a of a text. @param {string} text */
export function hash32(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/** A small generator (mulberry32) with the choices that the corpus needs. */
export class Random {
  /** @param {string} seed */
  constructor(seed) {
    this.state = hash32(seed);
  }

  /** @returns {number} in [0, 1) */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} bound @returns {number} a whole number in [0, bound) */
  below(bound) {
    return Math.floor(this.next() * bound);
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return /** @type {T} */ (list[this.below(list.length)]);
  }

  /** @template T @param {readonly T[]} list @param {number} count @returns {T[]} in the list's order */
  some(list, count) {
    const left = [...list.keys()];
    const chosen = new Set();
    while (chosen.size < Math.min(count, list.length)) chosen.add(left.splice(this.below(left.length), 1)[0]);
    return list.filter((_, index) => chosen.has(index));
  }
}
