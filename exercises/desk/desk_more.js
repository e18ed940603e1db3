// The folded sections: other points for one answer, editions to hand out, and a look at a lesson's files.

/** @param {TeacherPage} page */
function listenToPoints(page) {
  const { run, student, answer, points, reason, save } = page.parts.points;
  const folded = page.sections.points.root.querySelector("details");
  folded?.addEventListener("toggle", () => { if (folded.open && page.state.runs.length && !page.state.students.length) load(); });
  const load = () => ask(page, { do: "students", run: Number(run.value || page.state.run) });
  run.addEventListener("change", load);
  student.addEventListener("change", () => ask(page, { do: "answers", student: student.value }));
  answer.addEventListener("change", () => drawAnswer(page));
  save.addEventListener("click", () => {
    const chosen = page.state.answers[Number(answer.value)];
    const { question = "", lesson = "" } = chosen || {};
    ask(page, { do: "override", student: page.state.student, question, lesson, points: points.value, reason: reason.value });
  });
}

/** @param {TeacherPage} page @param {DeskState | null} before */
function drawPoints(page, before) {
  const { parts, state } = page;
  const { run, student, answer } = parts.points;
  setOptions(run, state.runs.map((one, place) => [String(place), one.title]));
  if (!before || before.run !== state.run || !run.value) run.value = String(state.run);
  setOptions(student, [["", "Choose a student"], ...state.students.map(({ id, name }) => [id, name])]);
  if (!before || before.student !== state.student) student.value = state.student;
  if (before && same(before.answers, state.answers)) return;
  setOptions(answer, [["", state.student ? "Choose an answer" : "Choose a student first"],
    ...state.answers.map((one, place) => [String(place), `${one.question}, ${one.lesson} (${one.points === null ? "no points so far" : `${one.points} of ${one.out_of} from the kit`})`])]);
  answer.value = "";
  drawAnswer(page);
}

/** @param {TeacherPage} page */
function drawAnswer({ parts, state }) {
  const { answer, shown } = parts.points;
  const chosen = answer.value === "" ? null : state.answers[Number(answer.value)];
  shown.hidden = !chosen;
  shown.replaceChildren(...(chosen ? [build("p", { class: "crn-desk-about" }, chosen.prompt), build("p", { class: "crn-desk-given" }, chosen.answer)] : []));
}

/** @param {TeacherPage} page */
function pointsElements({ parts }) {
  const { run, student, answer, shown, points, reason, save } = parts.points;
  return [
    build("p", { class: "crn-how" }, "You can set the points of any answer, also of one that the kit graded. The student reads your reason."),
    labelled("Class", run), labelled("Student", student), labelled("Answer", answer), shown,
    labelled("Points", points), labelled("Reason", reason), build("div", { class: "crn-actions" }, save),
  ];
}

/** @param {TeacherPage} page */
function editionElements({ parts }) {
  const { student, print, browser, lesson, paper, made } = parts.edition;
  /** @param {string} about @param {HTMLElement} press @param {...HTMLElement} more */
  const row = (about, press, ...more) => build("div", { class: "crn-desk-edition" }, build("p", { class: "crn-how" }, about), more, build("div", { class: "crn-actions" }, press));
  return [
    row("For laptops where you can install: a folder and a zip, without keys.", student),
    row("For a room without devices: worksheet, answer sheet and key.", print, build("div", { class: "crn-desk-pair" }, labelled("Lesson", lesson), labelled("Paper", paper))),
    row("For Chromebooks: a site that runs in the browser. Building it takes some minutes, and needs a network and npm the first time.", browser),
    made,
  ];
}

/** @param {TeacherPage} page */
function listenToRest(page) {
  const { parts } = page;
  for (const edition of /** @type {const} */ (["student", "print", "browser"])) {
    parts.edition[edition].addEventListener("click", () => ask(page, { do: "edition", edition, lesson: parts.edition.lesson.value, paper: parts.edition.paper.value }));
  }
  parts.check.addEventListener("click", () => ask(page, { do: "check_lesson", lesson: parts.lesson.value }));
  parts.sample.addEventListener("click", () => ask(page, { do: "sample" }));
  parts.grade.addEventListener("click", () => ask(page, { do: "grade" }));
  parts.work.stop.addEventListener("click", () => ask(page, { do: "stop" }));
}
