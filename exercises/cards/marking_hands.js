// Mouse, touch and keyboard in the text to mark.

/** @param {Marking} marking */
function listenToHands(marking) {
  const { region } = marking;
  region.addEventListener("keydown", (event) => { if (onMarkingKey(marking, event)) event.preventDefault(); });
  region.addEventListener("pointerdown", (event) => onPointerDown(marking, event));
  region.addEventListener("pointermove", (event) => onPointerMove(marking, event));
  region.addEventListener("pointerup", (event) => onPointerUp(marking, event));
  region.addEventListener("pointercancel", () => { marking.anchor = null; paint(marking); });
  region.addEventListener("click", (event) => onTap(marking, event));
}

/** Does what a key asks for; returns whether it asks for anything. @param {Marking} marking @param {KeyboardEvent} event */
function onMarkingKey(marking, event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const next = movedCursor(marking.tokens, key, marking.cursor, event.shiftKey);
  if (next !== null) moveCursor(marking, next, event.shiftKey);
  else if (key === "Enter" || key === " ") addMark(marking, selection(marking));
  else if (key === "Delete" || key === "Backspace") removeMarkHere(marking);
  else if (/^[1-9]$/.test(key) && Number(key) <= marking.labels.length) marking.pens.choose(Number(key) - 1);
  else if (key === "Escape" && (marking.anchor !== null || marking.tapped !== null)) {
    dropSelection(marking);
    paint(marking);
    describe(marking);
  } else return false;
  return true;
}

/** @param {Marking} marking @param {number} next @param {boolean} extending */
function moveCursor(marking, next, extending) {
  if (!extending) marking.anchor = null;
  else if (marking.anchor === null) marking.anchor = marking.cursor;
  marking.cursor = next;
  marking.tapped = null;
  paint(marking);
  marking.reading.reveal(next);
  describe(marking);
}

/** @param {Marking} marking @param {PointerEvent} event */
function onPointerDown(marking, event) {
  marking.pointer = event.pointerType;
  const place = marking.reading.placeAt(event);
  if (marking.pointer !== "mouse" || event.button !== 0 || place === null) return;
  event.preventDefault(); // or the browser selects text under the drag
  marking.region.focus({ preventScroll: true });
  marking.region.setPointerCapture(event.pointerId);
  marking.tapped = null;
  marking.anchor = marking.cursor = place;
  paint(marking);
}

/** @param {Marking} marking @param {PointerEvent} event */
function onPointerMove(marking, event) {
  if (!marking.region.hasPointerCapture(event.pointerId) || marking.anchor === null) return;
  const place = marking.reading.placeAt(event);
  if (place === null) return;
  const next = withinParagraph(marking.tokens, marking.anchor, place);
  if (next === marking.cursor) return;
  marking.cursor = next;
  paint(marking);
}

/** @param {Marking} marking @param {PointerEvent} event */
function onPointerUp(marking, event) {
  if (!marking.region.hasPointerCapture(event.pointerId)) return;
  marking.region.releasePointerCapture(event.pointerId);
  if (marking.anchor !== null) addMark(marking, selection(marking));
}

/** Fingers scroll by dragging, so they mark with two taps. @param {Marking} marking @param {MouseEvent} event */
function onTap(marking, event) {
  const place = marking.reading.placeAt(event);
  if (marking.pointer === "mouse" || place === null) return;
  if (marking.tapped === null) {
    marking.tapped = marking.anchor = marking.cursor = place;
    paint(marking);
    say(marking, `From ${quoted(marking.tokens[place].text)}. Now tap the last word, or the same word again.`);
    return;
  }
  marking.cursor = withinParagraph(marking.tokens, marking.tapped, place);
  addMark(marking, selection(marking));
}
