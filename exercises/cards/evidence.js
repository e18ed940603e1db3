function makeView(question, tools) {
  const { rows, inputs } = optionRows("radio", question.options, () => tools.changed());
  const article = makeArticle(question.paragraphs, { labels: [{ id: "evidence", text: "Evidence" }], onChange: keepNewest });
  const wanted = question.quotes || 1;
  let held = []; // the quotations, the oldest first
  const titleId = freshId("evidence");

  // Only as many quotations as are asked for: a further one takes the place of the oldest.
  function keepNewest() {
    const marks = article.marks();
    held = [...held.filter((one) => marks.includes(one)), ...marks.filter((one) => !held.includes(one))].slice(-wanted);
    if (held.length < marks.length) article.setMarks(held);
    tools.changed();
  }

  function read() {
    const choice = inputs.find((input) => input.checked)?.value ?? "";
    const quotes = article.marks().map(({ from, to }) => textBetween(article.tokens, from, to));
    return choice || quotes.length ? { choice, quotes } : null;
  }

  function place(quote) {
    const places = findWords(article.tokens, quote);
    return places.find(({ from, to }) => textBetween(article.tokens, from, to) === quote) || places[0];
  }

  function write(answer) {
    for (const input of inputs) input.checked = input.value === (answer || {}).choice;
    article.setMarks(((answer || {}).quotes || []).map(place).filter(Boolean).map(({ from, to }) => ({ from, to, label: "evidence" })));
    held = [...article.marks()];
  }

  const element = build("div", { class: "crn-evidence" },
    build("fieldset", { class: "crn-options", "aria-describedby": tools.promptId }, build("legend", {}, "Your reading"), rows),
    build("div", { role: "group", "aria-labelledby": titleId },
      build("p", { class: "crn-group-title", id: titleId }, `Your evidence: mark ${wanted === 1 ? "a short quotation" : `${wanted} short quotations`} in the text. A further one takes the place of the oldest.`),
      article.element));
  return { element, read, write, focus: () => (inputs.find((input) => input.checked) || inputs[0]).focus(), showsArticle: true };
}
