// The questions of a lesson in draft, each with its key.

/** @param {ReviewPage} page */
function drawQuestions(page) {
  const { parts, state } = page;
  parts.questions.replaceChildren(...state.questions.map((question) => questionElement(page, question)));
  parts.leftOut.replaceChildren(...state.left_out.map(([name, why]) => build("li", {}, `${name}, because ${why}`)));
}

/** @param {ReviewPage} page @param {ReviewQuestion} question */
function questionElement(page, question) {
  const { id, prompt, standing, key, on, seen } = question;
  const words = build("textarea", { id: freshId("prompt"), class: "crn-input crn-textarea", rows: "4" });
  words.value = prompt;
  /** @param {boolean} wanted */
  const set = (wanted) => ask(page, { do: "question", id, on: wanted, prompt: words.value });
  const state = !on ? "off" : seen ? "seen" : "not seen yet";
  return build("li", { "data-seen": seen, "data-on": on },
    build("details", { "data-question": id },
      build("summary", {}, build("strong", {}, id), ` (${standing}, ${state})`),
      labelled("What students read", words),
      build("p", { class: "crn-review-key-title" }, standing === "settled" ? "Its key" : "One answer that has everything"),
      build("p", { class: "crn-review-key" }, key),
      build("div", { class: "crn-actions" },
        button("crn-check", "This is right", { onclick: () => set(true), "aria-label": `${id}: this is right` }),
        button("crn-review-off", on ? "Switch it off" : "It stays off", { onclick: () => set(false), "aria-label": `${id}: ${on ? "switch it off" : "it stays off"}` }))));
}

/** Which questions are open, so that they stay so. @param {HTMLElement} list */
function openQuestions(list) {
  return [...list.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-question"));
}
