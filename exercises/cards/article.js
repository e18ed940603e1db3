// The article's text: numbered paragraphs, read-only or (with options.labels) for marking; see marking.js.

function makeArticle(paragraphs, options = {}) {
  if (options.labels) return makeMarking(paragraphs, options);
  const texts = paragraphs.map((paragraph) => [paragraph.tokens.map(([, , text, gap]) => text + gap).join("").trimEnd()]);
  return { element: build("div", { class: "crn-article" }, paragraphs.map((paragraph, place) => paragraphNode(paragraph.n, texts[place]))) };
}

function paragraphNode(number, children) {
  return build("div", { class: "crn-paragraph", "data-paragraph": number },
    build("span", { class: "crn-number" }, build("span", { "aria-hidden": "true" }, `P${number}`), hidden(`Paragraph ${number}: `)),
    build("p", { class: "crn-text" }, children));
}

// One flat list: a mark is a pair of places in it, so moving and extending need no nested loops.
function flatTokens(paragraphs) {
  const tokens = [];
  for (const paragraph of paragraphs) {
    for (const [start, end, text, gap, sentence] of paragraph.tokens) {
      tokens.push({ start, end, text, gap, paragraph: paragraph.n, sentence: `${paragraph.n}.${sentence}` });
    }
  }
  return tokens;
}

function textBetween(tokens, from, to) {
  return tokens.slice(from, to + 1).map((token, place) => token.text + (place === to - from ? "" : token.gap)).join("");
}

function shortened(text, words = 12) {
  const all = text.split(/\s+/);
  return all.length <= words ? text : `${all.slice(0, words - 4).join(" ")} … ${all.slice(-3).join(" ")}`;
}

// Words that bring their own quotation marks get no second pair.
function quoted(text) {
  return /^[“"]/.test(text) || /[”"]$/.test(text) ? text : `“${text}”`;
}

function plainLetters(text) {
  return text.toLowerCase().replace(/[‘’ʼ`´]/g, "'").replace(/[“”„]/g, '"').replace(/[–—]/g, "-").replace(/\s+/g, " ");
}

// Every place where the words stand, whole tokens only; [] when they don't.
function findWords(tokens, typed) {
  const wanted = plainLetters(typed).trim();
  const bare = wanted.replace(/^["']+|["']+$/g, "").trim();
  const found = wanted ? placesOf(tokens, wanted) : [];
  return found.length > 0 || !bare || bare === wanted ? found : placesOf(tokens, bare);
}

function placesOf(tokens, wanted) {
  const starts = new Map();
  const ends = new Map();
  let line = "";
  tokens.forEach((token, place) => {
    starts.set(line.length, place);
    line += plainLetters(token.text);
    ends.set(line.length, place);
    const last = place + 1 === tokens.length || tokens[place + 1].paragraph !== token.paragraph;
    line += last ? "\n" : plainLetters(token.gap);
  });
  const places = [];
  for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) {
    if (starts.has(at) && ends.has(at + wanted.length)) places.push({ from: starts.get(at), to: ends.get(at + wanted.length) });
  }
  return places;
}
