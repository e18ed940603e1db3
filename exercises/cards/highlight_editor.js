// What is offered for one highlight: take it away, change its label, move its ends.

/** @typedef {ReturnType<typeof makeEditor>} HighlightEditor */

/** @param {Label[]} labels @param {string[]} tags
 * @param {{remove: () => void, relabel: (label: string) => void, move: (end: "from" | "to", by: -1 | 1) => void, close: () => void}} does */
function makeEditor(labels, tags, does) {
  const titleId = freshId("editor");
  const title = build("p", { class: "crn-editor-title", id: titleId });
  const remove = button("crn-small crn-editor-remove", "Remove", { onclick: does.remove });
  const relabels = labels.map((label, place) => build("button", { type: "button", class: "crn-small", onclick: () => does.relabel(label.id) },
    build("span", { class: `crn-flag crn-ink-${place % 8}`, "aria-hidden": "true" }, tags[place]), " ", label.text));
  const element = build("div", { class: "crn-editor", role: "group", "aria-labelledby": titleId, hidden: true }, title,
    build("div", { class: "crn-editor-row" }, remove, button("crn-small", "Keep it", { onclick: does.close })),
    labels.length > 1 && build("div", { class: "crn-editor-row" }, build("span", {}, "Change to"), relabels),
    build("div", { class: "crn-editor-row" }, endButtons("Start", "from", does.move), endButtons("End", "to", does.move)));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // it closes this, and does not leave the card
    does.close();
  });
  return { element, title, remove, relabels };
}

/** @param {string} name @param {"from" | "to"} end @param {(end: "from" | "to", by: -1 | 1) => void} move */
function endButtons(name, end, move) {
  return build("span", { class: "crn-editor-end" }, name,
    build("button", { type: "button", class: "crn-small", "aria-label": `${name} one word earlier`, onclick: () => move(end, -1) }, "←"),
    build("button", { type: "button", class: "crn-small", "aria-label": `${name} one word later`, onclick: () => move(end, 1) }, "→"));
}

/** @param {Highlighting} highlighting @param {Highlight} chosen */
function openEditor(highlighting, chosen) {
  const { editor, labels } = highlighting;
  dropSelection(highlighting);
  highlighting.chosen = chosen;
  highlighting.cursor = chosen.from;
  drawEditor(highlighting);
  paint(highlighting);
  say(highlighting, `${editor.title.textContent} (${labels[labelPlace(labels, chosen.label)].text}). Remove it, ${labels.length > 1 ? "change its label, " : ""}or move its ends.`);
}

/** @param {Highlighting} highlighting */
function drawEditor({ editor, chosen, dragged, tokens, labels, reading, region }) {
  editor.element.hidden = chosen === null || dragged !== null; // or it would cover the words that the end is dragged to
  region.classList.toggle("crn-dragging", dragged !== null);
  reading.showHandles(chosen);
  if (!chosen) return;
  editor.title.textContent = quoted(shortened(textBetween(tokens, chosen.from, chosen.to)));
  editor.relabels.forEach((node, place) => { node.hidden = labels[place].id === chosen.label; });
  placeEditor(editor.element, reading.boxOf(chosen.to));
}

/** Below the last word, and inside the frame. @param {HTMLElement} element @param {DOMRect} word */
function placeEditor(element, word) {
  const frame = /** @type {HTMLElement} */ (element.parentElement).getBoundingClientRect();
  const most = Math.max(0, frame.width - element.offsetWidth - 8);
  element.style.left = `${Math.min(Math.max(8, word.left - frame.left - 24), most)}px`;
  element.style.top = `${Math.min(Math.max(0, word.bottom - frame.top + 10), frame.height)}px`;
}

/** @param {Highlighting} highlighting */
function closeEditor(highlighting) {
  if (!highlighting.chosen) return;
  if (highlighting.editor.element.contains(document.activeElement)) highlighting.region.focus({ preventScroll: true });
  highlighting.chosen = null;
  drawEditor(highlighting);
  paint(highlighting);
}

/** @param {Highlighting} highlighting @param {{highlights: Highlight[], changed: Highlight}} after */
function takeChanged(highlighting, { highlights, changed }) {
  const { tokens, labels } = highlighting;
  setHighlights(highlighting, highlights);
  highlighting.chosen = changed;
  drawEditor(highlighting);
  highlighting.onChange();
  say(highlighting, `${quoted(shortened(textBetween(tokens, changed.from, changed.to)))} (${labels[labelPlace(labels, changed.label)].text}).`);
}

/** @param {Highlighting} highlighting @param {"from" | "to"} end @param {number} place */
function moveEnd(highlighting, end, place) {
  const { chosen, tokens } = highlighting;
  if (!chosen) return;
  // During a drag all is as if it had begun just now: a highlight that was only passed is not taken in.
  const start = highlighting.dragged || { highlights: highlighting.highlights, chosen };
  const at = withinParagraph(tokens, chosen.from, Math.min(Math.max(place, 0), tokens.length - 1));
  const after = withEndAt(start.highlights, start.chosen, end, at);
  if (after.changed.from !== chosen.from || after.changed.to !== chosen.to) takeChanged(highlighting, after);
}

/** @param {Highlighting} highlighting @param {string} label */
function relabel(highlighting, label) {
  const { chosen, highlights, editor } = highlighting;
  if (!chosen) return;
  takeChanged(highlighting, replaced(highlights, chosen, { ...chosen, label }));
  editor.remove.focus({ preventScroll: true }); // the button that was pressed is gone
}
