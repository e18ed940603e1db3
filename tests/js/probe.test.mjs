import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { valueText, verdictText } = load(["probe"]);

test("what a function gave is shown as it is, and nothing as a word", () => {
  assert.equal(valueText("0.5"), "0.5");
  assert.equal(valueText(0), "0");
  assert.equal(valueText(false), "false");
  assert.equal(valueText(null), "nothing");
  assert.equal(valueText(undefined), "nothing");
  assert.equal(valueText([1, "a"]), '[1,"a"]');
});

test("a call that is only recorded is neither right nor wrong", () => {
  assert.equal(verdictText(true), "✓ as expected");
  assert.equal(verdictText(false), "↺ something else");
  assert.equal(verdictText(null), "recorded");
  assert.equal(verdictText(undefined), "recorded");
});
