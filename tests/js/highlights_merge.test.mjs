import assert from "node:assert/strict";
import { test } from "node:test";
import { load, paragraphs } from "./load.mjs";

const { flatTokens, labelPlace, labelTags, sortedHighlights, highlightsOver, highlightsWith, highlightToRemove, inkAt, highlightsOfSpans, spansOfHighlights } =
  load(["words", "highlights_merge"]);
const LABELS = [{ id: "fact", text: "Fact" }, { id: "claim", text: "Claim" }];
const highlight = (from, to, label = "fact") => ({ from, to, label });

test("a single highlighter has no letter, several go from A", () => {
  assert.deepEqual(labelTags(LABELS.slice(0, 1)), [""]);
  assert.deepEqual(labelTags(LABELS), ["A", "B"]);
  assert.equal(labelPlace(LABELS, "claim"), 1);
  assert.equal(labelPlace(LABELS, "view"), -1);
});

test("highlights are in the order of the text, then of their ends, then of the labels", () => {
  const highlights = [highlight(4, 5), highlight(0, 3), highlight(0, 2, "claim"), highlight(0, 2)];
  assert.deepEqual(sortedHighlights(highlights, LABELS), [highlight(0, 2), highlight(0, 2, "claim"), highlight(0, 3), highlight(4, 5)]);
  assert.deepEqual(sortedHighlights([highlight(1, 2), highlight(0, 5)], LABELS), [highlight(0, 5), highlight(1, 2)]);
  assert.deepEqual(sortedHighlights([highlight(0, 5), highlight(1, 2)], LABELS), [highlight(0, 5), highlight(1, 2)]);
  assert.deepEqual(highlights[0], highlight(4, 5), "the list that was given is left as it was");
});

test("a highlight is over words when they share one, and not when they only lie beside each other", () => {
  const highlights = [highlight(2, 4)];
  assert.equal(highlightsOver(highlights, { from: 4, to: 6 }).length, 1);
  assert.equal(highlightsOver(highlights, { from: 5, to: 6 }).length, 0);
  assert.equal(highlightsOver(highlights, { from: 0, to: 2 }).length, 1);
  assert.equal(highlightsOver(highlights, { from: 0, to: 1 }).length, 0);
  assert.equal(highlightsOver(highlights, { from: 0, to: 9 }).length, 1);
});

test("highlights of one label that share a word become one", () => {
  assert.deepEqual(highlightsWith([highlight(2, 4)], highlight(4, 6)), [highlight(2, 6)]);
  assert.deepEqual(highlightsWith([highlight(2, 4)], highlight(0, 2)), [highlight(0, 4)]);
  assert.deepEqual(highlightsWith([highlight(2, 4)], highlight(0, 9)), [highlight(0, 9)]);
  assert.deepEqual(highlightsWith([highlight(0, 1), highlight(4, 5)], highlight(1, 4)), [highlight(0, 5)]);
});

test("highlights that lie beside each other stay two", () => {
  assert.deepEqual(highlightsWith([highlight(2, 4)], highlight(5, 6)), [highlight(2, 4), highlight(5, 6)]);
  assert.deepEqual(highlightsWith([], highlight(5, 6)), [highlight(5, 6)]);
});

test("highlights of two labels may share words", () => {
  assert.deepEqual(highlightsWith([highlight(2, 4, "claim")], highlight(3, 3)), [highlight(2, 4, "claim"), highlight(3, 3)]);
});

test("words that carry the label already are not highlighted again", () => {
  assert.equal(highlightsWith([highlight(2, 4)], highlight(2, 4)), null);
  assert.equal(highlightsWith([highlight(2, 4)], highlight(3, 3)), null);
  assert.deepEqual(highlightsWith([highlight(2, 4)], highlight(3, 5)), [highlight(2, 5)]);
  assert.deepEqual(highlightsWith([highlight(2, 4, "claim")], highlight(2, 4)), [highlight(2, 4, "claim"), highlight(2, 4)]);
});

test("delete takes the highlight of the highlighter in hand, else the last one here", () => {
  const highlights = [highlight(0, 4), highlight(2, 6, "claim"), highlight(3, 3, "view")];
  assert.deepEqual(highlightToRemove(highlights, 3, "claim"), highlight(2, 6, "claim"));
  assert.deepEqual(highlightToRemove(highlights, 3, "other"), highlight(3, 3, "view"));
  assert.deepEqual(highlightToRemove(highlights, 1, "claim"), highlight(0, 4));
  assert.equal(highlightToRemove(highlights, 7, "fact"), undefined);
});

test("a gap is inked inside a highlight and not after its last word", () => {
  const highlights = [highlight(2, 4)];
  assert.deepEqual(inkAt(highlights, LABELS, 2), { word: [0], starting: [0], gap: [0] });
  assert.deepEqual(inkAt(highlights, LABELS, 3), { word: [0], starting: [], gap: [0] });
  assert.deepEqual(inkAt(highlights, LABELS, 4), { word: [0], starting: [], gap: [] });
  assert.deepEqual(inkAt(highlights, LABELS, 5), { word: [], starting: [], gap: [] });
});

test("ink of several labels is in the order of the labels, each once", () => {
  assert.deepEqual(inkAt([highlight(1, 2, "claim"), highlight(2, 3)], LABELS, 2), { word: [0, 1], starting: [0], gap: [0] });
  assert.deepEqual(inkAt([highlight(1, 3), highlight(2, 3)], LABELS, 2).word, [0]);
});

test("spans and highlights are the same words, both ways", () => {
  const tokens = flatTokens(paragraphs(["Gantz thanked Austin."]));
  assert.deepEqual(spansOfHighlights(tokens, [highlight(1, 2)]), [{ start: 6, end: 20, label: "fact" }]);
  assert.deepEqual(highlightsOfSpans(tokens, [{ start: 6, end: 20, label: "fact" }]), [highlight(1, 2)]);
});

test("a span that begins or ends inside a word highlights the whole word", () => {
  const tokens = flatTokens(paragraphs(["Gantz thanked Austin."]));
  assert.deepEqual(highlightsOfSpans(tokens, [{ start: 8, end: 16, label: "fact" }]), [highlight(1, 2)]);
  assert.deepEqual(highlightsOfSpans(tokens, [{ start: 4, end: 5, label: "fact" }]), [highlight(0, 0)]);
  assert.deepEqual(highlightsOfSpans(tokens, [{ start: 5, end: 6, label: "fact" }]), [], "a blank alone is no word");
  assert.deepEqual(highlightsOfSpans(tokens, [{ start: 21, end: 30, label: "fact" }]), []);
});
