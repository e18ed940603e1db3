import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { isLedger, matchAnswer, matchValue } = load(["match"]);
const cell = (item, column, value) => ({ item, column, value });

test("one column without an id is a plain match, all else a ledger", () => {
  assert.equal(isLedger([{ id: "" }]), false);
  assert.equal(isLedger([{ id: "who" }]), true);
  assert.equal(isLedger([{ id: "" }, { id: "who" }]), true);
});

test("empty cells are left out, and an empty table is no answer", () => {
  assert.equal(matchAnswer([cell("a", "", ""), cell("b", "", "")], false), null);
  assert.deepEqual(matchAnswer([cell("a", "", "x"), cell("b", "", "")], false), { a: "x" });
  assert.equal(matchAnswer([cell("a", "who", "")], true), null);
});

test("a ledger's row gathers its columns", () => {
  const cells = [cell("a", "who", "x"), cell("a", "how", "y"), cell("b", "who", ""), cell("b", "how", "z")];
  assert.deepEqual(matchAnswer(cells, true), { a: { who: "x", how: "y" }, b: { how: "z" } });
});

test("an answer is written into its own cells, and the others are emptied", () => {
  assert.equal(matchValue({ a: "x" }, { item: "a", column: "" }, false), "x");
  assert.equal(matchValue({ a: "x" }, { item: "b", column: "" }, false), "");
  assert.equal(matchValue(null, { item: "a", column: "" }, false), "");
  assert.equal(matchValue({ a: { who: "x" } }, { item: "a", column: "who" }, true), "x");
  assert.equal(matchValue({ a: { who: "x" } }, { item: "a", column: "how" }, true), "");
  assert.equal(matchValue({}, { item: "a", column: "how" }, true), "");
});
