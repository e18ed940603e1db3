import assert from "node:assert/strict";
import { test } from "node:test";
import { load, paragraphs } from "./load.mjs";

const { flatTokens, stretch, withinParagraph, movedCursor, selected, placeText } = load(["wording", "words", "cursor"]);
// Paragraph 1: places 0 to 2 (a sentence) and 3 to 5. Paragraph 2: 6 to 7, and 8 to 10.
const tokens = flatTokens(paragraphs(["a b c", "d e f"], ["g h", "i j k"]));
const moved = (key, at, extending = false) => movedCursor(tokens, key, at, extending);

test("a sentence and a paragraph reach from their first word to their last", () => {
  assert.deepEqual(stretch(tokens, 1, "sentence"), { first: 0, last: 2 });
  assert.deepEqual(stretch(tokens, 2, "sentence"), { first: 0, last: 2 });
  assert.deepEqual(stretch(tokens, 3, "sentence"), { first: 3, last: 5 });
  assert.deepEqual(stretch(tokens, 5, "paragraph"), { first: 0, last: 5 });
  assert.deepEqual(stretch(tokens, 6, "paragraph"), { first: 6, last: 10 });
});

test("left and right go word by word, across paragraphs, and end at the ends", () => {
  assert.equal(moved("ArrowRight", 5), 6);
  assert.equal(moved("ArrowLeft", 6), 5);
  assert.equal(moved("ArrowLeft", 0), 0);
  assert.equal(moved("ArrowRight", 10), 10);
});

test("up goes to the start of this sentence, and from there to the start of the one before", () => {
  assert.equal(moved("ArrowUp", 5), 3);
  assert.equal(moved("ArrowUp", 3), 0);
  assert.equal(moved("ArrowUp", 6), 3);
  assert.equal(moved("ArrowUp", 0), 0);
});

test("down goes to the start of the next sentence, and stays in the last one", () => {
  assert.equal(moved("ArrowDown", 0), 3);
  assert.equal(moved("ArrowDown", 4), 6);
  assert.equal(moved("ArrowDown", 8), 8);
  assert.equal(moved("ArrowDown", 10), 10);
});

test("a sentence of one word is not leapt over", () => {
  const short = flatTokens(paragraphs(["a", "b", "c d"]));
  assert.equal(movedCursor(short, "ArrowDown", 0, true), 1);
  assert.equal(movedCursor(short, "ArrowDown", 0, false), 1);
  assert.equal(movedCursor(short, "ArrowUp", 2, false), 1);
  assert.equal(movedCursor(short, "ArrowUp", 3, false), 2);
});

test("home and end go to the ends of the paragraph", () => {
  assert.equal(moved("Home", 4), 0);
  assert.equal(moved("End", 4), 5);
  assert.equal(moved("Home", 6), 6);
  assert.equal(moved("End", 6), 10);
});

test("a selection goes by sentence to its end, and never leaves its paragraph", () => {
  assert.equal(moved("ArrowDown", 0, true), 2);
  assert.equal(moved("ArrowDown", 2, true), 5);
  assert.equal(moved("ArrowDown", 5, true), 5);
  assert.equal(moved("ArrowRight", 5, true), 5);
  assert.equal(moved("ArrowLeft", 6, true), 6);
  assert.equal(moved("ArrowUp", 6, true), 6);
  assert.equal(moved("ArrowUp", 8, true), 6);
  assert.equal(moved("ArrowRight", 8, true), 9);
});

test("other keys move nothing, whatever they are called", () => {
  for (const key of ["Enter", " ", "a", "PageDown", "constructor", "toString"]) assert.equal(moved(key, 3), null);
});

test("a pointer outside the paragraph stops at its nearest word", () => {
  assert.equal(withinParagraph(tokens, 4, 2), 2);
  assert.equal(withinParagraph(tokens, 4, 6), 5);
  assert.equal(withinParagraph(tokens, 7, 5), 6);
  assert.equal(withinParagraph(tokens, 7, 10), 10);
});

test("a selection is the same from either end, and without one the cursor is alone", () => {
  assert.deepEqual(selected(null, 4), { from: 4, to: 4 });
  assert.deepEqual(selected(0, 4), { from: 0, to: 4 });
  assert.deepEqual(selected(4, 0), { from: 0, to: 4 });
  assert.deepEqual(selected(4, 4), { from: 4, to: 4 });
});

test("a place is shown with three words on each side, of its own paragraph", () => {
  assert.equal(placeText(tokens, { from: 0, to: 0 }), "Paragraph 1: … a b c d …");
  assert.equal(placeText(tokens, { from: 4, to: 4 }), "Paragraph 1: … b c d e f …");
  assert.equal(placeText(tokens, { from: 3, to: 5 }), "Paragraph 1: … a b c d e f …");
  assert.equal(placeText(tokens, { from: 6, to: 7 }), "Paragraph 2: … g h i j k …");
});
