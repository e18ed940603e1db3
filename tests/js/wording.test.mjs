import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { counted, rounded, countWords, shortened, quoted, pointsText, worthText, hintText, limitsText, conditionsText, paragraphsText, tallyText, progressText, openNumbersText, worthOfResult, onceEach } = load(["wording"]);

test("one of a thing is singular, and none, several and a part of one are plural", () => {
  assert.equal(counted(1, "point"), "1 point");
  assert.equal(counted(0, "point"), "0 points");
  assert.equal(counted(2, "point"), "2 points");
  assert.equal(counted(0.5, "point"), "0.5 points");
  assert.equal(counted(1, "sample of an answer", "samples of answers"), "1 sample of an answer");
  assert.equal(counted(3, "sample of an answer", "samples of answers"), "3 samples of answers");
});

test("points are shown to two places", () => {
  assert.equal(rounded(1 / 3), 0.33);
  assert.equal(rounded(0.675000001), 0.68);
  assert.equal(rounded(2), 2);
});

test("words are what blanks part, whichever blanks", () => {
  assert.equal(countWords(""), 0);
  assert.equal(countWords(" \n\t "), 0);
  assert.equal(countWords("one"), 1);
  assert.equal(countWords("  one\ntwo\u00a0three  "), 3);
  assert.equal(countWords("two-state solution"), 2);
});

test("twelve words are shown whole, and of thirteen the first eight and the last three", () => {
  const twelve = "a b c d e f g h i j k l";
  assert.equal(shortened(twelve), twelve);
  assert.equal(shortened(`${twelve} m`), "a b c d e f g h … k l m");
  assert.equal(shortened("a b c d e f", 5), "a … d e f");
  assert.equal(shortened("a b c d e", 5), "a b c d e");
});

test("words that bring a quotation mark get no second pair", () => {
  assert.equal(quoted("rockets"), "“rockets”");
  assert.equal(quoted("“rockets”"), "“rockets”");
  assert.equal(quoted("“rockets"), "“rockets");
  assert.equal(quoted('rockets"'), 'rockets"');
  assert.equal(quoted("the “right” one"), "“the “right” one”");
});

test("no points are not 0 points", () => {
  assert.equal(pointsText(null, 2), "");
  assert.equal(pointsText(undefined, 2), "");
  assert.equal(pointsText(0, 2), "0 of 2 points");
  assert.equal(pointsText(1, 1), "1 of 1 point");
  assert.equal(pointsText(2 / 3, 2), "0.67 of 2 points");
});

test("a card says what it is worth only where it is worth something", () => {
  assert.equal(worthText({ points: 1, minutes: 2 }), "1 point · about 2 min");
  assert.equal(worthText({ points: 0, minutes: 2 }), "about 2 min");
  assert.equal(worthText({ points: 3, minutes: 0 }), "3 points");
  assert.equal(worthText({}), "");
});

test("hints are counted down to none", () => {
  assert.equal(hintText(2), "Hint (2 left)");
  assert.equal(hintText(1), "Hint (1 left)");
  assert.equal(hintText(0), "No hints left");
});

test("limits are said as far as there are any", () => {
  assert.equal(limitsText({ min_words: 6, max_words: 14 }), "; between 6 and 14");
  assert.equal(limitsText({ min_words: 6, max_words: 0 }), "; at least 6");
  assert.equal(limitsText({ min_words: 0, max_words: 14 }), "; at most 14");
  assert.equal(limitsText({ min_words: 0, max_words: 0 }), "");
});

test("the list of conditions says what it is, and after a check how many are met", () => {
  assert.equal(conditionsText(), "What the check looks for");
  assert.equal(conditionsText(6, 7), "6 of 7 conditions");
  assert.equal(conditionsText(0, 1), "0 of 1 condition");
});

test("three paragraphs in a row are a stretch; two, or a row with a gap, are listed", () => {
  assert.equal(paragraphsText([7]), "paragraph 7");
  assert.equal(paragraphsText([7, 8]), "paragraphs 7 and 8");
  assert.equal(paragraphsText([7, 8, 9]), "paragraphs 7 to 9");
  assert.equal(paragraphsText([7, 9, 10]), "paragraphs 7, 9 and 10");
  assert.equal(paragraphsText([2, 4]), "paragraphs 2 and 4");
});

test("the foot of a card leaves out what there is nothing to say of", () => {
  assert.equal(tallyText({ attempts: 1, progress: { done: 2, of: 11 } }), "1 attempt · 2 of 11 done");
  assert.equal(tallyText({ attempts: 0, progress: { done: 0, of: 11 } }), "0 of 11 done");
  assert.equal(tallyText({ attempts: 3, progress: { done: 0, of: 0 } }), "3 attempts");
  assert.equal(tallyText({}), "");
});

test("progress says points and what waits for the teacher", () => {
  assert.equal(progressText({ points: 1.333, out_of: 4, waiting: 1 }), "over 1 of 4 points so far · 1 answer waiting for your teacher");
  assert.equal(progressText({ points: 0, out_of: 0, waiting: 2 }), "2 answers waiting for your teacher");
  assert.equal(progressText({ points: 0, out_of: 0, waiting: 0 }), "");
});

test("open questions are said by their numbers", () => {
  assert.equal(openNumbersText([], 9), "All 9 questions are answered.");
  assert.equal(openNumbersText([1, 2], 2), "No question is answered yet.");
  assert.equal(openNumbersText([1, 2, 3, 4, 5, 6, 8], 9), "Still open: 7 of 9 questions.");
  assert.equal(openNumbersText([4], 9), "Still open: question 4 of 9.");
  assert.equal(openNumbersText([2, 4, 7], 9), "Still open: questions 2, 4 and 7 of 9.");
});

test("what an answer earned is in whole numbers: full points, or how much of it fits", () => {
  assert.equal(worthOfResult({ points: 4, out_of: 4, count: "14 of 14 rows" }), "4 of 4 points");
  assert.equal(worthOfResult({ points: 3.71, out_of: 4, count: "13 of 14 rows" }), "13 of 14 rows");
  assert.equal(worthOfResult({ points: 0.96, out_of: 1, count: "" }), "");
  assert.equal(worthOfResult({ points: 0, out_of: 1, count: "" }), "0 of 1 point");
  assert.equal(worthOfResult({ points: null, out_of: 1, count: "" }), "");
});

test("what to try is said once", () => {
  const notice = (about, next) => ({ about, noticed: "n", next });
  const said = onceEach([notice("a", "Look again."), notice("b", "Look again."), notice("c", "Why?"), notice("d", "")]);
  assert.deepEqual(said.map((one) => one.next), ["Look again.", "", "Why?", ""]);
});
