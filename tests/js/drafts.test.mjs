import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { draftPrefix, keepLocally, localDrafts, dropLocally, forgetOldDrafts, draftsToShow } = load(["canonical", "drafts"]);
const draft = (by, at, answer, after = 0) => ({ by, at, after, answer });
const DAY = 86400000;

function newStore(most = Infinity) {
  const held = new Map();
  return {
    held,
    get length() { return held.size; },
    key: (place) => [...held.keys()][place],
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => { if (held.size >= most && !held.has(name)) throw new Error("full"); held.set(name, value); },
    removeItem: (name) => { held.delete(name); },
  };
}

test("each tab keeps its newest draft of an answer, and other answers and folders are apart", () => {
  const store = newStore();
  const prefix = draftPrefix("folder", "your-brief");
  assert.ok(keepLocally(store, prefix, draft("t1", 1, "a")));
  assert.ok(keepLocally(store, prefix, draft("t1", 2, "ab")));
  assert.ok(keepLocally(store, prefix, draft("t2", 3, "c")));
  keepLocally(store, draftPrefix("folder", "your-brief-2"), draft("t1", 4, "x"));
  keepLocally(store, draftPrefix("other", "your-brief"), draft("t1", 5, "y"));
  assert.deepEqual(localDrafts(store, prefix), [draft("t1", 2, "ab"), draft("t2", 3, "c")]);
});

test("what Python has goes, and what was typed since stays", () => {
  const store = newStore();
  const prefix = draftPrefix("folder", "q");
  keepLocally(store, prefix, draft("t1", 5, "newer"));
  dropLocally(store, prefix, [["t1", 4], ["t2", 9]]);
  assert.equal(localDrafts(store, prefix).length, 1);
  dropLocally(store, prefix, [["t1", 5]]);
  assert.equal(localDrafts(store, prefix).length, 0);
});

test("a store that is full, forbidden or holds something else costs nothing but the copy", () => {
  assert.equal(keepLocally(newStore(0), "p:", draft("t1", 1, "a")), false);
  assert.equal(keepLocally(null, "p:", draft("t1", 1, "a")), false);
  assert.deepEqual(localDrafts(null, "p:"), []);
  const store = newStore();
  store.setItem("p:t1", "{torn");
  store.setItem("p:t2", "7");
  assert.deepEqual(localDrafts(store, "p:"), []);
  dropLocally(store, "p:", [["t1", 9]]);
});

test("drafts of a month ago go, and nothing of another page does", () => {
  const store = newStore();
  store.setItem("theme", "dark");
  keepLocally(store, draftPrefix("folder", "q"), draft("t1", 1, "old"));
  keepLocally(store, draftPrefix("folder", "q"), draft("t2", 20 * DAY, "new"));
  forgetOldDrafts(store, 40 * DAY);
  assert.deepEqual([...store.held.keys()], ["theme", `${draftPrefix("folder", "q")}t2`]);
});

test("the newest draft is shown, from wherever it is", () => {
  const kept = [draft("t1", 5, "file")];
  assert.equal(draftsToShow(kept, [draft("t1", 6, "browser")], null, 0).draft.answer, "browser");
  assert.equal(draftsToShow(kept, [draft("t1", 4, "browser")], null, 0).draft.answer, "file");
  assert.deepEqual(draftsToShow([], [], "checked", 2), { draft: null, others: [] });
});

test("an answer that was checked later is shown itself, and the draft is offered", () => {
  const { draft: shown, others } = draftsToShow([draft("t1", 5, "mine", 1)], [], "theirs", 2);
  assert.equal(shown, null);
  assert.deepEqual(others.map((one) => one.answer), ["mine"]);
});

test("two tabs with two drafts: the newer is shown, the older is offered, and the same is not offered twice", () => {
  const both = draftsToShow([draft("t1", 5, "one"), draft("t2", 6, "other"), draft("t3", 4, "other")], [], null, 0);
  assert.equal(both.draft.answer, "other");
  assert.deepEqual(both.others.map((one) => one.answer), ["one"]);
  assert.deepEqual(draftsToShow([draft("t1", 5, "same")], [], "same", 0), { draft: null, others: [] });
});
