// The elements of the marking desk, and how they lie on the card.

/** @typedef {ReturnType<typeof deskParts>} DeskParts */

function deskParts() {
  const ids = { head: freshId("head"), bar: freshId("bar"), title: freshId("title"), keys: freshId("keys"), range: freshId("range") };
  return { ids, ...answerParts(ids), ...markParts(ids), ...pointsParts(ids), readAll: readAllParts(), like: likeParts(), check: checkParts() };
}

/** What is to be marked. @param {{bar: string, title: string}} ids */
function answerParts(ids) {
  const text = build("p", { class: "crn-mark-text" });
  return {
    count: build("span", { class: "crn-mark-count", id: ids.bar }),
    bar: build("progress", { class: "crn-bar", "aria-labelledby": ids.bar }),
    overview: build("ul", { class: "crn-mark-questions" }),
    about: build("div", { class: "crn-mark-about" }),
    title: build("p", { class: "crn-mark-title", id: ids.title }),
    text,
    answer: build("div", { class: "crn-mark-answer", tabindex: "0", role: "group", "aria-labelledby": ids.title }, text),
    words: build("p", { class: "crn-count" }),
    noticed: build("details", { class: "crn-mark-noticed", open: true }),
    noticedTitle: build("summary", {}),
    notices: build("ul", { class: "crn-notices" }),
    reasons: build("div", { hidden: true }),
    stale: build("p", { class: "crn-mark-stale", hidden: true }),
  };
}

/** The mark itself, and what is done with it. @param {{keys: string}} ids */
function markParts(ids) {
  const comment = build("textarea", { id: freshId("comment"), class: "crn-input crn-textarea", rows: "2", maxlength: "4000" });
  return {
    rubric: build("fieldset", { class: "crn-mark-rubric", "aria-describedby": ids.keys }),
    keys: build("p", { class: "crn-count", id: ids.keys }),
    comment,
    commentField: field(comment, "Comment (the student reads it)", comment),
    save: button("crn-check", "Save and next"),
    skip: button("crn-skip", "Skip"),
    back: button("crn-back", "Back"),
    undo: button("crn-undo", "Undo last mark"),
    status: build("p", { class: "crn-waiting", role: "status" }),
    problem: build("p", { class: "crn-problem", role: "alert", hidden: true }),
    unsaved: build("p", { class: "crn-unsaved" }),
    file: build("p", { class: "crn-saved" }),
  };
}

/** Points that are set by hand. @param {{range: string}} ids */
function pointsParts(ids) {
  return {
    points: build("input", { id: freshId("points"), class: "crn-input crn-number-input", inputmode: "decimal", autocomplete: "off", "aria-describedby": ids.range }),
    range: build("span", { class: "crn-unit", id: ids.range }),
    reason: build("input", { id: freshId("reason"), class: "crn-input", maxlength: "4000", autocomplete: "off" }),
    set: button("crn-mark-set", "Set these points"),
    override: build("details", { class: "crn-mark-override" }),
    byHand: build("p", { class: "crn-mark-by-hand", hidden: true }),
  };
}

/** @param {DeskParts} parts */
function deskElement(parts) {
  parts.noticed.append(parts.noticedTitle, parts.notices);
  parts.override.append(
    build("summary", {}, "Set the points by hand instead"),
    field(parts.points, "Points", build("div", { class: "crn-field-row" }, parts.points, parts.range)),
    field(parts.reason, "Reason (needed; the student may read it)", parts.reason),
    parts.set);
  return build("section", { class: "crn-card crn-mark-card", "data-kind": "marking", "aria-labelledby": parts.ids.head },
    build("div", { class: "crn-header" }, build("span", { class: "crn-where", id: parts.ids.head }, "Open answers"), parts.count),
    parts.bar,
    build("details", { class: "crn-mark-overview" }, build("summary", {}, "All questions"), parts.overview),
    parts.about,
    build("div", { class: "crn-mark-work" },
      build("div", { class: "crn-mark-left" }, likeElement(parts.like),
        build("div", { class: "crn-mark-texts" },
          build("div", { class: "crn-like-one" },
            parts.title, parts.check.note, parts.stale, parts.reasons, parts.answer, parts.words, parts.noticed, parts.like.split),
          parts.like.others)),
      build("div", { class: "crn-mark-right" }, parts.rubric, parts.keys,
        parts.commentField,
        parts.byHand,
        build("div", { class: "crn-actions" }, parts.save, parts.skip, parts.back, parts.undo),
        parts.status, parts.problem, readAllElement(parts.readAll), parts.override, checkElement(parts.check))),
    build("div", { class: "crn-footer" }, parts.unsaved, parts.file));
}

/** @param {HTMLElement} input @param {string} label @param {HTMLElement} shown the input, or what is around it */
function field(input, label, shown) {
  return build("div", { class: "crn-field" }, build("label", { for: input.id }, label), shown);
}

/** @param {DeskParts} parts */
function levelRadios({ rubric }) {
  return [...rubric.querySelectorAll("input")];
}
