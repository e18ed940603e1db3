// A list of highlights after one is added or removed. Pure: each function returns a new list.

/** @typedef {Stretch & {label: string}} Highlight words that carry a label */
/** @typedef {{id: string, text: string}} Label */

/** @param {Label[]} labels @param {string} id */
function labelPlace(labels, id) {
  return labels.findIndex((label) => label.id === id);
}

/** Letters that name the highlighters next to the highlights; a single highlighter needs none. @param {Label[]} labels */
function labelTags(labels) {
  return labels.map((_, place) => (labels.length > 1 ? String.fromCharCode(65 + place) : ""));
}

/** In the order of the text, and of the labels where two highlights are on the same words. @param {Highlight[]} highlights @param {Label[]} labels */
function sortedHighlights(highlights, labels) {
  return [...highlights].sort((one, other) =>
    one.from - other.from || one.to - other.to || labelPlace(labels, one.label) - labelPlace(labels, other.label));
}

/** @param {Highlight[]} highlights @param {Stretch} words */
function highlightsOver(highlights, { from, to }) {
  return highlights.filter((one) => one.from <= to && from <= one.to);
}

/** Highlights of one label that share a word become one. Null if the words already have the label.
 * @param {Highlight[]} highlights @param {Highlight} added @returns {Highlight[] | null} */
function highlightsWith(highlights, { from, to, label }) {
  const touching = highlightsOver(highlights, { from, to }).filter((one) => one.label === label);
  if (touching.some((one) => one.from <= from && to <= one.to)) return null;
  const first = Math.min(from, ...touching.map((one) => one.from));
  const last = Math.max(to, ...touching.map((one) => one.to));
  return [...highlights.filter((one) => !touching.includes(one)), { from: first, to: last, label }];
}

/** A highlight with one end at another word of its paragraph, as far as the other end; and all of them with it.
 * @param {Highlight[]} highlights @param {Highlight} changed @param {"from" | "to"} end @param {number} place
 * @returns {{highlights: Highlight[], changed: Highlight}} */
function withEndAt(highlights, changed, end, place) {
  const at = end === "from" ? Math.min(place, changed.to) : Math.max(place, changed.from);
  return replaced(highlights, changed, { ...changed, [end]: at });
}

/** One highlight in the place of another; it takes in what it now shares a word with.
 * @param {Highlight[]} highlights @param {Highlight} old @param {Highlight} now
 * @returns {{highlights: Highlight[], changed: Highlight}} */
function replaced(highlights, old, now) {
  const others = highlights.filter((one) => one !== old);
  const merged = highlightsWith(others, now) || others;
  const changed = merged.find((one) => one.label === now.label && one.from <= now.from && now.to <= one.to);
  return { highlights: merged, changed: changed || now };
}

/** The highlight that Delete removes: that of the current highlighter, else the last one here.
 * @param {Highlight[]} highlights @param {number} cursor @param {string} label */
function highlightToRemove(highlights, cursor, label) {
  const here = highlightsOver(highlights, { from: cursor, to: cursor });
  return here.find((one) => one.label === label) || here[here.length - 1];
}

/** The labels that a word has, that begin at it, and that continue over the gap after it, as places in the list of labels.
 * @param {Highlight[]} highlights @param {Label[]} labels @param {number} place */
function inkAt(highlights, labels, place) {
  const over = highlightsOver(highlights, { from: place, to: place });
  /** @param {Highlight[]} some */
  const numbers = (some) => [...new Set(some.map((one) => labelPlace(labels, one.label)))].sort((one, other) => one - other);
  return { word: numbers(over), starting: numbers(over.filter((one) => one.from === place)), gap: numbers(over.filter((one) => place < one.to)) };
}

/** Spans typed in Python may begin inside a word: the whole word is highlighted.
 * @param {Token[]} tokens @param {Span[]} spans @returns {Highlight[]} */
function highlightsOfSpans(tokens, spans) {
  return spans.map(({ start, end, label }) => ({
    from: tokens.findIndex((token) => token.end > start),
    to: tokens.findLastIndex((token) => token.start < end),
    label,
  })).filter(({ from, to }) => from >= 0 && to >= from);
}

/** @param {Token[]} tokens @param {Highlight[]} highlights @returns {Span[]} */
function spansOfHighlights(tokens, highlights) {
  return highlights.map(({ from, to, label }) => ({ start: tokens[from].start, end: tokens[to].end, label }));
}
