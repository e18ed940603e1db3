function progressRow(title, done, of, className) {
  const id = freshId("part");
  return build("div", { class: className },
    build("span", { class: "crn-part-title", id }, title),
    build("progress", { class: "crn-bar", max: of || 1, value: done, "aria-labelledby": id }),
    build("span", { class: "crn-part-count" }, `${done} of ${of}`));
}

function progressFacts({ points, out_of: outOf, waiting }) {
  const facts = [];
  if (outOf) facts.push(`${rounded(points)} of ${counted(rounded(outOf), "point")} so far`);
  if (waiting) facts.push(`${counted(waiting, "answer")} waiting for your teacher`);
  return facts.join(" · ");
}

export default {
  render({ model, el }) {
    keepKeys(el);
    const titleId = freshId("progress");
    const draw = () => {
      const state = model.get("state") || {};
      const saved = typeof state.saved === "string" ? { text: state.saved } : state.saved || {};
      el.replaceChildren(build("section", { class: "crn-card crn-progress-card", "data-lm-suppress-shortcuts": "true", "data-kind": "progress", "aria-labelledby": titleId },
        build("p", { class: "crn-progress-title", id: titleId }, "Where you are"),
        progressRow("All exercises", state.done || 0, state.of || 0, "crn-part crn-part-all"),
        (state.parts || []).map((part) => progressRow(part.title, part.done, part.of, "crn-part")),
        build("p", { class: "crn-facts" }, progressFacts(state)),
        isFleeting() && build("p", { class: "crn-fleeting" }, FLEETING),
        saved.text && !isFleeting() && build("p", { class: saved.ok === false ? "crn-problem" : "crn-saved" }, saved.text)));
    };
    draw();
    model.on("change:state", draw);
    return () => model.off("change:state", draw);
  },
};
