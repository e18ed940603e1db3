// Long work, and what grading came to: what was said, what to open, what waits.

// Where the progress of each sort of work is shown.
/** @type {Record<string, string>} */
const WORK_SECTION = { grade: "grade", sample: "handins", edition: "edition", check: "check" };
/** @type {Record<string, string>} */
const ROOM_WORDS = { mark_open_answers: "mark open answers", class_report: "look at the class" };

/** @param {TeacherPage} page @param {DeskState | null} before */
function drawWork(page, before) {
  const { parts, state, sections } = page;
  const { work } = state;
  const { root, status, bar, count, stop, going, problem, lines, log } = parts.work;
  root.hidden = !work;
  if (!work || (before && same(before.work, work))) return;
  const section = sections[WORK_SECTION[work.what]];
  if (root.parentElement !== section.inside) (work.what === "grade" ? parts.grades : section.said).before(root);
  const isEnd = Boolean(before?.work?.running) && !work.running;
  if (work.running) status.textContent = `${work.title} …`;
  else if (isEnd || !status.textContent) status.textContent = endText(work);
  const hadFocus = stop === document.activeElement;
  going.hidden = !work.running;
  if (hadFocus && going.hidden) (work.what === "grade" ? parts.grade : status.closest("section"))?.focus();
  bar.removeAttribute("value");
  if (work.of) Object.assign(bar, { max: work.of, value: work.done });
  count.textContent = work.of ? `${work.done} of ${work.of} students` : work.lines.at(-1) || "";
  show(problem, work.problem);
  log.hidden = work.lines.length === 0;
  if (isEnd && work.what === "check") log.open = true;
  lines.replaceChildren(...work.lines.map((line) => build("li", {}, line)));
}

/** @param {DeskWork} work */
function endText(work) {
  if (work.stopped) return `${work.title} was stopped. What was there before is still there.`;
  return work.problem ? "" : `${work.title} is done.`;
}

/** A sentence, or nothing at all. @param {HTMLElement} line @param {string | undefined} text */
function show(line, text) {
  line.hidden = !text;
  if (line.textContent !== (text || "")) line.textContent = text || "";
}

/** @param {TeacherPage} page @param {DeskState | null} before */
function drawResults(page, before) {
  const { parts, state } = page;
  parts.grades.textContent = state.chosen.handins ? `Tables and pages go into ${state.grades}.` : "";
  if (before && same([before.runs, before.overview], [state.runs, state.overview])) return;
  parts.results.replaceChildren(
    ...(state.overview.length ? [build("ul", { class: "crn-desk-files" }, fileRows(state.overview, page.home, page.show))] : []),
    ...state.runs.map((run, place) => runElement(page, run, place)));
}

/** One class that was graded. @param {TeacherPage} page @param {DeskRun} run @param {number} place */
function runElement(page, run, place) {
  const marks = run.waiting === 1 ? "Mark 1 open answer" : run.waiting ? `Mark ${run.waiting} open answers` : "Mark open answers";
  const id = freshId("result");
  return build("article", { class: "crn-desk-run", "aria-labelledby": id },
    build("h3", { id, class: "crn-desk-run-title" }, run.title),
    build("ul", { class: "crn-desk-told" }, run.said.map((text) => build("li", {}, text))),
    build("ul", { class: "crn-desk-files" }, fileRows(run.files, page.home, page.show)),
    build("div", { class: "crn-actions" },
      roomButton(page, "mark_open_answers", place, marks), roomButton(page, "class_report", place, "Look at the class")));
}

/** @param {TeacherPage} page @param {string} name @param {number} run @param {string} words */
function roomButton(page, name, run, words) {
  return button("crn-desk-room", words, { "data-room": name, onclick: () => ask(page, { do: "room", name, run }) });
}

/** Once Python knows which class a notebook is to show, the notebook opens. Our extension does that in this window; without
 * it, a link does. @param {TeacherPage} page @param {string} name */
function openRoom(page, name) {
  const event = new CustomEvent("close-reading-room", { bubbles: true, composed: true, cancelable: true, detail: { name } });
  if (!page.root.dispatchEvent(event)) return;
  const address = servedAddress(`${page.here}/${name}.ipynb`, page.home, "lab/tree");
  const words = `Open ${name}.ipynb to ${ROOM_WORDS[name] || "go on"}.`;
  page.sections.marks.said.replaceChildren(address ? build("a", { href: address, target: "_blank", rel: "noopener" }, words) : words);
}
