// The elements of the card on which a lesson is drafted and looked through, and how they lie on it.

/** @typedef {ReturnType<typeof reviewParts>} ReviewParts */

function reviewParts() {
  return {
    head: freshId("head"),
    count: build("span", { class: "crn-review-count", role: "status" }),
    bar: build("progress", { class: "crn-bar", "aria-label": "Looked through" }),
    pick: build("select", { id: freshId("lesson"), class: "crn-select" }),
    fresh: freshParts(),
    title: build("h3", { class: "crn-review-title" }),
    text: build("div", { class: "crn-review-text", tabindex: "0", role: "group", "aria-label": "The article with its drafts" }),
    one: oneParts(),
    added: addParts(),
    questions: build("ol", { class: "crn-review-questions" }),
    leftOut: build("ul", { class: "crn-review-left-out" }),
    undo: button("crn-undo", "Undo"),
    said: build("p", { class: "crn-review-said", role: "status" }),
    waiting: build("p", { class: "crn-waiting", role: "status" }),
    problem: build("p", { class: "crn-problem", role: "alert", hidden: true }),
    work: build("div", { class: "crn-review-all", hidden: true }),
  };
}

/** A new lesson from pasted text. */
function freshParts() {
  /** @param {string} name */
  const line = (name) => build("input", { id: freshId(name), class: "crn-input", type: "text", autocomplete: "off", maxlength: "200" });
  return {
    name: line("name"), title: line("title"), outlet: line("outlet"), date: line("date"),
    text: build("textarea", { id: freshId("text"), class: "crn-input crn-textarea", rows: "6" }),
    make: button("crn-check crn-review-make", "Draft the lesson"),
    root: build("details", { class: "crn-review-fresh" }),
  };
}

/** The draft that is looked at. */
function oneParts() {
  return {
    heading: build("h3", { class: "crn-review-heading", id: freshId("draft") }),
    about: build("p", { class: "crn-how" }),
    all: build("select", { id: freshId("all"), class: "crn-select" }),
    words: build("textarea", { id: freshId("words"), class: "crn-input crn-textarea", rows: "2" }),
    use: button("crn-small crn-review-use", "Take the selected words"),
    setWords: button("crn-small crn-review-ends", "Change the words"),
    wordsField: build("div", { class: "crn-review-words" }),
    fields: build("div", { class: "crn-review-fields" }),
    right: button("crn-check crn-review-right", "This is right"),
    out: button("crn-review-out", "Take it out"),
    rest: button("crn-small crn-review-rest", ""),
    sure: build("div", { class: "crn-read-ask", role: "group", hidden: true }),
    yes: button("crn-check crn-review-yes", "Yes, all of them are right"),
    no: button("crn-review-no", "No"),
    asks: build("p", {}),
  };
}

/** What a teacher adds. */
function addParts() {
  return {
    layer: build("select", { id: freshId("layer"), class: "crn-select" }),
    paragraph: build("input", { id: freshId("paragraph"), class: "crn-input crn-number-input", inputmode: "numeric", autocomplete: "off" }),
    words: build("input", { id: freshId("new-words"), class: "crn-input", type: "text", autocomplete: "off" }),
    value: build("input", { id: freshId("value"), class: "crn-input", type: "text", autocomplete: "off", list: freshId("voices") }),
    voices: build("datalist", {}),
    use: button("crn-small crn-review-use", "Take the selected words"),
    add: button("crn-review-add", "Add it"),
  };
}

/** @param {string} label @param {HTMLElement} input @param {HTMLElement} [shown] the input, or what is around it */
function labelled(label, input, shown = input) {
  return build("div", { class: "crn-field" }, build("label", { for: input.id }, label), shown);
}

/** @param {HTMLSelectElement} select @param {[string, string][]} pairs @param {string} value */
function setOptions(select, pairs, value) {
  const wanted = pairs.map((pair) => pair.join("\n")).join("\n\n");
  if (select.dataset.pairs !== wanted) select.replaceChildren(...pairs.map(([own, words]) => build("option", { value: own }, words)));
  select.dataset.pairs = wanted;
  select.value = value;
}

/** @param {ReviewParts} parts */
function reviewElement(parts) {
  const { fresh, one, added } = parts;
  added.voices.id = added.value.getAttribute("list") || "";
  fresh.root.append(build("summary", {}, "Make a new lesson"),
    build("p", { class: "crn-how" }, "Paste an English article of 300 to 900 words in which somebody is quoted. Put a blank line between paragraphs. The text belongs to whoever published it: use the lesson in your own class, and do not pass it on."),
    labelled("Name of the lesson (small letters, digits and _)", fresh.name), labelled("The article", fresh.text),
    build("div", { class: "crn-review-pair" }, labelled("Headline (if it is not in the text)", fresh.title), labelled("Published by", fresh.outlet), labelled("Date", fresh.date)),
    build("div", { class: "crn-actions" }, fresh.make));
  one.wordsField.append(labelled("Its words", one.words), build("div", { class: "crn-actions" }, one.use, one.setWords));
  one.sure.append(one.asks, build("div", { class: "crn-actions" }, one.yes, one.no));
  const draft = build("section", { class: "crn-review-one", "aria-labelledby": one.heading.id },
    labelled("All drafts, the least certain first", one.all), one.heading, one.about, one.wordsField, one.fields,
    build("div", { class: "crn-actions" }, one.right, one.out, parts.undo), build("div", { class: "crn-actions" }, one.rest), one.sure);
  parts.work.append(parts.bar, build("div", { class: "crn-review-work" },
    build("div", { class: "crn-review-left" }, parts.title, parts.text),
    build("div", { class: "crn-review-right-side" }, draft, addElement(added))),
  build("section", {}, build("h3", { class: "crn-review-heading" }, "The questions"),
    build("p", { class: "crn-how" }, "Each has its key below it, as it follows from the drafts. Switch off what you do not want."),
    parts.questions),
  build("details", {}, build("summary", {}, "Questions that were left out, and why"), parts.leftOut));
  return build("section", { class: "crn-card crn-review-card", "data-kind": "review", "aria-labelledby": parts.head },
    build("div", { class: "crn-header" }, build("span", { class: "crn-where", id: parts.head }, "Your own lessons"), parts.count),
    fresh.root, labelled("Go on with", parts.pick), parts.said, parts.waiting, parts.problem, parts.work);
}

/** @param {ReviewParts["added"]} added */
function addElement(added) {
  return build("details", { class: "crn-review-adding" }, build("summary", {}, "Add something that was not found"),
    build("p", { class: "crn-how" }, "Select the words in the article first, or type them with the number of their paragraph."),
    build("div", { class: "crn-actions" }, added.use),
    labelled("Words", added.words), labelled("Paragraph", added.paragraph), labelled("What is it?", added.layer),
    labelled("Whose is it, or which job does it do?", added.value), added.voices, build("div", { class: "crn-actions" }, added.add));
}
