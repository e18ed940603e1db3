// The elements of a card, and drawing its state on them.

/** @typedef {ReturnType<typeof cardParts>} CardParts */

/** @param {string} checkLabel */
function cardParts(checkLabel) {
  return {
    checkLabel,
    check: button("crn-check", checkLabel),
    hint: button("crn-hint", ""),
    worked: button("crn-worked", "Show a worked answer"),
    waiting: build("p", { class: "crn-waiting", role: "status" }),
    hints: build("ol", { class: "crn-hints" }),
    stale: build("p", { class: "crn-stale", hidden: true }, "This is about the answer you gave before your latest changes."),
    result: build("div", { class: "crn-result", role: "status", "aria-live": "polite" }),
    extra: build("div", { class: "crn-extra" }),
    workedPlace: build("div", { class: "crn-worked-place" }),
    problem: build("p", { class: "crn-problem", role: "alert", hidden: true }),
    unsaved: build("p", { class: "crn-unsaved" }),
    other: button("crn-small crn-other", "", { hidden: true }),
    saved: build("p", { class: "crn-saved" }),
    tally: build("p", { class: "crn-tally" }),
    fleeting: build("p", { class: "crn-fleeting", role: "status", hidden: true }, FLEETING),
    rescue: button("crn-rescue", "Download my answers", { hidden: true }),
  };
}

const LONG_PROMPT = 200; // characters

/** In a wide card the text is on the left, and stays in view; the prompt and all that belongs to the answer are on the right.
 * @param {CardQuestion} question @param {View} view @param {CardParts} parts @param {string} promptId */
function cardElement(question, view, parts, promptId) {
  const whereId = freshId("where");
  const text = view.text || (question.paragraphs.length > 0 && foldedArticle(question.paragraphs));
  // A long prompt without a text is beside its field, too.
  const columns = text ? "crn-with-text" : question.prompt.length > LONG_PROMPT && !view.wide ? "crn-with-prompt" : "crn-plain";
  return build("section", { class: "crn-card", "data-question": question.id, "data-kind": question.kind, "aria-labelledby": whereId, tabindex: "-1" },
    cardHeader(question, whereId),
    build("div", { class: `crn-body ${columns}` },
      build("div", { class: "crn-prompt", id: promptId }, prose(question.prompt)),
      text && build("div", { class: "crn-text-side" }, text),
      build("div", { class: "crn-answer-side" },
        build("div", { class: "crn-fields" }, view.element),
        build("div", { class: "crn-actions" }, parts.check, parts.hint, parts.worked),
        build("div", { class: "crn-draft" }, parts.unsaved, parts.other),
        parts.waiting,
        build("div", { class: "crn-hints-place", "aria-live": "polite" }, parts.hints),
        parts.stale, parts.result, view.after, parts.extra, parts.workedPlace, parts.problem, parts.fleeting, parts.rescue)),
    build("div", { class: "crn-footer" }, parts.saved, parts.tally));
}

/** @param {Card} card */
function drawCard(card) {
  const { state, parts } = card;
  drawResult(card);
  drawHints(card);
  parts.worked.hidden = !state.can_show || Boolean(state.worked);
  if (Boolean(state.worked) !== Boolean(parts.workedPlace.firstChild)) {
    parts.workedPlace.replaceChildren(...(state.worked ? [workedBlock(state.worked)] : []));
  }
  drawFooter(card);
}

/** Redrawn only when it changed; otherwise a screen reader would read it again after each hint. @param {Card} card */
function drawResult(card) {
  const { state, parts, view } = card;
  const now = canonical([state.result, state.extra, state.attempts]);
  if (now === card.shownResult) return;
  card.shownResult = now;
  parts.result.dataset.status = state.result ? state.result.status : "";
  parts.result.replaceChildren(...(state.result ? resultBlock(state.result) : []));
  const more = view.extra ? view.extra(state.result ? state.extra || {} : {}) : null;
  parts.extra.replaceChildren(...(more ? [more] : []));
}

/** @param {Card} card */
function drawHints({ state, parts }) {
  const given = state.hints || [];
  const left = state.hints_left || 0;
  while (parts.hints.children.length > given.length) parts.hints.lastElementChild?.remove();
  for (const text of given.slice(parts.hints.children.length)) parts.hints.append(build("li", {}, inline(text)));
  parts.hints.hidden = given.length === 0;
  parts.hint.hidden = left === 0 && given.length === 0;
  parts.hint.textContent = hintText(left);
  parts.hint.setAttribute("aria-disabled", String(left === 0)); // "disabled" would lose the focus
}

/** A result is not seen below the edge of the window. @param {Card} card */
function revealResult({ parts }) {
  const headline = parts.result.firstElementChild;
  const fits = parts.result.offsetHeight < window.innerHeight / 2;
  (fits ? parts.result : headline)?.scrollIntoView({ block: "nearest", behavior: motion() });
}

/** The signs on the answer are about the answer that was checked: they go with the first change. @param {Card} card */
function drawSigns(card) {
  const { state, view } = card;
  const where = state.result && !isDirty(card) ? state.result.where || {} : {};
  const now = canonical(where);
  if (now === card.shownSigns) return;
  card.shownSigns = now;
  view.sign?.(where);
}

/** @param {Card} card */
function drawFooter(card) {
  const { state, parts, savesOnly } = card;
  const changed = isDirty(card);
  drawSigns(card);
  const finished = isFinished(card);
  parts.check.textContent = finished ? "Next question" : parts.checkLabel;
  parts.check.classList.toggle("crn-go-on", finished);
  const failed = Boolean(state.saved) && state.saved.ok === false;
  const text = state.saved ? state.saved.text || "" : "";
  parts.unsaved.textContent = changed ? unsavedText(savesOnly, card.drafting.kept) : "";
  parts.other.hidden = card.drafting.others.length === 0;
  parts.other.textContent = otherText(card.drafting.others.length);
  parts.stale.hidden = !(changed && state.result);
  parts.problem.hidden = !failed;
  parts.problem.textContent = failed ? text : "";
  parts.fleeting.hidden = !isFleeting() || !state.attempts;
  parts.rescue.hidden = parts.fleeting.hidden && !(globalThis.closeReading && failed);
  parts.saved.textContent = failed || changed || isFleeting() ? "" : text;
  parts.tally.textContent = tallyText(state);
}

/** @param {Tools} tools */
function enterChecks(tools) {
  return (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    event.preventDefault();
    tools.check();
  };
}
