// A list of marks after one is added or removed. Pure: each function returns a new list.

/** @typedef {Stretch & {label: string}} Mark words that carry a label */
/** @typedef {{id: string, text: string}} Label */

/** @param {Label[]} labels @param {string} id */
function labelPlace(labels, id) {
  return labels.findIndex((label) => label.id === id);
}

/** Letters that name the highlighters next to the marks; a single highlighter needs none. @param {Label[]} labels */
function labelTags(labels) {
  return labels.map((_, place) => (labels.length > 1 ? String.fromCharCode(65 + place) : ""));
}

/** In the order of the text, and of the labels where two marks are on the same words. @param {Mark[]} marks @param {Label[]} labels */
function sortedMarks(marks, labels) {
  return [...marks].sort((one, other) =>
    one.from - other.from || one.to - other.to || labelPlace(labels, one.label) - labelPlace(labels, other.label));
}

/** @param {Mark[]} marks @param {Stretch} words */
function marksOver(marks, { from, to }) {
  return marks.filter((one) => one.from <= to && from <= one.to);
}

/** Marks of one label that share a word become one. Null if the words already have the label.
 * @param {Mark[]} marks @param {Mark} added @returns {Mark[] | null} */
function marksWith(marks, { from, to, label }) {
  const touching = marksOver(marks, { from, to }).filter((one) => one.label === label);
  if (touching.some((one) => one.from <= from && to <= one.to)) return null;
  const first = Math.min(from, ...touching.map((one) => one.from));
  const last = Math.max(to, ...touching.map((one) => one.to));
  return [...marks.filter((one) => !touching.includes(one)), { from: first, to: last, label }];
}

/** The mark that Delete removes: that of the current highlighter, else the last one here.
 * @param {Mark[]} marks @param {number} cursor @param {string} label */
function markToRemove(marks, cursor, label) {
  const here = marksOver(marks, { from: cursor, to: cursor });
  return here.find((one) => one.label === label) || here[here.length - 1];
}

/** The labels that a word has, that begin at it, and that continue over the gap after it, as places in the list of labels.
 * @param {Mark[]} marks @param {Label[]} labels @param {number} place */
function inkAt(marks, labels, place) {
  const over = marksOver(marks, { from: place, to: place });
  /** @param {Mark[]} some */
  const numbers = (some) => [...new Set(some.map((one) => labelPlace(labels, one.label)))].sort((one, other) => one - other);
  return { word: numbers(over), starting: numbers(over.filter((one) => one.from === place)), gap: numbers(over.filter((one) => place < one.to)) };
}

/** Spans typed in Python may begin inside a word: the whole word is marked.
 * @param {Token[]} tokens @param {Span[]} spans @returns {Mark[]} */
function marksOfSpans(tokens, spans) {
  return spans.map(({ start, end, label }) => ({
    from: tokens.findIndex((token) => token.end > start),
    to: tokens.findLastIndex((token) => token.start < end),
    label,
  })).filter(({ from, to }) => from >= 0 && to >= from);
}

/** @param {Token[]} tokens @param {Mark[]} marks @returns {Span[]} */
function spansOfMarks(tokens, marks) {
  return marks.map(({ from, to, label }) => ({ start: tokens[from].start, end: tokens[to].end, label }));
}
