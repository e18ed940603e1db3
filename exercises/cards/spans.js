function makeView(question, tools) {
  const article = makeArticle(question.paragraphs, { labels: question.labels, onChange: () => tools.changed() });

  function read() {
    const spans = article.marks().map(({ from, to, label }) => ({ start: article.tokens[from].start, end: article.tokens[to].end, label }));
    return spans.length ? spans : null;
  }

  // Spans that were typed in Python may begin inside a word: the whole word is shown.
  function write(answer) {
    const { tokens } = article;
    article.setMarks((answer || []).map(({ start, end, label }) => ({
      from: tokens.findIndex((token) => token.end > start),
      to: tokens.findLastIndex((token) => token.start < end),
      label,
    })).filter(({ from, to }) => from >= 0 && to >= from));
  }

  return { element: article.element, read, write, focus: article.focus, showsArticle: true };
}
