/** @param {SpansQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const article = makeHighlighting(question.paragraphs, question.labels, tools.changed);

  function read() {
    const spans = spansOfHighlights(article.tokens, article.highlights());
    return spans.length ? spans : null;
  }

  /** @param {Span[] | null} answer */
  function write(answer) {
    article.setHighlights(highlightsOfSpans(article.tokens, answer || []));
  }

  /** @param {Record<string, string>} where */
  function sign(where) {
    article.sign((one) => spansOfHighlights(article.tokens, [one]).map(({ start, end, label }) => where[`${start}-${end}-${label}`])[0]);
  }

  return { text: article.text, element: article.element, read, write, sign, focus: article.focus };
}
