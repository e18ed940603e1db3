// A teacher's own lesson: what is on screen, what was sent, and what Python says of it.

/** @typedef {{model: Model, state: ReviewState, parts: ReviewParts, root: HTMLElement, exchange: Exchange}} ReviewPage */

const NO_REPLY = "No reply from Python yet. It may be busy or was restarted: choose Run → Run All Cells. What was saved before is safe.";

/** @param {Model} model */
function makeReviewPage(model) {
  const parts = reviewParts();
  /** @type {ReviewPage} */
  const page = { model, state: model.get("state"), parts, root: reviewElement(parts), exchange: newExchange(model, parts.waiting, NO_REPLY, () => true) };
  setOptions(parts.added.layer, model.get("question").layers, "quotation");
  drawReview(page);
  return { root: page.root, stop: listenToReview(page) };
}

/** @param {ReviewPage} page @param {ReviewMessage} message */
function ask(page, message) {
  send(page.exchange, message, "One moment …");
}

/** @param {ReviewPage} page */
function drawReview(page) {
  const { parts, state } = page, total = state.items.length + state.questions.length;
  /** @type {[string, string][]} */
  const lessons = [["", state.lessons.length ? "Choose a lesson" : "There is none so far"], ...state.lessons.map((name) => /** @type {[string, string]} */ ([name, name]))];
  setOptions(parts.pick, lessons, state.lesson);
  parts.work.hidden = !state.lesson;
  parts.fresh.root.open = parts.fresh.root.open || !state.lessons.length;
  parts.bar.max = total || 1;
  parts.bar.value = total - state.waiting;
  parts.count.textContent = !state.lesson ? "" : state.waiting ? `${state.waiting} of ${total} wait for your look` : "Students can have it: you have seen everything";
  parts.said.textContent = state.said;
  parts.problem.textContent = state.problem;
  parts.problem.hidden = !state.problem;
  parts.added.voices.replaceChildren(...state.voices.map(([value, words]) => build("option", { value }, words)));
  drawText(page, (id) => ask(page, { do: "go", id }));
  drawDraft(page, current(page));
  const open = openQuestions(parts.questions);
  drawQuestions(page);
  for (const details of parts.questions.querySelectorAll("details")) details.open = open.includes(details.getAttribute("data-question"));
}

/** @param {ReviewPage} page */
function current({ state }) {
  return state.items.find(({ id }) => id === state.at);
}

/** Enter says that a draft is right, Delete takes it out, and the arrows go on or back. They act where the article has the focus.
 * @param {ReviewPage} page @param {KeyboardEvent} event */
function onTextKey(page, event) {
  const item = current(page), { items } = page.state;
  if (!item || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const place = items.indexOf(item), step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (event.key === "Enter") ask(page, { do: "accept", id: item.id });
  else if (event.key === "Delete") ask(page, { do: "delete", id: item.id });
  else if (step && items[place + step]) ask(page, { do: "go", id: items[place + step].id });
  else return;
  event.preventDefault();
}

/** Listens to keys, buttons and Python; gives what ends it. @param {ReviewPage} page */
function listenToReview(page) {
  const { model, parts } = page, { fresh, one, added } = parts;
  fresh.make.addEventListener("click", () => ask(page, { do: "draft", name: fresh.name.value.trim(), text: fresh.text.value, title: fresh.title.value, outlet: fresh.outlet.value, date: fresh.date.value }));
  parts.pick.addEventListener("change", () => { if (parts.pick.value) ask(page, { do: "open", name: parts.pick.value }); });
  parts.text.addEventListener("keydown", (event) => onTextKey(page, event));
  parts.undo.addEventListener("click", () => ask(page, { do: "undo" }));
  one.all.addEventListener("change", () => ask(page, { do: "go", id: one.all.value }));
  one.right.addEventListener("click", () => ask(page, { do: "accept", id: page.state.at }));
  one.out.addEventListener("click", () => ask(page, { do: "delete", id: page.state.at }));
  one.setWords.addEventListener("click", () => ask(page, { do: "words", id: page.state.at, words: one.words.value }));
  one.use.addEventListener("click", () => { one.words.value = selectedWords(parts.text).words || one.words.value; });
  added.use.addEventListener("click", () => {
    const { words, paragraph } = selectedWords(parts.text);
    if (words) [added.words.value, added.paragraph.value] = [words, paragraph];
  });
  added.add.addEventListener("click", () => ask(page, { do: "add", layer: added.layer.value, words: added.words.value, paragraph: Number(added.paragraph.value), value: added.value.value }));
  listenToRest(page);
  const onState = () => {
    const before = page.state;
    page.state = model.get("state");
    const sent = repliedTo(page.exchange, before, page.state);
    drawReview(page);
    if (sent?.do === "draft" && !page.state.problem) fresh.root.open = false;
  };
  model.on("change:state", onState);
  return () => {
    settle(page.exchange);
    model.off("change:state", onState);
  };
}

/** All other drafts are right: asked twice. @param {ReviewPage} page */
function listenToRest(page) {
  const { one } = page.parts;
  const open = () => page.state.items.filter(({ seen }) => !seen).length;
  one.rest.addEventListener("click", () => {
    one.asks.textContent = `Have you looked at all ${open()} of them in the article?`;
    one.sure.hidden = false;
    one.yes.focus();
  });
  one.no.addEventListener("click", () => { one.sure.hidden = true; one.rest.focus(); });
  one.yes.addEventListener("click", () => ask(page, { do: "rest", count: open() }));
}

export default host((model, el) => {
  const page = makeReviewPage(model);
  el.append(page.root);
  return page.stop;
});
