// The card on which a teacher marks open answers, one at a time: what is on screen, what was sent, and what Python says of it.

/** What was typed and left unsaved. @typedef {{level: number | null, comment: string}} Draft */
/** drafts: by the answer's place. toRead: how many unflagged answers the button names that marks them as read.
 * @typedef {{model: Model, question: MarkingQuestion, state: MarkingState, drafts: Map<number, Draft>, parts: DeskParts,
 *   toRead: number, root: HTMLElement, exchange: Exchange}} MarkingDesk */

const NO_REPLY = "No reply from Python yet. It may be busy or was restarted: copy your comment, then choose Run → Run All Cells. What was saved before is safe.";

/** @type {Draft} */
const NO_LEVEL = { level: null, comment: "" };

/** @param {Model} model */
function makeMarkingDesk(model) {
  const parts = deskParts();
  /** @type {MarkingDesk} */
  const desk = {
    model, question: model.get("question") || {}, state: model.get("state") || {}, drafts: new Map(), parts,
    toRead: 0, root: deskElement(parts), exchange: newExchange(model, parts.status, NO_REPLY, () => true),
  };
  drawQuestion(desk);
  drawAnswer(desk);
  drawForm(desk);
  drawRest(desk);
  return { root: desk.root, stop: listenToDesk(desk) };
}

/** Listens to keys, buttons and Python; gives what ends it. @param {MarkingDesk} desk */
function listenToDesk(desk) {
  const { parts, model } = desk;
  desk.root.addEventListener("keydown", (event) => onDeskKey(desk, event));
  parts.comment.addEventListener("input", () => keepDraft(desk));
  parts.comment.addEventListener("keydown", (event) => onCommentKey(desk, event));
  for (const field of [parts.points, parts.reason]) field.addEventListener("keydown", (event) => onPointsKey(desk, event));
  parts.set.addEventListener("click", () => setPoints(desk));
  parts.save.addEventListener("click", () => saveMark(desk));
  parts.skip.addEventListener("click", () => wish(desk, { do: desk.state.check ? "no-check" : "skip" }));
  parts.back.addEventListener("click", () => wish(desk, { do: "back" }));
  parts.undo.addEventListener("click", () => wish(desk, { do: "undo" }));
  listenToReadAll(desk);
  listenToLike(desk);
  listenToCheck(desk);
  const onState = () => takeState(desk);
  model.on("change:state", onState);
  return () => {
    settle(desk.exchange);
    model.off("change:state", onState);
  };
}

/** What is sent names the answer that is on screen. @param {MarkingDesk} desk @param {MarkingWish} message */
function wish(desk, message) {
  send(desk.exchange, { ...message, at: desk.state.at });
}

/** A mark names all answers that are on screen: Python refuses it if others are. @param {MarkingDesk} desk */
function saveMark(desk) {
  const { state } = desk, draft = typedDraft(desk);
  wish(desk, state.check ? { do: "level-check", level: draft.level } : { do: "save", ...draft, shown: state.shown });
}

/** @param {MarkingDesk} desk */
function setPoints(desk) {
  const { points, reason } = desk.parts;
  wish(desk, { do: "points", points: points.value.trim(), reason: reason.value.trim(), shown: desk.state.shown });
}

/** Digits choose a level wherever the focus is on the card, but not where text is typed.
 * @param {MarkingDesk} desk @param {KeyboardEvent} event */
function onDeskKey(desk, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (/^[0-9]$/.test(event.key) && !target.matches("textarea, input:not([type='radio'])")) {
    const radio = levelRadios(desk.parts).find((input) => input.value === event.key);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    desk.parts.status.textContent = `Level ${event.key} chosen. Enter saves it.`;
    keepDraft(desk);
  } else if (event.key === "Enter" && !event.repeat && (target.matches(".crn-mark-answer, [type='radio']"))) {
    event.preventDefault();
    saveMark(desk);
  }
}

/** @param {MarkingDesk} desk @param {KeyboardEvent} event */
function onCommentKey(desk, event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.repeat) return;
  event.preventDefault();
  event.stopPropagation();
  saveMark(desk);
}

/** @param {MarkingDesk} desk @param {KeyboardEvent} event */
function onPointsKey(desk, event) {
  if (event.key !== "Enter" || event.isComposing || event.repeat) return;
  event.preventDefault();
  setPoints(desk);
}

/** @param {MarkingDesk} desk @returns {Draft} */
function typedDraft({ parts }) {
  const chosen = levelRadios(parts).find((radio) => radio.checked);
  return { level: chosen ? Number(chosen.value) : null, comment: parts.comment.value.trim() };
}

/** @param {MarkingDesk} desk @returns {Draft} */
function savedDraft({ state }) {
  return { level: state.level ?? null, comment: state.comment || "" };
}

/** @param {MarkingDesk} desk */
function isDirty(desk) {
  return !desk.state.check && !same(typedDraft(desk), savedDraft(desk));
}

/** @param {MarkingDesk} desk */
function keepDraft(desk) {
  if (desk.state.check) return;
  if (isDirty(desk)) desk.drafts.set(desk.state.at, typedDraft(desk));
  else desk.drafts.delete(desk.state.at);
  drawFooter(desk);
}

/** @param {MarkingDesk} desk */
function takeState(desk) {
  const before = desk.state;
  desk.state = desk.model.get("state") || {};
  const { state, parts, root, drafts } = desk;
  const sent = repliedTo(desk.exchange, before, state);
  const done = sent !== null && !state.problem;
  const moved = before.at !== state.at || !same(before.check, state.check) || !same(before.shown, state.shown);
  const inside = root.contains(document.activeElement); // a control that is drawn anew would lose the focus
  if (done && ["save", "points", "undo"].includes(sent.do)) {
    drafts.delete(before.at);
    drafts.delete(state.at);
  }
  if (!same(desk.question, desk.model.get("question"))) {
    desk.question = desk.model.get("question") || {};
    showReadAsk(desk, false);
    drawQuestion(desk);
  }
  drawAnswer(desk);
  if (moved || done) drawForm(desk);
  drawRest(desk);
  // The switches stay where they are, so that they can be pressed again.
  if (sent && inside && moved && !["together", "checks"].includes(sent.do)) {
    parts.answer.scrollTop = 0;
    parts.answer.focus();
  }
}

export default host((model, el) => {
  const desk = makeMarkingDesk(model);
  el.append(desk.root);
  return desk.stop;
});
