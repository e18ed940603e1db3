// Which cells a lesson runs by itself: the kit's own calls, each on a line of its own, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";

const STATIC = new URL("../../exercises/cards/jupyter/labextensions/close-reading/static/", import.meta.url);
const { ownCalls, readCells } = await import(new URL("calls.js", STATIC));
const { withoutCards } = await import(new URL("opening.js", STATIC));

const OPENING = 'from exercises import open_lesson\n\nlesson = open_lesson("iron_dome")';

test("the kit's own calls are its own", () => {
  assert.deepEqual(ownCalls(OPENING), { opens: true, asks: [], methods: [], teacher: { opens: [], shows: [] } });
  assert.deepEqual(ownCalls(`# No cards below? Choose “Run all”.\nfrom exercises.text import statistics, voices\n${OPENING}\n`).opens, true);
  assert.deepEqual(ownCalls("lesson = open_lesson()").opens, true);
  assert.deepEqual(ownCalls('lesson.ask("a-choice")  \n\nlesson.ask("p2")').asks, ["a-choice", "p2"]);
  assert.deepEqual(ownCalls("lesson.article\nlesson.progress()\nlesson.hand_in()").methods, ["article", "progress", "hand_in"]);
  assert.deepEqual(ownCalls('lesson.progress("02_framing")\nlesson.my_reading("02_framing")').methods, ["progress", "my_reading"]);
});

const NOT_OURS = [
  // Nothing to run, or a student's own work.
  "", "# only a remark", "my_id = \"\"", "def f(number):\n    return 0", "words = voices.words_by_voice(lesson)",
  // One line more, one statement more, one word more.
  'lesson.ask("a")\nimport os', 'lesson.ask("a"); import os', 'lesson.ask("a");', 'import os; lesson.ask("a")', 'lesson.ask("a") or evil()',
  'lesson.ask("a").__class__', 'lesson.ask("a", evil())', 'lesson.ask("a")("b")', 'x = lesson.ask("a")', 'lesson.ask("a") if evil() else 0',
  'lesson.ask("a") # said', '[lesson.ask("a") for a in evil()]', 'print(lesson.ask("a"))', 'await lesson.ask("a")', 'lesson.ask("a"),',
  // What is in the brackets is not a plain name.
  'lesson.ask(f"{evil()}")', 'lesson.ask(__import__("os").system("x"))', "lesson.ask(evil)", 'lesson.ask("a" + evil())', 'lesson.ask(*evil())',
  'lesson.ask("a\\x41")', 'lesson.ask("../a")', 'lesson.ask("""a""")', 'lesson.ask(b"a")', 'lesson.ask("a" "b")', "lesson.ask()", 'lesson.ask("A B")',
  // Another name, another attribute.
  'Lesson.ask("a")', 'lesson.check("a", evil())', 'lesson.hand_in("ada-l")', 'lesson._work.submit("a", 1)', 'lesson.__init__("a")', "lesson.articles",
  "lesson.article.text", "lesson.progress", 'lesson.ask.ask("a")', 'lesson.ask ("a")', 'lesson .ask("a")', "lesson.progress(1)", 'lesson.my_reading("../x")', 'lesson.my_reading("a", "b")', "self.article",
  // Another module, or another name from ours.
  "from exercises import *", "from exercises import open_lesson as lesson", "from exercises import open_lesson, guide", "import exercises",
  "from exercises.gradebook import open_class", "from exercises.text import os", "from evil import open_lesson", "from .exercises import open_lesson",
  "from exercises.text import voices, os", "from exercises import (open_lesson)", "from exercises .text import voices",
  // The folder for answers is a person's to choose.
  'lesson = open_lesson("iron_dome", "/tmp")', 'lesson = open_lesson("iron_dome", work="x")', 'lesson = open_lesson("../evil")', 'lesson = open_lesson(name="a")',
  'lesson = open_lesson("iron_dome") or evil()', 'lesson: evil() = open_lesson("a")', 'lesson = other = open_lesson("a")', "lesson = evil()", "open_lesson = evil",
  // The desk with anything in its brackets, another method of it, or another thing under its name.
  'desk = open_desk("x")', "desk = open_desk", "desk = evil()", "desk = open_desk() or evil()", "desk.card", "desk.card(1)", "desk.card(evil())", 'desk.report("../x")', "desk.report(evil)", 'desk.report("a", evil())',
  "desk.grade()", "desk._heard({})", "desk.card().x", "desk.marking(evil())", "from exercises.desk import open_desk as lesson", "from exercises.desk import open_desk, acts", "from exercises.desk import acts", "from evil.desk import open_desk",
  'guide.minutes("x").y', 'guide.answer_key(evil)', "guide.concerns()", 'guide.SPEAKERS["x"]', "from exercises.lesson_data import teacher_guide", "from exercises.lesson_data import teacher_guide as desk", "from exercises.lesson_data import content as guide",
  // What IPython takes for a command.
  "%run evil.py", "%%bash\nlesson.article", "!rm -rf .", "lesson.article?", "?lesson.article", "%%time\nlesson.article", ">>> lesson.article", "In [1]: lesson.article",
  // Lines that go on, are set in, or are decorated.
  'lesson.ask(\n"a")', 'lesson.\\\nask("a")', ' lesson.ask("a")', '@evil\nlesson.ask("a")', 'if evil():\n  lesson.ask("a")', '"""\nlesson.article\n"""', 'lesson.article \\',
  // Signs that end a line for Python or IPython, or turn the direction of what one sees.
  'lesson.ask("a")\rimport os', "# said\rimport os\nlesson.article", "# said\u2028import os\nlesson.article", "# said\u0085!ls\nlesson.article", "# said\u000cimport os\nlesson.article",
  "# said\u000b!ls\nlesson.article", "# said\u001c!ls\nlesson.article", "lesson.article\u0000", "# \u202eevil\nlesson.article", "\ufefflesson.article", "\tlesson.article", "lesson.article\t",
  // Letters that only look like ours; Python reads some of them as ours.
  'l\u0435sson.ask("a")', "\uff4cesson.article", 'lesson.\uff41sk("a")', 'lesson.ask(\uff02a\uff02)', 'lesson.ask("\u0430")', "lesson\u00a0.article", "lesson\u2024article",
  "#coding: utf-7\nlesson.article", "#!shebang\nlesson.article",
];

test("what holds anything else is left for a person to run", () => {
  for (const source of NOT_OURS) assert.equal(ownCalls(source), null, JSON.stringify(source));
  for (const source of NOT_OURS.slice(2)) assert.equal(ownCalls(`lesson.ask("a")\n${source}`) === null, true, JSON.stringify(source));
});

const cell = (source, type = "code") => ({ source, type });

test("a notebook is a lesson if it opens one by our call and shows something of it", () => {
  const { own, isLesson } = readCells([cell('lesson.ask("early")'), cell("# Title", "markdown"), cell(OPENING), cell("evil()"), cell('lesson.ask("a")'), cell('lesson.ask("a")', "markdown")]);
  assert.equal(isLesson, true);
  assert.deepEqual(own.map((found) => found !== null), [false, false, true, false, true, false]);
  assert.equal(readCells([cell(OPENING), cell("lesson.progress()")]).isLesson, false);
  const changed = readCells([cell(`${OPENING}\nimport os`), cell('lesson.ask("a")')]);
  assert.equal(changed.isLesson, false);
  assert.deepEqual(changed.own, [null, null]);
});

const DESK = "# Nothing below?\nfrom exercises.desk import open_desk\n\ndesk = open_desk()";
const GUIDE = "from exercises.lesson_data import teacher_guide as guide";

test("a teacher's notebook opens by itself only if all of its code is the kit's", () => {
  const desk = [cell("# My desk", "markdown"), cell(DESK), cell("desk.card()")];
  for (const cells of [desk, [cell(DESK), cell("desk.marking()"), cell("desk.agreement()")], [cell(DESK), cell('desk.report("summary")')], [cell(GUIDE), cell('guide.minutes("iron_dome")')], [...desk, cell("")]]) {
    const { own, isLesson, isTeachers } = readCells(cells);
    assert.deepEqual([isLesson, isTeachers], [false, true]);
    assert.deepEqual(own.map((found) => found !== null), cells.map(({ type, source }) => type === "code" && source !== ""));
  }
  // Other code, before or after; a lesson in it; a name that is used before it is there; or nothing to show.
  const others = [[...desk, cell("1 + 1")], [cell("open_desk = evil"), ...desk], [...desk, cell(`${OPENING}\nlesson.article`)], [cell("desk.card()"), cell(DESK)], [cell(DESK)], [cell(GUIDE), cell("desk.card()")]];
  for (const cells of others) {
    const { own, isTeachers } = readCells(cells);
    assert.equal(isTeachers, false);
    assert.deepEqual(own.filter((found) => found && found.teacher.opens.length + found.teacher.shows.length > 0), []);
  }
  assert.equal(readCells([...desk, cell(`${OPENING}\nlesson.article`)]).isLesson, true);
});

test("a file keeps no cards, and keeps what a student's cells printed", () => {
  const widget = { output_type: "display_data", data: { "application/vnd.jupyter.widget-view+json": {}, "text/plain": "Card()" } };
  const words = { output_type: "execute_result", data: { "text/plain": "15" } };
  const code = (source, ...outputs) => ({ cell_type: "code", source, outputs, execution_count: 3 });
  const saved = withoutCards({
    cells: [code(OPENING), code(['lesson.ask("a")'], widget), code("1 + 14", words, widget), { cell_type: "markdown", source: "# Title" }],
    metadata: { widgets: {}, kernelspec: {} },
  });
  assert.deepEqual(saved.cells.map((one) => one.outputs), [[], [], [words], undefined]);
  assert.deepEqual(saved.cells.map((one) => one.execution_count), [null, null, 3, undefined]);
  assert.deepEqual(saved.metadata, { kernelspec: {} });
});
