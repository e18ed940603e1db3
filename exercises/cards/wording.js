// Numbers, quotations and limits in words. Pure: no access to the page.

/** @param {number} number @param {string} one @param {string} [many] */
function counted(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/** @param {number} number */
function rounded(number) {
  return Math.round(number * 100) / 100;
}

/** @param {string} text */
function countWords(text) {
  return text.trim() ? text.trim().split(/\s+/).length : 0;
}

/** @param {string} text @param {number} [words] */
function shortened(text, words = 12) {
  const all = text.split(/\s+/);
  return all.length <= words ? text : `${all.slice(0, words - 4).join(" ")} … ${all.slice(-3).join(" ")}`;
}

/** Words that already have quotation marks get no second pair. @param {string} text */
function quoted(text) {
  return /^[“"]/.test(text) || /[”"]$/.test(text) ? text : `“${text}”`;
}

/** @param {number | null | undefined} points @param {number} outOf */
function pointsText(points, outOf) {
  return points === null || points === undefined ? "" : `${rounded(points)} of ${counted(rounded(outOf), "point")}`;
}

/** What an answer earned, in whole numbers: full points, or how much of it fits. Fractions of a point are for teachers.
 * @param {ResultData} result */
function worthOfResult({ points, out_of: outOf, count }) {
  if (points === null || points === undefined) return "";
  if (points < outOf && count) return count;
  return Number.isInteger(points) ? pointsText(points, outOf) : "";
}

/** What to try is said once, however many parts it is said of. @param {NoticeData[]} notices */
function onceEach(notices) {
  return notices.map((notice, place) =>
    (notices.findIndex((one) => one.next === notice.next) < place ? { ...notice, next: "" } : notice));
}

/** What a question is worth, and how long it takes. @param {{points?: number, minutes?: number}} question */
function worthText({ points, minutes }) {
  const worth = [];
  if (points) worth.push(counted(points, "point"));
  if (minutes) worth.push(`about ${minutes} min`);
  return worth.join(" · ");
}

/** @param {number} left */
function hintText(left) {
  return left > 0 ? `Hint (${left} left)` : "No hints left";
}

/** What comes after the number of words. @param {{min_words?: number, max_words?: number}} question */
function limitsText({ min_words: least, max_words: most }) {
  if (least && most) return `; between ${least} and ${most}`;
  if (least) return `; at least ${least}`;
  return most ? `; at most ${most}` : "";
}

/** How many of the conditions that earn points are met; before the first check, a title for the list. @param {number} [met] @param {number} [asked] */
function conditionsText(met, asked) {
  return met === undefined || asked === undefined ? "What the check looks for" : `${met} of ${counted(asked, "condition")}`;
}

/** Paragraph numbers in words. @param {number[]} numbers in order, at least one */
function paragraphsText(numbers) {
  const last = numbers[numbers.length - 1];
  if (numbers.length === 1) return `paragraph ${last}`;
  const unbroken = numbers.length > 2 && last - numbers[0] === numbers.length - 1;
  return `paragraphs ${unbroken ? `${numbers[0]} to` : `${numbers.slice(0, -1).join(", ")} and`} ${last}`;
}

/** @param {boolean} savesOnly @param {boolean} kept */
function unsavedText(savesOnly, kept) {
  return `Not ${savesOnly ? "saved" : "checked"} yet. ${kept ? "What you have so far is kept." : "It is only on this screen."}`;
}

/** @param {number} others */
function otherText(others) {
  return others === 1 ? "Show your other version" : `Show another of your ${others + 1} versions`;
}

/** What is open in this notebook. @param {{open: string[], of: number}} state */
function unansweredText({ open, of }) {
  return open.length === 0 ? `All ${of} answered.` : `${open.length} of ${of} not answered.`;
}

/** @param {string[]} typed */
function typedText(typed) {
  if (typed.length === 0) return "";
  return `${counted(typed.length, "answer")} typed and not checked: what is not checked is not in the file.`;
}

/** @param {Date} date */
function clockText(date) {
  return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** The text at the bottom of the card: tries, and progress in the notebook. @param {CardState} state */
function tallyText({ attempts, progress }) {
  const facts = [];
  if (attempts) facts.push(counted(attempts, "attempt"));
  if (progress && progress.of) facts.push(`${progress.done} of ${progress.of} done`);
  return facts.join(" · ");
}

/** @param {ProgressState} state */
function progressText({ points, out_of: outOf, waiting }) {
  const facts = [];
  if (outOf) facts.push(`${points > Math.floor(points) ? "over " : ""}${pointsText(Math.floor(points), outOf)} so far`);
  if (waiting) facts.push(`${counted(waiting, "answer")} waiting for your teacher`);
  return facts.join(" · ");
}

/** Which questions are open, by their numbers. @param {number[]} open @param {number} of */
function openNumbersText(open, of) {
  if (open.length === 0) return `All ${of} questions are answered.`;
  if (open.length === of) return "No question is answered yet.";
  if (open.length > 6) return `Still open: ${open.length} of ${of} questions.`;
  const last = open[open.length - 1];
  const numbers = open.length === 1 ? `${last}` : `${open.slice(0, -1).join(", ")} and ${last}`;
  return `Still open: ${open.length === 1 ? "question" : "questions"} ${numbers} of ${of}.`;
}
