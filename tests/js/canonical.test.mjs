import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { same, canonical } = load(["canonical"]);

test("the order of fields makes no difference, however deep", () => {
  assert.equal(canonical({ b: 1, a: { d: 2, c: 3 } }), '{"a":{"c":3,"d":2},"b":1}');
  assert.ok(same({ start: 1, end: 2 }, { end: 2, start: 1 }));
  assert.ok(same([{ q: { b: 1, a: 2 } }], [{ q: { a: 2, b: 1 } }]));
});

test("the order of a list makes a difference", () => {
  assert.ok(same(["a", "b"], ["a", "b"]));
  assert.ok(!same(["a", "b"], ["b", "a"]));
});

test("nothing, null and undefined are the same, and are no other value", () => {
  assert.ok(same(null, undefined));
  assert.ok(!same(null, ""));
  assert.ok(!same(null, 0));
  assert.ok(!same(null, []));
  assert.ok(!same(null, {}));
});

test("a number and its text are two answers", () => {
  assert.ok(!same(1, "1"));
  assert.ok(same(1, 1.0));
});

test("a list is not taken for an object with numbers as names", () => {
  assert.ok(!same(["a"], { 0: "a" }));
});
