// The elements of the teacher's desk, and how they lie on the page.

/** @typedef {ReturnType<typeof teacherParts>} TeacherParts */
/** @typedef {ReturnType<typeof chooserParts>} ChooserParts */

const PLATFORMS = [["", "None"], ["moodle", "Moodle"], ["canvas", "Canvas"], ["classroom", "Google Classroom"]];
const PAPERS = [["a4", "A4"], ["letter", "US letter"]];

function teacherParts() {
  return {
    choosers: { handins: chooserParts("hand-ins", "zip or folder"), roster: chooserParts("your roster", "CSV file"), policy: chooserParts("your grading.toml", "TOML file") },
    fields: fieldParts(),
    work: workParts(),
    upload: build("input", { id: freshId("upload"), class: "crn-desk-upload", type: "file", accept: ".zip,.jsonl", multiple: true }),
    sample: button("crn-desk-sample", "Try it with a made-up class"),
    grade: button("crn-check crn-desk-grade", "Grade"),
    grades: build("p", { class: "crn-count" }),
    results: build("div", { class: "crn-desk-results" }),
    points: pointsParts(),
    edition: editionParts(),
    lesson: build("select", { id: freshId("lesson"), class: "crn-select" }),
    check: button("crn-desk-check", "Check this lesson"),
    waiting: build("p", { class: "crn-waiting", role: "status" }),
  };
}

/** What chooses a file or a folder. @param {string} what @param {string} form */
function chooserParts(what, form) {
  const shown = build("p", { class: "crn-desk-chosen" });
  const browse = button("crn-desk-browse", "Choose …", { "aria-label": `Choose ${what}: ${form}` });
  const forget = button("crn-small crn-desk-forget", "Remove", { "aria-label": `Remove ${what}`, hidden: true });
  const path = build("input", { id: freshId("path"), class: "crn-input", type: "text", autocomplete: "off", spellcheck: "false" });
  const use = button("crn-desk-use", "Use it");
  const panel = build("div", { class: "crn-desk-panel", role: "group", "aria-label": `Choose ${what}`, hidden: true });
  const paste = build("details", { class: "crn-desk-paste" }, build("summary", {}, "Or paste a path"),
    labelled(`Path of ${what}`, path, build("div", { class: "crn-field-row" }, path, use)));
  const root = build("div", { class: "crn-desk-chooser" }, shown, build("div", { class: "crn-actions" }, browse, forget), panel, paste);
  return { root, shown, browse, forget, path, use, panel };
}

function fieldParts() {
  /** @param {string} name @param {Attributes} [more] */
  const text = (name, more = {}) => build("input", { id: freshId(name), class: "crn-input", type: "text", autocomplete: "off", ...more });
  return {
    class_name: text("class", { maxlength: "60" }),
    assignment: build("select", { id: freshId("assignment"), class: "crn-select" }),
    platform: build("select", { id: freshId("platform"), class: "crn-select" }, optionsOf(PLATFORMS)),
    title: text("title", { maxlength: "200" }),
    out_of: text("out-of", { inputmode: "decimal", maxlength: "9", class: "crn-input crn-number-input" }),
    feedback: build("input", { id: freshId("feedback"), type: "checkbox" }),
    marker: text("marker", { maxlength: "12", autocapitalize: "none", spellcheck: "false", class: "crn-input crn-number-input" }),
  };
}

/** How far long work is. It moves into the section that the work belongs to. */
function workParts() {
  const status = build("p", { class: "crn-desk-status", role: "status" });
  const bar = build("progress", { class: "crn-bar", "aria-label": "Progress" });
  const count = build("span", { class: "crn-count" });
  const stop = button("crn-small crn-desk-stop", "Stop");
  const going = build("div", { class: "crn-desk-going", hidden: true }, bar, count, stop);
  const problem = build("p", { class: "crn-problem", role: "alert", hidden: true });
  const lines = build("ul", { class: "crn-desk-lines" });
  const log = build("details", { class: "crn-desk-log", hidden: true }, build("summary", {}, "Everything that was said"), lines);
  const root = build("div", { class: "crn-desk-work" }, status, going, problem, log);
  return { root, status, bar, count, stop, going, problem, lines, log };
}

function pointsParts() {
  return {
    run: build("select", { id: freshId("run"), class: "crn-select" }),
    student: build("select", { id: freshId("student"), class: "crn-select" }),
    answer: build("select", { id: freshId("answer"), class: "crn-select" }),
    shown: build("div", { class: "crn-desk-answer", hidden: true }),
    points: build("input", { id: freshId("points"), class: "crn-input crn-number-input", inputmode: "decimal", autocomplete: "off" }),
    reason: build("input", { id: freshId("reason"), class: "crn-input", maxlength: "4000", autocomplete: "off" }),
    save: button("crn-check crn-desk-save", "Save these points"),
  };
}

function editionParts() {
  return {
    student: button("crn-desk-student", "Student edition"),
    print: button("crn-desk-print", "Print edition"),
    browser: button("crn-desk-browser", "Browser edition"),
    lesson: build("select", { id: freshId("lesson"), class: "crn-select" }),
    paper: build("select", { id: freshId("paper"), class: "crn-select" }, optionsOf(PAPERS)),
    made: build("ul", { class: "crn-desk-files" }),
  };
}

/** @param {string} label @param {HTMLElement} input @param {HTMLElement} [shown] the input, or what is around it */
function labelled(label, input, shown = input) {
  return build("div", { class: "crn-field" }, build("label", { for: input.id }, label), shown);
}

/** @param {string[][]} pairs value and words of each */
function optionsOf(pairs) {
  return pairs.map(([value, words]) => build("option", { value }, words));
}

/** Other options in a select; what was chosen stays chosen if it is there. @param {HTMLSelectElement} select @param {string[][]} pairs */
function setOptions(select, pairs) {
  const wanted = pairs.map((pair) => pair.join("\n")).join("\n\n");
  if (select.dataset.pairs === wanted) return;
  const { value } = select;
  select.replaceChildren(...optionsOf(pairs));
  select.dataset.pairs = wanted;
  if (pairs.some(([own]) => own === value)) select.value = value;
}

/** A section with a line for what was said, and one for what went wrong. @param {string} name @param {string} title
 * @param {boolean} folded @param {...Child} children */
function deskSection(name, title, folded, ...children) {
  const id = freshId(name);
  const said = build("p", { class: "crn-desk-said", role: "status" });
  const problem = build("p", { class: "crn-problem", role: "alert", hidden: true });
  const heading = build("h2", { id, class: "crn-desk-title" }, title);
  const inside = build("div", { class: "crn-desk-inside" }, ...children, said, problem);
  const root = build("section", { class: "crn-desk-section", "data-section": name, "aria-labelledby": id },
    folded ? build("details", { class: "crn-desk-folded" }, build("summary", {}, heading), inside) : [heading, inside]);
  return { root, inside, said, problem };
}
