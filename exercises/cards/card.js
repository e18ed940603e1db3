// The frame that every kind of exercise sits in. The kind's own file supplies makeView(question, tools), which
// returns {element, read, write, focus} and, where it needs them, {extra, checkLabel, showsArticle}.

const REPLY_WAIT_MS = 10000;
const NO_REPLY = "No reply from Python yet. It may be busy with another cell; Kernel → Interrupt stops a function that never ends. If it was restarted, copy what you wrote, then choose Run → Run All Cells.";

function makeCard(model) {
  const question = model.get("question");
  glossary = question.glossary || {};
  const savesOnly = question.saves_only;
  let state = model.get("state") || {};
  let baseline = null; // the answer on screen when it was last loaded or checked
  let pending = null; // what was sent and has no reply yet
  let shownResult = null;

  const promptId = freshId("prompt");
  const whereId = freshId("where");
  const view = makeView(question, { changed: drawFooter, check, promptId });
  const checkWords = view.checkLabel || (question.assessed ? "Save answer" : savesOnly ? "Save" : "Check");

  const checkButton = build("button", { type: "button", class: "crn-button crn-check", onclick: check }, checkWords);
  const hintButton = build("button", { type: "button", class: "crn-button crn-hint", onclick: hint });
  const workedButton = build("button", { type: "button", class: "crn-button crn-worked", onclick: () => send({ do: "worked" }) }, "Show a worked answer");
  const againButton = build("button", { type: "button", class: "crn-button crn-again", onclick: again }, "Try again");
  const waiting = build("p", { class: "crn-waiting", role: "status" });
  const hints = build("ol", { class: "crn-hints" });
  const stale = build("p", { class: "crn-stale", hidden: true }, "This is about the answer you gave before your latest changes.");
  const result = build("div", { class: "crn-result", role: "status", "aria-live": "polite" });
  const extra = build("div", { class: "crn-extra" });
  const worked = build("div", { class: "crn-worked-place" });
  const problem = build("p", { class: "crn-problem", role: "alert", hidden: true });
  const unsaved = build("p", { class: "crn-unsaved" });
  const saved = build("p", { class: "crn-saved" });
  const tally = build("p", { class: "crn-tally" });
  const fleeting = build("p", { class: "crn-fleeting", role: "status", hidden: true }, FLEETING);
  const rescueButton = build("button", { type: "button", class: "crn-button crn-rescue", hidden: true, onclick: () => send({ do: "download" }) }, "Download my answers");

  const root = build("section", {
    class: "crn-card", "data-lm-suppress-shortcuts": "true", "data-question": question.id,
    "data-kind": question.kind, "aria-labelledby": whereId,
  },
  cardHeader(question, whereId),
  build("div", { class: "crn-prompt", id: promptId }, prose(question.prompt)),
  !view.showsArticle && (question.paragraphs || []).length > 0 && foldedArticle(question.paragraphs),
  build("div", { class: "crn-fields" }, view.element),
  build("div", { class: "crn-actions" }, checkButton, hintButton, workedButton, againButton),
  waiting,
  build("div", { class: "crn-hints-place", "aria-live": "polite" }, hints),
  stale, result, extra, worked, problem, fleeting, rescueButton,
  build("div", { class: "crn-footer" }, unsaved, saved, tally));

  function dirty() {
    return !same(view.read(), baseline);
  }

  // A double click or a held key is one wish, not many.
  function send(message) {
    if (pending && pending.do === message.do && Date.now() - pending.at < REPLY_WAIT_MS) return;
    settle();
    waiting.textContent = message.do === "check" ? (savesOnly ? "Saving…" : "Checking…") : "";
    pending = { ...message, at: Date.now(), timer: setTimeout(() => { waiting.textContent = NO_REPLY; }, REPLY_WAIT_MS) };
    try {
      model.send(message);
    } catch {
      settle();
      waiting.textContent = NO_REPLY;
    }
  }

  function settle() {
    if (pending) clearTimeout(pending.timer);
    pending = null;
    waiting.textContent = "";
  }

  function check() {
    send({ do: "check", answer: view.read() });
  }

  function hint() {
    if (state.hints_left > 0) send({ do: "hint" });
  }

  function again() {
    send({ do: "again" });
    state = { ...state, result: null, extra: {} };
    draw();
    view.focus();
  }

  function put(answer) {
    view.write(answer ?? null);
    baseline = view.read();
  }

  // An answer that could not be read was not recorded: it is still only on this screen.
  function keep(sent) {
    if (state.result && state.result.status !== "unanswered") baseline = sent.answer;
  }

  // What is being typed is never overwritten: an answer from elsewhere goes in only over one that is already saved.
  function onState() {
    const before = state;
    const sent = pending;
    state = model.get("state") || {};
    settle();
    if (sent && sent.do === "check") keep(sent);
    else if (!same(state.answer, before.answer) && !dirty()) put(state.answer);
    draw();
    if (sent && sent.do === "worked" && state.worked) worked.firstElementChild.focus();
  }

  // Python's last word on a message: it comes even where the state stayed the same.
  function onReply(message) {
    if (message && message.file) {
      saveFile(message.file);
      return;
    }
    if (pending && pending.do === "check") keep(pending);
    settle();
    drawFooter();
  }

  function draw() {
    drawResult();
    drawHints();
    workedButton.hidden = !state.can_show || Boolean(state.worked);
    againButton.hidden = !state.result;
    if (Boolean(state.worked) !== Boolean(worked.firstChild)) worked.replaceChildren(...(state.worked ? [workedBlock(state.worked)] : []));
    drawFooter();
  }

  // Redrawn only when it changed, or a screen reader would read it again after every hint.
  function drawResult() {
    const now = canonical([state.result, state.extra, state.attempts]);
    if (now === shownResult) return;
    shownResult = now;
    result.dataset.status = state.result ? state.result.status : "";
    result.replaceChildren(...(state.result ? resultBlock(state.result) : []));
    const more = view.extra ? view.extra(state.result ? state.extra || {} : {}) : null;
    extra.replaceChildren(...(more ? [more] : []));
  }

  function drawHints() {
    const given = state.hints || [];
    while (hints.children.length > given.length) hints.lastElementChild.remove();
    for (const text of given.slice(hints.children.length)) hints.append(build("li", {}, inline(text)));
    hints.hidden = given.length === 0;
    const left = state.hints_left || 0;
    hintButton.hidden = left === 0 && given.length === 0;
    hintButton.textContent = hintText(left);
    hintButton.setAttribute("aria-disabled", String(left === 0)); // "disabled" would throw the focus away
  }

  function drawFooter() {
    const changed = dirty();
    const record = state.saved || {};
    unsaved.textContent = changed ? `Not ${savesOnly ? "saved" : "checked"} yet: changes are only on this screen.` : "";
    stale.hidden = !(changed && state.result);
    problem.hidden = record.ok !== false;
    problem.textContent = record.ok === false ? record.text : "";
    fleeting.hidden = !isFleeting() || !state.attempts;
    rescueButton.hidden = fleeting.hidden && !(globalThis.closeReading && record.ok === false);
    saved.textContent = record.ok === false || changed || isFleeting() ? "" : record.text || "";
    const facts = [];
    if (state.attempts) facts.push(counted(state.attempts, "attempt"));
    if (state.progress && state.progress.of) facts.push(`${state.progress.done} of ${state.progress.of} done`);
    tally.textContent = facts.join(" · ");
  }

  put(state.answer);
  draw();
  model.on("change:state", onState);
  model.on("msg:custom", onReply);
  window.addEventListener("close-reading-storage", drawFooter);
  function stop() {
    settle();
    model.off("change:state", onState);
    model.off("msg:custom", onReply);
    window.removeEventListener("close-reading-storage", drawFooter);
  }
  return { root, stop };
}

export default {
  render({ model, el }) {
    keepKeys(el);
    const card = makeCard(model);
    el.append(card.root);
    return card.stop;
  },
};
