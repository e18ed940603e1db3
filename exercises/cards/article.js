// The article's text, numbered paragraph by paragraph.

/** The paragraphs of these numbers. @param {SharedText} text @param {number[]} numbers */
function paragraphsOf(text, numbers) {
  return numbers.flatMap((number) => (text.paragraphs || []).find((paragraph) => paragraph.n === number) || []);
}

/** The text to read; for highlighting see highlighting.js. @param {Paragraph[]} paragraphs */
function articleText(paragraphs) {
  return build("div", { class: "crn-article" }, paragraphs.map((paragraph) =>
    paragraphNode(paragraph.n, [paragraph.tokens.map(([, , text, gap]) => text + gap).join("").trimEnd()])));
}

/** @param {number} number @param {(Node | string)[]} children */
function paragraphNode(number, children) {
  return build("div", { class: "crn-paragraph", "data-paragraph": number },
    build("span", { class: "crn-number" }, build("span", { "aria-hidden": "true" }, `P${number}`), hidden(`Paragraph ${number}: `)),
    build("p", { class: "crn-text" }, children));
}
