import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { load } from "./load.mjs";

class Element {
  constructor(tag) { Object.assign(this, { tag, attributes: {}, children: [], heard: {}, classes: [] }); }
  get classList() { return { add: (name) => this.classes.push(name) }; }
  setAttribute(name, value) { this.attributes[name] = value; }
  addEventListener(name, hear) { (this.heard[name] ||= []).push(hear); }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  fire(name, event = {}) { for (const hear of this.heard[name] || []) hear(event); }
}
const page = {
  Element,
  document: { createElement: (tag) => new Element(tag), createTextNode: (text) => ({ text }) },
  globalThis: {},
};
const { build, freshId, inline, prose, isCommandKey, keepKeys, host, hostShowing, isFleeting } = load(["lesson_text", "base"], page);
const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });

beforeEach(() => { delete page.globalThis.closeReading; });

test("attributes that are false, null or undefined are left out; true is an empty one", () => {
  const node = build("p", { id: "a", hidden: true, open: false, title: null, lang: undefined, tabindex: 0 });
  assert.deepEqual(node.attributes, { id: "a", hidden: "", tabindex: "0" });
});

test("a function is listened to, and never written into the page", () => {
  let clicks = 0;
  const node = build("button", { onclick: () => { clicks += 1; } });
  node.fire("click");
  assert.equal(clicks, 1);
  assert.deepEqual(node.attributes, {});
});

test("children may be lists, and what is false or missing is left out", () => {
  const one = build("b");
  assert.deepEqual(build("p", {}, "a", [one, 1], null, undefined, false, 0).children, ["a", one, 1, 0]);
});

test("no two ids are the same", () => {
  assert.notEqual(freshId("a"), freshId("a"));
  assert.match(freshId("term"), /^crn-term-/);
});

test("lesson text becomes nodes, and what looks like HTML is text", () => {
  const [before, strong] = inline("a *<b>*");
  assert.deepEqual(before, { text: "a " });
  assert.deepEqual([strong.tag, strong.children], ["em", ["<b>"]]);
  assert.deepEqual(inline("[[unknown-word]]")[1], { text: "unknown-word" });
  assert.deepEqual(inline("[[unknown-word|shown]]")[1], { text: "shown" });
  assert.deepEqual(prose("a\n\nb").map((node) => node.tag), ["p", "p"]);
});

test("letters, digits, arrows and Enter are a notebook's commands; the browser's own keys are not", () => {
  for (const name of ["b", "D", "1", "Enter", " ", "ArrowDown", "Delete", "F"]) assert.ok(isCommandKey(key(name)), name);
  for (const name of ["Tab", "Escape", "F5", "F12"]) assert.ok(!isCommandKey(key(name)), name);
  for (const held of ["ctrlKey", "metaKey", "altKey"]) assert.ok(!isCommandKey(key("s", { [held]: true })), held);
});

test("undo and redo, running a cell, and the keys that are held for them end at the card", () => {
  for (const name of ["z", "Z", "y", "Enter"]) assert.ok(isCommandKey(key(name, { ctrlKey: true })), name);
  assert.ok(isCommandKey(key("z", { metaKey: true })));
  for (const name of ["Control", "Meta", "Shift", "Alt"]) assert.ok(isCommandKey(key(name, { ctrlKey: true })), name);
});

test("a letter ends at the card, and Tab goes on", () => {
  const root = new Element("div");
  keepKeys(root);
  let stopped = 0;
  root.fire("keydown", key("b", { stopPropagation: () => { stopped += 1; } }));
  assert.equal(stopped, 1);
  root.fire("keydown", key("Tab", { stopPropagation: () => { stopped += 1; } }));
  assert.equal(stopped, 1);
});

test("the card and whatever in it has the focus say that their keys are their own", () => {
  const [root, button, other] = [new Element("div"), new Element("button"), new Element("button")];
  keepKeys(root);
  root.fire("focusin", { target: button });
  const mark = { "data-lm-suppress-shortcuts": "true" };
  assert.deepEqual([root.attributes, button.attributes, other.attributes], [{ ...mark, tabindex: "-1" }, mark, {}]);
});

test("a click on a text of the card leaves the focus in it, and a field keeps its own", () => {
  const [root, text, field] = [new Element("div"), new Element("p"), new Element("input")];
  let focused = 0;
  Object.assign(root, { focus: () => { focused += 1; }, contains: () => true });
  text.closest = () => root;
  field.closest = () => field;
  keepKeys(root);
  root.fire("mousedown", { target: text });
  assert.equal(focused, 1);
  root.fire("mousedown", { target: field });
  assert.equal(focused, 1);
});

test("what anywidget renders keeps its keys, and gives what ends it", () => {
  const el = new Element("div");
  const stop = () => {};
  assert.equal(host(() => stop).render({ model: {}, el }), stop);
  assert.deepEqual(el.classes, ["crn-host"]);
});

test("a card that only shows is drawn anew with each change, until it is taken away", () => {
  const heard = {};
  const model = { get: (name) => model[name], on: (name, hear) => { heard[name] = hear; }, off: (name) => { delete heard[name]; }, state: { done: 1 } };
  const el = new Element("div");
  const stop = hostShowing("state", ({ done }) => `done ${done}`).render({ model, el });
  assert.deepEqual(el.children, ["done 1"]);
  model.state = { done: 2 };
  heard["change:state"]();
  assert.deepEqual(el.children, ["done 2"]);
  stop();
  assert.deepEqual(heard, {});
});

test("answers are fleeting only where the browser edition says that they do not last", () => {
  assert.equal(isFleeting(), false);
  page.globalThis.closeReading = { lasting: true };
  assert.equal(isFleeting(), false);
  page.globalThis.closeReading = { lasting: false };
  assert.equal(isFleeting(), true);
});
