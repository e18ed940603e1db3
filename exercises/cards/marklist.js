// What stands around the text while marking: the words themselves as nodes, the pens, the list of marks, typing.

function makeMarkableText(paragraphs, tokens, tags) {
  const words = tokens.map((token, place) => build("span", { class: "crn-token", "data-token": place, "data-start": token.start }, token.text));
  const gaps = tokens.map((token, place) => build("span", { class: "crn-gap", "data-after": place }, token.gap));
  const looks = new Array(tokens.length * 2).fill("");
  const nodes = paragraphs.map((paragraph) => paragraphNode(paragraph.n,
    tokens.flatMap((token, place) => (token.paragraph === paragraph.n ? [words[place], gaps[place]] : []))));

  // Nested spans, one a label: underlines of several labels can then be drawn one below the other.
  function dress(node, slot, text, labels, starting) {
    const look = `${labels.join()}|${starting.join()}`;
    if (looks[slot] === look) return;
    looks[slot] = look;
    let content = document.createTextNode(text);
    labels.forEach((label, depth) => {
      content = build("span", { class: `crn-mark crn-ink-${label % 8} crn-depth-${Math.min(depth, 2)}` }, content);
    });
    node.replaceChildren(content);
    const shown = starting.filter((label) => tags[label]);
    if (shown.length) node.append(build("span", { class: "crn-flags", "aria-hidden": "true" },
      shown.map((label) => build("span", { class: `crn-flag crn-ink-${label % 8}` }, tags[label]))));
  }

  function paint(marks, cursor, selected) {
    const unique = (numbers) => [...new Set(numbers)].sort((one, other) => one - other);
    tokens.forEach((token, place) => {
      const over = marks.filter((one) => one.from <= place && place <= one.to);
      dress(words[place], place * 2, token.text, unique(over.map((one) => one.place)), unique(over.filter((one) => one.from === place).map((one) => one.place)));
      dress(gaps[place], place * 2 + 1, token.gap, unique(over.filter((one) => place < one.to).map((one) => one.place)), []);
      words[place].classList.toggle("crn-cursor", place === cursor);
      words[place].classList.toggle("crn-selected", Boolean(selected) && selected.from <= place && place <= selected.to);
      gaps[place].classList.toggle("crn-selected", Boolean(selected) && selected.from <= place && place < selected.to);
    });
  }

  function placeAt(event) {
    const under = nodes[0].getRootNode().elementFromPoint(event.clientX, event.clientY);
    const hit = under && under.closest(".crn-token, .crn-gap");
    if (!hit || !nodes.some((node) => node.contains(hit))) return null;
    return Number(hit.dataset.token ?? hit.dataset.after);
  }

  return { nodes, paint, placeAt, reveal: (place) => words[place].scrollIntoView({ block: "nearest" }) };
}

function makePens(labels, tags, chosen) {
  const name = freshId("pen");
  const inputs = labels.map((label, place) => build("input", { type: "radio", name, value: label.id, checked: place === 0, onchange: chosen }));
  const rows = labels.map((label, place) => build("label", { class: "crn-pen" }, inputs[place],
    build("span", { class: `crn-flag crn-ink-${place % 8}`, "aria-hidden": "true" }, tags[place]),
    build("span", { class: `crn-mark crn-ink-${place % 8} crn-depth-0` }, label.text)));
  const element = labels.length > 1 && build("fieldset", { class: "crn-pens" }, build("legend", {}, "Highlighter"), build("div", { class: "crn-pen-rows" }, rows));
  return {
    element,
    current: () => Math.max(inputs.findIndex((input) => input.checked), 0),
    choose: (place) => { inputs[place].checked = true; chosen(); },
  };
}

function makeMarkList(tokens, labels, tags, onRemove) {
  const titleId = freshId("marks");
  const title = build("p", { class: "crn-marks-title", id: titleId });
  const rows = build("ul", { class: "crn-marks", "aria-labelledby": titleId });
  let shown = [];

  function row(mark) {
    const place = labels.findIndex((label) => label.id === mark.label);
    const text = shortened(textBetween(tokens, mark.from, mark.to));
    const paragraph = tokens[mark.from].paragraph;
    return build("li", { class: "crn-marks-row" },
      build("span", { class: "crn-marks-words" }, `${quoted(text)} (P${paragraph})`),
      labels.length > 1 && build("span", { class: "crn-marks-label" },
        build("span", { class: `crn-flag crn-ink-${place % 8}`, "aria-hidden": "true" }, tags[place]), " ", labels[place].text),
      build("button", { type: "button", class: "crn-small crn-remove", "aria-label": `Remove mark: ${text}, paragraph ${paragraph}${labels.length > 1 ? `, ${labels[place].text}` : ""}`, onclick: () => onRemove(mark) }, "Remove"));
  }

  function show(marks) {
    shown = [...marks];
    title.textContent = shown.length ? `Your marks: ${shown.length}` : "Your marks: none yet";
    rows.replaceChildren(...shown.map(row));
    rows.hidden = shown.length === 0;
  }

  // The button that was pressed is gone: the focus goes to the next one, or back to the text.
  function focusNear(mark, otherwise) {
    const next = shown.findIndex((one) => one.from >= mark.from);
    const buttons = rows.querySelectorAll("button");
    (buttons[next < 0 ? buttons.length - 1 : next] || otherwise).focus();
  }

  return { element: build("div", { class: "crn-marks-place" }, title, rows), show, focusNear };
}

function makeTyping(tokens, onFound) {
  const inputId = freshId("typed");
  const selectId = freshId("which");
  const input = build("input", { type: "text", id: inputId, class: "crn-input crn-typed", autocomplete: "off", spellcheck: "false" });
  const select = build("select", { id: selectId, class: "crn-select crn-which" });
  const which = build("div", { class: "crn-which-place", hidden: true }, build("label", { for: selectId }, "Which place?"), select);
  const answer = build("p", { class: "crn-typed-say", role: "status" });
  let places = [];

  function option(place, number) {
    const { first, last } = stretch(tokens, place.from, "paragraph");
    const around = textBetween(tokens, Math.max(place.from - 3, first), Math.min(place.to + 3, last));
    return build("option", { value: number }, `Paragraph ${tokens[place.from].paragraph}: … ${shortened(around)} …`);
  }

  function finish(place) {
    onFound(place);
    input.value = "";
    which.hidden = true;
    answer.textContent = `Added from paragraph ${tokens[place.from].paragraph}.`;
    input.focus();
  }

  function add() {
    if (!which.hidden) return finish(places[Number(select.value)]);
    places = findWords(tokens, input.value);
    if (!input.value.trim()) answer.textContent = "Type the words first, just as they stand in the text.";
    else if (places.length === 0) answer.textContent = "Those words don’t stand together in this text. Check the spelling, and use whole words.";
    else if (places.length === 1) finish(places[0]);
    else {
      select.replaceChildren(...places.map(option));
      which.hidden = false;
      answer.textContent = `These words stand in ${places.length} places. Choose one, then press Add again.`;
      select.focus();
    }
    return undefined;
  }

  input.addEventListener("input", () => { which.hidden = true; answer.textContent = ""; });
  for (const field of [input, select]) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
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
