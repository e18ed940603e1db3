/** @param {ChoicesQuestion} question @param {Tools} tools @returns {View} */
function makeView(question, tools) {
  const { rows, inputs, sign } = optionRows("checkbox", question.options, tools.changed);
  return {
    sign,
    element: build("fieldset", { class: "crn-options", "aria-describedby": tools.promptId }, build("legend", {}, "Choose all that fit"), rows),
    read: () => {
      const picked = inputs.filter((input) => input.checked).map((input) => input.value);
      return picked.length ? picked : null;
    },
    write: (/** @type {string[] | null} */ answer) => { for (const input of inputs) input.checked = (answer || []).includes(input.value); },
    focus: () => inputs[0].focus(),
  };
}
