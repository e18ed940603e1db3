// Mouse, touch and keyboard in the text to highlight.

/** @param {Highlighting} highlighting */
function listenToHands(highlighting) {
  const { region } = highlighting;
  region.addEventListener("keydown", (event) => { if (onHighlightingKey(highlighting, event)) event.preventDefault(); });
  region.addEventListener("pointerdown", (event) => onPointerDown(highlighting, event));
  region.addEventListener("pointermove", (event) => onPointerMove(highlighting, event));
  region.addEventListener("pointerup", (event) => onPointerUp(highlighting, event));
  region.addEventListener("pointercancel", () => { highlighting.anchor = highlighting.dragged = null; drawEditor(highlighting); paint(highlighting); });
  region.addEventListener("scroll", () => drawEditor(highlighting));
  region.addEventListener("click", (event) => onTap(highlighting, event));
}

/** Does what a key asks for; returns whether it asks for anything. @param {Highlighting} highlighting @param {KeyboardEvent} event */
function onHighlightingKey(highlighting, event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const next = movedCursor(highlighting.tokens, key, highlighting.cursor, event.shiftKey);
  if (next !== null) moveCursor(highlighting, next, event.shiftKey);
  else if (key === "Enter" || key === " ") chooseOrAdd(highlighting);
  else if (key === "Delete" || key === "Backspace") removeHighlightHere(highlighting);
  else if (/^[1-9]$/.test(key) && Number(key) <= highlighting.labels.length) highlighting.pens.choose(Number(key) - 1);
  else if (key === "Escape" && highlighting.chosen) closeEditor(highlighting);
  else if (key === "Escape" && (highlighting.anchor !== null || highlighting.tapped !== null)) {
    dropSelection(highlighting);
    paint(highlighting);
    describe(highlighting);
  } else return false;
  return true;
}

/** Without a selection, Enter on a highlight is about that highlight. @param {Highlighting} highlighting */
function chooseOrAdd(highlighting) {
  const here = highlighting.anchor === null ? highlightAt(highlighting, highlighting.cursor) : undefined;
  if (!here) {
    addHighlight(highlighting, selection(highlighting));
    return;
  }
  openEditor(highlighting, here);
  highlighting.editor.remove.focus();
}

/** @param {Highlighting} highlighting @param {number} next @param {boolean} extending */
function moveCursor(highlighting, next, extending) {
  closeEditor(highlighting);
  if (!extending) highlighting.anchor = null;
  else if (highlighting.anchor === null) highlighting.anchor = highlighting.cursor;
  highlighting.cursor = next;
  highlighting.tapped = null;
  paint(highlighting);
  highlighting.reading.reveal(next);
  describe(highlighting);
}

/** From here on a press is a drag. */
const DRAG_PX = 3;

/** @param {Highlighting} highlighting @param {PointerEvent} event */
function onPointerDown(highlighting, event) {
  highlighting.pointer = event.pointerType;
  highlighting.pressedAt = [event.clientX, event.clientY];
  const handle = /** @type {HTMLElement} */ (event.target).closest(".crn-handle");
  const { highlights, chosen } = highlighting;
  if (handle instanceof HTMLElement && chosen && event.button === 0) {
    event.preventDefault();
    highlighting.region.setPointerCapture(event.pointerId);
    highlighting.dragged = { end: handle.dataset.end === "from" ? "from" : "to", highlights, chosen };
    drawEditor(highlighting);
    return;
  }
  const place = highlighting.reading.placeAt(event);
  if (highlighting.pointer !== "mouse" || event.button !== 0 || place === null) return;
  event.preventDefault(); // or the browser selects text under the drag
  closeEditor(highlighting);
  highlighting.region.focus({ preventScroll: true });
  highlighting.region.setPointerCapture(event.pointerId);
  highlighting.tapped = null;
  highlighting.anchor = highlighting.cursor = place;
  paint(highlighting);
}

/** @param {Highlighting} highlighting @param {PointerEvent} event */
function onPointerMove(highlighting, event) {
  if (!highlighting.region.hasPointerCapture(event.pointerId)) return;
  const place = highlighting.reading.placeAt(event);
  if (place === null) return;
  if (highlighting.dragged) {
    moveEnd(highlighting, highlighting.dragged.end, place);
    return;
  }
  if (highlighting.anchor === null) return;
  const next = withinParagraph(highlighting.tokens, highlighting.anchor, place);
  if (next === highlighting.cursor) return;
  highlighting.cursor = next;
  paint(highlighting);
}

/** @param {Highlighting} highlighting @param {PointerEvent} event */
function onPointerUp(highlighting, event) {
  if (!highlighting.region.hasPointerCapture(event.pointerId)) return;
  highlighting.region.releasePointerCapture(event.pointerId);
  const { dragged, anchor, cursor, pressedAt: [x, y] } = highlighting;
  highlighting.dragged = null;
  if (dragged) drawEditor(highlighting);
  if (dragged || anchor === null) return;
  const isClick = anchor === cursor && Math.hypot(event.clientX - x, event.clientY - y) < DRAG_PX;
  const here = isClick ? highlightAt(highlighting, anchor) : undefined;
  if (here) openEditor(highlighting, here);
  else addHighlight(highlighting, selection(highlighting));
}

/** Fingers scroll by dragging, so they highlight with two taps. @param {Highlighting} highlighting @param {MouseEvent} event */
function onTap(highlighting, event) {
  const place = highlighting.reading.placeAt(event);
  if (highlighting.pointer === "mouse" || place === null) return;
  if (highlighting.tapped === null) {
    const here = highlightAt(highlighting, place);
    if (here) {
      openEditor(highlighting, here);
      return;
    }
    closeEditor(highlighting);
    highlighting.tapped = highlighting.anchor = highlighting.cursor = place;
    paint(highlighting);
    say(highlighting, `From ${quoted(highlighting.tokens[place].text)}. Now tap the last word, or the same word again.`);
    return;
  }
  highlighting.cursor = withinParagraph(highlighting.tokens, highlighting.tapped, place);
  addHighlight(highlighting, selection(highlighting));
}
