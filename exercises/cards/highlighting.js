// Highlighting words of the article: what is highlighted, where the cursor is, and what is announced. Mouse, touch and keyboard are
// in highlighting_hands.js.

// From here on the text scrolls in its own frame, so that the highlighters stay in sight.
const LONG_TEXT = 6;

const HIGHLIGHTING_KEYS = [
  ["← →", "one word back or on"], ["↑ ↓", "one sentence back or on"], ["Home End", "start or end of the paragraph"],
  ["Shift with these", "select more"], ["Enter or Space", "highlight; on a highlight, change it"], ["Delete", "remove the highlight here"],
  ["Escape", "drop the selection"], ["1 – 9", "choose the highlighter"],
];
const KEYS_IN_SHORT = "Arrow keys move by word and by sentence. Shift with an arrow selects more. Enter highlights; on a highlight it offers to change it. Delete removes the highlight here. Escape drops the selection. You can also type the words in the field after the text.";

/** anchor: where a selection began. tapped: the first of two taps. pointer: the type of the last pointer. chosen: the
 * highlight that is being changed. dragged: its end that follows the pointer, and what there was before. fitOf: how a highlight fits, once it was checked.
 * @typedef {{tokens: Token[], labels: Label[], highlights: Highlight[], cursor: number, anchor: number | null, tapped: number | null,
 *   pointer: string, pressedAt: [number, number], chosen: Highlight | null, dragged: {end: "from" | "to", highlights: Highlight[], chosen: Highlight} | null,
 *   fitOf: (highlight: Highlight) => string | undefined, onChange: () => void, region: HTMLElement, line: HTMLElement,
 *   pens: ReturnType<typeof makePens>, reading: ReturnType<typeof makeHighlightableText>,
 *   list: ReturnType<typeof makeHighlightList>, editor: HighlightEditor}} Highlighting */

/** text: the article with its highlighters, and the field for typing. element: the list of highlights.
 * @param {Paragraph[]} paragraphs @param {Label[]} labels @param {() => void} onChange */
function makeHighlighting(paragraphs, labels, onChange) {
  const tokens = flatTokens(paragraphs);
  const tags = labelTags(labels);
  const helpId = freshId("help");
  const reading = makeHighlightableText(paragraphs, tokens, tags);
  const region = highlightingRegion(paragraphs, reading.nodes, helpId);
  const pens = makePens(labels, tags, () => say(highlighting, `Highlighter: ${labels[pens.current()].text}.`));
  const list = makeHighlightList(tokens, labels, tags, (highlight) => { removeHighlight(highlighting, highlight); list.focusNear(highlight, region); });
  const typing = makeTyping(tokens, (words) => addHighlight(highlighting, words));
  const line = build("p", { class: "crn-say", "aria-live": "polite" }, "No words chosen yet.");
  const editor = makeEditor(labels, tags, {
    remove: () => { if (highlighting.chosen) removeHighlight(highlighting, highlighting.chosen); region.focus({ preventScroll: true }); },
    relabel: (label) => relabel(highlighting, label),
    move: (end, by) => { if (highlighting.chosen) moveEnd(highlighting, end, highlighting.chosen[end] + by); },
    close: () => closeEditor(highlighting),
  });
  /** @type {Highlighting} */
  const highlighting = {
    tokens, labels, highlights: [], cursor: 0, anchor: null, tapped: null, pointer: "", pressedAt: [0, 0], chosen: null, dragged: null,
    fitOf: () => undefined, onChange, region, line, pens, reading, list, editor,
  };
  listenToHands(highlighting);
  setHighlights(highlighting, []);
  return {
    text: textElement(highlighting, paragraphs.length, helpId, typing.element),
    element: list.element,
    tokens,
    highlights: () => highlighting.highlights,
    setHighlights: (/** @type {Highlight[]} */ highlights) => setHighlights(highlighting, highlights),
    sign: (/** @type {Highlighting["fitOf"]} */ fitOf) => { highlighting.fitOf = fitOf; paint(highlighting); list.show(highlighting.highlights, fitOf); },
    focus: () => region.focus(),
  };
}

/** @param {Paragraph[]} paragraphs @param {HTMLElement[]} nodes @param {string} helpId */
function highlightingRegion(paragraphs, nodes, helpId) {
  return build("div", {
    class: `crn-article crn-highlightable${paragraphs.length > LONG_TEXT ? " crn-long" : ""}`, role: "application", tabindex: "0", "aria-describedby": helpId,
    "aria-label": `Article text for highlighting, ${counted(paragraphs.length, "paragraph")}`,
  }, nodes);
}

/** @param {Highlighting} highlighting @param {number} paragraphs @param {string} helpId
 * @param {HTMLElement} typing */
function textElement({ labels, pens, line, region, editor }, paragraphs, helpId, typing) {
  const keys = HIGHLIGHTING_KEYS.slice(0, labels.length > 1 ? 8 : 7);
  return build("div", { class: "crn-highlighting-text" },
    pens.element,
    build("details", { class: "crn-keys" }, build("summary", {}, "Drag over words, or click one. How else?"),
      build("p", {}, "On a touch screen, tap the first word, then the last. A click on a highlight changes it."),
      build("p", {}, "By keyboard: move to the text with Tab, then:"),
      build("dl", {}, keys.map(([key, does]) => build("div", {}, build("dt", {}, key), build("dd", {}, does))))),
    build("p", { class: "crn-hidden", id: helpId }, KEYS_IN_SHORT),
    line,
    build("div", { class: "crn-frame" }, region, editor.element),
    paragraphs > LONG_TEXT && build("p", { class: "crn-how" }, `All ${paragraphs} paragraphs are here: scroll inside the frame.`),
    typing);
}

/** @param {Highlighting} highlighting @param {string} text */
function say(highlighting, text) {
  highlighting.line.textContent = text;
}

/** @param {Highlighting} highlighting */
function selection({ anchor, cursor }) {
  return selected(anchor, cursor);
}

/** Says where the cursor is, and which highlights are there. @param {Highlighting} highlighting */
function describe(highlighting) {
  const { tokens, labels, highlights, anchor, cursor } = highlighting;
  const words = selection(highlighting);
  const here = new Set(highlightsOver(highlights, words).map((one) => labels[labelPlace(labels, one.label)].text));
  const where = `${shortened(textBetween(tokens, words.from, words.to))} (paragraph ${tokens[cursor].paragraph})`;
  say(highlighting, `${where}${anchor === null ? "" : ", selected"}${here.size ? `. Highlighted: ${[...here].join(", ")}` : ""}`);
}

/** @param {Highlighting} highlighting */
function paint(highlighting) {
  const { reading, highlights, labels, cursor, anchor, tapped, fitOf, chosen } = highlighting;
  reading.paint(highlights, labels, cursor, anchor === null && tapped === null ? null : selection(highlighting), fitOf);
  reading.showHandles(chosen);
}

/** @param {Highlighting} highlighting */
function dropSelection(highlighting) {
  highlighting.anchor = null;
  highlighting.tapped = null;
}

/** The highlight that a click on a word means: that of the highlighter in hand, else the last one there.
 * @param {Highlighting} highlighting @param {number} place */
function highlightAt({ highlights, labels, pens }, place) {
  return highlightToRemove(highlights, place, labels[pens.current()].id);
}

/** Shows an answer that comes from elsewhere. @param {Highlighting} highlighting @param {Highlight[]} highlights */
function setHighlights(highlighting, highlights) {
  highlighting.highlights = sortedHighlights(highlights.filter((one) => labelPlace(highlighting.labels, one.label) >= 0), highlighting.labels);
  dropSelection(highlighting);
  highlighting.chosen = null;
  drawEditor(highlighting);
  paint(highlighting);
  highlighting.list.show(highlighting.highlights, highlighting.fitOf);
}

/** @param {Highlighting} highlighting @param {Stretch} words */
function addHighlight(highlighting, words) {
  const { id, text } = highlighting.labels[highlighting.pens.current()];
  const quote = quoted(shortened(textBetween(highlighting.tokens, words.from, words.to)));
  const highlights = highlightsWith(highlighting.highlights, { ...words, label: id });
  if (!highlights) {
    dropSelection(highlighting);
    paint(highlighting);
    say(highlighting, `${quote} is highlighted already (${text}). Delete or Remove takes the highlight away.`);
    return;
  }
  setHighlights(highlighting, highlights);
  highlighting.onChange();
  say(highlighting, `${quote} is now highlighted (${text}).`);
}

/** @param {Highlighting} highlighting @param {Highlight} gone */
function removeHighlight(highlighting, gone) {
  setHighlights(highlighting, highlighting.highlights.filter((one) => one !== gone));
  highlighting.onChange();
  say(highlighting, `Highlight removed from ${quoted(shortened(textBetween(highlighting.tokens, gone.from, gone.to)))}.`);
}

/** @param {Highlighting} highlighting */
function removeHighlightHere(highlighting) {
  const highlight = highlightToRemove(highlighting.highlights, highlighting.cursor, highlighting.labels[highlighting.pens.current()].id);
  if (highlight) removeHighlight(highlighting, highlight);
  else say(highlighting, "No highlight here.");
}
