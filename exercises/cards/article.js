// The article's text, numbered paragraph by paragraph.

/** The paragraphs of these numbers. @param {SharedText} text @param {number[]} numbers */
function paragraphsOf(text, numbers) {
  return numbers.flatMap((number) => (text.paragraphs || []).find((paragraph) => paragraph.n === number) || []);
}

/** The text to read; for highlighting see highlighting.js. Sections with a title in `folded` are closed until a reader opens them.
 * @param {Paragraph[]} paragraphs @param {string[]} folded @param {[number, number][]} glosses words that open an entry */
function articleText(paragraphs, folded = [], glosses = []) {
  const nodes = sectionNodes(paragraphs, (paragraph) => paragraphNode(paragraph.n, wordNodes(paragraph.tokens, glosses)), folded);
  return build("div", { class: "crn-article" }, nodes);
}

/** @param {TokenRow[]} tokens @param {[number, number][]} glosses */
function wordNodes(tokens, glosses) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < tokens.length; at += 1) {
    const [start, , text, gap] = tokens[at];
    const [, end] = glosses.find((gloss) => gloss[0] === start) || [];
    if (end === undefined) {
      plain += text + gap;
      continue;
    }
    let shown = text;
    while (at + 1 < tokens.length && tokens[at + 1][0] < end) {
      shown += tokens[at][3] + tokens[at + 1][2];
      at += 1;
    }
    nodes.push(plain, termNode(String(start), shown));
    plain = tokens[at][3];
  }
  return [...nodes, plain.trimEnd()];
}

/** The paragraphs as nodes, with a heading where another section begins.
 * @param {Paragraph[]} paragraphs @param {(paragraph: Paragraph) => HTMLElement} draw @param {string[]} folded */
function sectionNodes(paragraphs, draw, folded = []) {
  /** @type {{title: string, nodes: HTMLElement[]}[]} */
  const sections = [];
  for (const paragraph of paragraphs) {
    const title = paragraph.section || "";
    if (sections.at(-1)?.title !== title) sections.push({ title, nodes: [] });
    sections.at(-1)?.nodes.push(draw(paragraph));
  }
  return sections.flatMap(({ title, nodes }) => {
    if (!title) return nodes;
    const heading = build("h3", { class: "crn-section" }, title);
    return [folded.includes(title)
      ? build("details", { class: "crn-folded" }, build("summary", {}, heading), nodes)
      : build("div", { class: "crn-own-text" }, heading, nodes)];
  });
}

/** @param {number} number @param {(Node | string)[]} children */
function paragraphNode(number, children) {
  return build("div", { class: "crn-paragraph", "data-paragraph": number },
    build("span", { class: "crn-number" }, build("span", { "aria-hidden": "true" }, `P${number}`), hidden(`Paragraph ${number}: `)),
    build("p", { class: "crn-text" }, children));
}
