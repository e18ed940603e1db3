import assert from "node:assert/strict";
import { test } from "node:test";
import { load, paragraphs } from "./load.mjs";

const { flatTokens, labelPlace, labelTags, sortedMarks, marksOver, marksWith, markToRemove, inkAt, marksOfSpans, spansOfMarks } =
  load(["words", "marks_merge"]);
const LABELS = [{ id: "fact", text: "Fact" }, { id: "claim", text: "Claim" }];
const mark = (from, to, label = "fact") => ({ from, to, label });

test("a single highlighter has no letter, several go from A", () => {
  assert.deepEqual(labelTags(LABELS.slice(0, 1)), [""]);
  assert.deepEqual(labelTags(LABELS), ["A", "B"]);
  assert.equal(labelPlace(LABELS, "claim"), 1);
  assert.equal(labelPlace(LABELS, "view"), -1);
});

test("marks are in the order of the text, then of their ends, then of the labels", () => {
  const marks = [mark(4, 5), mark(0, 3), mark(0, 2, "claim"), mark(0, 2)];
  assert.deepEqual(sortedMarks(marks, LABELS), [mark(0, 2), mark(0, 2, "claim"), mark(0, 3), mark(4, 5)]);
  assert.deepEqual(sortedMarks([mark(1, 2), mark(0, 5)], LABELS), [mark(0, 5), mark(1, 2)]);
  assert.deepEqual(sortedMarks([mark(0, 5), mark(1, 2)], LABELS), [mark(0, 5), mark(1, 2)]);
  assert.deepEqual(marks[0], mark(4, 5), "the list that was given is left as it was");
});

test("a mark is over words when they share one, and not when they only lie beside each other", () => {
  const marks = [mark(2, 4)];
  assert.equal(marksOver(marks, { from: 4, to: 6 }).length, 1);
  assert.equal(marksOver(marks, { from: 5, to: 6 }).length, 0);
  assert.equal(marksOver(marks, { from: 0, to: 2 }).length, 1);
  assert.equal(marksOver(marks, { from: 0, to: 1 }).length, 0);
  assert.equal(marksOver(marks, { from: 0, to: 9 }).length, 1);
});

test("marks of one label that share a word become one", () => {
  assert.deepEqual(marksWith([mark(2, 4)], mark(4, 6)), [mark(2, 6)]);
  assert.deepEqual(marksWith([mark(2, 4)], mark(0, 2)), [mark(0, 4)]);
  assert.deepEqual(marksWith([mark(2, 4)], mark(0, 9)), [mark(0, 9)]);
  assert.deepEqual(marksWith([mark(0, 1), mark(4, 5)], mark(1, 4)), [mark(0, 5)]);
});

test("marks that lie beside each other stay two", () => {
  assert.deepEqual(marksWith([mark(2, 4)], mark(5, 6)), [mark(2, 4), mark(5, 6)]);
  assert.deepEqual(marksWith([], mark(5, 6)), [mark(5, 6)]);
});

test("marks of two labels may share words", () => {
  assert.deepEqual(marksWith([mark(2, 4, "claim")], mark(3, 3)), [mark(2, 4, "claim"), mark(3, 3)]);
});

test("words that carry the label already are not marked again", () => {
  assert.equal(marksWith([mark(2, 4)], mark(2, 4)), null);
  assert.equal(marksWith([mark(2, 4)], mark(3, 3)), null);
  assert.deepEqual(marksWith([mark(2, 4)], mark(3, 5)), [mark(2, 5)]);
  assert.deepEqual(marksWith([mark(2, 4, "claim")], mark(2, 4)), [mark(2, 4, "claim"), mark(2, 4)]);
});

test("delete takes the mark of the highlighter in hand, else the last one here", () => {
  const marks = [mark(0, 4), mark(2, 6, "claim"), mark(3, 3, "view")];
  assert.deepEqual(markToRemove(marks, 3, "claim"), mark(2, 6, "claim"));
  assert.deepEqual(markToRemove(marks, 3, "other"), mark(3, 3, "view"));
  assert.deepEqual(markToRemove(marks, 1, "claim"), mark(0, 4));
  assert.equal(markToRemove(marks, 7, "fact"), undefined);
});

test("a gap is inked inside a mark and not after its last word", () => {
  const marks = [mark(2, 4)];
  assert.deepEqual(inkAt(marks, LABELS, 2), { word: [0], starting: [0], gap: [0] });
  assert.deepEqual(inkAt(marks, LABELS, 3), { word: [0], starting: [], gap: [0] });
  assert.deepEqual(inkAt(marks, LABELS, 4), { word: [0], starting: [], gap: [] });
  assert.deepEqual(inkAt(marks, LABELS, 5), { word: [], starting: [], gap: [] });
});

test("ink of several labels is in the order of the labels, each once", () => {
  assert.deepEqual(inkAt([mark(1, 2, "claim"), mark(2, 3)], LABELS, 2), { word: [0, 1], starting: [0], gap: [0] });
  assert.deepEqual(inkAt([mark(1, 3), mark(2, 3)], LABELS, 2).word, [0]);
});

test("spans and marks are the same words, both ways", () => {
  const tokens = flatTokens(paragraphs(["Gantz thanked Austin."]));
  assert.deepEqual(spansOfMarks(tokens, [mark(1, 2)]), [{ start: 6, end: 20, label: "fact" }]);
  assert.deepEqual(marksOfSpans(tokens, [{ start: 6, end: 20, label: "fact" }]), [mark(1, 2)]);
});

test("a span that begins or ends inside a word marks the whole word", () => {
  const tokens = flatTokens(paragraphs(["Gantz thanked Austin."]));
  assert.deepEqual(marksOfSpans(tokens, [{ start: 8, end: 16, label: "fact" }]), [mark(1, 2)]);
  assert.deepEqual(marksOfSpans(tokens, [{ start: 4, end: 5, label: "fact" }]), [mark(0, 0)]);
  assert.deepEqual(marksOfSpans(tokens, [{ start: 5, end: 6, label: "fact" }]), [], "a blank alone is no word");
  assert.deepEqual(marksOfSpans(tokens, [{ start: 21, end: 30, label: "fact" }]), []);
});
