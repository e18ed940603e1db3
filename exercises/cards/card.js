// The frame of each kind of exercise: what is on screen, what was sent, and Python's reply. The kind's own file has
// makeView(question, tools), which returns the fields.

/** changed: called after each change of an answer. check: what Enter does in a one-line field.
 * @typedef {{changed: () => void, check: () => void, promptId: string}} Tools */
/** The fields of a kind. text: the article, where the kind draws it itself. after: what comes below the result. wide: needs the
 * whole width, where no text is shown. extra: what is shown with a result. sign: marks each part of the answer that a result
 * speaks of; {} takes the signs away. written: what Python says while one types.
 * @typedef {{element: HTMLElement, read: () => unknown, write: (answer: any) => void, focus: () => void, text?: HTMLElement, after?: HTMLElement,
 *   extra?: (extra: Extra) => HTMLElement | null, sign?: (where: Record<string, string>) => void,
 *   written?: (extra: Extra) => void, checkLabel?: string, wide?: boolean}} View */
/** baseline: the answer on screen when it was last loaded or checked. shownResult: the result that is drawn now.
 * shownSigns: the parts of the answer that are marked now.
 * @typedef {{model: Model, question: CardQuestion, savesOnly: boolean, state: CardState, baseline: unknown,
 *   shownResult: string | null, shownSigns: string, view: View, parts: CardParts, exchange: Exchange, drafting: Drafting, root: HTMLElement,
 *   writing: {number: number, timer: number | undefined}}} Card */

const WRITING_PAUSE_MS = 350;
const NO_REPLY = "No reply from Python yet. It may be busy with another cell: Stop, below that cell, ends what never ends by itself. What you write here is kept.";

// A page that goes away may not come back: on a phone it is only hidden.
const LEAVING = ["pagehide", "visibilitychange", "blur"];

/** @param {Model} model @param {SharedText} text */
function makeCard(model, text) {
  const asked = model.get("question");
  /** @type {CardQuestion} */
  const question = { ...asked, paragraphs: paragraphsOf(text, asked.paragraphs) };
  glossary = question.glossary || {};
  const promptId = freshId("prompt");
  /** @type {(question: any, tools: Tools) => View} */
  const make = makeView;
  const view = make(question, { changed: () => changed(card), check: () => pressMain(card), promptId });
  const savesOnly = question.saves_only;
  const parts = cardParts(view.checkLabel || checkWords(question.assessed, savesOnly));
  const exchange = newExchange(model, parts.waiting, NO_REPLY, (sent, next) => sent.do === next.do);
  /** @type {Card} */
  const card = { model, question, savesOnly, state: model.get("state") || {}, baseline: null, shownResult: null, shownSigns: "{}", view, parts, exchange, drafting: newDrafting(question), writing: { number: 0, timer: undefined }, root: cardElement(question, view, parts, promptId) };
  putAnswer(card, card.state.answer);
  restoreDraft(card);
  lookWhileWriting(card);
  drawCard(card);
  return { root: card.root, stop: listenToCard(card) };
}

/** @param {Card} card */
function changed(card) {
  noteDraft(card);
  drawFooter(card);
  lookWhileWriting(card);
}

/** The conditions tick while one types. The checks are in Python, where they also score; a pause is enough to ask.
 * @param {Card} card */
function lookWhileWriting(card) {
  const { writing, question, view, model, state } = card;
  if (!question.live) return;
  clearTimeout(writing.timer);
  writing.number += 1; // what was asked before is about another text
  if (!isDirty(card)) view.written?.(state.result ? state.extra : {});
  else writing.timer = setTimeout(() => tell(model, { do: "try", answer: view.read(), number: writing.number }), WRITING_PAUSE_MS);
}

/** @param {Card} card @param {OtherMessage} message */
function takeWritten({ writing, view }, { written, number }) {
  if (written && number === writing.number) view.written?.(written);
}

/** @param {boolean} assessed @param {boolean} savesOnly */
function checkWords(assessed, savesOnly) {
  if (assessed) return "Save answer";
  return savesOnly ? "Save" : "Check";
}

/** Listens to buttons, Python and the page; returns a function that cleans up. @param {Card} card */
function listenToCard(card) {
  const { model, parts, exchange } = card;
  parts.check.addEventListener("click", () => pressMain(card));
  parts.hint.addEventListener("click", () => { if (card.state.hints_left > 0) send(exchange, { do: "hint" }); });
  parts.worked.addEventListener("click", () => send(exchange, { do: "worked" }));
  parts.rescue.addEventListener("click", () => send(exchange, { do: "download" }));
  parts.other.addEventListener("click", () => showOther(card));
  const onState = () => takeState(card);
  const onOther = (/** @type {OtherMessage} */ message) => {
    if (message && message.file) saveFile(message.file);
    if (message && message.written) takeWritten(card, message);
  };
  const onStorage = () => drawFooter(card);
  const onLeaving = () => flushDraft(card);
  model.on("change:state", onState);
  model.on("msg:custom", onOther);
  window.addEventListener("close-reading-storage", onStorage);
  for (const leaving of LEAVING) window.addEventListener(leaving, onLeaving);
  return () => {
    flushDraft(card);
    settle(exchange);
    model.off("change:state", onState);
    model.off("msg:custom", onOther);
    clearTimeout(card.writing.timer);
    window.removeEventListener("close-reading-storage", onStorage);
    for (const leaving of LEAVING) window.removeEventListener(leaving, onLeaving);
  };
}

/** @param {Card} card */
function isDirty(card) {
  return !same(card.view.read(), card.baseline);
}

/** The main button checks; after full points it leads on. @param {Card} card */
function pressMain(card) {
  if (isFinished(card)) goToNext(card);
  else checkAnswer(card);
}

/** Whether all is done here that can be, and there is a card to go on to. @param {Card} card */
function isFinished(card) {
  const { state, question } = card;
  return Boolean(state.result && FULL.includes(state.result.status) && question.next) && !isDirty(card);
}

/** @param {Card} card */
function goToNext({ question, root }) {
  goToCard(question.next, root);
}

/** @param {Card} card */
function checkAnswer(card) {
  const message = /** @type {const} */ ({ do: "check", answer: card.view.read(), drafts: draftIds(card.drafting) });
  send(card.exchange, message, card.savesOnly ? "Saving…" : "Checking…");
}

/** @param {Card} card @param {unknown} answer */
function putAnswer(card, answer) {
  card.view.write(answer ?? null);
  card.baseline = card.view.read();
}

/** Never overwrites what is being typed: an answer from elsewhere replaces only one that is already saved.
 * @param {Card} card */
function takeState(card) {
  const before = card.state;
  card.state = card.model.get("state") || {};
  const { answer, result, worked } = card.state;
  const sent = repliedTo(card.exchange, before, card.state);
  if (sent && sent.do === "check") {
    // An answer that could not be read was not recorded: it is only on this screen.
    if (result && result.status !== "unanswered") {
      card.baseline = sent.answer;
      draftIsChecked(card, sent.drafts);
    }
  } else if (!same(answer, before.answer) && !isDirty(card)) putAnswer(card, answer);
  takeKept(card);
  drawCard(card);
  if (sent && sent.do === "check") revealResult(card);
  if (sent && sent.do === "worked" && worked) /** @type {HTMLElement} */ (card.parts.workedPlace.firstElementChild).focus();
}

export default host((model, el, text) => {
  const card = makeCard(model, text);
  el.append(card.root);
  return card.stop;
});
