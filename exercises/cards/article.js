// The article's text, numbered paragraph by paragraph.

/** The text to read; for marking see marking.js. @param {Paragraph[]} paragraphs */
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
