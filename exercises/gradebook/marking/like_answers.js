// Answers that say nearly the same, next to each other: what differs is marked and said, and one mark goes to all on screen.

/** @typedef {ReturnType<typeof likeParts>} LikeParts */

function likeParts() {
  const switchId = freshId("together");
  return {
    block: build("div", { class: "crn-like", hidden: true }),
    told: build("p", { class: "crn-like-told", hidden: true }),
    on: build("input", { type: "checkbox", id: switchId }),
    label: build("label", { class: "crn-like-switch", for: switchId }),
    split: button("crn-small crn-like-split", "Mark this one by itself"),
    others: build("div", { class: "crn-like-others" }),
  };
}

/** @param {LikeParts} parts */
function likeElement({ block, told, on, label }) {
  label.append(on, " Show answers that say nearly the same together");
  block.append(label, told);
  return block;
}

/** @param {MarkingDesk} desk */
function listenToLike(desk) {
  const { on, split } = desk.parts.like;
  on.addEventListener("change", () => wish(desk, { do: "together", on: on.checked }));
  split.addEventListener("click", () => wish(desk, { do: "split", to: desk.state.at }));
}

/** @param {MarkingDesk} desk */
function drawLike(desk) {
  const { state, parts } = desk;
  const { block, told, on, split, others } = parts.like;
  const shown = state.check ? 1 : (state.shown || []).length;
  const like = state.check ? [] : state.like || [];
  block.hidden = !state.grouped || Boolean(state.check);
  on.checked = Boolean(state.together);
  told.hidden = shown < 2;
  told.textContent = `${shown} answers, and a mark on this screen goes to all of them. What differs from the first is underlined.`;
  split.hidden = like.length === 0;
  desk.root.dataset.like = String(like.length > 0);
  const drawn = JSON.stringify(like);
  if (others.dataset.drawn !== drawn) {
    others.dataset.drawn = drawn;
    others.replaceChildren(...like.map((one) => likeBlock(desk, one)));
  }
  parts.save.textContent = state.check ? "Check this level" : shown > 1 ? `Save for all ${shown} and next` : "Save and next";
}

/** @param {MarkingDesk} desk @param {LikeAnswer} one */
function likeBlock(desk, one) {
  const titleId = freshId("title"), differsId = freshId("differs");
  const pieces = one.parts.map(([text, differs]) => (differs ? build("mark", {}, text) : text));
  const apart = () => wish(desk, { do: "split", to: one.at });
  return build("div", { class: "crn-like-one" },
    build("p", { class: "crn-mark-title", id: titleId }, one.title),
    one.stale && build("p", { class: "crn-mark-stale" }, one.stale),
    build("p", { class: "crn-like-differs", id: differsId }, one.differs),
    reasonsBlock(one.reasons),
    build("div", { class: "crn-mark-answer", tabindex: "0", role: "group", "aria-labelledby": titleId, "aria-describedby": differsId },
      build("p", { class: "crn-mark-text" }, pieces)),
    build("p", { class: "crn-count" }, counted(countWords(one.answer), "word")),
    one.noticed.length > 0 && build("details", { class: "crn-mark-noticed" },
      build("summary", {}, `What the kit noticed: ${one.kit_points}`),
      build("ul", { class: "crn-notices" }, one.noticed.map((notice) => noticeRow(notice)))),
    button("crn-small crn-like-split", "Mark this one by itself", { "aria-describedby": titleId, onclick: apart }));
}

/** Why a person should look at an answer. @param {string[]} reasons */
function reasonsBlock(reasons) {
  return reasons.length > 0 && build("div", { class: "crn-mark-reasons" },
    build("p", { class: "crn-group-title" }, "Flagged. Why to look at this one:"),
    build("ul", {}, reasons.map((reason) => build("li", {}, reason))));
}
