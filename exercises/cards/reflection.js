/** @param {ReflectionQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const id = freshId("reflection");
  const countId = freshId("count");
  const conditions = conditionList(question.conditions);
  const count = build("p", { class: "crn-count", id: countId });
  const text = build("textarea", {
    id, class: "crn-input crn-textarea", rows: "6", "aria-describedby": `${countId} ${tools.promptId}`,
    oninput: () => { showCount(); tools.changed(); },
  });

  function showCount() {
    count.textContent = counted(countWords(text.value), "word") + limitsText(question);
  }

  showCount();
  return {
    element: build("div", { class: "crn-field" }, build("label", { for: id }, "Your thoughts"), text, count),
    after: conditions.element,
    read: () => text.value.trim() || null,
    write: (/** @type {string | null} */ answer) => { text.value = answer ?? ""; showCount(); },
    focus: () => text.focus(),
    written: conditions.show,
    extra: (/** @type {Extra} */ extra) => { conditions.show(extra); return null; },
  };
}
