/** @param {RewriteQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const id = freshId("rewrite");
  const countId = freshId("count");
  const sourceId = freshId("source");
  const conditions = conditionList(question.conditions);
  const count = build("p", { class: "crn-count", id: countId });
  const text = build("textarea", {
    id, class: "crn-input crn-textarea", rows: "5", "aria-describedby": `${countId} ${tools.promptId}`,
    oninput: () => { showCount(); tools.changed(); },
  });

  function showCount() {
    count.textContent = counted(countWords(text.value), "word") + limitsText(question);
  }

  showCount();
  // Where the paragraphs are shown, what is to be rewritten is among them.
  const quote = question.source && question.paragraphs.length === 0 && build("div", {},
    build("p", { class: "crn-group-title", id: sourceId }, "In the article"), quoteBlock(question.source, { "aria-labelledby": sourceId }));
  return {
    text: quote || undefined,
    element: build("div", { class: "crn-field" },
      build("label", { for: id }, "Your version"), text, count),
    after: conditions.element,
    read: () => text.value.trim() || null,
    write: (/** @type {string | null} */ answer) => { text.value = answer ?? ""; showCount(); },
    focus: () => text.focus(),
    written: conditions.show,
    extra: (/** @type {Extra} */ extra) => { conditions.show(extra); return diffBlock(extra); },
  };
}

/** What a rewrite removed and added. @param {Extra} extra */
function diffBlock({ diff }) {
  if (!diff || diff.length === 0) return null;
  return build("div", { class: "crn-diff" },
    build("p", { class: "crn-group-title" }, "What changed: − taken out, + put in"),
    build("p", { class: "crn-diff-text" }, diff.flatMap(([change, words]) => [changeNode(change, words), " "])));
}

/** @param {"out" | "in" | "same"} change @param {string} words */
function changeNode(change, words) {
  if (change === "same") return build("span", {}, words);
  const [tag, name, sign] = change === "out" ? /** @type {const} */ (["del", "taken out: ", "−"]) : /** @type {const} */ (["ins", "put in: ", "+"]);
  return build(tag, {}, hidden(name), build("span", { class: "crn-change-sign", "aria-hidden": "true" }, sign), words);
}
