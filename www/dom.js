/**
 * Building page elements. Text only ever enters the page as a text node,
 * so nothing that was pasted can become markup.
 */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element.
 *
 * `on…` functions become listeners, `true` an empty attribute; null, undefined and false are left out.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  set(element, attributes);
  add(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, unknown> | null | undefined} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/**
 * @param {Element} element
 * @param {(Child | Child[])[]} children
 */
function add(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Outlines on a 16 × 16 grid, drawn with the colour of the text. */
const shapes = {
  error: "M5 1h6l4 4v6l-4 4H5l-4-4V5zM8 4.5v4M8 11.2v.3",
  warning: "M8 1.5 15 14H1zM8 6v4M8 12v.3",
  info: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M8 7v4.5M8 4.5v.3",
  ok: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M4.8 8.3l2.2 2.2 4.2-4.7",
  unclear: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M6 6.2c0-2.6 4-2.6 4 0 0 1.6-2 1.6-2 3.2M8 11.6v.3",
  copy: "M5.5 5.5V2h8.5v8.5h-3.5M2 5.5h8.5V14H2z",
  download: "M8 1.5v8.5M4.5 7 8 10.5 11.5 7M2 14h12",
  eye: "M1 8c3.5-6 10.5-6 14 0-3.5 6-10.5 6-14 0M8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
  hidden: "M1 8c3.5-6 10.5-6 14 0-3.5 6-10.5 6-14 0M3 14 13 2",
  file: "M3.5 1.5h6l3 3v10h-9zM9 1.5V5h3.5",
  clear: "M3 3l10 10M13 3 3 13",
  next: "M8 2v11M3.5 8.5 8 13l4.5-4.5",
  previous: "M8 14V3M3.5 7.5 8 3l4.5 4.5",
  undo: "M5.5 2.5 2 6l3.5 3.5M2 6h7.5a4 4 0 0 1 0 8H6",
  light: "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M8 .8v1.7M8 13.5v1.7M.8 8h1.7M13.5 8h1.7M2.9 2.9l1.2 1.2M11.9 11.9l1.2 1.2M2.9 13.1l1.2-1.2M11.9 4.1l1.2-1.2",
  dark: "M13.5 10A6.3 6.3 0 0 1 6 2.5 6.3 6.3 0 1 0 13.5 10",
  system: "M1.5 2.5h13v8.5h-13zM5.5 14h5M8 11v3",
  lock: "M3 7h10v7.5H3zM5 7V5a3 3 0 0 1 6 0v2",
  search: "M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2M10.6 10.6 14.5 14.5",
  jump: "M3 2v6.5h9.5M9 5l3.5 3.5L9 12",
};

/** @typedef {keyof typeof shapes} Shape */

/**
 * A decorative drawing: hidden from assistive technology, so the words beside it must say the same.
 *
 * @param {Shape} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  set(svg, { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" });
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg;
}

/**
 * A sentence in which `code` stands between backticks.
 *
 * @param {string} sentence
 * @returns {(string | HTMLElement)[]}
 */
export function prose(sentence) {
  return sentence
    .split("`")
    .map((part, index, parts) => {
      if (index % 2 === 0) return part;
      // An unpaired backtick is a character like any other.
      return index === parts.length - 1 ? "`" + part : h("code", null, part);
    })
    .filter((part) => part !== "");
}

/**
 * Replaces what `place` shows, unless `state` says that it would be the same again.
 * Open folds and the focus survive where an element with the same `data-key` stands in the new content.
 *
 * @param {HTMLElement} place
 * @param {readonly unknown[]} state everything that `build` reads
 * @param {() => Child[]} build
 */
export function paint(place, state, build) {
  const before = painted.get(place);
  painted.set(place, state);
  if (before && same(before, state)) return;

  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const focused = active && place.contains(active) ? active.dataset.key : undefined;
  /** @type {Map<string, boolean>} */
  const folds = new Map();
  for (const fold of place.querySelectorAll("details")) {
    if (fold.dataset.key) folds.set(fold.dataset.key, fold.open);
  }

  place.replaceChildren();
  add(place, build());

  for (const fold of place.querySelectorAll("details")) {
    const open = fold.dataset.key ? folds.get(fold.dataset.key) : undefined;
    if (open !== undefined) fold.open = open;
  }
  if (focused !== undefined) {
    for (const element of place.querySelectorAll("[data-key]")) {
      if (/** @type {HTMLElement} */ (element).dataset.key === focused) {
        /** @type {HTMLElement} */ (element).focus({ preventScroll: true });
        break;
      }
    }
  }
}

/** @type {WeakMap<HTMLElement, readonly unknown[]>} */
const painted = new WeakMap();

/**
 * Whether nothing differs. What is the very same object is not looked into, so that typing costs nothing
 * while the report stays.
 *
 * @param {readonly unknown[]} before
 * @param {readonly unknown[]} state
 */
function same(before, state) {
  return (
    before.length === state.length &&
    state.every((value, index) => value === before[index] || (typeof value === "object" && JSON.stringify(value) === JSON.stringify(before[index])))
  );
}
