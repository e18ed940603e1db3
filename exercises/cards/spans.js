/** @param {SpansQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const article = makeMarking(question.paragraphs, question.labels, tools.changed);

  function read() {
    const spans = spansOfMarks(article.tokens, article.marks());
    return spans.length ? spans : null;
  }

  /** @param {Span[] | null} answer */
  function write(answer) {
    article.setMarks(marksOfSpans(article.tokens, answer || []));
  }

  return { element: article.element, read, write, focus: article.focus, showsArticle: true };
}
