// Which cells a notebook may run by itself. A cell is read here as text, and is run only if every line of it is one of the
// forms below: whole, at the start of its line, with nothing before it and nothing after it. Whatever is not known to be
// harmless is left for a person to run.

/** teacher: what a teacher's notebook opens and shows, by the names that its lines begin with.
 * @typedef {{opens: boolean, asks: string[], methods: string[], teacher: {opens: string[], shows: string[]}}} OwnCell */

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
// A teacher's notebooks. The desk and own lessons do something only when a button is pressed; the others show something.
const IMPORTS_DESK = /^from exercises\.desk import open_desk$/;
const OPENS_DESK = /^(desk) = open_desk\(\)$/;
const IMPORTS_OWN = /^from exercises\.authoring import open_lessons$/;
const OPENS_OWN = /^(lessons) = open_lessons\(\)$/;
const SHOWS_OWN = /^(lessons)\.card\(\)$/;
const OPENS_GUIDE = /^from exercises\.lesson_data import teacher_guide as (guide)$/;
const SHOWS_DESK = /^(desk)\.(?:(?:card|marking|agreement)\(\)|report\("[a-z][a-z_]*"\))$/;
const SHOWS_GUIDE = /^(guide)\.(?:minutes|standards|answer_key|balance)\("[a-z][a-z0-9_]*"\)$/;

/** What a cell of the kit's own calls does, or null for any other cell.
 * @param {string} source @returns {OwnCell | null} */
export function ownCalls(source) {
  if (UNSEEN.test(source)) return null;
  /** @type {OwnCell} */
  const cell = { opens: false, asks: [], methods: [], teacher: { opens: [], shows: [] } };
  const lines = source.split("\n").map((line) => line.replace(/ +$/, ""));
  const isOwn = lines.every((line) => takeLine(line, cell));
  const { opens, shows } = cell.teacher;
  return isOwn && [cell.opens, cell.asks.length, cell.methods.length, opens.length, shows.length].some(Boolean) ? cell : null;
}

/** Note what a line does; false if it is none of ours. @param {string} line @param {OwnCell} cell */
function takeLine(line, cell) {
  if (!line || [COMMENT, IMPORTS_LESSON, IMPORTS_TOOLS, IMPORTS_DESK, IMPORTS_OWN].some((form) => form.test(line))) return true;
  if (OPENS.test(line)) return (cell.opens = true);
  const asks = ASKS.exec(line);
  if (asks) return cell.asks.push(asks[1]) > 0;
  const shows = SHOWS.exec(line);
  if (shows) return cell.methods.push(shows[1] || shows[2] || shows[3]) > 0;
  return takeTeachersLine(line, cell.teacher);
}

/** @param {string} line @param {OwnCell["teacher"]} cell */
function takeTeachersLine(line, cell) {
  const opens = OPENS_DESK.exec(line) || OPENS_OWN.exec(line) || OPENS_GUIDE.exec(line);
  if (opens) return cell.opens.push(opens[1]) > 0;
  const shows = SHOWS_DESK.exec(line) || SHOWS_OWN.exec(line) || SHOWS_GUIDE.exec(line);
  return shows !== null && cell.shows.push(shows[1]) > 0;
}

/** For each cell of a notebook what it does, or null; and whether this is a lesson, or a teacher's notebook, at all.
 * @param {{type: string, source: string}[]} cells */
export function readCells(cells) {
  const own = cells.map((cell) => (cell.type === "code" ? ownCalls(cell.source) : null));
  if (isTeachers(cells, own)) return { own, isLesson: false, isTeachers: true };
  const opening = own.findIndex((cell) => cell && cell.opens);
  // A call before the lesson is open would be about some other thing of that name.
  const found = own.map((cell, place) => (opening >= 0 && place >= opening && !hasTeachers(cell) ? cell : null));
  const isLesson = found.some((cell) => cell && (cell.asks.length > 0 || cell.methods.includes("article")));
  return { own: found, isLesson, isTeachers: false };
}

/** @param {OwnCell | null} cell */
function hasTeachers(cell) {
  return cell !== null && cell.teacher.opens.length + cell.teacher.shows.length > 0;
}

/** A teacher's notebook has the desk, the guide or own lessons, and no other code at all: a desk with code of somebody else's waits for a
 * person to run it. Each name is opened before it is used.
 * @param {{type: string, source: string}[]} cells @param {(OwnCell | null)[]} own */
function isTeachers(cells, own) {
  const open = new Set();
  // JupyterLab adds an empty cell where somebody runs the last one.
  const code = own.filter((_, place) => cells[place].type === "code" && cells[place].source !== "");
  const isWhole = code.every((cell) => {
    if (!cell || cell.opens || cell.asks.length || cell.methods.length) return false;
    for (const name of cell.teacher.opens) open.add(name);
    return cell.teacher.shows.every((name) => open.has(name));
  });
  return isWhole && code.some((cell) => cell && cell.teacher.shows.length > 0);
}
