// What goes to Python, and its reply to each message, in the order in which they were sent. Python replies with a state that
// has a new `reply` number: number and state come together, so that no front end can deliver one before the other.

const REPLY_WAIT_MS = 10000;

/** @typedef {Message | MarkingMessage | HandInMessage | DeskMessage | ReviewMessage} Sent */
/** line: where the card says that it is waiting. holds: whether a message without a reply yet holds back the next one.
 * pending: what waits for its reply, the oldest first.
 * @typedef {{model: Model, line: {textContent: string | null}, noReply: string, holds: (sent: Sent, next: Sent) => boolean,
 *   pending: {message: Sent, since: number}[], timer: number | undefined}} Exchange */

/** @param {Model} model @param {Exchange["line"]} line @param {string} noReply @param {Exchange["holds"]} holds @returns {Exchange} */
function newExchange(model, line, noReply, holds) {
  return { model, line, noReply, holds, pending: [], timer: undefined };
}

/** A double click or a held key counts as one request. @param {Exchange} exchange @param {Sent} message @param {string} [words] */
function send(exchange, message, words = "") {
  const now = Date.now();
  const waiting = exchange.pending.filter(({ since }) => now - since < REPLY_WAIT_MS);
  if (waiting.some((one) => exchange.holds(one.message, message))) return;
  clearTimeout(exchange.timer);
  exchange.line.textContent = words;
  exchange.pending = [...waiting, { message, since: now }];
  exchange.timer = setTimeout(() => { exchange.line.textContent = exchange.noReply; }, REPLY_WAIT_MS);
  try {
    exchange.model.send(message);
  } catch {
    exchange.pending.pop();
    clearTimeout(exchange.timer);
    exchange.line.textContent = exchange.noReply;
  }
}

/** Stops waiting, and returns what was sent last. @param {Exchange} exchange */
function settle(exchange) {
  const last = exchange.pending.at(-1);
  clearTimeout(exchange.timer);
  exchange.pending = [];
  exchange.line.textContent = "";
  return last ? last.message : null;
}

/** What was sent, if this state is the reply to it; else null. Two messages may be on their way: each has its own reply.
 * @param {Exchange} exchange @param {{reply?: number}} before @param {{reply?: number}} now */
function repliedTo(exchange, before, now) {
  const replies = (now.reply || 0) - (before.reply || 0);
  if (replies === 0) return null;
  // After a restart Python counts anew; nothing that was sent before gets a reply then.
  if (replies < 0 || replies >= exchange.pending.length) return settle(exchange);
  return exchange.pending.splice(0, replies)[replies - 1].message;
}
