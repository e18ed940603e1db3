// Which cells a notebook may run by itself. A cell is read here as text, and is run only if every line of it is one of the
// forms below: whole, at the start of its line, with nothing before it and nothing after it. Whatever is not known to be
// harmless is left for a person to run.

/** @typedef {{opens: boolean, asks: string[], methods: string[]}} OwnCell */

// Printable text alone: Python and IPython end a line at characters that look like nothing, and a sign that turns the
// direction of writing can make code look like a comment.
const UNSEEN = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;
const COMMENT = /^#(?: .*)?$/u;
const IMPORTS_LESSON = /^from exercises import open_lesson$/;
const IMPORTS_TOOLS = /^from exercises\.text import (?:statistics|voices|wording)(?:, (?:statistics|voices|wording))*$/;
// A name alone: a folder to write into is for a person to choose.
const OPENS = /^lesson = open_lesson\((?:"[a-z][a-z0-9_]*")?\)$/;
const ASKS = /^lesson\.ask\("([a-z0-9][a-z0-9-]*)"\)$/;
// What only shows something, of the lesson or of one notebook; hand_in without an id shows its card.
const SHOWS = /^lesson\.(?:(article)|(progress|my_reading)\((?:"[a-z0-9][a-z0-9_]*")?\)|(hand_in)\(\))$/;

/** What a cell of the kit's own calls does, or null for any other cell.
 * @param {string} source @returns {OwnCell | null} */
export function ownCalls(source) {
  if (UNSEEN.test(source)) return null;
  /** @type {OwnCell} */
  const cell = { opens: false, asks: [], methods: [] };
  const lines = source.split("\n").map((line) => line.replace(/ +$/, ""));
  const isOwn = lines.every((line) => takeLine(line, cell));
  return isOwn && (cell.opens || cell.asks.length || cell.methods.length) ? cell : null;
}

/** Note what a line does; false if it is none of ours. @param {string} line @param {OwnCell} cell */
function takeLine(line, cell) {
  if (!line || COMMENT.test(line) || IMPORTS_LESSON.test(line) || IMPORTS_TOOLS.test(line)) return true;
  if (OPENS.test(line)) return (cell.opens = true);
  const asks = ASKS.exec(line);
  if (asks) return cell.asks.push(asks[1]) > 0;
  const shows = SHOWS.exec(line);
  return shows !== null && cell.methods.push(shows[1] || shows[2] || shows[3]) > 0;
}

/** For each cell of a notebook what it does, or null; and whether this is a lesson at all.
 * @param {{type: string, source: string}[]} cells */
export function readCells(cells) {
  const own = cells.map((cell) => (cell.type === "code" ? ownCalls(cell.source) : null));
  const opening = own.findIndex((cell) => cell && cell.opens);
  // A call before the lesson is open would be about some other thing of that name.
  const found = own.map((cell, place) => (opening >= 0 && place >= opening ? cell : null));
  return { own: found, isLesson: found.some((cell) => cell && (cell.asks.length > 0 || cell.methods.includes("article"))) };
}
