// Small helpers that draw. sources.py says which files make up a module.

/** @typedef {{[name: string]: string | number | boolean | null | undefined | ((event: any) => void)}} Attributes */
/** @typedef {Node | string | number | boolean | null | undefined} Leaf */
/** @typedef {Leaf | Leaf[]} Child */

// Each card is a module of its own, so a simple counter would give two cards the same ids.
const moduleTag = Math.random().toString(36).slice(2, 8);
let idsGiven = 0;

/** @param {string} name */
function freshId(name) {
  idsGiven += 1;
  return `crn-${name}-${moduleTag}-${idsGiven}`;
}

/** @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} [attributes] @param {...Child} children @returns {HTMLElementTagNameMap[Tag]} */
function build(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  const shown = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  node.append(.../** @type {(Node | string)[]} */ (shown));
  return node;
}

/** The words that the card on screen explains. @type {Glossary} */
let glossary = {};

/** A word with its meaning next to it, opened and closed by a click or a key. @param {string} id @param {string} shown */
function termNode(id, shown) {
  const entry = glossary[id];
  if (!entry) return document.createTextNode(shown || id);
  const noteId = freshId("term");
  const note = build("span", { class: "crn-meaning", id: noteId, hidden: true }, ` (${entry.word}: ${entry.says}) `);
  const button = build("button", { type: "button", class: "crn-term", "aria-expanded": "false", "aria-controls": noteId }, shown || entry.word);
  button.addEventListener("click", (event) => {
    event.preventDefault(); // inside a label, a click would also choose the option
    note.hidden = !note.hidden;
    button.setAttribute("aria-expanded", String(!note.hidden));
  });
  return build("span", {}, button, note);
}

/** Lesson text becomes nodes, never HTML. @param {unknown} text */
function inline(text) {
  return inlinePieces(text).map((piece) => {
    if (piece.sort === "text") return document.createTextNode(piece.text);
    return piece.sort === "term" ? termNode(piece.id, piece.text) : build(piece.sort, {}, piece.text);
  });
}

/** @param {string | null | undefined} text */
function prose(text) {
  return paragraphTexts(text).map((part) => build("p", {}, inline(part)));
}

/** @param {string} text */
function hidden(text) {
  return build("span", { class: "crn-hidden" }, text);
}

/** @param {string} quote */
function quoteBlock(quote, attributes = {}) {
  return build("blockquote", { class: "crn-quote", ...attributes }, build("p", {}, quote));
}

/** @param {string} look @param {string} words @param {Attributes} [more] */
function button(look, words, more = {}) {
  return build("button", { type: "button", class: `crn-button ${look}`, ...more }, words);
}

/** Whether saved answers are lost with this tab, which happens only in the browser edition. */
function isFleeting() {
  return Boolean(globalThis.closeReading) && globalThis.closeReading?.lasting === false;
}

/** How a page may scroll to what is new. @returns {ScrollBehavior} */
function motion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

/** A card gets the focus, and is at the top of the window. It may be far away, where a notebook draws none: then whoever
 * hears this brings it there. @param {string} question @param {HTMLElement} from */
function goToCard(question, from) {
  const card = document.querySelector(`.crn-card[data-question="${question}"]`);
  if (card instanceof HTMLElement) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start", behavior: motion() });
  } else from.dispatchEvent(new CustomEvent("close-reading-go", { bubbles: true, composed: true, detail: { question } }));
}

/** @param {string} text */
function fileAddress(text) {
  return URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
}

/** @param {{name: string, text: string}} file */
function saveFile({ name, text }) {
  const address = fileAddress(text);
  build("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const FLEETING = "This browser keeps nothing here: your answers last only as long as this tab. Download them before you close it.";

// With Control or Command held: undo and redo, and running a cell.
const MODIFIERS = ["control", "meta", "shift", "alt"];
const TAKEN_WITH_CONTROL = ["z", "y", "enter"];

/** Whether a notebook would take this key as a command: b inserts a cell, and from Control or Shift itself JupyterLab begins
 * to guard a field against undo. The browser's own shortcuts do not count, and Escape leads out of the card.
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event */
function isCommandKey(event) {
  const key = event.key.toLowerCase();
  if (MODIFIERS.includes(key)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return TAKEN_WITH_CONTROL.includes(key);
  return !["tab", "escape"].includes(key) && !/^f\d+$/.test(key);
}

const TAKES_FOCUS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** Keys stop at the card, and a click anywhere on it leaves the focus in it. JupyterLab gets keys as they bubble up; Notebook
 * 7 gets them first, and checks what has the focus. @param {HTMLElement} root */
function keepKeys(root) {
  root.classList.add("crn-host");
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.setAttribute("tabindex", "-1");
  root.addEventListener("focusin", (event) => {
    if (event.target instanceof Element) event.target.setAttribute("data-lm-suppress-shortcuts", "true");
  });
  root.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest(TAKES_FOCUS) !== root) return;
    // A notebook takes the focus for its cell a moment later.
    root.focus({ preventScroll: true });
    setTimeout(() => { if (!root.contains(document.activeElement)) root.focus({ preventScroll: true }); });
  });
  root.addEventListener("keydown", (event) => {
    if (isCommandKey(event)) event.stopPropagation();
  });
}

/** The module that anywidget expects. `place` draws into the element, and returns a function that cleans up.
 * @param {(model: Model, el: HTMLElement, text: SharedText) => (() => void) | void} place */
function host(place) {
  return {
    /** text: what the cards of a page share; the marking desk shares nothing.
     * @param {{model: Model, el: HTMLElement, text?: SharedText}} widget */
    render({ model, el, text = {} }) {
      keepKeys(el);
      return place(model, el, text);
    },
  };
}

/** A card that only shows something: redrawn whenever that changes.
 * @param {"question" | "state"} name @param {(shown: any, text: SharedText) => HTMLElement} draw */
function hostShowing(name, draw) {
  return host((model, el, text) => {
    const show = () => el.replaceChildren(draw(model.get(name) || {}, text));
    show();
    model.on(`change:${name}`, show);
    return () => model.off(`change:${name}`, show);
  });
}
