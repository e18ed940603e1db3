// What is around the text while highlighting: the words as nodes, the pens, the list of highlights, the field for typing.

/** @param {Paragraph[]} paragraphs @param {Token[]} tokens @param {string[]} tags */
function makeHighlightableText(paragraphs, tokens, tags) {
  const words = tokens.map((token, place) => build("span", { class: "crn-token", "data-token": place, "data-start": token.start }, token.text));
  const gaps = tokens.map((token, place) => build("span", { class: "crn-gap", "data-after": place }, token.gap));
  const looks = new Map();
  const nodes = sectionNodes(paragraphs, (paragraph) => paragraphNode(paragraph.n,
    tokens.flatMap((token, place) => (token.paragraph === paragraph.n ? [words[place], gaps[place]] : []))));

  /** Redraws only what looks different than before.
   * @param {HTMLElement} node @param {string} text @param {number[]} labels @param {number[]} starting
   * @param {(string | undefined)[]} fits */
  function dress(node, text, labels, starting, fits) {
    const look = `${labels.join()}|${starting.join()}|${fits.join()}`;
    if (looks.get(node) === look) return;
    looks.set(node, look);
    node.replaceChildren(inked(text, labels), ...flags(starting, tags, fits));
  }

  /** The ends of the chosen highlight can be dragged. @param {Highlight | null} chosen */
  function showHandles(chosen) {
    for (const word of words) for (const handle of word.querySelectorAll(".crn-handle")) handle.remove();
    if (!chosen) return;
    words[chosen.from].append(build("span", { class: "crn-handle crn-handle-from", "data-end": "from", "aria-hidden": "true" }));
    words[chosen.to].append(build("span", { class: "crn-handle crn-handle-to", "data-end": "to", "aria-hidden": "true" }));
  }

  /** @param {Highlight[]} highlights @param {Label[]} labels @param {number} cursor @param {Stretch | null} chosen
   * @param {(highlight: Highlight) => string | undefined} fitOf */
  function paintWords(highlights, labels, cursor, chosen, fitOf) {
    tokens.forEach((token, place) => {
      const ink = inkAt(highlights, labels, place);
      const fits = highlights.filter((one) => one.from === place).map(fitOf);
      dress(words[place], token.text, ink.word, ink.starting, fits);
      dress(gaps[place], token.gap, ink.gap, [], []);
      const inside = chosen !== null && chosen.from <= place && place <= chosen.to;
      words[place].classList.toggle("crn-cursor", place === cursor);
      words[place].classList.toggle("crn-selected", inside);
      gaps[place].classList.toggle("crn-selected", inside && place < chosen.to);
    });
  }

  return {
    nodes,
    paint: paintWords,
    showHandles,
    boxOf: (/** @type {number} */ place) => words[place].getBoundingClientRect(),
    placeAt: (/** @type {MouseEvent} */ event) => placeAt(nodes, event),
    reveal: (/** @type {number} */ place) => words[place].scrollIntoView({ block: "nearest" }),
  };
}

/** Nested spans, one per label, so that the underlines of several labels can be drawn one below the other.
 * @param {string} text @param {number[]} labels */
function inked(text, labels) {
  /** @type {Node} */
  let content = document.createTextNode(text);
  labels.forEach((label, depth) => {
    content = build("span", { class: `crn-highlight crn-ink-${label % 8} crn-depth-${Math.min(depth, 2)}` }, content);
  });
  return content;
}

/** The letters of the labels that begin at a word, each with the sign of how its highlight fits.
 * @param {number[]} starting @param {string[]} tags @param {(string | undefined)[]} fits */
function flags(starting, tags, fits) {
  const shown = starting.map((label, place) => ({ label, text: `${tags[label]}${FIT_SIGNS[fits[place] || ""] || ""}` }));
  if (!shown.some(({ text }) => text)) return [];
  return [build("span", { class: "crn-flags", "aria-hidden": "true" },
    shown.filter(({ text }) => text).map(({ label, text }) => build("span", { class: `crn-flag crn-ink-${label % 8}` }, text)))];
}

/** The word or gap under the pointer, as a place in the list of tokens; null outside the text.
 * @param {HTMLElement[]} nodes @param {MouseEvent} event */
function placeAt(nodes, event) {
  const page = /** @type {Document | ShadowRoot} */ (nodes[0].getRootNode());
  const under = page.elementFromPoint(event.clientX, event.clientY);
  const hit = /** @type {HTMLElement | null} */ (under && under.closest(".crn-token, .crn-gap"));
  if (!hit || !nodes.some((node) => node.contains(hit))) return null;
  return Number(hit.dataset.token ?? hit.dataset.after);
}

/** @param {Label[]} labels @param {string[]} tags @param {() => void} chosen */
function makePens(labels, tags, chosen) {
  const name = freshId("pen");
  const inputs = labels.map((label, place) => build("input", { type: "radio", name, value: label.id, checked: place === 0, onchange: chosen }));
  const rows = labels.map((label, place) => build("label", { class: "crn-pen" }, inputs[place],
    build("span", { class: `crn-flag crn-ink-${place % 8}`, "aria-hidden": "true" }, tags[place]),
    build("span", { class: `crn-highlight crn-ink-${place % 8} crn-depth-0` }, label.text)));
  const element = labels.length > 1 && build("fieldset", { class: "crn-pens" }, build("legend", {}, "Highlighter"), build("div", { class: "crn-pen-rows" }, rows));
  return {
    element,
    current: () => Math.max(inputs.findIndex((input) => input.checked), 0),
    choose: (/** @type {number} */ place) => { inputs[place].checked = true; chosen(); },
  };
}

/** @param {Token[]} tokens @param {Label[]} labels @param {string[]} tags @param {(highlight: Highlight) => void} onRemove */
function makeHighlightList(tokens, labels, tags, onRemove) {
  const titleId = freshId("highlights");
  const title = build("p", { class: "crn-highlights-title", id: titleId });
  const rows = build("ul", { class: "crn-highlights", "aria-labelledby": titleId });
  /** @type {Highlight[]} */
  let shown = [];

  /** @param {Highlight[]} highlights @param {(highlight: Highlight) => string | undefined} fitOf */
  function show(highlights, fitOf) {
    shown = highlights;
    title.textContent = shown.length ? `Your highlights: ${shown.length}` : "Your highlights: none yet";
    rows.replaceChildren(...shown.map((highlight) => highlightRow(tokens, labels, tags, highlight, fitOf(highlight), onRemove)));
    rows.hidden = shown.length === 0;
  }

  /** The pressed button is gone: the focus goes to the next one, or back to the text.
   * @param {Highlight} highlight @param {HTMLElement} otherwise */
  function focusNear(highlight, otherwise) {
    const next = shown.findIndex((one) => one.from >= highlight.from);
    const buttons = rows.querySelectorAll("button");
    (buttons[next < 0 ? buttons.length - 1 : next] || otherwise).focus();
  }

  return { element: build("div", { class: "crn-highlights-place" }, title, rows), show, focusNear };
}

/** @param {Token[]} tokens @param {Label[]} labels @param {string[]} tags @param {Highlight} highlight
 * @param {string | undefined} fits @param {(highlight: Highlight) => void} onRemove */
function highlightRow(tokens, labels, tags, highlight, fits, onRemove) {
  const place = labelPlace(labels, highlight.label);
  const text = shortened(textBetween(tokens, highlight.from, highlight.to));
  const { paragraph } = tokens[highlight.from];
  const named = labels.length > 1;
  return build("li", { class: "crn-highlights-row" },
    build("span", { class: "crn-highlights-words" }, `${quoted(text)} (P${paragraph})`, fits && " ", fitSign(fits)),
    named && build("span", { class: "crn-highlights-label" },
      build("span", { class: `crn-flag crn-ink-${place % 8}`, "aria-hidden": "true" }, tags[place]), " ", labels[place].text),
    build("button", {
      type: "button", class: "crn-small crn-remove", onclick: () => onRemove(highlight),
      "aria-label": `Remove highlight: ${text}, paragraph ${paragraph}${named ? `, ${labels[place].text}` : ""}`,
    }, "Remove"));
}

/** The field for typing the words instead of pointing at them. @param {Token[]} tokens @param {(words: Stretch) => void} onFound */
function makeTyping(tokens, onFound) {
  const inputId = freshId("typed");
  const selectId = freshId("which");
  const input = build("input", { type: "text", id: inputId, class: "crn-input crn-typed", autocomplete: "off", spellcheck: "false" });
  const select = build("select", { id: selectId, class: "crn-select crn-which" });
  const which = build("div", { class: "crn-which-place", hidden: true }, build("label", { for: selectId }, "Which place?"), select);
  const answer = build("p", { class: "crn-typed-say", role: "status" });
  const typing = { tokens, onFound, input, select, which, answer, places: [] };
  const add = () => addTyped(typing);
  input.addEventListener("input", () => { which.hidden = true; answer.textContent = ""; });
  for (const field of [input, select]) {
    field.addEventListener("keydown", (event) => {
      const { key, isComposing } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Enter" || isComposing) return;
      event.preventDefault();
      add();
    });
  }
  const element = build("div", { class: "crn-typing" },
    build("label", { for: inputId }, "Or type the exact words"),
    build("div", { class: "crn-typing-row" }, input, build("button", { type: "button", class: "crn-small crn-add", onclick: add }, "Add")),
    which, answer);
  return { element };
}

/** places: where the typed words are, once they have been looked up.
 * @typedef {{tokens: Token[], onFound: (words: Stretch) => void, input: HTMLInputElement, select: HTMLSelectElement,
 *   which: HTMLElement, answer: HTMLElement, places: Stretch[]}} Typing */

/** @param {Typing} typing */
function addTyped(typing) {
  const { tokens, input, select, which, answer } = typing;
  if (!which.hidden) {
    takeTyped(typing, typing.places[Number(select.value)]);
    return;
  }
  const places = findWords(tokens, input.value);
  typing.places = places;
  if (!input.value.trim()) answer.textContent = "Type the words first, just as they stand in the text.";
  else if (places.length === 0) answer.textContent = "Those words don’t stand together in this text. Check the spelling, and use whole words.";
  else if (places.length === 1) takeTyped(typing, places[0]);
  else {
    select.replaceChildren(...places.map((place, number) => build("option", { value: number }, placeText(tokens, place))));
    which.hidden = false;
    answer.textContent = `These words stand in ${places.length} places. Choose one, then press Add again.`;
    select.focus();
  }
}

/** @param {Typing} typing @param {Stretch} place */
function takeTyped(typing, place) {
  typing.onFound(place);
  typing.input.value = "";
  typing.which.hidden = true;
  typing.answer.textContent = `Added from paragraph ${typing.tokens[place.from].paragraph}.`;
  typing.input.focus();
}
