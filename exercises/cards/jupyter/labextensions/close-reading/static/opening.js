// A lesson's cards, brought up without a click: when the notebook opens, and after Python was started again.

import { readCells } from "./calls.js";

/** @typedef {import("./calls.js").OwnCell} OwnCell */

const WIDGET = "application/vnd.jupyter.widget-view+json";

// Python looks for modules in the notebook's own folder first. A file there that calls itself “exercises”, or like anything
// that the kit imports, would run with the first cell; so that folder goes off the list first, and so
// does every place that is named from there.
export const OWN_FOLDER_OFF =
  '(lambda s, o: s.path.__setitem__(slice(None), [p for p in s.path if isinstance(p, str) and o.path.isabs(p) and '
  + 'o.path.realpath(p) != o.path.realpath(o.curdir)]))(__import__("sys"), __import__("os"))';

/** The cells of a panel as calls.js reads them. @param {any} panel */
export function cellsOf(panel) {
  return readCells(panel.content.widgets.map((/** @type {any} */ cell) => ({
    type: cell.model.type, source: cell.model.sharedModel.getSource(),
  })));
}

/** Cards are drawn anew each time, so a file keeps none of them: in the next session nothing would be behind them.
 * @param {any} content a notebook, as its file has it; changed in place */
export function withoutCards(content) {
  const { own } = readCells(content.cells.map((/** @type {any} */ cell) => ({
    type: cell.cell_type, source: Array.isArray(cell.source) ? cell.source.join("") : cell.source,
  })));
  content.cells.forEach((/** @type {any} */ cell, /** @type {number} */ place) => {
    if (cell.cell_type !== "code") return;
    if (own[place]) {
      cell.outputs = [];
      cell.execution_count = null;
    } else {
      cell.outputs = cell.outputs.filter((/** @type {any} */ output) => !(output.data && WIDGET in output.data));
    }
  });
  delete content.metadata.widgets;
  return content;
}

/** From now on the notebook is saved without its cards; what is on the screen stays there. @param {any} model */
export function saveWithoutCards(model) {
  const whole = model.toJSON.bind(model);
  model.toJSON = () => withoutCards(whole());
}

/** What a person can change in a notebook, as one text. @param {any} panel */
export function sourcesOf(panel) {
  return JSON.stringify(panel.content.widgets.map((/** @type {any} */ cell) => cell.model.sharedModel.getSource()));
}

/** Name the cells whose code the style sheet leaves out: the kit's own calls, but not where a student is to choose the lesson.
 * @param {any} panel */
export function markOwnCells(panel) {
  const { own } = cellsOf(panel);
  panel.content.widgets.forEach((/** @type {any} */ cell, /** @type {number} */ place) => {
    const isChoice = Boolean(own[place]?.opens) && cell.model.getMetadata("editable") !== false;
    cell.toggleClass("crl-own", own[place] !== null && !isChoice);
  });
}

/** Take away cards that an earlier session left in the file. @param {any} panel */
export function clearOldCards(panel) {
  const { own } = cellsOf(panel);
  panel.content.widgets.forEach((/** @type {any} */ cell, /** @type {number} */ place) => {
    if (cell.model.type !== "code") return;
    const outputs = cell.model.outputs;
    const isOld = outputs.toJSON().some((/** @type {any} */ output) => output.data && WIDGET in output.data);
    if (isOld || (own[place] && outputs.length)) outputs.clear();
  });
}

/** Run the kit's own calls, in order, and nothing else. Resolves to whether all of them ran.
 * @param {any} panel @param {any} NotebookActions JupyterLab's */
export async function runOwnCells(panel, NotebookActions) {
  const kernel = panel.sessionContext.session && panel.sessionContext.session.kernel;
  if (!kernel) return false;
  const asked = kernel.requestExecute({ code: OWN_FOLDER_OFF, silent: true, store_history: false });
  if ((await asked.done).content.status !== "ok") return false;
  // Read only now: what runs is what was read, not what was there a second ago.
  const { own, isLesson, isTeachers } = cellsOf(panel);
  const cells = panel.content.widgets.filter((/** @type {any} */ _, /** @type {number} */ place) => own[place]);
  return (isLesson || isTeachers) && Boolean(await NotebookActions.runCells(panel.content, cells, panel.sessionContext));
}

/** Calls `again` each time Python has started anew; returns a function that stops. @param {any} session a session context
 * @param {() => void} again @param {() => void} lost called when Python has ended */
export function whenStartedAgain(session, again, lost) {
  let isNew = false;
  const onStatus = (/** @type {any} */ _, /** @type {string} */ status) => {
    if (["restarting", "autorestarting"].includes(status)) isNew = true;
    else if (["dead", "terminating"].includes(status)) lost();
    else if (status === "idle" && isNew) {
      isNew = false;
      again();
    }
  };
  const onKernel = (/** @type {any} */ _, /** @type {any} */ change) => { isNew = change.newValue !== null; };
  session.statusChanged.connect(onStatus);
  session.kernelChanged.connect(onKernel);
  return () => {
    session.statusChanged.disconnect(onStatus);
    session.kernelChanged.disconnect(onKernel);
  };
}

/** Calls `heard` with each state of the progress card that Python sends. @param {any} session a session context
 * @param {(state: ProgressState) => void} heard */
export function hearProgress(session, heard) {
  session.iopubMessage.connect((/** @type {any} */ _, /** @type {any} */ message) => {
    const state = message.content.data?.state?.state;
    if (state && Array.isArray(state.parts) && Array.isArray(state.open)) heard(state);
  });
}
