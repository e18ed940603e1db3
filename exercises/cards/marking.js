// Marking words of the article: what is marked, where the cursor is, and what is announced. Mouse, touch and keyboard are
// in marking_hands.js.

// From here on the text scrolls in its own frame, so that the highlighters stay in sight.
const LONG_TEXT = 6;

const MARKING_KEYS = [
  ["← →", "one word back or on"], ["↑ ↓", "one sentence back or on"], ["Home End", "start or end of the paragraph"],
  ["Shift with these", "select more"], ["Enter or Space", "mark"], ["Delete", "remove the mark here"],
  ["Escape", "drop the selection"], ["1 – 9", "choose the highlighter"],
];
const KEYS_IN_SHORT = "Arrow keys move by word and by sentence. Shift with an arrow selects more. Enter marks. Delete removes the mark here. Escape drops the selection. You can also type the words in the field after the text.";

/** anchor: where a selection began. tapped: the first of two taps. pointer: the type of the last pointer.
 * @typedef {{tokens: Token[], labels: Label[], marks: Mark[], cursor: number, anchor: number | null, tapped: number | null,
 *   pointer: string, onChange: () => void, region: HTMLElement, line: HTMLElement, pens: ReturnType<typeof makePens>,
 *   reading: ReturnType<typeof makeMarkableText>, list: ReturnType<typeof makeMarkList>}} Marking */

/** @param {Paragraph[]} paragraphs @param {Label[]} labels @param {() => void} onChange */
function makeMarking(paragraphs, labels, onChange) {
  const tokens = flatTokens(paragraphs);
  const tags = labelTags(labels);
  const helpId = freshId("help");
  const reading = makeMarkableText(paragraphs, tokens, tags);
  const region = markingRegion(paragraphs, reading.nodes, helpId);
  const pens = makePens(labels, tags, () => say(marking, `Highlighter: ${labels[pens.current()].text}.`));
  const list = makeMarkList(tokens, labels, tags, (mark) => { removeMark(marking, mark); list.focusNear(mark, region); });
  const typing = makeTyping(tokens, (words) => addMark(marking, words));
  const line = build("p", { class: "crn-say", "aria-live": "polite" }, "No words chosen yet.");
  /** @type {Marking} */
  const marking = {
    tokens, labels, marks: [], cursor: 0, anchor: null, tapped: null, pointer: "", onChange, region, line, pens, reading, list,
  };
  listenToHands(marking);
  setMarks(marking, []);
  return {
    element: markingElement(marking, paragraphs.length, helpId, typing.element),
    tokens,
    marks: () => marking.marks,
    setMarks: (/** @type {Mark[]} */ marks) => setMarks(marking, marks),
    focus: () => region.focus(),
  };
}

/** @param {Paragraph[]} paragraphs @param {HTMLElement[]} nodes @param {string} helpId */
function markingRegion(paragraphs, nodes, helpId) {
  return build("div", {
    class: `crn-article crn-markable${paragraphs.length > LONG_TEXT ? " crn-long" : ""}`, role: "application", tabindex: "0", "aria-describedby": helpId,
    "aria-label": `Article text for marking, ${counted(paragraphs.length, "paragraph")}`,
  }, nodes);
}

/** @param {Marking} marking @param {number} paragraphs @param {string} helpId @param {HTMLElement} typing */
function markingElement({ labels, pens, list, line, region }, paragraphs, helpId, typing) {
  const keys = MARKING_KEYS.slice(0, labels.length > 1 ? 8 : 7);
  return build("div", { class: "crn-marking" },
    pens.element,
    build("p", { class: "crn-how" }, "Drag over words, or click one. On a touch screen, tap the first word, then the last.",
      paragraphs > LONG_TEXT && ` All ${paragraphs} paragraphs are here: scroll inside the frame.`),
    build("details", { class: "crn-keys" }, build("summary", {}, "By keyboard"),
      build("p", {}, "Move to the text with Tab, then:"),
      build("dl", {}, keys.map(([key, does]) => build("div", {}, build("dt", {}, key), build("dd", {}, does))))),
    build("p", { class: "crn-hidden", id: helpId }, KEYS_IN_SHORT),
    build("div", { class: "crn-marking-body" },
      build("div", { class: "crn-marking-text" }, line, region),
      build("div", { class: "crn-marking-side" }, list.element, typing)));
}

/** @param {Marking} marking @param {string} text */
function say(marking, text) {
  marking.line.textContent = text;
}

/** @param {Marking} marking */
function selection({ anchor, cursor }) {
  return selected(anchor, cursor);
}

/** Says where the cursor is, and which marks are there. @param {Marking} marking */
function describe(marking) {
  const { tokens, labels, marks, anchor, cursor } = marking;
  const words = selection(marking);
  const here = new Set(marksOver(marks, words).map((one) => labels[labelPlace(labels, one.label)].text));
  const where = `${shortened(textBetween(tokens, words.from, words.to))} (paragraph ${tokens[cursor].paragraph})`;
  say(marking, `${where}${anchor === null ? "" : ", selected"}${here.size ? `. Marked: ${[...here].join(", ")}` : ""}`);
}

/** @param {Marking} marking */
function paint(marking) {
  const { reading, marks, labels, cursor, anchor, tapped } = marking;
  reading.paint(marks, labels, cursor, anchor === null && tapped === null ? null : selection(marking));
}

/** @param {Marking} marking */
function dropSelection(marking) {
  marking.anchor = null;
  marking.tapped = null;
}

/** Shows an answer that comes from elsewhere. @param {Marking} marking @param {Mark[]} marks */
function setMarks(marking, marks) {
  marking.marks = sortedMarks(marks.filter((one) => labelPlace(marking.labels, one.label) >= 0), marking.labels);
  dropSelection(marking);
  paint(marking);
  marking.list.show(marking.marks);
}

/** @param {Marking} marking @param {Stretch} words */
function addMark(marking, words) {
  const { id, text } = marking.labels[marking.pens.current()];
  const quote = quoted(shortened(textBetween(marking.tokens, words.from, words.to)));
  const marks = marksWith(marking.marks, { ...words, label: id });
  if (!marks) {
    dropSelection(marking);
    paint(marking);
    say(marking, `${quote} is marked already (${text}). Delete or Remove takes the mark away.`);
    return;
  }
  setMarks(marking, marks);
  marking.onChange();
  say(marking, `${quote} is now marked (${text}).`);
}

/** @param {Marking} marking @param {Mark} gone */
function removeMark(marking, gone) {
  setMarks(marking, marking.marks.filter((one) => one !== gone));
  marking.onChange();
  say(marking, `Mark removed from ${quoted(shortened(textBetween(marking.tokens, gone.from, gone.to)))}.`);
}

/** @param {Marking} marking */
function removeMarkHere(marking) {
  const mark = markToRemove(marking.marks, marking.cursor, marking.labels[marking.pens.current()].id);
  if (mark) removeMark(marking, mark);
  else say(marking, "No mark here.");
}
