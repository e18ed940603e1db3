// The article as one flat list of tokens, and finding typed words in it. Pure: no access to the page.

/** @typedef {{start: number, end: number, text: string, gap: string, paragraph: number, sentence: string}} Token */
/** @typedef {{from: number, to: number}} Stretch two places in the list of tokens, both within it */

/** One flat list: a highlight is a pair of places in it. @param {Paragraph[]} paragraphs @returns {Token[]} */
function flatTokens(paragraphs) {
  return paragraphs.flatMap((paragraph) => paragraph.tokens.map(([start, end, text, gap, sentence]) =>
    ({ start, end, text, gap, paragraph: paragraph.n, sentence: `${paragraph.n}.${sentence}` })));
}

/** @param {Token[]} tokens @param {number} from @param {number} to */
function textBetween(tokens, from, to) {
  return tokens.slice(from, to + 1).map((token, place) => token.text + (place === to - from ? "" : token.gap)).join("");
}

/** @param {string} text */
function plainLetters(text) {
  return text.toLowerCase().replace(/[‘’ʼ`´]/g, "'").replace(/[“”„]/g, '"').replace(/[–—]/g, "-").replace(/\s+/g, " ");
}

/** All places of the words, whole tokens only; [] if there are none. @param {Token[]} tokens @param {string} typed */
function findWords(tokens, typed) {
  const wanted = plainLetters(typed).trim();
  const bare = wanted.replace(/^["']+|["']+$/g, "").trim();
  const found = wanted ? placesOf(tokens, wanted) : [];
  return found.length > 0 || !bare || bare === wanted ? found : placesOf(tokens, bare);
}

/** @param {Token[]} tokens @param {string} wanted in plain letters @returns {Stretch[]} */
function placesOf(tokens, wanted) {
  const { line, starts, ends } = plainLine(tokens);
  const places = [];
  for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) {
    const from = starts.get(at);
    const to = ends.get(at + wanted.length);
    if (from !== undefined && to !== undefined) places.push({ from, to });
  }
  return places;
}

/** The tokens in plain letters, one line per paragraph, and where each one begins and ends in it. @param {Token[]} tokens */
function plainLine(tokens) {
  /** @type {Map<number, number>} */
  const starts = new Map();
  /** @type {Map<number, number>} */
  const ends = new Map();
  let line = "";
  tokens.forEach((token, place) => {
    starts.set(line.length, place);
    line += plainLetters(token.text);
    ends.set(line.length, place);
    const last = place + 1 === tokens.length || tokens[place + 1].paragraph !== token.paragraph;
    line += last ? "\n" : plainLetters(token.gap);
  });
  return { line, starts, ends };
}

/** The place of a quotation, by its exact characters, or else by its spelling alone. @param {Token[]} tokens @param {string} quote */
function placeOfQuote(tokens, quote) {
  const places = findWords(tokens, quote);
  return places.find(({ from, to }) => textBetween(tokens, from, to) === quote) || places[0];
}
