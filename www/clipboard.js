/** Copying, also where the asynchronous clipboard is refused. */

import { h, icon } from "./dom.js";
import { say } from "./lang.js";

/**
 * @param {string | Promise<string>} text a promise where it has yet to be made
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
export async function copy(text) {
  try {
    if (typeof text !== "string" && typeof ClipboardItem === "function") {
      // Handed over as a promise, as some browsers take nothing once the click is over.
      const blob = text.then((made) => new Blob([made], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else {
      await navigator.clipboard.writeText(await text);
    }
    return true;
  } catch {
    try {
      return copyBySelection(await text);
    } catch {
      // It could not be made.
      return false;
    }
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
 * @param {() => string | Promise<string>} what.text
 * @param {(done: boolean, text: string) => void} what.done
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
        const wanted = text();
        const copied = await copy(wanted);
        done(copied, copied ? "" : await Promise.resolve(wanted).catch(() => ""));
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
