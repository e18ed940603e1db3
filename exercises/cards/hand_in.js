// Handing in, without a line of Python: the class id, what is open, one button, a download. And back again: answers from a file.

/** @typedef {ReturnType<typeof handInParts>} HandInParts */
/** address: of the file to download.
 * @typedef {{model: Model, state: HandInState, parts: HandInParts, exchange: Exchange, address: string}} HandInCard */

const NO_REPLY = "No reply from Python yet. It may be busy or was restarted. Your answers are safe.";

/** @param {boolean} onServer */
function handInParts(onServer) {
  return {
    id: build("input", { id: freshId("class-id"), class: "crn-input crn-class-id", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: "60" }),
    open: build("p", { class: "crn-open" }),
    typed: build("p", { class: "crn-typed-open" }),
    make: button("crn-check", onServer ? "Hand in" : "Make my file"),
    ask: build("div", { class: "crn-hand-in-ask", role: "group", hidden: true }),
    asked: build("p", { id: freshId("asked") }),
    yes: button("crn-yes", "Hand in anyway"),
    first: button("crn-first", "Go to the first open one"),
    waiting: build("p", { class: "crn-waiting", role: "status" }),
    problem: build("p", { class: "crn-problem", role: "alert", hidden: true }),
    made: build("div", { class: "crn-made", role: "status" }),
    note: build("p", { class: "crn-note", hidden: true }),
    more: build("details", { class: "crn-continue" }),
    found: build("ul", { class: "crn-found" }),
    file: build("input", { id: freshId("file"), class: "crn-file", type: "file", accept: ".jsonl,application/x-ndjson" }),
    taken: build("p", { class: "crn-taken", role: "status" }),
    notTaken: build("p", { class: "crn-problem", role: "alert", hidden: true }),
  };
}

const BY_FILE = "All your answers go into one file. You give it to your teacher in the way your class has agreed on. Nothing is sent anywhere.";
const BY_CLICK = "All your answers go to your teacher with one click. They stay on your class's server. You can hand in again as often as you like.";

/** @param {HandInParts} parts @param {HandInState} state */
function handInElement(parts, state) {
  const titleId = freshId("hand-in");
  const helpId = freshId("help");
  parts.id.setAttribute("aria-describedby", helpId);
  parts.ask.setAttribute("aria-labelledby", parts.asked.id);
  parts.ask.append(parts.asked, build("div", { class: "crn-actions" }, parts.yes, parts.first));
  parts.more.append(build("summary", {}, "Continue from my file"),
    build("p", { class: "crn-how" }, "You worked at another computer, or have a file that you handed in? Its answers join those here. Nothing is replaced."),
    parts.found,
    build("div", { class: "crn-field" }, build("label", { for: parts.file.id }, "A file from my-work, or one that you handed in"), parts.file),
    parts.taken, parts.notTaken);
  return build("section", { class: "crn-card crn-hand-in-card", "data-kind": "hand-in", "aria-labelledby": titleId, tabindex: "-1" },
    build("p", { class: "crn-progress-title", id: titleId }, "Hand in"),
    parts.note,
    build("p", { class: "crn-how" }, state.on_server ? BY_CLICK : BY_FILE),
    parts.open, parts.typed,
    state.on_server ? whoElement(parts, state.id) : idElement(parts, helpId),
    parts.ask, parts.waiting, parts.problem, parts.made, parts.more);
}

/** @param {HandInParts} parts @param {string} helpId */
function idElement(parts, helpId) {
  return build("div", { class: "crn-field" }, build("label", { for: parts.id.id }, "Your class id"),
    build("div", { class: "crn-field-row" }, parts.id, parts.make),
    build("p", { class: "crn-count", id: helpId }, "Small letters, digits and hyphens, such as ada-l. Please do not use your full name."));
}

/** Who is logged in, and the button: nobody types an id on a class server. @param {HandInParts} parts @param {string} id */
function whoElement(parts, id) {
  return build("div", { class: "crn-field" }, build("p", {}, "You are logged in as ", build("strong", {}, id), "."),
    build("div", { class: "crn-field-row" }, parts.make));
}

/** @param {Model} model */
function makeHandIn(model) {
  const state = model.get("state") || {};
  const parts = handInParts(state.on_server);
  /** @type {HandInCard} */
  const card = { model, state, parts, exchange: newExchange(model, parts.waiting, NO_REPLY, () => true), address: "" };
  const root = handInElement(parts, state);
  parts.id.value = state.id || "";
  parts.more.open = (state.found || []).length > 0;
  drawHandIn(card);
  return { root, stop: listenToHandIn(card) };
}

/** @param {HandInCard} card */
function listenToHandIn(card) {
  const { model, parts, exchange } = card;
  parts.make.addEventListener("click", () => pressMake(card));
  parts.id.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    event.preventDefault();
    pressMake(card);
  });
  parts.yes.addEventListener("click", () => { parts.make.focus(); showAsk(card, false); sendHandIn(card); });
  parts.first.addEventListener("click", () => goToCard(card.state.open[0], parts.first));
  parts.file.addEventListener("change", () => sendFile(card));
  const onState = () => {
    const before = card.state;
    card.state = model.get("state") || {};
    repliedTo(exchange, before, card.state);
    drawHandIn(card);
    if (card.state.made && card.state.made.at !== before.made?.at) parts.made.scrollIntoView({ block: "nearest", behavior: motion() });
  };
  model.on("change:state", onState);
  return () => {
    settle(exchange);
    URL.revokeObjectURL(card.address);
    model.off("change:state", onState);
  };
}

/** What is open is asked about once; whoever wants to hand in goes on. @param {HandInCard} card */
function pressMake(card) {
  const { state, parts } = card;
  if (state.open.length > 0 && (state.on_server || parts.id.value.trim())) {
    showAsk(card, true);
    parts.yes.focus();
  } else sendHandIn(card);
}

/** @param {HandInCard} card */
function sendHandIn({ exchange, parts, state }) {
  send(exchange, { do: "hand_in", id: parts.id.value }, state.on_server ? "Handing in…" : "Making your file…");
}

/** @param {HandInCard} card @param {boolean} asks */
function showAsk({ parts, state }, asks) {
  parts.ask.hidden = !asks;
  parts.asked.textContent = `${unansweredText(state)} Hand in anyway?`;
}

/** @param {HandInCard} card */
async function sendFile({ exchange, parts }) {
  const [file] = parts.file.files || [];
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  parts.file.value = ""; // the same file can be chosen again
  send(exchange, { do: "take_in", data: btoa(text) }, "Reading the file…");
}

/** @param {HandInCard} card */
function drawHandIn(card) {
  const { state, parts } = card;
  parts.open.textContent = unansweredText(state);
  parts.typed.textContent = typedText(state.typed || []);
  parts.first.hidden = state.open.length === 0;
  if (!parts.ask.hidden) showAsk(card, state.open.length > 0);
  parts.note.hidden = !state.note;
  parts.note.textContent = state.note;
  parts.problem.hidden = !state.problem;
  parts.problem.textContent = state.problem;
  parts.found.replaceChildren(...state.found.map(({ name, text }) => build("li", {}, build("span", {}, text), " ",
    button("crn-small", "Take it in", { onclick: () => send(card.exchange, { do: "take_found", name }, "Reading the file…") }))));
  parts.found.hidden = state.found.length === 0;
  parts.taken.textContent = state.taken;
  parts.notTaken.hidden = !state.not_taken;
  parts.notTaken.textContent = state.not_taken;
  drawMade(card);
}

/** @param {HandInCard} card */
function drawMade(card) {
  const { made } = card.state;
  const at = made ? made.at : "";
  if (card.parts.made.dataset.at === at) return;
  card.parts.made.dataset.at = at;
  URL.revokeObjectURL(card.address);
  card.address = made ? fileAddress(card.model.get("file").text) : "";
  const clock = made ? clockText(new Date(made.at)) : "";
  const next = made && (made.sent ? "Your teacher has your answers. You can go on working." : made.where ? `It is ${made.where}.` : "Download it, and give it to your teacher.");
  card.parts.made.replaceChildren(...(made ? [
    build("p", { class: "crn-headline" }, build("span", { class: "crn-sign", "aria-hidden": "true" }, "✓"), made.sent ? `Handed in at ${clock}.` : `Your file is made, at ${clock}.`),
    build("p", {}, next),
    build("div", { class: "crn-actions" }, build("a", { class: "crn-button crn-download", href: card.address, download: made.name }, `Download ${made.name}`)),
    build("p", { class: "crn-holds" }, made.holds)] : []));
}

export default host((model, el) => {
  const card = makeHandIn(model);
  el.append(card.root);
  return card.stop;
});
