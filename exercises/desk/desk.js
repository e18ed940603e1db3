// The teacher's desk: what is on screen, what was sent, and what Python says of it.

/** asked: whether the state that is being drawn is the reply to something that was asked here.
 * @typedef {{model: Model, state: DeskState, parts: TeacherParts, root: HTMLElement, home: string, here: string, asked: boolean,
 *   sections: Record<string, ReturnType<typeof deskSection>>, exchange: Exchange, show: (path: string) => void}} TeacherPage */

const NO_REPLY = "No reply from Python yet. It may be busy or was restarted: open this notebook again. Nothing is lost.";
// A double press of these counts as one.
const ONCE = ["grade", "sample", "edition", "check_lesson", "override"];

/** @param {Model} model */
function makeTeacherPage(model) {
  const parts = teacherParts();
  const { home, here, lessons } = model.get("question");
  /** @type {TeacherPage} */
  const page = {
    model, state: model.get("state"), parts, home, here, asked: false, sections: {}, root: build("section", {}),
    exchange: newExchange(model, parts.waiting, NO_REPLY, (sent, next) => sent.do === next.do && ONCE.includes(next.do)),
    show: (path) => ask(page, { do: "show", path }),
  };
  page.sections = deskSections(page);
  page.root = build("section", { class: "crn-card crn-desk-card", "data-kind": "desk", "aria-label": "The teacher's desk" },
    Object.values(page.sections).map(({ root }) => root), parts.waiting);
  for (const select of [parts.lesson, parts.edition.lesson]) setOptions(select, lessons.map((/** @type {string} */ name) => [name, name]));
  if (lessons.includes("iron_dome")) for (const select of [parts.lesson, parts.edition.lesson]) select.value = "iron_dome";
  setFields(page);
  drawPage(page, null);
  return { root: page.root, stop: listenToPage(page) };
}

/** @param {TeacherPage} page @returns {TeacherPage["sections"]} */
function deskSections(page) {
  const { parts } = page;
  const { choosers, fields } = parts;
  const check = build("label", { class: "crn-desk-tick" }, fields.feedback, build("span", {}, "Also make a page of feedback for each student"));
  return {
    handins: deskSection("handins", "1. Hand-ins", false,
      build("p", { class: "crn-how" }, "The zip file from your platform, or a folder. For several classes: a folder with a zip or a folder for each."),
      choosers.handins.root, labelled("Or drop zip files here", parts.upload), build("div", { class: "crn-actions" }, parts.sample)),
    what: deskSection("what", "2. Class and assignment", false,
      build("div", { class: "crn-desk-pair" }, labelled("Class (if you like)", fields.class_name), labelled("Assignment", fields.assignment)),
      build("h3", { class: "crn-desk-sub" }, "Your roster"),
      build("p", { class: "crn-how" }, "A CSV file with class ids and names. It says who is missing, and puts names into your own tables and pages."), choosers.roster.root,
      labelled("File for your platform", fields.platform), check,
      build("details", { class: "crn-desk-extra" }, build("summary", {}, "More choices"),
        build("div", { class: "crn-desk-pair" }, labelled("Title on the platform", fields.title), labelled("Points on the platform", fields.out_of)),
        build("h3", { class: "crn-desk-sub" }, "Your grading.toml"), choosers.policy.root)),
    grade: deskSection("grade", "3. Grade", false, build("div", { class: "crn-actions" }, parts.grade), parts.grades, parts.results),
    marks: deskSection("marks", "4. Open answers", false,
      build("p", { class: "crn-how" }, "Type your initials, then press “Mark open answers” at a class above. Press Grade again when you have marked."),
      labelled("Your initials", fields.marker)),
    points: deskSection("points", "Change the points of an answer", true, pointsElements(page)),
    edition: deskSection("edition", "Hand out the lessons", true, editionElements(page)),
    check: deskSection("check", "Check my lesson", true, labelled("Lesson", parts.lesson), build("div", { class: "crn-actions" }, parts.check)),
  };
}

/** What is sent holds all fields, so that none is lost. @param {TeacherPage} page @param {DeskWish} wish */
function ask(page, wish) {
  send(page.exchange, { ...wish, fields: fieldsOf(page) });
}

/** @param {TeacherPage} page */
function fieldsOf({ parts: { fields } }) {
  const { feedback, ...typed } = fields;
  const texts = Object.entries(typed).map(([name, input]) => [name, input.value]);
  return { ...Object.fromEntries(texts), feedback: feedback.checked ? "yes" : "no" };
}

/** Only once: after that the fields are the teacher's. @param {TeacherPage} page */
function setFields({ parts: { fields }, state }) {
  setOptions(fields.assignment, state.assignments);
  const { feedback, ...typed } = fields;
  for (const [name, input] of Object.entries(typed)) input.value = state.fields[name] || "";
  feedback.checked = state.fields.feedback === "yes";
}

/** @param {TeacherPage} page @param {DeskState | null} before */
function drawPage(page, before) {
  const { parts, state, sections } = page;
  setOptions(parts.fields.assignment, state.assignments);
  drawChoosers(page, before);
  drawWork(page, before);
  drawResults(page, before);
  drawPoints(page, before);
  if (!before || !same(before.made, state.made)) parts.edition.made.replaceChildren(...fileRows(state.made.edition || [], page.home, page.show));
  for (const [name, { said, problem }] of Object.entries(sections)) {
    if ((before?.said[name] || "") !== (state.said[name] || "")) said.textContent = state.said[name] || "";
    show(problem, state.problems[name]);
  }
}

/** Listens to buttons, fields and Python; gives what ends it. @param {TeacherPage} page */
function listenToPage(page) {
  const { model, parts, exchange } = page;
  for (const purpose of PURPOSES) listenToChooser(page, purpose);
  for (const field of Object.values(parts.fields)) field.addEventListener("change", () => ask(page, { do: "keep" }));
  listenToDrops(page);
  listenToPoints(page);
  listenToRest(page);
  const onState = () => {
    const before = page.state;
    page.state = model.get("state");
    const sent = repliedTo(exchange, before, page.state);
    page.asked = sent !== null;
    drawPage(page, before);
    page.asked = false;
    if (sent?.do === "room" && !page.state.problems.marks) openRoom(page, sent.name);
    if (sent?.do === "override" && !page.state.problems.points) parts.points.points.value = parts.points.reason.value = "";
  };
  model.on("change:state", onState);
  return () => {
    settle(exchange);
    model.off("change:state", onState);
  };
}

export default host((model, el) => {
  const page = makeTeacherPage(model);
  el.append(page.root);
  return page.stop;
});
