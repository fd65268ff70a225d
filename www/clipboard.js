/** Copying, also where the asynchronous clipboard is refused. */

import { h, icon } from "./dom.js";
import { say } from "./lang.js";

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/**
 * The way of old browsers and of pages without permission.
 *
 * @param {string} text
 */
function copyBySelection(text) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const area = h("textarea", { class: "visually-hidden", "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // Refused here too: the caller says so.
  }
  area.remove();
  active?.focus({ preventScroll: true });
  return done;
}

/**
 * A button that copies and says so.
 *
 * @param {object} what
 * @param {string} what.label
 * @param {string} what.key survives a repaint under this name
 * @param {boolean} [what.bare] shows only its picture
 * @param {string} [what.tone] a further class
 * @param {() => string} what.text
 * @param {(done: boolean) => void} what.done
 */
export function copyButton({ label, key, bare = false, tone = "", text, done }) {
  const words = h("span", { class: bare ? "visually-hidden" : null }, label);
  const sign = h("span", { class: "copy-sign" }, icon("copy"));
  const button = h(
    "button",
    {
      type: "button",
      class: `button ${bare ? "bare" : ""} ${tone}`,
      "data-key": key,
      title: bare ? label : null,
      onclick: async () => {
        const copied = await copy(text());
        done(copied);
        if (!copied) return;
        // The width is held, so that nothing beside the button moves.
        button.style.minWidth = `${button.offsetWidth}px`;
        sign.replaceChildren(icon("ok"));
        words.textContent = say("copy.copied");
        clearTimeout(back);
        back = setTimeout(() => {
          sign.replaceChildren(icon("copy"));
          words.textContent = label;
        }, 2_000);
      },
    },
    sign,
    words,
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let back;
  return button;
}
