/** @param {string} title @param {number} done @param {number} of @param {string} className */
function progressRow(title, done, of, className) {
  const id = freshId("part");
  return build("div", { class: className },
    build("span", { class: "crn-part-title", id }, title),
    build("progress", { class: "crn-bar", max: of || 1, value: done, "aria-labelledby": id }),
    build("span", { class: "crn-part-count" }, `${done} of ${of}`));
}

export default hostShowing("state", (/** @type {ProgressState} */ state) => {
  const titleId = freshId("progress");
  return build("section", { class: "crn-card crn-progress-card", "data-kind": "progress", "aria-labelledby": titleId },
    build("p", { class: "crn-progress-title", id: titleId }, "Where you are"),
    progressRow("All exercises", state.done || 0, state.of || 0, "crn-part crn-part-all"),
    (state.parts || []).map((part) => progressRow(part.title, part.done, part.of, "crn-part")),
    build("p", { class: "crn-facts" }, progressText(state)),
    isFleeting() && build("p", { class: "crn-fleeting" }, FLEETING),
    state.saved && !isFleeting() && build("p", { class: "crn-saved" }, state.saved));
});
