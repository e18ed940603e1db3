// Where the cursor goes in the list of tokens, what is selected, and what is around it. Pure: no access to the page.

/** The first and last place of the sentence or paragraph around a place.
 * @param {Token[]} tokens @param {number} place @param {"sentence" | "paragraph"} unit */
function stretch(tokens, place, unit) {
  let first = place;
  let last = place;
  while (first > 0 && tokens[first - 1][unit] === tokens[place][unit]) first -= 1;
  while (last + 1 < tokens.length && tokens[last + 1][unit] === tokens[place][unit]) last += 1;
  return { first, last };
}

/** A highlight stays inside the paragraph where it began. @param {Token[]} tokens @param {number} start @param {number} place */
function withinParagraph(tokens, start, place) {
  const { first, last } = stretch(tokens, start, "paragraph");
  return Math.min(Math.max(place, first), last);
}

/** Where a key takes the cursor, or null if the key does not move it. A selection never leaves its paragraph.
 * @param {Token[]} tokens @param {string} key @param {number} at @param {boolean} extending */
function movedCursor(tokens, key, at, extending) {
  const paragraph = stretch(tokens, at, "paragraph");
  const end = tokens.length - 1;
  const around = (/** @type {number} */ place) => stretch(tokens, Math.min(Math.max(place, 0), end), "sentence");
  /** @type {Record<string, () => number>} */
  const moves = {
    ArrowLeft: () => at - 1,
    ArrowRight: () => at + 1,
    ArrowUp: () => around(at - 1).first,
    ArrowDown: () => {
      if (extending) return around(at + 1).last;
      return around(at).last < end ? around(at).last + 1 : at;
    },
    Home: () => paragraph.first,
    End: () => paragraph.last,
  };
  if (!Object.hasOwn(moves, key)) return null;
  const next = Math.min(Math.max(moves[key](), 0), end);
  return extending ? withinParagraph(tokens, at, next) : next;
}

/** The cursor alone, or everything from where a selection began. @param {number | null} anchor @param {number} cursor @returns {Stretch} */
function selected(anchor, cursor) {
  const start = anchor === null ? cursor : anchor;
  return { from: Math.min(start, cursor), to: Math.max(start, cursor) };
}

/** A place with a few words around it, all from the same paragraph. @param {Token[]} tokens @param {Stretch} place */
function placeText(tokens, { from, to }) {
  const { first, last } = stretch(tokens, from, "paragraph");
  const around = textBetween(tokens, Math.max(from - 3, first), Math.min(to + 3, last));
  return `Paragraph ${tokens[from].paragraph}: … ${shortened(around)} …`;
}
