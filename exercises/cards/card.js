// The frame of each kind of exercise: what is on screen, what was sent, and Python's reply. The kind's own file has
// makeView(question, tools), which returns the fields.

/** changed: called after each change of an answer. check: what Enter does in a one-line field.
 * @typedef {{changed: () => void, check: () => void, promptId: string}} Tools */
/** The fields of a kind. extra: what it shows with a result.
 * @typedef {{element: HTMLElement, read: () => unknown, write: (answer: any) => void, focus: () => void,
 *   extra?: (extra: Extra) => HTMLElement | null, checkLabel?: string, showsArticle?: boolean}} View */
/** baseline: the answer on screen when it was last loaded or checked. shownResult: the result that is drawn now.
 * @typedef {{model: Model, question: CardQuestion, savesOnly: boolean, state: CardState, baseline: unknown,
 *   shownResult: string | null, view: View, parts: CardParts, exchange: Exchange}} Card */

const NO_REPLY = "No reply from Python yet. It may be busy with another cell; Kernel → Interrupt stops a function that never ends. If it was restarted, copy what you wrote, then choose Run → Run All Cells.";

/** @param {Model} model */
function makeCard(model) {
  /** @type {CardQuestion} */
  const question = model.get("question");
  glossary = question.glossary || {};
  const promptId = freshId("prompt");
  /** @type {(question: any, tools: Tools) => View} */
  const make = makeView;
  const view = make(question, { changed: () => drawFooter(card), check: () => checkAnswer(card), promptId });
  const savesOnly = question.saves_only;
  const parts = cardParts(view.checkLabel || checkWords(question.assessed, savesOnly));
  const exchange = newExchange(model, parts.waiting, NO_REPLY, (sent, next) => sent.do === next.do);
  /** @type {Card} */
  const card = { model, question, savesOnly, state: model.get("state") || {}, baseline: null, shownResult: null, view, parts, exchange };
  putAnswer(card, card.state.answer);
  drawCard(card);
  return { root: cardElement(card, promptId), stop: listenToCard(card) };
}

/** @param {boolean} assessed @param {boolean} savesOnly */
function checkWords(assessed, savesOnly) {
  if (assessed) return "Save answer";
  return savesOnly ? "Save" : "Check";
}

/** Listens to buttons, Python and the page; returns a function that cleans up. @param {Card} card */
function listenToCard(card) {
  const { model, parts, exchange } = card;
  parts.check.addEventListener("click", () => checkAnswer(card));
  parts.hint.addEventListener("click", () => { if (card.state.hints_left > 0) send(exchange, { do: "hint" }); });
  parts.worked.addEventListener("click", () => send(exchange, { do: "worked" }));
  parts.again.addEventListener("click", () => tryAgain(card));
  parts.rescue.addEventListener("click", () => send(exchange, { do: "download" }));
  const onState = () => takeState(card);
  const onFile = (/** @type {FileMessage} */ message) => { if (message && message.file) saveFile(message.file); };
  const onStorage = () => drawFooter(card);
  model.on("change:state", onState);
  model.on("msg:custom", onFile);
  window.addEventListener("close-reading-storage", onStorage);
  return () => {
    settle(exchange);
    model.off("change:state", onState);
    model.off("msg:custom", onFile);
    window.removeEventListener("close-reading-storage", onStorage);
  };
}

/** @param {Card} card */
function isDirty(card) {
  return !same(card.view.read(), card.baseline);
}

/** @param {Card} card */
function checkAnswer(card) {
  send(card.exchange, { do: "check", answer: card.view.read() }, card.savesOnly ? "Saving…" : "Checking…");
}

/** @param {Card} card */
function tryAgain(card) {
  send(card.exchange, { do: "again" });
  card.state = { ...card.state, result: null, extra: {} };
  drawCard(card);
  card.view.focus();
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
    if (result && result.status !== "unanswered") card.baseline = sent.answer;
  } else if (!same(answer, before.answer) && !isDirty(card)) putAnswer(card, answer);
  drawCard(card);
  if (sent && sent.do === "worked" && worked) /** @type {HTMLElement} */ (card.parts.workedPlace.firstElementChild).focus();
}

export default host((model, el) => {
  const card = makeCard(model);
  el.append(card.root);
  return card.stop;
});
