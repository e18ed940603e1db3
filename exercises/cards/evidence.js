/** @param {EvidenceQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const { rows, inputs } = optionRows("radio", question.options, tools.changed);
  const article = makeMarking(question.paragraphs, [{ id: "evidence", text: "Evidence" }], keepNewest);
  const wanted = question.quotes || 1;
  /** @type {Mark[]} The quotations, oldest first. */
  let held = [];
  const titleId = freshId("evidence");

  // Only as many quotations as are asked for: one more replaces the oldest.
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

  /** @param {{choice?: string, quotes?: string[]} | null} answer */
  function write(answer) {
    const { choice, quotes = [] } = answer || {};
    for (const input of inputs) input.checked = input.value === choice;
    const places = quotes.map((quote) => placeOfQuote(article.tokens, quote)).filter(Boolean);
    article.setMarks(places.map((words) => ({ ...words, label: "evidence" })));
    held = [...article.marks()];
  }

  const element = build("div", { class: "crn-evidence" },
    build("fieldset", { class: "crn-options", "aria-describedby": tools.promptId }, build("legend", {}, "Your reading"), rows),
    build("div", { role: "group", "aria-labelledby": titleId },
      build("p", { class: "crn-group-title", id: titleId }, `Your evidence: mark ${wanted === 1 ? "a short quotation" : `${wanted} short quotations`} in the text. A further one takes the place of the oldest.`),
      article.element));
  return { element, read, write, focus: () => (inputs.find((input) => input.checked) || inputs[0]).focus(), showsArticle: true };
}
