// One message at a time goes to Python, and we wait for its reply. Python replies with a state that has a new `reply`
// number: number and state come together, so that no front end can deliver one before the other.

const REPLY_WAIT_MS = 10000;

/** @typedef {Message | MarkingMessage | HandInMessage | DeskMessage | ReviewMessage} Sent */
/** line: where the card says that it is waiting. holds: whether a message without a reply yet holds back the next one.
 * @typedef {{model: Model, line: {textContent: string | null}, noReply: string, holds: (sent: Sent, next: Sent) => boolean,
 *   pending: Sent | null, since: number, timer: number | undefined}} Exchange */

/** @param {Model} model @param {Exchange["line"]} line @param {string} noReply @param {Exchange["holds"]} holds @returns {Exchange} */
function newExchange(model, line, noReply, holds) {
  return { model, line, noReply, holds, pending: null, since: 0, timer: undefined };
}

/** A double click or a held key counts as one request. @param {Exchange} exchange @param {Sent} message @param {string} [words] */
function send(exchange, message, words = "") {
  const { pending } = exchange;
  if (pending && exchange.holds(pending, message) && Date.now() - exchange.since < REPLY_WAIT_MS) return;
  settle(exchange);
  exchange.line.textContent = words;
  exchange.pending = message;
  exchange.since = Date.now();
  exchange.timer = setTimeout(() => { exchange.line.textContent = exchange.noReply; }, REPLY_WAIT_MS);
  try {
    exchange.model.send(message);
  } catch {
    settle(exchange);
    exchange.line.textContent = exchange.noReply;
  }
}

/** Stops waiting, and returns what was sent. @param {Exchange} exchange */
function settle(exchange) {
  const { pending } = exchange;
  clearTimeout(exchange.timer);
  exchange.pending = null;
  exchange.line.textContent = "";
  return pending;
}

/** What was sent, if this state is the reply to it; else null. @param {Exchange} exchange @param {{reply?: number}} before @param {{reply?: number}} now */
function repliedTo(exchange, before, now) {
  return now.reply === before.reply ? null : settle(exchange);
}
