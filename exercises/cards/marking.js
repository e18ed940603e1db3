// Marking words by mouse, touch and keyboard. Marks are {from, to, label}: places in the flat list of tokens.

// From here on the text scrolls in its own frame, so that the highlighters stay in sight.
const LONG_TEXT = 6;

const MARKING_KEYS = [
  ["← →", "one word back or on"], ["↑ ↓", "one sentence back or on"], ["Home End", "start or end of the paragraph"],
  ["Shift with these", "select more"], ["Enter or Space", "mark"], ["Delete", "remove the mark here"],
  ["Escape", "drop the selection"], ["1 – 9", "choose the highlighter"],
];

function makeMarking(paragraphs, { labels, marks: given = [], onChange = () => {} }) {
  const tokens = flatTokens(paragraphs);
  const tags = labels.map((_, place) => (labels.length > 1 ? String.fromCharCode(65 + place) : ""));
  const pens = makePens(labels, tags, () => say(`Highlighter: ${labels[pens.current()].text}.`));
  const reading = makeMarkableText(paragraphs, tokens, tags);
  const list = makeMarkList(tokens, labels, tags, (mark) => { remove(mark); list.focusNear(mark, region); });
  const typing = makeTyping(tokens, (place) => mark(place.from, place.to));
  const line = build("p", { class: "crn-say", "aria-live": "polite" }, "No words chosen yet.");
  const helpId = freshId("help");
  const region = build("div", {
    class: `crn-article crn-markable${paragraphs.length > LONG_TEXT ? " crn-long" : ""}`, role: "application", tabindex: "0", "aria-describedby": helpId,
    "aria-label": `Article text for marking, ${counted(paragraphs.length, "paragraph")}`,
  }, reading.nodes);
  let marks = [];
  let cursor = 0;
  let anchor = null; // where a selection began
  let tapped = null; // the first of two taps
  let pointer = "";

  function say(text) {
    line.textContent = text;
  }

  function labelPlace(id) {
    return labels.findIndex((label) => label.id === id);
  }

  function selection() {
    const start = anchor === null ? cursor : anchor;
    return { from: Math.min(start, cursor), to: Math.max(start, cursor) };
  }

  function describe() {
    const { from, to } = selection();
    const here = marks.filter((one) => one.from <= to && from <= one.to).map((one) => labels[labelPlace(one.label)].text);
    say(`${shortened(textBetween(tokens, from, to))} (paragraph ${tokens[cursor].paragraph})${anchor === null ? "" : ", selected"}${here.length ? `. Marked: ${[...new Set(here)].join(", ")}` : ""}`);
  }

  function paint() {
    reading.paint(marks.map((one) => ({ ...one, place: labelPlace(one.label) })), cursor, anchor === null && tapped === null ? null : selection());
  }

  function changed() {
    marks.sort((one, other) => one.from - other.from || one.to - other.to || labelPlace(one.label) - labelPlace(other.label));
    anchor = null;
    tapped = null;
    paint();
    list.show(marks);
    onChange(marks);
  }

  function mark(from, to) {
    const { id, text } = labels[pens.current()];
    const touching = marks.filter((one) => one.label === id && one.from <= to && from <= one.to);
    const words = shortened(textBetween(tokens, from, to));
    if (touching.some((one) => one.from <= from && to <= one.to)) {
      anchor = tapped = null;
      paint();
      say(`${quoted(words)} is marked already (${text}). Delete or Remove takes the mark away.`);
      return;
    }
    marks = marks.filter((one) => !touching.includes(one));
    marks.push({ from: Math.min(from, ...touching.map((one) => one.from)), to: Math.max(to, ...touching.map((one) => one.to)), label: id });
    changed();
    say(`${quoted(words)} is now marked (${text}).`);
  }

  function remove(gone) {
    marks = marks.filter((one) => one !== gone);
    changed();
    say(`Mark removed from ${quoted(shortened(textBetween(tokens, gone.from, gone.to)))}.`);
  }

  function removeHere() {
    const here = marks.filter((one) => one.from <= cursor && cursor <= one.to);
    const own = here.find((one) => labelPlace(one.label) === pens.current());
    if (here.length) remove(own || here[here.length - 1]);
    else say("No mark here.");
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = movedCursor(tokens, event.key, cursor, event.shiftKey);
    if (next !== null) {
      if (event.shiftKey && anchor === null) anchor = cursor;
      if (!event.shiftKey) anchor = null;
      cursor = next;
      tapped = null;
      paint();
      reading.reveal(cursor);
      describe();
    } else if (event.key === "Enter" || event.key === " ") {
      const { from, to } = selection();
      mark(from, to);
    } else if (event.key === "Delete" || event.key === "Backspace") removeHere();
    else if (/^[1-9]$/.test(event.key) && Number(event.key) <= labels.length) pens.choose(Number(event.key) - 1);
    else if (event.key === "Escape") {
      if (anchor === null && tapped === null) return;
      anchor = tapped = null;
      paint();
      describe();
    } else return;
    event.preventDefault();
  }

  // A mark stays inside the paragraph it began in.
  function reach(start, place) {
    const { first, last } = stretch(tokens, start, "paragraph");
    return Math.min(Math.max(place, first), last);
  }

  function onPointerDown(event) {
    pointer = event.pointerType;
    const place = reading.placeAt(event);
    if (pointer !== "mouse" || event.button !== 0 || place === null) return;
    event.preventDefault(); // or the browser selects text under the drag
    region.focus({ preventScroll: true });
    region.setPointerCapture(event.pointerId);
    tapped = null;
    anchor = cursor = place;
    paint();
  }

  function onPointerMove(event) {
    if (!region.hasPointerCapture(event.pointerId) || anchor === null) return;
    const place = reading.placeAt(event);
    if (place === null || reach(anchor, place) === cursor) return;
    cursor = reach(anchor, place);
    paint();
  }

  function onPointerUp(event) {
    if (!region.hasPointerCapture(event.pointerId)) return;
    region.releasePointerCapture(event.pointerId);
    if (anchor === null) return;
    const { from, to } = selection();
    mark(from, to);
  }

  // Fingers scroll by dragging, so they mark with two taps.
  function onTap(event) {
    const place = reading.placeAt(event);
    if (pointer === "mouse" || place === null) return;
    if (tapped === null) {
      tapped = anchor = cursor = place;
      paint();
      say(`From ${quoted(tokens[place].text)}. Now tap the last word, or the same word again.`);
      return;
    }
    cursor = reach(tapped, place);
    const { from, to } = selection();
    mark(from, to);
  }

  region.addEventListener("keydown", onKey);
  region.addEventListener("pointerdown", onPointerDown);
  region.addEventListener("pointermove", onPointerMove);
  region.addEventListener("pointerup", onPointerUp);
  region.addEventListener("pointercancel", () => { anchor = null; paint(); });
  region.addEventListener("click", onTap);

  const element = build("div", { class: "crn-marking" },
    pens.element,
    build("p", { class: "crn-how" }, "Drag over words, or click one. On a touch screen, tap the first word, then the last.",
      region.classList.contains("crn-long") && ` All ${paragraphs.length} paragraphs are here: scroll inside the frame.`),
    build("details", { class: "crn-keys" }, build("summary", {}, "By keyboard"),
      build("p", {}, "Move to the text with Tab, then:"),
      build("dl", {}, MARKING_KEYS.slice(0, labels.length > 1 ? 8 : 7).map(([keys, does]) => build("div", {}, build("dt", {}, keys), build("dd", {}, does))))),
    build("p", { class: "crn-hidden", id: helpId }, "Arrow keys move by word and by sentence. Shift with an arrow selects more. Enter marks. Delete removes the mark here. Escape drops the selection. You can also type the words in the field after the text."),
    build("div", { class: "crn-marking-body" },
      build("div", { class: "crn-marking-text" }, line, region),
      build("div", { class: "crn-marking-side" }, list.element, typing.element)));

  function setMarks(now) {
    marks = now.filter((one) => labelPlace(one.label) >= 0);
    anchor = tapped = null;
    marks.sort((one, other) => one.from - other.from || one.to - other.to);
    paint();
    list.show(marks);
  }
  setMarks(given);
  return { element, tokens, marks: () => marks, setMarks, focus: () => region.focus() };
}

// The first and last place of the sentence or paragraph around a place.
function stretch(tokens, place, unit) {
  let first = place;
  let last = place;
  while (first > 0 && tokens[first - 1][unit] === tokens[place][unit]) first -= 1;
  while (last + 1 < tokens.length && tokens[last + 1][unit] === tokens[place][unit]) last += 1;
  return { first, last };
}

// Where a key takes the cursor, or null when it is no moving key. A selection never leaves its paragraph.
function movedCursor(tokens, key, at, extending) {
  const sentence = stretch(tokens, at, "sentence");
  const paragraph = stretch(tokens, at, "paragraph");
  const end = tokens.length - 1;
  const moves = {
    ArrowLeft: () => at - 1,
    ArrowRight: () => at + 1,
    ArrowUp: () => (at > sentence.first ? sentence.first : stretch(tokens, Math.max(at - 1, 0), "sentence").first),
    ArrowDown: () => {
      if (!extending) return sentence.last < end ? sentence.last + 1 : at;
      return at < sentence.last ? sentence.last : stretch(tokens, Math.min(at + 1, end), "sentence").last;
    },
    Home: () => paragraph.first,
    End: () => paragraph.last,
  };
  if (!moves[key]) return null;
  const next = Math.min(Math.max(moves[key](), 0), end);
  return extending ? Math.min(Math.max(next, paragraph.first), paragraph.last) : next;
}
