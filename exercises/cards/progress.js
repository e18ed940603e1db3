/** @param {string} title @param {number} done @param {number} of @param {string} className */
function progressRow(title, done, of, className) {
  const id = freshId("part");
  return build("div", { class: className },
    build("span", { class: "crn-part-title", id }, title),
    build("progress", { class: "crn-bar", max: of || 1, value: done, "aria-labelledby": id }),
    build("span", { class: "crn-part-count" }, `${done} of ${of}`));
}

/** @param {string} title @param {string[]} lines */
function endList(title, lines) {
  return lines.length > 0 && build("div", { class: "crn-end-list" },
    build("p", { class: "crn-group-title" }, title),
    build("ul", {}, lines.map((line) => build("li", {}, line))));
}

/** What a part leaves a student with. @param {PartEnd} end @param {(whole: boolean) => void} make */
function partEnd(end, make) {
  const titleId = freshId("end");
  return build("section", { class: "crn-card crn-end", "data-kind": "end", "aria-labelledby": titleId },
    build("p", { class: "crn-progress-title", id: titleId }, `The end of “${end.title}”`),
    endList("You can now", end.can_do),
    endList("You found", end.found),
    build("p", { class: "crn-end-open" }, openNumbersText(end.open, end.of)),
    build("p", { class: "crn-how" }, "My reading is a page of your own: the article in your highlights, with what you chose and wrote. It is yours to keep."),
    build("div", { class: "crn-actions" },
      button("crn-second", `My reading: ${end.title}`, { onclick: () => make(false) }),
      button("crn-second", "My reading: everything so far", { onclick: () => make(true) })));
}

/** @param {ProgressState} state */
function progressCard(state) {
  const titleId = freshId("progress");
  return build("section", { class: "crn-card crn-progress-card", "data-kind": "progress", "aria-labelledby": titleId },
    build("p", { class: "crn-progress-title", id: titleId }, "Where you are"),
    progressRow("All exercises", state.done || 0, state.of || 0, "crn-part crn-part-all"),
    (state.parts || []).map((part) => progressRow(part.title, part.done, part.of, "crn-part")),
    build("p", { class: "crn-facts" }, progressText(state)),
    isFleeting() && build("p", { class: "crn-fleeting" }, FLEETING),
    state.saved && !isFleeting() && build("p", { class: "crn-saved" }, state.saved));
}

export default host((model, el) => {
  const make = (/** @type {boolean} */ whole) => model.send({ do: "my_reading", whole });
  const end = build("div", {});
  const progress = build("div", {});
  const show = () => {
    /** @type {ProgressState} */
    const state = model.get("state") || {};
    const before = end.contains(document.activeElement);
    // Redrawn only when it changes, so that a button keeps the focus.
    const drawn = JSON.stringify(state.end || null);
    if (end.dataset.drawn !== drawn) {
      end.replaceChildren(...(state.end ? [partEnd(state.end, make)] : []));
      end.dataset.drawn = drawn;
      if (before) end.querySelector("button")?.focus();
    }
    progress.replaceChildren(progressCard(state));
  };
  const save = (/** @type {{file?: SavedFile}} */ message) => { if (message.file) saveFile(message.file); };
  el.append(end, progress);
  show();
  model.on("change:state", show);
  model.on("msg:custom", save);
  return () => { model.off("change:state", show); model.off("msg:custom", save); };
});
