// The elements of a card, and drawing its state on them.

/** @typedef {ReturnType<typeof cardParts>} CardParts */

/** @param {string} checkLabel */
function cardParts(checkLabel) {
  return {
    check: button("crn-check", checkLabel),
    hint: button("crn-hint", ""),
    worked: button("crn-worked", "Show a worked answer"),
    again: button("crn-again", "Try again"),
    waiting: build("p", { class: "crn-waiting", role: "status" }),
    hints: build("ol", { class: "crn-hints" }),
    stale: build("p", { class: "crn-stale", hidden: true }, "This is about the answer you gave before your latest changes."),
    result: build("div", { class: "crn-result", role: "status", "aria-live": "polite" }),
    extra: build("div", { class: "crn-extra" }),
    workedPlace: build("div", { class: "crn-worked-place" }),
    problem: build("p", { class: "crn-problem", role: "alert", hidden: true }),
    unsaved: build("p", { class: "crn-unsaved" }),
    saved: build("p", { class: "crn-saved" }),
    tally: build("p", { class: "crn-tally" }),
    fleeting: build("p", { class: "crn-fleeting", role: "status", hidden: true }, FLEETING),
    rescue: button("crn-rescue", "Download my answers", { hidden: true }),
  };
}

/** @param {Card} card @param {string} promptId */
function cardElement({ question, view, parts }, promptId) {
  const whereId = freshId("where");
  const beside = !view.showsArticle && (question.paragraphs || []).length > 0;
  return build("section", { class: "crn-card", "data-question": question.id, "data-kind": question.kind, "aria-labelledby": whereId },
    cardHeader(question, whereId),
    build("div", { class: "crn-prompt", id: promptId }, prose(question.prompt)),
    beside && foldedArticle(question.paragraphs),
    build("div", { class: "crn-fields" }, view.element),
    build("div", { class: "crn-actions" }, parts.check, parts.hint, parts.worked, parts.again),
    parts.waiting,
    build("div", { class: "crn-hints-place", "aria-live": "polite" }, parts.hints),
    parts.stale, parts.result, parts.extra, parts.workedPlace, parts.problem, parts.fleeting, parts.rescue,
    build("div", { class: "crn-footer" }, parts.unsaved, parts.saved, parts.tally));
}

/** @param {Card} card */
function drawCard(card) {
  const { state, parts } = card;
  drawResult(card);
  drawHints(card);
  parts.worked.hidden = !state.can_show || Boolean(state.worked);
  parts.again.hidden = !state.result;
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

/** @param {Card} card */
function drawFooter(card) {
  const { state, parts, savesOnly } = card;
  const changed = isDirty(card);
  const failed = Boolean(state.saved) && state.saved.ok === false;
  const text = state.saved ? state.saved.text || "" : "";
  parts.unsaved.textContent = changed ? `Not ${savesOnly ? "saved" : "checked"} yet: changes are only on this screen.` : "";
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
