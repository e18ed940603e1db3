/** @param {ChoiceQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const { rows, inputs, sign } = optionRows("radio", question.options, tools.changed);
  return {
    sign,
    element: build("fieldset", { class: "crn-options", "aria-describedby": tools.promptId }, build("legend", {}, "Choose one"), rows),
    read: () => inputs.find((input) => input.checked)?.value ?? null,
    write: (/** @type {string | null} */ answer) => { for (const input of inputs) input.checked = input.value === answer; },
    focus: () => (inputs.find((input) => input.checked) || inputs[0]).focus(),
  };
}
