/** @param {NumberQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const id = freshId("number");
  const unitId = freshId("unit");
  const input = build("input", {
    id, type: "text", inputmode: "decimal", class: "crn-input crn-number-input", autocomplete: "off",
    "aria-describedby": `${question.unit ? `${unitId} ` : ""}${tools.promptId}`,
    oninput: tools.changed, onkeydown: enterChecks(tools),
  });
  const row = build("div", { class: "crn-field-row" }, input, question.unit && build("span", { class: "crn-unit", id: unitId }, question.unit));
  return {
    element: build("div", { class: "crn-field" }, build("label", { for: id }, "Your number"), row),
    sign: (where) => showFit(row, where[""]),
    read: () => input.value.trim() || null,
    write: (/** @type {string | number | null} */ answer) => { input.value = String(answer ?? ""); },
    focus: () => input.focus(),
  };
}
