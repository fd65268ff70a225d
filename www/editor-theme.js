/** The editor in the colours of the page: custom properties reach into the shadow root. */

import { EditorView } from "@codemirror/view";

/** @param {string} severity */
const underline = (severity) => ({
  textDecoration: `underline wavy var(--${severity}) 1.5px`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});

export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--sunken)", fontSize: "var(--size-code)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto", overscrollBehavior: "auto" },
  ".cm-content": { padding: "var(--space-3) 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 var(--space-3) 0 var(--space-2)" },
  ".cm-placeholder": { color: "var(--faint)", fontFamily: "var(--sans)", whiteSpace: "pre-wrap" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--faint)", border: "none", paddingInlineStart: "var(--space-1)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.2em", padding: "0 var(--space-1) 0 0" },
  ".severity-gutter": { width: "1.25rem" },
  ".severity-gutter .cm-gutterElement": { display: "flex", alignItems: "flex-start", justifyContent: "center", cursor: "pointer" },
  ".gutter-mark": { display: "inline-flex", paddingTop: "0.22em" },
  ".gutter-mark.error": { color: "var(--error)" },
  ".gutter-mark.warning": { color: "var(--warning)" },
  ".gutter-mark.info": { color: "var(--info)" },
  ".icon": { width: "0.95em", height: "0.95em", fill: "none", stroke: "currentColor", strokeWidth: "1.8", strokeLinecap: "round", strokeLinejoin: "round" },
  ".mark": { cursor: "pointer" },
  ".mark.error": underline("error"),
  ".mark.warning": underline("warning"),
  ".mark.info": underline("info"),
  // The outline shows where colours are forced.
  ".lit": { backgroundColor: "var(--lit)", boxShadow: "inset 3px 0 var(--accent)", outline: "1px solid transparent", outlineOffset: "-1px" },
  ".mask": {
    color: "var(--muted)",
    backgroundColor: "var(--mask)",
    borderRadius: "4px",
    padding: "1px 4px",
    cursor: "default",
  },
  ".mask.error": underline("error"),
  ".mask.warning": underline("warning"),
  ".mask.info": underline("info"),
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius)",
    boxShadow: "var(--shadow)",
  },
  ".hint": {
    maxWidth: "min(28rem, 80vw)",
    padding: "var(--space-2) var(--space-3)",
    fontFamily: "var(--sans)",
    fontSize: "var(--size-small)",
    lineHeight: "1.45",
    overflowWrap: "anywhere",
  },
  ".hint p": { margin: "0", display: "flex", gap: "var(--space-2)" },
  ".hint p + p": { marginTop: "var(--space-2)" },
  ".hint .icon": { flex: "none", marginTop: "0.2em" },
  ".hint .error .icon": { color: "var(--error)" },
  ".hint .warning .icon": { color: "var(--warning)" },
  ".hint .info .icon": { color: "var(--info)" },
  ".hint code": { fontFamily: "var(--mono)", fontSize: "0.95em" },
});
