import assert from "node:assert/strict";
import { test } from "node:test";
import { load, paragraphs } from "./load.mjs";

const { flatTokens, textBetween, plainLetters, findWords, placeOfQuote } = load(["words"]);
const TEXT = paragraphs(
  ["Gantz said “we thank you”.", "Iran’s proxies – all of them – are there."],
  ["Gantz said it. He said it again."],
);
const tokens = flatTokens(TEXT);
const found = (typed) => findWords(tokens, typed).map(({ from, to }) => textBetween(tokens, from, to));

test("tokens of all paragraphs are one list, and a sentence's number is its own", () => {
  assert.equal(tokens.length, TEXT[0].tokens.length + TEXT[1].tokens.length);
  assert.deepEqual(tokens[0], { start: 0, end: 5, text: "Gantz", gap: " ", paragraph: 1, sentence: "1.0" });
  assert.equal(tokens.find((token) => token.text === "Iran’s").sentence, "1.1");
  assert.equal(tokens.at(-1).paragraph, 2);
  assert.deepEqual(flatTokens([]), []);
});

test("text between two places has the gaps inside it, and none at its end", () => {
  assert.equal(textBetween(tokens, 0, 0), "Gantz");
  assert.equal(textBetween(tokens, 0, 1), "Gantz said");
  assert.equal(textBetween(tokens, 1, 3), "said “we");
});

test("curly marks, dashes and capitals are typed plainly", () => {
  assert.equal(plainLetters("“Iran’s” – NOW"), "\"iran's\" - now");
  assert.equal(plainLetters("a\u00a0 b\n\tc"), "a b c");
  assert.deepEqual(found("iran's proxies - ALL"), ["Iran’s proxies – all"]);
  assert.deepEqual(found("Iran’s"), ["Iran’s"]);
});

test("words are found in every place, whole words only", () => {
  assert.equal(found("said").length, 3);
  assert.equal(found("Gantz said").length, 2);
  assert.deepEqual(found("sai"), []);
  assert.deepEqual(found("aid it"), []);
  assert.deepEqual(found("of the"), []);
  assert.deepEqual(found("of them"), ["of them"]);
});

test("words are not found across two paragraphs, and are across two sentences", () => {
  assert.deepEqual(found("there. Gantz"), []);
  assert.deepEqual(found("it. He"), ["it. He"]);
});

test("blanks around what was typed do not matter", () => {
  assert.deepEqual(found("  we   thank "), ["we thank"]);
  assert.deepEqual(found(""), []);
  assert.deepEqual(found("   "), []);
});

test("quotation marks that the student adds are left away, those of the text are taken along", () => {
  assert.deepEqual(found("“we thank you”"), ["“we thank you”"]);
  assert.deepEqual(found('"thank you"'), ["thank you"]);
  assert.deepEqual(found("“said it”"), ["said it", "said it"]);
  assert.deepEqual(found("“said it” "), ["said it", "said it"]);
  assert.deepEqual(found("“”"), []);
  assert.deepEqual(found("  “we thank you” "), ["“we thank you”"]);
  assert.deepEqual(found("“ said it ”"), ["said it", "said it"]);
});

test("a quotation goes where it is written just so, before where it is only spelled so", () => {
  const two = flatTokens(paragraphs(["IRAN spoke. Iran spoke."]));
  assert.deepEqual(placeOfQuote(two, "Iran spoke"), { from: 3, to: 4 });
  assert.deepEqual(placeOfQuote(two, "IRAN spoke"), { from: 0, to: 1 });
  assert.deepEqual(placeOfQuote(two, "iran spoke"), { from: 0, to: 1 });
  assert.equal(placeOfQuote(two, "Iraq spoke"), undefined);
});

test("places that overlap are all found", () => {
  const row = flatTokens(paragraphs(["no no no"]));
  assert.deepEqual(findWords(row, "no no"), [{ from: 0, to: 1 }, { from: 1, to: 2 }]);
  assert.deepEqual(findWords(flatTokens(paragraphs(["so??"])), "?"), [{ from: 1, to: 1 }, { from: 2, to: 2 }]);
});
