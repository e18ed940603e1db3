import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { load } from "./load.mjs";

const NO_REPLY = "No reply yet.";
let now, timers, sent, line, fails;
const clock = {
  Date: { now: () => now },
  setTimeout: (ring, wait) => timers.push({ ring, at: now + wait }),
  clearTimeout: (number) => { if (number !== undefined) timers[number - 1] = null; },
};
const { REPLY_WAIT_MS, newExchange, send, settle, repliedTo } = load(["exchange"], clock);

function pass(time) {
  now += time;
  timers.forEach((timer, place) => {
    if (!timer || timer.at > now) return;
    timers[place] = null;
    timer.ring();
  });
}

function exchange(holds = (before, next) => before.do === next.do) {
  return newExchange({ send: (message) => { if (fails) throw new Error("no comm"); sent.push(message.do); } }, line, NO_REPLY, holds);
}

beforeEach(() => {
  [now, timers, sent, line, fails] = [1000, [], [], { textContent: "" }, false];
});

test("a message is sent, and the card says that it waits", () => {
  const one = exchange();
  send(one, { do: "check", answer: 1 }, "Checking…");
  assert.deepEqual(sent, ["check"]);
  assert.equal(line.textContent, "Checking…");
  assert.deepEqual(one.pending.map(({ message }) => message), [{ do: "check", answer: 1 }]);
});

test("a double click is one wish, until its reply or the end of waiting", () => {
  const one = exchange();
  send(one, { do: "check", answer: 1 });
  send(one, { do: "check", answer: 2 });
  pass(REPLY_WAIT_MS - 1);
  send(one, { do: "check", answer: 3 });
  assert.deepEqual(sent, ["check"]);
  assert.deepEqual(one.pending[0].message.answer, 1);
  pass(1);
  send(one, { do: "check", answer: 4 });
  assert.deepEqual(sent, ["check", "check"]);
});

test("another wish is held back only where the card says so", () => {
  const card = exchange();
  send(card, { do: "check", answer: 1 });
  send(card, { do: "hint" });
  assert.deepEqual(sent, ["check", "hint"]);
  sent = [];
  const desk = exchange(() => true);
  send(desk, { do: "save" });
  send(desk, { do: "skip" });
  assert.deepEqual(sent, ["save"]);
});

test("when no reply comes, the card says so, and not a moment before", () => {
  send(exchange(), { do: "hint" });
  pass(REPLY_WAIT_MS - 1);
  assert.equal(line.textContent, "");
  pass(1);
  assert.equal(line.textContent, NO_REPLY);
});

test("each wish waits its own time: that of the one before it is over", () => {
  const one = exchange();
  send(one, { do: "check", answer: 1 });
  pass(1000);
  send(one, { do: "hint" });
  pass(REPLY_WAIT_MS - 1);
  assert.equal(line.textContent, "");
  pass(1);
  assert.equal(line.textContent, NO_REPLY);
});

test("a reply ends the waiting, and gives what was sent", () => {
  const one = exchange();
  send(one, { do: "check", answer: "may" }, "Checking…");
  assert.deepEqual(repliedTo(one, { reply: 0 }, { reply: 1 }), { do: "check", answer: "may" });
  assert.equal(line.textContent, "");
  pass(2 * REPLY_WAIT_MS);
  assert.equal(line.textContent, "", "no late word of a reply that did come");
  send(one, { do: "check", answer: "june" });
  assert.deepEqual(sent, ["check", "check"]);
});

test("of two messages on their way each gets its own reply", () => {
  const desk = exchange(() => false);
  send(desk, { do: "keep" });
  send(desk, { do: "room" }, "Opening…");
  assert.deepEqual(repliedTo(desk, { reply: 1 }, { reply: 2 }), { do: "keep" });
  assert.equal(line.textContent, "Opening…");
  assert.deepEqual(repliedTo(desk, { reply: 2 }, { reply: 3 }), { do: "room" });
  assert.equal(line.textContent, "");
  send(desk, { do: "keep" });
  send(desk, { do: "room" });
  assert.deepEqual(repliedTo(desk, { reply: 3 }, { reply: 5 }), { do: "room" }, "two replies in one state");
  send(desk, { do: "keep" });
  send(desk, { do: "room" });
  repliedTo(desk, { reply: 5 }, { reply: 1 });
  assert.deepEqual(desk.pending, [], "Python was started again");
});

test("a late reply takes back that there was none", () => {
  const one = exchange();
  send(one, { do: "hint" });
  pass(REPLY_WAIT_MS);
  repliedTo(one, { reply: 4 }, { reply: 5 });
  assert.equal(line.textContent, "");
});

test("a state from elsewhere is no reply: the card goes on waiting", () => {
  const one = exchange();
  send(one, { do: "check", answer: 1 }, "Checking…");
  assert.equal(repliedTo(one, { reply: 3, answer: 0 }, { reply: 3, answer: 2 }), null);
  assert.equal(line.textContent, "Checking…");
  pass(REPLY_WAIT_MS);
  assert.equal(line.textContent, NO_REPLY);
});

test("a reply to a message from another view of the card brings nothing that was sent here", () => {
  assert.equal(repliedTo(exchange(), { reply: 3 }, { reply: 4 }), null);
});

test("a message that cannot be sent is no wish that waits", () => {
  fails = true;
  const one = exchange();
  send(one, { do: "check", answer: 1 }, "Checking…");
  assert.equal(line.textContent, NO_REPLY);
  assert.deepEqual(one.pending, []);
  fails = false;
  send(one, { do: "check", answer: 1 }, "Checking…");
  assert.deepEqual(sent, ["check"]);
  assert.equal(line.textContent, "Checking…");
});

test("a card that is taken away leaves no timer", () => {
  const one = exchange();
  send(one, { do: "hint" });
  settle(one);
  assert.deepEqual(timers.filter(Boolean), []);
});
