/** @param {PhraseQuestion} _question @param {Tools} tools @returns {View} */
function makeView(_question, tools) {
  const id = freshId("phrase");
  const input = build("input", {
    id, type: "text", class: "crn-input", autocomplete: "off", spellcheck: "false", "aria-describedby": tools.promptId,
    oninput: tools.changed, onkeydown: enterChecks(tools),
  });
  const row = build("div", { class: "crn-field-row" }, input);
  return {
    element: build("div", { class: "crn-field" }, build("label", { for: id }, "Your words"), row),
    sign: (where) => showFit(row, where[""]),
    read: () => input.value.trim() || null,
    write: (/** @type {string | null} */ answer) => { input.value = answer ?? ""; },
    focus: () => input.focus(),
  };
}
