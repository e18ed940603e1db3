// Small helpers; first in every module. The modules, file by file:
//   a card        base, parts, article, marking, marklist, card, <kind>
//   the article   base, article, articleview
//   the progress  base, progress

// Each card is a module of its own, so a plain counter would give two cards the same ids.
const moduleTag = Math.random().toString(36).slice(2, 8);
let idsGiven = 0;

function freshId(name) {
  idsGiven += 1;
  return `crn-${name}-${moduleTag}-${idsGiven}`;
}

function build(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// The words that the card on screen explains: id → {word, says}.
let glossary = {};

// A word with its meaning beside it, opened and closed by click or key.
function termNode(id, shown) {
  const entry = glossary[id];
  if (!entry) return document.createTextNode(shown || id);
  const noteId = freshId("term");
  const note = build("span", { class: "crn-meaning", id: noteId, hidden: true }, ` (${entry.word}: ${entry.says}) `);
  const button = build("button", { type: "button", class: "crn-term", "aria-expanded": "false", "aria-controls": noteId }, shown || entry.word);
  button.addEventListener("click", (event) => {
    event.preventDefault(); // inside a label, a click would also choose the option
    note.hidden = !note.hidden;
    button.setAttribute("aria-expanded", String(!note.hidden));
  });
  return build("span", {}, button, note);
}

// Lesson text carries *emphasis*, `code` and [[terms]]; it becomes nodes, never HTML.
function inline(text) {
  return String(text).split(/(\*[^*\s](?:[^*]*[^*\s])?\*|`[^`]+`|\[\[[a-z][a-z0-9-]*(?:\|[^[\]]+)?\]\])/).map((piece, place) => {
    if (place % 2 === 0) return document.createTextNode(piece);
    if (piece[0] === "[") return termNode(...piece.slice(2, -2).split("|"));
    return build(piece[0] === "`" ? "code" : "em", {}, piece.slice(1, -1));
  });
}

function prose(text) {
  return String(text || "").split(/\n\s*\n/).filter((part) => part.trim())
    .map((part) => build("p", {}, inline(part.trim())));
}

function counted(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

function rounded(number) {
  return Math.round(number * 100) / 100;
}

function countWords(text) {
  return text.trim() ? text.trim().split(/\s+/).length : 0;
}

function hidden(text) {
  return build("span", { class: "crn-hidden" }, text);
}

function same(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(value) {
  return JSON.stringify(value ?? null, (_, part) => {
    if (!part || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

// In the browser edition, whether what is saved outlasts this tab; elsewhere it does.
function isFleeting() {
  return Boolean(globalThis.closeReading) && globalThis.closeReading.lasting === false;
}

function fileAddress(text) {
  return URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
}

function saveFile({ name, text }) {
  const address = fileAddress(text);
  build("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const FLEETING = "This browser keeps nothing here: your answers last only as long as this tab. Download them before you close it.";

// JupyterLab reads plain keys as commands (b inserts a cell): they end here. The browser's own keys go on.
function keepKeys(root) {
  root.classList.add("crn-host");
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (["Tab", "Escape"].includes(event.key) || /^F\d+$/.test(event.key)) return;
    event.stopPropagation();
  });
}

// Rows of radios or checkboxes, used by every kind that picks from a list.
function optionRows(type, options, changed) {
  const name = freshId("option");
  const inputs = options.map((option) => build("input", { type, name, value: option.id, onchange: changed }));
  const rows = options.map((option, place) =>
    build("label", { class: "crn-option" }, inputs[place], build("span", { class: "crn-option-text" }, inline(option.text))));
  return { rows, inputs };
}

function enterChecks(tools) {
  return (event) => {
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    event.preventDefault();
    tools.check();
  };
}
