function makeView(question, tools) {
  const id = freshId("rewrite");
  const countId = freshId("count");
  const sourceId = freshId("source");
  const count = build("p", { class: "crn-count", id: countId });
  const text = build("textarea", {
    id, class: "crn-input crn-textarea", rows: "5", "aria-describedby": `${countId} ${tools.promptId}`,
    oninput: () => { showCount(); tools.changed(); },
  });

  function showCount() {
    const { min_words: least, max_words: most } = question;
    const limits = least && most ? `; between ${least} and ${most}` : least ? `; at least ${least}` : most ? `; at most ${most}` : "";
    count.textContent = counted(countWords(text.value), "word") + limits;
  }

  function change([kind, words]) {
    if (kind === "out") return build("del", {}, hidden("taken out: "), build("span", { class: "crn-change-sign", "aria-hidden": "true" }, "−"), words);
    if (kind === "in") return build("ins", {}, hidden("put in: "), build("span", { class: "crn-change-sign", "aria-hidden": "true" }, "+"), words);
    return build("span", {}, words);
  }

  function extra({ diff }) {
    if (!diff || diff.length === 0) return null;
    return build("div", { class: "crn-diff" },
      build("p", { class: "crn-group-title" }, "What changed: − taken out, + put in"),
      build("p", { class: "crn-diff-text" }, diff.flatMap((part) => [change(part), " "])));
  }

  showCount();
  return {
    element: build("div", { class: "crn-field" },
      question.source && build("p", { class: "crn-group-title", id: sourceId }, "In the article"),
      question.source && build("blockquote", { class: "crn-quote", "aria-labelledby": sourceId }, build("p", {}, question.source)),
      build("label", { for: id }, "Your version"), text, count),
    read: () => text.value.trim() || null,
    write: (answer) => { text.value = answer ?? ""; showCount(); },
    focus: () => text.focus(),
    extra,
  };
}
