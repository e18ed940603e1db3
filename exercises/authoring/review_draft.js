// The article with its drafts in color, and the draft that is looked at.

/** @param {ReviewPage} page */
function drawText({ parts, state }, /** @type {(id: string) => void} */ go) {
  const layers = Object.fromEntries(state.items.map((item) => [item.id, item]));
  parts.title.textContent = state.title;
  parts.text.replaceChildren(...state.paragraphs.map(({ n, pieces }) => build("p", { "data-paragraph": n },
    build("span", { class: "crn-review-number" }, `P${n} `),
    pieces.map(([words, ids]) => markedPiece(words, ids, state.at, layers, go)))));
  parts.text.querySelector("[data-here]")?.scrollIntoView({ block: "nearest" });
}

/** A piece of the text. The draft that is looked at, or else the shortest one, gives it its look.
 * @param {string} words @param {string[]} ids @param {string} at @param {Record<string, ReviewItem>} items @param {(id: string) => void} go */
function markedPiece(words, ids, at, items, go) {
  const known = ids.filter((id) => items[id]);
  if (!known.length) return words;
  const [shortest] = [...known].sort((a, b) => items[a].words.length - items[b].words.length);
  const shown = known.includes(at) ? at : shortest;
  return build("mark", {
    "data-layer": items[shown].layer, "data-seen": items[shown].seen, "data-here": known.includes(at) || null, onclick: () => go(shortest),
  }, words);
}

/** @param {ReviewItem} item */
function draftName({ heading, words, paragraph, seen }) {
  const short = words.length > 40 ? `${words.slice(0, 40)}…` : words;
  return `${seen ? "✓ " : ""}${paragraph ? `P${paragraph} ` : ""}${heading}: ${short}`;
}

/** @param {ReviewPage} page @param {ReviewItem | undefined} item */
function drawDraft(page, item) {
  const { one } = page.parts, { items, at } = page.state;
  const open = items.filter(({ seen }) => !seen).length;
  setOptions(one.all, items.map((own) => [own.id, draftName(own)]), at);
  one.rest.hidden = open === 0;
  one.rest.textContent = `The other ${open} are right`;
  one.sure.hidden = true;
  one.heading.textContent = item ? draftName(item) : "No draft is left.";
  one.about.textContent = item ? `${item.note} ${howSure(item)}` : "";
  one.words.value = item ? item.words : "";
  one.wordsField.hidden = !item?.paragraph;
  one.fields.replaceChildren(...(item ? item.fields.map((field) => fieldElement(page, item, field)) : []));
  for (const control of [one.right, one.out]) control.disabled = !item;
}

/** @param {ReviewItem} item */
function howSure({ doubt, seen }) {
  if (seen) return "You have looked at it.";
  return doubt >= 0.7 ? "The finder is not sure at all." : doubt >= 0.4 ? "The finder is not quite sure." : "The finder is fairly sure.";
}

/** A label that can be changed: from a list, or a new voice as text.
 * @param {ReviewPage} page @param {ReviewItem} item @param {ReviewItem["fields"][number]} field */
function fieldElement(page, item, field) {
  /** @param {string} value */
  const set = (value) => ask(page, { do: "field", id: item.id, field: field.name, value });
  const isVoice = ["speaker", "source", "owner", "voice"].includes(field.name);
  if (field.options.length && !isVoice) {
    const select = build("select", { id: freshId(field.name), class: "crn-select", onchange: () => set(select.value) });
    setOptions(select, field.options, field.value);
    return labelled(field.asks, select);
  }
  if (!isVoice) return labelled(field.asks, textField(field.value, set));
  /** @type {[string, string][]} */
  const pairs = [...field.options, ["", "somebody else …"]];
  const other = textField("", set);
  const otherField = labelled("Name", other);
  otherField.hidden = true;
  const select = build("select", { id: freshId(field.name), class: "crn-select", onchange: () => {
    otherField.hidden = select.value !== "";
    if (select.value) set(select.value);
    else other.focus();
  } });
  setOptions(select, pairs, field.value);
  return build("div", {}, labelled(field.asks, select), otherField);
}

/** @param {string} value @param {(value: string) => void} set */
function textField(value, set) {
  const input = build("input", { id: freshId("field"), class: "crn-input", type: "text", autocomplete: "off", value, onchange: () => set(input.value.trim()) });
  return input;
}

/** What is selected in the article, with the number of its paragraph. @param {HTMLElement} text */
function selectedWords(text) {
  const selection = document.getSelection();
  if (!selection || !selection.rangeCount || !text.contains(selection.anchorNode)) return { words: "", paragraph: "" };
  const from = selection.getRangeAt(0).startContainer;
  const paragraph = (from instanceof Element ? from : from.parentElement)?.closest("[data-paragraph]")?.getAttribute("data-paragraph") || "";
  return { words: selection.toString().replace(/^P\d+ /, "").trim(), paragraph };
}
