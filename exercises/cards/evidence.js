/** @param {EvidenceQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const { rows, inputs } = optionRows("radio", question.options, tools.changed);
  const article = makeHighlighting(question.paragraphs, [{ id: "evidence", text: "Evidence" }], keepNewest);
  const wanted = question.quotes || 1;
  /** @type {Highlight[]} The quotations, oldest first. */
  let held = [];
  const titleId = freshId("evidence");

  // Only as many quotations as are asked for: one more replaces the oldest.
  function keepNewest() {
    const highlights = article.highlights();
    held = [...held.filter((one) => highlights.includes(one)), ...highlights.filter((one) => !held.includes(one))].slice(-wanted);
    if (held.length < highlights.length) article.setHighlights(held);
    tools.changed();
  }

  function read() {
    const choice = inputs.find((input) => input.checked)?.value ?? "";
    const quotes = article.highlights().map(({ from, to }) => textBetween(article.tokens, from, to));
    return choice || quotes.length ? { choice, quotes } : null;
  }

  /** @param {{choice?: string, quotes?: string[]} | null} answer */
  function write(answer) {
    const { choice, quotes = [] } = answer || {};
    for (const input of inputs) input.checked = input.value === choice;
    const places = quotes.map((quote) => placeOfQuote(article.tokens, quote)).filter(Boolean);
    article.setHighlights(places.map((words) => ({ ...words, label: "evidence" })));
    held = [...article.highlights()];
  }

  const element = build("div", { class: "crn-evidence" },
    build("fieldset", { class: "crn-options", "aria-describedby": tools.promptId }, build("legend", {}, "Your reading"), rows),
    build("div", { role: "group", "aria-labelledby": titleId },
      build("p", { class: "crn-group-title", id: titleId }, `Your evidence: highlight ${wanted === 1 ? "a short quotation" : `${wanted} short quotations`} in the text.`),
      article.element));
  /** @param {Record<string, string>} where */
  const sign = (where) => article.sign(({ from, to }) => where[textBetween(article.tokens, from, to)]);
  return { text: article.text, element, read, write, sign, focus: () => (inputs.find((input) => input.checked) || inputs[0]).focus() };
}
