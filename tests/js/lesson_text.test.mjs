import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { inlinePieces, paragraphTexts } = load(["lesson_text"]);
const marked = (text) => inlinePieces(text).filter((piece) => piece.sort !== "text");

test("emphasis, code and terms are found between plain text", () => {
  assert.deepEqual(inlinePieces("so *very* `a_b` [[hedge]]."), [
    { sort: "text", text: "so " }, { sort: "em", text: "very" }, { sort: "text", text: " " }, { sort: "code", text: "a_b" },
    { sort: "text", text: " " }, { sort: "term", id: "hedge", text: "" }, { sort: "text", text: "." },
  ]);
});

test("a term may be shown in other words", () => {
  assert.deepEqual(marked("[[hedge|hedges them]]"), [{ sort: "term", id: "hedge", text: "hedges them" }]);
});

test("stars that stand apart from words are stars", () => {
  assert.deepEqual(marked("2 * 3 * 4"), []);
  assert.deepEqual(marked("*a *"), []);
  assert.deepEqual(marked("* a*"), []);
  assert.deepEqual(marked("*a*"), [{ sort: "em", text: "a" }]);
  assert.deepEqual(marked("*a b*"), [{ sort: "em", text: "a b" }]);
});

test("what looks like HTML stays text", () => {
  assert.deepEqual(inlinePieces("<b>x</b> &amp;"), [{ sort: "text", text: "<b>x</b> &amp;" }]);
  assert.deepEqual(marked("*<img onerror=1>*"), [{ sort: "em", text: "<img onerror=1>" }]);
});

test("brackets of another form are no term", () => {
  assert.deepEqual(marked("[[Hedge]] [hedge] [[]] [[a b]]"), []);
});

test("code keeps the stars inside it", () => {
  assert.deepEqual(marked("`a *b* c`"), [{ sort: "code", text: "a *b* c" }]);
});

test("a blank line makes a paragraph, a line break alone does not", () => {
  assert.deepEqual(paragraphTexts("one\ntwo\n\nthree\n  \n four "), ["one\ntwo", "three", "four"]);
  assert.deepEqual(paragraphTexts(""), []);
  assert.deepEqual(paragraphTexts(null), []);
  assert.deepEqual(paragraphTexts("\n\n \n"), []);
});
